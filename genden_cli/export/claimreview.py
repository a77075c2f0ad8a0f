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
from genden_cli.pages.parts import locator_as_written
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import base as base_record
from genden_cli.reviews import last_review
from genden_cli.text.sanitize import json_text, sanitize, sanitize_line, web_link
from genden_cli.words import ClaimState, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.export import Target
    from genden_cli.model import Appearance, Base, Claim, Source
    from genden_cli.words import Stance

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

_CONTEXT: Final = "https://schema.org"
_DAY: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection, target.url))


def short_reviews(connection: sqlite3.Connection, ids: Sequence[str], url: str | None) -> str:
    """Return the reviews of some claims as JSON-LD for a page, in the order of ``ids``.

    The text is empty if none is published. Reviews leave out the sources that they rest on. ``url`` is the address of
    the page; each claim has a fragment of it.
    """
    found = {each.id: each for each in dump.claims(connection) if each.id in ids and _is_reviewed(each)} if ids else {}
    if not found:
        return ""
    base = base_record(connection)
    made_in = dump.sources_by_id(connection, (item.source for each in found.values() for item in each.appears_in))
    reviews = [_short_review(found[each], base, url) for each in ids if each in found]
    works = [{"@id": f"#source-{each.id}", **_work(each)} for each in made_in.values()]
    return _embeddable(json_text({"@context": _CONTEXT, "@graph": [*reviews, *works]}, compact=True))


def _is_reviewed(claim: Claim) -> bool:
    """Tell whether a claim has a verdict that is published."""
    return claim.verdict in RATINGS and claim.state not in _UNPUBLISHED


def _short_review(claim: Claim, base: Base, url: str | None) -> dict[str, Any]:
    address = {"url": f"{url}#claim-{claim.id}"} if url else {}
    places = [{**_place(item), "isPartOf": {"@id": f"#source-{item.source}"}} for item in claim.appears_in]
    return {**_review(claim, base, places), **address}


def _chunks(connection: sqlite3.Connection, url: str | None) -> Iterator[str]:
    """Yield a graph of reviews, one per line."""
    base = base_record(connection)
    page = web_link((url or base.url or "").partition("#")[0])
    works = {each.id: _work(each) for each in dump.sources(connection)}
    yield f'{{"@context": "{_CONTEXT}", "@graph": ['
    separator = "\n"
    for claim in dump.claims(connection):
        if _is_reviewed(claim):
            yield separator + _embeddable(json_text(_whole_review(claim, base, works, page)))
            separator = ",\n"
    yield "\n]}\n"


def _whole_review(claim: Claim, base: Base, works: Mapping[str, dict[str, Any]], page: str | None) -> dict[str, Any]:
    """Return a review with the ``works`` that it rests on, by id. Its ``@id`` is its place on the ``page``."""
    places = [{**_place(each), "isPartOf": works[each.source]} for each in claim.appears_in]
    cited = dict.fromkeys((item.source, item.stance) for item in claim.evidence if item.source not in base.examines)
    citations = [_citation(works[source], stance) for source, stance in cited]
    address = f"{page or ''}#claim-{claim.id}"
    review = {"@id": address, "url": address if page else None, **_review(claim, base, places), "citation": citations}
    return _without_empty(review)


def _citation(work: dict[str, Any], stance: Stance) -> dict[str, Any]:
    """Return a cited work with its stance, as schema.org qualifies a property: by a role."""
    return {"@type": "Role", "roleName": stance, "citation": work}


def _embeddable(text: str) -> str:
    """Return JSON that is safe inside a ``<script>`` of a page."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _review(claim: Claim, base: Base, places: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a review. ``places`` are the parts of documents that make the claim."""
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
                    "appearance": places,
                }
            ),
        }
    )


def _rating(verdict: Verdict) -> dict[str, Any]:
    name, number = RATINGS[verdict]
    scale = {} if number is None else {"ratingValue": number, "bestRating": 5, "worstRating": 1}
    return {"@type": "Rating", "alternateName": name, **scale}


def _place(item: Appearance) -> dict[str, Any]:
    """Return the part of a document that makes the claim, without the document."""
    return _without_empty(
        {
            "@type": "CreativeWork",
            "position": sanitize_line(locator_as_written(item.at)),
            "text": sanitize_line(item.quote) if item.quote else None,
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
