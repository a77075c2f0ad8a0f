"""What each commit of git changed in a fact base, in all of it or in one claim.

Only blobs that a commit changed are read, and of two versions only the records whose texts differ. A record with errors
is compared with the last version of it that can be read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Final, Self

from genden_cli import model
from genden_cli.difference.changes import ChangeKind, ChangeSection, changes
from genden_cli.difference.record_texts import FileVersion
from genden_cli.difference.side import Side, Unread, part
from genden_cli.errors import BadBase, Unreadable
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import base_file
from genden_cli.source.blobs import Blobs
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from genden_cli.difference.changes import Change
    from genden_cli.difference.record_texts import Key
    from genden_cli.difference.side import Records
    from genden_cli.source.commits import Commit, History, Step


class Entry(NamedTuple):
    """What a commit changed; without ``commit``, the changes are not committed yet.

    ``begins``: the clone has no older commit, although there is one, so the changes of this one are unknown.
    """

    commit: Commit | None
    changes: tuple[Change, ...]
    unread: tuple[Unread, ...] = ()
    begins: bool = False


class Log:
    """Reads the history of a base in the repository at ``top``. Use it in a ``with`` statement."""

    def __init__(self, history: History) -> None:
        self.top = history.top
        self._steps = history.steps
        self._blobs = Blobs(history.top, tuple(chain.from_iterable(map(_names, history.steps))))
        self._cache: dict[str, FileVersion | Unread] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._blobs.__exit__(kind, error, at)

    def entries(self) -> Iterator[tuple[Entry, model.Facts]]:
        """Yield what each commit changed, the newest first, and the changed records as they were after it."""
        return filter(lambda found: _tells(found[0]), map(self._entry, range(len(self._steps))))

    def newest(self, most: int | None, *, on_progress: Callable[[float], None]) -> tuple[tuple[Entry, ...], int]:
        """Return the newest entries, at most so many, and how many older commits are left."""
        found: list[Entry] = []
        for number in range(len(self._steps)):
            if len(found) == most:
                return tuple(found), len(self._steps) - number
            on_progress(number / len(self._steps))
            entry, _ = self._entry(number)
            if _tells(entry):
                found.append(entry)
        return tuple(found), 0

    def entries_on(self, claim: str, *, on_progress: Callable[[float], None]) -> Iterator[Entry]:
        """Yield what each commit changed in a claim, the newest first. The claim is followed through its ids."""
        known: bytes | None = None
        for number, step in enumerate(self._steps):
            on_progress(number / len(self._steps))
            sides = self._sides(step)
            if all(side.has(known) for side in sides) if known else not any(side.mentions(claim) for side in sides):
                continue
            cut = [side.cut() for side in sides]
            known, *parents = (side.texts().get((Section.CLAIMS, claim)) for side in cut)
            if known in parents and not any(side.unread for side in cut):
                continue
            entry = _on_claim(self._entry(number, claim)[0], claim)
            claim = next((str(each.before) for each in entry.changes if each.change is ChangeKind.RENAMED), claim)
            known = cut[1].texts().get((Section.CLAIMS, claim))
            if _tells(entry):
                yield entry

    def _entry(self, number: int, claim: str | None = None) -> tuple[Entry, model.Facts]:
        """Return the entry of a step, and the changed records as they are after it.

        With ``claim``, only what tells how that claim changed is read: it, and what came or went and may be renamed.
        """
        step = self._steps[number]
        after, *parents = (side.cut() for side in self._sides(step))
        nothing = part({}, _NO_HEAD)
        if step.begins or after.unread:
            return Entry(step.commit, (), tuple(after.unread), begins=step.begins), nothing
        (found, lost, facts), *others = (self._changes(number, parent, after, claim) for parent in parents)
        also = [{_content(each) for each in other} for other, _, _ in others]
        kept = tuple(each for each in found if all(_content(each) in other for other in also))
        return Entry(step.commit, kept, tuple(lost)), facts

    def _changes(
        self, number: int, before: Side, after: Side, claim: str | None
    ) -> tuple[list[Change], list[Unread], model.Facts]:
        """Return the changes from a parent, what became unreadable, and the changed records after it."""
        if before.unread:
            older = (next(self._older(number, each.file), each) for each in before.unread)
            before = Side([*before.versions, *older])
        old, new = before.texts(), after.texts()
        keys = {key for key in old.keys() & new.keys() if claim in (None, key[1]) and old[key] != new[key]}
        keys |= old.keys() ^ new.keys()
        was, was_bad = before.read(keys)
        now, now_bad = after.read(keys)
        for key in was_bad.keys() - now_bad.keys():
            was |= self._older_record(number, key)
        for key in now_bad:
            was.pop(key, None)
        facts = part(now, was.get(_HEAD, _NO_HEAD))
        lost = [each for key, each in now_bad.items() if key not in was_bad]
        return list(changes(part(was, facts.base), facts, are_whole=False)), lost, facts

    def _older_record(self, number: int, key: Key) -> Records:
        """Return the last version of a record before a step that can be read, if there is one."""
        for version in self._older(number):
            found, bad = version.read({key})
            if found or not bad:
                return found
        return {}

    def _older(self, number: int, path: str = "") -> Iterator[FileVersion]:
        """Yield older versions of the file at a path, or of all files, the newest first."""
        for step in self._steps[number + 1 :]:
            for file in step.files:
                for blob in filter(None, file.before if path in ("", file.path) else ()):
                    version = self._read(blob, file.path)
                    with suppress(BadBase):
                        if isinstance(version, FileVersion):
                            version.cut()
                            yield version

    def _sides(self, step: Step) -> tuple[Side, ...]:
        """Return the changed files after a step and in each of its parents."""
        names = set(_names(step))
        self._cache = {name: version for name, version in self._cache.items() if name in names}
        after = Side(self._version(each.after, each.path) for each in step.files if each.after)
        return after, *(
            Side(self._version(blob, each.path) for each in step.files if (blob := each.before[parent]))
            for parent in range(len(step.files[0].before))
        )

    def _version(self, name: str, path: str) -> FileVersion | Unread:
        if name not in self._cache:
            self._cache[name] = self._read(name, path)
        return self._cache[name]

    def _read(self, name: str, path: str) -> FileVersion | Unread:
        """Return the version of a file that a blob is or, if it is not committed, the file itself."""
        try:
            data = base_file.read(name)[0] if os.path.isabs(name) else self._blobs.read(name)
        except Unreadable as error:
            return Unread(path, None, None, None, error.message)
        return FileVersion(data, path)


_HEAD: Final = ("base", None)
_NO_HEAD: Final = model.Base(title="")


def _names(step: Step) -> Iterator[str]:
    """Yield the names by which the versions of a step are read, in the order in which that happens."""
    yield from filter(None, (each.after for each in step.files))
    yield from filter(None, chain.from_iterable(each.before for each in step.files))


def _tells(entry: Entry) -> bool:
    """Tell whether an entry says anything."""
    return bool(entry.changes or entry.unread or entry.begins)


def _on_claim(entry: Entry, claim: str) -> Entry:
    """Return the part of an entry that concerns a claim."""
    own = tuple(each for each in entry.changes if each.section is ChangeSection.CLAIMS and each.id == claim)
    lost = tuple(each for each in entry.unread if each.id is None or (each.section, each.id) == (Section.CLAIMS, claim))
    return entry._replace(changes=own, unread=lost)


def _content(change: Change) -> tuple[object, ...]:
    """Return what a change leads to, wherever it starts from."""
    return change.section, change.id, change.change, change.field, change.item, change.after
