"""A valid fact base as the rules see it: records by id, the ancestry of sources, and positions in the files.

Sources, people and events are held as a whole. Claims, which are most of a large base, pass in batches, and of each
only an outline stays. A rule that compares claims reads those again whose positions it names.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain, islice
from sys import intern
from typing import TYPE_CHECKING, Final

from genden_cli import model
from genden_cli.dates.edtf import parse
from genden_cli.diagnostics.problem import Label, Span
from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import Ancestry, ancestry
from genden_cli.reread import place, reread
from genden_cli.source.base_text import BaseText
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.parsing.node import Node
    from genden_cli.reread import RecordPlace
    from genden_cli.words import Stance, Verdict

    Check: TypeAlias = Callable[["CheckedBase"], Iterator[Problem]]
    Lines: TypeAlias = Mapping[str, Sequence[int]]


class ClaimOutline(NamedTuple):
    """What rules on other records ask about a claim.

    ``gist`` is a hash of `gist`. ``cited`` has the sources of its evidence and those on which this rests, ``appearing``
    the documents that make the claim. ``is_linked`` says that it has an event, people or tags.
    """

    place: RecordPlace
    verdict: Verdict
    event: str | None
    people: tuple[str, ...]
    gist: int
    cited: tuple[str, ...]
    appearing: tuple[str, ...]
    is_linked: bool
    relations: tuple[model.ClaimLink, ...]
    phrasings: tuple[tuple[str, Span], ...]
    was: tuple[str, ...]


class CheckedBase:
    """The records of a fact base by section and id, in the order of the files, and the files themselves by path.

    ``claims`` is the batch of claims that is passing, ``outlines`` has all claims that have passed.
    """

    base: model.Base

    def __init__(self, texts: Iterable[BaseText]) -> None:
        self.sources: dict[str, model.Source] = {}
        self.people: dict[str, model.Person] = {}
        self.places: dict[str, model.Place] = {}
        self.events: dict[str, model.Event] = {}
        self.claims: dict[str, model.Claim] = {}
        self.outlines: dict[str, ClaimOutline] = {}
        self.texts = {each.path: each for each in texts}
        self._lines: dict[tuple[str, tuple[bytes, ...], bool], list[int]] = {}
        self._awaited: set[str] = set()
        self._ancestries: dict[tuple[str, tuple[str, ...] | None], Ancestry] = {}

    def batches(self, records: Iterable[model.Record]) -> Iterator[None]:
        """Take in all records, whose nodes must have their values. Yield whenever ``claims`` is a new batch."""
        passing = self._passing(records)
        while batch := {each.id: each for each in islice(passing, _BATCH)}:
            self.claims = batch
            yield
        self.claims = {}

    def _passing(self, records: Iterable[model.Record]) -> Iterator[model.Claim]:
        """Yield each claim when the base and all sources and events that it rests on are known."""
        waiting: list[RecordPlace] = []
        for record in records:
            if not isinstance(record, model.Claim):
                self._add(record)
                continue
            outline = self._outline(record)
            if waiting or not self._knows_what_carries(record):
                waiting.append(outline.place)
            else:
                yield record
        yield from self._claims_at(waiting)

    def _add(self, record: model.Record) -> None:
        if isinstance(record, model.Base):
            self.base = record
        elif isinstance(record, model.Source):
            self.sources[record.id] = record
            self._awaited.discard(record.id)
            self._awaited.update(each for each in record.derived_from or () if each not in self.sources)
        elif isinstance(record, model.Person):
            self.people[record.id] = record
        elif isinstance(record, model.Place):
            self.places[record.id] = record
        elif isinstance(record, model.Event):
            self.events[record.id] = record

    def _outline(self, claim: model.Claim) -> ClaimOutline:
        """Return the outline of a claim, and keep it."""
        outline = self.outlines[claim.id] = ClaimOutline(
            place=place(Section.CLAIMS, claim),
            verdict=claim.verdict,
            event=claim.event,
            people=claim.people,
            gist=hash(gist(claim.says)),
            cited=tuple(intern(each) for item in claim.evidence for each in _sources(item)),
            appearing=tuple(intern(each.source) for each in claim.appears_in),
            is_linked=bool(claim.event or claim.people or claim.tags),
            relations=claim.relations,
            phrasings=tuple((each.text, phrasing_span(each)) for each in claim.asked_as),
            was=claim.was,
        )
        return outline

    def _knows_what_carries(self, claim: model.Claim) -> bool:
        """Tell whether the base is known, and the sources and the event of a claim with all that they rest on."""
        return (
            not self._awaited
            and hasattr(self, "base")
            and (claim.event is None or claim.event in self.events)
            and all(each.source in self.sources for each in claim.appears_in)
            and all(each in self.sources for item in claim.evidence for each in _sources(item))
        )

    def place_of(self, section: Section, id_: str) -> RecordPlace | None:
        """Return the place of a record; None if there is none with this id."""
        if section == Section.CLAIMS:
            return outline.place if (outline := self.outlines.get(id_)) else None
        record = getattr(self, section).get(id_)
        return place(section, record) if record else None

    @property
    def relations(self) -> dict[str, tuple[model.ClaimLink, ...]]:
        """The relations of the claims that have some."""
        return {id_: each.relations for id_, each in self.outlines.items() if each.relations}

    def whole(self, ids: Iterable[str]) -> dict[str, model.Claim]:
        """Return the claims with these ids, read again."""
        return {each.id: each for each in self._claims_at(self.outlines[id_].place for id_ in ids)}

    def _claims_at(self, places: Iterable[RecordPlace]) -> Iterator[model.Claim]:
        return (each for each in reread(self.texts, places) if isinstance(each, model.Claim))

    @cached_property
    def examined(self) -> frozenset[str]:
        """The ids of the documents under examination."""
        return frozenset(self.base.examines)

    @cached_property
    def english(self) -> bool:
        """Whether the base is written in English."""
        return main_language(self.base.language) == "en"

    @cached_property
    def derived_from(self) -> dict[str, tuple[str, ...] | None]:
        """The sources that each source rests on, or None if unknown."""
        return {each.id: each.derived_from for each in self.sources.values()}

    def ancestry(self, item: model.Evidence) -> Ancestry:
        """Return all sources that an item of evidence rests on, including its own."""
        key = (item.source, item.rests_on)
        found = self._ancestries.get(key)
        if found is None:
            found = self._ancestries[key] = ancestry(*key, self.derived_from)
        return found

    @property
    def evidence(self) -> Iterator[tuple[model.Claim, model.Evidence]]:
        """The items of evidence of this batch, each with its claim."""
        return ((claim, item) for claim in self.claims.values() for item in claim.evidence)

    def items_taking(self, claim: model.Claim, stance: Stance) -> list[model.Evidence]:
        """Return the evidence with this stance on a claim, without documents under examination."""
        return [each for each in claim.evidence if each.stance == stance and each.source not in self.examined]

    def lines_with(self, words: Iterable[bytes], *, lower: bool = False) -> Lines:
        """Return the lines that contain one of ``words``, as `BaseText.lines_with` does, by file."""
        words = tuple(words)
        for path, text in self.texts.items():
            if (path, words, lower) not in self._lines:
                self._lines[path, words, lower] = text.lines_with(words, lower=lower)
        return {path: lines for path in self.texts if (lines := self._lines[path, words, lower])}

    def move(self, path: str, first: int, last: int, distance: int) -> None:
        """Take in an edit of the lines ``first`` to ``last`` of a file (counted from 0, the end is exclusive).

        The file among the texts is the edited one. ``distance`` is how far the lines after these have moved.
        """
        edited = BaseText(path, self.texts[path].lines.between(first, last + distance - 1))
        for (file, words, lower), lines in self._lines.items():
            if file == path:
                now = (first + each for each in edited.lines_with(words, lower=lower))
                after = (each + distance for each in lines if each >= last)
                lines[:] = (*(each for each in lines if each < first), *now, *after)
        for id_, each in self.outlines.items():
            if distance and each.place.file == path and each.place.first >= last:
                phrasings = tuple((words, span.moved(distance)) for words, span in each.phrasings)
                self.outlines[id_] = each._replace(place=each.place.moved(distance), phrasings=phrasings)

    def records_on(self, lines: Lines) -> Iterator[model.Record]:
        """Yield the records of the base, and the base itself, that are on at least one of ``lines``."""
        sections = (self.sources, self.people, self.places, self.events)
        held = chain((self.base,), *(each.values() for each in sections))
        if lines:
            yield from (each for each in held if each.node.lines_of(lines.get(each.node.file, ())))
            yield from self._claims_at(each.place for each in self.outlines.values() if each.place.is_on(lines))

    def texts_on(self, lines: Lines) -> Iterator[Node]:
        """Yield the texts of the base that are on at least one of ``lines``."""
        for record in self.records_on(lines):
            yield from record.node.texts(lines[record.node.file])

    def part(self, record: model.Record, key: str, start: int, end: int) -> Span:
        """Return the position of characters ``start`` to ``end`` of a text, or of the whole text if not found."""
        text = text_of(record, key)
        pattern = re.compile(rf"(?<!\w){re.escape(text[start:end])}(?!\w)")
        before = sum(1 for _ in pattern.finditer(text, 0, start))
        whole = span_of(record, key)
        lines = self.texts[whole.file].lines[whole.line - 1 : whole.end_line]
        places = (
            Span(whole.file, number, found.start() + 1, number, found.end() + 1)
            for number, line in enumerate(lines, whole.line)
            for found in pattern.finditer(line, whole.column - 1 if number == whole.line else 0)
        )
        return next(islice(places, before, None), whole)


_BATCH: Final = 200

parse_date: Final = lru_cache(1024)(parse)
"""Return a date taken apart; cached, since rules compare the same dates again and again."""


def main_language(tag: str) -> str:
    """Return the primary language of a BCP 47 tag, in lower case."""
    return tag.partition("-")[0].lower()


def span_of(record: model.Record, *path: str | int) -> Span:
    """Return the position of the value at ``path`` within a record, or of the record's own key if it has none there.

    A path has the key for each map and the position for each list: ``span_of(claim, "relations", "contradicts", 2)``.
    """
    node = record.node.at(*path)
    return record.node.key_span if node is None else node.span


def key_span_of(record: model.Record, *path: str | int) -> Span:
    """Return the position of the key at ``path``, or of the record's own key."""
    return (record.node.at(*path) or record.node).key_span


def first_span_of(record: model.Record, *keys: str) -> Span:
    """Return the position of the value of the first of ``keys`` that the record has, or of the record's own key."""
    return span_of(record, *[key for key in keys if record.node.at(key)][:1] or keys[:1])


def text_of(record: model.Record, key: str) -> str:
    """Return the text of a key as YAML has it, with the spaces around it; empty if the record has no such key."""
    node = record.node.at(key)
    return "" if node is None else str(node.value)


def phrasing_span(phrasing: model.Phrasing) -> Span:
    """Return the position of the text of a phrasing, which may be written alone or in a map."""
    node = phrasing.node
    return node.span if isinstance(node.value, str) else span_of(phrasing, "text")


def gist(text: str) -> tuple[str, ...]:
    """Return the words of a sentence in order, without articles, small words and plural endings."""
    words = _ASCII_WORD.findall(text.lower()) if text.isascii() else normalize(text).split()
    return tuple([word.removesuffix("s") for word in words if word not in _LITTLE])


_ASCII_WORD = re.compile("[a-z0-9]+")
_LITTLE: Final = frozenset({"a", "an", "the", "that", "of"})


def _sources(item: model.Evidence) -> tuple[str, ...]:
    """Return the source of an item of evidence, and those on which it rests."""
    return (item.source, *(item.rests_on or ()))


def label(message: str, record: model.Record, *path: str | int) -> Label:
    """Return a label for the value at ``path`` within a record, as `span_of` finds it."""
    return Label(span_of(record, *path), message)
