"""``genden edit``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli import check, paths
from genden_cli.cli import editor, value_options
from genden_cli.cli.bases import base_path, base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption, OutputOption, PagerOption, option
from genden_cli.diagnostics import text
from genden_cli.edit import diff as edit_diff
from genden_cli.edit import new_values
from genden_cli.edit import places as edit_places
from genden_cli.edit import warnings as edit_warnings
from genden_cli.errors import Exit, WrongUsage
from genden_cli.field_types import option_name
from genden_cli.output.settings import may_page
from genden_cli.output.stream import opened, say
from genden_cli.source import base_files, updates
from genden_cli.text.command_line import quoted, to_write
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.source.base_files import BaseContent

_KINDS: Final = ("claim", "source", "person", "place", "event", "evidence")


@partial(value_options.with_values, kinds=_KINDS)
def edit(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", autocompletion=completers.ids, help="The id of the record.  [default: the head of the base]"
        ),
    ] = None,
    *,
    values: dict[str, str],
    evidence: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE|N",
            autocompletion=completers.sources,
            help="Change an item of evidence on the claim: by its source, or by its number.",
            show_default=False,
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="With values: change the fact base.")] = False,
    base: BaseOption = None,
    output: OutputOption = None,
    no_pager: PagerOption = None,
) -> int:
    """Open a record in your editor at its line, or give it other values.

    With options for values, such as --state published, it shows the change as a diff; --write makes it. With
    --evidence, the values are those of an item of evidence. Comments and every other byte stay. Without values, it
    opens the editor of $VISUAL, else of $EDITOR, and checks the base afterwards; a base with errors can be edited too.
    Of records with the same id, the first of claim, source, event, person and place is meant.
    """
    named = option(context, "base", base)
    path = base_to_change(base_path(named))
    written_to = option(context, "output", output)
    pager = may_page(written_to, no_pager=bool(option(context, "no_pager", no_pager)))
    if (write or evidence) and not values:
        what, such = ("--write", "--state") if evidence is None else ("--evidence", "--stance")
        raise WrongUsage(f"{what} needs a value", hints=(f"name it with an option such as {such}",))
    if values and id_ is None:
        raise WrongUsage("values of which record?", hints=("name its id",))
    if write and id_:
        return _write(path, id_, values, evidence, base=named)
    with opened(written_to, never=path, pager=pager) as out:
        if values and id_:
            return _show(path, id_, values, evidence, out, base=named)
        editor.open_at(*edit_places.place_of(base_files.read(path), id_))
        return _check(path, out, base=named)


def _check(path: str, out: Callable[[str], object], *, base: str | None) -> int:
    """Print what `genden check` says about a base."""
    result = check.check(base_files.read(path).texts).naming(base)
    for line in text.text([result]):
        out(f"{line}\n")
    counts = ((result.errors, "error"), (result.warnings, "warning"))
    found = ", ".join(count_noun(count, noun) for count, noun in counts if count)
    say(f"{paths.name(path)}: {found or 'no mistakes, no warnings'}")
    return Exit.NO if result.errors else Exit.DONE


def _show(  # noqa: PLR0913 -- the arguments of the command
    path: str,
    id_: str,
    values: dict[str, str],
    evidence: str | None,
    out: Callable[[str], object],
    *,
    base: str | None,
) -> int:
    """Print the change that would give a record new values, the warnings that they bring, and the command for it."""
    content = base_files.read(path)
    change = new_values.with_values(content, id_, values, evidence=evidence)
    for line in edit_diff.diff(content, change.after):
        out(f"{line}\n")
    _say_warnings(content, change, base=base)
    given = {"evidence": evidence, **values} if evidence else values
    options = "".join(f" --{option_name(key)} {quoted(value)}" for key, value in given.items())
    if change.after.data == content.data:
        say(_unchanged(path, change, values))
    else:
        say(to_write(f"genden edit {quoted(id_)}{options} --write", base))
    return Exit.DONE


def _write(path: str, id_: str, values: dict[str, str], evidence: str | None, *, base: str | None) -> int:
    """Give a record its new values, and say so with the warnings that they bring."""
    done: list[tuple[BaseContent, new_values.ValueEdit]] = []

    def changed(content: BaseContent) -> dict[str, bytes]:
        done.append((content, new_values.with_values(content, id_, values, evidence=evidence)))
        return done[-1][1].after.data

    updates.update_base(path, changed)
    before, change = done[-1]
    if change.after.data == before.data:
        say(_unchanged(path, change, values))
        return Exit.DONE
    say(f"{path}: {change.id} changed; genden check {quoted(path)} says what is still to do")
    _say_warnings(before, change, base=base)
    return Exit.DONE


def _unchanged(path: str, change: new_values.ValueEdit, values: dict[str, str]) -> str:
    return f"{path}: {change.id} has {'this value' if len(values) == 1 else 'these values'} already"


def _say_warnings(before: BaseContent, change: new_values.ValueEdit, *, base: str | None) -> None:
    say(*edit_warnings.new_warnings(before, change.after, change.section, change.id, base=base))
