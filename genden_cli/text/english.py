"""English grammar for counts and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_words(items: Sequence[str], last: str = "and") -> str:
    """Return items as an English list: ``A``, ``A and B``, ``A, B and C``."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun: ``1 source``, ``3 sources``."""
    return f"{count} {noun}{'s' * (count != 1)}"
