"""Export each reviewed claim as ClaimReview of schema.org, in JSON-LD.

A verdict is AVeriTeC's label (``alternateName``) and, where the claim was found true, false or in between, a number
from 5 to 1. "Not Enough Evidence" is no place between true and false, an opinion is not rated: neither has a number.
AVeriTeC's "Conflicting Evidence/Cherrypicking" is cut: evidence that conflicts is nobody's fault.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Any, Final

from genden_cli import contributors, schema
from genden_cli.model import When
from genden_cli.pages.parts import locator
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import base as base_record
from genden_cli.reviews import last_review
from genden_cli.text.sanitize import json_text, sanitize, sanitize_line
from genden_cli.words import ClaimState, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from genden_cli.export import Target
    from genden_cli.model import Appearance, Base, Claim, Source

RATINGS: Final[dict[Verdict, tuple[str, int | None]]] = {
    Verdict.SUPPORTED: ("Supported", 5),
    Verdict.DISPUTED: ("Conflicting Evidence", 3),
    Verdict.REFUTED: ("Refuted", 1),
    Verdict.UNPROVEN: ("Not Enough Evidence", None),
    Verdict.OPINION: ("Opinion", None),
}
"""The name and the number of each verdict. Unreviewed claims are left out."""

_ORGANIZATIONS: Final = frozenset({"publisher", "provider", "sponsor", "funder"})
_AS_WRITTEN: Final = frozenset({"url", "archivedAt", "inLanguage"})
_FIRST: Final = ("name", "creditText", "publisher", "datePublished", "inLanguage")
_MAPPED: Final = sorted(
    (each for each in schema.SOURCE.fields if each.schema_org),
    key=lambda each: _FIRST.index(each.schema_org) if each.schema_org in _FIRST else len(_FIRST),
)
"""The fields of a source that are properties of a work, in order."""

LEFT_OUT: Final = Frozen(
    {
        **dict.fromkeys(
            (each.key for each in schema.SOURCE.fields if each.csl and not each.schema_org),
            "a detail of the reference; the exports csl and biblatex have it",
        ),
        "type": "schema.org has other types",
        "ids": "`identifier` is the id in this base",
        "reliability": "a judgement of this fact base, not a fact about the work",
        "why": "a judgement of this fact base, not a fact about the work",
        "read": "how much the curator read, not a fact about the work",
        "derived_from": "the format has no place for the sources of a source",
        "note": "a note of the curator to readers of this fact base",
    }
)
"""Fields of a source that a work leaves out, each with the reason."""

_UNPUBLISHED: Final = frozenset({ClaimState.DRAFT, ClaimState.WITHDRAWN})

_DAY: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a graph of reviews, one per line."""
    base = base_record(connection)
    sources = {each.id: each for each in dump.sources(connection)}
    yield '{"@context": "https://schema.org", "@graph": ['
    separator = "\n"
    for claim in dump.claims(connection):
        if claim.verdict in RATINGS and claim.state not in _UNPUBLISHED:
            yield separator + _embeddable(json_text(_review(claim, base, sources)))
            separator = ",\n"
    yield "\n]}\n"


def _embeddable(text: str) -> str:
    """Return JSON that is safe inside a ``<script>`` of a page."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _review(claim: Claim, base: Base, sources: Mapping[str, Source]) -> dict[str, Any]:
    cited = dict.fromkeys(item.source for item in claim.evidence)
    return _without_empty(
        {
            "@type": "ClaimReview",
            "identifier": claim.id,
            "claimReviewed": sanitize(claim.says),
            "datePublished": _date(last_review(claim)),
            "inLanguage": base.language,
            "author": _thing("Organization", base.by),
            "license": _thing("CreativeWork", base.licence),
            "reviewRating": _rating(claim.verdict),
            "reviewBody": sanitize(claim.because) if claim.because else None,
            "itemReviewed": _without_empty(
                {
                    "@type": "Claim",
                    "text": sanitize(claim.says),
                    "appearance": [_appearance(each, sources) for each in claim.appears_in],
                }
            ),
            "citation": [_work(sources[each]) for each in cited],
        }
    )


def _rating(verdict: Verdict) -> dict[str, Any]:
    name, number = RATINGS[verdict]
    scale = {} if number is None else {"ratingValue": number, "bestRating": 5, "worstRating": 1}
    return {"@type": "Rating", "alternateName": name, **scale}


def _appearance(item: Appearance, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return the part of a document that makes the claim."""
    return _without_empty(
        {
            "@type": "CreativeWork",
            "position": sanitize_line(locator(item.at)),
            "text": sanitize_line(item.quote) if item.quote else None,
            "isPartOf": _work(sources[item.source]),
        }
    )


def _work(source: Source) -> dict[str, Any]:
    values = {each.schema_org: _property(each.schema_org, getattr(source, each.attribute)) for each in _MAPPED}
    return _without_empty({"@type": "CreativeWork", "identifier": source.id, **values})


def _property(name: str, value: Any) -> Any:
    """Return the value of a property of a work as schema.org types it."""
    if value is None or name in _AS_WRITTEN:
        return value
    if isinstance(value, When):
        return _date(value.edtf)
    if isinstance(value, tuple):
        value = contributors.names_text(value)
    return _thing("Organization", value) if name in _ORGANIZATIONS else sanitize_line(value)


def _thing(type_: str, name: str | None) -> dict[str, str] | None:
    return {"@type": type_, "name": sanitize_line(name)} if name else None


def _date(edtf: str | None) -> str | None:
    """Return a date that is also valid in ISO 8601, else None."""
    return edtf if edtf and _DAY.fullmatch(edtf) else None


def _without_empty(thing: dict[str, Any]) -> dict[str, Any]:
    """Return a thing without its empty properties."""
    return {name: value for name, value in thing.items() if value}
