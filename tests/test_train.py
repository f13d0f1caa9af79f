"""The train command: what it learns, what it prints, what it refuses; and the study that uses the model."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import trstudy
from trstudy.cli import cli
from trstudy.commands.train_runs import Coded, coded, cross_validation
from trstudy.commands.train_text import _DEVELOPMENT
from trstudy.errors import CodingError, TaggerError, TrstudyError
from trstudy.study import open_study
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.features import Piece
from trstudy.tagging.learned import load_model

ROOT = Path(__file__).parents[1]
CODES = [
    ("cooperation", "Russia helped Turkey.", "Turkey helped Russia in Rize.", "Moscow helped Ankara."),
    ("rivalry", "Russia condemned Turkey.", "Turkey condemned Russia in Rize.", "Moscow condemned Ankara."),
    ("none", "It rained.", "Chile condemned Peru.", "Snow fell on Rize."),
]
EVENTS = """id\tsource\ttarget\tact\texpected\ttext
e1\tChile\tPeru\taid\tcooperation\tChile helped Peru.
e2\tChile\tPeru\tassault\tconflict\tChile condemned Peru.
e3\tKenya\tEthiopia\taid\tcooperation\tKenya helped Ethiopia.
e4\tKenya\tEthiopia\tassault\tconflict\tKenya condemned Ethiopia.
"""


@pytest.fixture
def study(tmp_path):
    """The study's own folder, with a small table of codes beside it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "study.toml", tmp_path)
    rows = [f"{code}{n}\t{code}\tauthor\t{text}" for code, *texts in CODES for n, text in enumerate(texts)]
    (tmp_path / "mine.tsv").write_text("\n".join(["id\tframe\tvoice\ttext", *rows]), encoding="utf-8")
    (tmp_path / "events.tsv").write_text(EVENTS, encoding="utf-8")
    return tmp_path


def train(study, *options, out="model.json"):
    arguments = ["train", "--study", study, "--out", study / out, "--resamples", 50, *options]
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_model_is_trained_and_told_by_units_it_did_not_see(study):
    result = train(study, "--codings", study / "mine.tsv")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.stdout.splitlines()]
    # the rules have all nine right; three words for three codes are easily learnt from eight units
    assert [line[2:4] for line in lines if line[:1] == ["mine.tsv"]][1] == ["rules", "1.00"]
    assert {line[2] for line in lines if line[:1] == ["mine.tsv"]} == {"learned", "rules", "baseline"}
    assert _DEVELOPMENT not in result.stdout
    assert "voice" in result.stdout
    model = load_model(study / "model.json").model
    assert set(model.learned) == {"frame"}
    assert model.ruled["voice"].startswith("every unit is coded author")
    assert model.ruled["arena"] == "no table of codes has it"
    assert model.trained.files == {"mine.tsv": sha256((study / "mine.tsv").read_bytes()).hexdigest()}
    assert model.trained.units == 9


@pytest.mark.parametrize(
    ("by_rules", "kept"),
    [
        (["author"] * 40, None),  # right on half of the units, the model on all
        (
            ["author", "attributed"] * 20,
            "of 40 units left out in turn the model gets 1.000 right, they 1.000",
        ),
    ],
)
def test_a_variable_is_learnt_only_where_that_is_better_than_the_rules(by_rules, kept):
    voices = ["author", "attributed"] * 20
    units = pd.DataFrame({"frame": ["none", "mixed"] * 20, "voice": voices}).assign(
        frame_tag="none", voice_tag=by_rules
    )
    pieces = [[Piece(f"“{voice}”", 1, 0, 1)] for voice in voices]
    one = Coded("codes.tsv", "", {"rules": units}, pieces, [str(n) for n in range(40)])
    (found,), ruled = cross_validation([one])
    assert ruled.get("voice") == kept
    assert found.runs["learned"]["voice_tag"].tolist() == voices
    assert found.runs["learned"]["frame_tag"].tolist() == units["frame"].tolist()


def test_the_same_codes_give_the_same_bytes(study):
    for out in ("one.json", "two.json"):
        assert train(study, "--codings", study / "mine.tsv", out=out).exit_code == 0
    one, two = ((study / name).read_bytes() for name in ("one.json", "two.json"))
    assert one == two
    assert str(study).encode() not in one
    assert b"\r" not in one


def test_units_of_articles_are_learnt_in_their_context_and_left_out_by_article(study):
    gold = study / "seeds" / "codings" / "gold_dev.tsv"
    result = train(study, "--codings", gold)
    assert result.exit_code == 0, result.output
    assert _DEVELOPMENT in result.stdout
    assert load_model(study / "model.json").model.trained.units == 94
    found = trstudy.open_study(study).tags(f"learned:{study / 'model.json'}")
    # "both countries" and the like have both sides in play only after the units before
    frame = load_model(study / "model.json").model.learned["frame"]
    assert "dyad both by anaphor" in frame.weights
    assert len(found) == 184


def test_units_that_name_their_own_sides_are_read_for_these(study):
    rows = [
        "1\tx\tcooperation\tChile\tPeru\tChile helped Peru.",
        "2\ty\trivalry\tKenya\tUganda\tKenya condemned Uganda.",
        "3\tz\tnone\tChile\tPeru\tRussia helped Turkey.",
    ]
    head = "id\tdoc\tframe\tsource\ttarget\ttext"
    (study / "pairs.tsv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    found = coded(open_study(study), study / "pairs.tsv", Dyad(["turkey"], ["russia"]))
    assert found.runs["rules"]["frame_tag"].tolist() == ["cooperation", "rivalry", "none"]
    assert found.groups == ["x", "y", "z"]


def test_events_teach_frames_each_for_its_own_actors(study):
    result = train(study, "--events", study / "events.tsv")
    assert result.exit_code == 0, result.output
    model = load_model(study / "model.json").model
    assert model.learned["frame"].codes == ("cooperation", "rivalry")
    assert not any("chile" in name or "kenya" in name for name in model.learned["frame"].weights)
    pair = trstudy.Dyad(["Norway"], ["Iceland"])
    tags = trstudy.tag(["Norway helped Iceland."], dyad=pair, tagger=f"learned:{study / 'model.json'}")
    assert tags["frame"].item() == "cooperation"


def test_the_sides_may_be_named(study):
    texts = [line.replace("Russia", "Peru").replace("Turkey", "Chile") for line in
             (study / "mine.tsv").read_text(encoding="utf-8").splitlines()]  # fmt: skip
    (study / "theirs.tsv").write_text("\n".join(texts), encoding="utf-8")
    assert train(study, "--codings", study / "theirs.tsv", "--dyad", "Peru|Lima", "Chile").exit_code == 0
    record = load_model(study / "model.json").model.trained
    assert (record.a, record.b) == (("Peru", "Lima"), ("Chile",))


def test_a_study_names_its_model(study):
    train(study, "--codings", study / "mine.tsv")
    with pytest.raises(TaggerError, match="'learned' has no model"):
        trstudy.open_study(study).tags("learned")
    with (study / "study.toml").open("r+", encoding="utf-8") as settings:
        text = settings.read()
        settings.seek(0)
        settings.write('learned = "model.json"\n' + text)
    opened = trstudy.open_study(study)
    assert opened.tagger("learned") == f"learned:{study / 'model.json'}"
    assert opened.tagger("rules") == "rules"
    tags = opened.tags("learned")
    assert set(tags["rule"]) == {"linear model"}
    found = opened.evidence("learned").iloc[0]
    raw = opened.raw(found["doc_id"])
    assert raw[found["start"] : found["end"]].split() == found["cue"].split()
    assert "probabilities" in str(opened.explain(tags["sentence_id"][0], "learned"))
    # another model under the same name, and none of the first one's tags
    path = study / "model.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    model["learned"]["frame"]["intercept"] = [50.0, 0.0, 0.0]
    path.write_text(json.dumps(model), encoding="utf-8")
    assert set(opened.tags("learned")["frame"]) == {"cooperation"}


def test_evaluate_measures_a_model_and_says_if_it_knows_the_answers(study):
    train(study, "--codings", study / "mine.tsv")
    name = f"learned:{study / 'model.json'}"
    common = ["evaluate", "--study", study, "--tagger", name, "--resamples", 0, "--codings"]
    gold = study / "seeds" / "codings" / "gold_dev.tsv"
    own, other = (
        CliRunner().invoke(cli, list(map(str, [*common, path]))).output for path in (study / "mine.tsv", gold)
    )
    note = "was trained on these very codes; `trstudy train` says how it does on others"
    assert f"{name} {note}" in own
    assert note not in other
    assert "> decided by the rule “linear model”" in other
    events = CliRunner().invoke(
        cli,
        list(map(str, ["evaluate", "--study", study, "--tagger", name, "--events", study / "events.tsv"])),
    )
    assert f"{name}  4  1.00" in events.output


def test_what_cannot_be_trained_is_refused_and_no_file_is_left(study):
    coders = (study / "mine.tsv").read_text(encoding="utf-8").replace("frame\t", "frame_a\t", 1)
    tables = {
        "coders": (coders, CodingError, r"coders\.tsv, line 1: no column frame; a model learns from settled"),
        "bare": ("id\ttext\n1\tIt rained.\n", CodingError, "line 1: no codes; expected a column for any of"),
        "flat": ("id\tframe\ttext\n1\tnone\tHi.\n2\tnone\tHo.\n", TaggerError, "every unit is coded none"),
    }
    for name, (text, error, message) in tables.items():
        path = study / f"{name}.tsv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(error, match=message):
            train(study, "--codings", path)
    with pytest.raises(TrstudyError, match=r"--out .*/nowhere/model\.json: no folder"):
        train(study, "--codings", study / "mine.tsv", out="nowhere/model.json")
    assert not list(study.glob("*.json"))
    result = train(study)
    assert result.exit_code == 2
    assert "nothing to learn from; name a table of codes with --codings FILE" in result.output


def test_a_model_replaces_no_file_but_a_model(study):
    before = (study / "study.toml").read_bytes()
    with pytest.raises(
        TrstudyError, match=r"study\.toml: is there already and is no model from trstudy train"
    ):
        train(study, "--codings", study / "mine.tsv", out="study.toml")
    assert (study / "study.toml").read_bytes() == before
    for _ in range(2):
        train(study, "--codings", study / "mine.tsv")
