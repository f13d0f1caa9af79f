"""Inflected forms: hand-written expectations, and every generated form against a lemmatiser."""

import pytest
import simplemma

from trstudy.tagging.inflection import noun_forms, verb_forms
from trstudy.tagging.lexicon import entries, irregular


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("condemn", ("condemn", "condemns", "condemning", "condemned")),
        ("carry", ("carry", "carries", "carrying", "carried")),
        ("free", ("free", "frees", "freeing", "freed")),
        ("veto", ("veto", "vetoes", "vetoing", "vetoed")),
        ("snub", ("snub", "snubs", "snubbing", "snubbed")),
        ("tie", ("tie", "ties", "tying", "tied")),
        ("mimic", ("mimic", "mimics", "mimicking", "mimicked")),
        ("cancel", ("cancel", "cancels", "cancelling", "canceling", "cancelled", "canceled")),
        ("shoot", ("shoot", "shoots", "shooting", "shot")),
    ],
)
def test_verbs_inflect(base, forms):
    assert verb_forms(base, {"shoot": ["shot", "shot"]}) == forms


@pytest.mark.parametrize(
    ("singular", "forms"),
    [
        ("accord", ("accord", "accords")),
        ("embargo", ("embargo", "embargoes")),
        ("ally", ("ally", "allies")),
        ("crisis", ("crisis", "crises")),
        ("talks", ("talks",)),
        ("consensus", ("consensus", "consensuses")),
        ("man", ("man", "men")),
    ],
)
def test_nouns_inflect(singular, forms):
    assert noun_forms(singular, {"man": "men"}) == forms


def _heads(word_class):
    for entry in entries():
        if entry.word_class == word_class:
            words = entry.form.split()
            marked = [w for w in words if w.endswith("*")]
            yield (marked[0] if marked else words[0 if word_class == "verb" else -1]).rstrip("*")


def test_every_verb_form_of_the_lexicon_goes_back_to_its_base():
    verbs, _ = irregular()
    wrong = {
        (base, form)
        for base in set(_heads("verb"))
        for form in verb_forms(base, verbs)
        if not _related(form, base, verbs)
    }
    assert wrong == set()


def _related(form, base, verbs):
    """A form is right if the lemmatiser knows it as the base's, or as a word of its own that we list."""
    if form in verbs.get(base, ()):
        return True
    lemma = simplemma.lemmatize(form, lang="en")
    return lemma == simplemma.lemmatize(base, lang="en") or simplemma.is_known(form, lang="en")
