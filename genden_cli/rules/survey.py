"""A valid fact base as the rules see it: records by id, the ancestry of sources, and positions in the files."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli import model
from genden_cli.dates.edtf import parse
from genden_cli.diagnostics.problem import Label, Span
from genden_cli.provenance import Ancestry, ancestry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.parsing.node import Node
    from genden_cli.source.base_text import BaseText
    from genden_cli.words import Stance

    Check: TypeAlias = Callable[["CheckedBase"], Iterator[Problem]]
    Lines: TypeAlias = Mapping[str, Sequence[int]]


class CheckedBase:
    """The records of a fact base by section and id, in the order of the files, and the files themselves by path.

    The nodes of the records must have their values.
    """

    def __init__(self, records: Iterable[model.Record], texts: Iterable[BaseText]) -> None:
        self.sources: dict[str, model.Source] = {}
        self.people: dict[str, model.Person] = {}
        self.events: dict[str, model.Event] = {}
        self.claims: dict[str, model.Claim] = {}
        self.texts = {each.path: each for each in texts}
        sections = {
            model.Source: self.sources,
            model.Person: self.people,
            model.Event: self.events,
            model.Claim: self.claims,
        }
        for record in records:
            if isinstance(record, model.Base):
                self.base = record
            else:
                sections[type(record)][record.id] = record  # type: ignore[attr-defined, index]
        self._ancestries: dict[tuple[str, tuple[str, ...] | None], Ancestry] = {}

    @property
    def sections(self) -> tuple[Mapping[str, model.Record], ...]:
        """The records by id, one map per section."""
        return self.sources, self.people, self.events, self.claims

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

    @cached_property
    def evidence(self) -> list[tuple[model.Claim, model.Evidence]]:
        """All items of evidence, each with its claim."""
        return [(claim, item) for claim in self.claims.values() for item in claim.evidence]

    def items_taking(self, claim: model.Claim, stance: Stance) -> list[model.Evidence]:
        """Return the evidence with this stance on a claim, without documents under examination."""
        return [each for each in claim.evidence if each.stance == stance and each.source not in self.examined]

    @property
    def records(self) -> Iterator[model.Record]:
        """The base and all its records, section by section."""
        yield self.base
        for section in self.sections:
            yield from section.values()

    def lines_with(self, words: Iterable[bytes], *, lower: bool = False) -> Lines:
        """Return the lines that contain one of ``words``, as `BaseText.lines_with` does, by file."""
        words = tuple(words)
        found = ((path, text.lines_with(words, lower=lower)) for path, text in self.texts.items())
        return {path: lines for path, lines in found if lines}

    def texts_on(self, lines: Lines) -> Iterator[Node]:
        """Yield the texts of the base that are on at least one of ``lines``."""
        for record in self.records if lines else ():
            yield from record.node.texts(lines.get(record.node.file, ()))

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


def label(message: str, record: model.Record, *path: str | int) -> Label:
    """Return a label for the value at ``path`` within a record, as `span_of` finds it."""
    return Label(span_of(record, *path), message)
