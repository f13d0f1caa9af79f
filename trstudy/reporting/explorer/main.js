// What the reader does, and what the page does about it.

const MOST_PRINTED = 2000; // sentences or lines; a filter that matches more prints these and says so

function explore() {
  const corpus = readCorpus(JSON.parse(byId("data").textContent));
  const app = {
    corpus,
    hay: haystack(corpus.text),
    lines: emptyLines(),
    state: emptyState(),
    found: null, // where the query stands
    list: roll({ earlier: byId("earlier"), later: byId("later") }),
    say: announcer(byId("said")),
    shown: -1, // the row whose reasons are on the page
  };
  app.search = searcher(app.hay);
  app.facets = drawFacets(corpus, byId("facets"), (name, value, on) => change(app, ({ chosen }) => {
    if (on) chosen[name].add(value);
    else chosen[name].delete(value);
  }));
  const narrow = matchMedia("(max-width: 64rem)");
  narrow.addEventListener("change", () => layOut(app));
  app.narrow = narrow;
  byId("filter").open = !narrow.matches;
  listenToControls(app);
  listenToSentences(app);
  addEventListener("hashchange", () => followAddress(app));
  addEventListener("beforeprint", () => prepareForPaper(app));
  followAddress(app);
  whenIdle(() => rehearse(app));
}

// What a browser has done a few times it does faster: the first key or click is to be answered as soon as the tenth.
function rehearse({ corpus, hay }, times = 3) {
  const lines = emptyLines();
  const { first, places } = searcher(hay)(readQuery("e", false));
  const { rows } = sift(corpus, { ...emptyState().chosen, frame: new Set(["none"]) }, first, "");
  findLines(lines, corpus, rows, { hay, places, kind: "all" });
  orderLines(corpus, lines, hay, { sort: "left", down: false });
  if (times > 1) whenIdle(() => rehearse({ corpus, hay }, times - 1));
}

function change(app, edit) {
  edit(app.state);
  refresh(app);
}

function followAddress(app) {
  // "#main" and the like are places on the page, not filters
  if (location.hash && !location.hash.includes("=")) {
    remember(app);
    return;
  }
  const { state, unknown } = stateFromHash(location.hash, app.corpus);
  app.state = state;
  byId("notice").textContent = unknown.length ? `Not in these data, and left out: ${unknown.join(", ")}.` : "";
  showControls(app);
  const row = state.sentence ? app.corpus.rowOf.get(state.sentence) : -1;
  showWhy(app, row);
  refresh(app, row);
  linkTo(row)?.focus({ preventScroll: true });
  linkTo(row)?.scrollIntoView({ block: "center" });
}

// From the state to the page; `target` is a row to have in sight.
function refresh(app, target = -1) {
  const { corpus, state } = app;
  const room = target < 0 ? roomForList() : innerHeight;
  searchAgain(app);
  app.sifted = sift(corpus, state.chosen, app.found.first, state.by);
  countFacets(app.facets, app.sifted.counts);
  drawShares(byId("shares"), corpus, app.sifted, state.by, state.chosen.frame);
  if (state.view === "lines") {
    listLines(app);
    drawLines(app, room);
  } else {
    drawText(app, target, room);
  }
  drawCount(app);
  settle(app);
}

// What sorting changes is the order of the lines alone.
function sortAgain(app, sort) {
  const room = roomForList();
  sortBy(app.state, sort);
  drawLines(app, room);
  settle(app);
}

function settle(app) {
  const first = linkTo(app.shown) ?? byId("sentences").querySelector("a.s");
  if (first) makeTabStop(byId("sentences"), first);
  markPinned(app);
  remember(app);
}

// How much of the list can be in sight after a change: the screen, less what stands above. The shares may shrink,
// so they do not count. Asked before anything changes, when the answer is known.
function roomForList() {
  const top = byId("sentences").getBoundingClientRect().top - byId("shares").offsetHeight;
  return innerHeight - Math.min(Math.max(top, 0), innerHeight);
}

function searchAgain(app) {
  app.query = readQuery(app.state.q, app.state.whole);
  app.found = app.search(app.query);
}

function drawText(app, target, room) {
  const { corpus, hay, query, state, sifted } = app;
  byId("reading").hidden = false;
  byId("lines").hidden = true;
  const matches = new Uint8Array(corpus.n);
  for (const row of sifted.rows) matches[row] = 1;
  const rows = state.context ? rowsOfArticlesWith(corpus, matches) : sifted.rows;
  const at = target < 0 ? 0 : Math.max(0, rows.indexOf(target));
  app.list.show(byId("reading"), rows, readingText(corpus, { hay, query, matches, dropped: state.dropped }),
    { from: at, room });
}

function rowsOfArticlesWith(corpus, matches) {
  const wanted = new Uint8Array(corpus.docStart.length - 1);
  matches.forEach((match, row) => { if (match) wanted[corpus.doc[row]] = 1; });
  return Uint32Array.from(corpus.doc.keys()).filter((row) => wanted[corpus.doc[row]]);
}

function listLines(app) {
  const { corpus, hay, query, found, state, sifted } = app;
  const kind = state.of === "search" && !query.words ? "counted" : state.of;
  findLines(app.lines, corpus, sifted.rows, { hay, query, places: found.places, kind });
  findHeadsAhead(corpus, app.lines, hay);
  byId("lines-of").textContent = { search: "the search text", counted: "cues that counted", all: "all cues" }[kind];
}

function drawLines(app, room) {
  const { corpus, hay, lines, state } = app;
  byId("reading").hidden = true;
  byId("lines").hidden = false;
  const { order, inOrder } = orderLines(corpus, lines, hay, state);
  app.list.show(byId("lines").tBodies[0], order, concordance(corpus, lines, inOrder), { room });
  for (const button of byId("lines").querySelectorAll("button[data-sort]")) {
    const sorted = state.down ? "descending" : "ascending";
    if (button.dataset.sort === state.sort) button.parentElement.setAttribute("aria-sort", sorted);
    else button.parentElement.removeAttribute("aria-sort");
  }
}

function drawCount(app) {
  const { corpus, sifted, state } = app;
  const lines = state.view === "lines" ? app.lines.n : null;
  const n = sifted.rows.length;
  const articles = sifted.counts.at(-1).reduce((sum, count) => sum + (count > 0), 0);
  const all = many(corpus.n, "sentence");
  const where = `in ${number(articles)} of ${many(corpus.documents.doc_id.length, "article")}`;
  const listed = lines === null ? "" : `${many(lines, "line")} from `;
  byId("count").textContent = `${listed}${number(n)} of ${all} ${where}`;
  const words = stateInWords(state, corpus);
  byId("filter-words").textContent = words;
  byId("clear").hidden = !words;
  byId("export").textContent = `Export ${many(n, "row")} as CSV`;
  byId("nothing").hidden = n > 0 && lines !== 0;
  app.say(`${listed}${number(n)} of ${all} match`);
}

// The address says what the page shows; browsers limit how often it may change, so it waits for a pause.
function remember(app) {
  clearTimeout(app.remembering);
  app.remembering = setTimeout(() => history.replaceState(null, "", `#${stateToHash(app.state)}`), 150);
}

// --- controls ---

// The state of each lies in the property named here.
const CONTROLS = { q: "value", whole: "checked", by: "value", of: "value", context: "checked", dropped: "checked" };

function listenToControls(app) {
  for (const [name, property] of Object.entries(CONTROLS)) {
    const control = byId(name);
    control.addEventListener("input", () => change(app, (state) => { state[name] = control[property]; }));
  }
  for (const box of document.querySelectorAll("input[name=view]")) {
    box.addEventListener("input", () => { change(app, (state) => { state.view = box.value; }); showControls(app); });
  }
  for (const button of document.querySelectorAll("button[data-sort]")) {
    button.addEventListener("click", () => sortAgain(app, button.dataset.sort));
  }
  byId("clear").addEventListener("click", () => {
    change(app, (state) => Object.assign(state, { chosen: emptyState().chosen, q: "" }));
    showControls(app);
    byId("q").focus();
  });
  byId("export").addEventListener("click", () => {
    download("sentences.csv", csv(app.corpus, app.sifted.rows), "text/csv;charset=utf-8");
    app.say(`${many(app.sifted.rows.length, "row")} exported`);
  });
  byId("copy-view").addEventListener("click", () => {
    hand(app, `${location.href.split("#")[0]}#${stateToHash(app.state)}`, byId("copied-view"));
  });
}

function sortBy(state, sort) {
  state.down = state.sort === sort && !state.down;
  state.sort = sort;
}

function showControls(app) {
  const { state } = app;
  tickFacets(app.facets, state.chosen);
  for (const [name, property] of Object.entries(CONTROLS)) byId(name)[property] = state[name];
  for (const box of document.querySelectorAll("input[name=view]")) box.checked = box.value === state.view;
  layOut(app);
}

// Lines of a concordance want the page's width: beside them, as on a phone, the reasons come up from below.
function layOut({ state, narrow }) {
  const lines = state.view === "lines";
  byId("for-text").hidden = lines;
  byId("for-lines").hidden = !lines;
  document.documentElement.classList.toggle("sheet", lines || narrow.matches);
}

// Gives a text to the reader: on the clipboard, or in a field to copy from by hand.
async function hand(app, text, place) {
  const done = await copied(text);
  const words = done ? "Copied." : "The browser denies the clipboard; here it is to copy:";
  place.replaceChildren(words);
  app.say(words);
  if (done) return;
  const field = el("textarea", { readonly: true, "aria-label": "To copy" });
  field.value = text;
  place.append(field);
  field.select();
}

// --- sentences ---

function listenToSentences(app) {
  const place = byId("sentences");
  walkWithKeys(place, app.list);
  place.addEventListener("pointerover", (event) => {
    const row = rowAt(event.target);
    if (row >= 0 && event.pointerType === "mouse" && !app.state.sentence) showWhy(app, row);
  });
  place.addEventListener("focusin", (event) => {
    const row = rowAt(event.target);
    if (row < 0 || row === app.shown) return;
    if (app.state.sentence) pin(app, row);
    else showWhy(app, row);
  });
  place.addEventListener("click", (event) => {
    const row = rowAt(event.target);
    if (row < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (getSelection().isCollapsed) pin(app, row); // else the reader was marking words
  });
  byId("cite").addEventListener("click", () => hand(app, citation(app.corpus, app.shown), byId("copied")));
  byId("copy-link").addEventListener("click", () => {
    hand(app, location.href.split("#")[0] + permalink(app.corpus, app.shown), byId("copied"));
  });
  byId("in-article").addEventListener("click", () => { location.hash = permalink(app.corpus, app.shown); });
  byId("unpin").addEventListener("click", () => unpin(app));
  addEventListener("keydown", (event) => { if (event.key === "Escape" && app.state.sentence) unpin(app); });
}

function rowAt(element) {
  const link = element.closest?.("a.s");
  return link ? Number(link.dataset.row) : -1;
}

function linkTo(row) {
  return byId("sentences").querySelector(`a.s[data-row="${row}"]`);
}

// Shows why a row has its codes; -1 shows nothing.
function showWhy(app, row) {
  app.shown = row;
  const there = row >= 0;
  byId("why-hint").hidden = there;
  byId("why-tools").hidden = !there;
  byId("why-words").replaceChildren(...(there ? whyWords(app.corpus, row) : []));
  byId("copied").replaceChildren();
  markPinned(app);
}

// A sentence that is pinned stays beside the text while the mouse goes elsewhere, and is in the address.
function pin(app, row) {
  app.state.sentence = app.corpus.id[row];
  showWhy(app, row);
  remember(app);
}

function unpin(app) {
  const link = linkTo(app.shown);
  app.state.sentence = "";
  markPinned(app);
  remember(app);
  link?.focus();
}

function markPinned(app) {
  const place = byId("sentences");
  for (const link of place.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  for (const link of place.querySelectorAll("[aria-describedby]")) link.removeAttribute("aria-describedby");
  const pinned = Boolean(app.state.sentence);
  for (const link of place.querySelectorAll(`a.s[data-row="${app.shown}"]`)) {
    link.setAttribute("aria-describedby", "why-short");
    if (pinned) link.setAttribute("aria-current", "true");
  }
  byId("why").classList.toggle("pinned", pinned);
  byId("unpin").hidden = !pinned;
}

function prepareForPaper(app) {
  app.list.upTo(MOST_PRINTED);
  const { left } = app.list;
  byId("unprinted").textContent = left > 0 ? `${number(left)} more are not printed; a narrower filter prints all.` : "";
}

explore();
