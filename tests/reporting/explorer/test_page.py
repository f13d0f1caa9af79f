"""What the explorer's page is made of, before any browser reads it."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.reporting.explorer.articles import LONG, SCRIPT, SITE, page, tables
from trstudy.errors import TrstudyError
from trstudy.reporting.explorer import explorer
from trstudy.reporting.explorer.columns import coded, columns, utf16
from trstudy.reporting.explorer.page import inlined, policy_hash


@pytest.fixture(scope="module")
def soup() -> BeautifulSoup:
    return BeautifulSoup(page(), "html.parser")


def test_the_page_carries_the_tables_and_comes_out_the_same_each_time(soup):
    carried = json.loads(soup.find(id="data").string)
    assert carried["documents"]["doc_id"] == ["a-2020", "b-2024"]  # by date
    assert carried["documents"]["date"] == ["2020-11-20", "2024-12"]
    assert carried["documents"]["dated"] == ["20 November 2020", "December 2024"]
    assert carried["sentences"]["text"][5] == SCRIPT
    assert carried["sentences"]["text"][8] == LONG
    assert carried["sentences"]["frame"]["values"] == ["cooperation", "rivalry", "mixed", "none"]
    assert page() == page()


def test_nothing_in_a_text_ends_the_script_or_is_read_as_markup(soup):
    assert [script.get("type") for script in soup.find_all("script")] == ["application/json", None]
    assert soup.find("img") is None


def test_the_policy_names_the_one_script_by_its_hash(soup):
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    own = soup.find_all("script")[1].string
    assert f"script-src '{policy_hash(own)}'" in policy
    assert policy.startswith("default-src 'none';")


def test_a_policy_hash_is_that_of_the_specification():
    # the example of the Content Security Policy specification, level 3
    assert policy_hash("doSomething();") == "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc="


@pytest.mark.parametrize("text", ["</script>", "<!--", "a & b", "\u2028\u2029", "\ud800", "“é😀”\x00\r\n"])
def test_what_is_inlined_comes_back_and_holds_nothing_special(text):
    written = inlined([text])
    assert json.loads(written) == [text]
    assert not set(written) & set("<>&\u2028\u2029\r\n\x00")
    written.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "position", "units"),
    [("abc", 2, 2), ("é–x", 2, 2), ("😀x", 1, 2), ("😀😀x", 3, 5), ("\ud800x", 1, 1)],
)
def test_positions_are_counted_as_browsers_count(text, position, units):
    assert utf16(text, position) == units


def test_words_that_recur_are_said_once():
    assert coded(["b", None, "a", "b"]) == {"values": ["", "a", "b"], "codes": [2, 0, 1, 2]}
    assert coded(["z", "b"], legal=("b", "c")) == {"values": ["b", "c", "z"], "codes": [2, 0]}


def test_a_cue_is_found_where_cleaning_moved_it():
    given = tables()
    given["tags"].loc[given["tags"]["sentence_id"] == "a-2020:002", "start"] -= 7  # a wrap of seven spaces
    carried = columns(**given)
    assert (carried["cues"]["from"][0], carried["cues"]["to"][0]) == (18, 27)


def test_a_cue_that_the_text_does_not_show_is_kept_unmarked():
    given = tables()
    given["evidence"].loc[0, "cue"] = "collaborate"
    carried = columns(**given)
    assert (carried["cues"]["from"][0], carried["cues"]["to"][0]) == (-1, -1)
    assert carried["cues"]["cue"][0] == "collaborate"


def test_without_evidence_blocks_or_reasons_there_is_a_page_all_the_same():
    given = tables()
    assert "Old friends" in explorer(given["documents"], given["tags"], given["evidence"].iloc[:0], site=SITE)


@pytest.mark.parametrize("lacking", ["documents", "tags", "evidence", "blocks"])
def test_a_table_without_its_columns_is_named(lacking):
    given = tables()
    given[lacking] = pd.DataFrame({"doc_id": ["a-2020"]})
    with pytest.raises(TrstudyError, match=f"{lacking} to explore: no column"):
        explorer(**given, site=SITE)
