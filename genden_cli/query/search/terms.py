"""The language of a search: words, phrases, fields, what they exclude, and which stand for each other.

Every text is a query. What looks like a field and is none is refused, with the way to search for it as words.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from genden_cli.errors import WrongUsage

FIELDS: Final = ("who", "source", "tag", "kind", "verdict", "stance", "place", "in", "date")
"""What a search can be narrowed by."""

LONGEST: Final = 1_000
"""A query has no more characters than this."""

# A field's value is not an address (http://…) nor a name in a namespace (std::x); times (12:30) have no letters.
_TERM: Final = re.compile(r'(-?)(?:([A-Za-z]{2,20}):(?!//|:)(?=\S))?("[^"]*"?|[^\s"]+)')
OR: Final = "OR"
"""Joins two terms of which one will do; at the beginning or the end of a query it is a word."""


class Term(NamedTuple):
    """Something that is to be found, or, where ``minus``, not to be: words, or a value of a ``field``.

    ``phrase`` says that it was written in quotation marks, ``prefix`` that words may go on after it.
    """

    text: str
    field: str = ""
    minus: bool = False
    phrase: bool = False
    prefix: bool = False


Group = tuple[Term, ...]
"""Terms of which one will do."""


def terms(query: str) -> tuple[Group, ...]:
    """Return what a query asks for: a term of each group.

    Raise `WrongUsage` for a field that there is not, and for a query that nobody can have meant.
    """
    if len(query) > LONGEST:
        raise WrongUsage(f"a query has at most {LONGEST:,} characters", hints=("look for the rarest of the words",))
    groups: list[Group] = []
    joins = False
    found = [_term(*each) for each in _TERM.findall(query)]
    for number, term in enumerate(found):
        if term == Term(OR) and groups and not joins and number + 1 < len(found):
            joins = True
        elif joins:
            groups[-1] = (*groups[-1], term)
            joins = False
        else:
            groups.append((term,))
    return tuple(groups)


def _term(minus: str, field: str, text: str) -> Term:
    name = field.lower()
    if name and name not in FIELDS:
        if text[0].isalnum() or text[0] == '"':
            raise _no_field(field, text)
        name, text = "", f"{field}:{text}"
    if name == "" and text.lower() == "date:" and not minus:
        raise WrongUsage("date: without a date", hints=("quote what the shell would take: 'date:>1936'",))
    phrase = text.startswith('"')
    bare = text.strip('"') if phrase else text
    prefix = not phrase and not name and bare.endswith("*")
    return Term(bare.rstrip("*") if prefix else bare, name, bool(minus), phrase, prefix)


def _no_field(field: str, text: str) -> WrongUsage:
    from genden_cli.text import edit_distance  # noqa: PLC0415 -- only for a mistake

    words = text.strip('"')
    hints = (
        *edit_distance.suggestion(edit_distance.nearest(field, FIELDS), form="{}:"),
        f'fields are {", ".join(FIELDS)}; "{field}:{words}" in quotation marks is looked for as words',
    )
    return WrongUsage(f"no field '{field}:'", hints=hints)


def spelt(groups: tuple[Group, ...]) -> str:
    """Return a query that asks for these terms."""
    return " ".join(f" {OR} ".join(map(_spelt, group)) for group in groups)


def _spelt(term: Term) -> str:
    quoted = term.phrase or any(each.isspace() for each in term.text)
    text = f'"{term.text}"' if quoted else term.text + "*" * term.prefix
    return "-" * term.minus + f"{term.field}:" * bool(term.field) + text
