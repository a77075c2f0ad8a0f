"""Changes to the files of a base: shown as a diff, and written to all of these files or to none."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import updates
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.diagnostics.problem import Fix
    from genden_cli.source.base_files import BaseContent


class FileChange(NamedTuple):
    """A file of a base, its content, its new content, and the number of places where the two differ."""

    path: str
    old: bytes
    new: bytes
    places: int


def changes(content: BaseContent, fixes: Iterable[Fix]) -> tuple[FileChange, ...]:
    """Return what edits make of the files of a base. Files without an edit are left out."""
    fixed, places = apply_fixes(content, fixes)
    return tuple(
        FileChange(old.path, old.data, new.data, places[old.path])
        for old, new in zip(content.texts, fixed.texts, strict=True)
        if old.path in places
    )


def changed_content(content: BaseContent, changed: Iterable[FileChange]) -> BaseContent:
    """Return a base with its changes."""
    return content.with_data({each.path: each.new for each in changed})


def write(base: str, change: Callable[[BaseContent], tuple[FileChange, ...]]) -> tuple[FileChange, ...]:
    """Change the files of a base, and return what was changed. If another program changes one of them, start again.

    Raise `Unwritable` if a file cannot be written; all files are then as they were.
    """
    changed: tuple[FileChange, ...] = ()

    def new(content: BaseContent) -> dict[str, bytes]:
        nonlocal changed
        changed = change(content)
        return {each.path: each.new for each in changed}

    updates.update_base(base, new)
    return changed


def diff(changed: Iterable[FileChange]) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    for each in changed:
        before, after = (data.decode("utf-8-sig").removesuffix("\n").split("\n") for data in (each.old, each.new))
        for line in unified_diff(before, after, each.path, each.path, lineterm=""):
            yield sanitize_line(line.removesuffix("\r"))
