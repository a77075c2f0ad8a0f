"""Compare two versions of a fact base if one of them has errors: all records that can be read in both.

A record that has an error in one version is not compared. If a file is no fact base, some of its records cannot be told
apart; so records that its version seems to lack may still be there, and are not compared either. Independent origins
are not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli import model
from genden_cli.difference.changes import Difference, Edition, changes
from genden_cli.difference.record_texts import FileVersion
from genden_cli.difference.side import Side, part
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from genden_cli.difference.record_texts import Key
    from genden_cli.difference.side import Records, Unread
    from genden_cli.source.base_files import BaseContent

_HEAD: Final = ("base", None)


def difference(old: BaseContent, new: BaseContent, *, errors: tuple[int, int]) -> Difference | None:
    """Return the changes from an old version to a new one, or None if nothing in one of them can be read.

    ``errors`` are the numbers of errors in the two.
    """
    before, after = (Side(FileVersion(each.data, each.path) for each in side.texts) for side in (old, new))
    before, after = before.around_errors(), after.around_errors()
    texts, later_texts = before.texts(), after.texts()
    if not (texts and later_texts):
        return None
    keys = {key for key in texts.keys() & later_texts.keys() if texts[key] != later_texts[key]} | {_HEAD}
    keys |= later_texts.keys() - texts.keys() if not before.unread else set()
    keys |= texts.keys() - later_texts.keys() if not after.unread else set()
    was, was_bad = before.read(keys)
    now, now_bad = after.read(keys)
    former = _edition(old, errors[0], texts, was, _told_once(before.unread, was_bad.values()))
    later = _edition(new, errors[1], later_texts, now, _told_once(after.unread, now_bad.values()))
    for key in {*was_bad, *now_bad}:
        was.pop(key, None)
        now.pop(key, None)
    head = now.get(_HEAD) or was.get(_HEAD) or model.Base(title="")
    both = part(was, was.get(_HEAD, head)), part(now, head)
    return Difference(former, later, tuple(changes(*both, are_whole=False)))


def _told_once(files: Sequence[Unread], records: Iterable[Unread]) -> list[Unread]:
    """Return what cannot be read, without a head of a base whose error is that of its file."""
    places = {(each.file, each.line) for each in files}
    return [*files, *(each for each in records if each.id or (each.file, each.line) not in places)]


def _edition(
    content: BaseContent, errors: int, keys: Collection[Key], records: Records, unread: Iterable[Unread]
) -> Edition:
    head = records.get(_HEAD)
    title, version = (head.title, head.version) if isinstance(head, model.Base) else ("", None)
    claims, sources = (sum(section == each for each, _ in keys) for section in (Section.CLAIMS, Section.SOURCES))
    return Edition(content.base, title, version, claims, None, sources, errors, tuple(unread))
