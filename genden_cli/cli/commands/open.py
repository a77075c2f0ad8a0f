"""``genden open``."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli import browser
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.names import resolve, resolve_to_quote
from genden_cli.cli.options import NO_FORMAT, GlobalOptions, refuse_format, with_options
from genden_cli.errors import Exit, Suggestion, WrongUsage
from genden_cli.output.stream import opened, say
from genden_cli.query.records import addresses
from genden_cli.text import fragments
from genden_cli.text.command_line import hint_line
from genden_cli.text.sanitize import web_link
from genden_cli.words import Section, grade_code

if TYPE_CHECKING:
    import sqlite3


@partial(with_options, instead=NO_FORMAT)
def open(  # noqa: A001 -- the command's name
    options: GlobalOptions,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM|SOURCE...",
            autocompletion=completers.claims_and_sources,
            help="An id, a title, an author, or a part of one.",
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            autocompletion=completers.sources,
            help="For a claim, open the page of this source.",
        ),
    ] = None,
    archived: Annotated[
        bool, typer.Option("--archived", help="Open the archived copy, if there is one.", show_default=False)
    ] = False,
    print_: Annotated[
        bool, typer.Option("--print", help="Print the link and open nothing.", show_default=False)
    ] = False,
) -> int:
    """Open the cited page in the browser, at the quote.

    For a claim it opens the cited page with the best grade that speaks for or against the claim. Without a browser (no
    display and no $BROWSER) it prints the link.
    """
    check_text({"name": name, "source": source or ""})
    refuse_format(options, "open", "use genden claim or genden source: they print where a source can be read")
    found = with_index(options.base, lambda connection: _address(connection, " ".join(name), source, archived=archived))
    if not found:
        say(hint_line(Suggestion("cite", (" ".join(name),), purpose="shows how it is cited"), options.settings.base))
        return Exit.NO
    if options.settings.output or print_ or not _start_browser(found[0]):
        with opened(options.settings.output, never=options.settings.file, local=True) as out:
            out(f"{found[0]}\n")
    return Exit.DONE


def _address(connection: sqlite3.Connection, name: str, source: str | None, *, archived: bool) -> list[str]:
    """Return the address to open, or an empty list; say which page it is, or that none is recorded."""
    section, id_ = _record(connection, name)
    if section is Section.SOURCES and source:
        raise WrongUsage(f"--source: {id_} is a source itself")
    pages = addresses.of_claim(connection, id_) if section is Section.CLAIMS else addresses.of_source(connection, id_)
    if source:
        source = resolve(connection, Section.SOURCES, source)
        pages = tuple(page for page in pages if page.source == source)
        if not pages:
            raise WrongUsage(f"{source} is not cited for {id_}", hints=(f"genden claim {id_} shows what is",))
    there = [page for page in pages if page.address(archived=archived)]
    if not there:
        of_one = f"{source or id_} has no address that can be opened"
        say(
            f"genden: {of_one}"
            if source or section is Section.SOURCES
            else f"genden: nothing cited for {id_} has an address"
        )
        return []
    address = there[0].address(archived=archived) or ""
    if section is Section.CLAIMS:
        others = len({page.source for page in there}) - 1
        say(_which(there[0]) + (f"; --source picks another of {others + 1}" if others else ""))
    if archived and not (there[0].archived and web_link(there[0].archived)):
        say(f"no archived copy of {there[0].source} is recorded")
    page = there[0]
    return [fragments.at_quote(address, page.quote, before=page.before, after=page.after)]


def _record(connection: sqlite3.Connection, typed: str) -> tuple[Section, str]:
    """Return the section and the id of a record by its name: an id of either section, else a source, else a claim."""
    for section in (Section.CLAIMS, Section.SOURCES):
        if addresses.is_id(connection, section, typed):
            return section, typed
    return resolve_to_quote(connection, (Section.SOURCES, Section.CLAIMS), typed)


def _which(page: addresses.CitedPage) -> str:
    stance = f"{page.stance}, {grade_code(page.reliability, page.credibility)}" if page.stance else "makes the claim"
    return f"{page.source} ({stance}): {page.title}"


def _start_browser(address: str) -> bool:
    """Open an address in a browser, if there is one; return whether it was started."""
    browsers = [each for each in os.environ.get("BROWSER", "").split(os.pathsep) if each.strip()]
    return bool(browsers or _has_display()) and browser.start(address, browsers)


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
