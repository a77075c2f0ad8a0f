"""Find the record that answers a question: the one that it names, a life, an event with its date, or a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.search.answers import is_whole
from genden_cli.query.search.passages import records_named
from genden_cli.text.stop_words import BIRTH, DEATH, Intent
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind, Reliability

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.search.answers import Answers


class NamedRecord(NamedTuple):
    """A record that answers, in short. ``dates`` are those of a life, an event or a publication.

    ``as_`` is what it is to the question, such as ``father`` or an office, and ``age`` an age in words. ``place`` is
    that of an event; ``reliability`` and ``why`` are the grade of a source and its reason.
    """

    kind: RecordKind
    id: str
    title: str
    dates: str | None
    about: str | None
    place: str | None = None
    reliability: Reliability | None = None
    why: str | None = None
    as_: str | None = None
    age: str | None = None


def record_in_short(connection: sqlite3.Connection, kind: RecordKind, id_: str) -> NamedRecord:
    """Return a person, an event or a source in short."""
    title, first, last, about, place, grade, why = connection.execute(_IN_SHORT[kind], {"id": id_}).fetchone()
    reliability = Reliability(grade) if grade else None
    return NamedRecord(kind, id_, title, _dates(kind, first, last), about, place, reliability, why)


def named_record(connection: sqlite3.Connection, found: Answers, question: str) -> NamedRecord | None:
    """Return the only record that a question names, if it asks who somebody is or is nothing but the name."""
    terms = found.question.terms
    who = found.question.intent is Intent.WHO and "with" not in map(str.casefold, found.question.left_out)
    bare = found.question.intent is None and not found.question.left_out
    strong = [term for term in terms if not term.weak] if who else terms
    named = {(each.kind, each.id) for term in strong for each in term.named}
    if not (who or bare) or not all(term.named for term in strong):
        named = set(records_named(connection, question))
    if len(named) != 1:
        return None
    ((kind, id_),) = named
    if kind is RecordKind.CLAIM or (who and kind is not RecordKind.PERSON):
        return None
    return record_in_short(connection, kind, id_)


def life_asked(found: Answers) -> str | None:
    """Return the id of the only person of a question that asks for nothing but a date of birth or of death.

    "Was he born in 1835" asks for it too.
    """
    others = {term.text.casefold() for term in found.question.content}
    if found.question.intent is Intent.WHETHER:
        others = {each for each in others if not each.isdigit()}
    elif found.question.intent is not Intent.WHEN:
        return None
    if not others or not others <= BIRTH | DEATH:
        return None
    return only_person(found)


def only_person(found: Answers) -> str | None:
    """Return the id of the only person whom a question names, or None."""
    people = [term for term in found.question.terms if term.named and not term.weak]
    named = {each.id for term in people for each in term.named if each.kind is RecordKind.PERSON}
    return named.pop() if len(people) == len(named) == 1 else None


def life(connection: sqlite3.Connection, found: Answers, person: str) -> NamedRecord | None:
    """Return a person as the answer to a question for a date of birth or of death, or None if there is no such date."""
    asked = {term.text.casefold() for term in found.question.terms}
    born, died = connection.execute("SELECT born, died FROM person WHERE id = :id", {"id": person}).fetchone()
    if (asked & BIRTH and not born) or (asked & DEATH and not died):
        return None
    return record_in_short(connection, RecordKind.PERSON, person)


def titled_records(connection: sqlite3.Connection, found: Answers, wanted: Intent | None) -> tuple[NamedRecord, ...]:
    """Return the records of `whole_records` whose title, or author, has every word of a question."""
    records = whole_records(connection, found, wanted)
    needed = [term for term in found.question.terms if not term.weak]
    titles = {
        each.id: frozenset(stems(f"{each.title} {each.about if wanted in _OF_SOURCES else ''}")) for each in records
    }
    return tuple(each for each in records if all(term.stands_in(titles[each.id]) for term in needed))


def whole_records(connection: sqlite3.Connection, found: Answers, wanted: Intent | None) -> tuple[NamedRecord, ...]:
    """Return the events, or sources, that have every word of a question and what is asked for."""
    missed = any(term.expression is None and not term.weak for term in found.question.terms)
    if wanted not in (*_NEEDED, *_OF_SOURCES) or missed or not found.is_ranked:
        return ()
    kind = RecordKind.SOURCE if wanted in _OF_SOURCES else RecordKind.EVENT
    ids = dict.fromkeys(each.id for each in found.passages if each.kind is kind and is_whole(each.covered))
    records = (record_in_short(connection, kind, id_) for id_ in list(ids)[:_MOST])
    return tuple(each for each in records if _has_asked(each, wanted))


def _has_asked(record: NamedRecord, wanted: Intent | None) -> bool:
    """Tell whether a record has what is asked for; two dates tell how long it lasted."""
    found = getattr(record, _NEEDED.get(wanted, "title"))
    return bool(found) and (wanted is not Intent.HOW_LONG or _TO in found)


_OF_SOURCES: Final = (Intent.SOURCE, Intent.GRADE)
_TO: Final = "\u2013"  # a name of a character would load `unicodedata` to be compiled
_NEEDED: Final = {
    Intent.WHEN: "dates",
    Intent.HOW_LONG: "dates",
    Intent.WHERE: "place",
    Intent.HOW: "about",
    None: "title",
}
"""What an event needs to have by what is asked for."""

_MOST: Final = 5


def _dates(kind: RecordKind, first: str | None, last: str | None) -> str | None:
    """Return the dates of a record in words: ``1892 – 26 Nov 1937`` for a life."""
    if kind is not RecordKind.PERSON or (first and last):
        return " – ".join(filter(None, (first, last))) or None
    return f"born {first}" if first else f"died {last}" if last else None


_DATE: Final = "(SELECT words FROM date WHERE key = {0})"

_IN_SHORT: Final = {
    RecordKind.PERSON: f"""
SELECT name, {_DATE.format("born")}, {_DATE.format("died")}, about, NULL, NULL, NULL FROM person WHERE id = :id
""",
    RecordKind.EVENT: f"""
SELECT title, {_DATE.format("date")}, NULL, about, shown, NULL, NULL
  FROM event LEFT JOIN place_text USING (place) WHERE id = :id
""",
    RecordKind.SOURCE: f"""
SELECT title, {_DATE.format("issued")}, NULL, author, NULL, reliability, why FROM source WHERE id = :id
""",
}
"""Title, first and last date, description, place, grade and its reason of a record."""
