"""The ids of imported sources: from the keys of citations, else from author and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli import contributors, schema
from genden_cli.dates import edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.bibliography.references import Reference

_ID: Final = re.compile(schema.ID.pattern)
_LONGEST: Final = 64
_MACHINE_MADE: Final = re.compile(r"https?:.*|item-?[0-9]+|[0-9]+|rn[0-9]+|[^a-z]*[0-9]{6,}[^a-z]*", re.IGNORECASE)
"""Keys that a program numbers or makes from an address. They mean nothing to a reader."""

_TITLE_WORDS: Final = 3


class FreeIds:
    """The ids that references get: ``kotkin-2017``, then ``kotkin-2017b``; none that a record has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._candidates: dict[str, Iterator[str]] = {}

    def take(self, reference: Reference) -> str:
        """Return a free id for a reference; from then on it is taken."""
        first = _first_choice(reference)
        candidates = self._candidates.setdefault(first, _candidates(first))
        id_ = next(each for each in candidates if each not in self._taken)
        self._taken.add(id_)
        return id_


def _first_choice(reference: Reference) -> str:
    """Return the id that a reference would have if it were alone."""
    key = reference.key
    if _ID.fullmatch(key):
        if not _MACHINE_MADE.fullmatch(key) or (key.isdigit() and len(key) == len("1935")):
            return key
    elif not _MACHINE_MADE.fullmatch(key) and (slug := _slug(key)):
        return slug
    return _author_year(reference) or _slug(key) or "source"


def _author_year(reference: Reference) -> str:
    first = next((each for name in ("author", "editor", "director") if (each := reference.values.get(name))), None)
    listed = contributors.as_list(first)
    who = (listed[0].family or listed[0].literal or "") if listed else ""
    title = " ".join(str(reference.values["title"]).split()[:_TITLE_WORDS])
    return _slug(" ".join(filter(None, (who or title, year(reference.values.get("issued"))))))


def year(date: str | None) -> str:
    """Return the year of a date in EDTF as four digits, or ""."""
    earliest = edtf.parse(date).earliest_iso if date else None
    found = re.match("[0-9]{4}", earliest or "")
    return found[0] if found else ""


def _slug(text: str) -> str:
    """Return a text in the letters of an id, at most `_LONGEST` of them. Other scripts are transliterated."""
    if not text.isascii():
        from anyascii import anyascii  # noqa: PLC0415 -- 20 ms, only for other letters

        text = anyascii(text[: _LONGEST * 2])
    slug = re.sub("[^a-z0-9]+", "-", text[: _LONGEST * 4].lower().replace("'", ""))
    return slug.strip("-")[:_LONGEST].rstrip("-")


def _candidates(first: str) -> Iterator[str]:
    yield first
    joint = "" if first[-1].isdigit() else "-"
    for letter in "bcdefghijklmnopqrstuvwxyz":
        yield _ending_in(first, f"{joint}{letter}")
    number = 27
    while True:
        yield _ending_in(first, f"-{number}")
        number += 1


def _ending_in(first: str, ending: str) -> str:
    return f"{first[: _LONGEST - len(ending)].rstrip('-')}{ending}"
