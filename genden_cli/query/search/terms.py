"""The query language: words, phrases, prefixes, fields, exclusion and OR.

Every text is a valid query, with one exception. A word that looks like a field but is not one raises an error, and the
error says how to search for it as words.
"""

from __future__ import annotations

import re
from typing import Final

from genden_cli.errors import WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.search_fields import FIELDS
from genden_cli.text import edit_distance
from genden_cli.words import QUOTE

MAX_LENGTH: Final = 1_000
"""The maximum length of a query, in characters."""

# URLs (http://…), qualified names (std::x) and times (12:30) are not fields.
TERM: Final = re.compile(r'((?:-(?!-))?)(?:([A-Za-z]{2,20}):(?!//|:)(?=\S))?("[^"]*"?|[^\s"]+)')
OR: Final = "OR"
"""Joins two terms. At the beginning or the end of a query it is an ordinary word."""


class Term(NamedTuple):
    """A part of a query: words, or the value of a ``field``. A ``negated`` term excludes its matches.

    ``phrase`` says that it was quoted. ``prefix`` says that words may continue after it.
    """

    text: str
    field: str = ""
    negated: bool = False
    phrase: bool = False
    prefix: bool = False


Group = tuple[Term, ...]
"""Terms joined by OR: at least one must match."""


def terms(query: str) -> tuple[Group, ...]:
    """Return the groups of terms in a query. Each group must match.

    Raise `WrongUsage` for an unknown field, and for a query that is too long.
    """
    if len(query) > MAX_LENGTH:
        raise WrongUsage(f"a query has at most {MAX_LENGTH:,} characters", hints=("look for the rarest of the words",))
    groups: list[Group] = []
    joins = False
    found = [_term(*each) for each in TERM.findall(query)]
    for number, term in enumerate(found):
        if term == Term(OR) and groups and not joins and number + 1 < len(found):
            joins = True
        elif joins:
            groups[-1] = (*groups[-1], term)
            joins = False
        else:
            groups.append((term,))
    return tuple(groups)


def _term(negated: str, field: str, text: str) -> Term:
    name = field.lower()
    if name and name not in FIELDS:
        if text[0].isalnum() or text[0] == '"':
            raise _no_field(field, text)
        name, text = "", f"{field}:{text}"
    if name == "" and text.lower() == "date:" and not negated:
        raise WrongUsage("date: without a date", hints=("quote what the shell would take: 'date:>1936'",))
    phrase = text.startswith('"')
    bare = text.strip('"') if phrase else text
    prefix = not phrase and not name and bare.endswith("*")
    return Term(bare.rstrip("*") if prefix else bare, name, bool(negated), phrase, prefix)


def _no_field(field: str, text: str) -> WrongUsage:
    words = text.strip('"')
    hints = (
        *edit_distance.suggestion(edit_distance.nearest(field, FIELDS), form="{}:"),
        f'fields are {", ".join(FIELDS)}; "{field}:{words}" in quotation marks is looked for as words',
    )
    return WrongUsage(f"no field '{field}:'", hints=hints)


def is_question(groups: tuple[Group, ...]) -> bool:
    """Tell whether a query has plain words and, beside them, nothing but fields that filter."""
    words = [group for group in groups if not group[0].field or len(group) > 1]
    in_quotes = any(term.field == "in" and term.text.lower() == QUOTE for group in groups for term in group)
    return bool(words) and not in_quotes and all(map(_is_plain, words))


def as_question(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return the groups of a query without quotation marks, or no groups if it is then still no question.

    A query that consists of phrases alone is none.
    """
    plain = tuple(
        (group[0]._replace(phrase=False),) if len(group) == 1 and not group[0].field else group for group in groups
    )
    words = [group for group in groups if not group[0].field]
    return plain if is_question(plain) and not all(group[0].phrase for group in words) else ()


def _is_plain(group: Group) -> bool:
    return len(group) == 1 and not (group[0].phrase or group[0].prefix or group[0].negated)


def query_text(groups: tuple[Group, ...]) -> str:
    """Return the query for groups of terms, in the query language."""
    return " ".join(f" {OR} ".join(map(_term_text, group)) for group in groups)


def _term_text(term: Term) -> str:
    quoted = term.phrase or any(each.isspace() for each in term.text)
    text = f'"{term.text}"' if quoted else term.text + "*" * term.prefix
    return "-" * term.negated + f"{term.field}:" * bool(term.field) + text
