"""The page: the queries of its parts, and the environment of its templates.

Each text in a template is sanitized and escaped. The page names its style and script to the browser by their hashes;
the browser applies, runs and fetches nothing else.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import genden_cli
from genden_cli import contributors, schema, words
from genden_cli.export.html.drawing import picture, segments
from genden_cli.export.html.search_index import search_index
from genden_cli.export.html.search_rules import search_rules
from genden_cli.named_tuple import NamedTuple
from genden_cli.pages import claim as claim_page
from genden_cli.pages import compare as compare_page
from genden_cli.pages import fields, parts
from genden_cli.pages import person as person_page
from genden_cli.pages import source as source_page
from genden_cli.pages import stats as stats_page
from genden_cli.pages.findings import findings
from genden_cli.query.evidence import compare
from genden_cli.query.records import claim, claims, people, sources, stats, timeline
from genden_cli.query.records.events import contested_events, headline
from genden_cli.query.records.fetch import base
from genden_cli.query.text import outline
from genden_cli.text import fragments
from genden_cli.text.languages import language
from genden_cli.text.sanitize import json_text, sanitize, web_link

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.export import Target
    from genden_cli.model import Appearance, When
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim, SourceRow
    from genden_cli.query.records.timeline import EventRow

_FOLDER: Final = os.path.dirname(__file__)
_Evidence = TypeVar("_Evidence", "EvidenceOnClaim", claim.EvidenceDetails)

_GREEK: Final = "\u0370"
"""The first character after the Latin scripts."""


_SCRIPTS: Final = (
    *(f"search/{name}.js" for name in "text porter fulltext question ranking answers query search results".split()),
    "script.js",
)
"""The files of the script, in the order in which they use one another."""


class SourceGroup(NamedTuple):
    """The claims about an event, or the claims without an event."""

    event: EventRow | None
    claims: Iterator[claim.ClaimDetails]


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the page."""
    template = environment().get_template("page.html")
    target.write(template.generate(**_answers(connection), **_inline_parts(), index=partial(_index, connection)))


def _index(connection: sqlite3.Connection) -> Markup:
    """Return the rules and the index of the search as JSON without a sign that HTML reads."""
    text = json_text({"rules": search_rules(connection), "base": search_index(connection)}, compact=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def _answers(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the variables of the templates. Large ones are generators."""
    events = tuple(timeline.timeline(connection, timeline.EventFilter(), claims=True))
    works = {row.id: row for row in sources.sources(connection)}
    everybody = tuple(people.people(connection))
    card = stats.stats(connection)
    lead = headline(connection)
    rival = sorted(contested_events(connection), key=[lead.event if lead else None, *(row.id for row in events)].index)
    outlines = [outline.outline(connection, document.id) for document in card.examined]
    about = base(connection)
    english = about.language.partition("-")[0].lower() == "en"
    return {
        "base": about,
        "tongue": about.language if english else "en",  # of the words that are ours
        "own": None if english else about.language,
        "card": card,
        "headline": lead,
        "lead": claim.claim(connection, lead.claim) if lead else None,
        "events": events,
        "picture": picture(events),
        "comparisons": [compare.compare(connection, each) for each in rival],
        "groups": _groups(connection, events),
        "outlines": [each for each in outlines if each.parts],
        "works": works,
        "everybody": everybody,
        "profiles": (people.person(connection, row.id) for row in everybody),
        "bibliography": (
            (grade, [sources.source(connection, row.id) for row in works.values() if row.reliability == grade])
            for grade in words.RELIABILITY
        ),
    }


def _groups(connection: sqlite3.Connection, events: tuple[EventRow, ...]) -> Iterator[SourceGroup]:
    """Yield the claims by event, in order of time."""
    for event in events:
        if event.claims:
            yield SourceGroup(event, (claim.claim(connection, row.id) for row in event.claims))
    others = [row.id for row in claims.claims(connection, claims.ClaimFilter()) if row.event is None]
    if others:
        yield SourceGroup(None, (claim.claim(connection, each) for each in others))


def _bare_environment(*folders: str) -> Environment:
    return Environment(
        loader=FileSystemLoader([*folders, os.path.join(_FOLDER, "templates")]),
        autoescape=True,
        finalize=_sanitized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def environment(*folders: str) -> Environment:
    """Return the environment of the templates: those in ``folders``, and those of the page."""
    made = _bare_environment(*folders)
    made.filters.update(link=web_link, years=_years)
    made.globals.update(
        words=words,
        schema=schema,
        more=fields.other_values,
        more_with_words=fields.values_with_words,
        version=genden_cli.__version__,
        is_site=False,
        parts=parts,
        relation_words=claim_page.RELATION_WORDS,
        others=claim_page.other_claims,
        cautions=claim_page.cautions,
        matter=compare_page.matter,
        begins_matter=_begins_matter,
        totals=compare_page.totals,
        signs=compare_page.signs,
        notes=compare_page.notes,
        findings=findings,
        life=person_page.life_dates,
        lasted=person_page.role_dates,
        no_origins=source_page.no_origins,
        kept_copy=source_page.kept_copy,
        quote_link=_quote_link,
        counts=stats_page.counts,
        share=stats_page.share,
        language=language,
        names=contributors.names_text,
        segments=segments,
        script=script,
        quoted=_quoted,
        by_stance=_by_stance,
    )
    return made


def _sanitized(value: Any) -> Any:
    """Return a sanitized value. Markup is ours and its content is already sanitized."""
    if value is None:
        return ""
    return sanitize(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def script(text: str, tag: str | None) -> str | None:
    """Return the language of a title, or None if the title has only Latin letters and may be a translation."""
    return tag if any(letter >= _GREEK and letter.isalpha() for letter in text) else None


def _years(when: When) -> str:
    """Return the first and the last year of a date, empty for an open end: ``1935/1936``, ``1955/``."""
    return "/".join(day[: -len("-12-31")] if day else "" for day in (when.earliest, when.latest))


def _begins_matter(record: compare.Comparison, version: compare.RivalVersion) -> bool:
    """Tell whether a version is the first of a matter, except for the first matter."""
    return any(keys[0] == version.key for keys in record.matters[1:])


def _by_stance(items: Sequence[_Evidence]) -> list[tuple[str, list[_Evidence]]]:
    """Return the items by stance."""
    sides = ((stance, [each for each in items if each.stance == stance]) for stance in words.STANCES)
    return [(stance, found) for stance, found in sides if found]


def _quoted(part: outline.OutlinePart) -> Iterator[tuple[str, str | None, list[Assertion]]]:
    """Yield the quotes of a paragraph, each with its place and the claims that it makes."""
    for (place, quote), made in groupby(part.claims, lambda each: (_place(each, part.paragraph), each.quote)):
        yield place, quote, list(made)


def _quote_link(work: SourceRow, item: Appearance) -> str | None:
    """Return the link to a quote on the page of a work."""
    return fragments.link((work.url, work.archived), item.quote, before=item.before, after=item.after)


def _place(made: Assertion, paragraph: str | None) -> str:
    return parts.locator(each for each in made.at if paragraph is None or each.label != "paragraph")


def _inline_parts() -> dict[str, Markup]:
    """Return style, script, and the policy that lets a browser use only these two."""
    style = text("style.css")
    code = f'"use strict";\n{{\n{"".join(map(text, _SCRIPTS))}}}\n'
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(code)}; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "program": Markup(code), "policy": Markup(policy)}  # noqa: S704 -- ours


def text(name: str) -> str:
    """Return a file of the page: its style, or a part of its script."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
