"""Every page at every width of a terminal, and whatever else the variables for its size may hold."""

from __future__ import annotations

import os
import pty
import sys
import termios
from typing import TYPE_CHECKING, Final

import pytest
from conftest import FACTS, TESTS
from rich.cells import cell_len

from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.output.progress import ProgressBar
from genden_cli.paths import bundled_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

ASKED: Final = (
    "timeline",
    "timeline --claims",
    "timeline --chart",
    "timeline --chart --person brandt",
    "person brandt",
    "person brandt --all",
    "people",
    "event dark-night",
    "event dark-night --all",
    "events",
    "events --variants",
    "claim put-out",
    "claim put-out --all",
    "claim put-out --without log",
    "claims",
    "source log",
    "source log --all",
    "sources",
    "sources --tree",
    "compare dark-night",
    "compare dark-night --all",
    "read pamphlet",
    "read pamphlet --all",
    "read text.txt --as pamphlet",
    "read text.txt --as pamphlet --missing",
    "verify pamphlet --text text.txt --near",
    "search lamp",
    "stats",
    "diff {hostile}",
    "cite log",
    "open pamphlet --print",
    "check",
    "check {hostile}",
    "check --explain W207",
    "help",
    "help dates",
    "--help",
    "claims --help",
)
"""Each command that prints a page, on the small base."""

WIDEST: Final = 120
NARROWEST: Final = 20
"""A page is laid out for at least so many columns."""

NO_TABLE: Final = ("cite", "open", "check", "help", "--help", "claims --help")
"""Their lines are text that the terminal wraps."""


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.txt").write_text("One winter night she put out the lamp.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("options", ["", "--ascii", "--color always"])
@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.usefixtures("text")
def test_page_is_drawn_at_every_width(asked: str, options: str, genden: Callable[..., Ran]) -> None:
    arguments = asked.format(hostile=TESTS / "hostile.yaml").split()
    if options and asked.startswith(NO_TABLE):
        return
    step = 7 if options.startswith("--color") else 1  # colour does not change the layout
    for width in range(1, WIDEST + 1, step):
        ran = genden(*arguments, *options.split(), width=width)
        assert ran.code in (Exit.DONE, Exit.NO), (width, ran.err)
        assert ran.out
        if not asked.startswith(NO_TABLE) and not options.startswith("--color"):
            widest = max(map(cell_len, ran.out.splitlines()))
            assert widest <= max(width, NARROWEST), (width, max(ran.out.splitlines(), key=cell_len))


@pytest.mark.slow
@pytest.mark.parametrize("width", [18, 24, 29])
def test_difference_of_many_changes_is_drawn_in_a_narrow_terminal(width: int, genden: Callable[..., Ran]) -> None:
    """Long words in many columns leave the narrowest of them no room."""
    ran = genden("diff", bundled_facts(), width=width)
    assert ran.code == Exit.DONE, ran.err
    assert max(map(cell_len, ran.out.splitlines())) <= max(width, NARROWEST)


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["timeline", "events", "diff {hostile}", "timeline --chart"])
def test_page_is_drawn_in_a_terminal_of_every_width(asked: str, terminal: int) -> None:
    arguments = asked.format(hostile=TESTS / "hostile.yaml").split()
    for width in range(1, WIDEST + 1):
        termios.tcsetwinsize(terminal, (24, width))
        assert main([*arguments, "--base", str(FACTS)]) == Exit.DONE, width


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Give a pseudo-terminal as standard output; all that is written to it is read and dropped."""
    reading, writing = pty.openpty()
    child = os.fork()
    if child == 0:
        os.close(writing)
        try:
            while os.read(reading, 1 << 16):
                pass
        except OSError:
            pass
        os._exit(0)
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        yield writing
    os.waitpid(child, 0)


ODD: Final = ("9" * 4301, "0" * 4301, "²", "٣", "８０", " 80", "+80", "8e1", "-1", "0", "")


@pytest.mark.slow
@pytest.mark.parametrize("value", ODD, ids=lambda value: ascii(value[:8]))
@pytest.mark.parametrize("variable", ["COLUMNS", "LINES", "JUPYTER_COLUMNS"])
@pytest.mark.usefixtures("warm")
def test_any_value_of_the_variables_for_the_size_gives_an_answer(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable, value)
    for asked in ("timeline", "timeline --chart", "stats", "--help", "check"):
        arguments = asked.split() if asked == "--help" else [*asked.split(), "--base", str(FACTS)]
        assert main(arguments) == Exit.DONE
        assert "mistake" not in capsys.readouterr().err


@pytest.mark.parametrize("value", ODD, ids=lambda value: ascii(value[:8]))
def test_progress_bar_ignores_the_variables_for_the_size(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", value)
    monkeypatch.setenv("LINES", value)
    with ProgressBar(patience=-1) as bar:
        bar._visible = True  # noqa: SLF001 -- standard error of the tests is no terminal
        bar(0.5)
