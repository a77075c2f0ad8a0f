"""English grammar for counts, lists and ranges of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_words(items: Sequence[str], last: str = "and") -> str:
    """Return items as an English list: ``A``, ``A and B``, ``A, B and C``."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun: ``1 source``, ``3 sources``."""
    return f"{count} {noun}{'s' * (count != 1)}"


def dashed(numbers: str) -> str:
    """Return numbers with an en dash in their ranges: ``3–4``, ``12v–13r``, ``xii–xv``. A date keeps its hyphens."""
    return re.sub(_RANGE, r"\1–\2", numbers)  # compiled when it is used: few commands show a range


_NUMBER: Final = r"(\w*[0-9]\w*|[ivxlcIVXLC]+)"
_RANGE: Final = rf"(?<![\w-]){_NUMBER}-{_NUMBER}(?![\w-])"
