"""Agreement and adjudication on the command line: what is measured, what is decided, by whom."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import trstudy
from trstudy.cli import cli
from trstudy.coding.adjudication import open_adjudication
from trstudy.coding.codings import load_codings
from trstudy.coding.keys import obey
from trstudy.coding.session import open_session
from trstudy.coding.store import STORE, open_store
from trstudy.errors import CodingError, TrstudyError

ROOT = Path(__file__).parents[2]
CODES = ["mixed energy author hedged", "none other author asserted", "rivalry economy author asserted"]


@pytest.fixture
def coded(small):
    """Three units: A and B differ on the first's frame and the second's arena; B skips the third."""
    for coder, lines in {
        "A": CODES,
        "B": ["none energy author hedged", "none economy author asserted", "skip"],
    }.items():
        with open_session(small, coder=coder, sample=3) as session:
            for line in lines:
                obey(session, line)
                session.next()
    with open_session(small, coder="A") as session:
        small.units = [place.sentence_id for place in session._sheet.places]
    return small


def test_only_differences_between_codes_that_were_given_are_to_be_settled(coded):
    with open_adjudication(coded, "A", "B", settler="Zoë") as cases:
        table = cases.table
    found = table[["unit", "variable", "A", "B"]].to_numpy().tolist()
    wanted = [[coded.units[0], "frame", "mixed", "none"], [coded.units[1], "arena", "other", "economy"]]
    assert sorted(found) == sorted(wanted)
    assert table["settled"].isna().all()


def test_gold_keeps_who_decided_what_and_on_which_codes(coded, tmp_path):
    first, second, _ = coded.units
    with open_adjudication(coded, "A", "B", settler="Zoë") as cases:
        cases.settle(first, "frame", "rivalry", "both were\nwrong")
        assert cases.gold()["unit"].tolist() == [first]
    with open_adjudication(coded, "A", "B", settler="Yann") as cases:
        cases.settle(second, "arena", "economy")
        assert cases.save(tmp_path / "gold ä.tsv") == 2
    with open_store(coded.root / STORE) as store:
        decisions = store.decisions()
    assert json.loads(decisions[0]["grounds"]) == {
        "codes": {"A": "mixed", "B": "none"},
        "note": "both were wrong",
    }
    gold = load_codings(tmp_path / "gold ä.tsv", coded.documents(), coded.sentences(), arenas=coded.arenas)
    by = gold.set_index("sentence_id")
    assert by.loc[first, ["frame", "frame_A", "frame_B"]].tolist() == ["rivalry", "mixed", "none"]
    assert by.loc[first, ["settled", "settled_by"]].tolist() == ["frame", "Zoë"]
    assert by.loc[first, "settled_note"] == "both were wrong"
    assert by.loc[second, ["arena", "settled", "settled_by"]].tolist() == ["economy", "arena", "Yann"]


def test_a_decision_falls_when_a_code_it_was_made_on_changes(coded):
    first = coded.units[0]
    with open_adjudication(coded, "A", "B", settler="Zoë") as cases:
        cases.settle(first, "frame", "rivalry")
    with open_session(coded, coder="A") as session:
        session.go(0)
        session.give("frame", "cooperation")
    with open_adjudication(coded, "A", "B", settler="Zoë") as cases:
        assert (
            cases.table.set_index("unit").loc[first, "settled"] is pd.NA
            or cases.table["settled"].isna().all()
        )
        assert cases.gold().empty


def test_decisions_can_be_changed_and_taken_back(coded):
    first = coded.units[0]
    with open_adjudication(coded, "A", "B", settler="Zoë") as cases:
        cases.settle(first, "frame", "rivalry")
        cases.settle(first, "frame", "none")
        assert cases.gold()["frame"].tolist() == ["none"]
        assert cases.undo() == (first, "frame")
        assert cases.gold()["frame"].tolist() == ["rivalry"]
        with open_adjudication(coded, "A", "B", settler="Yann") as other:
            assert other.undo() is None
        assert cases.undo() == (first, "frame")
        assert cases.undo() is None
        assert cases.gold().empty


def test_coders_at_their_desks_see_nothing_of_decisions(coded):
    with open_adjudication(coded, "A", "B", settler="Zoë") as cases:
        cases.settle(coded.units[0], "frame", "rivalry")
    with open_session(coded, coder="A") as session:
        session.go(0)
        assert session.codes["frame"] == "mixed"
    assert coded.root.joinpath(STORE).is_file()


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda c, u: c.settle(u[0], "voice", "author"), "coders do not differ there"),
        (lambda c, u: c.settle(u[0], "frame", "war"), "frame is 'war'; expected one of cooperation"),
        (lambda c, u: c.save("gold.tsv"), "nothing to write"),
    ],
)
def test_what_cannot_be_settled_is_told(coded, act, message):
    with (
        open_adjudication(coded, "A", "B", settler="Zoë") as cases,
        pytest.raises(CodingError, match=message),
    ):
        act(cases, coded.units)


def test_one_coder_is_nothing_to_settle(coded):
    with pytest.raises(CodingError, match="codes of A; expected those of two or more"):
        open_adjudication(coded, "A", settler="Zoë")


@pytest.mark.parametrize("settler", ["A", "b "])
def test_who_differs_does_not_settle(coded, settler):
    with pytest.raises(CodingError, match=r"settler is '[Ab]', and so is one of those who differ \(A, B\)"):
        open_adjudication(coded, "A", "B", settler=settler)


# --- the commands ---------------------------------------------------------------------------------


def run(*arguments: str, **options) -> str:
    done = CliRunner().invoke(cli, [*arguments, "--study", str(ROOT)], **options)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_the_command_settles_line_by_line(tmp_path, monkeypatch):
    into, db = tmp_path / "my gold.tsv", tmp_path / "codes.db"
    both = ["adjudicate", "gold_dev:a", "gold_dev:b", "--settler", "Zoë", "--db", str(db)]
    said = run(*both, "--into", str(into), input="note a reason\nzz\nsyria\n\nundo\ns\nq\n")
    assert "arena is 'zz'; expected one of" in said
    assert "taken back: bechev-2024:028 arena" in said
    assert "8 differences, 7 open.\nmy gold.tsv: 87 units" in said
    gold = trstudy.open_study(ROOT).codes(str(into))
    assert (len(gold), gold["coder"].unique().tolist()) == (87, ["my gold"])
    with open_store(db) as store:
        assert len(store.history()) == 3


@pytest.mark.parametrize("name", ["gold.tsv", "catalogue.toml"])
def test_gold_replaces_no_file_but_gold_of_the_same_coders(tmp_path, name):
    kept = (ROOT / "seeds" / ("codings/gold_dev.tsv" if name == "gold.tsv" else name)).read_bytes()
    into = tmp_path / name
    into.write_bytes(kept)
    both = ["adjudicate", "gold_dev:a", "gold_dev:b", "--settler", "Zoë", "--db", str(tmp_path / "codes.db")]
    with pytest.raises(
        TrstudyError, match=rf"{name}: is there already and is no gold settled between a and b"
    ):
        run(*both, "--into", str(into), input="syria\n")
    assert into.read_bytes() == kept
    with open_store(tmp_path / "codes.db") as store:
        assert store.history().empty  # it is said before anybody decides
    into.unlink()
    for units in (86, 87):
        said = run(*both, "--into", str(into), input="q\n" if units == 86 else "s\nq\n")
        assert f"{name}: {units} units" in said
    with pytest.raises(TrstudyError, match="no gold settled between b and gold_dev"):
        run("adjudicate", "gold_dev:b", "gold_dev", *both[3:], "--into", str(into), input="q\n")


def test_agreement_on_the_command_line_is_that_of_the_function():
    study = trstudy.open_study(ROOT)
    options = ["agreement", "gold_dev:a", "gold_dev:b", "--resamples", "50", "--variable", "frame"]
    table = pd.read_csv(io.StringIO(run(*options, "--csv")))
    expected = trstudy.agreement(study.codes("gold_dev:a", "gold_dev:b"), "frame", n_boot=50)
    pd.testing.assert_frame_equal(table, expected, check_dtype=False)
    told = json.loads(run(*options, "--json"))
    assert (told["units"], told["apart"]) == (94, {"frame": 4})
    assert len(told["disagreements"]["frame"]) == 4
    text = run(*options, "--disagreements", "1")
    assert (
        "94 units coded by two or more. In brackets: 95 % intervals (50 resamples of units, seed 1)." in text
    )
    assert "- bechev-2024:043: a cooperation, b rivalry" in text
    assert "edm-2020:034" not in text


def test_codes_in_their_order_are_compared_by_it():
    names = ["gold_dev:a", "gold_dev:b", "gold_dev"]
    order = ["--variable", "frame", "--order", "rivalry,mixed,cooperation", "--resamples", "0", "--csv"]
    table = pd.read_csv(io.StringIO(run("agreement", *names, *order))).set_index(["category", "measure"])
    codes = trstudy.open_study(ROOT).codes(*names)
    ranks = codes.assign(frame=codes["frame"].replace("none", pd.NA))
    ranked = trstudy.agreement(
        ranks, "frame", metric="ordinal", categories=["rivalry", "mixed", "cooperation"], n_boot=0
    )
    assert table.loc[("all", "alpha"), "estimate"] == pytest.approx(ranked["estimate"][1])
    assert table.loc[("all", "alpha"), "pairable"] == 57
    with pytest.raises(CodingError, match="name the one variable"):
        run("agreement", *names, "--order", "a,b")


def test_missing_and_skipped_codes_are_counted_by_coder(tmp_path):
    db = tmp_path / "codes.db"
    for coder, lines in {"A": "csah.\nn.\n-\n-", "B": "csah.\nnsah.\n-\ncsah."}.items():
        run("code", "--coder", coder, "--sample", "4", "--db", str(db), input=lines)
    told = json.loads(run("agreement", "--db", str(db), "--json", "--resamples", "0"))
    assert told["units"] == 2
    assert [(c["coder"], c["coded"], c["skipped"], c["arena missing"]) for c in told["coders"]] == [
        ("A", 2, 2, 1),
        ("B", 3, 1, 0),
    ]


def test_units_needed_are_those_of_lacy_and_riffe():
    # by hand: SE = .05 / 1.645 = .0304, (999 * .000924 + .1275 * 1000) / (999 * .000924 + .1275) = 122.3
    assert "122 of 1000 units" in run("agreement", "--needed", "--population", "1000", "--assumed", "0.85")
    assert " of 184 units" in run("agreement", "--needed")


@pytest.mark.parametrize(
    ("names", "message"),
    [(["gold_dev:a"], "codes of a; expected"), (["nobody"], "'nobody' is no file; expected")],
)
def test_too_few_or_unknown_coders_are_told(names, message):
    with pytest.raises(CodingError, match=message):
        run("agreement", *names)
