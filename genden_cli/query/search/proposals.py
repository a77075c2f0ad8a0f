"""Propose other queries if a search finds nothing, with the nearest words of the base."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Suggestion
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.names.exact import partial_matches
from genden_cli.query.search.matching import fts_phrase, fts_query
from genden_cli.query.search.passages import passages_by_time
from genden_cli.query.search.question_terms import KINDS
from genden_cli.query.search.terms import OR, Term, query_text, terms
from genden_cli.text import edit_distance, phonetics
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.search.terms import Group
    from genden_cli.words import RecordKind

_WORD: Final = re.compile(r"[^\W_]+")
_MAX_PROPOSALS: Final = 3
_MAX_CHOICES: Final = 6
_MAX_COUNT: Final = 1_000


class Proposals(NamedTuple):
    """Advice for a query that finds nothing.

    ``queries`` find something. ``records`` are the commands for records whose ids or titles have a part that was typed.
    ``unknown`` are the words of the query that are like no word of the base.
    ``only_excludes`` says that the query excludes words and asks for none.
    """

    queries: tuple[str, ...] = ()
    records: tuple[Suggestion, ...] = ()
    unknown: tuple[str, ...] = ()
    only_excludes: bool = False


def proposals(connection: sqlite3.Connection, query: str, *, kind: RecordKind | None = None) -> Proposals:
    """Return queries that are like one that finds nothing, and find something.

    Unknown words are replaced by the nearest known ones. If every word is known, but not beside the others, the
    proposal is to search for any of them.
    """
    all_groups = terms(query)
    groups = tuple(group for group in all_groups if group != (Term(OR),)) or all_groups
    if groups and all(term.negated for group in groups for term in group):
        return Proposals(only_excludes=True)
    unknown = dict.fromkeys(word for word in _words(groups) if not _is_known(connection, word))
    nearest = {word: nearest_words(connection, word) for word in unknown}
    choices = [dict(zip(nearest, choice, strict=True)) for choice in product(*nearest.values())]
    tried = [_with_replacements(groups, choice) for choice in choices]
    tried += [each for groups in tried for each in _any_word(groups)]
    found = (each for each in tried if _finds(connection, each, kind))
    queries = tuple(query_text(each) for each in islice(found, _MAX_PROPOSALS))
    records = tuple(islice(_records(connection, normalize(query), kind), _MAX_PROPOSALS))
    return Proposals(queries, records, tuple(word for word in unknown if not nearest[word]))


def _records(connection: sqlite3.Connection, folded: str, kind: RecordKind | None) -> Iterator[Suggestion]:
    """Yield the command for each record, but people, whose id or title has words that begin or go on as typed."""
    for section, each in KINDS.items():
        if section is not Section.PEOPLE and kind in (None, each):
            yield from (Suggestion(each, (found.id,)) for found in partial_matches(connection, section, folded))


def _any_word(groups: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    """Yield the groups with their words joined by OR, if there are several words."""
    alone = [group for group in groups if len(group) == 1 and not (group[0].field or group[0].negated)]
    if len(alone) > 1:
        yield (tuple(term for (term,) in alone), *(group for group in groups if group not in alone))


def _words(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        for term in group:
            if not (term.field or term.negated or term.prefix):
                yield from _WORD.findall(term.text)


def _is_known(connection: sqlite3.Connection, word: str) -> bool:
    return connection.execute(_HAS_WORD, {"match": fts_phrase(Term(word))}).fetchone() is not None


def nearest_words(connection: sqlite3.Connection, word: str) -> list[str]:
    """Return the words of the base with the smallest edit distance, the most frequent first."""
    most = edit_distance.typo_allowance(len(word))
    typed = {word.casefold(): most}
    if not word.isascii():
        # A romanized word already differs from the spelling, so fewer typos are allowed.
        typed.setdefault(phonetics.romanize(word), most // 2)
    found = []
    for (each,) in connection.execute(_NEAR_LENGTH, {"least": len(word) - most, "most": len(word) + most}):
        near = [slips for one, far in typed.items() if (slips := edit_distance.distance(one, each, most=far)) <= far]
        if near:
            found.append((min(near), each))
    found.sort()
    best = [each for slips, each in found[:_MAX_CHOICES] if slips == found[0][0]]
    return sorted(best, key=lambda each: (-_passage_count(connection, each), each))


def nearest_word(connection: sqlite3.Connection, word: str, *, most: int) -> str | None:
    """Return the word of the base with the same first letter that differs least, in at most ``most`` typos, or None.

    Of words that differ as much, the most frequent one counts.
    """
    typed = word.casefold()
    parameters = {
        "first": typed[0],
        "last": f"{typed[0]}\U0010ffff",
        "least": len(typed) - most,
        "most": len(typed) + most,
    }
    rows = connection.execute(_NEAR_WORDS, parameters)
    found = [(far, each) for (each,) in rows if (far := edit_distance.distance(typed, each, most=most)) <= most]
    best = [each for far, each in found if far == min(found)[0]]
    return min(best, key=lambda each: (-_passage_count(connection, each), each), default=None)


def _passage_count(connection: sqlite3.Connection, word: str) -> int:
    return int(connection.execute(_COUNT, {"match": fts_phrase(Term(word)), "most": _MAX_COUNT}).fetchone()[0])


def _with_replacements(groups: tuple[Group, ...], words: dict[str, str]) -> tuple[Group, ...]:
    def replaced(term: Term) -> Term:
        if term.field or term.negated or term.prefix:
            return term
        return term._replace(text=_WORD.sub(lambda found: words.get(found[0], found[0]), term.text))

    return tuple(tuple(map(replaced, group)) for group in groups)


def _finds(connection: sqlite3.Connection, groups: tuple[Group, ...], kind: RecordKind | None) -> bool:
    fts = fts_query(connection, groups, kind=kind)
    return fts is not None and passages_by_time(connection, fts, most=1) != []


_HAS_WORD: Final = "SELECT 1 FROM passage WHERE passage MATCH :match LIMIT 1"

_COUNT: Final = "SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH :match LIMIT :most)"

_NEAR_WORDS: Final = """
SELECT word FROM word WHERE word >= :first AND word < :last AND length(word) BETWEEN :least AND :most
"""

_NEAR_LENGTH: Final = "SELECT word FROM word WHERE length(word) BETWEEN :least AND :most ORDER BY word"
