// Making and finding elements. Texts enter the page as text nodes only: nothing is ever read as markup.

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// What an element says already is not said again: the browser would lay it out anew. Its text is one node.
function write(element, words) {
  const text = element.firstChild;
  if (text.data !== words) text.data = words;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

function byId(id) {
  return document.getElementById(id);
}

// Words of a text may run right to left, or say so without ending it; isolated, they turn nothing else round.
function isolated(text) {
  return el("bdi", {}, text);
}

const NUMBERS = new Intl.NumberFormat("en-GB");

function number(n) {
  return NUMBERS.format(n);
}

function many(n, one, more = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : more}`;
}

function articleName(corpus, id) {
  return corpus.documents.title[corpus.documents.doc_id.indexOf(id)];
}

// "A. Author, The Outlet, November 2020", less what is not known.
function origin(corpus, doc) {
  const { author, outlet, dated } = corpus.documents;
  return [author[doc], outlet[doc], dated[doc]].filter(Boolean).join(", ");
}

// A sign for the eye and a word for the ear.
function frameSign(frame, sign = SIGNS[frame]) {
  return el("span", { class: `sign is-${frame}`, role: "img", "aria-label": frame }, sign);
}

// Does what the reader need not wait for, once the next frame is on the screen.
function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
}

// Does now, while nothing else is to do, what would be waited for later; not every browser knows when that is.
function whenIdle(work) {
  if (globalThis.requestIdleCallback) requestIdleCallback(work);
  else afterPaint(work);
}

// Says something to whoever listens rather than looks; waits, so that typing is not talked over.
function announcer(place) {
  let waiting = 0;
  return (words) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { place.textContent = words; }, 400);
  };
}
