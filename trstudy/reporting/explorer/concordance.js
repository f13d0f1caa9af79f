// Key words in context: a line for each place of the search text, or for each cue.

const AROUND = 90; // characters of context on each side; the page shows as many as fit
const NEAR = 45; // characters that decide the order: some six words
const WORD = /[^\s.,;:!?"'()[\]/-]+/g; // in a folded text, whose quotation marks and dashes are plain

// The lines of the matching rows: parallel columns, since there may be many.
function findLines(corpus, rows, { hay, query, kind }) {
  const lines = { row: [], from: [], to: [], sign: [] };
  const add = (row, from, to, sign) => {
    lines.row.push(row);
    lines.from.push(from);
    lines.to.push(to);
    lines.sign.push(sign);
  };
  for (const row of rows) {
    if (kind === "search") for (const [from, to] of placesIn(hay, query, row)) add(row, from, to, 0);
    else addCues(corpus, row, kind === "counted", add);
  }
  return lines;
}

function addCues(corpus, row, countedOnly, add) {
  const { first, from, to, sign, counted } = corpus.cues;
  for (let cue = first[row]; cue < first[row + 1]; cue += 1) {
    if (from[cue] >= 0 && (counted[cue] || !countedOnly)) add(row, from[cue], to[cue], counted[cue] ? sign[cue] : 0);
  }
}

// The lines in the order asked for, as places in their columns; equals stay in reading order.
function orderLines(corpus, lines, hay, { sort, down }) {
  const order = Uint32Array.from(lines.row, (_, i) => i);
  const key = sortKey(corpus, lines, hay, sort);
  if (key) {
    const keys = lines.row.map((_, i) => key(i));
    const turn = down ? -1 : 1;
    order.sort((a, b) => {
      if (keys[a] === keys[b]) return a - b;
      return keys[a] < keys[b] ? -turn : turn;
    });
  } else if (down) {
    order.reverse();
  }
  return order;
}

function sortKey(corpus, lines, hay, sort) {
  const folded = (i, from, to) => {
    const start = hay.starts[lines.row[i]];
    const end = hay.starts[lines.row[i] + 1] - 1;
    return hay.text.slice(start + Math.max(0, from), Math.min(start + to, end));
  };
  const words = (text) => text.match(WORD) ?? [];
  return {
    left: (i) => words(folded(i, lines.from[i] - NEAR, lines.from[i])).reverse().join(" "),
    node: (i) => folded(i, lines.from[i], lines.to[i]),
    right: (i) => words(folded(i, lines.to[i], lines.to[i] + NEAR)).join(" "),
    frame: (i) => facet(corpus, "frame").codes[lines.row[i]],
  }[sort];
}

function concordance(corpus, lines) {
  const piece = (order, from, to) => {
    const page = document.createDocumentFragment();
    for (let i = from; i < to; i += 1) page.append(lineRow(corpus, lines, order[i]));
    return page;
  };
  return { piece, mayBreak: () => true };
}

function lineRow(corpus, lines, i) {
  const row = lines.row[i];
  const text = corpus.text[row];
  const [from, to] = [lines.from[i], lines.to[i]];
  const sign = lines.sign[i] ? ` cue last ${lines.sign[i] > 0 ? "plus" : "minus"}` : "";
  return el("tr", {},
    el("td", { class: "side left" }, el("span", {}, isolated(textBefore(corpus, row, from)))),
    el("th", { scope: "row", class: "node" },
      el("a", { class: "s line", href: permalink(corpus, row), "data-row": row, tabindex: "-1", draggable: "false" },
        el("mark", { class: `hit${sign}` }, isolated(text.slice(from, Math.min(to, from + AROUND)))))),
    el("td", { class: "side right" }, el("span", {}, isolated(textAfter(corpus, row, to)))),
    el("td", { class: "code" }, frameSign(frameOf(corpus, row))));
}

// Context runs on into the neighbouring sentences of the same article.
function textBefore(corpus, row, from) {
  let text = corpus.text[row].slice(Math.max(0, from - AROUND), from);
  for (let r = row - 1; text.length < AROUND && r >= 0 && corpus.doc[r] === corpus.doc[row]; r -= 1) {
    text = `${corpus.text[r].slice(-AROUND)} ${text}`;
  }
  return text.slice(-AROUND);
}

function textAfter(corpus, row, to) {
  let text = corpus.text[row].slice(to, to + AROUND);
  for (let r = row + 1; text.length < AROUND && r < corpus.n && corpus.doc[r] === corpus.doc[row]; r += 1) {
    text = `${text} ${corpus.text[r].slice(0, AROUND)}`;
  }
  return text.slice(0, AROUND);
}
