"""Options for the values of a record, made from the schema: ``--says``, ``--title``, ``--born`` and others."""

from __future__ import annotations

import inspect
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from genden_cli import schema
from genden_cli.cli.completion import completers
from genden_cli.cli.options import own_parameters
from genden_cli.errors import WrongUsage
from genden_cli.field_types import ListType, MapType, RefType, WordType, option_name
from genden_cli.text.english import join_words
from genden_cli.words import MEANINGS, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genden_cli.field_types import FieldType, RecordType


class AddedKind(StrEnum):
    """What has values: a record, or an item of a claim."""

    SOURCE = "source"
    PERSON = "person"
    PLACE = "place"
    EVENT = "event"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    REVIEW = "review"


ITEMS: Final = {AddedKind.EVIDENCE: "evidence", AddedKind.REVIEW: "reviewed"}
"""The key of a claim that holds the items of a kind."""

FORMS: Final[dict[str, RecordType]] = {
    form.name: form for form in (*schema.SECTIONS.values(), schema.EVIDENCE, schema.REVIEW)
}

KEYS: Final[dict[str, tuple[str, ...]]] = {
    kind: tuple(keys.split())
    for kind, keys in {
        AddedKind.CLAIM: "says event date people kind tags verdict because confidence state reviewed note",
        AddedKind.EVIDENCE: "source stance credibility at quote translation rests_on date note",
        AddedKind.REVIEW: "by on note",
        AddedKind.SOURCE: "title author editor translator container_title volume issue page edition publisher"
        " publisher_place issued type url accessed archived language archive archive_location ids reliability why read"
        " derived_from note",
        AddedKind.PERSON: "name born died about note",
        AddedKind.PLACE: "name part_of coordinates note",
        AddedKind.EVENT: "title date place people about",
    }.items()
}
"""The keys of each kind that have an option: of a source all that common citations need. Others are rarer, or lists."""


def _kinds(key: str) -> list[str]:
    return [kind for kind, keys in KEYS.items() if key in keys]


def _option(key: str) -> Any:
    """Return the option for the value of a key."""
    first, *others = kinds = _kinds(key)
    field = FORMS[first].keys[key]
    of_kinds = join_words([FORMS[kind].what for kind in kinds], last="or")
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


def with_values(run: Callable[..., Any], *, kinds: Iterable[str] = KEYS) -> Callable[..., Any]:
    """Return a command with an option for each key of ``kinds``. The function gets the values that are given."""
    keys = list(dict.fromkeys(key for kind in kinds for key in KEYS[kind]))

    @wraps(run)
    def command(context: typer.Context, **arguments: Any) -> Any:
        values = {key: value for key in keys if (value := arguments.pop(key)) is not None}
        return run(context, **arguments, values=values)

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


def check_keys(part: str, values: dict[str, str]) -> None:
    """Raise `WrongUsage` for a value that belongs to another kind of record."""
    for key in values:
        if key not in KEYS[part]:
            others = ", ".join(f"--{option_name(each)}" for each in KEYS[part])
            message = f"--{option_name(key)} belongs to {join_words(_kinds(key))}, not to {part}"
            raise WrongUsage(message, hints=(f"{part} takes {others}",))
