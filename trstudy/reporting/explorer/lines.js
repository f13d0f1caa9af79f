// The lines of a concordance, in reading order: one for each place of the search text, or for each cue.

// Parallel columns, since there may be tens of thousands; `n` tells how many there are. They are filled anew after
// each change: to make them anew would be garbage. `heads` keeps what their orders begin with.
function emptyLines() {
  return { n: 0, row: new Uint32Array(0), from: new Int32Array(0), to: new Int32Array(0), sign: new Int8Array(0),
    heads: new Map() };
}

function findLines(lines, corpus, rows, { hay, query, places, kind }) {
  lines.n = 0;
  lines.heads.clear();
  if (kind === "search") linesOfSearch(lines, hay, query, rows, places());
  else linesOfCues(lines, corpus, rows, kind === "counted");
}

function addLine(lines, row, from, to, sign) {
  const { n } = lines;
  if (n === lines.row.length) makeRoom(lines);
  lines.row[n] = row;
  lines.from[n] = from;
  lines.to[n] = to;
  lines.sign[n] = sign;
  lines.n = n + 1;
}

function makeRoom(lines) {
  for (const name of ["row", "from", "to", "sign"]) {
    const before = lines[name];
    lines[name] = new before.constructor(Math.max(1024, 2 * before.length));
    lines[name].set(before);
  }
}

// Of places that overlap the first makes a line.
function linesOfSearch(lines, { starts }, { words }, rows, places) {
  let next = 0;
  for (const row of rows) {
    const [start, end] = [starts[row], starts[row + 1]];
    while (places[next] < start) next += 1;
    for (let free = start; places[next] < end; next += 1) {
      if (places[next] < free) continue;
      free = places[next] + words.length;
      addLine(lines, row, places[next] - start, free - start, 0);
    }
  }
}

function linesOfCues(lines, { cues }, rows, countedOnly) {
  const { first, from, to, sign, counted, weighed } = cues;
  for (const row of rows) {
    for (let cue = first[row]; cue < first[row + 1]; cue += 1) {
      if (from[cue] < 0 || (countedOnly && (!counted[cue] || weighed[cue]))) continue;
      addLine(lines, row, from[cue], to[cue], sign[cue]);
    }
  }
}
