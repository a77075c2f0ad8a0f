"""Answer questions on method about a claim: its evidence on one side, what would settle it, how sure it is."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.errors import Suggestion
from genden_cli.provenance import ancestry
from genden_cli.query.evidence.derivations import derivations
from genden_cli.query.evidence.voices import claim_summary
from genden_cli.query.method.questions import Kind
from genden_cli.query.method.rows import several
from genden_cli.query.records import claim as records
from genden_cli.query.records import events, gaps
from genden_cli.query.search.agreement import is_negated
from genden_cli.query.search.answering_claim import next_claims
from genden_cli.query.search.answers import is_whole
from genden_cli.query.search.ask_result import AskResult, ClaimSayings, Extract, read
from genden_cli.query.search.saying_answer import cited_sayings
from genden_cli.text.english import count_noun
from genden_cli.words import RecordKind, Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.query.evidence.derivations import Derivations
    from genden_cli.query.method.questions import MethodQuestion
    from genden_cli.query.records.claim import EvidenceDetails


def claims_on(connection: sqlite3.Connection, matter: str) -> list[str]:
    """Return the claims on a matter, the best first; of one with a "not", those without it too.

    Without a matter it is the most important claim of the base.
    """
    if not matter:
        return [headline.claim] if (headline := events.headline(connection)) else []
    named = [id_ for (id_,) in connection.execute(_NAMED, {"id": slug(matter)})]
    found = read(connection, _without_not(matter)).claims.ids
    return list(dict.fromkeys((*named, *found)))[:_MOST_CLAIMS]


def slug(name: str) -> str:
    """Return the id that a name may be: ``the dark night`` for ``dark-night``."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"^(?:the|an?) ", "", name.casefold())))


def _without_not(matter: str) -> str:
    return re.sub(r"\b(?:(?:did|does|do) )?(?:not|never) ", "", matter)


def evidence(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the items on one side of a claim; if none is against it, by those that are silent on it."""
    claims = claims_on(connection, asked.matter)
    if not claims:
        return None
    (claim,) = next_claims(connection, claims[:1])
    is_against = (asked.kind is Kind.AGAINST) is (is_negated(asked.matter) is is_negated(claim.says))
    sides = (Stance.CONTRADICTS, Stance.SILENT) if is_against else (Stance.SUPPORTS,)
    items = [each for side in sides for each in cited_sayings(connection, claim.id, (side,))]
    if items and items[0].stance in (Stance.CONTRADICTS, Stance.SUPPORTS):
        lead = ""
    else:
        verb = "against it" if is_against else "for it"
        lead = f"No source of this base speaks {verb}{_silent(len(items)) if is_against else ''}"
    return AskResult("", sayings=(ClaimSayings(claim, tuple(items[:_MOST_ITEMS]), len(items)),), lead=lead)


def _silent(number: int) -> str:
    if not number:
        return ", and none is recorded as silent."
    verb = "source that would have to mention it is" if number == 1 else "sources that would have to mention it are"
    return f". {number} {verb} silent:"


def missing(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the documents that would settle a claim, or most claims of the base."""
    if not asked.matter:
        rows = [(count_noun(len(each.claims), "claim"), _document(each)) for each in _first_gaps(connection)]
        nothing = "" if rows else "which document would settle a claim"
        title = "What would settle most claims" if rows else "What is missing"
        return AskResult("", missing=nothing, extract=Extract(title, None, tuple(rows), (Suggestion("gaps"),)))
    found = [records.claim(connection, id_) for id_ in claims_on(connection, asked.matter)]
    if not found:
        return None
    claim = next((each for each in found if each.would_settle), found[0])
    documents = [
        ", ".join(filter(None, (each.text or each.title, each.where, each.holder))) for each in claim.would_settle
    ]
    rows = [("Verdict", str(claim.verdict)), *several("To settle it", documents)]
    commands = (Suggestion("claim", (claim.id,)), Suggestion("gaps", purpose="What would settle other claims"))
    nothing = "" if documents else "which document would settle it"
    return AskResult("", missing=nothing, extract=Extract(claim.says, claim.id, tuple(rows), commands))


def _first_gaps(connection: sqlite3.Connection) -> Iterator[gaps.GapRow]:
    return islice(gaps.gaps(connection), _MOST_ITEMS)


def _document(gap: gaps.GapRow) -> str:
    return ", ".join(filter(None, (gap.document, gap.where, gap.holder)))


def origins(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the number of independent sources on each side of a claim, and which rest on others."""
    claims = claims_on(connection, asked.matter)
    if not claims:
        return None
    claim = records.claim(connection, claims[0])
    derived_from = derivations(connection)
    standing = claim.standing
    counts = ((standing.supports, standing.origins_for), (standing.contradicts, standing.origins_against))
    rows = [("Verdict", str(claim.verdict))]
    for side, (number, independent) in zip((Stance.SUPPORTS, Stance.CONTRADICTS), counts, strict=True):
        if number:
            items = [each for each in records.counting(claim.evidence) if each.stance is side]
            said = f"{count_noun(number, 'item')} of evidence, {independent.number} independent"
            rows.append((_SIDES[side], said + _unknown_origins(items, derived_from)))
            rows += several("Rests on others", _resting(items, derived_from))
    told = [voice for voice in claim_summary(connection, claim).voices if voice.copies]
    rows += several("One voice", [f"{each.item.source} and {count_noun(each.copies, 'retelling')}" for each in told])
    command = Suggestion("sources", ("--tree",), (("claim", claim.id),), purpose="Who rests on whom")
    extract = Extract(claim.says, claim.id, tuple(rows), (command,))
    return AskResult("", extract=extract)


def _unknown_origins(items: Sequence[EvidenceDetails], derived_from: Derivations) -> str:
    """Return of how many sources it is unknown where they have it from, as the end of a sentence; "" for none."""
    unknown = sum(not ancestry(each.source, each.rests_on, derived_from).known for each in items)
    if not unknown or len(items) == 1:
        return ""
    return f"; where they have it from is unknown of {'all' if unknown == len(items) else unknown}"


def _resting(items: Sequence[EvidenceDetails], derived_from: Derivations) -> list[str]:
    found = []
    for each in items:
        parents = derived_from.get(each.source) if each.rests_on is None else each.rests_on
        found += [f"{each.source} on {', '.join(parents)}"] if parents else []
    return found


def confidence(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the confidence of a verdict, or by the date of an event, and by the dates that sources give."""
    found = read(connection, asked.matter) if asked.matter else None
    first = found.found.passages[0] if found and found.found.passages else None
    if first and first.kind is RecordKind.EVENT and is_whole(first.covered):
        title, date = connection.execute(_EVENT, {"id": first.id}).fetchone()
        dates = connection.execute(_DATES_OF_EVENT, {"id": first.id}).fetchall()
        rows = [("Date", date or "none is recorded"), *_rival_dates(dates)]
        extract = Extract(title, first.id, tuple(rows), (Suggestion("event", (first.id,)),))
        return AskResult("", extract=extract)
    claims = claims_on(connection, asked.matter)
    if not claims:
        return None
    claim = records.claim(connection, claims[0])
    firm = f"{claim.confidence}: {words.CONFIDENCE[claim.confidence]}" if claim.confidence else "none is recorded"
    dates = [(each.source, each.date.words) for each in claim.evidence if each.date]
    own = [("Date", claim.date.words)] if claim.date else []
    rows = [("Verdict", str(claim.verdict)), ("Confidence", firm), *own, *_rival_dates(dates)]
    extract = Extract(claim.says, claim.id, tuple(rows), (Suggestion("claim", (claim.id,)),))
    return AskResult("", extract=extract)


def _rival_dates(dates: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the dates that sources give, each with its sources."""
    by_date: dict[str, list[str]] = {}
    for source, date in dates:
        by_date.setdefault(date, []).append(source)
    said = [f"{date}: {', '.join(dict.fromkeys(sources))}" for date, sources in by_date.items()]
    yield from several("Sources say", said) if said else [("Sources say", "no date of their own")]


_SIDES: Final = {Stance.SUPPORTS: "For", Stance.CONTRADICTS: "Against"}
_MOST_CLAIMS: Final = 5
_MOST_ITEMS: Final = 5

_NAMED: Final = "SELECT id FROM claim WHERE id = :id"

_EVENT: Final = "SELECT title, words FROM event LEFT JOIN date ON date.key = event.date WHERE id = :id"

_DATES_OF_EVENT: Final = """
SELECT source, words FROM evidence JOIN claim ON claim.id = claim JOIN date ON date.key = evidence.date
 WHERE event = :id ORDER BY sort_day, evidence.n
"""
