"""The files that a commit changed, as they are on one side of it: in one of its parents, or after it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from genden_cli.difference.changes import ChangeSection
from genden_cli.difference.record_texts import FileVersion
from genden_cli.errors import BadBase
from genden_cli.load import facts_of
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.difference.record_texts import Key

    Records = dict[Key, model.Record]


class Unread(NamedTuple):
    """What cannot be read in a version: a file, or one record of it if it has an ``id``; why, and how to mend it."""

    file: str
    line: int | None
    section: ChangeSection | None
    id: str | None
    why: str
    remedy: str = ""


class Side:
    """The versions of some files, and what of them cannot be read."""

    def __init__(self, versions: Iterable[FileVersion | Unread]) -> None:
        self.versions: list[FileVersion] = []
        self.unread: list[Unread] = []
        for each in versions:
            if isinstance(each, FileVersion):
                self.versions.append(each)
            else:
                self.unread.append(each)

    def cut(self) -> Side:
        """Return the side with each version that is no fact base among the unread."""
        return Side([*map(_cut, self.versions), *self.unread])

    def around_errors(self) -> Side:
        """Return the side with what can be read of a version that is no fact base; it is among the unread too."""
        return Side([*chain.from_iterable(map(_around_errors, self.versions)), *self.unread])

    def texts(self) -> dict[Key, bytes]:
        """Return the texts of all records."""
        return {key: text for version in self.versions for key, text in version.texts()}

    def has(self, text: bytes) -> bool:
        """Tell whether a record has exactly this text, which is that of a record of another version."""
        return any(version.has(text) for version in self.versions)

    def mentions(self, id_: str) -> bool:
        """Tell whether there may be a record with this id, or something that cannot be read."""
        return bool(self.unread) or any(version.mentions(id_) for version in self.versions)

    def read(self, keys: Container[Key]) -> tuple[Records, dict[Key, Unread]]:
        """Return those of the records that there are, and why those with errors cannot be read."""
        good: Records = {}
        bad: dict[Key, Unread] = {}
        for version in self.versions:
            records, problems = version.read(keys)
            good |= records
            bad |= {key: unread(version.label, problem, key) for key, problem in problems.items()}
        return good, bad


def _cut(version: FileVersion) -> FileVersion | Unread:
    try:
        version.cut()
    except BadBase as error:
        return unread(version.label, error.problems[0])
    return version


def _around_errors(version: FileVersion) -> Iterator[FileVersion | Unread]:
    cut = _cut(version)
    yield cut
    if isinstance(cut, Unread):
        version.cut_around_errors()
        yield version


def unread(file: str, problem: Problem, key: Key = ("", None)) -> Unread:
    """Return what a problem hides."""
    section = next((each for each in ChangeSection if each == key[0]), None)
    return Unread(file, problem.span.line, section, key[1], problem.message, problem.remedy)


def part(records: Records, head: model.Record) -> model.Facts:
    """Return records as a part of a base, with this head if it is not among them."""
    return facts_of((head, *records.values()))
