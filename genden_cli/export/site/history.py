"""What git remembers of a base: which verdicts changed when, and which records have new ids."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli.difference.changes import ChangeKind, ChangeSection
from genden_cli.difference.history import Log
from genden_cli.errors import GendenError
from genden_cli.export.site import addresses
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import commits
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli import model
    from genden_cli.difference.history import Entry

_MOST_ENTRIES: Final = 50
"""The commits that are told, at most: the site is made in a moment, and readers of a feed want what is new."""


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
    """Return what the last commits tell of a base; nothing if it is not in git."""
    with suppress(GendenError), Log(commits.history(base)) as log:  # git is not there, or does not know the file
        return _told(islice(log.entries(), _MOST_ENTRIES))
    return History()


def _told(entries: Iterable[tuple[Entry, model.Facts]]) -> History:
    changes: list[VerdictChange] = []
    moved: dict[str, str] = {}
    now: dict[str, str] = {}
    for entry, facts in entries:
        changes += _changes(entry, facts, now)
        for change in entry.changes:
            if change.change is ChangeKind.RENAMED:
                later, former = str(change.after), str(change.before)
                kind = addresses.KINDS[change.section]
                target = addresses.record(kind, later)
                moved[addresses.record(kind, former)] = moved.get(target, target)
                if change.section is ChangeSection.CLAIMS:
                    now[former] = now.get(later, later)
    return History(tuple(changes), tuple(moved.items()))


def _changes(entry: Entry, facts: model.Facts, now: dict[str, str]) -> Iterator[VerdictChange]:
    """Yield the changed verdicts of a commit. ``now`` has the present ids of claims by those after the commit."""
    claims = {claim.id: claim for claim in facts.claims}
    for change in entry.changes:
        if entry.commit and change.section is ChangeSection.CLAIMS and change.field == "verdict":
            claim = claims[str(change.id)]
            before, after = Verdict(str(change.before)), Verdict(str(change.after))
            id_ = now.get(claim.id, claim.id)
            yield VerdictChange(id_, claim.says, claim.because, before, after, entry.commit.name, entry.commit.time)
