"""The end of what a clause is about, told by a passive: *the ban was lifted*, *plans to … were dropped*."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from trstudy.tagging.grammar import nominal
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.polarity import Cue, through
from trstudy.tagging.reach import clause_begins
from trstudy.tagging.unit import Unit

_START = attrgetter("start")
_NEAR, _LONGEST = 30, 300  # characters: of the words right before a passive, of its subject
# "has been quietly dropped": what stands between a subject and the participle that tells its end
_PASSIVE = (
    r"(?: (?:can|could|had|has|have|having|may|might|must|should|will|would))?(?: \w+ly)?"
    r" (?:are|be|been|being|got|is|was|were)"
    r"(?: (?:\w+ly|all|at (?:first|last|once)|duly|for good|later|now|once|since|soon|then))* "
)
_NOT_SO = re.compile(r" (?:cannot|hardly|never|no longer|not|yet to)(?: \w+)?$| to$")
_RELATED = re.compile(r" (?:and|but|or|that|which|who)$")
_INSERTED = re.compile(r",| (?:that|which|who|whom|whose) ")  # begins what only describes a subject
_SUBORDINATE = re.compile(
    r" (?:after|although|because|before|if|since|though|unless|until|when|whereas|whether|while) "
)
_ADVERBIAL = re.compile(r" (?:after|at|by|despite|during|following|for|from|in|of|on|since|under|with) ")


class _Words(NamedTuple):
    participle: re.Pattern[str]
    mended: frozenset[str]
    harmed: frozenset[str]
    unheeded: frozenset[str]
    planned: frozenset[str]


@compiled
def _words(lexicon: Lexicon) -> _Words:
    table = lexicon.read("markers.toml")["endings"]
    participles = "|".join(sorted([*table["ended"], *table["harmed"]], key=len, reverse=True))
    return _Words(
        re.compile(rf"{_PASSIVE}({participles})(?= )"),
        frozenset(table["mended"]),
        frozenset(table["harmed"]),
        frozenset(table["unheeded"]),
        frozenset(table["planned"]),
    )


def ended(unit: Unit, cues: list[Cue]) -> None:
    """Turn round what a clause says is no more: "a **ban** on Y's fish, demanded by X, **was refused**".

    Codebook rule 3: *a denied rivalry is cooperation; a denied, failed, missing or ended cooperation is
    rivalry.* The head of the subject decides; of a plan, what was planned.
    """
    live = sorted((cue for cue in cues if cue.sign and not cue.dropped), key=_START)
    if not live:
        return
    words, starts = _words(unit.lexicon), [cue.start for cue in live]
    for found in words.participle.finditer(unit.folded):
        before = unit.folded[max(0, found.start() - _NEAR) : found.start()]
        if _NOT_SO.search(before) or _RELATED.search(before):
            continue
        begin = _subject_begins(unit, found)
        clause = live[bisect_left(starts, begin) : bisect_left(starts, found.end())]
        subject = [cue for cue in clause if cue.end <= found.start() + 1]
        head = next((cue for cue in subject if not (cue.attribute or _planned(cue, words))), None)
        head = head or next(iter(subject), None)
        if head is None or head.note or any(s.start >= found.start() - 1 for s in head.shifters):
            continue
        kept = tuple(s for s in head.shifters if s.start >= begin)
        sign = through(head.entry.sign, kept) if len(kept) < len(head.shifters) else head.sign
        demanded = head.entry.form.startswith("demand") and found[1] in words.unheeded
        if not sign or demanded or found[1] in (words.mended if sign > 0 else words.harmed):
            continue
        if _acts(unit, subject, begin, found.start()):
            continue
        head.sign, head.shifters = sign, kept
        head.turn_round("it is no more")
        for cue in clause:
            if cue is not head:
                cue.dropped = "it only says what is no more"


def _subject_begins(unit: Unit, found: re.Match[str]) -> int:
    """Return where the subject of a passive begins: after what opens its clause."""
    begin = max(0, found.start() - _LONGEST)
    # one less: the space before the first word
    begin = max(0, clause_begins(unit.padded, begin, found.start()) - 1)
    inner = [m.end() - 1 for m in _SUBORDINATE.finditer(unit.folded, begin, found.start())]
    begin = inner[-1] if inner else begin
    if found[0].startswith((" being", " having")) or _ADVERBIAL.match(unit.folded, begin):
        begin = max(begin, unit.padded.rfind(",", begin, found.start()))
    return begin


def _planned(cue: Cue, words: _Words) -> bool:
    """Tell whether a cue only names a plan, whose content is what matters: "a **proposal** to bar Y"."""
    return cue.entry.form.partition(" ")[0] in words.planned


def _acts(unit: Unit, subject: list[Cue], begin: int, end: int) -> bool:
    """Tell whether what stands before a passive is no subject but a clause with a verb of its own."""
    inserted = _INSERTED.search(unit.padded, begin, end)
    last = inserted.start() if inserted else end
    return any(
        cue.predicate and cue.start < last and not nominal(unit.folded, cue.start, cue.end, cue.entry)
        for cue in subject
    )
