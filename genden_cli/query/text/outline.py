"""The claims of a document under examination, in the order of its paragraphs.

It needs no text of the document: the order comes from the locators of the base.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import Verdicts
from genden_cli.query.records.sources import Assertion, source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.model import Locator

_NUMBERS: Final = re.compile(r"([0-9]{1,9})(?:\s*[-–]\s*([0-9]{1,9}))?")


class OutlinePart(NamedTuple):
    """The claims of one paragraph. ``paragraph`` is None for claims without such a locator."""

    paragraph: str | None
    claims: tuple[Assertion, ...]


class DocumentOutline(NamedTuple):
    """A document under examination as a list of its claims, from top to bottom."""

    source: str
    title: str
    parts: tuple[OutlinePart, ...]
    score: Verdicts


def outline(connection: sqlite3.Connection, id_: str) -> DocumentOutline:
    """Return the claims of a document by paragraph, and last those without a paragraph."""
    record = source(connection, id_)
    placed = sorted(record.claims, key=_sort_key)
    parts = tuple(OutlinePart(at, tuple(claims)) for at, claims in groupby(placed, _paragraph))
    return DocumentOutline(id_, record.title, parts, record.score or Verdicts())


def paragraph_range(at: Iterable[Locator]) -> tuple[int, int] | None:
    """Return the first and the last paragraph that a locator names, as in ``26`` or ``3-5``; else None."""
    for label, value in at:
        if label == "paragraph" and (found := _NUMBERS.fullmatch(value)):
            return int(found[1]), int(found[2] or found[1])
    return None


def _paragraph(assertion: Assertion) -> str | None:
    return next((value for label, value in assertion.at if label == "paragraph"), None)


def _sort_key(assertion: Assertion) -> tuple[bool, bool, int, str]:
    paragraph = _paragraph(assertion)
    first, _ = paragraph_range(assertion.at) or (0, 0)
    return paragraph is None, not assertion.at, first, paragraph or ""
