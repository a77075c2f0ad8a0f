"""A fact base made of checked claims: each with its verdict, where it was made and by whom, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography import texts
from genden_cli.bibliography.references import UNTITLED
from genden_cli.field_types import QUOTE_WORDS
from genden_cli.interchange.draft import Draft, merged
from genden_cli.parsing.text_readers import quoted_words
from genden_cli.text.normalize import normalize
from genden_cli.text.slugs import slug
from genden_cli.words import Section, Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.interchange.draft import Values
    from genden_cli.words import Reliability

_LONGEST: Final = 57
_LONGEST_TAG: Final = 32
_DIGITS: Final = 6

_STANCES: Final = {Verdict.SUPPORTED: Stance.SUPPORTS, Verdict.REFUTED: Stance.CONTRADICTS}


@dataclass(slots=True)
class Speaker:
    """Who makes a claim. ``type`` is a type of actor, "" for a person."""

    name: str
    type: str = ""


@dataclass(slots=True)
class CheckedClaim:
    """A claim of a file. The maps have the values of records by key; sources stand there as their own values."""

    says: str
    key: str = ""
    speaker: Speaker | None = None
    values: Values = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    made_in: list[tuple[Values, Values]] = field(default_factory=list)
    """Documents that make the claim, each with the values of its appearance."""
    evidence: list[tuple[Values, Values]] = field(default_factory=list)
    """Sources, each with the values of its item of evidence."""


class ClaimBase:
    """Makes a base of claims, one after the other. A claim that is there already only gets more evidence."""

    def __init__(self, title: str, file: str, reliability: Reliability | None) -> None:
        self.draft = Draft(title, file, reliability)
        self.draft.base["about"] = "Imported from a file. Nobody has judged its sources yet."
        self._claims: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._examines: dict[str, None] = {}

    def add(self, claim: CheckedClaim) -> None:
        """Add a claim with its people and sources."""
        people = [self._person(Speaker(each)) for each in claim.people]
        speaker = self._person(claim.speaker) if claim.speaker else None
        values = {
            **claim.values,
            "says": claim.says,
            "people": list(dict.fromkeys([*people, *([speaker] if speaker else [])])),
            "appears_in": [self._appearance(work, place, speaker) for work, place in claim.made_in],
            "evidence": merged(self._item(work, item) for work, item in claim.evidence),
        }
        key = claim.key or normalize(claim.says)
        known = self._claims.get(key)
        if known is None:
            known = self._claims[key] = self.draft.take_id(Section.CLAIMS, claim.key or claim_id(claim.says))
            self.draft.add(Section.CLAIMS, known, values)
        else:
            self._merge(known, values)

    def _merge(self, id_: str, values: Values) -> None:
        """Add what another record says of a claim. If the verdicts differ, a person has to judge."""
        claim = self.draft.sections[Section.CLAIMS][id_]
        both = {**values, **claim}
        for key in ("people", "tags", "appears_in", "evidence", "reviewed"):
            new = [each for each in values.get(key) or () if each not in claim.get(key, ())]
            both[key] = [*claim.get(key, ()), *new]
        if values.get("verdict") and values["verdict"] != claim.get("verdict"):
            said = (each.get(key) for each in (claim, values) for key in ("note", "because"))
            both["note"] = "\n".join(dict.fromkeys(filter(None, said)))
            both |= {"verdict": Verdict.UNREVIEWED, "because": "", "reviewed": []}
        both["evidence"] = merged(both["evidence"])
        self.draft.add(Section.CLAIMS, id_, both)

    def _person(self, who: Speaker) -> str:
        key = normalize(who.name)
        if key not in self._people:
            self._people[key] = self.draft.take_id(Section.PEOPLE, who.name)
            self.draft.add(Section.PEOPLE, self._people[key], {"name": who.name, "type": who.type})
        return self._people[key]

    def _appearance(self, work: Values, place: Values, speaker: str | None) -> Values:
        source = self._source(work)
        self._examines[source] = None
        self.draft.base["examines"] = list(self._examines)
        return {"source": source, "speaker": speaker, **self._quoted(place)}

    def _item(self, work: Values, item: Values) -> Values:
        return {"source": self._source(work), **self._quoted(item)}

    def _quoted(self, item: Values) -> Values:
        """Return an item in which a quote that is too long stands in the note."""
        quote = item.get("quote") or ""
        if quoted_words(quote) <= QUOTE_WORDS:
            return item
        note = "\n".join(filter(None, (item.get("note"), f"The source says: {quote}")))
        return {**item, "quote": "", "note": note}

    def _source(self, work: Values) -> str:
        """Return the id of a source, which is known by its address, else by its title and author."""
        values = {key: value for key, value in work.items() if value}
        for key in ("url", "archived"):
            if key in values and not (address := texts.address(str(values[key]))):
                self.draft.left_out[f"'{key}' that is no web address"] += 1
            if key in values:
                values[key] = address or ""
        key = str(values.get("url") or f"{values.get('title')} {values.get('author')} {values.get('issued')}")
        if key not in self._sources:
            title = str(values.setdefault("title", values.get("url") or UNTITLED))
            by = str(values.get("publisher") or values.get("author") or "")
            bare = title.removeprefix("https://").removeprefix("http://")
            wanted = f"{slug(by, _LONGEST // 3)} {slug(bare, _LONGEST // 2)}"
            self._sources[key] = self.draft.take_id(Section.SOURCES, f"{wanted} {_digest(key)}")
            self.draft.add_source(self._sources[key], values)
        return self._sources[key]


def stance_of(verdict: Verdict | None) -> Stance:
    """Return the stance of a fact-check on a claim with this verdict: context, unless it supports or refutes it."""
    return _STANCES.get(verdict, Stance.CONTEXT) if verdict else Stance.CONTEXT


def claim_id(says: str) -> str:
    """Return the id of a claim: its words, and if they are too long for an id, a part of their hash."""
    whole = slug(says)
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[:_LONGEST].rpartition('-')[0] or whole[:_LONGEST]}-{_digest(says)}"


def tags_of(words: Iterable[str]) -> list[str]:
    """Return words or phrases as tags: small letters and hyphens."""
    found = (slug(each, _LONGEST_TAG).lstrip("0123456789-") for each in words)
    return list(dict.fromkeys(filter(None, found)))


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def left_out_keys(thing: dict[str, Any], known: frozenset[str], path: str, draft: Draft) -> None:
    """Count the keys of a thing that have no place."""
    for key, value in thing.items():
        if key not in known and not key.startswith("@") and value not in (None, "", [], {}):
            draft.left_out[f"{path}.{texts.clean(key)}"] += 1
