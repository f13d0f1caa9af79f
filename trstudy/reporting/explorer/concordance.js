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
  const { first, from, to, sign, counted, weighed } = corpus.cues;
  for (let cue = first[row]; cue < first[row + 1]; cue += 1) {
    const wanted = !countedOnly || (counted[cue] && !weighed[cue]);
    if (from[cue] >= 0 && wanted) add(row, from[cue], to[cue], sign[cue]);
  }
}

// The lines in the order asked for, as places in their columns; equals stay in reading order. There may be
// tens of thousands: at first they are in the order of the first letters of their keys, as numbers, and
// `settle(from, to)` puts into order by the whole keys those that are to be drawn.
function orderLines(corpus, lines, hay, { sort, down }) {
  const order = Uint32Array.from(lines.row, (_, i) => i);
  const key = sortKey(corpus, lines, hay, sort);
  if (!key) return { order: down ? order.reverse() : order, settle: () => {} };
  const turned = new Float64Array(order.length);
  for (const i of order) turned[i] = (down ? HEADS - 1 - key.head(i) : key.head(i)) * PLACES + i;
  turned.sort();
  for (let at = 0; at < order.length; at += 1) order[at] = turned[at] % PLACES;
  const head = (at) => Math.floor(turned[at] / PLACES);
  let settled = 0;
  const settle = (from, to) => {
    while (settled < to) {
      const begin = settled;
      while (settled < order.length && head(settled) === head(begin)) settled += 1;
      sortByKey(order.subarray(begin, settled), key.whole, down ? -1 : 1);
    }
  };
  return { order, settle };
}

function sortByKey(some, whole, turn) {
  if (some.length < 2) return;
  const keys = new Map(Array.from(some, (i) => [i, whole(i)]));
  some.sort((a, b) => {
    const [one, other] = [keys.get(a), keys.get(b)];
    if (one === other) return a - b;
    return one < other ? -turn : turn;
  });
}

// The key of line i, and its head: the first letters of the same key as a number, found without cutting strings.
function sortKey(corpus, lines, hay, sort) {
  if (sort === "place") return null;
  if (sort === "frame") {
    const { codes } = facet(corpus, "frame");
    return { head: (i) => codes[lines.row[i]], whole: () => "" };
  }
  const { starts, text } = hay;
  const start = (i) => starts[lines.row[i]];
  const end = (i) => starts[lines.row[i] + 1] - 1;
  const from = (i) => start(i) + lines.from[i];
  const to = (i) => Math.min(start(i) + lines.to[i], end(i));
  const words = (low, high) => text.slice(low, high).match(WORD) ?? [];
  const [left, right] = [(i) => Math.max(start(i), from(i) - NEAR), (i) => Math.min(to(i) + NEAR, end(i))];
  return {
    left: { head: (i) => headFromEnd(text, left(i), from(i)), whole: (i) => words(left(i), from(i)).reverse().join(" ") },
    node: { head: (i) => headOfText(text, from(i), to(i)), whole: (i) => text.slice(from(i), to(i)) },
    right: { head: (i) => headOfWords(text, to(i), right(i)), whole: (i) => words(to(i), right(i)).join(" ") },
  }[sort];
}

// A head has the codes of four letters, as a number to the base 256.
const LETTERS = 4;
const HEADS = 256 ** LETTERS;
const PLACES = 2 ** 21; // lines that a number can tell apart beside their heads

// A letter that has no place in a head of such digits counts as the last one, and so do all that follow it:
// the whole keys tell them apart.
function withLetter(head, code) {
  return head % 256 === LAST || code >= LAST ? head * 256 + LAST : head * 256 + code;
}

function headOfText(text, from, to) {
  let head = 0;
  for (let k = 0; k < LETTERS; k += 1) head = withLetter(head, from + k < to ? text.charCodeAt(from + k) : 0);
  return head;
}

function headOfWords(text, from, to) {
  let head = 0;
  let left = LETTERS;
  let parted = false;
  for (let at = from; at < to && left > 0; at += 1) {
    const code = text.charCodeAt(at);
    if (parts(code)) {
      parted = left < LETTERS;
    } else {
      if (parted) { head = withLetter(head, SPACE); left -= 1; parted = false; }
      if (left > 0) { head = withLetter(head, code); left -= 1; }
    }
  }
  for (; left > 0; left -= 1) head = withLetter(head, 0);
  return head;
}

// Of the last word, then of the one before it.
function headFromEnd(text, from, to) {
  let head = 0;
  let left = LETTERS;
  let end = to;
  while (left > 0) {
    while (end > from && parts(text.charCodeAt(end - 1))) end -= 1;
    if (end === from) break;
    let begin = end;
    while (begin > from && !parts(text.charCodeAt(begin - 1))) begin -= 1;
    if (left < LETTERS) { head = withLetter(head, SPACE); left -= 1; }
    for (let at = begin; at < end && left > 0; at += 1) { head = withLetter(head, text.charCodeAt(at)); left -= 1; }
    end = begin;
  }
  for (; left > 0; left -= 1) head = withLetter(head, 0);
  return head;
}

const LAST = 255;
const SPACE = 32;
const PARTING = Uint8Array.from({ length: 128 }, (_, code) => Number(!String.fromCharCode(code).match(WORD)));

// Whether a character parts words, as WORD has it.
function parts(code) {
  return code < 128 ? PARTING[code] === 1 : !String.fromCharCode(code).match(WORD);
}

function concordance(corpus, lines, settle) {
  const piece = (order, from, to) => {
    settle(from, to);
    const page = document.createDocumentFragment();
    for (let i = from; i < to; i += 1) page.append(lineRow(corpus, lines, order[i]));
    return page;
  };
  return { piece, mayBreak: () => true, first: 30 };
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
