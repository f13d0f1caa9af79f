// The lines of a concordance, in reading order: one for each place of the search text, or for each cue.

function findLines(corpus, rows, { hay, query, kind }) {
  return kind === "search" ? linesOfSearch(hay, query, rows) : linesOfCues(corpus, rows, kind === "counted");
}

// Parallel columns, since there may be tens of thousands; the rows' tells how many there are. `heads` keeps what
// their orders begin with.
function lineColumns(n) {
  return { row: new Uint32Array(n), from: new Int32Array(n), to: new Int32Array(n), sign: new Int8Array(n),
    heads: new Map() };
}

function linesOfSearch(hay, query, rows) {
  const [within, from] = [[], []];
  for (const row of rows) {
    for (const place of placesIn(hay, query, row)) {
      within.push(row);
      from.push(place[0]);
    }
  }
  const lines = lineColumns(from.length);
  lines.row.set(within);
  lines.from.set(from);
  for (let i = 0; i < from.length; i += 1) lines.to[i] = from[i] + query.words.length;
  return lines;
}

function linesOfCues({ cues }, rows, countedOnly) {
  const { first, from, to, sign, counted, weighed } = cues;
  const lines = lineColumns(from.length);
  let n = 0;
  for (const row of rows) {
    for (let cue = first[row]; cue < first[row + 1]; cue += 1) {
      if (from[cue] < 0 || (countedOnly && (!counted[cue] || weighed[cue]))) continue;
      lines.row[n] = row;
      lines.from[n] = from[cue];
      lines.to[n] = to[cue];
      lines.sign[n] = sign[cue];
      n += 1;
    }
  }
  return { ...lines, row: lines.row.subarray(0, n) };
}
