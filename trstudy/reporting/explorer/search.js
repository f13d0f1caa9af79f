// Free text: found wherever it stands, whatever its case, accents and kind of quotation mark.

const SAME = new Map(Object.entries({
  "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
  "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "ı": "i",
}));
const LETTER = /[\p{L}\p{N}_]/u;

// A folded text has the length of the text, so that a place in one is the same place in the other.
function fold(text) {
  return text.replace(/[A-Z\u0080-\uffff]/g, foldUnit);
}

function foldUnit(unit) {
  if (unit <= "Z") return unit.toLowerCase();
  let same = SAME.get(unit);
  if (same === undefined) {
    same = unit.normalize("NFD")[0].toLowerCase();
    if (same.length !== 1) same = unit;
    SAME.set(unit, same);
  }
  return same;
}

// All texts in one string, a line each, so that one search goes through them all.
function haystack(texts) {
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => { starts[i + 1] = starts[i] + text.length + 1; });
  const text = fold(`${texts.join("\n")}\n`);
  let letters = null;
  return { text, starts, get letters() { return letters ??= lettersOf(text); } };
}

// What was typed, ready to search for. As whole words, a star at either end stands for more of the word.
function readQuery(typed, whole) {
  const words = fold(typed.trim().replace(/\s+/g, " "));
  if (!whole) return { words, atStart: false, atEnd: false };
  return {
    words: words.replace(/^\*+|\*+$/g, ""),
    atStart: !words.startsWith("*"),
    atEnd: !words.endsWith("*"),
  };
}

// Where the query stands in a folded text at or after a place; -1 if nowhere.
function findFrom(text, query, place) {
  let at = text.indexOf(query.words, place);
  while (at >= 0 && cutsWord(text, query, at)) at = text.indexOf(query.words, at + 1);
  return at;
}

function standsAt(text, query, at) {
  return text.startsWith(query.words, at) && !cutsWord(text, query, at);
}

function cutsWord(text, { words, atStart, atEnd }, at) {
  const end = at + words.length;
  return (atStart && at > 0 && LETTER.test(text[at - 1])) || (atEnd && end < text.length && LETTER.test(text[end]));
}

// Every place of the query in one row, as [from, to] in its text.
function placesIn(hay, query, row) {
  const places = [];
  if (!query.words) return places;
  const line = hay.text.slice(hay.starts[row], hay.starts[row + 1] - 1);
  const length = query.words.length;
  for (let at = findFrom(line, query, 0); at >= 0; at = findFrom(line, query, at + length)) {
    places.push([at, at + length]);
  }
  return places;
}
