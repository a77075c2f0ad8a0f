"""Rows of an answer: a label and a text each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def several(label: str, lines: Sequence[str], most: int = 4) -> Iterator[tuple[str, str]]:
    """Yield rows for the first lines, and how many more there are; only the first row has the label."""
    shown = list(lines[:most])
    if len(lines) > most:
        shown.append(f"and {len(lines) - most} more")
    yield from ((label if not number else "", line) for number, line in enumerate(shown))
