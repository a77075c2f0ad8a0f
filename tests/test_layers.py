"""The shape of the code: imports go downwards, and what is public says what it is."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import genden_cli

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(genden_cli.__file__).parent
CONTRIBUTING = Path(__file__).parent.parent / "CONTRIBUTING.md"

# Who may import whom: a module those of the lines above its own, and of its own line. The first pattern that fits
# counts.
LAYERS = """
    named_tuple text.english
    diagnostics.problem source.base_text
    parsing.node
    lazy signals
    errors
    diagnostics.registry
    words search_fields
    text.*
    paths
    source.*
    dates.* provenance cycles kinship
    model
    contributors reviews
    field_types
    schema.* json_schema
    parsing.following parsing.characters parsing.surrogates
    parsing.problems parsing.syntax parsing.fixes parsing.nodes parsing.context
    parsing.text_readers parsing.usual_words
    parsing.list_readers parsing.date_readers
    parsing.readers
    load reread edits
    rules.* suppressions
    check recheck diagnostics.* edit.* difference.*
    bibliography.*
    interchange.*
    index.tables index.callbacks index.seal index.counts
    index.word_tables index.passages
    index.search_tables
    index.build
    index.part
    index.update
    index.store
    query.records.*
    query.names.*
    query.search.*
    query.evidence.* query.text.*
    query.method.*
    api
    output.pager output.progress output.settings output.stream
    page.strokes
    page.blocks
    page.*
    chart.*
    pages.*
    output.*
    export.*
    help.*
    cli.*
    console
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
    """Yield what a module imports at run time, at its top or in a function. Imports for annotations are left out."""
    for node in ast.iter_child_nodes(tree):
        if _is_type_checking(node):
            continue
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{each.name}" for each in node.names)
        else:
            yield from imported(node)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported_types(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports for its annotations only."""
    for node in tree.body:
        if _is_type_checking(node):
            yield from imported(ast.Module(node.body, type_ignores=[]))  # type: ignore[attr-defined]


def own(name: str) -> str | None:
    """Return the module of ours that an imported name is or belongs to; None for others and the package itself."""
    package, _, rest = name.partition(".")
    if package != "genden_cli":
        return None
    while rest and rest not in modules():
        if f"{rest}.__init__" in modules():
            return f"{rest}.__init__"
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


def test_types_are_imported_only_downwards() -> None:
    upwards = [
        f"{name} names {to}"
        for name, tree in modules().items()
        for each in imported_types(tree)
        if (to := own(each)) and rank(to) > rank(name)
    ]
    assert sorted(upwards) == []


def test_imports_run_in_no_circle() -> None:
    TopologicalSorter(edges()).prepare()


@pytest.mark.parametrize(
    ("library", "knows_it"),
    [
        ("yaml", {"parsing.nodes"}),
        ("rich", {"output.layout", "output.progress", "output.rows", "output.styles", "output.table"}),
        ("jinja2", {"export.html.environment"}),
        ("click", set()),
        ("pickle", set()),
        ("socket", {"source.web"}),
        ("ssl", {"source.web"}),
        ("http", {"source.web"}),
    ],
)
def test_one_module_knows_a_library(library: str, knows_it: set[str]) -> None:
    users = {name for name, tree in modules().items() if any(each.split(".")[0] == library for each in imported(tree))}
    assert users == knows_it


WRITES = re.compile(
    r"\b(INSERT (OR|INTO)|CREATE (TABLE|INDEX|VIRTUAL|VIEW|TEMP)|UPDATE \w+ SET|DELETE FROM|DROP|ALTER)\b"
    r"(?!( TABLE| INTO)? temp\.)"
)
"""A statement that writes into the index. A table of the connection alone (``temp.``) is none of its tables."""


def texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_tables_are_written_only_where_the_index_is_built() -> None:
    writers = {name for name, tree in modules().items() if any(map(WRITES.search, texts(tree)))}
    built = {
        *(
            "index.build",
            "index.counts",
            "index.passages",
            "index.search_tables",
            "index.store",
            "index.tables",
            "index.word_tables",
        ),
        *("index.part", "index.update", "source.kept_texts"),
    }
    assert writers <= {"export.sqlite_tables", "export.site.search_data", *built}


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


LAYERS_IN_PAGE = re.compile(r"(?<=<!-- layers -->\n```text\n).*?(?=```\n<!-- end -->)", re.DOTALL)


def test_layers_stand_in_the_page_for_contributors(request: pytest.FixtureRequest) -> None:
    page = CONTRIBUTING.read_text(encoding="utf-8")
    current = LAYERS_IN_PAGE.sub(lambda _: dedent(LAYERS).lstrip("\n"), page)
    if request.config.getoption("--update-golden"):
        CONTRIBUTING.write_text(current, encoding="utf-8")
        page = current
    assert LAYERS_IN_PAGE.search(page)
    assert page == current


def test_each_room_is_described_to_contributors() -> None:
    described = re.findall(r"^\| `(\w+)` \|", CONTRIBUTING.read_text(encoding="utf-8"), re.MULTILINE)
    rooms = [each.name for each in PACKAGE.iterdir() if each.is_dir() and each.name != "__pycache__"]
    assert sorted(described) == sorted(rooms)


def test_arrows_of_the_picture_are_imports_and_join_all_rooms_with_code() -> None:
    lines = re.findall(r"^    (\w+) --> (.+)$", CONTRIBUTING.read_text(encoding="utf-8"), re.MULTILINE)
    drawn = {(start, end) for start, ends in lines for end in ends.split(" & ")}
    real = {(name.split(".")[0], to.split(".")[0]) for name, used in edges().items() for to in used}
    assert sorted(drawn - real) == []
    assert {room for arrow in drawn for room in arrow} >= {each.split(".")[0] for each in modules() if "." in each}


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_and_files_that_a_page_names_are_there(name: str) -> None:
    text = (CONTRIBUTING.parent / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://)([^)]+)\)", text)
    links += re.findall(r"`((?:genden_cli|tests|\.ci)/[\w./-]+)`", text)
    trials = {"genden_cli/export/ris.py", "genden_cli/cli/commands/tags.py", "genden_cli/help/colours.md"}
    trials.add("tests/test_export_ris.py")
    assert [each for each in links if each not in trials and not (CONTRIBUTING.parent / each).exists()] == []
