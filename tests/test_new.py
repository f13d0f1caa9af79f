"""``trstudy new``: the folder of a study of two other sides."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import trstudy
from trstudy.cli import cli
from trstudy.corpus.adding import add_text
from trstudy.corpus.entry import CATALOGUE
from trstudy.errors import ReportError, TaggerError
from trstudy.starting import notebooks, start_study

ROOT = Path(__file__).resolve().parent.parent
STUDY = {
    *(".gitattributes", ".gitignore", "README.md", "codebook.md", "study.toml"),
    *("lexicon/actors.toml", "lexicon/arenas.toml", "lexicon/cues/own.toml"),
    *("reports/README.md", "seeds/README.md", "seeds/catalogue.toml", "seeds/codings/README.md"),
}


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def text_file(folder: Path, words: str) -> Path:
    path = folder / "text.txt"
    path.write_text(f"A Title of Its Own\n\n{words}\n", encoding="utf-8")
    return path


def test_a_study_has_its_files_and_the_project_s_notebooks(tmp_path):
    start_study(tmp_path / "new", ("Freedonia", "Sylvania"))
    made = files(tmp_path / "new")
    pages = {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("0*.ipynb")}
    assert made == STUDY | pages
    for name in pages:
        assert (tmp_path / "new" / name).read_bytes() == (ROOT / name).read_bytes()


def test_nothing_is_left_beside_it(tmp_path):
    start_study(tmp_path / "new", ("Freedonia", "Sylvania"))
    assert [p.name for p in tmp_path.iterdir()] == ["new"]


def test_what_it_holds_is_valid_as_it_is(tmp_path):
    folder = tmp_path / "new"
    start_study(folder, ("Freedonia", "Sylvania"), arenas=["Duck soup"])
    words = "Freedonia thanked Sylvania for its help. Freedonia attacked Sylvania."
    add_text(folder / "seeds", text_file(tmp_path, words), date="1933", date_source="inferred")
    study = trstudy.open_study(folder)
    tags = study.tags()
    assert tags["frame"].tolist() == ["none", "cooperation", "rivalry"]
    assert "duck_soup" in study.arenas
    assert not {"syria", "libya", "caucasus", "black_sea"} & set(study.arenas)
    assert set(study.codebook().sections) == {"frame", "arena", "voice", "modality"}
    assert all(f"`{arena}`" in study.codebook().section("arena") for arena in study.arenas)
    assert not study.has_codings()
    assert str(study) == "Study('Freedonia and Sylvania')"


def test_a_side_that_the_lexicon_knows_stands_for_its_forms(tmp_path):
    folder = tmp_path / "new"
    greece, sylvania = start_study(folder, ("Greece", "Sylvania"))
    assert (greece.key, sylvania.key) == ("greece", "sylvania")
    assert "Athens" in greece.known
    assert sylvania.known == ()
    actors = toml(folder / "lexicon" / "actors.toml")
    assert actors["greece"]["names"] == []
    assert actors["sylvania"]["names"] == ["Sylvania"]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "names of\nSylvania, in `lexicon/actors.toml`" in readme
    add_text(
        folder / "seeds", text_file(tmp_path, "Athens attacked Sylvania."), date="1933", date_source="cited"
    )
    assert trstudy.open_study(folder).tags()["frame"].tolist() == ["none", "rivalry"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Île-sans-Nom", "ile_sans_nom"), ("Νήσος", "side_a"), ('The "Old" State\\', "the_old_state")],
)
def test_any_name_will_do(tmp_path, name, key):
    folder = tmp_path / "new"
    side, _ = start_study(folder, (name, "Sylvania"))
    assert side.key == key
    assert toml(folder / "study.toml")["dyad"]["a"] == name
    assert toml(folder / "study.toml")["name"] == f"{name} and Sylvania"
    assert toml(folder / "lexicon" / "actors.toml")[key]["names"] == [name]


def test_arenas_of_its_own_get_a_table_each_and_those_of_the_package_are_added_to(tmp_path):
    folder = tmp_path / "new"
    start_study(folder, ("Greece", "Sylvania"), arenas=["Energy", "sea crossings", "Libya", "energy"])
    arenas = toml(folder / "lexicon" / "arenas.toml")
    assert arenas.pop("without") == ["black_sea", "caucasus", "syria"]
    assert list(arenas) == ["energy", "sea_crossings", "libya"]
    assert arenas["sea_crossings"]["label"] == "Sea crossings"
    assert "label" not in arenas["energy"]


@pytest.mark.parametrize(
    ("sides", "arenas", "words"),
    [
        (("Greece", "Athens"), (), "one side to the lexicon, greece"),
        (("Sylvania", "sylvania"), (), "stands on both sides"),
        (("Sylvania", " "), (), "side b is ''"),
        (("Sylvania", "Freedonia"), ("2nd",), "'2nd': expected a name that begins with a letter"),
    ],
)
def test_names_that_will_not_do_make_nothing(tmp_path, sides, arenas, words):
    with pytest.raises(TaggerError, match=words):
        start_study(tmp_path / "new", sides, arenas=arenas)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(
        ReportError, match=r"holds mine\.txt; expected an empty folder, or a name for a new one"
    ):
        start_study(tmp_path, ("Freedonia", "Sylvania"))
    with pytest.raises(ReportError, match=r"mine\.txt: is a file"):
        start_study(tmp_path / "mine.txt", ("Freedonia", "Sylvania"))
    assert files(tmp_path) == {"mine.txt"}


def test_a_study_that_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def missing() -> list[Path]:
        raise ReportError("no notebook")

    monkeypatch.setattr("trstudy.starting.notebooks", missing)
    with pytest.raises(ReportError, match="no notebook"):
        start_study(tmp_path / "new", ("Freedonia", "Sylvania"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReportError, match="no notebook"):
        start_study(tmp_path / "empty", ("Freedonia", "Sylvania"))
    assert [p.name for p in tmp_path.rglob("*")] == ["empty"]


def test_a_move_that_fails_is_taken_back(tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "reports" and path.parent.name == "new":
            raise PermissionError(13, "no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ReportError, match="empty: cannot be made: no"):
        start_study(tmp_path / "empty", ("Freedonia", "Sylvania"))
    assert [p.name for p in tmp_path.rglob("*")] == ["empty"]


def test_the_command_makes_the_folder_one_is_in_and_says_what_is_left_to_do(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    done = CliRunner().invoke(cli, ["new", ".", "--sides", "Turky", "Greece", "--name", "Ours"])
    assert done.exit_code == 0, done.output
    assert "Turky: not in the lexicon (it has Turkey); give its names in lexicon/actors.toml" in done.output
    assert "Greece: in the lexicon, as Greece, Athens" in done.output
    assert "cd " not in done.output
    assert toml(tmp_path / "here" / "study.toml")["name"] == "Ours"
    refused = CliRunner().invoke(cli, ["new", ".", "--sides", "A", "B"])
    assert isinstance(refused.exception, ReportError)


def test_the_command_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["new", "étude 1/b", "--sides", "Freedonia", "Sylvania"])
    assert 'cd "étude 1/b"\n  trstudy seeds add FILE\n  trstudy report' in done.output
    assert (tmp_path / "étude 1" / "b" / "seeds" / CATALOGUE).is_file()


def test_there_are_notebooks_in_order():
    assert [path.name for path in notebooks()] == sorted(
        p.name for p in (ROOT / "notebooks").glob("0*.ipynb")
    )
