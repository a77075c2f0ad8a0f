"""The answer to a question as JSON values of a limited size, for programs and prompts.

Whole texts are left out until the answer fits; no text is cut. Ids, verdict, places and grades always stay.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from genden_cli.text.command_line import command_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.query.search.answering_claim import CitedItem, NextClaim
    from genden_cli.query.search.ask_result import AskResult, ClaimSayings

_ALWAYS: Final = ("dates", "about")
_MAX_RECORDS: Final = 8
_MIN_RECORDS: Final = 3

_STEPS: Final = (
    "note",
    "quote",
    "says of others",
    "third item",
    "title",
    "second item",
    "others",
    "because",
    "question",
)
"""The parts that are left out, one after the other, until the answer fits."""


class ShortAnswer:
    """An answer whose fields are JSON values of at most ``most`` bytes, as ``size`` counts them.

    The values are made when they are asked for, since most formats do without them.
    """

    def __init__(self, answer: AskResult, *, most: int, size: Callable[[dict[str, Any]], int]) -> None:
        self._answer = answer
        self._most = most
        self._size = size

    def _asdict(self) -> dict[str, Any]:
        """Return the values: those that fit, or the shortest there are."""
        values = _values(self._answer, ())
        for without in accumulate((each,) for each in _STEPS):
            if self._size(values) <= self._most:
                break
            values = _values(self._answer, without)
        return values


def _values(answer: AskResult, without: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {} if "question" in without else {"question": answer.question}
    found |= {name: value for name in ("missing", "unrecorded", "lead") if (value := getattr(answer, name))}
    if answer.records:
        return {**found, "claim": None, **_records(answer, without)}
    if answer.sayings:
        return {**found, "claim": None, "sayings": [_sayings(each, without) for each in answer.sayings]}
    if extract := answer.extract:
        commands = [command_line(each._replace(purpose="")) for each in extract.commands]
        rows = [{"label": label, "text": value} for label, value in extract.rows]
        return {**found, "claim": None, "title": extract.title, "id": extract.id, "rows": rows, "commands": commands}
    if answer.claim is None:
        titled = "title" not in without
        near = (
            {"kind": each.kind, "id": each.id} | ({"title": each.title} if titled else {}) for each in answer.nearest
        )
        return {**found, "claim": None, "nearest": list(near)}
    claim = answer.claim
    found |= {name: value for name, value in (("when", answer.when), ("place", answer.place)) if value}
    found |= {"claim": claim.id, "says": claim.says, "verdict": claim.verdict, "state": claim.state}
    found["basis"] = claim.basis
    if "because" not in without:
        found["because"] = claim.because
    found |= {"confidence": claim.confidence, "reviewed": claim.reviewed}
    items = 3 - ("third item" in without) - ("second item" in without)
    for name, cited in (("supports", claim.supports), ("contradicts", claim.contradicts), ("silent", claim.silent)):
        found[name] = [_citation(each, without) for each in cited[:items]]
    for name, voices in zip(("independent_for", "independent_against"), claim.independent, strict=True):
        found[name] = voices._asdict()
    found["counts"] = {"supports": claim.counts[0], "contradicts": claim.counts[1], "silent": claim.silences}
    if "others" not in without:
        found["others"] = _others(answer, without)
    return found


def _records(answer: AskResult, without: tuple[str, ...]) -> dict[str, Any]:
    """Return the only record, or the first of several and their number, and the claims that state what they are."""
    left = {"because": ("about", "why"), "title": ("title",)}
    gone = {name for step in without for name in left.get(step, ())}
    several = [
        {
            name.rstrip("_"): value
            for name, value in each._asdict().items()
            if name not in gone and (value is not None or name in _ALWAYS)
        }
        for each in answer.records
    ]
    found: dict[str, Any] = {"record": several[0]}
    if len(several) > 1:
        most = _MAX_RECORDS if "third item" not in without else _MIN_RECORDS
        found = {"heading": answer.heading, "number": answer.number or len(several), "records": several[:most]}
    if answer.others and "others" not in without:
        found["others"] = _others(answer, without)
    return found


def _sayings(said: ClaimSayings, without: tuple[str, ...]) -> dict[str, Any]:
    """Return a claim, and the first items on it; ``stance`` is None for a document under examination."""
    most = _MAX_RECORDS if "third item" not in without else _MIN_RECORDS if "second item" not in without else 1
    items = [{"stance": stance, **_citation(item, without)} for stance, item in said.items[:most]]
    independent = {"independent": said.voices._asdict()} if said.voices else {}
    return {**_next(said.claim, without), "number": said.number, **independent, "items": items}


def _others(answer: AskResult, without: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_next(each, without) for each in answer.others]


def _next(claim: NextClaim, without: tuple[str, ...]) -> dict[str, Any]:
    said = {} if "says of others" in without else {"says": claim.says}
    return {"claim": claim.id, "verdict": claim.verdict, "state": claim.state} | said


def _citation(item: CitedItem, without: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "source": item.source,
        "title": item.title,
        "at": item.place,
        "grade": f"{item.reliability}{item.credibility or ''}",
        "quote": item.quote,
        "note": item.note,
    }
    return {name: value for name, value in values.items() if name not in without and value is not None}
