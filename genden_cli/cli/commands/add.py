"""``genden add``: a record, or evidence for a claim. Its options for values come from the schema."""

from __future__ import annotations

import inspect
from enum import StrEnum
from functools import partial, wraps
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from genden_cli import schema
from genden_cli.cli.bases import base_path, base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption, option, own_parameters
from genden_cli.edit import skeletons
from genden_cli.edit import values as edit_values
from genden_cli.errors import WrongUsage
from genden_cli.field_types import ListType, MapType, RefType, WordType, option_name
from genden_cli.output.stream import say
from genden_cli.text.command_line import quoted
from genden_cli.text.english import join_words
from genden_cli.words import MEANINGS, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.field_types import FieldType, RecordType


class AddedKind(StrEnum):
    """What can be added."""

    SOURCE = "source"
    PERSON = "person"
    PLACE = "place"
    EVENT = "event"
    CLAIM = "claim"
    EVIDENCE = "evidence"


_FORMS: Final[dict[str, RecordType]] = {form.name: form for form in (*schema.SECTIONS.values(), schema.EVIDENCE)}

KEYS: Final[dict[str, tuple[str, ...]]] = {
    kind: tuple(keys.split())
    for kind, keys in {
        AddedKind.CLAIM: "says event date people kind tags verdict because confidence reviewed note",
        AddedKind.EVIDENCE: "source stance credibility at quote translation rests_on date note",
        AddedKind.SOURCE: "title author publisher issued type url language reliability why read derived_from note",
        AddedKind.PERSON: "name born died about note",
        AddedKind.PLACE: "name part_of coordinates note",
        AddedKind.EVENT: "title date place people about",
    }.items()
}
"""The keys of each kind that have an option. The others are rarer, or lists of records."""


def _kinds(key: str) -> list[str]:
    return [kind for kind, keys in KEYS.items() if key in keys]


def _option(key: str) -> Any:
    """Return the option for the value of a key."""
    first, *others = kinds = _kinds(key)
    field = _FORMS[first].keys[key]
    of_kinds = join_words([_FORMS[kind].what for kind in kinds], last="or")
    return typer.Option(
        f"--{option_name(key)}",
        metavar="VALUE",
        autocompletion=_completer(field.type),
        help=f"The {field.noun or key} of {of_kinds}." if others else f"Of {of_kinds}: {field.about}.",
        show_default=False,
    )


def _completer(type_: FieldType) -> Callable[..., Any] | None:
    """Return the completer for values of a type, if there is one."""
    if isinstance(type_, WordType):
        words = {str(word): str(MEANINGS.get(type_.enum, {}).get(word, "")) for word in type_.words}  # type: ignore[arg-type] # None is no key
        return lambda: [*words.items()]
    if isinstance(type_, ListType):
        return _completer(type_.item)
    if isinstance(type_, MapType):
        return _completer(type_.key)
    return _OF_SECTION.get(type_.section) if isinstance(type_, RefType) else None


_OF_SECTION: Final = {
    Section.CLAIMS: completers.claims,
    Section.SOURCES: completers.sources,
    Section.PEOPLE: completers.people,
    Section.EVENTS: completers.events,
}


def _with_values(run: Callable[..., None]) -> Callable[..., None]:
    """Return a command with an option for each key. The function gets the values that are given."""
    keys = list(dict.fromkeys(key for keys in KEYS.values() for key in keys))

    @wraps(run)
    def command(context: typer.Context, **arguments: Any) -> None:
        values = {key: value for key in keys if (value := arguments.pop(key)) is not None}
        run(context, **arguments, values=values)

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        *(each.replace(kind=keyword) for each in own_parameters(run) if each.name != "values"),
        *(
            inspect.Parameter(key, keyword, annotation=Annotated[str | None, _option(key)], default=None)
            for key in keys
        ),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    del command.__wrapped__
    return command


@_with_values
def add(
    context: typer.Context,
    part: Annotated[AddedKind, typer.Argument(metavar="RECORD", help="What to add: " + ", ".join(AddedKind) + ".")],
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", autocompletion=completers.claims, help="The id of the new record; for evidence, of its claim."
        ),
    ],
    values: dict[str, str],
    base: BaseOption = None,
) -> None:
    """Add a record to a fact base, or evidence to a claim.

    With options for values, the record has these values; they are checked before anything is written. Without them, it
    is a commented skeleton. It stands at the end of its section; every other byte of the file stays as it is. A list is
    written a,b, a place in a source page 12, and the people of an event ana=keeper,bo=guest.
    """
    path = base_to_change(base_path(option(context, "base", base)))
    _check_keys(part, values)
    section = _FORMS[part].section
    if section is None:
        change = partial(edit_values.with_evidence, claim=id_, values=values)
    elif values:
        change = partial(edit_values.with_record, section=section, id_=id_, values=values)
    else:
        change = partial(skeletons.with_skeleton, section=section, id_=id_)
    file, line = skeletons.add(path, change)
    what = f"{part} for {id_}" if section is None else id_
    say(f"{file}:{line}: {what} added; genden check {quoted(path)} says what is still to do")


def _check_keys(part: AddedKind, values: dict[str, str]) -> None:
    """Raise `WrongUsage` for a value that belongs to another kind of record."""
    for key in values:
        if key not in KEYS[part]:
            others = ", ".join(f"--{option_name(each)}" for each in KEYS[part])
            message = f"--{option_name(key)} belongs to {join_words(_kinds(key))}, not to {part}"
            raise WrongUsage(message, hints=(f"{part} takes {others}",))
