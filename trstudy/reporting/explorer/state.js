// What the reader has chosen, and the same as the part of the address after "#".

const VIEWS = ["text", "lines"];
const LINES = ["search", "counted", "all"];
const SORTS = ["place", "left", "node", "right", "frame"];
const GROUPS = ["", "year", "article", "arena", "voice", "modality"];

function emptyState() {
  const chosen = Object.fromEntries(FACETS.map(({ name }) => [name, new Set()]));
  return { chosen, q: "", whole: false, by: "", view: "text", of: "search", sort: "place", down: false,
    context: false, dropped: false, sentence: "" };
}

function stateToHash(state) {
  const told = new URLSearchParams();
  for (const { name } of FACETS) {
    for (const value of state.chosen[name]) told.append(name, value);
  }
  const words = { q: state.q, by: state.by, s: state.sentence };
  for (const [name, value] of Object.entries(words)) if (value) told.set(name, value);
  if (state.whole) told.set("whole", "1");
  if (state.context) told.set("context", "1");
  if (state.dropped) told.set("dropped", "1");
  if (state.view !== "text") told.set("view", state.view);
  if (state.of !== "search") told.set("of", state.of);
  if (state.sort !== "place") told.set("sort", state.sort);
  if (state.down) told.set("down", "1");
  return told.toString();
}

// An address may be old or mistyped: what the data do not know is left out, and `unknown` says so.
function stateFromHash(hash, corpus) {
  const state = emptyState();
  const unknown = [];
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (!readField(state, corpus, name, value)) unknown.push(`${name}=${value}`);
  }
  return { state, unknown };
}

function readField(state, corpus, name, value) {
  if (Object.hasOwn(state.chosen, name)) {
    if (!facet(corpus, name).values.includes(value)) return false;
    state.chosen[name].add(value);
    return true;
  }
  const legal = { by: GROUPS, view: VIEWS, of: LINES, sort: SORTS }[name];
  if (legal) {
    if (!legal.includes(value)) return false;
    state[name] = value;
    return true;
  }
  if (["whole", "context", "dropped", "down"].includes(name)) {
    state[name] = value === "1";
    return true;
  }
  if (name === "s" && corpus.rowOf.has(value)) {
    state.sentence = value;
    return true;
  }
  if (name === "q") {
    state.q = value;
    return true;
  }
  return name === "main"; // the skip link
}

// The filter in words, for the printed page and for whoever cannot see the boxes.
function stateInWords(state, corpus) {
  const said = FACETS.filter(({ name }) => state.chosen[name].size).map(({ name, legend }) => {
    const values = [...state.chosen[name]].map((value) => groupName(corpus, name, value));
    return `${legend.toLowerCase()} ${values.join(" or ")}`;
  });
  if (state.q.trim()) said.push(`${state.whole ? "the words" : "text with"} “${state.q.trim()}”`);
  return said.join("; ");
}
