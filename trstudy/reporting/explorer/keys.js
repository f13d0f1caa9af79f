// The sentences are one stop for the Tab key; arrows go from one to the next, Home and End to the ends.

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function walkWithKeys(place, list) {
  place.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("a.s");
    if (!link || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = neighbour(place, list, link, event.key);
    if (next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  });
  place.addEventListener("focusin", (event) => {
    const link = event.target.closest?.("a.s");
    if (link) makeTabStop(place, link);
  });
}

function neighbour(place, list, link, key) {
  const links = [...place.querySelectorAll("a.s")];
  if (key === "Home") return links[0];
  if (key === "End") return links.at(-1);
  if (!(key in STEPS)) return null;
  const at = links.indexOf(link) + STEPS[key];
  if (at < links.length) return links[at] ?? null;
  list.more();
  return [...place.querySelectorAll("a.s")][at] ?? null;
}

function makeTabStop(place, link) {
  for (const other of place.querySelectorAll('a.s[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
}
