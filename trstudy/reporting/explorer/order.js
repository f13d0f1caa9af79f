// The order of the lines of a concordance. There may be tens of thousands: all are put in order by the heads of
// their keys, as numbers, and by the whole keys only those that are to be drawn.

const NEAR = 45; // characters that decide the order: some six words
const WORD = /[^\s.,;:!?"'()[\]/-]+/g; // in a folded text, whose quotation marks and dashes are plain

// The lines as places in their columns; equals stay in reading order. `inOrder(from, to)` is to be called before
// from..to is read.
function orderLines(corpus, lines, hay, { sort, down }) {
  const { n } = lines;
  const key = sortKey(corpus, lines, hay, sort);
  if (!key) {
    const order = numbered(n);
    return { order: down ? order.reverse() : order, inOrder: () => {} };
  }
  const heads = (lines.heads.get(sort) ?? headsOf(lines, key, sort)).slice();
  if (down) for (let i = 0; i < n; i += 1) heads[i] = ~heads[i];
  const order = inOrderOf(heads);
  let settled = 0;
  const inOrder = (from, to) => {
    while (settled < to) {
      const begin = settled;
      const head = heads[order[begin]];
      while (settled < n && heads[order[settled]] === head) settled += 1;
      const told = ((down ? ~head : head) & 255) === 0; // a key that ends within its head
      if (!told) sortByKey(order.subarray(begin, settled), key.whole, down ? -1 : 1);
    }
  };
  return { order, inOrder };
}

// What the next sorting will ask for, found while there is nothing else to do.
function findHeadsAhead(corpus, lines, hay) {
  const sort = ["left", "node", "right"].find((one) => !lines.heads.has(one));
  if (!sort) return;
  whenIdle(() => {
    if (!lines.heads.has(sort)) headsOf(lines, sortKey(corpus, lines, hay, sort), sort);
    findHeadsAhead(corpus, lines, hay);
  });
}

function headsOf(lines, key, sort) {
  const heads = new Uint32Array(lines.n);
  for (let i = 0; i < heads.length; i += 1) heads[i] = key.head(i);
  lines.heads.set(sort, heads); // the lines may be sorted again, the other way round
  return heads;
}

// The places of whole numbers of 32 bits in ascending order; equals stay as they are. The places are dealt out by the
// numbers' last 11 bits, then by those before, then by the first.
function inOrderOf(numbers) {
  let order = numbered(numbers.length);
  for (const shift of [0, 11, 22]) order = dealtOut(order, numbers, shift);
  return order;
}

function dealtOut(order, numbers, shift) {
  const next = new Uint32Array(2 ** 11 + 1); // for each value of the 11 bits, where the next one goes
  for (let at = 0; at < numbers.length; at += 1) next[((numbers[at] >>> shift) & 2047) + 1] += 1;
  for (let value = 1; value < next.length; value += 1) next[value] += next[value - 1];
  const dealt = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const value = (numbers[order[at]] >>> shift) & 2047;
    dealt[next[value]] = order[at];
    next[value] += 1;
  }
  return dealt;
}

function numbered(n) {
  const numbers = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) numbers[i] = i;
  return numbers;
}

function sortByKey(some, whole, turn) {
  if (some.length < 2) return;
  const keys = new Map(Array.from(some, (i) => [i, whole(i)]));
  some.sort((a, b) => {
    const [one, other] = [keys.get(a), keys.get(b)];
    if (one === other) return a - b;
    return one < other ? -turn : turn;
  });
}

// The key of line i, and its head: the first letters of the same key as a number, found without cutting strings.
function sortKey(corpus, lines, hay, sort) {
  if (sort === "place") return null;
  if (sort === "frame") {
    const { codes } = facet(corpus, "frame");
    return { head: (i) => codes[lines.row[i]] * 256, whole: () => "" };
  }
  const { starts, text, letters } = hay;
  const start = (i) => starts[lines.row[i]];
  const end = (i) => starts[lines.row[i] + 1] - 1;
  const from = (i) => start(i) + lines.from[i];
  const to = (i) => Math.min(start(i) + lines.to[i], end(i));
  const words = (low, high) => text.slice(low, high).match(WORD) ?? [];
  const [left, right] = [(i) => Math.max(start(i), from(i) - NEAR), (i) => Math.min(to(i) + NEAR, end(i))];
  return {
    left: { head: (i) => headFromEnd(letters, left(i), from(i)), whole: (i) => words(left(i), from(i)).reverse().join(" ") },
    node: { head: (i) => headOfText(letters, from(i), to(i)), whole: (i) => text.slice(from(i), to(i)) },
    right: { head: (i) => headOfWords(letters, to(i), right(i)), whole: (i) => words(to(i), right(i)).join(" ") },
  }[sort];
}

// A head has the codes of four letters, as a number to the base 256; a key that ends sooner is filled up with 0.
const LETTERS = 4;
const LAST = 255;
const SPACE = 32;

// The characters of a folded text as digits of a head. One that has no place among them counts as the last.
function lettersOf(text) {
  const letters = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) letters[at] = digitOf(text.charCodeAt(at));
  return letters;
}

function digitOf(code) {
  if (code < LAST) return code || 1;
  return /\s/.test(String.fromCharCode(code)) ? SPACE : LAST;
}

const PARTING = Uint8Array.from({ length: 256 }, (_, code) => Number(!String.fromCharCode(code).match(WORD)));

// All that follows the last digit counts as it does: the whole keys tell them apart.
function withLetter(head, digit) {
  return ((head << 8) | (head % 256 === LAST ? LAST : digit)) >>> 0;
}

function filledUp(head, left) {
  let filled = head;
  for (let k = left; k > 0; k -= 1) filled = withLetter(filled, 0);
  return filled;
}

function headOfText(letters, from, to) {
  let head = 0;
  const upTo = Math.min(to, from + LETTERS);
  for (let at = from; at < upTo; at += 1) head = withLetter(head, letters[at]);
  return filledUp(head, LETTERS - (upTo - from));
}

function headOfWords(letters, from, to) {
  let head = 0;
  let left = LETTERS;
  let parted = false;
  for (let at = from; at < to && left > 0; at += 1) {
    const digit = letters[at];
    if (PARTING[digit]) {
      parted = left < LETTERS;
    } else {
      if (parted) { head = withLetter(head, SPACE); left -= 1; parted = false; }
      if (left > 0) { head = withLetter(head, digit); left -= 1; }
    }
  }
  return filledUp(head, left);
}

// Of the last word, then of the one before it.
function headFromEnd(letters, from, to) {
  let head = 0;
  let left = LETTERS;
  let end = to;
  while (left > 0) {
    while (end > from && PARTING[letters[end - 1]]) end -= 1;
    if (end === from) break;
    let begin = end;
    while (begin > from && !PARTING[letters[begin - 1]]) begin -= 1;
    if (left < LETTERS) { head = withLetter(head, SPACE); left -= 1; }
    for (let at = begin; at < end && left > 0; at += 1) { head = withLetter(head, letters[at]); left -= 1; }
    end = begin;
  }
  return filledUp(head, left);
}
