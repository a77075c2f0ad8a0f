"""The bar while an index is made: for a person who waits, and gone when the answer comes."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS

from genden_cli.index import store
from genden_cli.output import progress
from genden_cli.output.progress import ProgressBar

if TYPE_CHECKING:
    from pathlib import Path


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, stream: StringIO, *, patience: float) -> str:
    """Return what making an index draws on a stream."""
    monkeypatch.setattr(sys, "stderr", stream)
    with ProgressBar(patience=patience) as told:
        store.connect(str(FACTS), on_progress=told).close()
    return stream.getvalue()


def test_what_takes_long_is_drawn_and_vanishes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(monkeypatch, Terminal(), patience=0)
    assert "reading the fact base" in text
    assert text.endswith("\x1b[2K")  # the line is erased


@pytest.mark.parametrize("stream", [Terminal(), StringIO()], ids=["soon", "nobody"])
def test_what_is_soon_there_or_nobody_sees_is_not_drawn(monkeypatch: pytest.MonkeyPatch, stream: StringIO) -> None:
    assert drawn(monkeypatch, stream, patience=0 if type(stream) is StringIO else 1e9) == ""


def test_dumb_terminal_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert drawn(monkeypatch, Terminal(), patience=0) == ""


def test_what_is_done_only_grows(tmp_path: Path) -> None:
    base = tmp_path / "facts.yaml"
    base.write_bytes(FACTS.read_bytes())
    told: list[float] = []
    store.connect(str(base), on_progress=told.append).close()
    assert told == sorted(told)
    assert told[-1] == 1


def test_bar_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    with ProgressBar(patience=0) as told:
        for share in (0.1, 0.5):
            told(share)
    assert "10%" in terminal.getvalue()
    assert "50%" in terminal.getvalue()
