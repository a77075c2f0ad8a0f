"""Compile the terms of a query to what SQLite matches: FTS5 expressions and a range of days.

There are two full-text tables. `passage` holds words, `facet` holds the tokens that fields filter by. Terms joined by
OR that concern both tables cannot be one FTS5 expression; they become alternatives, one subquery each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli import words
from genden_cli.errors import WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.search.fields import ANY_RECORD, ENDLESS, day_range, resolve_field
from genden_cli.query.search.terms import Term
from genden_cli.search_fields import RECORD
from genden_cli.text.normalize import space_characters

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.names.exact import Candidate
    from genden_cli.query.search.terms import Group
    from genden_cli.words import RecordKind


class Alternative(NamedTuple):
    """An FTS5 expression that must match in ``table`` (passage or facet), or must not if ``negated``."""

    table: str
    match: str
    negated: bool


class FtsQuery(NamedTuple):
    """A compiled query: FTS5 expressions for ``words`` and ``facets``, and a range of days.

    ``excluded`` are words to exclude from a query that has no other words; else ``words`` contains the exclusion. Of
    each group in ``alternatives`` at least one must match. ``named`` are the records that fields name.
    """

    words: str | None
    facets: str | None
    excluded: str | None = None
    alternatives: tuple[tuple[Alternative, ...], ...] = ()
    has_dates: bool = False
    since: int = -ENDLESS
    until: int = ENDLESS
    named: tuple[Candidate, ...] = ()

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the SQL statements."""
        either = {
            f"alternative_{n}_{m}": each.match
            for n, group in enumerate(self.alternatives)
            for m, each in enumerate(group)
        }
        fixed = {"words": self.words, "facets": self.facets, "excluded": self.excluded}
        return {**fixed, "since": self.since, "until": self.until, **either}


def fts_query(
    connection: sqlite3.Connection, groups: Iterable[Group], *, kind: RecordKind | None = None
) -> FtsQuery | None:
    """Return the compiled query for groups of terms, or None if they ask for nothing.

    Raise `WrongUsage` or `UnknownName` if a field cannot be resolved.
    """
    builder = _QueryBuilder(connection)
    for group in dict.fromkeys(groups):
        if terms := tuple(term for term in group if term.field or _is_word(term.text)):
            builder.add(terms)
    return builder.fts_query(kind)


def fts_phrase(term: Term) -> str:
    """Return the words of a term as a quoted FTS5 phrase."""
    words = (
        (space_characters(term.text) or "").replace("\x00", " ").replace('"', " ").encode("utf-8", "replace").decode()
    )
    return f'"{words}"' + "*" * term.prefix


def _is_word(text: str) -> bool:
    return any(each.isalnum() for each in text)


class _QueryBuilder:
    """Collects the parts of a query, one group of terms at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: list[str] = []
        self._excluded: list[str] = []
        self._facets: list[str] = []
        self._excluded_facets: list[str] = []
        self._pairs: dict[str, list[str]] = {"source": [], "stance": []}
        self._alternatives: list[tuple[Alternative, ...]] = []
        self._days: list[tuple[int | None, int | None]] = []
        self._named: list[Candidate] = []
        self._in_quotes = False

    def add(self, group: Group) -> None:
        if len(group) == 1:
            self._add_term(group[0])
        elif any(term.field == "date" for term in group):
            raise WrongUsage("a date cannot stand beside OR", hints=("a range will do: date:1935/1937",))
        elif all(not term.field and not term.negated for term in group):
            self._words.append(" OR ".join(map(self._word_expression, group)))
        elif all(term.field and not term.negated for term in group):
            self._facets.append(" OR ".join(map(self._facet, group)))
        else:
            self._alternatives.append(tuple(map(self._alternative, group)))

    def fts_query(self, kind: RecordKind | None) -> FtsQuery | None:
        if not (self._words or self._facets or self._excluded_facets or self._days or self._alternatives):
            return None
        return FtsQuery(
            words=self._all_words(),
            facets=self._all_facets(kind),
            excluded=None if self._words else " OR ".join(self._excluded) or None,
            alternatives=tuple(self._alternatives),
            has_dates=bool(self._days),
            since=max((first for first, _ in self._days if first is not None), default=-ENDLESS),
            until=min((last for _, last in self._days if last is not None), default=ENDLESS),
            named=tuple(self._named),
        )

    def _add_term(self, term: Term) -> None:
        if term.field == "date":
            if term.negated:
                raise WrongUsage("a date cannot be left out", hints=("say what is wanted: 'date:<1935', 'date:>1936'",))
            self._days.append(day_range(term.text))
        elif not term.field:
            (self._excluded if term.negated else self._words).append(self._word_expression(term))
        elif term.negated:
            self._excluded_facets.append(self._facet(term))
        else:
            facet = self._facet(term)
            self._facets.append(facet)
            self._pairs.get(term.field, []).append(facet)
            self._in_quotes = self._in_quotes or facet == f"{RECORD}{words.QUOTE}"

    def _word_expression(self, term: Term) -> str:
        """Return the FTS5 expression of a term. A prefix also matches the words that begin with it.

        The index stores stems, and a stem can be shorter than the prefix.
        """
        if not term.prefix:
            return fts_phrase(term)
        begun = term.text.casefold()
        words = self._connection.execute(_WORDS_WITH_PREFIX, {"first": begun, "last": f"{begun}\U0010ffff"})
        return f"({' OR '.join((fts_phrase(term), *(fts_phrase(Term(word)) for (word,) in words)))})"

    def _facet(self, term: Term) -> str:
        found = resolve_field(self._connection, term.field, term.text)
        if found.named:
            self._named.append(found.named)
        return found.facets

    def _alternative(self, term: Term) -> Alternative:
        if term.field:
            return Alternative("facet", self._facet(term), term.negated)
        return Alternative("passage", self._word_expression(term), term.negated)

    def _all_words(self) -> str | None:
        found = " AND ".join(f"({each})" for each in self._words)
        found = f"quote : ({found})" if found and self._in_quotes else found
        return f"({found}) NOT ({' OR '.join(self._excluded)})" if found and self._excluded else found or None

    def _all_facets(self, kind: RecordKind | None) -> str | None:
        """Return the FTS5 expression of all facets.

        A query for a source and a stance also requires the facet for that stance of that source.
        """
        stances_of_source = [
            f"{source}{stance}" for source in self._pairs["source"] for stance in self._pairs["stance"]
        ]
        required = " AND ".join(
            f"({each})" for each in (*self._facets, *stances_of_source, *([f"{RECORD}{kind}"] if kind else ()))
        )
        if self._excluded_facets:
            return f"({required or ANY_RECORD}) NOT ({' OR '.join(self._excluded_facets)})"
        return required or None


_WORDS_WITH_PREFIX: Final = "SELECT word FROM word WHERE word >= :first AND word < :last ORDER BY word LIMIT 50"
