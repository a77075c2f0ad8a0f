"""What git remembers of a base: which verdicts changed when, and which records have new ids."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from genden_cli import load
from genden_cli.difference.renames import renames
from genden_cli.errors import GendenError
from genden_cli.export.site import addresses
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import revisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli import model
    from genden_cli.words import Verdict

_MOST_VERSIONS: Final = 20
"""The versions that are read, at most: each takes as long as a check of the base."""

_MOST_BYTES: Final = 8 << 20
"""The size of a base whose history is read, at most: two versions are in memory at once."""

_VERDICT_OR_ID: Final = "verdict:|^  [a-z0-9-]+:"
"""The lines whose changes matter, for git."""


class VerdictChange(NamedTuple):
    """A claim whose verdict changed: its present id and verdict, and the commit with its time."""

    claim: str
    says: str
    because: str | None
    before: Verdict
    after: Verdict
    commit: str
    time: str


class History(NamedTuple):
    """The changes of verdicts, the newest first, and the former addresses of records with their present ones."""

    changes: tuple[VerdictChange, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


def history(base: str) -> History:
    """Return what the last versions of a base tell; nothing if it is not one file in git."""
    if not os.path.isfile(base) or os.path.getsize(base) > _MOST_BYTES:
        return History()
    changes: list[VerdictChange] = []
    moved: dict[str, str] = {}
    now: dict[str, str] = {}
    for (commit, new), (_, old) in pairwise(_versions(base)):
        names = renames(old, new)
        if commit is not None:
            changes += _changes(old, new, names["claims"], now, commit)
        for section, kind in addresses.KINDS.items():
            for former, later in names[section].items():
                target = addresses.record(kind, later)
                moved[addresses.record(kind, former)] = moved.get(target, target)
        now.update({former: now.get(later, later) for former, later in names["claims"].items()})
    return History(tuple(changes), tuple(moved.items()))


def _versions(base: str) -> Iterator[tuple[revisions.Commit | None, model.Facts]]:
    """Yield the file and its versions, the newest first, as long as they can be read; the file has no commit yet."""
    with suppress(GendenError):  # git is not there, or the base of that time is no base of today
        commits = revisions.commits(base, pattern=_VERDICT_OR_ID, most=_MOST_VERSIONS)
        if commits:
            yield None, _facts(revisions.file_revision(base))
        for commit in commits:
            yield commit, _facts(revisions.revision(commit.name, base=base))


def _facts(found: revisions.Revision) -> model.Facts:
    return load.load(found.content.texts)


def _changes(
    old: model.Facts, new: model.Facts, renamed: Mapping[str, str], now: Mapping[str, str], commit: revisions.Commit
) -> Iterator[VerdictChange]:
    former = {renamed.get(each.id, each.id): each.verdict for each in old.claims}
    for each in new.claims:
        before = former.get(each.id)
        if before is not None and before != each.verdict:
            id_ = now.get(each.id, each.id)
            yield VerdictChange(id_, each.says, each.because, before, each.verdict, commit.name, commit.time)
