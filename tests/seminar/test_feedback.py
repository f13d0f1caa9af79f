"""What every check owes a student: a reply to any answer, and never a traceback."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from trstudy.coding.agreement import agreement
from trstudy.measures import differences, words
from trstudy.measures.framing import compare
from trstudy.measures.multiverse import multiverse
from trstudy.measures.variants import coded
from trstudy.seminar import arguing, coding, reading, tagging
from trstudy.seminar.answers import counts, names, number, one_name, share
from trstudy.seminar.feedback import Feedback, ToDo, Unread, exercise
from trstudy.seminar.workshop import Workshop
from trstudy.study import Study

Check = Callable[[Any], Feedback]


@exercise("say how many.")
def one(answer: Any) -> Feedback:
    """Judge the number one."""
    return Feedback("right" if number(answer) == 1 else "not yet", "Counted `so` & <so>.", "Count on.")


def test_feedback_says_its_verdict_in_words_and_not_in_colour_alone() -> None:
    reply = Feedback("nearly", "Close to `x < 1`.", "Look at <it>.", ["first", "second `y`"])
    assert str(reply) == "≈ Nearly. Close to `x < 1`.\n  - first\n  - second `y`\nHint: Look at <it>."
    page = reply._repr_html_()
    assert "<strong>≈ Nearly.</strong> Close to <code>x &lt; 1</code>." in page
    assert "<li>second <code>y</code></li>" in page
    assert "Look at &lt;it&gt;." in page
    assert Feedback("right", "").passed
    assert not reply.passed


def test_dots_stop_with_what_to_do_and_nothing_else() -> None:
    with pytest.raises(ToDo) as caught:
        one(...)
    assert caught.value._render_traceback_() == [str(caught.value)]
    assert str(caught.value).startswith("Here is something to do: say how many.\nPut your answer")


def test_an_answer_that_cannot_be_read_is_told_so() -> None:
    reply = one(print)
    assert (reply.verdict, reply.hint) == ("unread", "say how many.")
    assert "put () behind its name" in reply.said


@pytest.mark.parametrize(
    ("given", "read"),
    [(1, 1), (1.5, 1.5), ("1,5", 1.5), ("−2", -2), ("12 %", 0.12), (np.float64(3), 3), ([4], 4)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(given: Any, read: float) -> None:
    assert number(given) == pytest.approx(read)


@pytest.mark.parametrize(
    ("given", "read"), [(0.063, 0.063), (6.3, 0.063), ("6.3 %", 0.063), (1, 1), (100, 1)]
)
def test_shares_may_come_in_per_cent(given: Any, read: float) -> None:
    assert share(given) == pytest.approx(read)


def test_names_and_counts_come_in_many_shapes() -> None:
    column = pd.DataFrame({"n": [3, 1]}, index=[2020, 2021])
    assert names("a, b", "") == names(["a", "b"], "") == names(pd.Series(["a", "b"]), "") == ["a", "b"]
    assert sorted(names({"a", "b"}, "")) == ["a", "b"]
    assert one_name(["a"], "") == one_name(" a ", "") == "a"
    assert one_name(2020, "") == "2020"
    assert (
        counts({2020: 3, 2021: 1}, "")
        == counts(column, "")
        == counts(column["n"], "")
        == {"2020": 3, "2021": 1}
    )


@pytest.mark.parametrize("bad", [True, math.nan, math.inf, None, "many", [1, 2], object()])
def test_what_is_no_number_is_refused_in_words(bad: Any) -> None:
    with pytest.raises(Unread, match="Expected a number"):
        number(bad)


JUNK = [
    None, True, -1, 10**9, math.nan, "", "nonsense", b"x", [], [1, 2, 3], [[1], [2]], [None], {}, {"a": None},
    {1: 2}, set(), (1, "a"), np.array([[1.0, 2.0], [3.0, 4.0]]), pd.Series(["a", 1.5]),
    pd.DataFrame({"a": [1], "b": [2]}), print,
    object(), "2020 is more cooperative than 2020", "x" * 9999, ["a"] * 5, 2021,
]  # fmt: skip


@pytest.fixture(scope="module")
def checks(study: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Check]:
    """Every check of the four sessions, as a function of an answer."""
    documents, tags = study.documents(), study.tags(docvars=True)
    by_year, gaps = compare(tags, n_boot=50), differences.differences(tags, n_boot=50)
    ways = {"rules": tags, "baseline": study.tags("baseline", docvars=True)}
    found, lines = multiverse(ways), words.kwic(tags, "cooperat*", raw=study.raw)
    gold, invented = study.codings("gold_dev"), study.codings("challenge_dev").head(4)
    frames = gold[["frame_a", "frame_b"]]
    agreed = agreement(gold, n_boot=50)
    shop = Workshop(study, tmp_path_factory.mktemp("shop"), "gold_dev", ["edm-2020"])
    runs = {"rules": coded(tags, gold).assign(frame_tag="none")}
    sentence, first = "Moscow helped Ankara.", study.sentences()["sentence_id"].iloc[0]
    return {
        "articles_per_year": lambda a: reading.articles_per_year(a, study),
        "undated": lambda a: reading.undated(a, study),
        "dropped_share": lambda a: reading.dropped_share(a, study),
        "hardest_hit": lambda a: reading.hardest_hit(a, study),
        "fooled": lambda a: reading.fooled(a, a, study),
        "as_printed": lambda a: reading.as_printed(a, first, study),
        "occurrences": lambda a: reading.occurrences(a, "relation*", study),
        "word_and_frame": lambda a: reading.word_and_frame(a, lines, "cooperation"),
        "coder_name": lambda a: coding.coder_name(a, study),
        "codes_of": lambda a: coding.codes_of(a, invented),
        "percent_agreement": lambda a: coding.percent_agreement(a, frames),
        "chance_agreement": lambda a: coding.chance_agreement(a, frames),
        "kappa": lambda a: coding.kappa(a, frames),
        "frames of another shape": lambda a: coding.kappa(0.5, a),
        "allowed": lambda a: coding.allowed(a, agreed),
        "hardest": lambda a: coding.hardest(a, agreed),
        "deciding_rule": lambda a: tagging.deciding_rule(a, sentence, study),
        "minimal_pair": lambda a: tagging.minimal_pair(a, sentence, study),
        "broken": lambda a: tagging.broken(a, "rivalry", "helped", study),
        "broken code": lambda a: tagging.broken(sentence, a, "helped", study),
        "broken because": lambda a: tagging.broken(sentence, "rivalry", a, study),
        "lexicon": tagging.lexicon,
        "tradeoff": tagging.tradeoff,
        "lost_recall": lambda a: tagging.lost_recall(a, shop),
        "best_on_unseen": lambda a: tagging.best_on_unseen(a, runs),
        "most_rivalry": lambda a: arguing.most_rivalry(a, by_year),
        "balance_by_hand": lambda a: arguing.balance_by_hand(a, 2021, by_year),
        "bootstrap_interval": lambda a: arguing.bootstrap_interval(a, 2024, "cooperation", tags),
        "open_question": lambda a: arguing.open_question(a, 2020, 2024, gaps),
        "confounded": lambda a: arguing.confounded(a, 2021, 2024, documents),
        "smallest_p": lambda a: arguing.smallest_p(a, 2020, 2024, documents),
        "agreeing_share": lambda a: arguing.agreeing_share(a, found),
        "moving_choice": lambda a: arguing.moving_choice(a, found),
        "claim": lambda a: arguing.claim(a, ways, gaps),
        "printed_claim": lambda a: arguing.printed_claim(a, documents),
    }


def test_no_answer_brings_a_check_down(checks: dict[str, Check]) -> None:
    for name, check in checks.items():
        for junk in JUNK:
            reply = check(junk)
            assert isinstance(reply, Feedback), (name, junk)
            assert reply.said, (name, junk)
            assert reply.passed or reply.hint or reply.points or name == "fooled", (name, junk)
            assert str(reply)
            assert reply._repr_html_()


def test_every_check_stops_at_dots(checks: dict[str, Check]) -> None:
    for name, check in checks.items():
        if name not in ("frames of another shape",):
            with pytest.raises(ToDo):
                check(...)
