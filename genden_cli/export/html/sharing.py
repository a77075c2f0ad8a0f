"""What a link to the page shows elsewhere: description, address, and reviews for search engines."""

from __future__ import annotations

import os
import re
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genden_cli.export.claimreview import short_reviews
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records import sources, summaries
from genden_cli.query.records.identity import identity
from genden_cli.text.sanitize import sanitize_line, web_link
from genden_cli.text.sentences import sentences
from genden_cli.words import Verdict, state_remark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.export import Target
    from genden_cli.model import Base
    from genden_cli.query.records.claim import ClaimDetails

MAX_DESCRIPTION: Final = 155
"""The number of characters of a description that search engines show."""

_MOST_REVIEWS: Final = 24


class Sharing(NamedTuple):
    """The title and description of the page, its canonical address, and the day of the latest review.

    ``image`` is the address of the picture; None without a picture or an address of the page. ``url`` and
    ``last_review`` are None if the base names none. ``reviews`` is JSON-LD, "" without a reviewed claim.
    """

    title: str
    description: str
    url: str | None
    image: str | None
    last_review: str | None
    reviews: Markup


def sharing(connection: sqlite3.Connection, about: Base, lead: ClaimDetails | None, target: Target) -> Sharing:
    """Return what the page tells programs that preview or index it. ``--url`` goes before the address in the base."""
    address = web_link((target.url or about.url or "").partition("#")[0])
    texts = (
        about.lead,
        lead and f"{lead.says} Verdict: {lead.verdict}{state_remark(lead.state)}.",
        about.about,
        about.title,
    )
    described = next(each for each in texts if each)
    return Sharing(
        title=sanitize_line(about.title),
        description=shortened(described),
        url=address,
        image=_beside(address, target.picture) if address and target.picture else None,
        last_review=identity(connection).last_review,
        reviews=Markup(short_reviews(connection, _reviewed(connection, about, lead), address)),  # noqa: S704 -- escaped
    )


def shortened(described: str, length: int = MAX_DESCRIPTION) -> str:
    """Return the first whole sentences of a text that fit in a line, or the first words with an ellipsis.

    >>> shortened("It rained. It snowed.", 15)
    'It rained.'
    >>> shortened("It rained all day.", 12)
    'It rained…'
    """
    text = sanitize_line(described)
    ends = [end for _, end in sentences(text) if end <= length]
    if ends:
        return text[: ends[-1]]
    words = [*takewhile(lambda end: end < length, accumulate(len(word) + 1 for word in text.split(" ")))]
    return f"{text[: words[-1] - 1 if words else length - 1].rstrip(' ,;:–-')}…"


def _beside(address: str, path: str) -> str:
    """Return the address of a file that lies in the folder of a page."""
    folder = address[: address.rindex("/") + 1] if address.count("/") > len("//") else f"{address}/"
    return folder + re.sub(r"[^A-Za-z0-9._~-]", _encoded, os.path.basename(path))


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogateescape"))


def _reviewed(connection: sqlite3.Connection, about: Base, lead: ClaimDetails | None) -> list[str]:
    """Return the ids of the lead claim, its rival versions, and the wrong claims of examined documents."""
    found = [] if lead is None else [lead.id, *(each.id for each in lead.rivals)]
    return [*dict.fromkeys((*found, *_wrong(connection, about.examines)))][:_MOST_REVIEWS]


def _wrong(connection: sqlite3.Connection, documents: Iterable[str]) -> Iterable[str]:
    """Yield the claims of documents that are refuted or disputed, the worst first."""
    for document in documents:
        summary = summaries.source_summary(connection, sources.source(connection, document))
        yield from (each.first.claim for each in summary.wrong if each.first.verdict is not Verdict.UNPROVEN)
