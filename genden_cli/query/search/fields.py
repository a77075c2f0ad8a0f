"""Resolve the fields of a search: from ``who:NAME`` to the facets that the index stores with passages.

The fields and the letters of facets are defined in `search_fields`. This module looks the value of a field up in the
base, and raises an error with suggestions if the base does not have it. Dates become a range of days, not a facet.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.dates import edtf
from genden_cli.errors import UnknownName, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.names import resolve
from genden_cli.search_fields import FIELDS, RECORD, NameList
from genden_cli.text import edit_distance
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from genden_cli.query.names.exact import Candidate

ANY_RECORD: Final = " OR ".join(f"{RECORD}{each}" for each in words.RecordKind)
"""The facets of which every passage has one."""

ENDLESS: Final = 1 << 62
"""A day later than any date. Its negative is earlier than any date."""

MAX_PLACES: Final = 200
_MAX_LIST_LENGTH: Final = 200


class FacetExpression(NamedTuple):
    """The FTS5 expression of facets for a field, and the record that its value names, if it is a record."""

    facets: str
    named: Candidate | None = None


def resolve_field(connection: sqlite3.Connection, field: str, typed: str) -> FacetExpression:
    """Return the facets of a field with this value.

    Raise `UnknownName` if the base has nothing of that name, and `WrongUsage` if the vocabulary of the field does not
    have the word.
    """
    facet, names = FIELDS[field].facet, FIELDS[field].names
    if names is None:
        return FacetExpression(facet + _vocabulary_word(field, typed))
    if names is NameList.TAGS:
        return FacetExpression(f"{facet}{known_tag(connection, typed).n}")
    if names is NameList.PLACES:
        return FacetExpression(" OR ".join(f"{facet}{place.n}" for place in known_places(connection, typed)))
    record = resolve.match(connection, Section(names), typed)
    number = connection.execute(_NUMBER[names], {"id": record.id}).fetchone()[0]
    return FacetExpression(f"{facet}{number}", record)


class NumberedName(NamedTuple):
    """A tag or a place of the base, and its number ``n`` in the index."""

    n: int
    name: str


def known_tag(connection: sqlite3.Connection, typed: str) -> NumberedName:
    """Return the tag with this name, ignoring case and accents; raise `UnknownName` with suggestions."""
    found = connection.execute(_TAG, {"tag": typed, "folded": normalize(typed)}).fetchone()
    if found is None:
        raise _unknown_name(connection, "tag", typed, "SELECT tag FROM tag ORDER BY tag")
    return NumberedName(*found)


def known_places(connection: sqlite3.Connection, typed: str) -> tuple[NumberedName, ...]:
    """Return the places whose names contain this one; raise `UnknownName` with suggestions."""
    parameters = {"folded": normalize(typed), "most": MAX_PLACES}
    rows = connection.execute(_PLACES, parameters) if parameters["folded"] else ()
    places = tuple(NumberedName(*row) for row in rows)
    if not places:
        raise _unknown_name(connection, "place", typed, "SELECT shown FROM place_text ORDER BY shown")
    return places


def _unknown_name(connection: sqlite3.Connection, what: str, typed: str, names: str) -> UnknownName:
    known = [name for (name,) in connection.execute(names)]
    parts = dict.fromkeys(word for name in known for word in (name, *name.replace(",", " ").split()))
    hints = edit_distance.suggestion(edit_distance.nearest(typed, parts))
    listed = f"{what}s are {_listed(known)}" if known else f"no record has a {what}"
    return UnknownName(f"no {what} '{typed}'", hints=hints or (listed,))


def _listed(names: list[str]) -> str:
    """Return names as a list, up to some length, and how many more there are."""
    ends = accumulate(len(name) + len(", ") for name in names)
    shown = sum(end <= _MAX_LIST_LENGTH for end in ends) or 1
    more = len(names) - shown
    comma = "; " if any("," in name for name in names) else ", "
    return comma.join(names[:shown]) + (f" and {more} more" if more else "")


def _vocabulary_word(field: str, typed: str) -> str:
    """Return the word of the field's vocabulary that was typed; raise `WrongUsage` with suggestions."""
    vocabulary = FIELDS[field].values
    if typed.lower() in vocabulary:
        return typed.lower()
    elsewhere = [f"{other}:{typed.lower()}" for other, each in FIELDS.items() if typed.lower() in each.values]
    near = tuple(f"{field}:{each}" for each in edit_distance.nearest(typed, vocabulary))
    hints = (*edit_distance.suggestion(near or elsewhere), f"{field}: is one of {', '.join(vocabulary)}")
    raise WrongUsage(f"no {field} '{typed}'", hints=hints)


_NUMBER: Final = {
    NameList.PEOPLE: "SELECT n FROM person WHERE id = :id",
    NameList.SOURCES: "SELECT n FROM source WHERE id = :id",
}

_TAG: Final = "SELECT n, tag FROM tag WHERE folded = :folded ORDER BY tag <> :tag, tag LIMIT 1"

_PLACES: Final = """
SELECT n, shown FROM place_text WHERE instr(folded, :folded) > 0 ORDER BY length(folded), n LIMIT :most
"""


def day_range(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last day that a date allows, as day numbers; None for an open end.

    A date may begin with ``<``, ``>``, ``<=`` or ``>=``. Raise `WrongUsage` if the text is not a date.
    """
    sign = next((each for each in (">=", "<=", ">", "<") if text.startswith(each)), "")
    try:
        date = edtf.parse(text[len(sign) :])
    except edtf.DateError as error:
        hints = (f"write {error.proposal}",) if error.proposal else _DATE_HINT
        raise WrongUsage(f"date '{text}': {error.fault}", hints=hints) from None
    return _BOUNDS[sign](date.earliest, date.latest)


_DATE_HINT: Final = ("dates are EDTF: 1935, 1935-12, 1935/1937; 'date:>1936' and 'date:<1936' leave one end open",)

_Day = int | None
_DayRange = tuple[_Day, _Day]

_BOUNDS: Final[dict[str, Callable[[_Day, _Day], _DayRange]]] = {
    "": lambda first, last: (first, last),
    ">=": lambda first, _: (first, None),
    "<=": lambda _, last: (None, last),
    ">": lambda _, last: (ENDLESS if last is None else last + 1, None),
    "<": lambda first, _: (None, -ENDLESS if first is None else first - 1),
}
