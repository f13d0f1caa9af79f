"""The choices of a multiverse in words: *leaving headings out*, *by “baseline”*."""

from __future__ import annotations


def in_words(choice: str, option: str) -> str:
    """Return what is done when an option of a choice is taken."""
    what = choice if choice == "headings" else f"{choice} sentences"
    special = {
        "tagger": f"tagging {_by(option)}",
        "unit": f"taking the {option} as the unit",
        "weight": f"letting all {option} weigh the same",
        "mixed, half": "counting mixed sentences half to each side",
        "mixed, drop": "dropping mixed sentences",
        "mixed, both": "counting mixed sentences on both sides",
        "articles, all": "reading all articles",
        "articles": f"leaving {option.removeprefix('without ')} out",
    }
    plain = f"keeping {what} in" if option == "with" else f"leaving {what} out"
    return special.get(f"{choice}, {option}", special.get(choice, plain))


def _by(tagger: str) -> str:
    """Word how a variant tags: by another tagger, or by the rules without a section of the lexicon."""
    part = tagger.removeprefix("without ")
    return f"by “{tagger}”" if part == tagger else f"without the lexicon’s “{part}”"
