"""A sound fact base as the rules look at it: records by id, who rests on whom, and where words stand in the file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from genden_cli import model
from genden_cli.errors import Problem, Span
from genden_cli.origins import Ancestry, ancestry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from genden_cli.nodes import Node

    Rule: TypeAlias = Callable[["Survey"], Iterator[Problem]]


class Survey:
    """The records of a fact base, each section by id and in the order of the file."""

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
            node.value = value  # the loader lets go of it when it goes on to the next record
        self._ancestries: dict[tuple[str, tuple[str, ...] | None], Ancestry] = {}

    @cached_property
    def examined(self) -> frozenset[str]:
        """The documents under examination."""
        return frozenset(self.base.examines)

    @cached_property
    def english(self) -> bool:
        """Whether the base is written in English."""
        return main_language(self.base.language) == "en"

    @cached_property
    def derived_from(self) -> dict[str, tuple[str, ...] | None]:
        """What each source rests on, None where nobody knows."""
        return {each.id: each.derived_from for each in self.sources.values()}

    def ancestry(self, item: model.Evidence) -> Ancestry:
        """Return all the sources that an item of evidence rests on, its own among them."""
        key = (item.source, item.rests_on)
        found = self._ancestries.get(key)
        if found is None:
            found = self._ancestries[key] = ancestry(*key, self.derived_from)
        return found

    def evidence(self) -> Iterator[tuple[model.Claim, model.Evidence]]:
        """Yield every item of evidence with its claim."""
        for claim in self.claims.values():
            for item in claim.evidence:
                yield claim, item

    def voices(self, claim: model.Claim, stance: str) -> list[model.Evidence]:
        """Return the evidence of a stance on a claim; what is under examination has no voice."""
        return [each for each in claim.evidence if each.stance == stance and each.source not in self.examined]

    @cached_property
    def lines(self) -> list[str]:
        """The file, line by line."""
        return self.data.decode("utf-8-sig").split("\n")

    def part(self, node: Node, start: int, end: int) -> Span:
        """Return where characters ``start`` to ``end`` of a text stand in the file, the whole if that is not told."""
        wanted = node.value[start:end]
        before = node.value.count(wanted, 0, start)
        whole = node.span
        for number in range(whole.line, whole.end_line + 1):
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            at = line.find(wanted, whole.column - 1 if number == whole.line else 0)
            while at >= 0 and before:
                before -= 1
                at = line.find(wanted, at + 1)
            if at >= 0:
                return Span(number, at + 1, number, at + 1 + len(wanted))
        return whole


def main_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without its script and region."""
    return tag.partition("-")[0].lower()


def place(record: model.Record, *keys: str) -> Span:
    """Return where the first of ``keys`` that a record has has its value; else where the record's own key stands."""
    for key in keys:
        if key in record.node.value:
            span: Span = record.node.value[key].span
            return span
    return record.node.key_span
