"""The evaluate command: with a stub tagger whose every number is known, then on the study itself."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from click.testing import CliRunner

import trstudy
from trstudy.cli import cli
from trstudy.commands.evaluate_runs import DEVELOPMENT
from trstudy.errors import CodingError, TaggerError

ROOT = Path(__file__).parents[1]
TEXT = "They trade. They fight. They rest. They wait."
OFFSETS = [(0, 11), (12, 23), (24, 34), (35, 45)]


def stub_tag(units, dyad=None, tagger="good"):
    if tagger == "absent":
        raise TaggerError("tagger 'absent' needs training first")
    words = {"trade": "cooperation", "fight": "rivalry", "help": "cooperation"}
    frames = [next((f for w, f in words.items() if w in text), "none") for text in units["text"]]
    if tagger == "bad":
        frames = ["rivalry"] * len(units)
    return units.assign(frame=frames, voice="author", score=0.0, quad=pd.NA, rule=tagger)


@pytest.fixture
def study(monkeypatch, tmp_path):
    sentences = pd.DataFrame(
        {
            "doc_id": "doc",
            "sentence_id": [f"doc:{n:03d}" for n in range(1, 5)],
            "start": [a for a, _ in OFFSETS],
            "end": [b for _, b in OFFSETS],
            "role": "body",
            "text": [TEXT[a:b] for a, b in OFFSETS],
        }
    )
    documents = pd.DataFrame({"doc_id": ["doc"], "file": ["doc.txt"], "n_chars": [len(TEXT)]})
    fake = SimpleNamespace(
        sentences=lambda: sentences,
        documents=lambda: documents,
        arenas=("sea", "land"),
        dyad="the two",
        lexicon="its own",
        tagger=lambda name: name,
        explain=lambda unit, tagger: SimpleNamespace(steps=(f"{tagger} read {unit} in its text",)),
    )

    def explain(text, dyad, tagger, *, context=()):
        return SimpleNamespace(steps=(f"{tagger} read it alone",))

    monkeypatch.setattr(trstudy, "open_study", lambda path: fake)
    monkeypatch.setattr(trstudy, "tag", stub_tag)
    monkeypatch.setattr(trstudy, "explain", explain)
    monkeypatch.setattr("trstudy.tagging.registry.taggers", lambda: {"good": "", "bad": "", "absent": ""})
    folder = tmp_path / "seeds" / "codings"
    folder.mkdir(parents=True)
    codes = ["cooperation", "rivalry", "none", "cooperation"]
    rows = [
        f"{n}\tdoc.txt\t{a}\t{b}\t{c}\tauthor"
        for n, ((a, b), c) in enumerate(zip(OFFSETS, codes, strict=True), 1)
    ]
    (folder / "gold_dev.tsv").write_text(
        "\n".join(["unit\tdoc\tstart\tend\tframe\tvoice", *rows]), encoding="utf-8"
    )
    (folder / "challenge_dev.tsv").write_text(
        "id\tcapability\tpair\tframe\ttext\n"
        "c1\tplain\tp1\tcooperation\tThey help.\n"
        "c2\tplain\tp1\trivalry\tThey fight.\n"
        "c3\tidiom\tp2\tcooperation\tThey make hay.\n"
        "c4\tidiom\tp2\tnone\tThey sleep.\n",
        encoding="utf-8",
    )
    return tmp_path


def run(*options):
    result = CliRunner().invoke(cli, ["evaluate", *map(str, options)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_default_is_both_development_files_and_all_taggers(study):
    output = run("--study", study, "--resamples", 20)
    assert output.index("gold_dev.tsv: 4 units") < output.index("challenge_dev.tsv: 4 units")
    assert output.count(DEVELOPMENT) == 2
    assert "absent" not in output  # nobody asked for it by name
    # good: 3 of 4 right, one of three framed units left untagged
    line = next(line for line in output.splitlines() if line.startswith("good"))
    assert " .75 [" in line
    assert " .33 [" in line
    assert "good: frame right in both members of .50 [" in output
    assert "bad: frame right in both members of .00 [" in output


def test_errors_are_explained_in_their_context(study):
    output = run("--study", study, "--tagger", "good", "--worst", 1)
    assert "- 4: cooperation, tagged none\n  They wait.\n  > good read doc:004 in its text" in output
    assert "- c3 idiom: cooperation, tagged none\n  They make hay.\n  > good read it alone" in output
    assert "where it errs" not in run("--study", study, "--tagger", "good", "--worst", 0)
    assert "where it errs" not in run("--study", study, "--tagger", "good", "--variable", "voice")


def test_json_has_the_numbers_and_no_speed(study):
    options = ("--study", study, "--json", "--resamples", 30)
    assert run(*options) == run(*options)
    found = json.loads(run(*options))
    gold, challenge = found["codings"]
    assert "speed" not in run(*options)
    good = gold["taggers"][0]
    scores = {(s["variable"], s["measure"], s["category"]): s["estimate"] for s in good["scores"]}
    assert scores["frame", "accuracy", "all"] == 0.75
    # F1: cooperation 2/3, rivalry 1, none 2/3
    assert scores["frame", "macro_f1", "all"] == pytest.approx(7 / 9, abs=1e-6)
    # coincidences of the pairs cc rr nn cn: 1 - (8 - 1) * 2 / (8² - 3² - 2² - 3²)
    assert scores["frame", "alpha", "all"] == pytest.approx(1 - 14 / 42, abs=1e-6)
    assert scores["frame", "recall", "cooperation"] == 0.5
    assert scores["voice", "alpha", "all"] is None
    assert good["confusion"]["cooperation"] == {"cooperation": 1, "rivalry": 0, "mixed": 0, "none": 1}
    assert good["cut"] == {"exact": 4}
    assert gold["absent"] == {"absent": "tagger 'absent' needs training first"}
    assert challenge["taggers"][0]["pairs"][0]["estimate"] == 0.5


def test_units_that_were_cut_otherwise_are_counted(study, tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("unit\tdoc\tstart\tend\tframe\n1\tdoc.txt\t0\t9\tcooperation\n", encoding="utf-8")
    output = run("--study", study, "--codings", path, "--tagger", "good")
    assert "good: units not cut as they were coded: 1 other" in output
    assert "mine.tsv, line 2: unit 1 is from 0 to 9; the sentence there, doc:001, from 0 to 11" in output
    assert DEVELOPMENT not in output


def test_events_are_right_wrong_or_untagged(study, monkeypatch, tmp_path):
    pairs = []
    monkeypatch.setattr(trstudy, "Dyad", lambda a, b, lexicon: pairs.append((tuple(a), tuple(b))))
    path = tmp_path / "events_dev.tsv"
    path.write_text(
        "id\tsource\ttarget\tact\tquad\texpected\ttext\n"
        "e1\tGreece\tCyprus\taid\tmaterial_cooperation\tcooperation\tGreece helps to trade.\n"
        "e2\tChile\tPeru\tassault\tmaterial_conflict\tconflict\tThey fight.\n"
        "e3\tChile\tPeru\tassault\tmaterial_conflict\tconflict\tThey glare.\n"
        "e4\tChile\tPeru\taid\tmaterial_cooperation\tcooperation\tThey fight.\n",
        encoding="utf-8",
    )
    found = json.loads(run("--study", study, "--events", path, "--tagger", "good", "--json"))
    (events,) = found["events"]
    assert found["codings"] == []
    (whole,) = events["taggers"][0]["all"]
    assert whole == {
        "events": "all",
        "n": 4,
        "right": 0.5,
        "right_of_tagged": 0.666667,
        "untagged": 0.25,
        "quad_right": 0,
    }
    acts = {row["act"]: row for row in events["taggers"][0]["by"]}
    assert (acts["aid"]["right"], acts["assault"]["untagged"]) == (0.5, 0.5)
    assert set(pairs) == {(("Greece",), ("Cyprus",)), (("Chile",), ("Peru",))}
    output = run("--study", study, "--events", path, "--tagger", "good")
    assert "- e4 aid: cooperation, tagged rivalry" in output


def test_where_the_codes_come_from_is_said_if_it_is_known(study, tmp_path):
    assert "Reference codes:" not in run("--study", study, "--tagger", "good")
    (tmp_path / "seeds" / "codings" / "README.md").write_text(
        "# Codings\n\n## `challenge_dev.tsv`: invented\n\nNothing known.\n\n"
        "## `gold_dev.tsv`: half\n\n**Origin.** Two coders: A, B.\n",
        encoding="utf-8",
    )
    output = run("--study", study, "--tagger", "good")
    line = "Reference codes: Two coders: A, B; see seeds/codings/README.md"
    assert output.count("Reference codes:") == output[: output.index("challenge_dev")].count(line) == 1


def test_tagger_asked_for_by_name_must_run(study):
    with pytest.raises(TaggerError, match="needs training first"):
        run("--study", study, "--tagger", "absent")


def test_options_that_do_not_go_together_and_missing_codings_are_refused(study, tmp_path):
    result = CliRunner().invoke(cli, ["evaluate", "--study", str(study), "--ablate", "--tagger", "good"])
    assert result.exit_code == 2
    assert "leave out --tagger" in result.output
    with pytest.raises(CodingError, match=r"has no codings yet; .*--codings FILE"):
        run("--study", tmp_path / "elsewhere")


def test_codings_that_cannot_be_read_are_named(study, tmp_path):
    with pytest.raises(CodingError, match=r"nowhere\.tsv: no such file"):
        run("--study", study, "--codings", tmp_path / "nowhere.tsv")


def test_codings_without_settled_codes_are_refused_with_the_columns_expected(study, tmp_path):
    path = tmp_path / "seeds" / "codings" / "gold_dev.tsv"
    whole = path.read_text(encoding="utf-8")
    for frame, voice, found in [
        ("fram", "voice", "no column frame, but one named fram"),
        ("stance\tframe_a", "voice", "no column frame beside frame_a; expected settled codes in columns"),
        ("frame_a", "voice_a", "no column frame beside frame_a; expected .* frame, arena, voice, modality"),
    ]:
        header, *rows = whole.replace("\tframe\tvoice", f"\t{frame}\t{voice}").split("\n")
        if "stance" in frame:
            rows = [row.replace("\tauthor", "\tnone\tauthor") for row in rows]
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        with pytest.raises(CodingError, match=rf"gold_dev\.tsv, line 1: {found}"):
            run("--study", study, "--tagger", "good")


def test_rules_beat_the_bag_of_cues_on_the_study_and_no_unit_is_lost():
    found = json.loads(run("--study", ROOT, "--json", "--resamples", 1, "--worst", 1))
    gold = {tagger["tagger"]: tagger for tagger in found["codings"][0]["taggers"]}
    alpha = {name: tagger["scores"][0]["estimate"] for name, tagger in gold.items()}
    assert alpha["rules"] > alpha["baseline"]
    assert gold["rules"]["cut"] == {"exact": 94}
    assert all(tagger["worst"][0]["why"] for tagger in gold.values())


def test_units_of_an_article_are_read_and_explained_in_their_context(tmp_path):
    rows = [
        "1\tx\tcooperation\tRussia and Turkey trade.",
        "2\tx\trivalry\tBoth countries agreed.",  # wrongly coded, to have it explained
        "3\ty\tnone\tBoth countries agreed.",
    ]
    path = tmp_path / "articles.tsv"
    path.write_text("\n".join(["id\tdoc\tframe\ttext", *rows, ""]), encoding="utf-8")
    options = ["evaluate", "--study", ROOT, "--tagger", "unweighed", "--codings", path, "--json"]
    result = CliRunner().invoke(cli, [str(word) for word in options])
    assert result.exit_code == 0, result.output
    (worst,) = json.loads(result.output)["codings"][0]["taggers"][0]["worst"]
    assert (worst["unit"], worst["frame_tag"]) == ("2", "cooperation")
    assert "the two sides are in play both by anaphor" in worst["why"]


def test_units_that_name_their_own_sides_are_tagged_and_explained_for_these(tmp_path):
    rows = [
        "1\tx\tcooperation\tIndia\tChina\tIndia and China trade.",
        "2\ty\trivalry\tKenya\tUganda\tKenya and Uganda agreed.",  # wrongly coded, to have it explained
        "3\tx\tcooperation\tIndia\tChina\tBoth countries agreed.",
        "4\tz\tnone\tIndia\tChina\tTurkey and Russia trade.",
    ]
    path = tmp_path / "articles.tsv"
    head = "id\tdoc\tframe\tsource\ttarget\ttext"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    options = ["evaluate", "--study", ROOT, "--tagger", "unweighed", "--codings", path, "--json"]
    result = CliRunner().invoke(cli, [str(word) for word in options])
    assert result.exit_code == 0, result.output
    (worst,) = json.loads(result.output)["codings"][0]["taggers"][0]["worst"]
    assert (worst["unit"], worst["frame_tag"]) == ("2", "cooperation")
    assert worst["why"][0] == "“agreed” (agree): cooperation"
