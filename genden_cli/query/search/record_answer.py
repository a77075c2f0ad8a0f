"""Find the record that answers a question: the one that it names, or the person whose birth or death it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.search.passages import records_named
from genden_cli.text.stop_words import BIRTH, DEATH, Intent
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.search.answers import Answers


class NamedRecord(NamedTuple):
    """The record that a question names, in short. ``dates`` are those of a life, an event or a publication."""

    kind: RecordKind
    id: str
    title: str
    dates: str | None
    about: str | None


def named_record(connection: sqlite3.Connection, found: Answers, question: str) -> NamedRecord | None:
    """Return the only record that a question names, if it asks who somebody is or is nothing but the name."""
    terms = found.question.terms
    who = found.question.intent is Intent.WHO
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
    title, first, last, about = connection.execute(_IN_SHORT[kind], {"id": id_}).fetchone()
    return NamedRecord(kind, id_, title, _dates(kind, first, last), about)


def life_asked(found: Answers) -> str | None:
    """Return the id of the only person of a question that asks for nothing but a date of birth or of death."""
    strong = [term for term in found.question.terms if not term.weak]
    people = [term for term in strong if term.named]
    others = {term.text.casefold() for term in strong if not term.named}
    if found.question.intent is not Intent.WHEN or not others or not others <= BIRTH | DEATH or len(people) != 1:
        return None
    named = {each.id for each in people[0].named if each.kind is RecordKind.PERSON}
    return named.pop() if len(named) == 1 else None


def life(connection: sqlite3.Connection, found: Answers, person: str) -> NamedRecord | None:
    """Return a person as the answer to a question for a date of birth or of death, or None if there is no such date."""
    asked = {term.text.casefold() for term in found.question.terms}
    title, born, died, about = connection.execute(_IN_SHORT[RecordKind.PERSON], {"id": person}).fetchone()
    if (asked & BIRTH and not born) or (asked & DEATH and not died):
        return None
    return NamedRecord(RecordKind.PERSON, person, title, _dates(RecordKind.PERSON, born, died), about)


def _dates(kind: RecordKind, first: str | None, last: str | None) -> str | None:
    """Return the dates of a record in words: ``1892 – 26 Nov 1937`` for a life."""
    if kind is not RecordKind.PERSON or (first and last):
        return " – ".join(filter(None, (first, last))) or None
    return f"born {first}" if first else f"died {last}" if last else None


_DATE: Final = "(SELECT words FROM date WHERE key = {0})"

_IN_SHORT: Final = {
    RecordKind.PERSON: f"SELECT name, {_DATE.format('born')}, {_DATE.format('died')}, about FROM person WHERE id = :id",
    RecordKind.EVENT: f"SELECT title, {_DATE.format('date')}, NULL, about FROM event WHERE id = :id",
    RecordKind.SOURCE: f"SELECT title, {_DATE.format('issued')}, NULL, author FROM source WHERE id = :id",
}
"""Title, first and last date, and description of a record."""
