// One sentence on the page: a link to itself, shaded by its frame, its cues and the words searched for marked.

const LONG = 4000; // characters; more are shown at a click, since a text may be one line of a megabyte

function sentenceLink(corpus, row, { hay, query, dim = false }) {
  const frame = frameOf(corpus, row);
  const role = codeOf(corpus.role, row);
  const classes = ["s", `is-${frame}`, role === "body" ? "" : "headline", dim ? "dim" : ""];
  const link = el("a", { class: classes.filter(Boolean).join(" "), href: permalink(corpus, row),
    "data-row": row, tabindex: "-1", draggable: "false" });
  const places = dim ? [] : placesIn(hay, query, row);
  const whole = corpus.text[row];
  const text = whole.slice(0, LONG);
  const words = isolated("");
  words.append(...markedPieces(text, marksOf(corpus, row), places));
  // a sign stays on the line of its sentence's first word; in running text, none goes without one
  link.append(frameSign(frame, frame === "none" ? "" : `${SIGNS[frame]}\u2060`), words);
  return whole.length > LONG ? withTheRest(link, words, whole) : link;
}

function permalink(corpus, row) {
  return `#${new URLSearchParams({ s: corpus.id[row] })}`;
}

function withTheRest(link, words, whole) {
  const button = el("button", { type: "button", class: "more" }, `Show all ${number(whole.length)} characters`);
  button.addEventListener("click", () => {
    words.append(whole.slice(LONG));
    button.remove();
    link.focus();
  });
  return el("span", {}, link, " … ", button);
}

// The cues of a row as [from, to, sign].
function marksOf(corpus, row) {
  const { first, from, to, sign } = corpus.cues;
  const marks = [];
  for (let cue = first[row]; cue < first[row + 1]; cue += 1) {
    if (from[cue] >= 0) marks.push([from[cue], to[cue], sign[cue]]);
  }
  return marks;
}

// Cues may touch, nest and overlap, with each other and with what was searched for: the text is cut at every
// edge, and each piece wears all that lies over it. Where cues overlap their signs add up.
function markedPieces(text, marks, places) {
  const spans = [...marks, ...places];
  const edges = [...new Set([0, text.length, ...spans.flatMap(([from, to]) => [from, to])])]
    .filter((edge) => edge <= text.length).sort((a, b) => a - b);
  return edges.slice(1).map((right, i) => {
    const left = edges[i];
    const over = ([from, to]) => from <= left && right <= to;
    const cues = marks.filter(over);
    const classes = places.some(over) ? ["hit"] : [];
    if (cues.length) {
      const total = cues.reduce((sum, [, , sign]) => sum + sign, 0);
      classes.push("cue", ["minus", "zero", "plus"][Math.sign(total) + 1]);
      if (cues.some(([, to]) => to === right)) classes.push("last");
    }
    const piece = text.slice(left, right);
    return classes.length ? el("mark", { class: classes.join(" ") }, piece) : piece;
  });
}
