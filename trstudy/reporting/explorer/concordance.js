// Key words in context: a line for each place of the search text, or for each cue.

const AROUND = 90; // characters of context on each side; the page shows as many as fit
const LINE_HEIGHT = 26; // pixels; no line is drawn lower

function concordance(corpus, lines, inOrder) {
  const piece = (order, from, to) => {
    inOrder(from, to);
    const page = document.createDocumentFragment();
    for (let i = from; i < to; i += 1) page.append(lineRow(corpus, lines, order[i]));
    return page;
  };
  return { piece, mayBreak: () => true, height: () => LINE_HEIGHT };
}

function lineRow(corpus, lines, i) {
  const row = lines.row[i];
  const text = corpus.text[row];
  const [from, to] = [lines.from[i], lines.to[i]];
  const sign = lines.sign[i] ? ` cue last ${lines.sign[i] > 0 ? "plus" : "minus"}` : "";
  return el("tr", {},
    el("td", { class: "side left" }, isolated(textBefore(corpus, row, from))),
    el("th", { scope: "row", class: "node" },
      el("a", { class: "s line", href: permalink(corpus, row), "data-row": row, tabindex: "-1", draggable: "false" },
        el("mark", { class: `hit${sign}` }, isolated(text.slice(from, Math.min(to, from + AROUND)))))),
    el("td", { class: "side right" }, isolated(textAfter(corpus, row, to))),
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
