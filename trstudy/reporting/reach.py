"""What of the package a notebook or a maker can reach: the files whose change can change what comes out.

Nothing is run to find out. A module reaches what it imports, wherever in it the import stands, and what its
strings name: modules that are imported by name, and files. Imports for type checkers alone do not count.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import trstudy
from trstudy.reporting.manifest import digest

_UNSEEN = {"__import__", "import_module", "exec", "eval"}  # calls that may bring in anything


class Code:
    """The files of a package, and which of its modules may bring in which.

    Parameters
    ----------
    package
        The package's folder.
    """

    def __init__(self, package: Path = Path(trstudy.__file__).parent) -> None:
        paths = (p for p in sorted(package.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)
        self._files = {p.relative_to(package.parent).as_posix(): p for p in paths}
        self._modules = {_dotted(name): name for name in self._files if name.endswith(".py")}
        self._named = re.compile(rf"\b{re.escape(package.name)}(?:\.\w+)+\.?")
        self._words: dict[str, set[str]] = {}
        self._read_by: dict[str, set[str]] = {}
        self._found: dict[frozenset[str] | None, dict[str, str]] = {}
        self._hashes: dict[str, str] = {}

    def reached(self, modules: Iterable[str] | None) -> dict[str, str]:
        """Return the hash of each file that these modules can reach, by its name.

        Parameters
        ----------
        modules
            Names of modules, of other packages too; None stands for all, where nobody can tell.
        """
        asked = None if modules is None else frozenset(modules)
        if asked not in self._found:
            seen = self._followed(self._modules if asked is None else asked)
            names = {self._modules[module] for module in seen}
            names |= {file for file, readers in self._readers().items() if readers & seen}
            self._found[asked] = {name: self._hash(name) for name in sorted(names)}
        return self._found[asked]

    def holds(self, hashes: Mapping[str, str]) -> bool:
        """Tell whether each of the files is there as its hash says."""
        return all(file in self._files and self._hash(file) == told for file, told in hashes.items())

    def __contains__(self, module: str) -> bool:
        return module in self._modules

    def _followed(self, modules: Iterable[str]) -> set[str]:
        """Return those modules of the package that can take part when these are imported."""
        queue, seen = list(modules), set[str]()
        while queue:
            name = queue.pop()
            if name.endswith("."):  # the beginning of a name that is put together when the code runs
                queue += [module for module in self._modules if module.startswith(name)]
            elif name in self._modules and name not in seen:
                seen.add(name)
                queue += self._said_by(name)
            if "." in name:
                queue.append(name.rpartition(".")[0])  # an outer package, or the module of a function
        return seen

    def _readers(self) -> dict[str, set[str]]:
        """Return, for each file that is no module, the modules that may read it.

        They are those that name it or a folder of it; if none does, all of the package that it lies in.
        """
        if not self._read_by:
            sayers: dict[str, set[str]] = defaultdict(set)
            for module in self._modules:
                for word in self._said_by(module):
                    sayers[word].add(module)
            for file in self._files.keys() - set(self._modules.values()):
                parts = file.split("/")
                inner = next(n for n in range(len(parts) - 1, 0, -1) if ".".join(parts[:n]) in self._modules)
                near = ".".join(parts[:inner])
                naming = set().union(*(sayers[part] for part in parts[inner:]))
                self._read_by[file] = naming or {m for m in self._modules if f"{m}.".startswith(f"{near}.")}
        return self._read_by

    def _said_by(self, module: str) -> set[str]:
        if module not in self._words:
            tree = ast.parse(self._files[self._modules[module]].read_bytes())
            self._words[module] = {w for word in _words(tree) for w in [*self._named.findall(word), word]}
        return self._words[module]

    def _hash(self, file: str) -> str:
        if file not in self._hashes:
            self._hashes[file] = digest(self._files[file].read_bytes())
        return self._hashes[file]


def imported(source: str) -> set[str] | None:
    """Return what the code of a notebook brings in by name; None if it could bring in anything.

    Parameters
    ----------
    source
        Its code cells. With magics or commands for a shell in them, nobody can tell.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    called = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)}
    return None if called & _UNSEEN else set(_words(tree))


def _words(tree: ast.AST) -> Iterator[str]:
    """Yield the names that are imported, the strings, and the parts of those that are paths."""
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            nodes += node.orelse
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from {node.value, *node.value.split("/")}
        nodes += ast.iter_child_nodes(node)


def _dotted(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
