"""The terms of a question: a word, a name or an entry of a group, with everything that counts as it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import rows_in
from genden_cli.query.search import forms
from genden_cli.query.search.forms import phrase
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind, Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

MAX_TITLES: Final = 60


class RecordName(NamedTuple):
    """A record that a part of the question names."""

    kind: RecordKind
    id: str


class QuestionTerm(NamedTuple):
    """A part of a question, and the FTS5 expression for all that counts as it.

    ``expression`` is None if nothing in the base does. ``named`` are the records that it names.
    """

    text: str
    expression: str | None
    named: tuple[RecordName, ...] = ()
    weak: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The term, and all that counts as it."""
        return (self.text, *(self.expression or "").split('"')[1::2])

    @property
    def names_person(self) -> bool:
        """Whether it may name a person."""
        return any(each.kind is RecordKind.PERSON for each in self.named)

    def stands_in(self, known: frozenset[str]) -> bool:
        """Tell whether the stems of a text have those of the term, or of a form that counts as it."""
        return any(known.issuperset(form) for each in self.forms if (form := stems(each)))


class NameForm(NamedTuple):
    """A name of a record, or a part of one."""

    section: Section
    id: str
    is_whole: bool


def names_with(connection: sqlite3.Connection, typed: Collection[str]) -> dict[str, list[NameForm]]:
    """Return the names that have one of these forms, by their form."""
    found: dict[str, list[NameForm]] = {}
    for form, section, id_, is_whole in rows_in(connection, _NAMES, typed):
        found.setdefault(form, []).append(NameForm(Section(section), id_, bool(is_whole)))
    return found


def person_term(connection: sqlite3.Connection, text: str, names: Iterable[NameForm]) -> QuestionTerm | None:
    """Return the term for the only person who has this whole name, or this word in a name; None for several."""
    names = list(names)
    whole = [name for name in names if name.is_whole]
    people = [name.id for name in whole or names if name.section == Section.PEOPLE]
    if len(people) != 1:
        return None
    named = (RecordName(RecordKind.PERSON, people[0]),)
    return QuestionTerm(text, forms.person_expression(connection, people[0], text), named)


def title_term(connection: sqlite3.Connection, text: str, form: str, names: Iterable[NameForm]) -> QuestionTerm | None:
    """Return the term for the events, sources and claims that have this title, or None."""
    titled = [name for name in names if name.is_whole and name.section != Section.PEOPLE]
    if not titled:
        return None
    named = tuple(RecordName(KINDS[name.section], name.id) for name in titled[:MAX_TITLES])
    words = [found for each in form.split() if (found := forms.stem_expression(connection, each))]
    expression = " AND ".join(f"({each})" for each in words)
    return QuestionTerm(text, f"({expression}) OR {phrase(text)}" if words else phrase(text), named)


def group_number(connection: sqlite3.Connection, form: str) -> int | None:
    """Return the number of the group of words that has this form, or None."""
    row = connection.execute(_SYNONYM, {"form": form}).fetchone()
    return row[0] if row else None


def group_term(connection: sqlite3.Connection, text: str, number: int | None) -> QuestionTerm | None:
    """Return the term for all words of a group, or None for no group."""
    return None if number is None else QuestionTerm(text, forms.group_expression(connection, number))


def stands(connection: sqlite3.Connection, expression: str) -> bool:
    """Tell whether a passage matches an FTS5 expression."""
    return connection.execute(_STANDS, {"words": expression}).fetchone() is not None


KINDS: Final = {
    Section.CLAIMS: RecordKind.CLAIM,
    Section.EVENTS: RecordKind.EVENT,
    Section.PEOPLE: RecordKind.PERSON,
    Section.SOURCES: RecordKind.SOURCE,
}

_NAMES: Final = "SELECT form, section, id, is_whole FROM name_form WHERE form IN ({marks})"

_SYNONYM: Final = "SELECT number FROM synonym WHERE form = :form"

_STANDS: Final = "SELECT 1 FROM passage WHERE passage MATCH :words LIMIT 1"
