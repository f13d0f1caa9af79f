"""The path through ``docs/own-study.md``, walked: every command and file that it shows, in its order."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

import trstudy
from trstudy.cli import cli

ROOT = Path(__file__).resolve().parent.parent
DOC = (ROOT / "docs" / "own-study.md").read_text(encoding="utf-8")
TEXTS = ROOT / "docs" / "own-study"
# a file to write, or commands to run
STEPS = re.findall(r"(?:^<!-- (\S+) -->\n)?^```(sh|toml|markdown)\n(.*?)^```$", DOC, re.M | re.S)
# the same answers with wider intervals, sooner
FEWER = {
    "report": ["-p", "resamples=100"],
    "evaluate": ["--resamples", "100"],
    "agreement": ["--resamples", "100"],
}
CODES = list(csv.DictReader((TEXTS / "codes.tsv").open(encoding="utf-8"), delimiter="\t"))


def typed(command: list[str], folder: Path) -> str:
    """What somebody types at a command that asks: one line for each of its questions."""
    if command[0] == "code":
        coder = command[command.index("--coder") + 1].lower()
        return "".join(f"{row[coder]} next\n" for row in CODES)
    if command[0] == "adjudicate":
        settled = {row["unit"]: dict(zip(VARIABLES, row["settled"].split(), strict=True)) for row in CODES}
        return "".join(f"{settled[unit][variable]}\n" for unit, variable in differences(folder))
    return ""


VARIABLES = ("frame", "arena", "voice", "modality")


def differences(folder: Path) -> list[tuple[str, str]]:
    """Units and variables on which the two coders differ, in the order in which one is asked."""
    from trstudy.coding.adjudication import open_adjudication

    with open_adjudication(trstudy.open_study(folder), settler="nobody") as cases:
        return list(cases.table[["unit", "variable"]].itertuples(index=False, name=None))


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The study at the end of the path, and what each command printed."""
    start = tmp_path_factory.mktemp("own") / "Étude n° 1, été"
    (start / "nothing").mkdir(parents=True)
    shutil.copytree(TEXTS, start / "texts")
    here, printed = start, {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(start / "nothing"))  # no Git, no anything
        for path, kind, content in STEPS:
            if path:
                (here / path).write_text(content, encoding="utf-8", newline="\n")
            elif kind == "sh":
                for line in content.splitlines():
                    program, *command = shlex.split(line)
                    if program == "cd":
                        here = here / command[0]
                        continue
                    assert program == "trstudy", line
                    patch.chdir(here)
                    done = CliRunner().invoke(
                        cli, [*command, *FEWER.get(command[0], [])], input=typed(command, here)
                    )
                    assert done.exit_code == 0, f"{line}\n{done.output}\n{done.exception!r}"
                    printed[line] = done.output
    return here, printed


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(path: Path) -> str:
    """The words of a page, without its tags."""
    page = re.sub(r"<(style|script).*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_shows_what_the_path_needs():
    commands = [line for _, kind, text in STEPS if kind == "sh" for line in text.splitlines()]
    assert [line.split()[1] for line in commands].count("seeds") == len(list(TEXTS.glob("*.txt"))) + 1
    assert {"new", "seeds", "tag", "code", "agreement", "adjudicate", "evaluate", "report"} <= {
        line.split()[1] for line in commands
    }
    assert [path for path, _, _ in STEPS if path] == [
        *("lexicon/actors.toml", "lexicon/arenas.toml", "lexicon/cues/own.toml"),
        "seeds/codings/README.md",
    ]


def test_every_article_says_that_it_is_invented():
    for path in TEXTS.glob("*.txt"):
        assert "Invented for its manual: no such country" in path.read_text(encoding="utf-8"), path.name


def test_the_commands_say_what_the_page_says_of_them(walked):
    _, printed = walked
    said = {
        words[2] if words[1] == "seeds" else words[1]: text
        for line, text in printed.items()
        for words in [line.split()]
    }
    assert "Vastria: not in the lexicon" in said["new"]
    assert said["check"] == "6 texts in seeds, exactly as the catalogue says\n"
    assert "“cut the nets of”" not in said["tag"], "the cue is added only then"
    assert "24 of 24 coded" in said["code"]
    assert "24 units coded by two or more" in said["agreement"]
    assert "7 differences, 0 open." in said["adjudicate"]
    assert "gold.tsv: 24 units" in said["adjudicate"]
    assert "Two coders who are as invented as the articles, and a third to settle" in said["evaluate"]


def test_the_codes_are_those_that_were_given(walked):
    study = trstudy.open_study(walked[0])
    codes = study.codings().set_index("sentence_id")
    assert codes.attrs["name"] == "gold"
    for row in CODES:
        assert codes.loc[row["unit"], list(VARIABLES)].tolist() == row["settled"].split()


def test_the_lists_of_one_s_own_decide(walked):
    reports = walked[0] / "reports"
    tags = {row["text"]: row for row in rows(reports / "tables" / "tags.csv")}
    nets = next(row for text, row in tags.items() if "cut the nets" in text)
    assert (nets["frame"], nets["arena"]) == ("rivalry", "fisheries")
    cues = [row for row in rows(reports / "tables" / "evidence.csv") if row["cue"].startswith("cut the nets")]
    assert [(row["category"], row["counted"]) for row in cues] == [("boats_and_nets", "True")]
    assert "crossings" in {row["arena"] for row in tags.values()}
    # Ardwen, Tormund and Venn stand for their states
    assert tags[next(text for text in tags if text.startswith("Venn accuses Aldous"))]["frame"] == "rivalry"


def test_the_report_counts_right(walked):
    reports = walked[0] / "reports"
    years = {row["doc_id"]: row["year"] for row in rows(reports / "tables" / "documents.csv")}
    tags = rows(reports / "tables" / "tags.csv")
    frames = Counter((years[row["doc_id"]], row["frame"]) for row in tags)
    sizes = Counter(years[row["doc_id"]] for row in tags)
    assert sorted(sizes) == ["2017", "2019", "2022"]
    front = words(reports / "index.html")
    assert (
        "How do six articles of 2017, 2019 and 2022 frame the relations between Vastria and Pelmora" in front
    )
    for year, size in sizes.items():
        share = 100 * frames[year, "cooperation"] / size
        assert re.search(rf"{year} (has|is the only year with) more .*?\b{share:.0f} %", front), year
    estimates = {
        (row["year"], row["measure"]): float(row["estimate"])
        for row in rows(reports / "tables" / "comparison.csv")
    }
    for year, size in sizes.items():
        assert estimates[year, "rivalry"] == pytest.approx(frames[year, "rivalry"] / size)


def test_the_page_on_validity_rests_on_the_codes_and_says_what_is_not_there(walked):
    page = words(walked[0] / "reports" / "04_validity.html")
    assert f"{len(CODES)} of 91 units in 6 articles are coded in gold" in page
    assert "Who made them: two coders who are as invented as the articles, and a third to settle." in page
    assert "2 coders, 24 units" in page
    assert "No sentences made to try one capability each." in page
    assert "No codes yet" not in page


def test_nothing_in_the_report_is_of_another_study(walked):
    reports = walked[0] / "reports"
    others = r"turk|türk|russia|moscow|ankara|erdo[gğ]an|putin|syria|libya|caucas|black.sea|gold_dev"
    for path in sorted(reports.rglob("*")):
        if path.suffix in (".html", ".csv", ".json", ".ipynb", ".md"):
            text = path.read_text(encoding="utf-8")
            found = re.search(others, text, re.I)
            assert found is None, f"{path.name}: {text[max(0, found.start() - 40) : found.end() + 40]}"


def test_the_report_has_the_parts_that_the_project_s_own_has(walked):
    there = {path.name for path in (walked[0] / "reports").iterdir()}
    assert {"index.html", "explorer.html", "report.pdf", "slides.html", "numbers", "tables"} <= there
    slides = words(walked[0] / "reports" / "slides.html")
    assert "Vastria and Pelmora stand together" in slides
    assert "fishing talks" in slides.lower()


def test_periods_as_on_the_page_make_two_groups(walked, tmp_path):
    study = shutil.copytree(
        walked[0], tmp_path / "study", ignore=shutil.ignore_patterns("reports", ".trstudy")
    )
    (line,) = (text for path, kind, text in STEPS if kind == "toml" and not path)
    settings = study / "study.toml"
    settings.write_text(line + settings.read_text(encoding="utf-8"), encoding="utf-8")
    tags = trstudy.open_study(study).tags(docvars=True)
    assert tags.groupby("year")["doc_id"].nunique().to_dict() == {"2017–2019": 4, "2020–2022": 2}


def test_the_manifest_knows_the_lists(walked):
    manifest = json.loads((walked[0] / "reports" / "manifest.json").read_text(encoding="utf-8"))
    assert "codings/gold.tsv" in manifest["inputs"]["seeds"]
