"""Query sources: a list, or one source with its origins and statements."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.model import Appearance, CopyPart, Evidence, Identifier, Locator, SourceFields, WorkFields
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import (
    Columns,
    RowStream,
    Verdicts,
    array,
    fetch,
    lists,
    pairs,
    phrasings,
    text_filter,
)
from genden_cli.words import ClaimState, Stance, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.model import Phrasing
    from genden_cli.words import Reliability


_OF_WORKS: Final = " ".join(name for name in WorkFields._fields if name not in SourceFields._fields)


class SourceRow(SourceFields):
    """A source and the number of claims by its stance. ``derived_from`` is None if its origins are unknown."""

    _order = (
        "id title author publisher issued type reliability read language derived_from supports "
        "contradicts silent context examined url why note"
    )
    _left_out = "archived file"

    author: str | None
    derived_from: tuple[str, ...] | None
    supports: int
    contradicts: int
    silent: int
    context: int
    examined: bool


class SourceRef(NamedTuple):
    """A reference to a source."""

    id: str
    title: str
    reliability: Reliability


class EvidenceOnClaim(Evidence):
    """An item of evidence of a source, with its claim."""

    _order = "claim says verdict state stance credibility at quote translation note rests_on"
    _left_out = "source date"

    claim: str
    says: str
    verdict: Verdict
    state: ClaimState | None


class Assertion(Appearance):
    """A claim that a document under examination makes, with its place."""

    _order = "claim says verdict state because at quote"
    _left_out = "source before after translation translator note"

    claim: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    because: str | None


class SourceDetails(WorkFields):
    """A source with everything that a page shows. Only examined documents have ``claims`` and a ``score``."""

    _order = (
        f"id title author publisher issued type {_OF_WORKS} "
        "url archived language ids copy reliability why read derived_from origin_of asked_as note examined evidence "
        "claims score"
    )
    _left_out = "file"

    ids: tuple[Identifier, ...]
    copy: tuple[CopyPart, ...]
    derived_from: tuple[SourceRef, ...] | None
    origin_of: tuple[SourceRef, ...]
    examined: bool
    evidence: tuple[EvidenceOnClaim, ...]
    claims: tuple[Assertion, ...]
    score: Verdicts | None
    asked_as: tuple[Phrasing, ...]


def sources(
    connection: sqlite3.Connection, *, grades: Iterable[Reliability] = (), missing: str | None = None
) -> RowStream[SourceRow]:
    """Return the sources, by title; with ``grades``, those of one of these; with ``missing``, without that key."""
    found = connection.execute(_SOURCES, {"grade": text_filter(grades), "missing": missing})
    return RowStream(found, partial(_complete_rows, connection))


def weightiest_sources(
    connection: sqlite3.Connection, *, grades: Iterable[Reliability] = (), missing: str | None = None
) -> RowStream[SourceRow]:
    """Return the same sources, best grade first, then those with most evidence."""
    found = connection.execute(_BY_WEIGHT, {"grade": text_filter(grades), "missing": missing})
    return RowStream(found, partial(_complete_rows, connection))


def count_sources(
    connection: sqlite3.Connection, *, grades: Iterable[Reliability] = (), missing: str | None = None
) -> int:
    """Return how many sources there are; with ``grades``, of one of these."""
    (number,) = connection.execute(_COUNT, {"grade": text_filter(grades), "missing": missing}).fetchone()
    return int(number)


def _complete_rows(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[SourceRow]:
    ids = {"ids": array(row[0] for row in batch)}
    counts: dict[str, dict[str, int]] = {}
    for source, stance, number in connection.execute(_STANCES, ids):
        counts.setdefault(source, {})[stance] = number
    origins = lists(connection, _ORIGINS, **ids)
    for row in batch:
        known, examined = row[_ROW.width :]
        stances = counts.get(row[0], {})
        yield SourceRow(
            **_ROW.values(row),
            derived_from=origins.get(row[0], ()) if known else None,
            supports=stances.get(Stance.SUPPORTS, 0),
            contradicts=stances.get(Stance.CONTRADICTS, 0),
            silent=stances.get(Stance.SILENT, 0),
            context=stances.get(Stance.CONTEXT, 0),
            examined=bool(examined),
        )


def source(connection: sqlite3.Connection, id_: str) -> SourceDetails:
    """Return the source with this id."""
    row = connection.execute(_BY_ID, {"id": id_}).fetchone()
    return _profile(connection, row)._replace(
        evidence=tuple(_evidence(connection, id_)), claims=assertions(connection, id_)
    )


def profiles(connection: sqlite3.Connection) -> Iterator[SourceDetails]:
    """Yield all sources by title, without their evidence and the claims that they make."""
    return (_profile(connection, row) for row in connection.execute(_BY_TITLE).fetchall())


def _profile(connection: sqlite3.Connection, row: tuple[Any, ...]) -> SourceDetails:
    id_ = row[0]
    known, examined = row[_SOURCE.width :]
    origins = fetch(connection, SourceRef, _RESTS_ON, id=id_)
    return SourceDetails(
        **_SOURCE.values(row),
        ids=fetch(connection, Identifier, _IDENTIFIERS, id=id_),
        copy=fetch(connection, CopyPart, _COPY, id=id_),
        derived_from=origins if known else None,
        origin_of=fetch(connection, SourceRef, _ORIGIN_OF, id=id_),
        examined=bool(examined),
        evidence=(),
        claims=(),
        score=_score(connection, id_) if examined else None,
        asked_as=phrasings(connection, "source", id_),
    )


def _evidence(connection: sqlite3.Connection, id_: str) -> Iterator[EvidenceOnClaim]:
    places = pairs(connection, Locator, _PLACES_OF_EVIDENCE, source=id_)
    origins = lists(connection, _ORIGINS_OF_EVIDENCE, source=id_)
    for row in connection.execute(_EVIDENCE, {"id": id_}):
        number, known, *judged = row[_ITEM.width :]
        at, rests_on = places.get(number, ()), origins.get(number, ()) if known else None
        yield EvidenceOnClaim(**_ITEM.values(row), **_judged(*judged), at=at, rests_on=rests_on)


def assertions(connection: sqlite3.Connection, id_: str) -> tuple[Assertion, ...]:
    """Return the claims of a document in the order of their locators."""
    places = pairs(connection, Locator, _PLACES_OF_APPEARANCES, source=id_)
    found = []
    for row in connection.execute(_ASSERTIONS, {"id": id_}):
        number, claim, says, verdict, state, because = row[_APPEARANCE.width :]
        values = {**_judged(claim, says, verdict, state), "because": because}
        found.append((number, Assertion(**_APPEARANCE.values(row), **values, at=places.get(number, ()))))
    found.sort(key=lambda each: ([_natural_key(value) for _, value in each[1].at], each[0]))
    return tuple(each for _, each in found)


def _judged(claim: str, says: str, verdict: str, state: str | None) -> dict[str, Any]:
    """Return the fields of a claim in a row about its evidence."""
    return {"claim": claim, "says": says, "verdict": Verdict(verdict), "state": ClaimState(state) if state else None}


def _natural_key(value: str) -> tuple[int, str]:
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return (int(digits[:18]) if digits else 0), value


def _score(connection: sqlite3.Connection, id_: str) -> Verdicts:
    return Verdicts(**dict(connection.execute(_SCORE, {"id": id_})))


_ROW = Columns(schema.SOURCE, only=SourceFields)
_SOURCE = Columns(schema.SOURCE)
_ITEM = Columns(schema.EVIDENCE)
_APPEARANCE = Columns(schema.APPEARANCE)

_STANCES = """
SELECT source, stance, count(DISTINCT claim)
  FROM evidence
 WHERE source IN (SELECT value FROM json_each(:ids))
 GROUP BY source, stance
"""

_ORIGINS = """
SELECT source, origin FROM derived_from WHERE source IN (SELECT value FROM json_each(:ids)) ORDER BY source, position
"""

_SELECT = """
SELECT {0.sql}, derived_from_known, source.id IN (SELECT source FROM examined)
  FROM source {0.joins}
"""

_CONDITION = """
       (:grade IS NULL OR reliability IN (SELECT value FROM json_each(:grade)))
   AND CASE :missing WHEN 'url' THEN source.url IS NULL
                     WHEN 'archived' THEN archived IS NULL AND source.id NOT IN (SELECT source FROM source_copy)
                     ELSE 1 END
"""

_TITLE_ORDER = """ORDER BY ltrim(source.title, '["“«„''( ') COLLATE NOCASE, n"""

_SOURCES = f"{_SELECT.format(_ROW)} WHERE {_CONDITION} {_TITLE_ORDER}"

_BY_TITLE = f"{_SELECT.format(_SOURCE)} {_TITLE_ORDER}"

_BY_WEIGHT = f"""
{_SELECT.format(_ROW)}
  LEFT JOIN weight ON weight.section = 'sources' AND weight.id = source.id
 WHERE {_CONDITION}
 ORDER BY reliability, weight.number DESC, n
"""

_COUNT = f"SELECT count(*) FROM source WHERE {_CONDITION}"

_BY_ID = f"{_SELECT.format(_SOURCE)} WHERE source.id = :id"

_IDENTIFIERS = "SELECT scheme, value FROM source_identifier WHERE source = :id ORDER BY position"

_COPY = "SELECT part, value FROM source_copy WHERE source = :id ORDER BY position"

_RESTS_ON = """
SELECT id, title, reliability
  FROM derived_from JOIN source ON source.id = derived_from.origin
 WHERE derived_from.source = :id
 ORDER BY position
"""

_ORIGIN_OF = """
SELECT id, title, reliability
  FROM derived_from JOIN source ON source.id = derived_from.source
 WHERE derived_from.origin = :id
 ORDER BY n
"""

_EVIDENCE = f"""
SELECT {_ITEM.sql}, evidence.n, rests_on_known, claim.id, says, verdict, state
  FROM evidence JOIN claim ON claim.id = evidence.claim {_ITEM.joins}
 WHERE source = :id
 ORDER BY evidence.n
"""

_ASSERTIONS = f"""
SELECT {_APPEARANCE.sql}, appearance.n, claim.id, says, verdict, state, because
  FROM appearance INDEXED BY appearance_source JOIN claim ON claim.id = appearance.claim
 WHERE source = :id
 ORDER BY appearance.n
"""

_PLACES_OF_EVIDENCE = """
SELECT evidence, label, value
  FROM evidence CROSS JOIN evidence_locator ON evidence_locator.evidence = evidence.n
 WHERE source = :source ORDER BY evidence, position
"""

_ORIGINS_OF_EVIDENCE = """
SELECT evidence, rests_on.origin
  FROM evidence CROSS JOIN rests_on ON rests_on.evidence = evidence.n
 WHERE source = :source ORDER BY evidence, position
"""

_PLACES_OF_APPEARANCES = """
SELECT appearance, label, value
  FROM appearance INDEXED BY appearance_source
 CROSS JOIN appearance_locator ON appearance_locator.appearance = appearance.n
 WHERE source = :source ORDER BY appearance, position
"""

_SCORE = """
SELECT verdict, count(DISTINCT claim.id)
  FROM appearance INDEXED BY appearance_source JOIN claim ON claim.id = appearance.claim
 WHERE source = :id
 GROUP BY verdict
"""
