"""The ids of imported sources: from the keys of citations, else from author and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli import contributors, schema
from genden_cli.dates import edtf
from genden_cli.text.slugs import slug

if TYPE_CHECKING:
    from genden_cli.bibliography.references import Reference

_ID: Final = re.compile(schema.ID.pattern)
_MACHINE_MADE: Final = re.compile(r"https?:.*|item-?[0-9]+|[0-9]+|rn[0-9]+|[^a-z]*[0-9]{6,}[^a-z]*", re.IGNORECASE)
"""Keys that a program numbers or makes from an address. They mean nothing to a reader."""

_TITLE_WORDS: Final = 3


def first_choice(reference: Reference) -> str:
    """Return the id that a reference would have if it were alone."""
    key = reference.key
    if _ID.fullmatch(key):
        if not _MACHINE_MADE.fullmatch(key) or (key.isdigit() and len(key) == len("1935")):
            return key
    elif not _MACHINE_MADE.fullmatch(key) and (made := slug(key)):
        return made
    return _author_year(reference) or slug(key) or "source"


def _author_year(reference: Reference) -> str:
    first = next((each for name in ("author", "editor", "director") if (each := reference.values.get(name))), None)
    listed = contributors.as_list(first)
    who = (listed[0].family or listed[0].literal or "") if listed else ""
    title = " ".join(str(reference.values["title"]).split()[:_TITLE_WORDS])
    return slug(" ".join(filter(None, (who or title, year(reference.values.get("issued"))))))


def year(date: str | None) -> str:
    """Return the year of a date in EDTF as four digits, or ""."""
    earliest = edtf.parse(date).earliest_iso if date else None
    found = re.match("[0-9]{4}", earliest or "")
    return found[0] if found else ""
