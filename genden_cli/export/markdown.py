"""Export the base as a report in GitHub's Markdown: the pages of all commands, one below the other.

GitHub renders files of up to a megabyte, and nobody reads twice: what stands in one part is only named in another. The
evidence stands with its claim, and what a claim says there too. A long report only names the sources that are silent,
and those of background.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.output.markdown import chunks
from genden_cli.page.blocks import Block, Cell, Pairs, Prose, Title, text
from genden_cli.pages import person as person_page
from genden_cli.pages import report
from genden_cli.pages import source as source_page
from genden_cli.pages import stats as stats_page
from genden_cli.pages import timeline as timeline_page
from genden_cli.pages.signs import full_legend
from genden_cli.query.records import dump, people, sources, stats, timeline
from genden_cli.query.records.claim import all_claims, evidence_size
from genden_cli.query.records.fetch import Verdicts, base, batches
from genden_cli.query.records.identity import identity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.export import Target
    from genden_cli.query.records.claim import ClaimDetails
    from genden_cli.query.records.timeline import EventRow


_MOST_EVIDENCE: Final = 200_000
"""The bytes of all evidence above which a report is long. Its markup and the rest need about four times as many."""

_LEFT_OUT: Final = (
    "Of silence and of background, the sources alone are named: GitHub renders files of up to a megabyte. What they "
    "say stands in the fact base."
)


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the report."""
    target.write(chunks(_page(connection)))


def _page(connection: sqlite3.Connection) -> Iterator[Block]:
    """Yield the report: the base, its scorecard, the timeline, and each event, claim, person and source."""
    is_brief = evidence_size(connection) > _MOST_EVIDENCE
    yield Title(text(base(connection).title))
    yield Pairs((*_about(connection), *((("Left out", text(_LEFT_OUT)),) if is_brief else ())))
    yield from full_legend()
    card = stats.stats(connection)._replace(lead=None, answer=None, contact=None, corrections=None, url=None)
    yield from _below(stats_page.stats(card, commands=False), 1)
    yield Title(text("What happened"), level=2)
    happened = tuple(timeline.timeline(connection, timeline.EventFilter()))
    yield from timeline_page.timeline(happened)
    yield Title(text("Events"), level=2)
    yield from _events(connection, happened)
    yield Title(text("Claims"), level=2)
    checked = identity(connection).last_review
    if checked:
        yield Pairs((("Last checked", text(f"{checked}, if a claim names no other date")),))
    for each in all_claims(connection):
        yield from report.claim(_without_repetition(each, checked), is_brief=is_brief)
    yield Title(text("People"), level=2)
    for person in people.profiles(connection):
        yield from _below(person_page.person(person), 2)
    yield Title(text("Sources"), level=2)
    for source in sources.profiles(connection):
        yield from _below(source_page.source(source), 2)


def _events(connection: sqlite3.Connection, happened: Iterable[EventRow]) -> Iterator[Block]:
    for batch in batches(happened):
        ids = [each.id for each in batch]
        claims_of, variants_of = dump.statements(connection, ids), dump.variants(connection, ids)
        for each in batch:
            event = each._replace(verdicts=Verdicts())
            yield from report.event(event, claims_of.get(event.id, ()), variants_of.get(event.id, ()))


def _without_repetition(record: ClaimDetails, checked: str | None) -> ClaimDetails:
    """Return a claim without what stands elsewhere in the report.

    That is the date of its event, and the usual day of the last check.
    """
    event = record.takes_place_in
    return record._replace(
        date=None if event and event.date == record.date else record.date,
        reviewed=None if record.reviewed == checked else record.reviewed,
    )


def _about(connection: sqlite3.Connection) -> Iterator[tuple[str, Cell]]:
    row = base(connection)
    labels = {
        "In short": row.lead,
        "Answer": row.answer,
        "About": row.about,
        "By": row.by,
        "Contact": row.contact,
        "Corrections": row.corrections,
        "Licence": row.licence,
        "Version": row.version,
        "Published at": row.url,
    }
    yield from ((label, text(value)) for label, value in labels.items() if value)


def _below(blocks: Iterable[Block], depth: int) -> Iterator[Block]:
    """Yield the blocks of a page as a part of the report, with deeper titles and without a legend."""
    for block in blocks:
        if not isinstance(block, Prose):
            yield block._replace(level=block.level + depth) if isinstance(block, Title) else block
