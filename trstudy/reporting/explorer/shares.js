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
  if (!table.tHead.rows.length) table.tHead.append(namesOf(frames));
  const { tBodies } = table;
  while (tBodies.length > shown.length) tBodies[shown.length].remove();
  while (tBodies.length < shown.length) table.append(blankShares(frames));
  shown.forEach(({ name, counts, n }, i) => {
    const [title, cells] = tBodies[i].rows;
    const [group, size] = title.cells[0].children;
    write(group, by ? groupName(corpus, by, name) : "All that match");
    write(size, `n = ${number(n)}`);
    frames.forEach((frame, k) => writeShare(cells.cells[k], counts[k], n, aside(frame, chosenFrames)));
  });
  const rest = groups.length - shown.length;
  byId("shares-rest").textContent = rest > 0 ? `${number(rest)} more are not drawn.` : "";
}

function aside(frame, chosenFrames) {
  return chosenFrames.size > 0 && !chosenFrames.has(frame);
}

function namesOf(frames) {
  return el("tr", {}, ...frames.map((frame) => el("th", { scope: "col" },
    frameSign(frame), el("span", { "aria-hidden": "true" }, frame))));
}

// A group's rows, to be written and written over: most changes change numbers only.
function blankShares(frames) {
  const small = () => el("small", {}, " ");
  return el("tbody", {},
    el("tr", {}, el("th", { scope: "rowgroup", colspan: frames.length }, isolated(" "), " ", small())),
    el("tr", {}, ...frames.map((frame) => el("td", {},
      el("span", { class: `bar is-${frame}`, "aria-hidden": "true" }, el("i"), el("b")),
      el("span", {}, " "), " ", small(), " ", small()))));
}

function writeShare(cell, count, n, dim) {
  const [bar, share, interval, of] = cell.children;
  const none = n === 0;
  const [low, high] = none ? [0, 0] : wilson(count, n);
  set(cell, { class: dim ? "share dim" : "share" });
  set(bar, { style: `--share: ${none ? 0 : count / n}; --low: ${low}; --high: ${high}` });
  bar.hidden = none;
  write(share, none ? "–" : `${percent(count / n)} %`);
  write(interval, none ? "" : `[${percent(low)}–${percent(high)}]`);
  write(of, none ? "" : `${number(count)} of ${number(n)}`);
}

function groupName(corpus, by, value) {
  return by === "article" ? articleName(corpus, value) : inWords(value);
}

function percent(share) {
  return (100 * share).toFixed(0);
}
