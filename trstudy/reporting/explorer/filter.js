// Which sentences match, and how many there would be at the next click: one column after the other, each in a short
// loop, which is what a browser does fastest.

const FRAME = 0; // the place of the frame in FACETS
// What becomes of a row: it passes, one facet alone refuses it (its place in FACETS, and 1), or it is out.
const PASSES = 0;
const OUT = 255;

// Values within a facet are alternatives, facets are conditions. A facet's own choice does not shrink its own
// counts: they say what each value would give. The shares leave the choice of frames aside for the same
// reason: of cooperative sentences alone, all are cooperative.
function sift(corpus, chosen, found, by) {
  const { facets } = corpus;
  const fates = fatesOfRows(corpus, chosen, found);
  const counts = facets.map((one, i) => countedWith(fates, i, one));
  const group = by ? facet(corpus, by) : null;
  const crossed = group ? countedWith(fates, FRAME, facets[FRAME], group) : counts[FRAME];
  return { rows: rowsThatPass(fates), counts, crossed, groups: group ? group.values : [""] };
}

function fatesOfRows({ n, facets }, chosen, found) {
  const fates = new Uint8Array(n);
  if (found) for (let row = 0; row < n; row += 1) if (found[row] < 0) fates[row] = OUT;
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

function rowsThatPass(fates) {
  const rows = new Uint32Array(fates.length);
  let n = 0;
  for (let row = 0; row < fates.length; row += 1) {
    rows[n] = row;
    if (fates[row] === PASSES) n += 1;
  }
  return rows.subarray(0, n);
}

// How many rows have each value of facet number i, whatever is chosen of that facet; within each value of another
// facet, if one is given.
function countedWith(fates, i, { values, codes }, group = null) {
  const counts = new Uint32Array(values.length * (group ? group.values.length : 1));
  for (let row = 0; row < fates.length; row += 1) {
    const fate = fates[row];
    if (fate === PASSES || fate === i + 1) counts[(group ? group.codes[row] * values.length : 0) + codes[row]] += 1;
  }
  return counts;
}
