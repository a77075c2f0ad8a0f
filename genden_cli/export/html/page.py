"""The page: the queries of its parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from genden_cli import words
from genden_cli.export.html import dossier, examined_text
from genden_cli.export.html import preview as previews
from genden_cli.export.html.best_evidence import EvidenceChoice
from genden_cli.export.html.drawing import picture
from genden_cli.export.html.environment import environment
from genden_cli.export.html.inline import inline_parts, packed_search
from genden_cli.export.html.search_index import short_ids
from genden_cli.export.html.sharing import sharing
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.stream import say
from genden_cli.pages.timeline import entry_kind
from genden_cli.query.evidence import compare
from genden_cli.query.evidence.voices import ClaimSummary, claim_summary
from genden_cli.query.records import claim, claims, entries, people, sources, stats
from genden_cli.query.records.events import Headline, contested_events, headline
from genden_cli.query.records.fetch import base
from genden_cli.query.records.former import former_by_record
from genden_cli.query.records.summaries import wrong_claims
from genden_cli.query.text import outline
from genden_cli.text.english import count_noun, count_of
from genden_cli.words import Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.export import Target
    from genden_cli.model import Base
    from genden_cli.query.evidence.voices import Voice
    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.entries import TimelineEntry
    from genden_cli.query.records.stats import Counts, Stats

_MOST_EVIDENCE: Final = 5
"""The items of evidence that the answer shows."""

_MOST_WRONG: Final = 12
"""The claims that are wrong or unproven which the page shows with their reasons."""


class ClaimGroup(NamedTuple):
    """The claims about an event, or the claims without an event."""

    event: TimelineEntry | None
    ids: Sequence[str]
    claims: Iterator[claim.ClaimDetails]


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the page and its picture, or a dossier of the claims that the target names."""
    whole = {**base_variables(base(connection)), **inline_parts()}
    templates = environment()
    if target.claims:
        template = templates.get_template("dossier.html")
        target.write(template.generate(**whole, **dossier.variables(connection, target.claims)))
        return
    answers = {**whole, **_answers(connection, target)}
    if target.picture:
        svg = templates.get_template("picture.svg").render(answers)
        previews.write_png(svg, target.picture, target.base_file)
        if not answers["sharing"].image:
            say("--picture: previews of the page show it only with --url ADDRESS, or with url in the base")
    ids = {
        "claims": [id_ for group in answers["groups"] for id_ in group.ids],
        "events": [row.id for row in answers["events"]],
    }
    index = partial(packed_search, connection, ids, answers["choice"].named)
    target.write(templates.get_template("page.html").generate(**answers, index=index))
    if (shown := answers["annotated"]) and shown.absent:
        say(f"{count_of(shown.absent, shown.quotes, 'quote')} not in the text; the page lists them below it")


def base_variables(about: Base) -> dict[str, Any]:
    """Return the head of the base and its language, apart from that of our own words."""
    english = about.language.partition("-")[0].lower() == "en"
    return {
        "base": about,
        "tongue": about.language if english else "en",  # of the words that are ours
        "own": None if english else about.language,
    }


def _answers(connection: sqlite3.Connection, target: Target) -> dict[str, Any]:
    """Return the variables of the templates. Large ones are generators."""
    everything = tuple(entries.events_and_lives(connection))
    events = tuple(row for row in everything if entry_kind(row) == words.EntryKind.EVENT)
    works = {row.id: row for row in sources.sources(connection)}
    everybody = tuple(people.people(connection))
    card = stats.stats(connection)
    about = base(connection)
    leading = lead_answers(connection, card, about)
    top = leading["lead"].record if leading["lead"] else None
    rows = events if top else everything  # where one claim is the question, not everybody's birth belongs to the answer
    outlines = (outline.outline(connection, document.id) for document in card.examined)
    documents = [each for each in outlines if each.parts]
    annotated = target.text and examined_text.annotated_document(connection, *target.text)
    return {
        "card": card,
        **leading,
        "sharing": sharing(connection, about, top, target),
        "preview": previews.preview(about, top),
        "events": events,
        "rows": rows,
        "picture": picture(rows),
        "comparisons": list(_comparisons(connection, leading["headline"], events)),
        "groups": list(_groups(connection, events)),
        "documents": documents,
        "annotated": annotated,
        "outlines": [each for each in documents if not (annotated and annotated.source == each.source)],
        "choice": EvidenceChoice(connection),
        "former": former_by_record(connection),
        "short": short_ids(connection),
        "works": works,
        "everybody": everybody,
        "profiles": (people.person(connection, row.id) for row in everybody),
        "left_out": list(_left_out(card.counts)),
        "bibliography": (
            (grade, [sources.source(connection, row.id) for row in works.values() if row.reliability == grade])
            for grade in words.RELIABILITY
        ),
    }


def lead_answers(connection: sqlite3.Connection, card: Stats, about: Base) -> dict[str, Any]:
    """Return the variables about the claim that leads, and about what else is wrong."""
    leading = headline(connection)
    asks = about.lead or (leading and leading.event and len(card.examined) == 1)
    lead = claim_summary(connection, claim.claim(connection, leading.claim)) if leading and asks else None
    return {
        "headline": leading,
        "lead": lead,
        "best": _best(lead) if lead else (),
        "wrong": _wrong(connection, lead) if lead else (),
        "MOST_WRONG": _MOST_WRONG,
    }


def _left_out(counts: Counts) -> Iterator[str]:
    """Yield what paper leaves out, in words."""
    if counts.claims:
        yield f"the evidence on {count_noun(counts.claims, 'claim')}"
    if counts.events:
        yield f"the timeline of {count_noun(counts.events, 'event')}"
    if counts.people:
        yield count_noun(counts.people, "person")
    yield count_noun(counts.sources, "source")


def _best(lead: ClaimSummary) -> Sequence[Voice]:
    """Return the voices that decide a claim, the best of each side first, without background."""
    return [voice for voice in lead.deciding if voice.item.stance is not Stance.CONTEXT][:_MOST_EVIDENCE]


def _wrong(connection: sqlite3.Connection, lead: ClaimSummary) -> Sequence[ClaimRow]:
    """Return the claims that are wrong or unproven, without the leading one and its rivals."""
    told = {lead.record.id, *(each.id for each in lead.record.rivals)}
    return [each for each in wrong_claims(connection) if each.id not in told]


def _comparisons(
    connection: sqlite3.Connection, leading: Headline | None, events: Sequence[TimelineEntry]
) -> Iterator[compare.Comparison]:
    """Yield the events with rival versions: that of the leading claim, then the others in order of time."""
    first = [leading.event] if leading and leading.event else []
    contested = contested_events(connection)
    for event in dict.fromkeys((*first, *(row.id for row in events if row.id in contested))):
        yield compare.compare(connection, event)


def _groups(connection: sqlite3.Connection, events: tuple[TimelineEntry, ...]) -> Iterator[ClaimGroup]:
    """Yield the claims by event, in order of time."""
    for event in events:
        if event.claims:
            ids = [row.id for row in event.claims]
            yield ClaimGroup(event, ids, (claim.claim(connection, each) for each in ids))
    others = [row.id for row in claims.claims(connection, claims.ClaimFilter()) if row.event is None]
    if others:
        yield ClaimGroup(None, others, (claim.claim(connection, each) for each in others))
