"""What a search is narrowed by: from a field and what a reader types to the facets that passages have.

A facet is a letter (p person, s source, t tag, l place, v verdict, k kind, x stance, i kind of record) and the number
of a record or a word; `findable` gives them to passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli import words
from genden_cli.errors import UnknownName, WrongUsage
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from genden_cli.query.names.exact import Candidate

ALL: Final = " OR ".join(f"i{each}" for each in words.RECORDS)
"""The facets of which every passage has one."""

ENDLESS: Final = 1 << 62
"""A day that nothing comes after; before its like below zero comes nothing."""

_MOST_PLACES: Final = 200


class FacetExpression(NamedTuple):
    """What a field stands for: an expression of facets, and the record that it names, if it names one."""

    facets: str
    named: Candidate | None = None


def chosen(connection: sqlite3.Connection, field: str, typed: str) -> FacetExpression:
    """Return what a field with this value stands for.

    Raise `UnknownName` where the base has nothing of that name, `WrongUsage` where the value is none of the words that
    the field knows.
    """
    if field in _WORDS:
        return FacetExpression(_WORDS[field].letter + _word(field, typed))
    if field in _SECTIONS:
        from genden_cli.query.names.resolve import match  # noqa: PLC0415 -- only for these fields

        section = _SECTIONS[field]
        found = match(connection, section.name, typed)
        number = connection.execute(section.number, {"id": found.id}).fetchone()[0]
        return FacetExpression(f"{section.letter}{number}", found)
    if field == "tag":
        return FacetExpression(f"t{known_tag(connection, typed).n}")
    return FacetExpression(" OR ".join(f"l{place.n}" for place in known_places(connection, typed)))


class Known(NamedTuple):
    """A tag or a place that the base has; ``n`` is its number."""

    n: int
    name: str


def known_tag(connection: sqlite3.Connection, typed: str) -> Known:
    """Return the tag of this name, whatever its case and accents; raise `UnknownName` with the nearest."""
    found = connection.execute(_TAG, {"tag": typed, "folded": normalize(typed)}).fetchone()
    if found is None:
        raise _unknown(connection, "tag", typed, "SELECT tag FROM tag ORDER BY tag")
    return Known(*found)


def known_places(connection: sqlite3.Connection, typed: str) -> tuple[Known, ...]:
    """Return the places whose names hold this one; raise `UnknownName` with the nearest."""
    wanted = {"folded": normalize(typed), "most": _MOST_PLACES}
    found = tuple(Known(*row) for row in connection.execute(_PLACES, wanted)) if wanted["folded"] else ()
    if not found:
        raise _unknown(connection, "place", typed, "SELECT place FROM place ORDER BY place")
    return found


def _unknown(connection: sqlite3.Connection, what: str, typed: str, names: str) -> UnknownName:
    from genden_cli.text import edit_distance  # noqa: PLC0415 -- only for a mistake

    known = [name for (name,) in connection.execute(names)]
    parts = dict.fromkeys(word for name in known for word in (name, *name.replace(",", " ").split()))
    hints = edit_distance.suggestion(edit_distance.nearest(typed, parts))
    few = f"{what}s are {', '.join(known)}" if len(", ".join(known)) <= _SHORT else f"there are {len(known)} {what}s"
    return UnknownName(f"no {what} '{typed}'", hints=hints or ((few,) if known else (f"no record has a {what}",)))


_SHORT: Final = 200


class _Words(NamedTuple):
    letter: str
    known: tuple[str, ...]


_WORDS: Final = {
    "verdict": _Words("v", tuple(words.VERDICTS)),
    "kind": _Words("k", tuple(words.KINDS)),
    "stance": _Words("x", tuple(words.STANCES)),
    "in": _Words("i", (*words.RECORDS, words.QUOTE)),
}


def _word(field: str, typed: str) -> str:
    known = _WORDS[field].known
    if typed.lower() in known:
        return typed.lower()
    from genden_cli.text import edit_distance  # noqa: PLC0415 -- only for a mistake

    elsewhere = [f"{other}:{typed.lower()}" for other, each in _WORDS.items() if typed.lower() in each.known]
    near = tuple(f"{field}:{each}" for each in edit_distance.nearest(typed, known))
    hints = (*edit_distance.suggestion(near or elsewhere), f"{field}: is one of {', '.join(known)}")
    raise WrongUsage(f"no {field} '{typed}'", hints=hints)


class _Section(NamedTuple):
    letter: str
    name: str
    number: str


_SECTIONS: Final = {
    "who": _Section("p", "people", "SELECT n FROM person WHERE id = :id"),
    "source": _Section("s", "sources", "SELECT n FROM source WHERE id = :id"),
}

_TAG: Final = "SELECT n, tag FROM tag WHERE folded = :folded ORDER BY tag <> :tag, tag LIMIT 1"

_PLACES: Final = """
SELECT n, place FROM place WHERE instr(folded, :folded) > 0 ORDER BY length(folded), n LIMIT :most
"""


def days(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last day that a date lets through, None where it is open.

    A date may begin with ``<``, ``>``, ``<=`` or ``>=``. Raise `WrongUsage` for what is no date.
    """
    from genden_cli.dates.edtf import DateError, parse  # noqa: PLC0415 -- few searches have a date

    sign = next((each for each in (">=", "<=", ">", "<") if text.startswith(each)), "")
    try:
        date = parse(text[len(sign) :])
    except DateError as error:
        hints = (f"write {error.proposal}",) if error.proposal else _HOW_DATED
        raise WrongUsage(f"date '{text}': {error.fault}", hints=hints) from None
    return _BOUNDS[sign](date.earliest, date.latest)


_HOW_DATED: Final = ("dates are EDTF: 1935, 1935-12, 1935/1937; 'date:>1936' and 'date:<1936' leave one end open",)

_Day = int | None
_Span = tuple[_Day, _Day]

_BOUNDS: Final[dict[str, Callable[[_Day, _Day], _Span]]] = {
    "": lambda first, last: (first, last),
    ">=": lambda first, _: (first, None),
    "<=": lambda _, last: (None, last),
    ">": lambda _, last: (ENDLESS if last is None else last + 1, None),
    "<": lambda first, _: (None, -ENDLESS if first is None else first - 1),
}
