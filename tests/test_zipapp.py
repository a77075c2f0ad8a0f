"""A zipapp reads its own texts, SQL and fact base, and says so if it cannot unpack them."""

from __future__ import annotations

import os
import signal
import sys
import zipapp
from importlib import import_module
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TESTS
from outside import Ended, run

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a zipapp of the package. Its dependencies come from this Python."""
    folder = tmp_path_factory.mktemp("zipapp")
    copytree(TESTS.parent / "genden_cli", folder / "files" / "genden_cli", ignore=ignore_patterns("__pycache__"))
    copy(TESTS.parent / "facts.yaml", folder / "files" / "genden_cli")
    copy(TESTS.parent / "genden_start.py", folder / "files")
    zipapp.create_archive(folder / "files", folder / "genden.pyz", main="genden_start:run")
    return folder / "genden.pyz"


@pytest.fixture
def ask(archive: Path, tmp_path: Path) -> Callable[..., Ended]:
    """Run the zipapp. Its folder is no checkout, so that the package cannot come from there."""
    code = "import runpy, sys; sys.path = [each for each in sys.path if each != sys.argv[1]]; sys.argv[:2] = []; "
    code += "sys.path.insert(0, sys.argv[0]); runpy.run_path(sys.argv[0], run_name='__main__')"
    return lambda *words: run([sys.executable, "-P", "-c", code, str(TESTS.parent), archive, *words], cwd=tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ("help", "dates"),
        ("new", "-"),
        ("--help",),
        ("--show-completion", "fish"),
        ("check", "--explain", "E014"),
        ("timeline", "--base", str(FACTS)),
        ("export", "html", "--base", str(FACTS)),
    ],
    ids=" ".join,
)
def test_zipapp_has_the_answers_of_the_package(words: tuple[str, ...], ask: Callable[..., Ended]) -> None:
    assert ask(*words) == run([sys.executable, "-P", "-m", "genden_cli", *words])


def test_database_is_exported(ask: Callable[..., Ended], tmp_path: Path) -> None:
    assert ask("export", "sqlite", "-o", "facts.db", "--base", str(FACTS)) == (0, b"", b"")
    assert (tmp_path / "facts.db").stat().st_size > 0


def test_bundled_base_is_that_of_the_archive(ask: Callable[..., Ended]) -> None:
    for _ in range(2):
        ended = ask("timeline", "--format", "plain")
        assert (ended.code, ended.err) == (0, b"")
        assert ended.out
    caches = Path(os.environ["XDG_CACHE_HOME"], "genden")
    (folder,) = caches.glob("zipapp-*")
    assert folder.stat().st_mode & 0o077 == 0
    (index,) = caches.glob("*.db")
    assert folder.name in index.name.replace("_", "-")


def test_folder_that_cannot_be_made_is_named(archive: Path) -> None:
    ended = run([sys.executable, archive, "--version"], environment={"XDG_CACHE_HOME": "/dev/null"})
    assert (ended.code, ended.out) == (3, b"")
    assert ended.err.decode().splitlines() == [
        f"genden: cannot unpack {str(archive)!r} into '/dev/null/genden': Not a directory",
        "set XDG_CACHE_HOME to a folder that you can write to",
    ]


# The function that unpacks, in this process: coverage does not see a zipapp.


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a cache folder without files."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "genden"


@pytest.fixture
def unpacked() -> Callable[[str], str]:
    """Return the function of the console script, which leaves Ctrl-C alone while it is ignored."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return import_module("genden_start").unpacked  # type: ignore[no-any-return]
    finally:
        signal.signal(signal.SIGINT, before)


def test_archive_is_unpacked_once(archive: Path, cache: Path, unpacked: Callable[[str], str]) -> None:
    folder = Path(unpacked(str(archive)))
    (folder / "genden_cli" / "facts.yaml").unlink()
    assert unpacked(str(archive)) == str(folder)
    assert not (folder / "genden_cli" / "facts.yaml").exists()
    assert list(cache.iterdir()) == [folder]


def test_slower_process_takes_what_another_unpacked(
    archive: Path, cache: Path, unpacked: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(draft: str, folder: str) -> None:
        os.mkdir(folder)
        raise FileExistsError(draft)

    monkeypatch.setattr(os, "rename", rename)
    folder = unpacked(str(archive))
    assert [str(each) for each in cache.iterdir()] == [folder]


def test_folder_that_others_can_write_to_is_refused(
    archive: Path, cache: Path, unpacked: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    with pytest.raises(SystemExit, match="3"):
        unpacked(str(archive))
    assert "others can write to it" in capsys.readouterr().err
    assert list(cache.iterdir()) == []
