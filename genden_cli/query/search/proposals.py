"""Queries to propose when a search finds nothing: with the nearest words that the base has."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.query.search.matching import expression, matching
from genden_cli.query.search.passages import in_order
from genden_cli.query.search.terms import OR, Term, spelt, terms
from genden_cli.text import edit_distance, phonetics

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.search.terms import Group

_WORD: Final = re.compile(r"[^\W_]+")
_MOST: Final = 3
_CHOICES: Final = 6
_ENOUGH: Final = 1_000


class Proposals(NamedTuple):
    """What to do about a query that finds nothing.

    ``queries`` find something. ``unknown`` are the words of the query that are like no word of the base.
    ``only_excludes`` says that the query excludes words and asks for none.
    """

    queries: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    only_excludes: bool = False


def proposals(connection: sqlite3.Connection, query: str, *, kind: str | None = None) -> Proposals:
    """Return queries that are like one that finds nothing, and find something.

    Unknown words are replaced by the nearest known ones. If every word is known, but not beside the others, the
    proposal is to search for any of them.
    """
    asked = terms(query)
    groups = tuple(group for group in asked if group != (Term(OR),)) or asked
    if groups and all(term.minus for group in groups for term in group):
        return Proposals(only_excludes=True)
    unknown = dict.fromkeys(word for word in _words(groups) if not _known(connection, word))
    nearest = {word: _nearest(connection, word) for word in unknown}
    choices = [dict(zip(nearest, choice, strict=True)) for choice in product(*nearest.values())]
    tried = [_replaced(groups, choice) for choice in choices]
    tried += [each for groups in tried for each in _either(groups)]
    found = (each for each in tried if _finds(connection, each, kind))
    queries = tuple(spelt(each) for each in islice(found, _MOST))
    return Proposals(queries, tuple(word for word in unknown if not nearest[word]))


def _either(groups: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    """Yield the groups that ask for any of the words in place of all, if there are several."""
    alone = [group for group in groups if len(group) == 1 and not (group[0].field or group[0].minus)]
    if len(alone) > 1:
        yield (tuple(term for (term,) in alone), *(group for group in groups if group not in alone))


def _words(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        for term in group:
            if not (term.field or term.minus or term.prefix):
                yield from _WORD.findall(term.text)


def _known(connection: sqlite3.Connection, word: str) -> bool:
    return connection.execute(_KNOWN, {"match": expression(Term(word))}).fetchone() is not None


def _nearest(connection: sqlite3.Connection, word: str) -> list[str]:
    """Return the words of the base that this one may be meant for: the nearest, then the most frequent first."""
    most = edit_distance.typo_allowance(len(word))
    typed = {word.casefold(): most}
    if not word.isascii():
        typed.setdefault(
            phonetics.romanize(word), most // 2
        )  # what is spelt by ear has a slip in it before it is mistyped
    found = []
    for (each,) in connection.execute(_NEAR_LENGTH, {"least": len(word) - most, "most": len(word) + most}):
        near = [slips for one, far in typed.items() if (slips := edit_distance.distance(one, each, most=far)) <= far]
        if near:
            found.append((min(near), each))
    found.sort()
    best = [each for slips, each in found[:_CHOICES] if slips == found[0][0]]
    return sorted(best, key=lambda each: (-_number(connection, each), each))


def _number(connection: sqlite3.Connection, word: str) -> int:
    return int(connection.execute(_NUMBER, {"match": expression(Term(word)), "most": _ENOUGH}).fetchone()[0])


def _replaced(groups: tuple[Group, ...], words: dict[str, str]) -> tuple[Group, ...]:
    def known(term: Term) -> Term:
        if term.field or term.minus or term.prefix:
            return term
        return term._replace(text=_WORD.sub(lambda found: words.get(found[0], found[0]), term.text))

    return tuple(tuple(map(known, group)) for group in groups)


def _finds(connection: sqlite3.Connection, groups: tuple[Group, ...], kind: str | None) -> bool:
    wanted = matching(connection, groups, kind=kind)
    return wanted is not None and in_order(connection, wanted, most=1) != []


_KNOWN: Final = "SELECT 1 FROM passage WHERE passage MATCH :match LIMIT 1"

_NUMBER: Final = "SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH :match LIMIT :most)"

_NEAR_LENGTH: Final = "SELECT word FROM word WHERE length(word) BETWEEN :least AND :most ORDER BY word"
