import pandas as pd
import pytest

from trstudy.errors import MeasureError
from trstudy.measures.variants import coded, retagger, sections, tag_variants, tagged_and_coded
from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.dyad import default_dyad
from trstudy.tagging.registry import tag, unit_table
from trstudy.tagging.rules import Rules


@pytest.fixture
def tagged():
    texts = [
        "Turkey and Russia signed an agreement in Sochi.",
        "Russia threatened Turkey with sanctions.",
        "The weather was fine.",
    ]
    return tag(pd.DataFrame({"doc_id": "a", "role": "body", "text": texts, "year": 2020}))


def test_leaving_nothing_out_gives_the_same_tags(tagged):
    pd.testing.assert_frame_equal(retagger(tagged)([])[tagged.columns], tagged)


@pytest.mark.usefixtures("no_weights")
def test_leaving_a_section_out_silences_its_cues(tagged):
    assert tagged["frame"].to_list() == ["cooperation", "rivalry", "none"]
    cooperation = [s for s in sections() if s.endswith("cooperation")]
    assert retagger(tagged)(cooperation)["frame"].to_list() == ["none", "rivalry", "none"]


def test_what_comes_out_is_what_the_rules_say_of_a_smaller_lexicon(tagged):
    some = [*sections()[:2], "threaten", "agree/sign agreement"]
    for without in ([], some[:1], some[2:], some):
        expected = Rules(frozenset(without)).tags(unit_table(tagged), default_dyad())
        got = retagger(tagged)(without)[list(TAG_COLUMNS)]
        pd.testing.assert_frame_equal(got, expected.set_axis(got.index), check_dtype=False)


def test_variants_keep_the_main_tags_first_and_the_units(tagged):
    steps = []
    chosen = sections()[:1]
    got = tag_variants(tagged, without=chosen, progress=lambda done, total: steps.append((done, total)))
    assert list(got) == ["rules", "baseline", f"without {chosen[0].removeprefix('cues/').replace('_', ' ')}"]
    assert got["rules"] is tagged
    assert all(v["text"].equals(tagged["text"]) for v in got.values())
    assert steps[-1] == (len(got), len(got))


def test_what_is_kept_is_not_tagged_again(tagged, tmp_path, monkeypatch):
    chosen = sections()[:1]
    first = tag_variants(tagged, without=chosen, folder=tmp_path)
    kept = sorted(p.name for p in tmp_path.glob("*.parquet"))
    assert len(kept) == 2

    def again(*args, **kwargs):
        raise AssertionError("tagged again")

    monkeypatch.setattr("trstudy.measures.variants.tag", again)
    monkeypatch.setattr("trstudy.measures.variants.Omission", again)
    second = tag_variants(tagged, without=chosen, folder=tmp_path)
    for name, table in first.items():
        pd.testing.assert_frame_equal(second[name], table, check_dtype=False)
    with pytest.raises(AssertionError, match="tagged again"):
        tag_variants(tagged.assign(text="Another text."), without=chosen, folder=tmp_path)


def test_unknown_section_is_named(tagged):
    with pytest.raises(MeasureError, match=r"without is 'cues/joy'; expected one of cues/"):
        tag_variants(tagged, without=["cues/joy"])


def test_codes_take_the_place_of_tags(tagged):
    tags = tagged.assign(sentence_id=["a:001", "a:002", "a:003"])
    codes = tags.iloc[[2, 0]].assign(frame=["mixed", "rivalry"], arena="energy")
    got = coded(tags, codes)
    assert got["sentence_id"].to_list() == ["a:001", "a:003"]
    assert got["frame"].to_list() == ["rivalry", "mixed"]
    assert got["year"].to_list() == [2020, 2020]
    with pytest.raises(MeasureError, match="none of the tagged sentences is coded"):
        coded(tags, codes.assign(sentence_id="b:001"))


def test_as_tagged_and_as_coded(tagged):
    tags = tagged.assign(sentence_id=["a:001", "a:002", "a:003"])
    codes = tags.iloc[:2].assign(frame="mixed")
    got = tagged_and_coded(tags, codes)
    assert [len(t) for t in got.values()] == [3, 2, 2]
    assert got["coded part, as tagged"]["frame"].to_list() == ["cooperation", "rivalry"]
    assert got["coded part, as coded"]["frame"].to_list() == ["mixed", "mixed"]
