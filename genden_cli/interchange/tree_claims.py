"""The claims of a family tree: one for each fact that it cites, with the citations as evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.interchange import tree_words
from genden_cli.interchange.dates import overlap
from genden_cli.interchange.draft import merged
from genden_cli.interchange.family_tree import ROLES
from genden_cli.schema import LOCATORS
from genden_cli.words import ClaimRelation, Section, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.interchange.draft import Draft, Values
    from genden_cli.interchange.family_tree import Citation, Fact

_PAGE: Final = re.compile(r"(?:pages?|pp?\.)\s*(?=[0-9])", re.IGNORECASE)


class Claims:
    """Adds claims to a base. ``sources`` are the ids of sources by their keys in the tree."""

    def __init__(self, draft: Draft, sources: dict[str, str]) -> None:
        self._draft = draft
        self.sources = sources

    def add(
        self, id_: str, says: str, people: Sequence[str], citations: Sequence[Citation], kind: str = "life"
    ) -> list[str]:
        """Add a claim if something is cited for it. Return its id in a list, or an empty list."""
        evidence = self._evidence(citations)
        if not evidence:
            return []
        taken = self._draft.take_id(Section.CLAIMS, id_)
        values = {"says": says, "people": list(dict.fromkeys(people)), "kind": kind, "evidence": evidence}
        self._draft.add(Section.CLAIMS, taken, values)
        return [taken]

    def add_fact(self, fact: Fact, people: Sequence[str], names: Sequence[str]) -> list[str]:
        """Add the claim of a fact that is no event, if something is cited for it."""
        kind = "office" if fact.kind in ROLES else "life"
        owner = people[0] if people else fact.key
        return self.add(f"{fact.kind} {owner}", tree_words.sentence(fact, names), people, fact.citations, kind)

    def add_event(
        self, event: str, fact: Fact, others: Sequence[Fact], people: Sequence[str], names: Sequence[str]
    ) -> list[str]:
        """Add the claims of an event and return the ids of its rival versions, none if all records of it agree.

        A record that says the same as one before it only brings its citations.
        """
        versions: list[Fact] = [fact]
        for other in others:
            same = next((each for each in versions if _same(each, other)), None)
            if same is None:
                versions.append(other)
            else:
                same.citations += other.citations
                same.notes += other.notes
        added = [self._version(event, each, people, names, fact, rival=len(versions) > 1) for each in versions]
        if len(versions) == 1:
            return []
        pairs = list(zip(versions, added, strict=True))
        for one, claim in pairs:
            if rivals := [id_ for other, id_ in pairs if other is not one and _differ(one, other)]:
                self._draft.sections[Section.CLAIMS][claim]["relations"] = {str(ClaimRelation.CONTRADICTS): rivals}
        return added

    def _version(  # noqa: PLR0913 -- what a claim consists of
        self, event: str, fact: Fact, people: Sequence[str], names: Sequence[str], first: Fact, *, rival: bool
    ) -> str:
        """Add a claim that an event happened so, unless nothing is cited for the only version; return its id."""
        evidence = self._evidence(fact.citations)
        if not evidence and not rival:
            return ""
        values: Values = {
            "says": tree_words.sentence(fact, names),
            "event": event,
            "people": list(people),
            "kind": "event" if len(people) > 1 else "life",
            "evidence": evidence,
            "note": "\n".join(fact.notes) if fact is not first else "",
        }
        date = fact.date.edtf if fact.date else None
        if date and first.date and date != first.date.edtf:
            values["date"] = date
        id_ = self._draft.take_id(Section.CLAIMS, event)
        self._draft.add(Section.CLAIMS, id_, values)
        return id_

    def _evidence(self, citations: Sequence[Citation]) -> list[Values]:
        """Return citations as evidence for a claim."""
        found: list[Values] = []
        for each in citations:
            if each.source not in self.sources:
                self._draft.left_out["citations of a source without a record"] += 1
                continue
            item: dict[str, Any] = {"source": self.sources[each.source], "stance": Stance.SUPPORTS}
            item |= {"credibility": each.credibility} if each.credibility else {}
            item |= {"at": _locator(each.page)} if each.page else {}
            found.append(item | {"note": each.note})
        return merged(found)


def _locator(text: str) -> dict[str, str]:
    """Return a place in a source, which trees write as one text: ``page 17``, ``folio 3``, ``Film 12, entry 5``."""
    if found := _PAGE.match(text):
        return {"page": text[found.end() :]}
    label, _, rest = text.partition(" ")
    if label.lower() in LOCATORS and rest[:1].isdigit():
        return {label.lower(): rest}
    return {"page" if text[:1].isdigit() else "section": text}


def _same(one: Fact, other: Fact) -> bool:
    """Tell whether two records of an event say the same."""
    return _edtf(one) == _edtf(other) and one.place == other.place and one.value == other.value


def _differ(one: Fact, other: Fact) -> bool:
    """Tell whether two records of an event cannot both be right: they have other dates, or other places.

    A place that is a part of the other, in words, is no other place.
    """
    if not overlap(_edtf(one), _edtf(other)):
        return True
    places = one.place.lower(), other.place.lower()
    return all(places) and places[0] not in places[1] and places[1] not in places[0]


def _edtf(fact: Fact) -> str | None:
    return fact.date.edtf if fact.date else None
