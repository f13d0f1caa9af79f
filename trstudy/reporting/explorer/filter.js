// Which sentences match, and how many there would be at the next click: one column after the other, each in a short
// loop, which is what a browser does fastest.

const FRAME = 0; // the place of the frame in FACETS
// What becomes of a row: it passes, facet number i alone refuses it (i + 1), or it is out.
const PASSES = 0;
const OUT = 255;
const NO_ROWS = new Uint32Array(0);

// Values within a facet are alternatives, facets are conditions. A facet's own choice does not shrink its own
// counts: they say what each value would give. The shares leave the choice of frames aside for the same
// reason: of cooperative sentences alone, all are cooperative.
function sift(corpus, chosen, first, by) {
  const { facets } = corpus;
  const fates = fatesOfRows(corpus, chosen, first);
  const rows = rowsOfFate(fates, PASSES);
  const refused = facets.map(({ name }, i) => (chosen[name].size ? rowsOfFate(fates, i + 1) : NO_ROWS));
  const counts = facets.map((one, i) => counted([rows, refused[i]], one));
  const group = by ? facet(corpus, by) : null;
  const crossed = group ? counted([rows, refused[FRAME]], crossedWith(group, facets[FRAME])) : counts[FRAME];
  return { rows, counts, crossed, groups: group ? group.values : [""] };
}

function fatesOfRows({ n, facets }, chosen, first) {
  const fates = new Uint8Array(n);
  if (first) for (let row = 0; row < n; row += 1) if (first[row] < 0) fates[row] = OUT;
  facets.forEach(({ name, values, codes }, i) => {
    if (chosen[name].size) refuse(fates, codes, values.map((value) => chosen[name].has(value)), i + 1);
  });
  return fates;
}

function refuse(fates, codes, allowed, fate) {
  for (let row = 0; row < fates.length; row += 1) {
    if (!allowed[codes[row]]) fates[row] = fates[row] === PASSES ? fate : OUT;
  }
}

function rowsOfFate(fates, fate) {
  const rows = new Uint32Array(fates.length);
  let n = 0;
  for (let row = 0; row < fates.length; row += 1) {
    rows[n] = row;
    if (fates[row] === fate) n += 1;
  }
  return rows.subarray(0, n);
}

function counted(lists, { values, codes }) {
  const counts = new Uint32Array(values.length);
  for (const rows of lists) for (let i = 0; i < rows.length; i += 1) counts[codes[rows[i]]] += 1;
  return counts;
}

// Two facets as one, whose values are the pairs: those of the first value of `outer` come first.
function crossedWith(outer, inner) {
  const values = outer.values.flatMap((one) => inner.values.map((other) => [one, other]));
  return { values, codes: outer.codes.map((code, row) => code * inner.values.length + inner.codes[row]) };
}
