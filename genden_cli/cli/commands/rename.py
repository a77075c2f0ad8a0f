"""``genden rename``."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli import paths
from genden_cli.cli import bases
from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption, OutputOption, PagerOption, option
from genden_cli.edit import diff as edit_diff
from genden_cli.edit import ids as edit_ids
from genden_cli.output.settings import may_page
from genden_cli.output.stream import opened, say
from genden_cli.schema import SECTIONS
from genden_cli.source import base_files, updates
from genden_cli.text.command_line import quoted, to_write
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from genden_cli.source.base_files import BaseContent


class RenamedKind(StrEnum):
    """What can be renamed."""

    CLAIM = "claim"
    SOURCE = "source"
    PERSON = "person"
    PLACE = "place"
    EVENT = "event"
    TAG = "tag"


_SECTIONS: Final = {form.name: section for section, form in SECTIONS.items()}


_KindArgument = Annotated[
    RenamedKind, typer.Argument(metavar="KIND", help="What to rename: " + ", ".join(RenamedKind) + ".")
]
_OldArgument = Annotated[
    str, typer.Argument(metavar="OLD", autocompletion=completers.ids_and_tags, help="The id, or the tag, as it is.")
]
_NewArgument = Annotated[str, typer.Argument(metavar="NEW", help="The id, or the tag, that it gets.")]
_WriteOption = Annotated[bool, typer.Option("--write", help="Change the fact base.")]
_NoWasOption = Annotated[
    bool, typer.Option("--no-was", help="Do not keep the old id in 'was': it then finds nothing any more.")
]


def rename(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    *,
    kind: _KindArgument,
    old: _OldArgument,
    new: _NewArgument,
    write: _WriteOption = False,
    no_was: _NoWasOption = False,
    base: BaseOption = None,
    output: OutputOption = None,
    no_pager: PagerOption = None,
) -> None:
    """Give a record another id, or a tag another name, in all places.

    Without --write, only show the change as a diff. The key 'was' of the record keeps the old id, so that it still
    finds the record. Comments, sentences and every other byte stay as they are.
    """
    named = bases.base_path(option(context, "base", base))
    path = bases.base_to_change(named) if write else named or paths.bundled_facts()
    places = Counter[str]()

    if kind == RenamedKind.TAG:
        rename_in = partial(edit_ids.rename_tag, old=old, new=new)
    else:
        rename_in = partial(edit_ids.rename, section=_SECTIONS[kind], old=old, new=new, keep=not no_was)

    def change(before: BaseContent) -> BaseContent:
        nonlocal places
        after, places = rename_in(before)
        return after

    if write:
        updates.update_base(path, lambda before: change(before).data)
        say(f"{path}: {kind} {old} is now {new} in {_counted(places)}")
        return
    content = base_files.read(path)
    changed = change(content)
    written_to = option(context, "output", output)
    pager = may_page(written_to, no_pager=bool(option(context, "no_pager", no_pager)))
    with opened(written_to, never=path, pager=pager) as out:
        for line in edit_diff.diff(content, changed):
            out(f"{line}\n")
    command = f"genden rename {kind} {quoted(old)} {quoted(new)}{' --no-was' * no_was} --write"
    say(f"{_counted(places)} would change", to_write(command, option(context, "base", base)))


def _counted(places: Counter[str]) -> str:
    """Return the number of places that change, and of files if there are several."""
    counted = count_noun(places.total(), "place")
    return f"{counted} of {len(places)} files" if len(places) > 1 else counted
