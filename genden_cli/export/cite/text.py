"""References as plain text. The number of a note stands in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.export.runs import Run, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBERS_FOOTNOTES: Final = False
"""Whether footnotes of sources have numbers."""


def paragraph(pieces: Iterable[Run | int], first: int, key: str) -> str:
    """Return a paragraph. ``first`` is the number of its first note; ``key`` is of no use here."""
    del key
    return "".join(plain((each,)) if isinstance(each, Run) else f"[{first + each}]" for each in pieces)


def notes(texts: Iterable[Sequence[Run]], first: int, key: str) -> str:
    """Return notes, one a line."""
    del key
    return "\n".join(f"[{n}] {plain(each)}" for n, each in enumerate(texts, first))


def footnotes(texts: Iterable[Sequence[Run]], first: int) -> str:
    """Return the footnotes of sources, one a line, ready to paste."""
    del first
    return entries(texts)


def entries(texts: Iterable[Sequence[Run]]) -> str:
    """Return the entries of a bibliography, one a line."""
    return "\n".join(map(plain, texts))
