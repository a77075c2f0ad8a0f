"""``genden stats``."""

from __future__ import annotations

import sqlite3

from genden_cli.cli.index_commands import record_command
from genden_cli.output.answer import Answer


@record_command
def stats(connection: sqlite3.Connection) -> Answer:
    """Print the base as a scorecard: claims, evidence, origins, verdicts, reviews, sources by grade."""
    from genden_cli.query.records.stats import stats as ask  # noqa: PLC0415 -- not to complete a line

    record = ask(connection)
    return Answer("stats", (record,), "stats.stats", record)
