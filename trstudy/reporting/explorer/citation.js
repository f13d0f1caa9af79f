// A citation that leads back to the characters of the raw text, and the clipboard to carry it.

function citation(corpus, row) {
  const { title, date_source: source } = corpus.documents;
  const doc = corpus.doc[row];
  const known = source[doc] && source[doc] !== "printed" ? ` (date ${source[doc]})` : "";
  const [author, rest] = authorAndRest(corpus, doc);
  return `${author}“${title[doc]}”, ${rest}${known}, sentence ${corpus.id[row]}, `
    + `${offsets(corpus, row)}: “${corpus.text[row]}”`;
}

function authorAndRest(corpus, doc) {
  const { author, outlet, dated } = corpus.documents;
  return [author[doc] ? `${author[doc]}, ` : "", [outlet[doc], dated[doc]].filter(Boolean).join(", ")];
}

// True once the text is on the clipboard. Where the browser denies a page from the disk the modern way, the
// old one may do; where neither does, the caller shows the text to copy by hand.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

function copiedTheOldWay(text) {
  const before = document.activeElement;
  const field = el("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}
