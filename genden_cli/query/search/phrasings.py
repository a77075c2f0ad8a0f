"""Compare a question with the phrasings of records, in their words and not in their order.

A phrasing that asks for a place is unlike a question that asks for a date, whatever words they share.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from genden_cli.query.records.fetch import array
from genden_cli.query.search.question import concepts
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import WEAK_WORDS, Intent
from genden_cli.text.terms import content_stems, intent, phrasing_key
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping


def records_asked_as(connection: sqlite3.Connection, text: str) -> Iterator[tuple[RecordKind, str]]:
    """Yield the records that have a phrasing with the words of the question."""
    for kind, id_ in connection.execute(_ASKING, {"form": phrasing_key(text), "intent": intent(text)}):
        yield RecordKind(kind), id_


def claims_asked_so(connection: sqlite3.Connection, text: str) -> set[str]:
    """Return the claims with a phrasing for yes or no that has the words of the question in their order."""
    rows = connection.execute(_ASKING_SO, {"form": phrasing_key(text)})
    return {id_ for id_, phrasing in rows if content_stems(phrasing) == content_stems(text)}


def claims_with_phrasing(connection: sqlite3.Connection, ids: Iterable[str], intent: Intent) -> set[str]:
    """Return those of some claims that have a phrasing for this kind of answer."""
    return {id_ for (id_,) in connection.execute(_ASKING_FOR, {"ids": array(ids), "intent": intent})}


def likeness_to_phrasings(
    connection: sqlite3.Connection, records: Iterable[tuple[RecordKind, str]], text: str, weights: Mapping[str, float]
) -> dict[tuple[RecordKind, str], float]:
    """Return for each record how much its nearest phrasing is like the question, from 0 to 1.

    The likeness is the share of the weight of both that they have in common (Dice). ``weights`` are those of the words
    of the question. Words of one group count as one, and words that carry little have little weight.
    """
    keys = array(f"{kind} {id_}" for kind, id_ in records if kind in _ASKED)
    rows = connection.execute(_WORDS, {"records": keys, "intent": intent(text)}).fetchall()
    if not rows:
        return {}
    weight = {stem: number for word, number in weights.items() for stem in content_stems(word)}
    same = concepts(connection, content_stems(text))
    asked = {concept: weight.get(form, _weight(form)) for form, concept in same.items()}
    found: dict[tuple[RecordKind, str], float] = {}
    for kind, id_, forms in rows:
        words = {form: asked.get(form, _weight(form)) for form in forms.split()}
        both = sum(number for form, number in words.items() if form in asked)
        alike = 2 * both / (sum(words.values()) + sum(asked.values()))
        record = (RecordKind(kind), id_)
        found[record] = max(alike, found.get(record, 0.0))
    return found


def _weight(form: str) -> float:
    return _LITTLE if form in weak_stems() else _OTHER


_OTHER: Final = 4.0
"""The weight of a word that only one of the two has."""

_LITTLE: Final = 0.8


@cache
def weak_stems() -> frozenset[str]:
    """Return the stems of the words that carry little."""
    return frozenset(map(stem, WEAK_WORDS))


_ASKED: Final = (RecordKind.SOURCE, RecordKind.EVENT, RecordKind.CLAIM)

# A phrasing that is answered by yes or no tells who, when and where too; a question of that kind asks for none of them.
_SAME_INTENT: Final = f"(:intent IS NULL OR intent IN ('', '{Intent.WHETHER}', :intent))"

_ASKING: Final = (
    f"SELECT DISTINCT kind, id FROM asking WHERE form = :form AND {_SAME_INTENT} ORDER BY kind, id LIMIT 20"
)

_ASKING_SO: Final = f"""
SELECT id, text FROM asking JOIN claim_phrasing ON claim = id
 WHERE form = :form AND kind = '{RecordKind.CLAIM}' AND intent = '{Intent.WHETHER}'
"""

_ASKING_FOR: Final = f"""
SELECT id FROM asking
 WHERE kind = '{RecordKind.CLAIM}' AND id IN (SELECT value FROM json_each(:ids)) AND intent = :intent
"""

_WORDS: Final = f"""
WITH record AS (SELECT substr(value, 1, instr(value, ' ') - 1) AS kind, substr(value, instr(value, ' ') + 1) AS id
                  FROM json_each(:records))
SELECT asking.kind, asking.id, words
  FROM record CROSS JOIN asking ON asking.kind = record.kind AND asking.id = record.id
 WHERE {_SAME_INTENT}
"""

RULES: Final = {"other": _OTHER, "little": _LITTLE, "asked": _ASKED}
"""The rules of likeness as data, for the search of a page."""
