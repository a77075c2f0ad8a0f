"""``genden schema``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer  # noqa: TC002 -- the type of a parameter of the command

from genden_cli import json_schema, paths
from genden_cli.cli import index_commands
from genden_cli.cli.options import BaseOption, OutputOption, PagerOption, option
from genden_cli.output.settings import may_page
from genden_cli.output.stream import opened
from genden_cli.query.records import known_ids
from genden_cli.source import base_files
from genden_cli.text.markdown import escape
from genden_cli.text.sanitize import json_text, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable


def schema(
    context: typer.Context, base: BaseOption = None, output: OutputOption = None, no_pager: PagerOption = None
) -> None:
    """Print the format of a fact base as JSON Schema, for editors.

    Editors complete and check YAML with it (draft-07). With --base, the schema knows the ids of that base: an editor
    completes them, and shows where each record stands. An editor uses the schema if the first line of a fact base is
    # yaml-language-server: $schema=FILE. More: genden help editors.
    """
    named = option(context, "base", base)
    path = paths.base_path(named)
    written_to = option(context, "output", output)
    pager = may_page(written_to, no_pager=bool(option(context, "no_pager", no_pager)))
    found = index_commands.with_index(path, known_ids.known_ids) if named else None
    ids = None if found is None else {section: _known(each, path or "") for section, each in found.items()}
    is_part = path is not None and base_files.is_folder(path)
    text = json_text(json_schema.json_schema(ids, is_part=is_part), indent=2)
    with opened(written_to, never=path or paths.bundled_facts(), pager=pager) as out:
        out(f"{text}\n")


def _known(ids: Iterable[known_ids.IdPlace], base: str) -> list[json_schema.KnownId]:
    """Return ids with their titles, and with links to their places that an editor follows."""
    folder = base_files.folder_of(base)
    return [json_schema.KnownId(each.id, _about(each, folder)) for each in ids]


def _about(record: known_ids.IdPlace, folder: str) -> str:
    """Return the title of a record and a link to its line, in Markdown."""
    place = f"{record.file}:{record.line}"
    from urllib.parse import quote  # noqa: PLC0415 -- only for the ids of a base

    address = f"file://{quote(os.path.join(folder, record.file))}#L{record.line}"
    return f"{escape(sanitize_line(record.title))} ([{escape(sanitize_line(place))}](<{address}>))"
