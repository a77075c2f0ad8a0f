"""``genden gaps``."""

from __future__ import annotations

import sqlite3

from genden_cli.cli.index_commands import list_command
from genden_cli.output.answer import SCREENFUL, Listing, ShortList
from genden_cli.pages import gaps as page
from genden_cli.query.records import gaps as queries


@list_command
def gaps(connection: sqlite3.Connection) -> Listing[queries.GapRow]:
    """List the documents that would settle open claims.

    Each document has its shelf-mark and its holder, as far as the base knows them, and the claims that wait for it. The
    first ones would settle most claims. The list comes from the key would_settle of claims.
    """

    def short(limit: int | None) -> ShortList[queries.GapRow]:
        first = queries.gaps(connection).split(limit or SCREENFUL)[0]
        total = queries.count_gaps(connection)
        return ShortList(first, page.short_gaps, total, "document", adds="the claims", height=page.height)

    nothing = "no claim of this base says which document would settle it"
    return Listing("gaps", queries.gaps(connection), lambda rows: page.gaps(rows), short, if_empty=nothing)
