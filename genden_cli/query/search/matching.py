"""From what a query asks for to what SQLite matches: words for one index, facets for the other, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genden_cli import words
from genden_cli.errors import WrongUsage
from genden_cli.query.search.fields import ALL, ENDLESS, chosen, days
from genden_cli.query.search.terms import Term
from genden_cli.text.normalize import space_characters

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.names.exact import Candidate
    from genden_cli.query.search.terms import Group


class Alternative(NamedTuple):
    """What matches in a ``table``, passage or facet; or, where ``minus``, does not."""

    table: str
    match: str
    minus: bool


class FtsQuery(NamedTuple):
    """What is to match: ``words`` and ``facets`` as FTS5 reads them, days, and rows of passages.

    ``without`` are words that are left out where none are asked for: of the others FTS5 leaves them out itself;
    ``among`` are alternatives of several kinds, one of each of which is to match; ``named`` are the records that
    fields stand for.
    """

    words: str | None
    facets: str | None
    without: str | None = None
    among: tuple[tuple[Alternative, ...], ...] = ()
    dated: bool = False
    since: int = -ENDLESS
    until: int = ENDLESS
    named: tuple[Candidate, ...] = ()

    def parameters(self) -> dict[str, Any]:
        """Return what the statements of a search are given."""
        either = {f"among_{n}_{m}": each.match for n, group in enumerate(self.among) for m, each in enumerate(group)}
        asked = {"words": self.words, "facets": self.facets, "without": self.without}
        return {**asked, "since": self.since, "until": self.until, **either}


def matching(connection: sqlite3.Connection, groups: Iterable[Group], *, kind: str | None = None) -> FtsQuery | None:
    """Return what these groups of terms match; None where they ask for nothing.

    Raise `WrongUsage` or `UnknownName` where a field cannot be understood.
    """
    asked = _Asked(connection)
    for group in dict.fromkeys(groups):
        if terms := tuple(term for term in group if term.field or _is_word(term.text)):
            asked.add(terms)
    return asked.matching(kind)


def expression(term: Term) -> str:
    """Return words as FTS5 reads them, quoted."""
    words = (
        (space_characters(term.text) or "").replace("\x00", " ").replace('"', " ").encode("utf-8", "replace").decode()
    )
    return f'"{words}"' + "*" * term.prefix


def _is_word(text: str) -> bool:
    return any(each.isalnum() for each in text)


class _Asked:
    """What has been asked for so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: list[str] = []
        self._without: list[str] = []
        self._facets: list[str] = []
        self._not_facets: list[str] = []
        self._pairs: dict[str, list[str]] = {"source": [], "stance": []}
        self._among: list[tuple[Alternative, ...]] = []
        self._days: list[tuple[int | None, int | None]] = []
        self._named: list[Candidate] = []
        self._in_quotes = False

    def add(self, group: Group) -> None:
        if len(group) == 1:
            self._add_term(group[0])
        elif any(term.field == "date" for term in group):
            raise WrongUsage("a date cannot stand beside OR", hints=("a range will do: date:1935/1937",))
        elif all(not term.field and not term.minus for term in group):
            self._words.append(" OR ".join(map(self._words_of, group)))
        elif all(term.field and not term.minus for term in group):
            self._facets.append(" OR ".join(map(self._facet, group)))
        else:
            self._among.append(tuple(map(self._alternative, group)))

    def matching(self, kind: str | None) -> FtsQuery | None:
        if not (self._words or self._facets or self._not_facets or self._days or self._among):
            return None
        return FtsQuery(
            words=self._all_words(),
            facets=self._all_facets(kind),
            without=None if self._words else " OR ".join(self._without) or None,
            among=tuple(self._among),
            dated=bool(self._days),
            since=max((first for first, _ in self._days if first is not None), default=-ENDLESS),
            until=min((last for _, last in self._days if last is not None), default=ENDLESS),
            named=tuple(self._named),
        )

    def _add_term(self, term: Term) -> None:
        if term.field == "date":
            if term.minus:
                raise WrongUsage("a date cannot be left out", hints=("say what is wanted: 'date:<1935', 'date:>1936'",))
            self._days.append(days(term.text))
        elif not term.field:
            (self._without if term.minus else self._words).append(self._words_of(term))
        elif term.minus:
            self._not_facets.append(self._facet(term))
        else:
            facet = self._facet(term)
            self._facets.append(facet)
            self._pairs.get(term.field, []).append(facet)
            self._in_quotes = self._in_quotes or facet == f"i{words.QUOTE}"

    def _words_of(self, term: Term) -> str:
        """Return words as FTS5 reads them; a beginning may be longer than the stem that stands for a word."""
        if not term.prefix:
            return expression(term)
        begun = term.text.casefold()
        words = self._connection.execute(_BEGINNING, {"first": begun, "last": f"{begun}\U0010ffff"})
        return f"({' OR '.join((expression(term), *(expression(Term(word)) for (word,) in words)))})"

    def _facet(self, term: Term) -> str:
        found = chosen(self._connection, term.field, term.text)
        if found.named:
            self._named.append(found.named)
        return found.facets

    def _alternative(self, term: Term) -> Alternative:
        if term.field:
            return Alternative("facet", self._facet(term), term.minus)
        return Alternative("passage", self._words_of(term), term.minus)

    def _all_words(self) -> str | None:
        found = " AND ".join(f"({each})" for each in self._words)
        found = f"quote : ({found})" if found and self._in_quotes else found
        return f"({found}) NOT ({' OR '.join(self._without)})" if found and self._without else found or None

    def _all_facets(self, kind: str | None) -> str | None:
        """Return the facets; a source's stance is asked for as one, so that no other source's will do."""
        both = [f"{source}{stance}" for source in self._pairs["source"] for stance in self._pairs["stance"]]
        wanted = " AND ".join(f"({each})" for each in (*self._facets, *both, *([f"i{kind}"] if kind else ())))
        if self._not_facets:
            return f"({wanted or ALL}) NOT ({' OR '.join(self._not_facets)})"
        return wanted or None


_BEGINNING: Final = "SELECT word FROM word WHERE word >= :first AND word < :last ORDER BY word LIMIT 50"
