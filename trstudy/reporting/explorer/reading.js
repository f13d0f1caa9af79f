// The running text: articles in order, paragraph by paragraph, each sentence shaded by its frame.

const LINE = 28; // the height of a line, in pixels
const MOST_IN_LINE = 110; // characters that the widest line may hold
const NARROWEST = 6; // pixels that a character takes on the average of a line
const ABOVE = { article: 70, gap: 30, paragraph: 12 };

// Draws rows[from..to): a heading where an article begins, a paragraph for each of its paragraphs.
function readingText(corpus, { hay, query, matches, dropped }) {
  const mayBreak = (rows, i) => i === 0 || startsParagraph(corpus, rows[i - 1], rows[i]);
  const piece = (rows, from, to) => {
    const page = document.createDocumentFragment();
    const counts = matchesByArticle(corpus, matches);
    let paragraph = null;
    for (let i = from; i < to; i += 1) {
      const row = rows[i];
      const before = i > 0 ? rows[i - 1] : -1;
      const newArticle = before < 0 || corpus.doc[before] !== corpus.doc[row];
      if (newArticle) page.append(articleHeading(corpus, corpus.doc[row], counts));
      const gap = gapBefore(corpus, row, newArticle ? -1 : before);
      if (dropped) page.append(...droppedBetween(corpus, newArticle ? -1 : before, row));
      if (gap > 0) page.append(gapMark(gap));
      if (paragraph === null || startsParagraph(corpus, before, row)) {
        paragraph = el("p", { class: "paragraph" });
        page.append(paragraph);
      } else {
        paragraph.append(" ");
      }
      paragraph.append(sentenceLink(corpus, row, { hay, query, dim: !matches[row] }));
      const last = i + 1 === rows.length || corpus.doc[rows[i + 1]] !== corpus.doc[row];
      if (last) page.append(...articleEnd(corpus, row, dropped));
    }
    return page;
  };
  return { piece, mayBreak, height: (rows, i) => leastHeight(corpus, rows, i) };
}

// The least that a sentence takes, in pixels: its share of a paragraph's lines, and what stands above it.
function leastHeight(corpus, rows, i) {
  const [row, before] = [rows[i], i > 0 ? rows[i - 1] : -1];
  const height = LINE * Math.min(corpus.text[row].length, LONG) / Math.min(MOST_IN_LINE, innerWidth / NARROWEST);
  if (before < 0 || corpus.doc[before] !== corpus.doc[row]) return height + ABOVE.article;
  if (!startsParagraph(corpus, before, row)) return height;
  return Math.max(height, LINE) + (row - before > 1 ? ABOVE.gap : ABOVE.paragraph);
}

function matchesByArticle(corpus, matches) {
  return (doc) => {
    let n = 0;
    for (let row = corpus.docStart[doc]; row < corpus.docStart[doc + 1]; row += 1) n += matches[row];
    return n;
  };
}

function articleHeading(corpus, doc, counts) {
  const all = corpus.docStart[doc + 1] - corpus.docStart[doc];
  const source = corpus.documents.date_source[doc];
  const known = source && source !== "printed" ? ` (date ${source})` : "";
  return el("header", { class: "article" }, el("h3", {}, isolated(corpus.documents.title[doc])),
    el("p", {}, isolated(origin(corpus, doc)), `${known} · ${number(counts(doc))} of ${many(all, "sentence")}`));
}

function startsParagraph(corpus, before, row) {
  return corpus.doc[before] !== corpus.doc[row] || corpus.paragraph[before] !== corpus.paragraph[row]
    || row - before > 1 || codeOf(corpus.role, before) !== "body"
    || codeOf(corpus.role, row) !== "body";
}

// How many sentences of the article lie between this row and the last one shown (-1: its beginning).
function gapBefore(corpus, row, before) {
  return row - (before < 0 ? corpus.docStart[corpus.doc[row]] : before + 1);
}

function gapMark(n) {
  return el("p", { class: "gap" }, `${many(n, "sentence")} not shown`);
}

function articleEnd(corpus, row, dropped) {
  const left = corpus.docStart[corpus.doc[row] + 1] - row - 1;
  return [...(left ? [gapMark(left)] : []), ...(dropped ? droppedBetween(corpus, row, -1) : [])];
}

// What cleaning dropped between two rows of an article (-1: its beginning or its end).
function droppedBetween(corpus, before, after) {
  const doc = corpus.doc[before < 0 ? after : before];
  const low = before < 0 ? 0 : corpus.start[before];
  const high = after < 0 ? Infinity : corpus.start[after];
  const { dropped } = corpus;
  const found = [];
  for (let i = dropped.first[doc]; i < dropped.first[doc + 1]; i += 1) {
    if (dropped.start[i] >= low && dropped.start[i] < high) {
      found.push(el("p", { class: "dropped" }, el("span", { class: "reason" },
        `dropped: ${codeOf(dropped.reason, i)}`), " ", isolated(dropped.text[i].slice(0, LONG))));
    }
  }
  return found;
}
