"""Changes to the files of a base: shown as a diff, and written to all of these files or to none."""

from __future__ import annotations

from contextlib import suppress
from difflib import unified_diff
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.errors import BadBase, Unwritable
from genden_cli.load import records
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import replace
from genden_cli.source.base_text import BaseText
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.diagnostics.problem import Fix

_MAX_TRIES: Final = 20


class FileChange(NamedTuple):
    """A file of a base, its content, its new content, and the number of places where the two differ."""

    path: str
    old: bytes
    new: bytes
    places: int


def changes(texts: Sequence[BaseText], fixes: Iterable[Fix]) -> tuple[FileChange, ...]:
    """Return what edits make of the files of a base. Files without an edit are left out."""
    by_file: dict[str, list[Fix]] = {}
    for fix in fixes:
        by_file.setdefault(fix.span.file, []).append(fix)
    return tuple(
        FileChange(text.path, text.data, *apply_fixes(text.data, by_file[text.path]))
        for text in texts
        if text.path in by_file
    )


def is_valid(texts: Sequence[BaseText], changed: Iterable[FileChange]) -> bool:
    """Tell whether the base is valid once its files are changed."""
    new = {each.path: each.new for each in changed}
    try:
        for _ in records(BaseText(each.path, new.get(each.path, each.data)) for each in texts):
            pass
    except BadBase:
        return False
    return True


def write(
    read: Callable[[], Sequence[BaseText]], change: Callable[[Sequence[BaseText]], tuple[FileChange, ...]]
) -> tuple[FileChange, ...]:
    """Change the files of a base, and return what was changed. If another program changes one of them, start again.

    Raise `Unwritable` if a file cannot be written; all files are then as they were.
    """
    for _ in range(_MAX_TRIES):
        changed = change(read())
        with suppress(replace.Disturbed):
            replace.update_all({each.path: (each.old, each.new) for each in changed})
            return changed
    raise Unwritable("other programs change the base again and again", hints=("nothing was changed",))


def diff(changed: Iterable[FileChange]) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    for each in changed:
        before, after = (data.decode("utf-8-sig").removesuffix("\n").split("\n") for data in (each.old, each.new))
        for line in unified_diff(before, after, each.path, each.path, lineterm=""):
            yield sanitize_line(line.removesuffix("\r"))
