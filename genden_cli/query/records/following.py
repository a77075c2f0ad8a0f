"""Rows that belong to others, read beside them: two statements in one order, and nothing is held but one record."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


class ChildRows:
    """Rows that belong to others: each begins with the number of the row that it belongs to, and they follow it."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, number: int) -> tuple[Any, ...]:
        """Return what belongs to this number, without it; to be asked for one number after the other."""
        if self._next is None or self._next[0] != number:
            return ()
        rows = tuple(row[1:] for row in self._next[1])
        self._next = next(self._groups, None)
        return rows


def firsts(rows: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the first column of rows."""
    return tuple(row[0] for row in rows)


def seconds(rows: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the second column of rows."""
    return tuple(row[1] for row in rows)


def grouped(rows: tuple[Any, ...]) -> dict[Any, tuple[Any, ...]]:
    """Return rows by their first column, in order of its first appearance, without it."""
    found: dict[Any, tuple[Any, ...]] = {}
    for key, *row in rows:
        found[key] = (*found.get(key, ()), tuple(row))
    return found
