// A long list, drawn as far as the reader has scrolled.

const CHUNK = 40; // items drawn at once when the end comes into view: few enough not to hold up the next key
const FAR = 600; // items that are drawn to reach the one asked for; beyond, those before it wait

// Draws `items` into `place` bit by bit: now as many as can be in sight, and others as the end comes near. `begin` is
// where to start, so that item 40,000 does not wait for 39,999. A chunk ends where `draw.mayBreak` lets it;
// `draw.height` is the least that an item takes; `draw.over`, if there is one, writes items over those that are there,
// which are an element each.
function roll({ earlier, later }) {
  let place = null;
  let items = [];
  let draw = { piece: () => "", mayBreak: () => true, height: () => 1 };
  let begin = 0;
  let end = 0;
  function extend(to) {
    let upTo = Math.min(to, items.length);
    while (upTo < items.length && !draw.mayBreak(items, upTo)) upTo += 1;
    if (upTo > end) {
      place.append(draw.piece(items, end, upTo));
      end = upTo;
    }
    later.hidden = end >= items.length;
    earlier.hidden = begin === 0;
  }
  const keep = (n) => {
    if (n === 0) place.replaceChildren();
    while (place.children.length > n) place.lastChild.remove();
  };
  const more = () => extend(end + CHUNK);
  // it speaks of changes only: an end that is in sight still, or again before it looked, is looked at anew
  const lookAnew = () => {
    watcher.unobserve(later);
    watcher.observe(later);
  };
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    // an observer is called before the page is painted, and what it draws would hold the painting up
    afterPaint(() => {
      more();
      if (!later.hidden) lookAnew();
    });
  }, { rootMargin: "700px" });
  watcher.observe(later);
  later.addEventListener("click", more);
  earlier.addEventListener("click", () => {
    let from = Math.max(0, begin - 2 * CHUNK);
    while (from > 0 && !draw.mayBreak(items, from)) from -= 1;
    place.prepend(draw.piece(items, from, begin));
    begin = from;
    earlier.hidden = begin === 0;
  });
  return {
    more,
    // `room` is how much of the list can be in sight, in pixels, from item `from` on
    show(newPlace, newItems, newDraw, { from = 0, room }) {
      const there = newPlace === place && newDraw.over && !place.contains(document.activeElement)
        ? place.children.length : 0;
      if (newPlace !== place) place?.replaceChildren(); // what is not shown is not in the way of Tab
      [place, items, draw] = [newPlace, newItems, newDraw];
      begin = from > FAR ? from : 0;
      while (begin > 0 && !draw.mayBreak(items, begin)) begin -= 1;
      let upTo = from;
      for (let filled = 0; filled < room && upTo < items.length; upTo += 1) filled += draw.height(items, upTo);
      end = Math.min(begin + there, upTo);
      keep(end - begin);
      if (end > begin) draw.over(place, items, begin, end);
      extend(upTo);
      if (!later.hidden) lookAnew();
    },
    upTo: extend,
    get left() { return items.length - end; },
  };
}
