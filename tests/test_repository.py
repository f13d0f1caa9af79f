"""The repository keeps its promises: commands, environments, licences, links, notebooks, wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

from tools import findings
from tools.environment import ONLY_PIP, environment
from trstudy.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTEBOOKS = sorted(p for p in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
OWN = [p for p in NOTEBOOKS if p.parent.name != "seminar"]  # the seminar's are not pages of the report
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "seeds").rglob("*.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


WITH_MAKE = pytest.mark.skipif(shutil.which("make") is None, reason="no make; README.md has a way without")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )


# --- style and types: `make test` says all there is to say ---------------------------------------


@pytest.mark.parametrize(
    "command", ["ruff check .", "ruff format --check .", "mypy"], ids=["check", "format", "types"]
)
def test_style_and_types(command: str) -> None:
    done = python(*command.split())
    assert done.returncode == 0, done.stdout + done.stderr


# --- the commands ---------------------------------------------------------------------------------


def test_every_make_command_in_the_pages_is_a_target_that_explains_itself() -> None:
    targets = dict(re.findall(r"^([a-z]+):.*## (.+)$", MAKEFILE, re.M))
    assert {"help", "report", "test", "lab", "lint", "clean"} <= set(targets)
    for page in PAGES:
        named = re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.M)
        assert set(named) <= set(targets), name_of(page)


@WITH_MAKE
def test_make_help_lists_every_public_target() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.M)
    assert phony is not None
    assert re.findall(r"^  make (\w+) ", listed, re.M) == phony[1].split()


@WITH_MAKE
def test_make_says_what_is_missing_where_no_python_is_new_enough(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    done = subprocess.run(
        ["make", "report", "PYTHON="], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Python 3.11 or newer" in done.stderr
    assert "make report PYTHON=/path/to/python" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "CI=true make test"
    assert os.access(script, os.X_OK) or sys.platform == "win32"


def test_every_subcommand_in_the_pages_exists() -> None:
    for page in PAGES:
        named = re.findall(r"(?:^|`|-m )trstudy ([a-z]+)", page.read_text(encoding="utf-8"), re.M)
        assert set(named) <= set(COMMANDS), name_of(page)


def test_a_page_says_how_to_reach_the_command_before_it_uses_it() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        text = re.sub(r"<details>.*?</details>", "", page.read_text(encoding="utf-8"), flags=re.S)
        first = re.search(r"(?:^|`)trstudy [a-z]+", text, re.M)
        if first:
            before = text[: first.start()]
            assert "`. .venv/bin/activate`" in before, name_of(page)
            assert re.search(r"on\s+Windows\s+`\.venv\\Scripts\\activate`", before), name_of(page)


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    assert "study" in names


def test_the_findings_of_the_readme_are_those_of_the_report() -> None:
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    assert findings.block(findings.found()) in written, "the numbers have moved: make findings"
    assert (ROOT / findings.PICTURE).is_file()


def test_hooks_run_what_is_installed_and_fetch_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert {hook["language"] for hook in config["repos"][0]["hooks"]} == {"system"}
    assert python("pre_commit", "validate-config").returncode == 0


# --- the environments -----------------------------------------------------------------------------


def test_environment_yml_is_what_pyproject_asks_for() -> None:
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == environment()


def test_conda_gets_the_same_packages_with_the_same_bounds() -> None:
    written = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pip = next(part["pip"] for part in written["dependencies"] if isinstance(part, dict))
    lines = [part for part in written["dependencies"] if isinstance(part, str)]
    matched = [MatchSpec(line, strict=True) for line in lines]
    specs = {spec.name.normalized: str(spec.version or "") for spec in matched}
    extras = PROJECT["optional-dependencies"]
    asked = [Requirement(r) for r in PROJECT["dependencies"] + extras["learn"] + extras["pdf"]]
    assert {r.name for r in asked} == (set(specs) - {"python", "pip"}) | ONLY_PIP
    for requirement in asked:
        if requirement.name in ONLY_PIP:
            assert str(requirement) in pip
        else:
            assert SpecifierSet(specs[requirement.name]) == requirement.specifier
    (python_version,) = re.findall(r"[\d.]*\d", specs["python"])
    assert Version(python_version) in SpecifierSet(PROJECT["requires-python"])
    assert "-e ." in pip


def test_every_requirement_is_locked_within_its_bounds() -> None:
    locked = {canonicalize_name(n): v for n, v in re.findall(r"^([\w.-]+)==([^ \\]+)", LOCK, re.M)}
    extras = PROJECT["optional-dependencies"].values()
    for requirement in map(Requirement, PROJECT["dependencies"] + [r for extra in extras for r in extra]):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in the lock: make lock"
        assert Version(version) in requirement.specifier, f"{requirement} against {version}: make lock"


def test_the_lock_has_a_hash_for_everything_and_a_host_for_nothing() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 100
    for entry in entries:
        assert re.fullmatch(
            r"[\w.-]+==[\w.+!-]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry
        ), entry.splitlines()[0]


# --- licences, citation, wheel --------------------------------------------------------------------


def test_the_citation_file_names_this_version_and_its_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]
    assert citation["type"] == "software"


def test_code_prose_and_data_each_have_their_licence() -> None:
    texts = {n: (ROOT / n).read_text(encoding="utf-8") for n in ("LICENSE", "LICENSE-prose", "LICENSE-data")}
    assert texts["LICENSE"].startswith("MIT License")
    assert "CC-BY-4.0" in texts["LICENSE-prose"]
    assert "property of their authors and publishers" in texts["LICENSE-data"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"({name})" in readme for name in texts)


def test_the_wheel_holds_the_package_and_none_of_the_articles(tmp_path: Path) -> None:
    done = python("hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    sources = [p for p in (ROOT / "trstudy").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    shipped = {name_of(path) for path in sources}
    assert shipped <= set(inside)
    outside = [n for n in inside if not n.startswith("trstudy/")]
    assert all(".dist-info/" in n for n in outside), outside
    first_words = [p.read_bytes()[:200] for p in (ROOT / "seeds").glob("*.txt")]
    with zipfile.ZipFile(wheel) as archive:
        held = [n for n in inside for words in first_words if words in archive.read(n)]
    assert len(first_words) >= 5
    assert held == []
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    subprocess.run(
        [sys.executable, "-m", "trstudy", "new", "study", "--sides", "Greece", "Freedonia"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
    )
    copied = {p.name: p.read_bytes() for p in (tmp_path / "study" / "notebooks").iterdir()}
    assert copied == {p.name: p.read_bytes() for p in (ROOT / "notebooks").glob("0*.ipynb")}
    assert (tmp_path / "installed" / "trstudy" / "notebooks").is_dir()


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_and_pictures_of_a_page_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for label, target in re.findall(r"\[([^\]]*)\]\(([^)\s]+)[^)]*\)", text):
        if re.match(r"https?://|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{label}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.M)
            slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, f"{label}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_picture_of_a_page_says_what_it_shows(page: Path) -> None:
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)", page.read_text(encoding="utf-8")):
        assert len(alt) > 20, f"{target} has no description"


# --- notebooks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_a_notebook_is_valid_clean_short_and_defines_nothing(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5), "cell ids need format 4.5"
    ids = [cell["id"] for cell in notebook.cells]
    assert len(set(ids)) == len(ids) <= 50
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", ident) for ident in ids), "ids are words, so that they stay"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count is None and cell.outputs == [] for cell in code), "outputs: make format"
    # the comments around a seminar's solution are not code
    lengths = sorted(sum(not line.startswith("### ") for line in cell.source.splitlines()) for cell in code)
    assert lengths[-1] <= 8
    assert lengths[len(lengths) // 2] <= 3
    if path in OWN:
        assert not any(re.search(r"^\s*(def|class|lambda)\b", cell.source, re.M) for cell in code)


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_a_notebook_has_one_parameters_cell_with_a_comment_for_each(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in tagged[0].source.splitlines():
        assert re.fullmatch(r"[a-z_]+(: [^=]+)? = [^#]+  # .{10,}", line), line


def test_there_are_notebooks_and_pages_to_test() -> None:
    assert [name_of(p) for p in OWN][:1] == ["notebooks/01_corpus.ipynb"]
    assert len(PAGES) >= 3


def test_the_report_that_the_guide_shows_is_one_of_the_study() -> None:
    block = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "reports.md").read_text(encoding="utf-8"), re.S)
    assert block
    shown = tomllib.loads(block[1])["reports"]
    there = tomllib.loads((ROOT / "reports.toml").read_text(encoding="utf-8"))["reports"]
    assert shown.items() <= there.items()
