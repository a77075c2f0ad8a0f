"""The address of each page of a site, and links that work on a server and in a folder.

The templates link to records as on the one page: ``#claim-slap``. On a site such a link becomes the address of the page
of that record, relative to the page that it stands on.
"""

from __future__ import annotations

import re
from typing import Final

SECTIONS: Final = {"claims": "claims/", "sources": "sources/", "people": "people/", "timeline": "timeline/"}
"""The addresses of what is a section of the one page, by the id of the section."""

KINDS: Final = {"claims": "claim", "people": "person", "events": "event", "sources": "source"}
"""The first part of the address of a record, by its section in the base."""

_RECORD: Final = re.compile(r'href="#(claim|event|person|source|about)-([a-z0-9-]+)"')
_ABOUT: Final = "about"
"""The claims about an event, as a link names them; they stand on the page of the event."""

_SECTION: Final = re.compile(f'href="#({"|".join(SECTIONS)})"')


def record(kind: str, id_: str, number: int = 1) -> str:
    """Return the address of the page of a record, or of its ``number``-th page.

    >>> record("claim", "slap"), record("claim", "slap", 2)
    ('claim/slap/', 'claim/slap/2/')
    """
    return numbered(f"{kind}/{id_}/", number)


def numbered(address: str, number: int) -> str:
    """Return the address of a page of a list."""
    return address if number == 1 else f"{address}{number}/"


def file(address: str) -> str:
    """Return the file of a page."""
    return f"{address}index.html"


def root(address: str) -> str:
    """Return the way from a page to the front page.

    >>> root("claim/slap/")
    '../../'
    """
    return "../" * address.count("/")


def resolved(html: str, address: str) -> str:
    """Return the HTML of a page with its links to records and sections as links to their pages."""
    way = root(address)

    def to_record(link: re.Match[str]) -> str:
        return f'href="{way}{file(record("event" if link[1] == _ABOUT else link[1], link[2]))}"'

    found = _RECORD.sub(to_record, html)
    return _SECTION.sub(lambda link: f'href="{way}{file(SECTIONS[link[1]])}"', found)
