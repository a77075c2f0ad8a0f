"""Reviews of claims as JSON: ClaimReview of schema.org, alone, in a feed, a graph or a page; and answers of a search.

A search is that of the Fact Check Tools of Google: claims, each with its reviews.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography import texts
from genden_cli.errors import Unreadable
from genden_cli.interchange import dates, json_texts
from genden_cli.interchange.claim_base import CheckedClaim, ClaimBase, Speaker, left_out_keys, stance_of, tags_of
from genden_cli.interchange.json_texts import text_of
from genden_cli.interchange.ratings import verdict_of
from genden_cli.words import ActorType, ClaimKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.interchange.draft import Draft, Values
    from genden_cli.words import Reliability

    Thing = dict[str, Any]

_REVIEW: Final = "ClaimReview"
_DEEPEST: Final = 32
_INSIDE: Final = (
    "@graph",
    "dataFeedElement",
    "item",
    "mainEntity",
    "itemListElement",
    "claims",
    "claimReview",
    "review",
)
_KNOWN: Final = frozenset(
    "claimReviewed itemReviewed reviewRating author publisher url datePublished dateModified name headline inLanguage "
    "reviewBody description identifier keywords".split()
)
_KNOWN_OF_CLAIM: Final = frozenset(
    "author datePublished dateCreated appearance firstAppearance name headline text url sameAs".split()
)
_KNOWN_OF_RATING: Final = frozenset("alternateName name ratingValue bestRating worstRating ratingExplanation".split())


def draft(text: str, file: str, reliability: Reliability | None) -> Draft:
    """Return the base of the reviews in a text. Raise `Unreadable` if it is not JSON, or has no review of a claim."""
    making = ClaimBase(f"Claims of {file}", file, reliability)
    found = 0
    is_page = text.lstrip().startswith("<")
    content = json_texts.scripts(text, file) if is_page else json_texts.parsed(text, file)
    for review, claim in _reviews(content, {}):
        found += 1
        making.add(_checked(review, claim, making.draft))
    if not found:
        hints = ("it needs ClaimReview of schema.org, or the answer of a search for fact-checks",)
        raise Unreadable(f"{file} holds no reviews of claims", hints=hints)
    return making.draft


def _reviews(thing: Any, claim: Thing, depth: int = 0) -> Iterator[tuple[Thing, Thing]]:
    """Yield each review, with the claim of a search that holds it."""
    if depth > _DEEPEST:
        return
    if isinstance(thing, list):
        for each in thing:
            yield from _reviews(each, claim, depth + 1)
    elif isinstance(thing, dict):
        if _is_review(thing, claim):
            yield thing, claim
            return
        own = thing if "text" in thing and "claimReview" in thing else claim
        for key in _INSIDE:
            if key in thing:
                yield from _reviews(thing[key], own, depth + 1)


def _is_review(thing: Thing, claim: Thing) -> bool:
    """Tell whether a thing is a review; in the answer of a search it names no type."""
    if "claimReviewed" in thing or _REVIEW in json_texts.listed(thing.get("@type")):
        return True
    return "textualRating" in thing and bool(claim)


def _checked(review: Thing, claim: Thing, draft: Draft) -> CheckedClaim:
    """Return the claim that a review checks. What has no place is counted in the draft."""
    if claim:
        review = _of_search(review, claim)
    left_out_keys(review, _KNOWN, _REVIEW, draft)
    item = next(iter(json_texts.things(review.get("itemReviewed"))), {})
    left_out_keys(item, _KNOWN_OF_CLAIM, "itemReviewed", draft)
    rating = next(iter(json_texts.things(review.get("reviewRating"))), {})
    left_out_keys(rating, _KNOWN_OF_RATING, "reviewRating", draft)
    says = text_of(review.get("claimReviewed")) or text_of(item.get("text")) or text_of(item.get("name")) or "A claim"
    said = text_of(rating.get("alternateName")) or text_of(rating.get("name"))
    numbers = (rating.get(key) for key in ("ratingValue", "bestRating", "worstRating"))
    verdict = verdict_of(said, *numbers)
    if verdict is None and (said or rating):
        draft.left_out["ratings without a verdict here, kept by name"] += 1
    speaker = _speaker(item)
    by, day = _name(review.get("author")) or _name(review.get("publisher")), _day(review)
    checked = CheckedClaim(says, speaker=speaker)
    checked.made_in = [(work, {}) for work in _works(item)] or _statement(speaker, item)
    checked.values = _judged(review, verdict, said or text_of(rating.get("ratingValue")), by, day)
    checked.values["tags"] = _tags(review)
    note = f"Rating: {said or text_of(rating.get('ratingValue'))}." if rating else ""
    explained = text_of(rating.get("ratingExplanation"))
    stance = stance_of(verdict)
    checked.evidence = [(_work_of(review, says, by, day), {"stance": stance, "note": f"{note} {explained}".strip()})]
    return checked


def _judged(review: Thing, verdict: Verdict | None, said: str, by: str, day: str | None) -> Values:
    """Return the verdict of a review with its reason and its day; without a verdict, its rating as a note."""
    body = text_of(review.get("reviewBody")) or text_of(review.get("description"))
    rated = f"{by or 'The review'} rates it “{said}”." if said else ""
    if verdict in (None, Verdict.UNREVIEWED):
        return {"note": " ".join(filter(None, (rated, body))), "kind": ClaimKind.SPEECH}
    reviewed = [{"on": day, "by": by}] if day else []
    return {"verdict": verdict, "because": body or rated, "reviewed": reviewed, "kind": ClaimKind.SPEECH}


def _tags(review: Thing) -> list[str]:
    """Return the keywords of a review as tags; a text has several, with commas between."""
    words = json_texts.listed(review.get("keywords"))
    return tags_of(part for each in words for part in text_of(each).split(","))


def _work_of(review: Thing, says: str, by: str, day: str | None) -> Values:
    """Return the review as a source. Its address is where it stands."""
    title = text_of(review.get("headline")) or text_of(review.get("name")) or f"Review of: {says}"
    publisher = _name(review.get("publisher"))
    return {
        "title": title,
        "author": by,
        "publisher": publisher if publisher != by else "",
        "issued": day,
        "type": "review",
        "url": text_of(review.get("url")),
        "language": _language(review.get("inLanguage")),
    }


def _of_search(review: Thing, claim: Thing) -> Thing:
    """Return a review of a search as ClaimReview of schema.org."""
    item = {"author": {"name": claim["claimant"]}} if claim.get("claimant") else {}
    return {
        "claimReviewed": claim.get("text"),
        "itemReviewed": {**item, "datePublished": claim.get("claimDate")},
        "author": review.get("publisher"),
        "headline": review.get("title"),
        "url": review.get("url"),
        "datePublished": review.get("reviewDate"),
        "inLanguage": review.get("languageCode"),
        "reviewRating": {"alternateName": review.get("textualRating")},
        **{key: value for key, value in review.items() if key not in _OF_SEARCH},
    }


_OF_SEARCH: Final = frozenset("publisher title url reviewDate languageCode textualRating".split())


def _speaker(item: Thing) -> Speaker | None:
    for author in json_texts.things(item.get("author")):
        if name := _name(author):
            is_group = any("Organization" in each for each in json_texts.listed(author.get("@type")))
            return Speaker(name, str(ActorType.ORGANIZATION) if is_group else "")
    return None


def _works(item: Thing) -> list[Values]:
    """Return the documents in which a claim appears."""
    found: dict[str, Values] = {}
    for each in (*json_texts.listed(item.get("firstAppearance")), *json_texts.listed(item.get("appearance"))):
        thing = each if isinstance(each, dict) else {"url": each}
        address = text_of(thing.get("url")) or text_of(thing.get("@id"))
        title = text_of(thing.get("headline")) or text_of(thing.get("name"))
        work = {
            "title": title or address,
            "author": _name(thing.get("author")),
            "publisher": _name(thing.get("publisher")),
            "issued": _day(thing),
            "url": address,
        }
        if work["title"]:
            found.setdefault(address or title, work)
    return list(found.values())


def _statement(speaker: Speaker | None, item: Thing) -> list[tuple[Values, Values]]:
    """Return the statement of a speaker as a document, where the review names no other."""
    if speaker is None:
        return []
    day = _day(item)
    return [({"title": f"Statement of {speaker.name}", "author": speaker.name, "issued": day, "type": "speech"}, {})]


def _day(thing: Thing) -> str | None:
    written = (
        text_of(thing.get("datePublished")) or text_of(thing.get("dateCreated")) or text_of(thing.get("dateModified"))
    )
    return dates.read(written).edtf


def _name(thing: Any) -> str:
    """Return the name of a person or an organization, or several names."""
    found = (each if isinstance(each, dict) else {"name": each} for each in json_texts.listed(thing))
    names = (text_of(each.get("name")) or text_of(each.get("site")) for each in found)
    return ", ".join(filter(None, names))


def _language(value: Any) -> str:
    said = value.get("name") if isinstance(value, dict) else value
    return texts.language(text_of(said)) or ""
