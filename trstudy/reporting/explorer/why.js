// Why a sentence has its codes: the rule that decided, each cue and what became of it, where it all stands.

const SIGN_WORDS = { 1: "for cooperation", 0: "no direction", "-1": "for rivalry" };

function whyWords(corpus, row) {
  const frame = frameOf(corpus, row);
  const codes = ["arena", "voice", "modality"].map((name) => inWords(codeOf(facet(corpus, name), row)));
  return [
    el("p", { class: "codes" }, frameSign(frame), el("strong", {}, frame), ` · ${codes.join(" · ")}`),
    el("p", { id: "why-short" }, ...ruleWords(corpus, row)),
    ...cueList(corpus, row),
    ...otherReasons(corpus, row),
    el("p", { class: "where" }, isolated(corpus.documents.title[corpus.doc[row]]), el("br"),
      isolated(origin(corpus, corpus.doc[row])), el("br"),
      `${corpus.id[row]}, ${offsets(corpus, row)}`),
  ];
}

function ruleWords(corpus, row) {
  const rule = codeOf(corpus.rule, row);
  const score = corpus.score[row];
  const scored = score === null ? "" : ` Score ${signed(score)}, from −1 (rivalry) to +1 (cooperation).`;
  if (!rule) return [`The tagger names no rule.${scored}`];
  const meaning = corpus.rules[rule];
  return ["Decided by the rule ", el("b", {}, rule), `${meaning ? `: ${meaning}` : ""}.${scored}`];
}

function signed(score) {
  return `${score > 0 ? "+" : ""}${score.toFixed(2)}`.replace("-", "−");
}

function cueList(corpus, row) {
  const { first } = corpus.cues;
  if (first[row] === first[row + 1]) return [el("p", { class: "no-cue" }, "No cue was looked at.")];
  const list = el("ul", { class: "cues", "aria-label": "Cues" });
  for (let cue = first[row]; cue < first[row + 1]; cue += 1) list.append(cueItem(corpus.cues, cue));
  return [list];
}

function cueItem(cues, cue) {
  const sign = cues.sign[cue];
  const told = cues.weighed[cue] ? "was weighed" : cues.counted[cue] ? SIGN_WORDS[sign] : "did not count";
  const words = cues.words[cue];
  const quoted = words.length > 120 ? `${words.slice(0, 120)} …` : words;
  // what was weighed is no entry of the lexicon but stems and stand-ins of words: the words as printed say it
  const found = `${inWords(codeOf(cues.category, cue))}, entry “${codeOf(cues.entry, cue)}”: `;
  return el("li", {},
    el("mark", { class: `cue last ${["minus", "zero", "plus"][sign + 1]}` }, isolated(quoted)),
    ` ${told}`, el("br"),
    el("small", {}, cues.weighed[cue] ? "" : found,
      isolated(codeOf(cues.why, cue)), `; characters ${cues.start[cue]}–${cues.end[cue]}`));
}

function otherReasons(corpus, row) {
  const told = codeOf(corpus.why, row);
  if (!told) return [];
  return [el("ul", { class: "reasons", "aria-label": "Other codes" },
    ...told.split("\n").map((reason) => el("li", {}, isolated(reason))))];
}

function offsets(corpus, row) {
  const file = corpus.documents.file[corpus.doc[row]];
  return `characters ${corpus.start[row]} to ${corpus.end[row]} of ${file || "the raw text"} (from 0, end excluded)`;
}
