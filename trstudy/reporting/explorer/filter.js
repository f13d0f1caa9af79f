// Which sentences match, and how many there would be at the next click: all in one pass over the columns.

const FRAME = 0; // the place of the frame in FACETS

// Values within a facet are alternatives, facets are conditions. A facet's own choice does not shrink its own
// counts: they say what each value would give. The shares leave the choice of frames aside for the same
// reason: of cooperative sentences alone, all are cooperative.
function sift(corpus, chosen, found, by) {
  const facets = corpus.facets;
  const allowed = facets.map(({ name, values }) => allowedCodes(chosen[name], values));
  const active = allowed.flatMap((codes, i) => (codes ? [i] : []));
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const group = by ? facet(corpus, by) : { values: [""], codes: null };
  const frames = facets[FRAME].codes;
  const crossed = new Uint32Array(group.values.length * facets[FRAME].values.length);
  const rows = new Uint32Array(corpus.n);
  let n = 0;
  for (let row = 0; row < corpus.n; row += 1) {
    if (found && !found[row]) continue;
    let refused = 0;
    let refuser = -1;
    for (const i of active) {
      if (!allowed[i][facets[i].codes[row]]) {
        refused += 1;
        refuser = i;
        if (refused > 1) break;
      }
    }
    if (refused > 1) continue;
    if (refused === 0) {
      rows[n] = row;
      n += 1;
      for (let i = 0; i < facets.length; i += 1) counts[i][facets[i].codes[row]] += 1;
    } else {
      counts[refuser][facets[refuser].codes[row]] += 1;
    }
    if (refused === 0 || refuser === FRAME) {
      const at = group.codes ? group.codes[row] : 0;
      crossed[at * facets[FRAME].values.length + frames[row]] += 1;
    }
  }
  return { rows: rows.subarray(0, n), counts, crossed, groups: group.values };
}

// 1 for each value that is chosen; null where nothing is, which lets everything through.
function allowedCodes(chosen, values) {
  return chosen.size ? Uint8Array.from(values, (value) => (chosen.has(value) ? 1 : 0)) : null;
}
