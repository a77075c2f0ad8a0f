"""``genden stats``."""

from __future__ import annotations

import sqlite3

from genden_cli.cli.index_commands import detailed_command
from genden_cli.output.answer import Answer, Found
from genden_cli.pages import stats as page
from genden_cli.query.records import stats as queries


@detailed_command
def stats(connection: sqlite3.Connection) -> Answer:
    """Print the fact base as a scorecard of its claims and sources."""
    record = queries.stats(connection)
    whole = Found("stats", (record,), lambda: page.stats(record), record)
    return whole._replace(short=lambda _: whole._replace(page=lambda: page.short_stats(record)))
