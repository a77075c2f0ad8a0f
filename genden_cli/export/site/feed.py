"""The feed of a site: the verdicts that changed (Atom, RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from markupsafe import escape

from genden_cli.export.site import addresses
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.export.site.history import VerdictChange
    from genden_cli.model import Base

FILE: Final = "feed.atom"


def feed(base: Base, changes: Sequence[VerdictChange], url: str | None) -> Iterator[str]:
    """Yield the lines of the feed. Without the address of the site, its links are relative to the feed."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(base.language)}">'
    yield f"<id>{_id(base.title)}</id>"
    yield f"<title>{_text(base.title)}</title>"
    yield f"<updated>{changes[0].time}</updated>"
    yield f"<author><name>{_text(base.by or base.title)}</name></author>"
    if url:
        yield f'<link rel="self" href="{escape(url + FILE)}"/>'
    yield f'<link href="{escape(url or addresses.file(""))}"/>'
    for change in changes:
        yield from _entry(base, change, url)
    yield "</feed>"


def _entry(base: Base, change: VerdictChange, url: str | None) -> Iterator[str]:
    address = addresses.record("claim", change.claim)
    because = f" {change.because}" if change.because else ""
    yield "<entry>"
    yield f"<id>{_id(base.title, change.claim, change.commit)}</id>"
    yield f"<title>{_text(f'{change.after}: {change.says}')}</title>"
    yield f"<updated>{change.time}</updated>"
    yield f'<link href="{escape(url + address if url else addresses.file(address))}"/>'
    yield f"<summary>{_text(f'The verdict was {change.before} and is {change.after}.{because}')}</summary>"
    yield "</entry>"


def _id(*parts: str) -> str:
    """Return a name that stays the same wherever the site stands."""
    return uuid5(NAMESPACE_URL, "\n".join(parts)).urn


def _text(text: str) -> str:
    return str(escape(sanitize(text)))
