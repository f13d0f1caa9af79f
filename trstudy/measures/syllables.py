"""Syllables of English words, counted from their spelling.

Vowel groups are counted, after Coke & Rothkopf (1970), "Note on a simple algorithm for a
computer-produced reading ease score", Journal of Applied Psychology 54: 208–210, and then corrected
for silent letters and for vowels that meet without merging. A pronouncing dictionary would be exact for
the words it has and silent on the names of people and places; the tests hold these rules against one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VOWELS = re.compile("[aeiouy]+")
# first parts of compounds that end in a silent e: sidelines, statement, therefore, whereby
_SILENT = (
    "line|life|side|time|there|where|here|wide|trade|peace|some|home|frame|base|fore|none|safe|space|grace|stake|"
    "case|place|piece|face|name|make|wise|gate|fire|store|house|whole|like|ware|more|else|pipe|state|force|large"
)
_ENDINGS = "ly|ments?|ness|ful|fully|less|lessly"
# (spelling, syllables to add wherever it is found)
_RULES = tuple(
    (re.compile(pattern, re.VERBOSE), change)
    for pattern, change in (
        # silent e at the end: state, states, stayed; but not table, centre, houses, founded
        (r"(?<=[^aeiouy])e$ (?<![^aeiouylr]le) (?<![bct]re)", -1),
        (r"(?<=[^aeiouy])es$ (?<![sxzcg]es) (?<![cs]hes) (?<![^aeiouylr]les) (?<![bct]res)", -1),
        (r"(?<=[^aeiouy])ed$ (?<![td]ed) (?<![bcdfgkptz]led) (?<![cdt]red)", -1),
        # silent e before an ending: closely, movement, useful
        (rf"(?<=[aeiouy]) (?:[^aeiouy]|[lr]v|rg|dg|th|st|ch|ng) e (?=(?:{_ENDINGS})$)", -1),
        (rf"(?:{_SILENT}) (?=[^aeiouyrnlds][a-z]{{2}}|by$|lines?$|line[dr]$) (?!(?:{_ENDINGS})$)", -1),
        # two vowels, two syllables: diary, union, society, science, carrier, dual, fluent, ruin, video, being
        (r"i[ao](?!u) | iu | io(?=u) | ie(?=t)", 1),
        (r"(?<=[lnrvdm])ie(?=n[tc]) | (?<=[lrnv])ie(?=r) | ^rei(?=n)", 1),
        (r"(?<=[^gq])ua | (?<=[^gq])ue(?=n|l$|ls$|t) | uou | ui(?=t[yi]|n[go])", 1),
        (r"(?<=[aeiou])i(?=ng) | yi | ii | eo(?!u) | (?<=[aeo])i(?=sm|st)", 1),
        (r"rea(?=c[^h]|ff|li|ss|rr) | crea(?=t) | (?<=[dkm])ea(?=s?$) | area | nuclea", 1),
        (r"^ree | ^reo | ^coo(?=[pr]d?[ei]) | coe(?=x) | [oaeu]ya | ib?ya | iye$ | ^scie | eu(?=m)", 1),
        # one sound after all: nation, gracious, Russia, Asia, patient, vague, Georgia, million, unique
        (r"(?:t|s|c|g|sh|x)io(?=n|u) | (?:c|ss|rs|es|us|as|is|org|ent|it)ia(?=$|n|l|lly|ls)", -1),
        (r"(?<!r)[gq]ues?$ | ^yie | rlia | geo(?=n|r) | peo(?=p) | (?:ll|un)ion | ia(?=ge)", -1),
        # a consonant that carries a syllable: prism, rhythm, didn't; and McDonald
        (r"(?<=[st])m$ | (?<=th)m$ | (?<=[ds])n't$ | ^mc", 1),
    )
)


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """Count the syllables of one word as it is printed.

    Initials are read out (``"EU"`` is two, ``"U.S."`` too); digits count nothing, so that a bare number
    has none: Flesch (1948) advises to leave figures out where they are many.

    Parameters
    ----------
    word
        One word; its case tells initials from words.

    Returns
    -------
    int
        At least 1 if the word has a letter.

    Examples
    --------
    >>> [syllables(word) for word in ("cooperation", "jaw-dropping", "Erdoğan", "HTS", "2024")]
    [5, 3, 3, 3, 0]
    """
    return sum(_part(part) for part in re.split("[-‐‑]", word))


def _part(word: str) -> int:
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", word.replace("’", "'")) if c.isalpha() or c == "'"
    )
    letters = plain.replace("'", "")
    if not letters:
        return 0
    if letters.isupper() and len(letters) > 1 and (len(letters) < 4 or not _VOWELS.search(letters.lower())):
        return sum(3 if letter == "W" else 1 for letter in letters)
    lower = plain.lower()
    count = len(_VOWELS.findall(lower)) + sum(change * len(rule.findall(lower)) for rule, change in _RULES)
    return max(count, 1)
