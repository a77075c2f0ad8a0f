"""Every call of the system fails once under every command that writes: the old file stays whole, and it is said."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import product
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TESTS
from faults import KINDS, Fault, failing

from genden_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

pytestmark = pytest.mark.slow

ANSWERS = [
    *(f"claims --format {each}" for each in ("table", "plain", "json", "jsonl", "csv", "markdown")),
    *(f"export {each}" for each in ("html", "markdown", "json", "csl", "biblatex", "claimreview", "timelinejs")),
    *(f"check {{base}} --format {each}" for each in ("text", "json", "github", "sarif")),
    "export mermaid --of sources",
    "check --explain W207",
    "timeline --chart",
    "person brandt",
    "claim put-out",
    "compare dark-night",
    "search lamp",
    "stats",
    "schema",
    "cite pamphlet",
    "open website",
    "diff {base} {base}",
    "read text.txt",
    "verify pamphlet --text text.txt",
]
EDITS = [
    "new fresh.yaml",
    *(f"add {each} brand-new" for each in ("source", "person", "event", "claim")),
    *(f"--install-completion {each}" for each in ("bash", "zsh", "fish")),
]
COMMANDS = [*(f"{each} -o out" for each in ANSWERS), "export sqlite -o out", *EDITS]
COLD = ["claims --format json -o out", "export sqlite -o out", "verify pamphlet --text text.txt -o out"]
"""Commands that are also run where the base has no index yet."""

LINKED = ["stats -o out", "claims --format json -o out", "export sqlite -o out", "add claim brand-new"]
"""Commands that are also run where each file has a second name, so that they write into it."""

LATE = ("the disk does not confirm that it keeps", "out is complete", "the script is installed")
"""Parts of messages that tell of a file with its new content."""


class World:
    """A folder with a base, a text, a cache, and a file of each name that a command may write."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._is_cold = kind == "cold"
        self.base = folder / "base.yaml"
        self.base.write_bytes(FACTS.read_bytes())
        (folder / "text.txt").write_bytes((TESTS / "article.txt").read_bytes())
        for name in ("out", "out.metadata.json", ".bashrc", ".zshrc"):
            (folder / name).write_text("old\n")
        if kind == "linked":
            for name in ("base.yaml", "out", "out.metadata.json"):
                (folder / f"{name}-linked").hardlink_to(folder / name)
        self.before = self.files()

    def files(self) -> dict[str, bytes]:
        paths = (path for path in self._folder.rglob("*") if path.is_file() and "cache" not in path.parts)
        return {str(path.relative_to(self._folder)): path.read_bytes() for path in paths}

    def restore(self) -> None:
        """Put back what a run changed. A file that it left alone keeps its identity, and so its index."""
        now = self.files()
        for name in now.keys() - self.before.keys():
            (self._folder / name).unlink()
        for name, content in self.before.items():
            if now.get(name) != content:
                (self._folder / name).write_bytes(content)
        if self._is_cold:
            shutil.rmtree(self._folder / "cache", ignore_errors=True)


@pytest.fixture
def worlds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], World]:
    """Return a function that makes a world of a kind.

    In a warm one the base has an index. In a cold one each run builds it. In a linked one all files have two names.
    """
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda kind: World(tmp_path, kind)


def run(genden: Callable[..., Ran], command: str, world: World, fault: Fault) -> Ran:
    world.restore()
    with failing(fault):
        return genden(*command.format(base="base.yaml").split(), base=world.base)


@pytest.mark.parametrize(
    ("kind_of_world", "command"),
    [
        *(("warm", each) for each in COMMANDS),
        *(("cold", each) for each in COLD),
        *(("linked", each) for each in LINKED),
    ],
)
def test_a_call_that_fails_leaves_each_file_old_or_new(
    kind_of_world: str,
    command: str,
    worlds: Callable[[str], World],
    genden: Callable[..., Ran],
) -> None:
    world = worlds(kind_of_world)
    run(genden, command, world, Fault("none"))
    tried = 0
    for kind, errors in KINDS.items():
        counted = Fault(kind)
        usual = run(genden, command, world, counted)
        assert usual.code == Exit.DONE, usual.err
        after = world.files()
        assert after != world.before
        for error, at in product(errors, range(1, counted.calls + 1)):
            ran = run(genden, command, world, Fault(kind, at, error))
            judge(ran, world, after, f"{kind} {at} of {counted.calls}, {os.strerror(error)}: {ran.err}")
            tried += 1
    sys.stdout.write(f"{tried} calls failed\n")  # pytest -rP shows it


def judge(ran: Ran, world: World, after: dict[str, bytes], place: str) -> None:
    """Fail unless a run did all, or said that it did nothing and did nothing."""
    files = world.files()
    if ran.code == Exit.DONE:
        assert files == after, place
        return
    assert ran.code == Exit.BASE, place
    assert ran.err.startswith("genden: "), place
    assert "Traceback" not in ran.err, place
    if any(words in ran.err for words in LATE):
        assert all(files[name] in (world.before.get(name), after.get(name)) for name in files), place
        assert files.keys() <= after.keys(), place
    else:
        assert files == world.before, place
