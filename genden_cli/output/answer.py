"""The answers of commands, and how an answer reaches its writer.

An answer is `Found`, `Negative` or `Empty`; a list is a `Listing`, which becomes an answer once its length is known.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from genden_cli.errors import WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output import data, markdown, table
from genden_cli.output.settings import Detail
from genden_cli.page import blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.output.settings import Settings
    from genden_cli.page.blocks import Block
    from genden_cli.query.records.fetch import RowStream
    from genden_cli.query.records.identity import BaseIdentity

Row = TypeVar("Row")

SCREENFUL: Final = 80
"""The short form of a list has at most this many rows, and they have at most this many lines."""


class Found(NamedTuple):
    """An answer with something to show.

    ``name`` is the key of the answer in JSON. ``rows`` are for CSV, plain text and JSON Lines. ``page`` makes the page
    that a person reads; it is called for a table and for Markdown only. ``record`` is the answer about one thing, which
    JSON prints in place of the rows. JSON Lines do so too, unless ``by_line`` asks for the rows. ``short`` returns the
    short form of the answer for a page width in columns, if there is one.
    """

    name: str
    rows: Iterable[Any]
    page: Callable[[], Iterable[Block]]
    record: Any = None
    by_line: bool = False
    short: Callable[[int], Found] | None = None


class Negative(NamedTuple):
    """There is something to show, but the answer is no, for this ``reason``; each hint is a line."""

    found: Found
    reason: str
    hints: tuple[str, ...] = ()


class Empty(NamedTuple):
    """There is nothing to show, for this ``reason``; each hint is a line. JSON prints the ``record``."""

    name: str
    record: Any
    reason: str
    hints: tuple[str, ...] = ()
    by_line: bool = False


Answer = Found | Negative | Empty


class ShortList(NamedTuple, Generic[Row]):
    """The short form of a list: its first rows, what matters most first, and the page with a line for each.

    ``total`` is the number of rows of the whole list, ``noun`` the word for one. ``left_out`` says what the others are,
    or is "". ``adds`` names what the whole list has beside more rows. ``height`` is the number of lines of a row on a
    page of so many columns, if not every row has one: no text is cut.
    """

    rows: Iterable[Row]
    page: Callable[[Iterable[Row]], Iterable[Block]]
    total: int
    noun: str
    left_out: str = ""
    adds: str = ""
    height: Callable[[Row, int], int] | None = None

    def fitting(self, width: int) -> Iterator[Row]:
        """Yield the rows that fit `SCREENFUL` lines of a page of ``width`` columns, at least one."""
        left = SCREENFUL
        for number, row in enumerate(self.rows):
            left -= self.height(row, width) if self.height else 1
            if left < 0 < number:
                break
            yield row


class Listing(NamedTuple, Generic[Row]):
    """A list of rows and the page that shows them; ``if_empty`` replaces the message for a list without rows.

    ``short`` returns its short form for a number of rows, or for None the one that fits a screen or three.
    """

    name: str
    rows: RowStream[Row]
    page: Callable[[Iterable[Row]], Iterable[Block]]
    short: Callable[[int | None], ShortList[Row]]
    if_empty: str = ""


class Drawing(NamedTuple, Generic[Row]):
    """Rows whose page makes sense as a whole only, such as a tree; data formats can still be limited."""

    name: str
    rows: Iterable[Row]
    page: Callable[[Iterable[Row]], Iterable[Block]]
    if_empty: str = ""


class CountedRows:
    """Rows that count themselves as they are used up."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.count += 1
            yield row


def first_rows(listing: Listing[Row] | Drawing[Row], limit: int | None) -> Iterable[Row]:
    """Return at most ``limit`` rows, or all of them."""
    if limit is None:
        return listing.rows
    return listing.rows.split(limit)[0] if isinstance(listing, Listing) else islice(listing.rows, limit)


def short_list(listing: Listing[Row] | Drawing[Row], limit: int | None) -> ShortList[Row]:
    """Return the short form of a list. A drawing has none: it is whole. Raise `WrongUsage` for a limit on a drawing."""
    if isinstance(listing, Listing):
        return listing.short(limit)
    if limit is not None:
        raise WrongUsage("this is drawn whole", hints=("leave --limit out, or ask for it with --format plain",))
    return ShortList(listing.rows, listing.page, 0, listing.name)


def _no_page() -> Iterable[Block]:
    return ()


def show(answer: Answer, identify: Callable[[], BaseIdentity], settings: Settings) -> None:
    """Write the answer in the format and detail that the settings name; only the writer of that format is loaded.

    ``identify`` returns the identity of the base. It is called only if the answer says it.
    """
    found = _found(answer)
    if found.short and settings.detail is Detail.SHORT:
        found = found.short(settings.width)
    if settings.format == "table":
        table.write(_with_identity(found, identify) if settings.detail is Detail.WHOLE else found.page(), settings)
    elif settings.format == "markdown":
        markdown.write(found.page(), settings)
    else:
        data.write(found, identify, settings)


def _with_identity(found: Found, identify: Callable[[], BaseIdentity]) -> Iterator[Block]:
    """Yield the page, and at its end, if it has anything, which version of which base it comes from."""
    block = None
    for block in found.page():
        yield block
    if block:
        yield blocks.More(blocks.text(_identity(identify()), "muted"))


def _identity(base: BaseIdentity) -> str:
    parts = (
        base.version and f"version {base.version}",
        base.last_review and f"last review {base.last_review}",
        base.content_hash,
    )
    return f"{base.title} ({', '.join(filter(None, parts))})"


def _found(answer: Answer) -> Found:
    if isinstance(answer, Empty):
        return Found(answer.name, (), _no_page, answer.record, answer.by_line)
    return answer.found if isinstance(answer, Negative) else answer
