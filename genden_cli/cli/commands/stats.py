"""``genden stats``."""

from __future__ import annotations

import sqlite3

from genden_cli.cli.index_commands import record_command
from genden_cli.output.answer import Answer, Found
from genden_cli.pages import stats as page
from genden_cli.query.records import stats as queries


@record_command
def stats(connection: sqlite3.Connection) -> Answer:
    """Print the fact base as a scorecard of its claims and sources."""
    record = queries.stats(connection)
    return Found("stats", (record,), lambda: page.stats(record), record)
