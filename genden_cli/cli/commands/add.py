"""``genden add``: a record, or evidence for a claim or a review of it."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from genden_cli.cli import value_options
from genden_cli.cli.bases import base_path, base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption, option
from genden_cli.cli.value_options import AddedKind
from genden_cli.dates import clock
from genden_cli.edit import skeletons
from genden_cli.edit import values as edit_values
from genden_cli.edit import warnings as edit_warnings
from genden_cli.output.stream import say
from genden_cli.text.command_line import quoted
from genden_cli.words import Section


@value_options.with_values
def add(
    context: typer.Context,
    part: Annotated[AddedKind, typer.Argument(metavar="RECORD", help="What to add: " + ", ".join(AddedKind) + ".")],
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            autocompletion=completers.claims,
            help="The id of the new record; for evidence and a review, of its claim.",
        ),
    ],
    values: dict[str, str],
    base: BaseOption = None,
) -> None:
    """Add a record to a fact base, or evidence or a review to a claim.

    With options for values, the record has these values; they are checked before anything is written. Without them,
    it is a commented skeleton; evidence and a review have values. It stands at the end of its section; every other
    byte of the file stays as it is. A list is written a,b, a place in a source page 12, and the people of an event
    ana=keeper,bo=guest. A review is of today unless --on says another day.
    """
    named = option(context, "base", base)
    path = base_to_change(base_path(named))
    value_options.check_keys(part, values)
    form = value_options.FORMS[part]
    section = form.section or Section.CLAIMS
    if part is AddedKind.REVIEW:
        values = {"on": clock.today().isoformat(), **values}
    if key := value_options.ITEMS.get(part):
        change = partial(edit_values.with_item, claim=id_, key=key, form=form, values=values)
    elif values:
        change = partial(edit_values.with_record, section=section, id_=id_, values=values)
    else:
        change = partial(skeletons.with_skeleton, section=section, id_=id_)
    (file, line), before, after = skeletons.add(path, change)
    what = f"{part} for {id_}" if key else id_
    say(f"{file}:{line}: {what} added; genden check {quoted(path)} says what is still to do")
    if values:
        say(*edit_warnings.new_warnings(before, after, section, id_, base=named))
