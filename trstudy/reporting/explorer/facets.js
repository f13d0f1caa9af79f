// The boxes to tick: one for each value, with how many sentences it would leave.

const PART = 50;

function drawFacets(corpus, place, onChange) {
  const drawn = corpus.facets.map((one) => drawFacet(corpus, one, onChange));
  place.replaceChildren(...drawn.map(({ fieldset }) => fieldset));
  return drawn;
}

function drawFacet(corpus, { name, legend, values }, onChange) {
  // the address keeps what is ticked: for the browser to keep it too, at each new address, would hold up the next key
  const boxes = values.map((value) => el("input", { type: "checkbox", name, value, autocomplete: "off" }));
  const counts = values.map(() => el("small", {}));
  const labels = values.map((value, i) => el("label", {}, boxes[i], el("span", {}, ...facetWords(corpus, name, value)),
    counts[i]));
  const fieldset = el("fieldset", { class: `facet by-${name}` }, el("legend", {}, legend),
    el("div", { class: "values" }, ...inParts(labels)));
  fieldset.addEventListener("change", (event) => onChange(name, event.target.value, event.target.checked));
  return { name, values, boxes, counts, labels, fieldset };
}

// What is out of sight of a long list is laid out when it comes into sight: by parts, so that few are watched.
function inParts(labels) {
  if (labels.length <= PART) return labels;
  const starts = Array.from({ length: Math.ceil(labels.length / PART) }, (_, i) => i * PART);
  return starts.map((start) => el("div", { class: "part" }, ...labels.slice(start, start + PART)));
}

function facetWords(corpus, name, value) {
  if (name === "frame") return [el("span", { class: `sign is-${value}`, "aria-hidden": "true" }, SIGNS[value]), value];
  if (name !== "article") return [inWords(value)];
  const doc = corpus.documents.doc_id.indexOf(value);
  return [isolated(corpus.documents.title[doc]), " ", el("i", {}, isolated(corpus.documents.outlet[doc]))];
}

function tickFacets(drawn, chosen) {
  for (const { name, values, boxes } of drawn) {
    boxes.forEach((box, i) => { box.checked = chosen[name].has(values[i]); });
  }
}

const MANY = 100; // counts that may wait until the sentences are on the page

function countFacets(drawn, counts) {
  drawn.forEach((one, i) => {
    clearTimeout(one.waiting);
    if (one.values.length <= MANY) countFacet(one, counts[i]);
    else requestAnimationFrame(() => { one.waiting = setTimeout(() => countFacet(one, counts[i])); });
  });
}

// Only what has changed is written.
function countFacet({ counts: places, labels }, counts) {
  places.forEach((place, k) => {
    const words = number(counts[k]);
    if (place.textContent === words) return;
    place.textContent = words;
    labels[k].classList.toggle("empty", counts[k] === 0);
  });
}
