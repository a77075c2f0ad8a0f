"""What the reader asked for, and what the terminal can do."""

from __future__ import annotations

import os
import sys
import termios
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

import pytest

from genden_cli.output.settings import Detail, Settings, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIPED = Settings(
    "table", None, color=False, ascii=False, width=100, terminal=False, file="facts.yaml", detail=Detail.SHORT
)
SEEN = PIPED._replace(color=True, width=70, terminal=True, pager=True)


def asked(stdout: TextIO, *, stderr: TextIO | None = None, stdin: TextIO | None = None, **options: Any) -> Settings:
    given = {"format": "table", "output": None, "color": "auto", "ascii": False, "file": "facts.yaml"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stdout)
        patch.setattr(sys, "stderr", stderr or StringIO())
        patch.setattr(sys, "stdin", stdin or StringIO())
        return settings(**{**given, **options})


@pytest.fixture
def pipe() -> Iterator[TextIO]:
    reading, writing = os.pipe()
    with open(reading, "rb"), open(writing, "w", encoding="utf-8") as stream:
        yield stream


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """Give a terminal that is 70 cells wide."""
    master, slave = os.openpty()
    termios.tcsetwinsize(slave, (24, 70))
    with open(master, "rb"), open(slave, "w", encoding="utf-8") as stream:
        yield stream


@pytest.mark.parametrize(
    ("options", "environment", "wanted"),
    [
        ({}, {}, PIPED),
        ({"color": "always"}, {}, PIPED._replace(color=True)),
        ({"color": "always"}, {"NO_COLOR": "1", "TERM": "dumb"}, PIPED._replace(color=True)),
        ({}, {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TTY_COMPATIBLE": "1"}, PIPED),
        ({"ascii": True}, {}, PIPED._replace(ascii=True)),
        ({"format": "csv", "output": "a.csv"}, {}, PIPED._replace(format="csv", output="a.csv", detail=Detail.WHOLE)),
        ({}, {"COLUMNS": "72"}, PIPED._replace(width=72)),
        ({}, {"COLUMNS": "1"}, PIPED._replace(width=20)),
        ({}, {"COLUMNS": "99999999999999999999"}, PIPED._replace(width=1000)),
        *(({}, {"COLUMNS": odd}, PIPED) for odd in ("", "0", "-5", "+5", " 80", "8e1", "wide", "８０", "0000000080")),
    ],
)
def test_in_a_pipe_there_are_no_colours_and_the_width_is_given(
    monkeypatch: pytest.MonkeyPatch,
    pipe: TextIO,
    options: dict[str, Any],
    environment: dict[str, str],
    wanted: Settings,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert asked(pipe, **options) == wanted


@pytest.mark.parametrize(
    ("options", "environment", "wanted"),
    [
        ({}, {}, SEEN),
        ({"color": "never"}, {}, SEEN._replace(color=False)),
        ({}, {"NO_COLOR": "1"}, SEEN._replace(color=False)),
        ({}, {"NO_COLOR": ""}, SEEN),
        ({}, {"TERM": "dumb"}, SEEN._replace(color=False, pager=False)),
        ({"no_pager": True}, {}, SEEN._replace(pager=False)),
        ({"output": "-"}, {}, SEEN._replace(output="-")),
        ({}, {"TERM": "xterm-256color"}, SEEN),
        ({"output": "a.txt"}, {}, PIPED._replace(output="a.txt")),
        ({}, {"COLUMNS": "33"}, SEEN._replace(width=33)),
    ],
)
def test_on_a_terminal_there_are_colours_and_its_width(
    monkeypatch: pytest.MonkeyPatch,
    terminal: TextIO,
    options: dict[str, Any],
    environment: dict[str, str],
    wanted: Settings,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert asked(terminal, **options) == wanted


@pytest.mark.parametrize("stream", ["stderr", "stdin"])
def test_through_a_pager_the_page_is_as_wide_as_the_terminal_that_looks_on(
    pipe: TextIO, terminal: TextIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    seen = {stream: terminal}
    assert asked(pipe, **seen) == PIPED._replace(width=70)
    assert asked(pipe, **seen, output="a.txt").width == 100
    with open(tmp_path / "a.txt", "w", encoding="utf-8") as file:
        assert asked(file, **seen) == PIPED
    termios.tcsetwinsize(terminal, (24, 0))
    assert asked(pipe, **seen) == PIPED
    monkeypatch.setenv("COLUMNS", "33")
    assert asked(pipe, **seen).width == 33


def test_where_standard_error_or_input_is_closed_a_pipe_is_as_wide_as_ever(pipe: TextIO) -> None:
    closed = StringIO()
    closed.close()
    assert asked(pipe, stderr=closed, stdin=closed) == PIPED


@pytest.mark.parametrize(("columns", "width"), [(1, 20), (0, 80), (300, 300)])
def test_terminal_of_an_odd_width_gives_one_to_read_at(terminal: TextIO, columns: int, width: int) -> None:
    termios.tcsetwinsize(terminal, (24, columns))
    assert asked(terminal).width == width


def test_terminal_without_a_size_is_as_wide_as_ever() -> None:
    class Screen(StringIO):
        encoding = "UTF-8"

        def isatty(self) -> bool:
            return True

    assert asked(Screen()) == SEEN._replace(width=80)


@pytest.mark.parametrize(
    ("encoding", "ascii_"),
    [("utf-8", False), ("UTF8", False), ("utf-16", False), ("ascii", True), ("latin-1", True), ("cp1252", True)],
)
def test_signs_are_drawn_in_ascii_where_the_encoding_lacks_them(encoding: str, *, ascii_: bool) -> None:
    stdout = TextIOWrapper(BytesIO(), encoding=encoding)
    assert asked(stdout).ascii is ascii_
    assert asked(stdout, output="a.txt").ascii is False


def test_stream_that_knows_no_encoding_is_drawn_in_ascii() -> None:
    assert asked(StringIO()) == PIPED._replace(ascii=True)
