"""How files of a user get a new content that is made from the present one: all of them, or none.

Other processes of this program wait. If another program changes a file in between, the new content is made again from
what that program left.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final

from genden_cli import signals
from genden_cli.errors import Unwritable
from genden_cli.source import base_files
from genden_cli.source.lock import locked
from genden_cli.source.replace import NOTHING_CHANGED, Disturbed, Replacement, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from genden_cli.source.base_files import BaseContent

_MAX_TRIES: Final = 20


def update(path: str, change: Callable[[bytes], bytes]) -> None:
    """Give a file the content that ``change`` makes of its present one. Raise `Unwritable` if writing fails."""
    update_base(path, lambda content: {path: change(content.texts[0].data)})


def update_base(base: str, change: Callable[[BaseContent], Mapping[str, bytes]]) -> None:
    """Give files of a base the content that ``change`` makes of the present one, by their paths.

    ``change`` is called again if another program changes one of these files in between. Equal content is not written.
    Raise `Unreadable` if the base cannot be read, `Unwritable` if writing fails; no file has changed then.
    """
    base_files.identities(base)  # only files can be edited
    for _ in range(_MAX_TRIES):
        with suppress(Disturbed), telling(base), locked(base):
            content = base_files.read(base)
            old = content.data
            new = {path: data for path, data in change(content).items() if data != old[path]}
            _replace(old, new)
            return
    raise Unwritable(f"other programs change {base} again and again", hints=(NOTHING_CHANGED,))


def _replace(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Replace files by drafts that are all written before the first takes its place."""
    with ExitStack() as drafts:
        replacements = {}
        for path, data in new.items():
            replacements[path] = drafts.enter_context(Replacement(path, old=old[path], is_text=False))
            with telling(path):
                replacements[path].begin().write(data)
        if len(replacements) > 1:
            drafts.enter_context(signals.postponed())
        done: list[str] = []
        for path, each in replacements.items():
            try:
                with telling(path):
                    each.commit()
            except Disturbed:
                _put_back(done, old, new)
                raise
            except Unwritable as error:
                if len(new) == 1:
                    raise
                _put_back([*done, path], old, new)  # this one too: the disk may not confirm what is in place already
                raise Unwritable(error.message, hints=(NOTHING_CHANGED,)) from None
            done.append(path)


def _put_back(paths: list[str], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Give files their content of before. One that has another content than the new one stays as it is."""
    for path in paths:
        with suppress(OSError, Unwritable), Replacement(path, old=new[path], is_text=False) as replacement:
            replacement.begin().write(old[path])
            replacement.commit()
