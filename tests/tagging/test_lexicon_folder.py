"""A lexicon of one's own: a folder laid over the package's, by the rules of ``trstudy/lexicon/README.md``."""

from __future__ import annotations

import re
import shutil
import textwrap
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import trstudy
from trstudy.errors import LexiconError
from trstudy.measures.variants import retagger, sections, tag_variants
from trstudy.tagging.dyad import default_dyad
from trstudy.tagging.explain import evidence
from trstudy.tagging.lexica import PACKAGE, Lexicon, laid_over
from trstudy.tagging.lexicon import entries
from trstudy.tagging.overlay import FILES, packaged
from trstudy.tagging.registry import load_tagger
from trstudy.tagging.sides import nearest_actors
from trstudy.tagging.topics import arena_terms, arenas, fallbacks

ROOT = Path(__file__).parents[2]
QUINCE = "Turkey and Russia quinced all summer."
OWN = {
    "cues/mine": """
        without = ["condemn", "thank"]
        [quincing]
        sign = 1
        verbs = ["quince"]
        [plots]
        sign = -1
        weight = 0.1
        nouns = ["pacts"]
        phrases = ["rivalry"]
        """,
    "arenas": """
        [space]
        label = "Space"
        pull = 1.2
        nudge = 0.3
        strong = ["rocket launch", "gas"]
        """,
    "actors": """
        default_dyad = ["turkey", "russia"]
        [freedonia]
        names = ["Freedonia"]
        people = ["Firefly"]
        [wagner]
        names = ["Wagner", "Wagner Group"]
        """,
    "hedges": 'doubt = ["quincewise"]',
    "reporting": 'say = ["quoth"]',
    "markers": """
        [negator]
        phrases = ["quinceless"]
        """,
    "shifters": """
        [reverse.mine]
        sign = -1
        verbs = ["unquince"]
        [mask.mine]
        sign = 0
        phrases = ["trust one another blindly"]
        """,
}


def written(folder, files):
    for name, text in files.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """A folder with a file of each kind: compiled once."""
    return written(tmp_path_factory.mktemp("rich") / "lexicon", OWN)


@pytest.fixture
def own(tmp_path):
    """Return a function that writes files of a folder and returns its lexicon."""

    def put(files=None, **more):
        return laid_over(written(tmp_path / "lexicon", {**(files or {}), **more}))

    return put


def frame(text, folder=None, dyad=None):
    return trstudy.tag([text], dyad, f"unweighed:{folder}" if folder else "unweighed")["frame"].item()


def test_a_cue_of_ones_own_turns_a_frame(rich):
    assert frame(QUINCE) == "none"
    assert frame(QUINCE, rich) == "cooperation"
    assert frame(QUINCE.replace("quinced", "did not quince"), rich) == "rivalry"
    assert frame(QUINCE) == "none"


def test_the_baseline_reads_by_it_too(rich):
    assert trstudy.tag([QUINCE], tagger=f"baseline:{rich}")["frame"].item() == "cooperation"
    assert trstudy.tag([QUINCE], tagger="baseline")["frame"].item() == "none"


def test_explain_says_by_which_entry(rich):
    found = trstudy.explain(QUINCE, tagger=f"rules:{rich}")
    assert found.codes["frame"] == "cooperation"
    assert "“quinced” (quincing): cooperation" in found.steps


def test_ones_own_entry_goes_before_what_the_package_spells_alike(rich):
    text = "Turkey and Russia have pacts and a rivalry."
    categories = [evidence([text], tagger=t)["category"].tolist() for t in ("rules", f"rules:{rich}")]
    assert "plots" not in categories[0]
    assert categories[1] == ["plots", "plots"]


def test_entries_left_out_say_nothing(rich):
    text = "Turkey and Russia condemned each other."
    assert frame(text) == "rivalry"
    assert frame(text, rich) != "rivalry"


def test_an_arena_of_ones_own(rich):
    texts = ["Turkey and Russia planned a rocket launch.", "Turkey buys Russian gas."]
    assert trstudy.tag(texts, tagger=f"rules:{rich}")["arena"].tolist() == ["space", "space"]
    assert "space" not in set(trstudy.tag(texts)["arena"])
    assert list(arenas(laid_over(rich))) == [*arenas(), "space"]


def test_an_actor_of_ones_own_can_be_a_side_by_name(rich):
    dyad, text = trstudy.Dyad("Freedonia", "Russia"), "Firefly helped Moscow."
    assert frame(text, rich, dyad) == "cooperation"
    assert frame(text, dyad=dyad) == "none"
    assert nearest_actors("Fredonia", lexicon=laid_over(rich)) == ["Freedonia"]


def test_a_name_moves_to_the_actor_of_ones_own(rich):
    text = "Wagner threatened Ankara."
    assert frame(text) == "rivalry"
    assert frame(text, rich) == "none"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("hedged", "Quincewise, Turkey trusts Russia."),
        ("attributed", "Lavrov quoth Turkey trusts Russia."),
        ("rivalry", "Turkey quinceless trusts Russia."),
        ("rivalry", "Russia unquinced the friendship with Turkey."),
        ("none", "Turkey and Russia trust one another blindly."),
    ],
)
def test_every_other_list_takes_words_of_ones_own(rich, code, text):
    found = [
        trstudy.tag([text], tagger=tagger)[["frame", "voice", "modality"]].iloc[0].tolist()
        for tagger in ("rules", f"rules:{rich}")
    ]
    assert code not in found[0]
    assert code in found[1]


def test_a_dyad_takes_its_lexicon_along(rich):
    dyad = trstudy.Dyad("Freedonia", "Russia", laid_over(rich))
    units = pd.DataFrame({"doc_id": "d", "role": "body", "text": ["Freedonia and Russia quinced."]})
    tags = trstudy.tag(units, dyad)
    assert tags["frame"].item() == "cooperation"
    assert trstudy.tag(units, dyad, tagger="baseline")["frame"].item() == "cooperation"
    assert retagger(tags, dyad)([])["frame"].item() == "cooperation"
    assert retagger(tags, dyad)(["quincing/quince"])["frame"].item() == "none"
    assert "cues/mine" in sections(dyad.lexicon)
    ways = tag_variants(tags, dyad, taggers=(), without=["cues/mine"])
    assert ways["without mine"]["frame"].item() == "none"


def test_a_pair_of_ones_own_is_the_default(own):
    lexicon = own(actors='default_dyad = ["greece", "cuba"]')
    assert default_dyad(lexicon) == trstudy.Dyad("greece", "cuba", lexicon)
    assert frame("Greece helped Cuba.", lexicon.folder) == "cooperation"


def test_a_category_of_the_package_takes_further_entries_and_keeps_the_rest(own):
    lexicon = own({"cues/verbal_conflict": '[threaten]\nverbs = ["quince at"]'})
    found = {e.form: e for e in entries(lexicon) if e.category == "threaten"}
    theirs = {e.form for e in entries() if e.category == "threaten"}
    assert found.keys() == {*theirs, "quince at"}
    assert found["quince at"].sign == -1
    assert found["quince at"].own
    assert not any(found[form].own for form in theirs)


def test_a_weight_of_ones_own_holds_for_the_whole_category(own):
    lexicon = own({"cues/verbal_conflict": "[threaten]\nweight = 0.25"})
    assert {e.weight for e in entries(lexicon) if e.category == "threaten"} == {0.25}


def test_an_entry_moves_out_of_the_packages_category(own):
    lexicon = own({"cues/mine": '[mine]\nsign = 0\nverbs = ["condemn"]'})
    assert [e.category for e in entries(lexicon) if (e.form, e.word_class) == ("condemn", "verb")] == ["mine"]


def test_entries_and_categories_can_be_left_out(own):
    category = next(e.category for e in entries() if (e.form, e.word_class) == ("condemn", "verb"))
    lexicon = own({"cues/mine": f'without = ["{category}"]'})
    assert category not in {e.category for e in entries(lexicon)}
    lexicon = own({"cues/mine": f'without = ["{category}/condemn"]'})
    left = {(e.form, e.category) for e in entries()} - {(e.form, e.category) for e in entries(lexicon)}
    assert left == {("condemn", category)}


def test_a_file_of_the_package_can_be_replaced(own):
    lexicon = own({"cues/tone": 'replace = true\n[quincing]\nsign = 1\nverbs = ["quince"]'})
    assert [e.form for e in entries(lexicon) if e.section == "cues/tone"] == ["quince"]


def test_the_packages_arenas_can_be_replaced(own):
    one = 'label = "A"\npull = 1.0\nnudge = 0.1\n'
    lexicon = own(arenas=f'replace = true\n[us]\n{one}fallback = "relation"\n[rest]\n{one}fallback = "topic"')
    assert list(arenas(lexicon)) == ["us", "rest"]
    assert fallbacks(lexicon) == ("us", "rest")


def test_an_arena_can_be_replaced_or_left_out(own):
    energy = 'replace = true\nlabel = "E"\npull = 1.0\nnudge = 0.1\nhint = ["oil"]'
    found = arenas(own(arenas=f'without = ["libya"]\n[energy]\n{energy}'))
    assert "libya" not in found
    assert (found["energy"].hint, found["energy"].strong) == (("oil",), ())


def test_what_is_stated_again_as_it_stands_changes_nothing(own):
    home = ROOT / "trstudy" / "lexicon"
    names = ["cues/relation", *(name.removesuffix(".toml") for name in FILES)]
    lexicon = own({name: (home / f"{name}.toml").read_text(encoding="utf-8") for name in names})
    for name in names:
        assert lexicon.read(f"{name}.toml") == packaged(f"{name}.toml")
    again = [replace(entry, own=False) for entry in entries(lexicon)]
    assert sorted(again, key=repr) == sorted(entries(), key=repr)


CUES = {
    "no TOML": ("a = = 1", "line 1"),
    "a category without a sign": ('[a]\nverbs = ["x"]', r"\[a\] sign"),
    "a field nobody knows": ('[a]\nsign = 1\nverb = ["x"]', r"\[a\] verb:"),
    "an entry without a letter": ('[a]\nsign = 1\nverbs = ["…"]', r"\[a\] verbs: '…'; expected"),
    "an entry that ends in a gap": ('[a]\nsign = 1\nverbs = ["x .."]', r"\[a\] verbs: 'x \.\.'; expected"),
    "an entry that is no text": ("[a]\nsign = 1\nverbs = [1]", r"\[a\] verbs: 1; expected"),
    "a list above all tables": ('verbs = ["x"]', "verbs is .*expected a table"),
    "leaving out what is not there": ('without = ["condem"]', "no 'condem'; did you mean 'condemn'"),
    "leaving out a word": ('without = "condemn"', "without is 'condemn'; expected a list"),
    "replacing by a word": ('replace = "yes"', "replace is 'yes'; expected true or false"),
}


@pytest.mark.parametrize(("text", "said"), CUES.values(), ids=CUES)
def test_what_is_wrong_with_cues_is_said_with_file_and_table(own, text, said):
    with pytest.raises(LexiconError, match=rf"lexicon/cues/mine\.toml.*{said}"):
        entries(own({"cues/mine": text}))


def test_an_entry_must_not_stand_twice_in_ones_own(own):
    lexicon = own({f"cues/{name}": f'[{name}]\nsign = 1\nverbs = ["x"]' for name in "ab"})
    with pytest.raises(LexiconError, match=r"'x' stands twice as verb, in cues/a \[a\] and cues/b \[b\]"):
        entries(lexicon)


OTHERS = {
    "a kind of shifter": ("shifters", "[turn.mine]\nsign = 1", "a table is 'turn'; expected one of reverse"),
    "an arena's weights": ("arenas", '[space]\nlabel = "S"', r"\[space\] pull"),
    "an arena's list": ("arenas", '[energy]\nnouns = ["x"]', r"\[energy\] nouns"),
    "an actor's list": ("actors", '[x]\nname = ["X"]', r"\[x\]: a list is 'name'; expected one of names"),
    "an actor that is a list": ("countries", 'x = ["X"]', "x is .*expected a table"),
    "a list of hedges": ("hedges", 'perhaps = ["x"]', "a table is 'perhaps'; expected one of modal"),
    "a table for a list": ("hedges", '[doubt]\nwords = ["x"]', "doubt is .*expected a list"),
    "a table of markers": ("markers", '[negators]\nphrases = ["x"]', "a table is 'negators'"),
    "a list of markers": ("markers", '[negator]\nwords = ["x"]', r"\[negator\]: a list is 'words'"),
    "one side for two": (
        "actors",
        'default_dyad = ["turkey"]',
        "default_dyad is .*expected the names of two",
    ),
}


@pytest.mark.parametrize(("name", "text", "said"), OTHERS.values(), ids=OTHERS)
def test_what_is_wrong_elsewhere_is_said_with_file_and_table(own, name, text, said):
    lexicon = own({name: text})
    with pytest.raises(LexiconError, match=rf"lexicon/{name}\.toml.*{said}"):
        lexicon.read(f"{name}.toml") and arenas(lexicon) and default_dyad(lexicon)


def test_a_term_must_not_stand_in_two_arenas_of_ones_own(own):
    lexicon = own(arenas='[energy]\nhint = ["quince"]\n[libya]\nhint = ["quince"]')
    with pytest.raises(LexiconError, match="'quince' stands twice"):
        list(arena_terms(lexicon))


def test_a_folder_holds_files_of_a_lexicon(tmp_path, own):
    with pytest.raises(LexiconError, match=r"no folder .*expected one with actors\.toml"):
        load_tagger(f"rules:{tmp_path / 'nowhere'}")
    with pytest.raises(LexiconError, match="no file of a lexicon"):
        load_tagger(f"rules:{tmp_path}")
    with pytest.raises(LexiconError, match=r"lexicon: a file is 'actor\.toml'; expected one of actors\.toml"):
        own(actor="")
    with pytest.raises(LexiconError, match=r"a file is 'cues/a/b\.toml'"):
        written(tmp_path / "deep", {"cues/a/b": ""}) and laid_over(tmp_path / "deep")


def test_a_file_in_another_encoding_is_refused(own):
    folder = own(actors="").folder
    Path(folder, "actors.toml").write_bytes('[é]\nnames = ["É"]'.encode("latin-1"))
    with pytest.raises(LexiconError, match=r"lexicon/actors\.toml: is not UTF-8"):
        laid_over(folder)


def test_a_byte_order_mark_does_no_harm(own):
    assert "freedonia" in own(actors='\ufeff[freedonia]\nnames = ["Freedonia"]').read("actors.toml")


def test_lexica_are_equal_by_what_they_hold(own, tmp_path):
    first = own({"cues/mine": '[a]\nsign = 1\nverbs = ["quince"]'})
    shutil.copytree(first.folder, tmp_path / "copy")
    assert laid_over(tmp_path / "copy") == first
    assert arenas(laid_over(tmp_path / "copy")) is arenas(first)
    changed = own({"cues/mine": '[a]\nsign = -1\nverbs = ["quince"]'})
    assert changed != first
    assert changed.digest != first.digest
    assert Lexicon() == PACKAGE
    assert PACKAGE.digest == ""


def test_a_study_reads_by_its_own_lexicon(tmp_path, own):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    toml = (ROOT / "study.toml").read_text(encoding="utf-8").replace('a = "Turkey"', 'a = "Freedonia"')
    (tmp_path / "study.toml").write_text(f'lexicon = "lexicon"\n{toml}', encoding="utf-8")
    own(
        {"cues/mine": '[mine]\nsign = -1\nweight = 2.0\nphrases = ["relationship"]'},
        arenas='[space]\nlabel = "Space"\npull = 9.0\nnudge = 0.1\nstrong = ["relationship"]',
        actors='[freedonia]\nnames = ["Freedonia"]\nbodies = ["Turkey", "Ankara"]',
    )
    study = trstudy.open_study(tmp_path)
    assert study.dyad == trstudy.Dyad("Freedonia", "Russia", laid_over(tmp_path / "lexicon"))
    assert study.tagger("rules") == f"rules:{tmp_path / 'lexicon'}"
    assert study.tagger("baseline") == f"baseline:{tmp_path / 'lexicon'}"
    assert study.tagger("learned") == "learned"
    assert study.arenas[-1] == "space"
    tags = study.tags()
    assert "space" in set(tags["arena"])
    assert "mine" in set(study.evidence()["category"])
    stored = [p.name for p in (tmp_path / ".trstudy").glob("tags-rules-*")]
    assert len(stored) == 1
    trstudy.open_study(tmp_path).tags()
    assert [p.name for p in (tmp_path / ".trstudy").glob("tags-rules-*")] == stored
    own({"cues/mine": 'without = ["agree"]'})
    assert study.tags()["frame"].tolist() != tags["frame"].tolist()
    assert len(list((tmp_path / ".trstudy").glob("tags-rules-*"))) == 1
    shutil.rmtree(tmp_path / "lexicon")
    with pytest.raises(LexiconError, match="no folder"):
        study.tags()


def test_the_example_of_the_readme_works(tmp_path):
    guide = (ROOT / "trstudy" / "lexicon" / "README.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"```toml\n(.*?)```", guide, re.S) if "# mylexicon" in b)
    parts = re.split(r"^# mylexicon/([\w/]+)\.toml.*\n", block, flags=re.M)[1:]
    folder = written(tmp_path / "mylexicon", dict(zip(parts[::2], parts[1::2], strict=True)))
    texts = [
        "Freedonia held pipeline talks with Sylvania.",
        "Firefly rattled his sabres at Sylvania over a rocket launch.",
        "Freedonia and Sylvania condemned each other.",
    ]
    tags = trstudy.tag(texts, tagger=f"rules:{folder}")
    assert tags["frame"].tolist() == ["cooperation", "rivalry", "none"]
    assert tags["arena"].iloc[1] == "space"
