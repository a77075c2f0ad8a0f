"""English grammar for counts, lists and ranges of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def join_words(items: Sequence[str], last: str = "and") -> str:
    """Return items as an English list: ``A``, ``A and B``, ``A, B and C``."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun: ``1 source``, ``3 sources``, ``3 people``."""
    return f"{count} {numbered(noun, count)}"


def numbered(noun: str, count: int) -> str:
    """Return a noun as it stands after a count: ``copy`` after 1, ``copies`` after 2."""
    if count == 1:
        return noun
    if noun.endswith("person"):
        return f"{noun.removesuffix('person')}people"
    return f"{noun[:-1]}ies" if noun.endswith(("py", "ry")) else f"{noun}s"


def with_noun(noun: str, counts: Iterable[str]) -> list[str]:
    """Return the counts that are not empty, with their noun in the first: ``2 items for``, ``1 silent``."""
    first, *others = [*filter(None, counts), ""]
    number, _, rest = first.partition(" ")
    return [f"{count_noun(int(number), noun)} {rest}", *others[:-1]] if first else []


def count_of(count: int, total: int, noun: str) -> str:
    """Return a part of a number of things: ``1 of 3 quotes``, ``1 of 1 quote``."""
    return f"{count} of {count_noun(total, noun)}"


def dashed(numbers: str) -> str:
    """Return numbers with an en dash in their ranges: ``3–4``, ``12v–13r``, ``xii–xv``. A date keeps its hyphens."""
    return re.sub(_RANGE, r"\1–\2", numbers)  # compiled when it is used: few commands show a range


_NUMBER: Final = r"(\w*[0-9]\w*|[ivxlcIVXLC]+)"
_RANGE: Final = rf"(?<![\w-]){_NUMBER}-{_NUMBER}(?![\w-])"
