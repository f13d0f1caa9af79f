from __future__ import annotations

import pandas as pd
import pytest

from trstudy.corpus.periods import in_spans, spans
from trstudy.errors import CatalogueError

DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b", "c"], "year": [2021, 2015, 2018]})


def test_spans_are_read_with_hyphen_or_dash_and_a_year_may_stand_alone():
    assert spans(["2015-2018", " 2019 ", "2020 – 2024"]) == [(2015, 2018), (2019, 2019), (2020, 2024)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (["2015 to 2018"], "'2015 to 2018'; expected years such as '2015-2018' or '2019'"),
        (["15-18"], "expected years such as"),
        (["2018-2015"], "in the order of time"),
        (["2015-2018", "2018-2020"], "none of which overlap"),
        (["2019", "2015-2018"], "in the order of time"),
    ],
)
def test_what_is_no_span_and_spans_out_of_order_are_refused(written, words):
    with pytest.raises(ValueError, match=words):
        spans(written)


def test_documents_get_their_span_in_the_place_of_their_year():
    found = in_spans(DOCUMENTS, ["2015-2018", "2021"], "study.toml")
    assert found["year"].tolist() == ["2021", "2015–2018", "2015–2018"]
    assert sorted(found["year"]) == ["2015–2018", "2015–2018", "2021"]
    assert DOCUMENTS["year"].tolist() == [2021, 2015, 2018]


def test_a_document_outside_every_span_is_named():
    with pytest.raises(
        CatalogueError, match=r"study\.toml: c is of 2018, which none .* \(2015-2017, 2019-2021\)"
    ):
        in_spans(DOCUMENTS, ["2015-2017", "2019-2021"], "study.toml")
