"""Short records for data formats: JSON values of a limited size, for programs and prompts.

A record that is too large loses items from the end of its lists, then whole texts. No text is cut. Ids, verdicts and
counts always stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.pages import findings, parts, short_claim, short_read
from genden_cli.text.sanitize import json_text
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.model import When
    from genden_cli.query.evidence.compare import Comparison
    from genden_cli.query.evidence.voices import ClaimSummary, Telling, Voice
    from genden_cli.query.records.claim import Related
    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.sources import EvidenceOnClaim
    from genden_cli.query.records.summaries import EventSummary, PersonSummary, SourceSummary
    from genden_cli.query.text.read import AnnotatedText

CLAIM_BYTES: Final = 1_700
"""The largest record of a claim in JSON, so that it has at most 2 KB together with the name of the base."""

PERSON_BYTES: Final = 3_700
"""The same for the record of a person, which has at most 4 KB."""

MOST_ITEMS: Final = 6


class Brief:
    """A record whose fields are JSON values. They are made when they are asked for, since a table does without them.

    ``droppable`` names the lists and texts that a record of more than ``most`` bytes can do without, in this order. A
    list keeps its first item until all lists are that short.
    """

    def __init__(self, values: Callable[[], dict[str, Any]], *, most: int, droppable: tuple[str, ...]) -> None:
        self._values = values
        self._most = most
        self._droppable = droppable

    def _asdict(self) -> dict[str, Any]:
        """Return the values that fit, or the fewest there are."""
        values = {name: value for name, value in self._values().items() if value not in (None, [])}
        for least in (1, 0):
            for name in self._droppable:
                while self._is_large(values) and isinstance(values.get(name), list) and len(values[name]) > least:
                    values[name] = values[name][:-1]
        for name in self._droppable:
            if self._is_large(values):
                values.pop(name, None)
        return values

    def _is_large(self, values: dict[str, Any]) -> bool:
        return len(json_text({"record": values}, indent=2).encode()) > self._most


def claim(summary: ClaimSummary) -> Brief:
    """Return the short record of a claim."""
    return Brief(
        lambda: _claim(summary), most=CLAIM_BYTES, droppable=("rivals", "evidence", "first_telling", "because")
    )


def _claim(summary: ClaimSummary) -> dict[str, Any]:
    record = summary.record
    supports, contradicts, silent, context, for_, against = record.standing
    return {
        "id": record.id,
        "says": record.says,
        "verdict": record.verdict,
        "state": record.state,
        "basis": record.basis,
        "because": record.because,
        "confidence": record.confidence,
        "reviewed": record.reviewed,
        "counts": {"supports": supports, "contradicts": contradicts, "silent": silent, "context": context},
        "independent_for": for_._asdict(),
        "independent_against": against._asdict(),
        "first_telling": _telling(summary.first) if summary.first else None,
        "evidence": [_voice(each) for each in summary.deciding[:MOST_ITEMS]],
        "rivals": [
            {"claim": each.id, "relation": each.relation} | _ruling(each) | {"says": each.says}
            for each in short_claim.rival_claims(record)[:MOST_ITEMS]
        ],
    }


def person(summary: PersonSummary) -> Brief:
    """Return the short record of a person."""
    droppable = ("relations", "claims", "events", "offices", "about")
    return Brief(lambda: _person(summary), most=PERSON_BYTES, droppable=droppable)


def event(summary: EventSummary) -> Brief:
    """Return the short record of an event."""
    return Brief(lambda: _event(summary), most=PERSON_BYTES, droppable=("claims", "rivals", "about"))


def source(summary: SourceSummary) -> Brief:
    """Return the short record of a source."""
    return Brief(lambda: _source(summary), most=PERSON_BYTES, droppable=("statements", "wrong", "why", "note"))


def read(summary: SourceSummary) -> Brief:
    """Return the short record of a document under examination: its score, and what is wrong with it."""
    return Brief(lambda: _read(summary), most=PERSON_BYTES, droppable=("wrong",))


def comparison(record: Comparison) -> Brief:
    """Return the short record of a comparison: the versions, what the sources tell, and the first sources."""
    droppable = ("sources", "findings", "versions")
    return Brief(lambda: _comparison(record), most=PERSON_BYTES, droppable=droppable)


def _comparison(record: Comparison) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "versions": [
            {
                "key": each.key,
                "claim": each.claim,
                "verdict": each.verdict,
                "state": each.state,
                "says": each.says,
                "sources_for": each.sources_for,
                "sources_against": each.sources_against,
                "sources_silent": each.sources_silent,
                "independent_for": each.standing.origins_for._asdict(),
            }
            for each in record.versions
        ],
        "findings": list(findings.findings(record)),
        "sources": [
            {
                "source": each.id,
                "title": each.title,
                "reliability": each.reliability,
                "tells_apart": each.tells_apart,
                "stances": {stand.key: stand.stance for stand in each.stands},
            }
            for each in record.sources[:MOST_ITEMS]
        ],
    }


def text(record: AnnotatedText) -> Brief:
    """Return the short record of a text: its score, and what is wrong in it."""
    return Brief(lambda: _text(record), most=PERSON_BYTES, droppable=("wrong",))


def _text(record: AnnotatedText) -> dict[str, Any]:
    score = {**record.score._asdict(), "verdicts": record.score.verdicts._asdict()}
    return {
        "text": record.text,
        "source": record.source,
        "score": {**score, "readings": record.score.readings._asdict()},
        "wrong": [
            _present(**made._asdict(), places=places) for made, places in short_read.wrong_claims(record)[:MOST_ITEMS]
        ],
    }


def _person(summary: PersonSummary) -> dict[str, Any]:
    record = summary.record
    return {
        "id": record.id,
        "name": record.name,
        "about": record.about,
        "born": _date(record.born),
        "died": _date(record.died),
        "offices": [_present(title=each.title, from_=_date(each.from_), to=_date(each.to)) for each in summary.roles],
        "relations": [
            {"as": each.as_, "to": each.to, "name": each.name, "outward": each.outward}
            for each in summary.relations[:MOST_ITEMS]
        ],
        "events": [_present(id=each.id, title=each.title, date=_date(each.date)) for each in summary.events],
        "claims": [_judged(each) for each in summary.claims],
        "counts": {name: len(getattr(record, name)) for name in ("names", "roles", "relations", "events", "claims")},
    }


def _event(summary: EventSummary) -> dict[str, Any]:
    record = summary.record
    return {
        "id": record.id,
        "title": record.title,
        "date": _date(record.date),
        "place": record.place,
        "about": record.about,
        "people": [_present(id=each.id, name=each.name, role=each.role) for each in record.people],
        "verdicts": record.verdicts._asdict(),
        "rivals": [_judged(each) for each in record.variants],
        "claims": [_judged(each) for each in summary.claims[:MOST_ITEMS]],
    }


def _source(summary: SourceSummary) -> dict[str, Any]:
    record = summary.record
    stances = [each.stance for each in record.evidence]
    return {
        "id": record.id,
        "title": record.title,
        "author": record.author,
        "publisher": record.publisher,
        "issued": _date(record.issued),
        "url": record.url,
        "archived": record.archived,
        "reliability": record.reliability,
        "why": record.why,
        "read": record.read,
        "examined": record.examined,
        "derived_from": None if record.derived_from is None else [each.id for each in record.derived_from],
        "score": record.score._asdict() if record.score else None,
        "counts": {side: stances.count(side) for side in Stance},
        "wrong": _wrong(summary),
        "statements": [] if record.claims else [_statement(each) for each in summary.statements[:MOST_ITEMS]],
        "note": record.note,
    }


def _read(summary: SourceSummary) -> dict[str, Any]:
    record = summary.record
    score = record.score._asdict() if record.score else None
    return {"source": record.id, "title": record.title, "score": score, "wrong": _wrong(summary)}


def _wrong(summary: SourceSummary) -> list[dict[str, Any]]:
    return [
        _present(
            claim=each.first.claim,
            verdict=each.first.verdict,
            state=each.first.state,
            at=parts.locator_as_written(each.first.at) or None,
            quote=each.first.quote,
            says=each.first.says,
            because=each.first.because,
            places=each.places,
        )
        for each in summary.wrong[:MOST_ITEMS]
    ]


def _statement(item: EvidenceOnClaim) -> dict[str, Any]:
    return _present(
        stance=item.stance,
        credibility=item.credibility,
        claim=item.claim,
        says=item.says,
        verdict=item.verdict,
        state=item.state,
        at=parts.locator_as_written(item.at) or None,
        quote=item.quote,
        translation=item.translation,
        note=item.note,
    )


def _judged(claim: ClaimRow) -> dict[str, Any]:
    return {"id": claim.id} | _ruling(claim) | {"says": claim.says}


def _ruling(claim: ClaimRow | Related) -> dict[str, Any]:
    return {"verdict": claim.verdict, "state": claim.state}


def _telling(first: Telling) -> dict[str, Any]:
    return _present(source=first.source, title=first.title, author=first.author, issued=_date(first.issued))


def _voice(voice: Voice) -> dict[str, Any]:
    item = voice.item
    return _present(
        stance=item.stance,
        grade=f"{item.reliability}{item.credibility or ''}",
        source=item.source,
        title=item.title,
        author=item.author,
        issued=_date(voice.issued),
        at=parts.locator_as_written(item.at) or None,
        quote=item.quote,
        translation=item.translation,
        note=item.note,
        retellings=voice.copies or None,
    )


def _present(**values: Any) -> dict[str, Any]:
    """Return the values that are not None, without the underscore of a word of Python."""
    return {name.rstrip("_"): value for name, value in values.items() if value is not None}


def _date(when: When | None) -> str | None:
    return when.edtf if when else None
