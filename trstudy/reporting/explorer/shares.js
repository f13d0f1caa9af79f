// The share of each frame among what matches, with its interval, drawn as a table that is also the figure.

const Z95 = 1.959963984540054;
const MOST_GROUPS = 24; // a figure of more would not be read

// Wilson's score interval of a share (Wilson 1927, JASA 22: 209-212), at 95 %.
function wilson(count, n) {
  const z2 = Z95 * Z95;
  const middle = (count + z2 / 2) / (n + z2);
  const half = (Z95 / (n + z2)) * Math.sqrt((count * (n - count)) / n + z2 / 4);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function drawShares(table, corpus, sifted, by, chosenFrames) {
  const frames = corpus.facets[FRAME].values;
  const groups = sifted.groups.map((name, i) => {
    const counts = [...sifted.crossed.subarray(i * frames.length, (i + 1) * frames.length)];
    return { name, counts, n: counts.reduce((sum, count) => sum + count, 0) };
  }).filter(({ n }) => n > 0 || !by);
  const shown = groups.slice(0, MOST_GROUPS);
  table.tHead.replaceChildren(el("tr", {}, ...frames.map((frame) => el("th", { scope: "col" },
    frameSign(frame), el("span", { "aria-hidden": "true" }, frame)))));
  for (const body of [...table.tBodies]) body.remove();
  table.append(...shown.map((group) => el("tbody", {},
    el("tr", {}, el("th", { scope: "rowgroup", colspan: frames.length },
      isolated(by ? groupName(corpus, by, group.name) : "All that match"), " ",
      el("small", {}, `n = ${number(group.n)}`))),
    el("tr", {}, ...frames.map((frame, i) => {
      return shareCell(frame, group.counts[i], group.n, aside(frame, chosenFrames));
    })))));
  const rest = groups.length - shown.length;
  byId("shares-rest").textContent = rest > 0 ? `${number(rest)} more are not drawn.` : "";
}

function aside(frame, chosenFrames) {
  return chosenFrames.size > 0 && !chosenFrames.has(frame);
}

function shareCell(frame, count, n, dim) {
  if (n === 0) return el("td", { class: "share" }, "–");
  const [low, high] = wilson(count, n);
  const bar = el("span", { class: `bar is-${frame}`, "aria-hidden": "true" }, el("i"), el("b"));
  bar.style.setProperty("--share", count / n);
  bar.style.setProperty("--low", low);
  bar.style.setProperty("--high", high);
  return el("td", { class: dim ? "share dim" : "share" }, bar,
    el("span", {}, `${percent(count / n)} %`), " ", el("small", {}, `[${percent(low)}–${percent(high)}]`), " ",
    el("small", {}, `${number(count)} of ${number(n)}`));
}

function groupName(corpus, by, value) {
  return by === "article" ? articleName(corpus, value) : inWords(value);
}

function percent(share) {
  return (100 * share).toFixed(0);
}
