// Key words in context: a line for each place of the search text, or for each cue.

const AROUND = 90; // characters of context on each side; the page shows as many as fit
const LINE_HEIGHT = 26; // pixels; no line is drawn lower

function concordance(corpus, lines, inOrder) {
  const blank = blankLine();
  const piece = (order, from, to) => {
    inOrder(from, to);
    const page = document.createDocumentFragment();
    for (let i = from; i < to; i += 1) page.append(writeLine(blank.cloneNode(true), corpus, lines, order[i]));
    return page;
  };
  // Lines that are there already are written over, which takes half as long as to draw others.
  const over = (place, order, from, to) => {
    inOrder(from, to);
    for (let i = from; i < to; i += 1) writeLine(place.children[i - from], corpus, lines, order[i]);
  };
  return { piece, over, mayBreak: () => true, height: () => LINE_HEIGHT };
}

function blankLine() {
  return el("tr", {},
    el("td", { class: "side left" }, isolated(" ")),
    el("th", { scope: "row", class: "node" },
      el("a", { class: "s line", tabindex: "-1", draggable: "false" }, el("mark", {}, isolated(" ")))),
    el("td", { class: "side right" }, isolated(" ")),
    el("td", { class: "code" }, el("span", { role: "img" }, " ")));
}

function writeLine(line, corpus, lines, i) {
  const [row, from, to, sign] = [lines.row[i], lines.from[i], lines.to[i], lines.sign[i]];
  const [before, link, after, code] = Array.from(line.children, (cell) => cell.firstChild);
  const mark = link.firstChild;
  const frame = frameOf(corpus, row);
  write(before, textBefore(corpus, row, from));
  write(mark.firstChild, corpus.text[row].slice(from, Math.min(to, from + AROUND)));
  write(after, textAfter(corpus, row, to));
  write(code, SIGNS[frame]);
  set(link, { href: permalink(corpus, row), "data-row": row });
  set(mark, { class: `hit${sign ? ` cue last ${sign > 0 ? "plus" : "minus"}` : ""}` });
  set(code, { class: `sign is-${frame}`, "aria-label": frame });
  return line;
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
