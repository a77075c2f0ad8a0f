"""Export the base as one YAML file with all its comments. One file is written as it is, a folder is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.edit.pieces import joined
from genden_cli.source import base_files

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.export import Target


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export. The index has no comments, so the files are read. It has shown that they have no errors."""
    del connection
    content = base_files.read(target.base_file)
    data = content.texts[0].data if len(content.texts) == 1 else joined(content)
    target.write([data.decode("utf-8")])
