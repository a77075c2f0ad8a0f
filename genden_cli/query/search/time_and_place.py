"""Answer questions that name nothing but a time or a place: "who died in 1831", "what happened in May 1835 in Oslo"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.dates import edtf
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.people_answer import PeopleAnswer
from genden_cli.query.search.record_answer import record_in_short
from genden_cli.text.normalize import normalize
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import BIRTH, DEATH
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class Setting(NamedTuple):
    """A time and a place of a question. ``act`` is what people did or what befell them, such as ``born``; "" for any.

    ``first`` and ``last`` are days; ``places`` are numbers of the index, None for any place. ``said`` is the question.
    """

    act: str
    said: str
    first: int | None = None
    last: int | None = None
    places: tuple[int, ...] | None = None

    def parameters(self) -> dict[str, object]:
        """Return the parameters of the SQL statements."""
        places = None if self.places is None else array(map(str, self.places))
        return {"first": self.first, "last": self.last, "places": places}


def asked_setting(connection: sqlite3.Connection, question: str) -> Setting | None:
    """Return the time and the place of a question that asks who did something there and then, or what happened.

    Return None if it asks for something else, or names another thing than a date and a place of the base.
    """
    begin, *rest = re.split(_PREPOSITION, question.strip(" ?!."), flags=re.IGNORECASE)
    asked = re.fullmatch(_ASKING, begin.strip(), re.IGNORECASE) if rest else None
    if asked is None:
        return None
    setting: Setting | None = Setting((asked["act"] or "").casefold(), question.strip(" ?!."))
    for phrase in rest:
        setting = setting and _narrowed(connection, setting, re.sub(_AROUND, "", phrase, flags=re.IGNORECASE).strip())
    return setting


def _narrowed(connection: sqlite3.Connection, setting: Setting, phrase: str) -> Setting | None:
    """Return a setting with the date or the place of a phrase, or with both of ``Oslo, 1835``; else None."""
    if date := _date(phrase):
        return None if setting.first is not None else setting._replace(first=date[0], last=date[1])
    year = re.search(r",? (\d{3,4})$", phrase)
    found = _with_place(connection, setting, phrase[: year.start()] if year else phrase)
    return _narrowed(connection, found, year[1]) if found and year else found


def _date(text: str) -> tuple[int, int] | None:
    """Return the first and the last day of a date in words or in EDTF, or None for another text."""
    if not re.search(r"\d", text):
        return None
    try:
        date = edtf.parse(text)
    except edtf.DateError as error:
        return _date(error.proposal) if error.proposal and error.proposal != text else None
    first, last = date.earliest, date.latest
    return -edtf.ALWAYS if first is None else first, edtf.ALWAYS if last is None else last


def _with_place(connection: sqlite3.Connection, setting: Setting, text: str) -> Setting | None:
    """Return a setting with a place of the base, by a whole name of it or of that of which it is a part."""
    folded = normalize(text)
    rows = connection.execute(_PLACES, {"folded": folded}) if folded else ()
    places = tuple(n for n, names in rows if folded in map(normalize, re.split(r" · |, ", names)))
    return setting._replace(places=places) if places and setting.places is None else None


def people_of(connection: sqlite3.Connection, setting: Setting) -> PeopleAnswer | None:
    """Return the people who did or met something at a time and a place, by their dates and by events of the kind."""
    found = dict(_by_life(connection, setting))
    parameters = {"kinds": array(_kinds(connection, setting)), **setting.parameters()}
    for person, when in connection.execute(_BY_EVENT, parameters):
        found.setdefault(person, when)
    records = (
        record_in_short(connection, RecordKind.PERSON, id_)._replace(as_=", ".join(filter(None, (setting.act, when))))
        for id_, when in found.items()
    )
    return PeopleAnswer(setting.said, tuple(records)) if found else None


def _by_life(connection: sqlite3.Connection, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield the people who were born or died at a time, and the date in words, if no place is asked for."""
    column = "born" if setting.act in BIRTH else "died" if setting.act in DEATH else None
    if column and setting.places is None:
        yield from connection.execute(_BY_LIFE[column], setting.parameters())


def events_of(connection: sqlite3.Connection, setting: Setting) -> tuple[str, ...]:
    """Return the events that are, begin or end at a time, at a place, in order of time."""
    return tuple(id_ for (id_,) in connection.execute(_EVENTS, setting.parameters()))


def is_of_base(connection: sqlite3.Connection, setting: Setting) -> bool:
    """Tell whether the base may say who did what is asked for: it is a birth, a death, or a kind of its events."""
    return setting.act in BIRTH | DEATH or _kinds(connection, setting) != []


def _kinds(connection: sqlite3.Connection, setting: Setting) -> list[str]:
    rows = connection.execute(_KINDS)
    return [kind for (kind,) in rows if stem(setting.act) in stems(kind.replace("-", " "))]


_PREPOSITION: Final = r",? (?=(?:in|at|on|near|from|during|before|after|between|since) )"
_PEOPLE: Final = r"(?:who|which people|(?:all )?people(?: who)?|everyone(?: who)?|those(?: who)?)"
_ASKING: Final = (
    r"(?:what|which events?) (?:all )?(?:happened|happens|occurred|took place)"
    rf"|{_PEOPLE}(?: (?:all|else|was|were|had|has|have|been|got|is|are))* (?P<act>[a-z]+)"
)
"""The begin of a question that goes on with a time or a place."""

_AROUND: Final = r"^(?:in|at|on|near|from|during) (?:the )?|(?:,| and)$"

_PLACES: Final = "SELECT n, names FROM place_text WHERE instr(folded, :folded) > 0 ORDER BY n"

_KINDS: Final = "SELECT DISTINCT kind FROM event WHERE kind IS NOT NULL ORDER BY kind"

_OVERLAPS: Final = "(:first IS NULL OR (earliest_day <= :last AND latest_day >= :first))"
_BOUNDED: Final = f"(:first IS NULL OR (earliest_day > -{edtf.ALWAYS} AND latest_day < {edtf.ALWAYS}))"
_THERE: Final = """
(:places IS NULL OR event.place IN (SELECT place FROM place_text JOIN json_each(:places) ON n = CAST(value AS INTEGER)))
"""

_BY_LIFE: Final = {
    column: f"""
SELECT person.id, words FROM person JOIN date ON key = {column} WHERE {_OVERLAPS} AND {_BOUNDED}
 ORDER BY sort_day, n LIMIT 100
"""
    for column in ("born", "died")
}

_BY_EVENT: Final = f"""
SELECT person.id, words
  FROM event JOIN participant ON event = event.id JOIN person ON person.id = participant.person
       LEFT JOIN date ON date.key = event.date
 WHERE kind IN (SELECT value FROM json_each(:kinds)) AND instr(title, person.name) > 0
   AND {_OVERLAPS} AND {_BOUNDED} AND {_THERE}
 ORDER BY date.sort_day IS NULL, date.sort_day, event.n, person.n LIMIT 100
"""

_EVENTS: Final = f"""
SELECT event.id FROM event LEFT JOIN date ON date.key = event.date
 WHERE {_OVERLAPS} AND {_THERE} AND (:first IS NULL OR earliest_day >= :first OR latest_day <= :last)
 ORDER BY date.sort_day IS NULL, date.sort_day, event.n
"""
