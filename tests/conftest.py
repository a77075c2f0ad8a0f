"""Fixtures of all tests: the program run in-process, golden files, and which tests are quick."""

from __future__ import annotations

import os
import shutil
import sys
from enum import IntEnum
from io import BytesIO, StringIO, TextIOWrapper
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import rich
from hypothesis import is_hypothesis_test, settings

from genden_cli.cli.main import main
from genden_cli.index import store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

pytest_plugins = ("browser", "exporting", "node_packages", "repositories")

# Hypothesis looks into every module while it draws, which loads the lazy ones. Rich changes the state of `random` when
# it loads, so it is loaded before.
rich.get_console()

settings.register_profile("genden", deadline=None)  # no test depends on a clock
settings.load_profile("genden")

TESTS = Path(__file__).parent
FACTS = TESTS / "facts.yaml"
WIDTHS = (30, 40, 60, 80, 100, 132, 160, 250)
"""Widths at which no line of a page may be wider than the terminal."""


class Ran(NamedTuple):
    """What a run of the program left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


SLOW_MODULES = frozenset(
    "test_build test_cite_formats test_completion_in_shells test_pager test_readme".split()
    + "test_scale test_start test_terminal test_update".split()
)
"""Test modules that ask large bases, real shells, pandoc, or a process for each command."""

LARGE_BASES = frozenset({"bundled", "attacked"})
"""Names by which parameters of tests mean the shipped base, and the one with every attack in every field."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test ``slow`` or ``quick``, so that no test has to say which it is."""
    for item in items:
        if item.get_closest_marker("slow") is None and item.get_closest_marker("fuzz") is None:
            item.add_marker("slow" if _is_slow(item) else "quick")


def _is_slow(item: pytest.Item) -> bool:
    """Tell whether a test is slow by its module, by the base that it asks, or as a property that hypothesis tries."""
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return (
        item.path.stem in SLOW_MODULES
        or item.path.parent.name == "tools"
        or any(isinstance(each, str) and each in LARGE_BASES for each in parameters)
        or is_hypothesis_test(getattr(item, "obj", None))
    )


def pytest_make_parametrize_id(val: object) -> str | None:
    """Return a readable name for what pytest would number: ``--help`` instead of ``asked6``."""
    if isinstance(val, IntEnum):
        return val.name.lower()
    if isinstance(val, BaseException):
        return type(val).__name__
    if isinstance(val, dict):
        return _short(f"{key}={each}" for key, each in val.items())
    if isinstance(val, list | tuple):
        return _short(map(str, val))
    if isinstance(val, set | frozenset):
        return _short(sorted(map(str, val)))  # the same in every process
    return None


def _short(parts: Iterable[str]) -> str:
    text = " ".join(parts)
    return f"{text[:59]}…" if len(text) > 60 else text or "none"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite tests/golden/ from what the program prints.")


_numbers = count()


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give every test a cache of its own and an environment that says nothing."""
    cache = tmp_path_factory.getbasetemp() / f"cache-{next(_numbers)}"  # mktemp looks at all folders that there are
    cache.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for name in (
        "GENDEN_BASE",
        "GENDEN_MAX_MIB",
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "TERM",
        "PAGER",
        "GENDEN_PAGER",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build the indexes of the bases that most tests ask, once; no test may write to them."""
    folder = tmp_path_factory.mktemp("indexes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        for base in (str(FACTS), str(TESTS / "hostile.yaml"), None):
            store.connect(base).close()
    built = {file: file.read_bytes() for file in folder.rglob("*.db")}
    yield folder
    assert {file: file.read_bytes() for file in built} == built


@pytest.fixture
def warm(_own_surroundings: None, indexes: Path) -> None:
    """Fill the cache of a test with links to those indexes."""
    shutil.copytree(indexes, os.environ["XDG_CACHE_HOME"], copy_function=os.link, dirs_exist_ok=True)


@pytest.fixture
def genden(monkeypatch: pytest.MonkeyPatch, warm: None) -> Callable[..., Ran]:  # noqa: ARG001 -- fills the cache
    """Run the program on the small base, as if piped, at a width; paths of this machine are left out of its output."""

    def run(*arguments: str, width: int = 100, base: Path | None = FACTS) -> Ran:
        out = TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n")
        err = StringIO()
        with monkeypatch.context() as patch:
            patch.setenv("COLUMNS", str(width))
            patch.setenv("GENDEN_DEBUG", "1")
            if base is not None:
                patch.setenv("GENDEN_BASE", str(base))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main(arguments)
        out.flush()
        printed = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        return Ran(code, *(text.replace(f"{TESTS}/", "") for text in (printed, err.getvalue())))

    return run


@pytest.fixture(scope="module")
def spellings() -> Iterator[sqlite3.Connection]:
    """Give a base of people whose names are written in many ways: ``tests/people.yaml``."""
    connection = store.build_in_memory(str(TESTS / "people.yaml"))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def shipped() -> Iterator[sqlite3.Connection]:
    """Give the base that comes with the program."""
    connection = store.build_in_memory(None)
    yield connection
    connection.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/NAME``; ``--update-golden`` rewrites the file instead."""

    def compare(name: str, text: str) -> None:
        file = TESTS / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"{file} is missing: run pytest --update-golden, and read what it wrote"
        assert text == file.read_bytes().decode("utf-8")

    return compare


@pytest.fixture
def golden_page(golden: Callable[[str, str], None], request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compare a page with ``NAME-100.txt`` and ``NAME-60.txt``, by its width; without the second if it is the same."""

    def compare(name: str, page: Callable[[int], str]) -> None:
        wide, narrow = page(100), page(60)
        golden(f"{name}-100.txt", wide)
        if narrow != wide:
            golden(f"{name}-60.txt", narrow)
            return
        file = TESTS / "golden" / f"{name}-60.txt"
        if request.config.getoption("--update-golden"):
            file.unlink(missing_ok=True)
        assert not file.exists(), f"{file} differs from {name}-100.txt, but the pages no longer do"

    return compare
