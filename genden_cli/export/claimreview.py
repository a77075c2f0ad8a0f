"""Each reviewed claim as schema.org's ClaimReview, in JSON-LD, as fact-checkers publish them.

A verdict is AVeriTeC's label (``alternateName``) and, where the claim was found true, false or in between, a number
from 5 to 1. "Not Enough Evidence" is no place between true and false, an opinion is not rated: neither has a number.
AVeriTeC's "Conflicting Evidence/Cherrypicking" is cut: evidence that conflicts is nobody's fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.pages.parts import locator
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import Locator
from genden_cli.text.sanitize import json_text, sanitize, sanitize_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from genden_cli.export import Target

RATINGS: Final[dict[str, tuple[str, int | None]]] = {
    "supported": ("Supported", 5),
    "disputed": ("Conflicting Evidence", 3),
    "refuted": ("Refuted", 1),
    "unproven": ("Not Enough Evidence", None),
    "opinion": ("Opinion", None),
}
"""What a verdict is called, and its number; a claim that nobody has reviewed has neither and is left out."""

_DAY: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a graph of reviews, one a line."""
    base = dump.whole_base(connection)
    sources = {each.id: each for each in dump.sources(connection)}
    yield '{"@context": "https://schema.org", "@graph": ['
    separator = "\n"
    for claim in dump.claims(connection):
        if claim.verdict in RATINGS:
            yield separator + _embeddable(json_text(_review(claim, base, sources)))
            separator = ",\n"
    yield "\n]}\n"


def _embeddable(text: str) -> str:
    """Return JSON that can stand in a ``<script>`` of a page: nothing in it ends that."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _review(claim: dump.Claim, base: dump.Base, sources: Mapping[str, dump.Source]) -> dict[str, Any]:
    cited = dict.fromkeys(item.source for item in claim.evidence)
    return _said(
        {
            "@type": "ClaimReview",
            "identifier": claim.id,
            "claimReviewed": sanitize(claim.says),
            "datePublished": _date(claim.reviewed),
            "inLanguage": base.language,
            "author": _named("Organization", base.by),
            "license": _named("CreativeWork", base.licence),
            "reviewRating": _rating(claim.verdict),
            "reviewBody": sanitize(claim.because) if claim.because else None,
            "itemReviewed": _said(
                {
                    "@type": "Claim",
                    "text": sanitize(claim.says),
                    "appearance": [_appearance(each, sources) for each in claim.appears_in],
                }
            ),
            "citation": [_work(sources[each]) for each in cited],
        }
    )


def _rating(verdict: str) -> dict[str, Any]:
    name, number = RATINGS[verdict]
    scale = {} if number is None else {"ratingValue": number, "bestRating": 5, "worstRating": 1}
    return {"@type": "Rating", "alternateName": name, **scale}


def _appearance(item: dump.Appearance, sources: Mapping[str, dump.Source]) -> dict[str, Any]:
    """Return the part of a document that makes the claim."""
    return _said(
        {
            "@type": "CreativeWork",
            "position": sanitize_line(locator(Locator(*each) for each in item.at)),
            "text": sanitize_line(item.quote) if item.quote else None,
            "isPartOf": _work(sources[item.source]),
        }
    )


def _work(source: dump.Source) -> dict[str, Any]:
    return _said(
        {
            "@type": "CreativeWork",
            "identifier": source.id,
            "name": sanitize_line(source.title),
            "creditText": sanitize_line(source.author) if source.author else None,
            "publisher": _named("Organization", source.publisher),
            "datePublished": _date(source.issued),
            "inLanguage": source.language,
            "url": source.url,
            "archivedAt": source.archived,
        }
    )


def _named(type_: str, name: str | None) -> dict[str, str] | None:
    return {"@type": type_, "name": sanitize_line(name)} if name else None


def _date(edtf: str | None) -> str | None:
    """Return a date that is one of ISO 8601 too; others are left out."""
    return edtf if edtf and _DAY.fullmatch(edtf) else None


def _said(thing: dict[str, Any]) -> dict[str, Any]:
    """Return a thing with what is known of it."""
    return {name: value for name, value in thing.items() if value}
