"""Short records for data formats: JSON values of a limited size, for programs and prompts.

A record that is too large loses items from the end of its lists, then whole texts. No text is cut. Ids, verdicts and
counts always stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.pages import parts
from genden_cli.pages.short_claim import rival_claims
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.model import When
    from genden_cli.query.evidence.voices import ClaimSummary, Telling, Voice

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
        "because": record.because,
        "confidence": record.confidence,
        "reviewed": record.reviewed,
        "counts": {"supports": supports, "contradicts": contradicts, "silent": silent, "context": context},
        "independent_for": for_._asdict(),
        "independent_against": against._asdict(),
        "first_telling": _telling(summary.first) if summary.first else None,
        "evidence": [_voice(each) for each in summary.deciding[:MOST_ITEMS]],
        "rivals": [
            {"claim": each.id, "relation": each.relation, "verdict": each.verdict, "says": each.says}
            for each in rival_claims(record)[:MOST_ITEMS]
        ],
    }


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
        at=parts.locator(item.at) or None,
        quote=item.quote,
        translation=item.translation,
        note=item.note,
        retellings=voice.copies or None,
    )


def _present(**values: Any) -> dict[str, Any]:
    """Return the values that are not None."""
    return {name: value for name, value in values.items() if value is not None}


def _date(when: When | None) -> str | None:
    return when.edtf if when else None
