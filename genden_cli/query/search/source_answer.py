"""Answer questions about the sources of a matter: which of them is best, and whether two of them disagree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.agreement import asked_roles
from genden_cli.query.search.answering_claim import next_claims
from genden_cli.query.search.answers import answers
from genden_cli.query.search.ask_result import read
from genden_cli.query.search.record_answer import record_in_short
from genden_cli.query.search.terms import Term
from genden_cli.text.stop_words import Intent
from genden_cli.text.terms import content_words, stems
from genden_cli.words import RecordKind, Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from genden_cli.query.search.ask_result import Asked, AskResult
    from genden_cli.query.search.record_answer import NamedRecord


class ComparedSources(NamedTuple):
    """A question whether sources agree on a ``matter``, or disagree.

    ``sides`` are the ids of each of them, none for any sources.
    """

    sides: tuple[frozenset[str], ...]
    matter: str
    asks_for_unity: bool = False


def by_disagreement(asked: Asked) -> AskResult | None:
    """Answer whether sources disagree by a claim that one of them supports and another one contradicts."""
    people = {term.text for term in asked.found.question.terms if term.named}
    compared = asked_comparison(asked.connection, asked.question, people)
    if compared is None:
        return None
    claims = read(asked.connection, compared.matter).claims.ids[:_MAX_COMPARED]
    found = compared_claim(asked.connection, compared, claims)
    own = {"unknown": (), "corrected": ()}
    if found is None and claims:
        return asked.by_claims(
            claims, missing="whether they agree" if compared.asks_for_unity else "that they disagree", **own
        )
    return asked.by_claims([found], **own) if found else asked.nothing()


def by_best_sources(asked: Asked) -> AskResult:
    """Answer which source is best by those of the claim on the matter that has most evidence."""
    when = asked_roles(asked.found.question, asked.question, Intent.WHEN)
    has_matter = any(not term.weak for term in asked.found.question.terms)
    says = {each: asked.sentence(each) for each in asked.claims.ids[:_MAX_COMPARED] if has_matter}
    told = [id_ for id_, text in says.items() if asked.has_words(text) and (not when or when.agrees(text))]
    best = best_sources(asked.connection, told or list(says)[:1])
    if best is None:
        return asked.nothing()
    claim, records = best
    heading = f"the best sources on “{asked.sentence(claim)}”"
    return asked.result(records=records, heading=heading, others=next_claims(asked.connection, [claim]))


def by_author(asked: Asked) -> AskResult | None:
    """Answer who somebody is by the sources whose author has this name, if no person of the base has it."""
    named = re.fullmatch(_AUTHOR, asked.question.strip(" ?!."), re.IGNORECASE)
    if named is None or any(term.names_person for term in asked.found.question.terms):
        return None
    name = named["name"] or named["writer"]
    found = answers(asked.connection, tuple((Term(word),) for word in name.split()))
    among = [each.id for each in found.passages if each.kind is RecordKind.SOURCE]
    ids = sources_named(asked.connection, name, is_author=True, among=among)
    records = [record_in_short(asked.connection, RecordKind.SOURCE, id_) for id_ in sorted(ids)]
    if not records:
        return None
    authors = "; ".join(dict.fromkeys(str(each.about) for each in records))
    lead = f"No person of this base, but an author of its sources: {authors}."
    own = {"unknown": (), "corrected": ()}
    first = tuple(records[:_MOST_BY_AUTHOR])
    return asked.result(records=first, number=len(records), lead=lead, heading=f"sources by {authors}", **own)


def asked_comparison(connection: sqlite3.Connection, question: str, people: Collection[str]) -> ComparedSources | None:
    """Return what a question such as "do A and B disagree about it" compares, or None for another question.

    ``people`` are the words of the question that name people. They name a source only as its author.
    """
    asked = re.fullmatch(_COMPARING, question.strip(" ?!."), re.IGNORECASE)
    if asked is None:
        return None
    asks_for_unity = asked["verb"].casefold() == "agree"
    names = re.split(r",? and |,? or |, ", asked["sources"])
    names += [asked["other"]] if asked["other"] else []
    if len(names) == 1 and is_any_source(names[0]):
        return ComparedSources((), asked["matter"], asks_for_unity)
    sides = tuple(sources_named(connection, name, is_author=name in people) for name in names)
    return ComparedSources(sides, asked["matter"], asks_for_unity) if all(sides) and len(sides) > 1 else None


def is_any_source(name: str) -> bool:
    """Tell whether words such as "the sources" or "anybody" name no source."""
    return _ANY_SOURCE.issuperset(stems(name))


def sources_named(
    connection: sqlite3.Connection, name: str, *, is_author: bool, among: Iterable[str] | None = None
) -> frozenset[str]:
    """Return the sources that have all words of a name in their author, or else in their id, title or type too.

    Words such as "the article" alone name the documents under examination. ``among`` are the only ones that count.
    """
    named = frozenset(stems(" ".join(word.text for word in content_words(name)[0])))
    asked = named - KINDS_OF_TEXT
    if named and not asked and (examined := connection.execute(_EXAMINED).fetchall()):
        return frozenset(id_ for (id_,) in examined)
    asked = asked or named
    if not asked:
        return frozenset()
    rows = connection.execute(_NAMES, {"ids": None if among is None else array(among)})
    return frozenset(
        id_ for id_, author, rest in rows if asked.issubset(stems(author if is_author else f"{author} {rest}"))
    )


def compared_claim(connection: sqlite3.Connection, asked: ComparedSources, claims: Iterable[str]) -> str | None:
    """Return the first claim on which the sources disagree, or agree if that is asked too; None if none is known."""
    return next((each for each in claims if _is_compared(asked, connection.execute(_STANCES, {"claim": each}))), None)


def _is_compared(asked: ComparedSources, items: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one side supports a claim and another one contradicts it, or whether all sides do the same."""
    rows = list(items)
    sides = [{stance for source, stance in rows if source in side} for side in asked.sides]
    sides = sides or [{stance} for _, stance in rows]
    for_it = {n for n, each in enumerate(sides) if Stance.SUPPORTS in each}
    against = {n for n, each in enumerate(sides) if Stance.CONTRADICTS in each}
    is_united = asked.asks_for_unity and len(sides) > 1 and len(sides) in (len(for_it), len(against))
    return is_united or bool(for_it and against and len(for_it | against) > 1)


def best_sources(connection: sqlite3.Connection, claims: Collection[str]) -> tuple[str, tuple[NamedRecord, ...]] | None:
    """Return the claim with most evidence, and its best sources with their stance; None if none has evidence."""
    row = connection.execute(_MOST_EVIDENCE, {"ids": array(claims)}).fetchone()
    if row is None:
        return None
    items = connection.execute(_BEST, {"claim": row[0], "most": _MOST}).fetchall()
    records = (record_in_short(connection, RecordKind.SOURCE, source)._replace(as_=stance) for source, stance in items)
    return row[0], tuple(records)


_COMPARING: Final = (
    r"(?:do|does|did) (?P<sources>.+?) (?P<verb>disagree|agree|differ|conflict|contradict)(?: each other)?"
    r"(?: with)?(?: (?P<other>.+?))?? (?:about|on|over|as to|whether|that|who|when|where|how|why) (?P<matter>.+)"
)

_ANY_SOURCE: Final = frozenset(
    stems("the our these all any two source account historian text witness they anybody anyone somebody someone")
)

KINDS_OF_TEXT: Final = frozenset(stems("article account book document page post text work"))
"""Words that alone name the documents under examination."""

_EXAMINED: Final = "SELECT source FROM examined"

_AUTHOR: Final = (
    r"(?:who (?:is|was|are|were)|who['’]s|tell me about) (?!the |an? )(?P<name>.+)"
    r"|(?:what|which (?:books?|texts?|works?|sources?)) (?:did|does|has) (?P<writer>.+) (?:write|written|publish)"
)
_MOST_BY_AUTHOR: Final = 20

_MOST: Final = 3
_MAX_COMPARED: Final = 20

_NAMES: Final = """
SELECT id, coalesce(author, ''), id || ' ' || title || ' ' || coalesce(container_title, '') || ' ' || coalesce(type, '')
  FROM source WHERE :ids IS NULL OR id IN (SELECT value FROM json_each(:ids)) ORDER BY n
"""

_STANCES: Final = "SELECT source, stance FROM evidence WHERE claim = :claim ORDER BY n"

_MOST_EVIDENCE: Final = """
SELECT claim FROM json_each(:ids) AS asked JOIN evidence ON claim = asked.value
 WHERE stance <> 'context' AND source NOT IN (SELECT source FROM examined)
 GROUP BY claim ORDER BY count(*) DESC, min(asked.key) LIMIT 1
"""

_BEST: Final = """
SELECT source, stance FROM evidence JOIN source ON source.id = source
 WHERE claim = :claim AND stance <> 'context' AND source NOT IN (SELECT source FROM examined)
 GROUP BY source ORDER BY reliability, min(coalesce(credibility, '7')), evidence.n LIMIT :most
"""
