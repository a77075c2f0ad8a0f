"""A document under examination from top to bottom: its claims where it makes them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.query.records.fetch import Verdicts
from genden_cli.query.records.sources import Assertion, source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.model import Locator

_NUMBERS: Final = re.compile(r"([0-9]{1,9})(?:\s*[-–]\s*([0-9]{1,9}))?")


class OutlinePart(NamedTuple):
    """The claims that a document makes in one paragraph; None for those that have other locators, or none."""

    paragraph: str | None
    claims: tuple[Assertion, ...]


class DocumentOutline(NamedTuple):
    """A document under examination as its claims, from top to bottom."""

    source: str
    title: str
    parts: tuple[OutlinePart, ...]
    score: Verdicts


def outline(connection: sqlite3.Connection, id_: str) -> DocumentOutline:
    """Return the claims of a document, paragraph by paragraph, then those with other locators or none."""
    record = source(connection, id_)
    placed = sorted(record.claims, key=_order)
    parts = tuple(OutlinePart(at, tuple(claims)) for at, claims in groupby(placed, _paragraph))
    return DocumentOutline(id_, record.title, parts, record.score or Verdicts())


def named_paragraphs(at: Iterable[Locator]) -> tuple[int, int] | None:
    """Return the first and the last paragraph that a locator names: ``26``, ``3-5``."""
    for label, value in at:
        if label == "paragraph" and (found := _NUMBERS.fullmatch(value)):
            return int(found[1]), int(found[2] or found[1])
    return None


def _paragraph(made: Assertion) -> str | None:
    return next((value for label, value in made.at if label == "paragraph"), None)


def _order(made: Assertion) -> tuple[bool, bool, int, str]:
    paragraph = _paragraph(made)
    first, _ = named_paragraphs(made.at) or (0, 0)
    return paragraph is None, not made.at, first, paragraph or ""
