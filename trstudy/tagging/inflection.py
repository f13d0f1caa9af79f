"""Inflected forms of English verbs and nouns, generated when the lexicon is compiled.

Regular spelling rules are here; irregular words come from ``lexicon/irregular.toml``. The test suite
holds every generated form against an independent lemmatiser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_VOWELS = "aeiou"
# two-syllable verbs stressed on the last syllable, and others that double their last consonant
_DOUBLING = frozenset(
    [
        "abet",
        "abut",
        "acquit",
        "admit",
        "allot",
        "annul",
        "appal",
        "bar",
        "beg",
        "blot",
        "bog",
        "bug",
        "cancel",
        "cap",
        "chat",
        "chip",
        "chop",
        "clog",
        "commit",
        "compel",
        "concur",
        "confer",
        "control",
        "counsel",
        "cut",
        "deter",
        "dim",
        "dip",
        "dispel",
        "dig",
        "drag",
        "drip",
        "drop",
        "drum",
        "emit",
        "equip",
        "excel",
        "expel",
        "fan",
        "fit",
        "flag",
        "flap",
        "flip",
        "fret",
        "fulfil",
        "gag",
        "get",
        "grab",
        "grip",
        "gun",
        "hem",
        "hit",
        "hop",
        "hug",
        "hum",
        "incur",
        "impel",
        "instil",
        "jab",
        "jam",
        "jet",
        "job",
        "jog",
        "jut",
        "knit",
        "knot",
        "label",
        "lag",
        "let",
        "level",
        "log",
        "lop",
        "man",
        "map",
        "marshal",
        "model",
        "mop",
        "nag",
        "net",
        "nip",
        "nod",
        "occur",
        "omit",
        "outfit",
        "pad",
        "pat",
        "patrol",
        "peg",
        "pen",
        "permit",
        "pin",
        "pit",
        "plan",
        "plot",
        "plug",
        "pop",
        "prefer",
        "prod",
        "prop",
        "propel",
        "put",
        "quarrel",
        "quit",
        "ram",
        "rap",
        "rebel",
        "rebut",
        "recur",
        "refer",
        "regret",
        "remit",
        "repel",
        "rev",
        "rib",
        "rid",
        "rig",
        "rip",
        "rival",
        "rob",
        "rot",
        "rub",
        "run",
        "rut",
        "sag",
        "sap",
        "scan",
        "scrap",
        "scrub",
        "shed",
        "ship",
        "shop",
        "shovel",
        "shred",
        "shrug",
        "shun",
        "shut",
        "signal",
        "sin",
        "sip",
        "sit",
        "skim",
        "skip",
        "slam",
        "slap",
        "slip",
        "slit",
        "slot",
        "snap",
        "snub",
        "sob",
        "span",
        "spar",
        "spin",
        "split",
        "spot",
        "spur",
        "squat",
        "stab",
        "stem",
        "step",
        "stir",
        "stop",
        "strap",
        "strip",
        "strut",
        "stun",
        "submit",
        "sum",
        "swap",
        "swim",
        "tag",
        "tap",
        "thin",
        "throb",
        "tip",
        "top",
        "total",
        "transfer",
        "transmit",
        "trap",
        "travel",
        "trek",
        "trim",
        "trip",
        "trot",
        "tug",
        "unravel",
        "unwrap",
        "upset",
        "veto",
        "wag",
        "wed",
        "wet",
        "whip",
        "win",
        "wrap",
        "zip",
        "bid",
        "set",
        "hobnob",
        "sandbag",
        "kidnap",
        "worship",
        "gut",
        "stub",
    ]
) - {"veto"}
# verbs that British spelling doubles and American does not
_BOTH = frozenset(
    [
        "cancel",
        "counsel",
        "label",
        "level",
        "marshal",
        "model",
        "quarrel",
        "rival",
        "signal",
        "total",
        "travel",
        "kidnap",
        "unravel",
    ]
)


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")) or (base.endswith("o") and base[-2:-1] not in _VOWELS):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _stems(base: str, *, participle: bool) -> tuple[str, ...]:
    """Return the stem or stems to which -ed or -ing is added."""
    if base in _BOTH:
        return (base + base[-1], base)
    if base in _DOUBLING:
        return (base + base[-1],)
    if base.endswith("ic"):
        return (base + "k",)
    if base.endswith("ie"):
        return (base[:-2] + "y",) if participle else (base[:-1],)
    if base.endswith("e") and not (participle and base.endswith(("ee", "oe", "ye"))):
        return (base[:-1],)
    if not participle and base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (base[:-1] + "i",)
    return (base,)


def verb_forms(base: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return every inflected form of a verb, the base first.

    Parameters
    ----------
    base
        The bare infinitive in lower case.
    irregular
        Past tense, participle and other irregular forms by base.

    Returns
    -------
    tuple of str
        For example ``("carry", "carries", "carrying", "carried")``; no form twice.
    """
    forms = [base, _third_person(base)]
    forms += [stem + "ing" for stem in _stems(base, participle=True)]
    if base in irregular:
        forms += list(irregular[base])
    else:
        forms += [stem + "ed" for stem in _stems(base, participle=False)]
    return tuple(dict.fromkeys(forms))


def noun_forms(singular: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the singular and plural of a noun; a word that ends in ``-s`` already stands alone."""
    if singular in irregular:
        return (singular, irregular[singular])
    if singular.endswith("s") and not singular.endswith(("ss", "us", "is")):
        return (singular,)
    if singular.endswith("is"):
        return (singular, singular[:-2] + "es")
    return (singular, _third_person(singular))
