"""Names for completion, from the index that an earlier command cached."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress

from genden_cli import paths
from genden_cli.errors import GendenError
from genden_cli.index import store
from genden_cli.query.names import completion
from genden_cli.search_fields import NameList


def beginning_with(base: str | None, what: str, typed: str) -> list[tuple[str, str]]:
    """Return names that begin so, with their meanings; none without a cached index, or if it cannot be read."""
    with suppress(GendenError, sqlite3.Error, OSError, ValueError):
        connection = store.cached(paths.base_path(base))
        if connection is not None:
            with closing(connection):
                return completion.completions(connection, NameList(what), typed)
    return []
