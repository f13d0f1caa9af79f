"""The pair, its fields and its texts live in configuration: neither code nor notebooks name them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent


def toml(path: str) -> dict:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def names() -> set[str]:
    """What is the project's own study's: names of its sides, its arenas, its texts, its codings."""
    actors = toml("trstudy/lexicon/actors.toml")
    sides = [
        name
        for side in actors["default_dyad"]
        for name_list, names in actors[side].items()
        if name_list != "outlets"  # news agencies sign pictures in texts on any subject
        for name in names
        if len(name) > 5 or name in ("Turk", "Turks", "Putin")
    ]
    texts = [
        name
        for entry in toml("seeds/catalogue.toml")["document"]
        for name in (entry["doc_id"], entry["file"])
    ]
    codings = [path.stem for path in (ROOT / "seeds" / "codings").glob("*.tsv")]
    return {*sides, *toml("trstudy/starter/places.toml")["places"], *texts, *codings}


NAMED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, names()), key=len, reverse=True))})(?![\w-])", re.I
)


def said(source: str) -> Iterator[tuple[int, str]]:
    """Every name and text in Python code, less docstrings and the examples in them."""
    tree = ast.parse(source)
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
        elif isinstance(
            node, ast.Name | ast.Attribute | ast.FunctionDef | ast.ClassDef | ast.arg | ast.keyword
        ):
            yield (
                getattr(node, "lineno", 0),
                getattr(node, "id", "")
                or getattr(node, "attr", "")
                or str(getattr(node, "name", "") or getattr(node, "arg", "")),
            )


def test_there_is_something_to_look_for_and_it_would_be_found():
    assert {"Turkey", "Russia", "Erdoğan", "black_sea", "gold_dev", "bechev-2024"} <= names()
    assert [line for line, text in said('"""Turkey."""\nx = f"of Türkiye {y}"\n') if NAMED.search(text)] == [
        2
    ]
    assert [line for line, text in said("def f(x):\n    return x.gold_dev\n") if NAMED.search(text)] == [2]


def test_no_module_names_what_a_study_is_about():
    found = [
        f"{path.relative_to(ROOT)}, line {line}: {text}"
        for path in sorted((ROOT / "trstudy").rglob("*.py"))
        for line, text in said(path.read_text(encoding="utf-8"))
        if NAMED.search(text)
    ]
    assert found == []


def test_no_notebook_of_the_report_names_what_a_study_is_about():
    found = [
        f"{path.name}, {cell['id']}"
        for path in sorted((ROOT / "notebooks").glob("0*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if NAMED.search(cell.source)
    ]
    assert found == []


def test_no_template_names_what_a_study_is_about():
    templates = [p for p in (ROOT / "trstudy").rglob("*.j2") if NAMED.search(p.read_text(encoding="utf-8"))]
    assert templates == []
