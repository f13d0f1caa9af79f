// Queries come letter by letter: what narrows the one before is looked for only where that was found.

// Answers one query after the other. `first` has where it stands first in each row, as a place in the haystack, -1
// where it does not, and is null if there is nothing to search for; `places()` are all its places. A letter that is
// deleted leads back to what was found without it.
function searcher(hay) {
  const answers = []; // each narrows the one before it
  return (query) => {
    if (!query.words) return { first: null, places: () => new Uint32Array(0) };
    while (answers.length && !narrows(query, answers.at(-1).query)) answers.pop();
    const before = answers.at(-1);
    if (before && narrows(before.query, query)) return before; // it is the same
    answers.push(answerTo(hay, query, before));
    return answers.at(-1);
  };
}

// Whether each place of the query is one of the other too.
function narrows(query, other) {
  if (query.atStart < other.atStart || !query.words.startsWith(other.words)) return false;
  return !other.atEnd || (query.atEnd && query.words === other.words);
}

function answerTo(hay, query, before) {
  const first = firstPlaces(hay, query, before ? before.first : hay.starts);
  let all = null;
  const within = before?.listed();
  const list = () => (within ? within.filter((at) => standsAt(hay.text, query, at)) : allPlaces(hay.text, query));
  return { query, first, places: () => (all ??= list()), listed: () => all };
}

// The first place in each row, none before the row's place in `begin`; a row below 0 there has none.
function firstPlaces({ text, starts }, query, begin) {
  const first = new Int32Array(starts.length - 1).fill(-1);
  let at = -1;
  for (let row = 0; row < first.length; row += 1) {
    if (begin[row] < 0) continue;
    if (at < begin[row]) at = findFrom(text, query, begin[row]);
    if (at < 0) break;
    if (at < starts[row + 1]) first[row] = at;
  }
  return first;
}

// Also those that overlap: one may be a place of a longer query where the other is not.
function allPlaces(text, query) {
  const places = [];
  for (let at = findFrom(text, query, 0); at >= 0; at = findFrom(text, query, at + 1)) places.push(at);
  return Uint32Array.from(places);
}
