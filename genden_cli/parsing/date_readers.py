"""How a date of the file is read: as EDTF, or with the days of the Julian calendar converted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from genden_cli.dates import edtf as dates
from genden_cli.dates import julian
from genden_cli.model import When
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing import fixes
from genden_cli.parsing.text_readers import Line

if TYPE_CHECKING:
    from genden_cli.parsing.context import LoadContext
    from genden_cli.parsing.node import Node


class DateReader(NamedTuple):
    """A date; ``bare`` dates stay text. The days of ``julian`` dates are converted."""

    bare: bool = False
    julian: bool = False

    def read(self, node: Node, reading: LoadContext) -> When | str | None:
        """Return the date."""
        if isinstance(node.value, list | dict):
            message = "a set of dates needs quotes"
            written = _as_written(node.value)
            fix = fixes.replacement(node.span, written) if written else None
            example = "{1850,1852}" if isinstance(node.value, dict) else "[1850,1852]"
            reading.complain(node.span, "E017", message, f'write "{written or example}"', fix=fix)
            return None
        text = Line.read(node, reading)
        try:
            read = _julian_when if self.julian else _when
            date = read(text) if text else None
        except dates.DateError as error:
            remedy = _remedy(error)
            start = len(node.value) - len(node.value.lstrip())
            place = node.part(start + error.start, start + error.end)
            fix = fixes.replacement(node.span, error.proposal) if error.proposal and _is_date(error.proposal) else None
            reading.complain(place, "E017", error.fault, remedy, fix=fix)
            return None
        return date.edtf if self.bare and date else date


@lru_cache(1024)
def _when(text: str) -> When:
    """Return a date; cached, since the same few days of review come thousands of times."""
    date = dates.parse(text)
    return When(date.text, date.words, date.earliest_iso, date.latest_iso)


@lru_cache(1024)
def _julian_when(text: str) -> When:
    date = julian.gregorian(text)
    return When(date.text, julian.words(text), date.earliest_iso, date.latest_iso)


def _remedy(error: dates.DateError) -> str:
    """Return what to write in YAML, where a set needs quotes."""
    if error.proposal is None:
        return "write the date that is meant" if error.ambiguous else _DATES
    return f'write "{error.proposal}"' if error.proposal[0] in "[{" else f"write {error.proposal}"


_DATES = "use EDTF: 1850, 1850-12, 1850-12-30, 1850? (uncertain), 1850~ (about), 1850/1852, ../1850 or [1850,1852]"


def _as_written(value: list[Node] | dict[str, Node]) -> str | None:
    """Return the set of dates that YAML read as a list or map, or None if it is not one."""
    members = list(value) if isinstance(value, dict) else [str(each.value) for each in value]
    brackets = "{%s}" if isinstance(value, dict) else "[%s]"
    written = brackets % ",".join(members)
    return _when(written).edtf if _is_date(written) else None


def _is_date(text: str) -> bool:
    """Return whether a text is a date; a proposal for a misspelt one may still need a second correction."""
    try:
        _when(text)
    except dates.DateError:
        return False
    return True


JULIAN: Final = DateReader(julian=True)
"""Reads the dates of a record whose calendar is the Julian one."""
