"""The shape of the code: imports go downwards, a warm command is light, and what is public says what it is."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS

import genden_cli
from genden_cli.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(genden_cli.__file__).parent

# Who may import whom: a module those of the lines above its own, and of its own line. The first pattern that fits
# counts.
LAYERS = """
    errors
    words
    text.inert
    text.fold text.sounds text.nearness
    text.paragraphs text.slips
    paths
    source_file text_file revisions watch
    dates.* origins
    model
    parsing.characters parsing.syntax parsing.mistakes parsing.nodes
    parsing.readers
    schema json_schema
    load
    rules.* silences
    check diagnostics explain text.locate text.scripts text.sentences edit difference.*
    findable
    build
    index
    query.*
    output.page output.progress output.settings output.stream
    chart.* pages.*
    output.*
    export.*
    cli.*
    __main__
"""
ORDER = [(pattern, rank) for rank, line in enumerate(LAYERS.split("\n")) for pattern in line.split()]


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of each module, by its name within the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield what a module imports when it runs, at its top or in a function; not what only its annotations name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{each.name}" for each in node.names)
        else:
            yield from imported(node)


def own(name: str) -> str | None:
    """Return the module of ours that an imported name is or belongs to; None for others and the package itself."""
    package, _, rest = name.partition(".")
    if package != "genden_cli":
        return None
    while rest and rest not in modules():
        rest = rest.rpartition(".")[0]
    return rest or None


def edges() -> dict[str, set[str]]:
    return {name: {to for each in imported(tree) if (to := own(each))} for name, tree in modules().items()}


def rank(name: str) -> int:
    return next((rank for pattern, rank in ORDER if fnmatch(name, pattern)), -1)


def test_every_module_has_its_layer() -> None:
    assert [name for name in modules() if not name.endswith("__init__") and rank(name) < 0] == []


def test_imports_go_only_downwards() -> None:
    upwards = [f"{name} imports {to}" for name, used in edges().items() for to in used if rank(to) > rank(name)]
    assert sorted(each for each in upwards if "__init__" not in each) == []


def test_imports_run_in_no_circle() -> None:
    TopologicalSorter(edges()).prepare()


@pytest.mark.parametrize(
    ("library", "knows_it"),
    [
        ("yaml", {"parsing.nodes"}),
        ("rich", {"output.layout", "output.progress", "output.table"}),
        ("jinja2", {"export.html.page"}),
        ("click", set()),
        ("pickle", set()),
        ("socket", set()),
    ],
)
def test_one_module_knows_a_library(library: str, knows_it: set[str]) -> None:
    users = {name for name, tree in modules().items() if any(each.split(".")[0] == library for each in imported(tree))}
    assert users == knows_it


WRITES = re.compile(
    r"\b(INSERT (OR|INTO)|CREATE (TABLE|INDEX|VIRTUAL|VIEW|TEMP)|UPDATE \w+ SET|DELETE FROM|DROP|ALTER)\b"
)


def texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_tables_are_written_only_where_the_index_is_built() -> None:
    writers = {name for name, tree in modules().items() if any(map(WRITES.search, texts(tree)))}
    assert writers <= {"build", "findable", "index"}


def public(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield what others may use, with its name: the module, its functions and classes, and their methods."""
    yield "", tree
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            inner = node.body if isinstance(node, ast.ClassDef) else []
            for each in inner:
                if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
                    yield f"{node.name}.{each.name}", each


def test_what_is_public_says_what_it_is() -> None:
    silent = [
        f"{module}: {name}"
        for module, tree in modules().items()
        for name, node in public(tree)
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert silent == []


# What a warm command loads.

LOADED = """
import sys
from genden_cli.cli.main import main
code = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
raise SystemExit(code)
"""

LOADER = {"yaml"} | {f"genden_cli.{name}" for name in "load model build parsing schema dates".split()}
HEAVY = set("rich hashlib asyncio importlib.metadata anyascii jinja2".split())  # difflib, if Typer has not loaded it


def loaded(*arguments: str, **asked: str) -> set[str]:
    command = [sys.executable, "-c", LOADED, "--base", str(FACTS), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")} | asked
    ended = subprocess.run(command, capture_output=True, timeout=60, check=True, env=environment)
    return set(ended.stderr.decode().split())


@pytest.fixture
def _warm() -> None:
    assert "genden_cli.build" in loaded("events")


ASKED = ("timeline", "timeline --claims", "claims", "claim put-out", "claim put-out --without log", "people")
ASKED += ("person brandt", "events", "event dark-night", "sources", "source log", "search lamp", "stats")
ASKED += ("compare dark-night", "read pamphlet", "sources --tree")
FORMATS = ("plain", "json", "jsonl", "csv")
SHARED = {"app", "arguments", "main", "mistyped", "names", "offers", "options"}


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("asked", ASKED)
def test_warm_command_for_a_program_loads_neither_loader_nor_rich(asked: str) -> None:
    for each in FORMATS:
        modules = loaded(*asked.split(), "--format", each)
        assert modules & (LOADER | HEAVY) == set(), each
        assert ("genden_cli.output.table" in modules, "csv" in modules) == (False, each == "csv"), each


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("asked", ASKED)
def test_warm_command_for_a_person_does_not_load_the_loader(asked: str) -> None:
    modules = loaded(*asked.split())
    assert "rich" in modules
    assert modules & (LOADER | {"hashlib"}) == set()


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("asked", ["timeline", "search lamp", "claim put-out", "person brandt", "source log", "stats"])
def test_only_the_command_that_is_asked_for_is_loaded(asked: str) -> None:
    modules = loaded(*asked.split(), "--format", "plain")
    commands = {name.removeprefix("genden_cli.cli.") for name in modules if name.startswith("genden_cli.cli.")}
    assert commands - SHARED == {COMMANDS[asked.split(maxsplit=1)[0]]}
    assert modules.isdisjoint({"json", "csv", "yaml", "decimal"})


@pytest.mark.parametrize("asked", ["cite log", "schema", "export json", "export csl", "export mermaid", "--version"])
def test_what_is_no_table_is_written_without_rich(asked: str) -> None:
    assert "rich" not in loaded(*asked.split())


# Whatever stands before the last word, what answers a command is not what completes it.
QUERIES = {f"genden_cli.query.{name}" for name in ("rows", "names", "spellings", "completion")}
TABBED = (*(f"{name} " for name in COMMANDS), "", "--", "timeline --tag ", "search who:", "claims --person b")


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_loads_neither_loader_nor_rich_nor_what_answers(shell: str) -> None:
    base = {"GENDEN_BASE": str(FACTS)}
    for line in TABBED if shell == "zsh" else TABBED[:3]:
        asked = {"_GENDEN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": f"genden {line}"}
        modules = loaded(**asked, **base)
        assert modules & (LOADER | HEAVY) == set(), line
        assert {each for each in modules if each.startswith("genden_cli.query.")} <= QUERIES, line
        assert not any(each.startswith(("genden_cli.pages", "genden_cli.export.")) for each in modules), line
