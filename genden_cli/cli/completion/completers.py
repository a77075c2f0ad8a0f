"""What completes the values of options and arguments, for Typer's ``autocompletion``.

A name is looked for in the index that an earlier command kept; where there is none, nothing is offered: nobody waits
for Tab until a base is read. The context of a completion holds the fact base that the line names, as its ``obj``.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

import typer  # noqa: TC002 -- Typer reads it

from genden_cli import words
from genden_cli.errors import GendenError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.search_fields import SearchField

CompletionItem = tuple[str, str]
"""What can be typed, and what it stands for."""

SHELLS: Final = ("bash", "zsh", "fish")
"""The shells that are spoken to."""

FILES: Final = "\0files"
"""What an offer stands for that means: the names of files."""


def people(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer people, by id and by any recorded spelling."""
    return _known(ctx, "people", incomplete)


def sources(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of sources."""
    return _known(ctx, "sources", incomplete)


def claims(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of claims."""
    return _known(ctx, "claims", incomplete)


def claims_and_sources(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of claims, then those of sources."""
    return [*claims(ctx, incomplete), *sources(ctx, incomplete)]


def events(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of events."""
    return _known(ctx, "events", incomplete)


def events_in_versions(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of events that are told in rival versions, or of any where none of those begins so."""
    return _known(ctx, "versions", incomplete) or events(ctx, incomplete)


def tags(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer tags."""
    return _known(ctx, "tags", incomplete)


def places(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer places."""
    return _known(ctx, "places", incomplete)


def verdicts() -> list[CompletionItem]:
    """Offer verdicts."""
    return [(verdict, sign.means) for verdict, sign in words.VERDICTS.items()]


def kinds() -> list[CompletionItem]:
    """Offer kinds of claims."""
    return list(words.KINDS.items())


def grades() -> list[CompletionItem]:
    """Offer grades of reliability."""
    return list(words.RELIABILITY.items())


def files(incomplete: str) -> list[CompletionItem]:
    """Offer the names of files, which the shell knows best."""
    return [(incomplete, FILES)]


def sources_or_files(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of sources, and the names of files."""
    return [*sources(ctx, incomplete), *files(incomplete)]


def query(ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    """Offer the fields of a search, and their values."""
    from genden_cli.search_fields import FIELDS  # noqa: PLC0415 -- no other command has such fields

    name, colon, typed = incomplete.partition(":")
    if not colon:
        return [(f"{each}:", field.means) for each, field in FIELDS.items() if incomplete]
    field = FIELDS.get(name)
    values = _field_values(ctx, field, typed.lstrip('"')) if field else ()
    return [(f"{name}:{_within(value)}", means) for value, means in values if '"' not in value]


def _field_values(ctx: typer.Context, field: SearchField, typed: str) -> Iterable[CompletionItem]:
    """Return what a field of a search can have: words of its vocabulary, or names of the base."""
    return _known(ctx, field.names, typed) if field.names else field.values.items()


def _within(value: str) -> str:
    """Return a value as it stands in a query."""
    return f'"{value}"' if " " in value else value


def _known(ctx: typer.Context, what: str, typed: str) -> list[CompletionItem]:
    """Return what the kept index has; nothing where there is none, or it cannot be read."""
    import sqlite3  # noqa: PLC0415 -- only when Tab is pressed

    from genden_cli.index import store  # noqa: PLC0415
    from genden_cli.query.names.completion import completions  # noqa: PLC0415
    from genden_cli.search_fields import NameList  # noqa: PLC0415

    with suppress(GendenError, sqlite3.Error, OSError, ValueError):
        connection = store.cached(ctx.obj or os.environ.get("GENDEN_BASE") or None)
        if connection is not None:
            with closing(connection):
                return completions(connection, NameList(what), typed)
    return []
