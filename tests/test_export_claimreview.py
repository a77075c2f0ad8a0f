"""Reviewed claims as ClaimReview: only terms of schema.org, each verdict as mapped, harmless inside a page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from conftest import TESTS
from exporting import HOSTILE, MINIMAL, exported

from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

TYPES: dict[str, Any] = json.loads((TESTS / "schema-org-terms.json").read_text(encoding="utf-8"))["types"]
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def properties(type_: str | None) -> dict[str, list[str]]:
    """Return what may be said of a type: its own properties, and those of what it is a kind of."""
    return {} if type_ is None else {**properties(TYPES[type_]["of"]), **TYPES[type_]["properties"]}


def fits(value: Any, kinds: list[str]) -> bool:
    if isinstance(value, list):
        return bool(value) and all(fits(each, kinds) for each in value)
    if isinstance(value, dict):
        return value["@type"] in kinds and all(
            fits(each, properties(value["@type"])[name]) for name, each in value.items() if name not in ("@type", "@id")
        )
    if isinstance(value, int):
        return "number" in kinds
    return bool(value) and (
        "text" in kinds
        or ("url" in kinds and bool(re.match("https?://", value)))
        or ("date" in kinds and bool(DATE.fullmatch(value)))
    )


RATINGS = {
    "supported": ("Supported", 5),
    "disputed": ("Conflicting Evidence", 3),
    "refuted": ("Refuted", 1),
    "unproven": ("Not Enough Evidence", None),
    "opinion": ("Opinion", None),
}


def test_every_reviewed_claim_is_a_review_in_terms_of_schema_org(base: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "claimreview", base=base)
    graph = json.loads(text)
    assert graph["@context"] == "https://schema.org"
    assert [each["identifier"] for each in graph["@graph"] if not fits(each, ["ClaimReview"])] == []
    facts = json.loads(exported(genden, "json", base=base))["claims"]
    reviewed = [
        name
        for name, claim in facts.items()
        if claim["verdict"] != "unreviewed" and claim.get("state") not in ("draft", "withdrawn")
    ]
    assert [each["identifier"] for each in graph["@graph"]] == reviewed
    for review in graph["@graph"]:
        claim = facts[review["identifier"]]
        assert review["reviewRating"]["alternateName"] == RATINGS[claim["verdict"]][0]
        assert review["reviewRating"].get("ratingValue") == RATINGS[claim["verdict"]][1]
        assert review["claimReviewed"] == review["itemReviewed"]["text"] == sanitize(claim["says"])
        assert review.get("reviewBody") == (sanitize(claim["because"]) if "because" in claim else None)
        appearances = review["itemReviewed"].get("appearance", [])
        quotes = [each.get("quote") for each in claim.get("appears_in", [])]
        assert [each.get("text") for each in appearances] == [each and sanitize_line(each) for each in quotes]


def test_each_citation_has_its_stance(genden: Callable[..., Ran]) -> None:
    reviews = json.loads(exported(genden, "claimreview"))["@graph"]
    facts = json.loads(exported(genden, "json"))["claims"]
    for review in reviews:
        cited = [(each["citation"]["identifier"], each["roleName"]) for each in review.get("citation", [])]
        items = [(each["source"], each["stance"]) for each in facts[review["identifier"]].get("evidence", [])]
        assert cited == list(dict.fromkeys(items))


def test_review_has_the_address_of_its_claim_on_the_page(genden: Callable[..., Ran]) -> None:
    for page in ("", "https://example.org/lamp.html"):
        options = ("--url", page) if page else ()
        for review in json.loads(exported(genden, "claimreview", *options))["@graph"]:
            address = f"{page}#claim-{review['identifier']}"
            assert review["@id"] == address
            assert review.get("url") == (address if page else None)


def test_nothing_ends_the_script_that_it_may_stand_in(base: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "claimreview", base=base)
    assert not set(text) & set("<>&")
    assert sanitize(text) == text


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("export-claimreview.json", exported(genden, "claimreview"))
    golden("export-claimreview-hostile.json", exported(genden, "claimreview", base=HOSTILE))


def test_a_base_without_claims_is_an_empty_graph(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert json.loads(exported(genden, "claimreview", base=base))["@graph"] == []
