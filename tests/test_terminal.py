"""A real terminal of 80 columns and 24 lines: what stands on the screen after a command."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pexpect
import pytest
import yaml
from conftest import FACTS
from outside import GENDEN, interrupts

from genden_cli.errors import Exit
from genden_cli.paths import bundled_facts

if TYPE_CHECKING:
    from collections.abc import Callable

HEIGHT = 24

needs_less = pytest.mark.skipif(shutil.which("less") is None, reason="there is no less")


@pytest.fixture
def terminal(tmp_path: Path, warm: None) -> Callable[..., Any]:  # noqa: ARG001 -- fills the cache
    """Start the program in a terminal of 80 columns and 24 lines, with nothing but its own settings for a pager."""

    def start(*arguments: str, **environment: str) -> Any:
        own = {
            key: value for key, value in os.environ.items() if key not in ("PAGER", "GENDEN_PAGER", "LESS", "COLUMNS")
        }
        own |= {"TERM": "xterm", "LESSHISTFILE": "-", "GENDEN_BASE": str(FACTS)}
        program, *rest = GENDEN
        with interrupts():
            return pexpect.spawn(
                program,
                [*rest, *arguments],
                env={**own, **environment},
                dimensions=(HEIGHT, 80),
                encoding="utf-8",
                timeout=20,
                cwd=tmp_path,
            )

    return start


def screen(text: str) -> list[str]:
    """Return the lines that a terminal shows, without its colours."""
    plain = (
        re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x1b\x07]*(\x1b\\|\x07)|\x1b[>=]|\x07", "", text)
        .replace("\r\n", "\n")
        .replace("\r", "")
    )
    return plain.split("\n")


def ended(child: Any) -> tuple[int | None, list[str]]:
    """Return the exit code of a program that ends by itself, and the lines that it printed."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, screen(child.before)


@needs_less
@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("claim", "slap"), ("Genden slapped Stalin in the face.", "? unproven", "Because", "Evidence")),
        (("person", "genden"), ("Peljidiin Genden", "26 Nov 1937", "Prime minister, 1932")),
        (("source", "viral"), ("What is wrong or unproven, the worst first", "✗ refuted", "para. ")),
        (("read", "viral"), ("What is wrong or unproven, the worst first", "✗ refuted", "para. ")),
        (("compare", "confrontation"), ("A ? unproven", "What this tells us")),
    ],
)
def test_what_matters_most_stands_on_the_first_screen(
    command: tuple[str, ...], shown: tuple[str, ...], terminal: Callable[..., Any]
) -> None:
    child = terminal(*command, GENDEN_BASE="")
    child.expect("\n:")  # less waits below the first screen
    lines = screen(child.before)
    assert len(lines) <= HEIGHT
    assert max(map(len, lines)) <= 80
    assert [each for each in shown if each not in " ".join(" ".join(lines).split())] == []
    child.send("q")
    assert ended(child)[0] == Exit.DONE


@needs_less
def test_verdict_and_reason_stay_on_the_screen_when_the_pager_is_left(terminal: Callable[..., Any]) -> None:
    child = terminal("claim", "slap", GENDEN_BASE="")
    child.expect("\n:")
    child.send("q")
    child.expect(pexpect.EOF)
    assert "\x1b[?1049" not in child.before  # no other screen that vanishes


@pytest.mark.parametrize(
    "format_", ["html", "json", "markdown", "csl", "biblatex", "claimreview", "timelinejs", "mermaid"]
)
def test_export_to_a_terminal_asks_for_a_file(format_: str, terminal: Callable[..., Any]) -> None:
    code, lines = ended(terminal("export", format_))
    assert code == Exit.USAGE
    assert len(lines) <= 6
    assert "-o" in " ".join(lines)
    assert "Traceback" not in " ".join(lines)


def test_export_that_is_asked_to_prints_to_a_terminal(terminal: Callable[..., Any]) -> None:
    code, lines = ended(terminal("export", "csl", "-o", "-"))
    assert code == Exit.DONE
    assert len(lines) > 6


@pytest.mark.parametrize(
    "line",
    [
        "--base A --base B claims",
        "claims --base A --base B",
        "-b A -b B claims",
        "claims -b A --base=B",
        "--format json --format csv claims",
        "claims -o a -o b",
    ],
)
def test_option_with_one_value_is_refused_twice(line: str, terminal: Callable[..., Any]) -> None:
    code, lines = ended(terminal(*line.replace("A", str(FACTS)).replace("B", str(FACTS)).split()))
    assert code == Exit.USAGE
    assert re.search("is given twice; it takes one value", " ".join(" ".join(lines).split()))


def test_number_of_rows_is_told_on_a_terminal(terminal: Callable[..., Any]) -> None:
    count = len(yaml.safe_load(Path(bundled_facts()).read_text(encoding="utf-8"))["claims"])
    code, lines = ended(terminal("claims", "--limit", "3", GENDEN_BASE=""))
    assert code == Exit.DONE
    assert f"3 of {count} claims; --limit shows more" in lines


def test_terminal_without_less_shows_the_whole_answer(terminal: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    child = terminal("claim", "put-out", PATH=str(folder))
    code, lines = ended(child)
    assert code == Exit.DONE
    assert "Ana Brandt put out the lamp with her own hands." in lines[0]
