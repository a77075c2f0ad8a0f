"""The addresses of sources: the pages cited for a claim, the best first, or the page of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import fetch
from genden_cli.text.sanitize import web_link
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.words import Credibility, Reliability, Stance


class CitedPage(NamedTuple):
    """A cited page. ``stance`` is None for a document that makes the claim, and for a source on its own."""

    source: str
    title: str
    url: str | None
    archived: str | None
    quote: str | None
    before: str | None
    after: str | None
    stance: Stance | None
    reliability: Reliability
    credibility: Credibility | None

    def address(self, *, archived: bool) -> str | None:
        """Return the link to the preferred address, else to the other one; None if neither can be a link."""
        either = (self.archived, self.url) if archived else (self.url, self.archived)
        return next(filter(None, (web_link(each) for each in either if each)), None)


def of_source(connection: sqlite3.Connection, source: str) -> tuple[CitedPage, ...]:
    """Return the page of a source, without a quote."""
    return fetch(connection, CitedPage, _OF_SOURCE, source=source)


def of_claim(connection: sqlite3.Connection, claim: str) -> tuple[CitedPage, ...]:
    """Return the pages cited for a claim. Those for or against it come first, the best grade first.

    Documents under examination come last: they make the claim, and are no evidence.
    """
    return fetch(connection, CitedPage, _OF_CLAIM, claim=claim)


def is_id(connection: sqlite3.Connection, section: Section, typed: str) -> bool:
    """Tell whether this is an id in the section, claims or sources."""
    statement = _CLAIM if section is Section.CLAIMS else _SOURCE
    return connection.execute(statement, {"id": typed}).fetchone() is not None


_CLAIM = "SELECT 1 FROM claim WHERE id = :id"

_SOURCE = "SELECT 1 FROM source WHERE id = :id"

_OF_SOURCE = """
SELECT id AS source, title, url, archived, NULL AS quote, NULL AS before, NULL AS after, NULL AS stance, reliability,
       NULL AS credibility
  FROM source WHERE id = :source
"""

_OF_CLAIM = """
SELECT source, title, url, archived, quote, before, after, stance, reliability, credibility
  FROM (SELECT source, quote, before, after, stance, credibility, n FROM evidence WHERE claim = :claim
         UNION ALL
        SELECT source, quote, before, after, NULL, NULL, n FROM appearance WHERE claim = :claim) AS cited
  JOIN source ON source.id = cited.source
 ORDER BY stance IS NULL OR source IN (SELECT source FROM examined), stance IN ('silent', 'context'), reliability,
       coalesce(credibility, '7'), quote IS NULL, cited.n
"""
