"""Completers for the values of options and arguments, for Typer's ``autocompletion``.

Names come from the index that an earlier command cached. Without one there are no suggestions: a base takes too long to
read for a press of Tab. The ``obj`` of a completion's context is the fact base that the line names.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import typer

from genden_cli import search_fields, words
from genden_cli.cli.completion import cached_names

if TYPE_CHECKING:
    from genden_cli.search_fields import SearchField

CompletionItem = tuple[str, str]
"""A text that can be typed, and what it means."""

SHELLS: Final = ("bash", "zsh", "fish", "powershell")
"""The shells that have a completion script."""

FILES: Final = "\0files"
"""The meaning of an item that stands for the names of files."""


def people(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return people, by id and by any recorded spelling."""
    return cached_names.beginning_with(ctx.obj, search_fields.NameList.PEOPLE, incomplete)


def sources(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of sources."""
    return cached_names.beginning_with(ctx.obj, search_fields.NameList.SOURCES, incomplete)


def claims(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of claims."""
    return cached_names.beginning_with(ctx.obj, search_fields.NameList.CLAIMS, incomplete)


def claims_and_sources(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of claims, then those of sources."""
    return [*claims(ctx, incomplete), *sources(ctx, incomplete)]


def sources_and_claims(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of sources, then those of claims."""
    return [*sources(ctx, incomplete), *claims(ctx, incomplete)]


def events(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of events."""
    return cached_names.beginning_with(ctx.obj, search_fields.NameList.EVENTS, incomplete)


def events_in_versions(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of events with rival versions, or of any events if none of those matches."""
    return cached_names.beginning_with(ctx.obj, search_fields.NameList.VERSIONS, incomplete) or events(ctx, incomplete)


def tags(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return tags."""
    return cached_names.beginning_with(ctx.obj, "tags", incomplete)


def ids(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of all records: claims, sources, events, people."""
    lists = search_fields.NameList
    each = (lists.CLAIMS, lists.SOURCES, lists.EVENTS, lists.PEOPLE)
    return [item for names in each for item in cached_names.beginning_with(ctx.obj, names, incomplete)]


def ids_and_tags(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of all records, then the tags."""
    return [*ids(ctx, incomplete), *tags(ctx, incomplete)]


def places(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return places."""
    return cached_names.beginning_with(ctx.obj, "places", incomplete)


def verdicts() -> list[CompletionItem]:
    """Return verdicts."""
    return [(verdict, sign.means) for verdict, sign in words.VERDICTS.items()]


def kinds() -> list[CompletionItem]:
    """Return kinds of claims."""
    return list(words.KINDS.items())


def grades() -> list[CompletionItem]:
    """Return grades of reliability."""
    return list(words.RELIABILITY.items())


def files(incomplete: str) -> list[CompletionItem]:
    """Return an item that makes the shell complete names of files."""
    return [(incomplete, FILES)]


def sources_or_files(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the ids of sources, and the names of files."""
    return [*sources(ctx, incomplete), *files(incomplete)]


def query(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Return the fields of a search, and their values."""
    name, colon, typed = incomplete.partition(":")
    if not colon:
        return [(f"{each}:", field.means) for each, field in search_fields.FIELDS.items() if incomplete]
    field = search_fields.FIELDS.get(name)
    values = _field_values(ctx, field, typed.lstrip('"')) if field else ()
    return [(f"{name}:{_within(value)}", means) for value, means in values if '"' not in value]


def _field_values(ctx: typer.Context, field: "SearchField", typed: str) -> Iterable[CompletionItem]:
    """Return what a field of a search can have: words of its vocabulary, or names of the base."""
    return cached_names.beginning_with(ctx.obj, field.names, typed) if field.names else field.values.items()


def _within(value: str) -> str:
    """Return a value as a query writes it."""
    return f'"{value}"' if " " in value else value
