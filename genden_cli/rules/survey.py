"""A valid fact base as the rules see it: records by id, the ancestry of sources, and positions in the file."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli import model
from genden_cli.dates.edtf import parse
from genden_cli.errors import Problem, Span
from genden_cli.provenance import Ancestry, ancestry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from genden_cli.parsing.nodes import Node
    from genden_cli.words import Stance

    Rule: TypeAlias = Callable[["CheckedBase"], Iterator[Problem]]


class CheckedBase:
    """The records of a fact base by section and id, in the order of the file."""

    def __init__(self, records: Iterable[model.Record], data: bytes) -> None:
        self.sources: dict[str, model.Source] = {}
        self.people: dict[str, model.Person] = {}
        self.events: dict[str, model.Event] = {}
        self.claims: dict[str, model.Claim] = {}
        self.data = data
        sections = {
            model.Source: self.sources,
            model.Person: self.people,
            model.Event: self.events,
            model.Claim: self.claims,
        }
        kept = []
        for record in records:
            kept.append((record.node, record.node.value))
            if isinstance(record, model.Base):
                self.base = record
            else:
                sections[type(record)][record.id] = record  # type: ignore[attr-defined, index]
        for node, value in kept:
            node.value = value  # the loader clears it when it reads the next record
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

    def voices(self, claim: model.Claim, stance: Stance) -> list[model.Evidence]:
        """Return the evidence with this stance on a claim, without documents under examination."""
        return [each for each in claim.evidence if each.stance == stance and each.source not in self.examined]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.data.decode("utf-8-sig").split("\n")

    def part(self, node: Node, start: int, end: int) -> Span:
        """Return the position of characters ``start`` to ``end`` of a text, or of the whole text if not found."""
        wanted = re.compile(rf"(?<!\w){re.escape(node.value[start:end])}(?!\w)")
        before = sum(1 for _ in wanted.finditer(node.value, 0, start))
        whole = node.span
        places = (
            Span(number, found.start() + 1, number, found.end() + 1)
            for number, line in enumerate(self.lines[whole.line - 1 : whole.end_line], whole.line)
            for found in wanted.finditer(line, whole.column - 1 if number == whole.line else 0)
        )
        return next(islice(places, before, None), whole)


parse_date: Final = lru_cache(1024)(parse)
"""Return a date taken apart; cached, since rules compare the same dates again and again."""


def lines_with(data: bytes, words: Iterable[bytes]) -> list[int]:
    """Return the numbers, from 0, of the lines that contain one of ``words``. Searches the whole file at once."""
    lines = set()
    for word in words:
        number = start = 0
        at = data.find(word)
        while at >= 0:
            number += data.count(b"\n", start, at)
            lines.add(number)
            start, at = at, data.find(word, at + 1)
    return sorted(lines)


def main_language(tag: str) -> str:
    """Return the primary language of a BCP 47 tag, in lower case."""
    return tag.partition("-")[0].lower()


def span_of(record: model.Record, *keys: str) -> Span:
    """Return the position of the value of the first of ``keys`` in the record, or of the record's own key."""
    for key in keys:
        if key in record.node.value:
            span: Span = record.node.value[key].span
            return span
    return record.node.key_span
