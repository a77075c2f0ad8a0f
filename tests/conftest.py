"""What every test may use: the program run in-process, and golden files."""

from __future__ import annotations

import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

from genden_cli.cli.main import main
from genden_cli.index import store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

pytest_plugins = ("browser", "exporting", "node_packages")

settings.register_profile("genden", deadline=None)  # no test depends on a clock
settings.load_profile("genden")

TESTS = Path(__file__).parent
FACTS = TESTS / "facts.yaml"


class Ran(NamedTuple):
    """What a run of the program left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite tests/golden/ from what the program prints.")


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give every test a cache of its own and an environment that says nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for name in ("GENDEN_BASE", "GENDEN_MAX_MIB", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def genden(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
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
