"""The files of a site: its pages as HTML, its style, its script, its feed and its map."""

from __future__ import annotations

import gc
import os
from functools import partial
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genden_cli.export.html import environment as templates
from genden_cli.export.html import inline
from genden_cli.export.html import page as html_page
from genden_cli.export.site import addresses, feed, moves, search_data
from genden_cli.export.site.folder import SiteFolder
from genden_cli.export.site.history import History, history
from genden_cli.export.site.pages import Page, pages
from genden_cli.export.site.part import part
from genden_cli.export.site.sitemap import Sitemap
from genden_cli.output.stream import say
from genden_cli.query.records import sources, stats, timeline
from genden_cli.query.records.events import contested_events
from genden_cli.query.records.fetch import base
from genden_cli.query.records.former import former_ids
from genden_cli.query.records.identity import identity
from genden_cli.text import fragments
from genden_cli.text.sanitize import web_link

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from jinja2 import Template

    from genden_cli.export import Target
    from genden_cli.model import Appearance
    from genden_cli.query.records.sources import SourceRow

_FOLDER: Final = os.path.dirname(__file__)
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)

_PASSAGES: Final = "search/passages.js"
"""The file of the script that a site has in its own form."""

_LONGEST_NAME: Final = 90
"""The most characters of a source's name beside what it says: a page of a claim has room for more than the one page."""

_MOST_NAMED: Final = 20
"""The events with rival versions that the front page names, at most."""

_MOST_SCORED: Final = 3
"""The documents whose scorecards stand on the front page, at most."""


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the site into a folder."""
    assert target.path is not None  # noqa: S101 -- the command asks for a folder
    gc.enable()  # each page leaves cycles behind
    told = history(target.base_file)
    url = _site_address(web_link(target.url or base(connection).url or ""))
    with part(connection, target.claims) as chosen, SiteFolder(target.path) as folder:
        known = moves.read(folder.read(moves.FILE))
        for name, text in _files(chosen, told, known, url):
            folder.add(name, text.encode())
        kept = folder.commit()
    if kept:
        say(f"not removed, since somebody changed {'it' if len(kept) == 1 else 'them'}: {', '.join(kept)}")
    if not url:
        say("no sitemap: it needs the address of the site, as in --url https://example.org/, or url in the base")


def _site_address(url: str | None) -> str | None:
    """Return the address of the folder of the site, with a slash at its end."""
    return f"{url.removesuffix('index.html').rstrip('/')}/" if url else None


def _files(
    connection: sqlite3.Connection, told: History, known: Mapping[str, str], url: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    yield "style.css", "".join(map(inline.text, inline.STYLES)) + _text("site.css")
    card = stats.stats(connection)
    yield "script.js", _script()
    yield "icon.svg", _text("icon.svg")
    number = 0
    if card.counts.claims:
        for number, text in enumerate(search_data.chunks(connection)):
            yield f"search/{number}.js", text
    present: set[str] = set()
    changes = [each for each in told.changes if _is_claim(connection, each.claim)]
    write = _PageWriter(connection, card, url=url, has_feed=bool(changes))
    sitemap = Sitemap(url) if url else None
    for page in _all_pages(connection, card, chunks=number + 1):
        yield write.file(page)
        present.add(page.address)
        if sitemap:
            sitemap.add(page.address, page.changed)
    moved = moves.merged(known, (*told.moved, *_renamed(connection)), present)
    if moved:
        yield moves.FILE, moves.written(moved)
    for former, now in sorted(moved.items()):
        yield write.redirect(former, now)
    if changes:
        yield feed.FILE, "\n".join((*feed.feed(base(connection), changes, url), ""))
    if sitemap:
        yield from sitemap.files()


def _all_pages(connection: sqlite3.Connection, card: stats.Stats, *, chunks: int) -> Iterator[Page]:
    yield _front(connection, card)
    if card.counts.claims:
        yield Page("search/", "find.html", "Search", {"chunks": chunks})
    yield from pages(connection, card)


def _renamed(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the address at each former id that the base names, and the present one."""
    for kind, ids in former_ids(connection).items():
        for was, id_ in ids.items():
            yield addresses.record(kind, was), addresses.record(kind, id_)


def _is_claim(connection: sqlite3.Connection, id_: str) -> bool:
    return connection.execute("SELECT 1 FROM claim WHERE id = ?", (id_,)).fetchone() is not None


def _front(connection: sqlite3.Connection, card: stats.Stats) -> Page:
    """Return the front page: the answer, the scorecard and the ways into the base."""
    about = base(connection)
    contested = timeline.events(connection, tuple(contested_events(connection)))
    variables = {
        **html_page.lead_answers(connection, card, about),
        "rivals": contested[:_MOST_NAMED],
        "more_rivals": len(contested) - _MOST_NAMED,
        "card": card._replace(examined=card.examined[:_MOST_SCORED]),
    }
    return Page("", "front.html", about.title, variables, description=about.about)


class _PageWriter:
    """Makes HTML of pages. All pages of a site share the variables about the base."""

    def __init__(self, connection: sqlite3.Connection, card: stats.Stats, *, url: str | None, has_feed: bool) -> None:
        about = html_page.base_variables(base(connection))
        works = {row.id: row for row in sources.sources(connection)}
        self._own = about["own"]
        self._works = works
        environment = templates.environment(os.path.join(_FOLDER, "templates"))
        environment.globals.update(
            **about,
            card=card,
            works=works,
            policy=_POLICY,
            is_site=True,
            source_name=partial(templates.source_name, longest=_LONGEST_NAME),
            link_to=_link_to,
            menu=list(_menu(card)),
            url=url,
            has_feed=has_feed,
            has_search=bool(card.counts.claims),
            last_review=identity(connection).last_review,
        )
        self._url = url
        self._frame: Template = environment.get_template("frame.html")
        self._moved: Template = environment.get_template("moved.html")

    def file(self, page: Page) -> tuple[str, str]:
        """Return the name and the text of the file of a page."""
        way = addresses.root(page.address)
        first = page.address.removesuffix(f"{page.number}/") if page.number > 1 else page.address
        html = self._frame.render(
            page.variables,
            **page._replace(variables={})._asdict(),
            root=way,
            before=way + addresses.file(addresses.numbered(first, page.number - 1)),
            after=way + addresses.file(addresses.numbered(first, page.number + 1)),
            here=lambda to: Markup(' aria-current="page"') if to == page.address else "",
            spoken=self._language(page),
            scripted=page.body == "find.html" or (page.body == "record-claim.html" and page.number == 1),
        )
        return addresses.file(page.address), addresses.resolved(html, page.address)

    def redirect(self, former: str, now: str) -> tuple[str, str]:
        """Return the name and the text of a file that leads from a former address to the present one."""
        way = addresses.root(former)
        to = way + addresses.file(now)
        canonical = self._url + now if self._url else to
        return addresses.file(former), self._moved.render(to=to, canonical=canonical, root=way)

    def _language(self, page: Page) -> str | None:
        """Return the language of the title of a page, or None for English."""
        work = self._works.get(page.address.split("/")[1]) if page.address.startswith("source/") else None
        if work:
            return templates.script(work.title, work.language) or self._own
        return self._own if page.address.split("/")[0] in ("", "claim", "person", "event") else None


def _link_to(work: SourceRow, item: Appearance) -> str | None:
    """Return the link to a quote on the page of a work."""
    return fragments.link((work.url, work.archived), item.quote, before=item.before, after=item.after)


def _menu(card: stats.Stats) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of the lists that have anything."""
    counts = card.counts
    for name, to, number in (
        ("Claims", "claims/", counts.claims),
        ("Timeline", "timeline/", counts.events),
        ("Texts", "texts/", len(card.examined)),
        ("People", "people/", counts.people),
        ("Sources", "sources/", counts.sources),
    ):
        if number:
            yield name, to
    yield "How to read", "how-to-read/"


def _script() -> str:
    """Return the script: the search, with the engine of the page, and what shares a claim.

    The search has the texts from its data, not from the page.
    """
    engine = (_text(each) if each == _PASSAGES else inline.text(each) for each in inline.ENGINE)
    others = (_text("search/chunks.js"), _text("search/find.js"), inline.text("cite.js"), _text("claim.js"))
    return f'"use strict";\n{{\n{"".join((*engine, *others))}}}\n'


def _text(name: str) -> str:
    return inline.text(os.path.join(_FOLDER, name))
