// The data that the page carries, as columns: typed arrays for codes and offsets, plain arrays for words.

// What can be filtered by, in the order of the page. A row's value is codes[row], an index into `values`.
const FACETS = [
  { name: "frame", legend: "Frame" },
  { name: "year", legend: "Year" },
  { name: "arena", legend: "Arena" },
  { name: "voice", legend: "Voice" },
  { name: "modality", legend: "Modality" },
  { name: "article", legend: "Article" },
];

// Frames are told apart by sign as well as by colour: the same signs as in the report's other pages.
const SIGNS = { cooperation: "●", rivalry: "▼", mixed: "◆", none: "–" };

function readCorpus(json) {
  const { documents, sentences, cues, dropped, rules } = json;
  const doc = Uint32Array.from(sentences.doc);
  const n = doc.length;
  return {
    n, documents, rules, doc,
    text: sentences.text,
    id: sentences.sentence_id,
    rowOf: new Map(sentences.sentence_id.map((id, row) => [id, row])),
    paragraph: Uint32Array.from(sentences.paragraph),
    start: Uint32Array.from(sentences.start),
    end: Uint32Array.from(sentences.end),
    score: sentences.score,
    role: readCoded(sentences.role),
    rule: readCoded(sentences.rule),
    why: readCoded(sentences.why),
    facets: FACETS.map((facet) => ({ ...facet, ...facetColumn(facet.name, sentences, documents, doc) })),
    docStart: firstRows(doc, documents.doc_id.length),
    cues: readCues(cues, n),
    dropped: { ...dropped, reason: readCoded(dropped.reason),
      first: firstRows(dropped.doc, documents.doc_id.length) },
  };
}

function readCoded({ values, codes }) {
  return { values, codes: Uint32Array.from(codes) };
}

function facetColumn(name, sentences, documents, doc) {
  if (name === "article") return { values: documents.doc_id, codes: doc };
  if (name !== "year") return readCoded(sentences[name]);
  const years = [...new Set(documents.year)].sort((a, b) => a - b);
  const yearOf = documents.year.map((year) => years.indexOf(year));
  return { values: years.map(String), codes: doc.map((d) => yearOf[d]) };
}

// firsts[i] is the first row of group i, and firsts[i + 1] the row after its last: rows are sorted by group.
function firstRows(groups, count) {
  const firsts = new Uint32Array(count + 1);
  for (const group of groups) firsts[group + 1] += 1;
  for (let i = 0; i < count; i += 1) firsts[i + 1] += firsts[i];
  return firsts;
}

// A word that was only weighed is no cue: its weight, told in its reason, is for one frame against another, be it
// none or mixed, so it bears no sign. Nor does a cue that did not count.
function readCues(cues, n) {
  const weighed = Uint8Array.from(cues.category.codes, (code) => cues.category.values[code] === "weights");
  return {
    weighed,
    row: Uint32Array.from(cues.row),
    from: Int32Array.from(cues.from),
    to: Int32Array.from(cues.to),
    start: Uint32Array.from(cues.start),
    end: Uint32Array.from(cues.end),
    sign: Int8Array.from(cues.sign, (sign, cue) => (cues.counted[cue] && !weighed[cue] ? sign : 0)),
    counted: Uint8Array.from(cues.counted),
    words: cues.cue,
    entry: readCoded(cues.entry),
    category: readCoded(cues.category),
    why: readCoded(cues.why),
    first: firstRows(cues.row, n),
  };
}

function codeOf(column, row) {
  return column.values[column.codes[row]];
}

function facet(corpus, name) {
  return corpus.facets.find((one) => one.name === name);
}

function frameOf(corpus, row) {
  return codeOf(facet(corpus, "frame"), row);
}

// Codes and entries of the lexicon are written with underscores; people read spaces.
function inWords(code) {
  return code.replaceAll("_", " ");
}
