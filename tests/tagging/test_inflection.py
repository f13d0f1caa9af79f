"""Inflected forms: hand-written expectations, and every generated form against a lemmatiser."""

import pytest
import simplemma

from trstudy.tagging.inflection import noun_forms, quality_forms, verb_forms
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


@pytest.mark.parametrize(
    ("adjective", "forms"),
    [
        ("cold", ("cold", "coldly", "coldness")),
        ("haughty", ("haughty", "haughtily", "haughtiness")),
        ("wary", ("wary", "warily", "wariness")),
        ("sly", ("sly", "slyly", "slyness")),
        ("friendly", ("friendly", "friendliness")),
        ("humble", ("humble", "humbly", "humbleness")),
        ("agreeable", ("agreeable", "agreeably", "agreeableness")),
        ("rude", ("rude", "rudely", "rudeness")),
        ("vile", ("vile", "vilely", "vileness")),
        ("chill", ("chill", "chilly", "chillness")),
        ("frantic", ("frantic", "frantically")),
        ("treacherous", ("treacherous", "treacherously", "treacherousness")),
        ("coy", ("coy", "coyly", "coyness")),
    ],
)
def test_adjectives_give_their_adverb_and_noun(adjective, forms):
    assert quality_forms(adjective) == forms


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


def test_every_adjective_marked_for_it_has_a_known_adverb_or_noun():
    marked = [e.form.split()[-1][:-1] for e in entries() if e.word_class == "adjective" and "*" in e.form]
    assert len(marked) > 500
    unknown = [
        a for a in marked if not any(simplemma.is_known(form, lang="en") for form in quality_forms(a)[1:])
    ]
    assert unknown == []


def _related(form, base, verbs):
    """A form is right if the lemmatiser knows it as the base's, or as a word of its own that we list."""
    if form in verbs.get(base, ()):
        return True
    lemma = simplemma.lemmatize(form, lang="en")
    return lemma == simplemma.lemmatize(base, lang="en") or simplemma.is_known(form, lang="en")
