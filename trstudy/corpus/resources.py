"""The small patterns by which pages, names, dates and line layouts are read."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

# the lists of abbreviations.toml: titles, numbered, abbreviations, starters, saying
WORDS = {
    kind: frozenset(words.split())
    for kind, words in tomllib.loads(
        files("trstudy.corpus").joinpath("abbreviations.toml").read_text(encoding="utf-8")
    ).items()
}

CAPITAL = r"[A-ZÀ-ÞĀĂĄĆČĎĐĒĔĖĘĚĜĞĠĢĤİĶĹĻĽŁŃŅŇŌŎŐŒŔŘŚŜŞŠŢŤŪŬŮŰŲŴŶŸŹŻŽ]"
_CAPS = rf"[{CAPITAL[1:-1]}.'’-]+"
_WORD = rf"{CAPITAL}[\w'’.-]*"
_PARTICLE = r"(?:de|del|van|von|der|bin|ibn|al|el|da|di|la)"
_NAME = rf"{_WORD}(?: (?:{_WORD}|{_PARTICLE})){{0,4}}"

# two to four words that can be a person's name
NAME = re.compile(rf"(?!(?:The|A|An)\b){_WORD} (?:(?:{_WORD}|{_PARTICLE}) ?){{1,3}}")

# reasons that, with no prose after them, open the page's foot
CLOSING = frozenset(
    [
        "appeal",
        "author note",
        "comments",
        "cookie notice",
        "disclaimer",
        "related heading",
        "rights notice",
        "site footer",
    ]
)
# reasons that mark a page's head
OPENING = frozenset(["byline", "dateline", "reading time", "section label", "source line"])

REFERENCES = re.compile(
    r"(?:(?:end|foot)?notes?|references|bibliography|works cited|sources)\W{0,2}", re.IGNORECASE
)
AUTHOR_NOTE = re.compile(
    rf"((?:Dr\.? |Prof\.? |Professor )?{_WORD}(?: {_WORD}){{1,3}}),? "
    r"(?:is|was|serves|works|teaches|covers|writes)\b.{0,160}\b"
    r"(?:fellow|scholar|analyst|journalist|professor|lecturer|researcher|columnist|correspondent|editor|director"
    r"|expert|student|specialist|diplomat|writer|reporter|ambassador|historian|economist|commentator|contributor"
    r"|politics|affairs|university|institute)\b"
)

# ANKARA (Reuters) - | MOSCOW, Nov 3 (TASS) -- | ISTANBUL -
AGENCY_DATELINE = re.compile(
    rf"{CAPITAL}{_CAPS}(?:[ /]{_CAPS}){{0,3}}(?:, {CAPITAL}\w+\.?)?"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)? ?"
    r"(?:\([A-Z][\w. /-]{1,30}\) ?)?[–—-]{1,2} (?=[\"“A-Z])"
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|muharram|safar"
    r"|rabi['’ʿ`]? ?(?:al|ath|uth)?-?(?:awwal|thani|akhir)"
    r"|jumada ?(?:al)?-?(?:awwal|ula|thani|akhirah?)|rajab|sha['’ʿ`]?ban|ramadan|shawwal"
    r"|dhu ?(?:al)?-?(?:qa['’ʿ`]?dah?|hijjah?))"
)
_DATE_PARTS = re.compile(
    rf"(?:{_MONTH}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
    r"|\d{1,4}(?:st|nd|rd|th)?|\b(?:a\.?m|p\.?m|ah|h|gmt|utc|bst|[ce]e?s?t|msk|trt|pst|pdt|edt)\b\.?"
    r"|\b(?:first |last |originally )?"
    r"(?:published|publication date|posted|updated?|modified|created|issued|released|dated?)\b"
    r"|\b(?:at|on|by|in|the|of|and|last)\b|[\s,.:;/|()+•·–—-]+",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(
    rf"{_MONTH}\b.*\d|\d.*{_MONTH}\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|^date\b.*\d", re.IGNORECASE
)

# what the words in capitals stand for in furniture.toml's patterns
MACROS = {
    "NAMES": rf"{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,4}}",
    "CREDITED?": rf"(?:{_NAME})?",
    "AGENCY": (
        r"(?i:afp|ap|associated press|reuters|getty(?: images)?|epa(?:-efe)?|tass|ria novosti|sputnik"
        r"|interfax|anadolu(?: agency)?|aa(?: photo)?|xinhua|dha|iha|dpa|shutterstock|unsplash|pexels|pixabay"
        r"|istock(?:photo)?|alamy|wikimedia(?: commons)?|flickr|depositphotos|zuma(?: press)?|nurphoto"
        r"|twitter|handout|pool(?: photo)?)"
    ),
    "DOMAIN": r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}",
    "CAPTION_VERB": (
        r"(?:shak|pos|attend|meet|speak|arriv|walk|look|greet|hold|talk|sitt?|stand|wav|embrac|hugg?|listen"
        r"|smil)(?:es?|s|ing)?"
    ),
    "DAY_OR_MONTH": (
        r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
        r"|September|October|November|December|Spring|Summer|Autumn|Winter|Christmas|Ramadan)"
    ),
}

_LINKED = re.compile(
    r"\W{0,3}(?:related (?:article|post|stor(?:y|ies)|content|link|news)s?"
    r"|(?:also )?read(?: also| more| next)?|see also|also read|recommended|don['’]?t miss"
    r"|photo(?: by| credit)?|image(?: credit)?|source|credit|tags)"
    r"\s?[:|»]",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[•●▪◦‣*–—-]\s|\(?\d{1,3}[.)]\s|\[\d{1,3}\]\s|(?:[QA]|[A-Z]{2,4}|[A-Z][\w .'’-]{2,30}):\s"
)


def starts_item(line: str) -> bool:
    """Say whether a line opens a list item or a speaker's turn."""
    return bool(_ITEM.match(line))


def points_away(line: str) -> bool:
    """Say whether a line, even inside a paragraph, links another article or credits a picture."""
    return bool(_LINKED.match(line))


def is_dateline(flat: str) -> bool:
    """Say whether a block holds a date and nothing else."""
    return len(flat) <= 160 and bool(_HAS_DATE.search(flat)) and not _DATE_PARTS.sub("", flat)
