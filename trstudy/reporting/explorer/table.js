// The matching sentences as CSV: RFC 4180 (comma, quotes doubled, CRLF), UTF-8 with a byte order mark, since
// spreadsheets take a file without one for another encoding.

const CSV_COLUMNS = ["sentence_id", "doc_id", "title", "author", "outlet", "date", "date_precision", "date_source",
  "year", "file", "role", "paragraph", "start", "end", "frame", "arena", "voice", "modality", "score", "rule",
  "cues", "text"];
// What a spreadsheet would compute when it opens the file, also behind blanks and in full-width forms.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

function csv(corpus, rows) {
  const lines = [CSV_COLUMNS.join(",")];
  for (const row of rows) lines.push(csvRow(corpus, row).map(csvCell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function csvRow(corpus, row) {
  const d = corpus.documents;
  const doc = corpus.doc[row];
  const code = (name) => codeOf(facet(corpus, name), row);
  return [corpus.id[row], d.doc_id[doc], d.title[doc], d.author[doc], d.outlet[doc], d.date[doc],
    d.date_precision[doc], d.date_source[doc], d.year[doc], d.file[doc], codeOf(corpus.role, row),
    corpus.paragraph[row], corpus.start[row], corpus.end[row], code("frame"), code("arena"), code("voice"),
    code("modality"), corpus.score[row] ?? "", codeOf(corpus.rule, row), cuesInWords(corpus.cues, row),
    corpus.text[row]];
}

// A number is a number; words that a spreadsheet would take for a formula get an apostrophe, which it hides.
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function cuesInWords(cues, row) {
  const said = [];
  for (let cue = cues.first[row]; cue < cues.first[row + 1]; cue += 1) {
    said.push(`${cues.words[cue]} (${codeOf(cues.category, cue)}: ${codeOf(cues.why, cue)})`);
  }
  return said.join("; ");
}

function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  // the browser reads the file after the click; the address may go once it has
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
