"""Check the quotes of a source against its text: exact wording, at the place that the base names.

The text is a file that the reader names, or the copy of a source.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.records.sources import source
from genden_cli.query.text.outline import paragraph_range
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.quote_words import wording
from genden_cli.text.tolerance import AnyWord
from genden_cli.text.typography import differ_in_signs_only
from genden_cli.words import MatchKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.model import Locator
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim
    from genden_cli.text.locate import QuotePlace
    from genden_cli.text.paragraphs import Paragraph


class QuoteStatus(StrEnum):
    """The result for a quote: at the place in the base, elsewhere, not to the letter, or not in the text."""

    THERE = "there"
    ELSEWHERE = "elsewhere"
    NEARLY = "nearly"
    MISSING = "missing"


class QuotedIn(StrEnum):
    """The item of a claim that a quote stands in."""

    APPEARANCE = "appearance"
    EVIDENCE = "evidence"


class CopyStatus(StrEnum):
    """The state of a copy: its hash is the recorded one, or another; none is recorded; or it cannot be read."""

    SAME = "same"
    CHANGED = "changed"
    NO_HASH = "no hash"
    UNREADABLE = "unreadable"


class CheckedQuote(NamedTuple):
    """A quote and the result, which is called ``place``.

    ``at`` is the locator in the base; ``paragraph`` is where the quote was found. ``found`` is the text there, if it is
    not exactly the quote. ``differ`` counts the words that differ. ``base_file`` is the file of the line, if the base
    is a folder.
    """

    place: QuoteStatus
    claim: str
    item: QuotedIn
    at: tuple[Locator, ...]
    paragraph: int | None
    quote: str
    found: str | None
    differ: int
    line: int
    base_file: str | None


class Verification(NamedTuple):
    """The quotes of a source, checked against its text, in the order of the base.

    ``near`` says that a match that is nearly the quote is good enough.
    """

    source: str
    title: str
    text: str
    near: bool
    paragraphs: int
    quotes: tuple[CheckedQuote, ...]

    @property
    def missing(self) -> int:
        """Return the number of quotes that the text does not contain."""
        return sum(
            each.place is QuoteStatus.MISSING or (each.place is QuoteStatus.NEARLY and not self.near)
            for each in self.quotes
        )


class CheckedCopy(NamedTuple):
    """The copy of a source, whose file is called ``text``, and its quotes. ``problem`` says why it cannot be read."""

    source: str
    title: str
    text: str
    copy: CopyStatus
    problem: str | None
    paragraphs: int
    quotes: tuple[CheckedQuote, ...]


class CopyLine(NamedTuple):
    """A copy and one of its quotes as a row of a table. A copy without a quote has one row."""

    source: str
    text: str
    copy: CopyStatus
    problem: str | None
    place: QuoteStatus | None
    claim: str | None
    item: QuotedIn | None
    at: tuple[Locator, ...]
    paragraph: int | None
    quote: str | None
    found: str | None
    differ: int | None
    line: int | None
    base_file: str | None


class CopiesCheck(NamedTuple):
    """The copies of all sources, checked in the order of the base. ``near`` is that of `Verification`."""

    near: bool
    quotes: int
    exact: int
    nearly: int
    missing: int
    changed: int
    unreadable: int
    copies: tuple[CheckedCopy, ...]

    @property
    def misses(self) -> int:
        """Return the number of quotes that the copies do not contain."""
        return self.missing + (0 if self.near else self.nearly)

    @property
    def faults(self) -> int:
        """Return the number of quotes and copies that are not as the base says."""
        return self.misses + self.changed + self.unreadable

    def lines(self) -> Iterator[CopyLine]:
        """Yield the rows of a table."""
        for each in self.copies:
            copy = (each.source, each.text, each.copy, each.problem)
            for quote in each.quotes:
                yield CopyLine(*copy, **quote._asdict())
            if not each.quotes:
                yield CopyLine(*copy, None, None, None, (), None, None, None, None, None, None)


class RecordedCopy(NamedTuple):
    """The copy that the record of a source names. ``file`` and ``sha256`` are None where it names none."""

    source: str
    file: str | None
    sha256: str | None


def recorded_copies(connection: sqlite3.Connection, id_: str | None = None) -> tuple[RecordedCopy, ...]:
    """Return every source with its recorded copy, or only the source with this id."""
    return tuple(map(RecordedCopy._make, connection.execute(_RECORDED, {"id": id_})))


def title(connection: sqlite3.Connection, id_: str) -> str:
    """Return the title of a source."""
    return str(connection.execute("SELECT title FROM source WHERE id = :id", {"id": id_}).fetchone()[0])


def copy_status(recorded: str | None, found: str) -> CopyStatus:
    """Return whether the hash of a copy is the recorded one."""
    if recorded is None:
        return CopyStatus.NO_HASH
    return CopyStatus.SAME if recorded == found else CopyStatus.CHANGED


def copies_check(copies: Iterable[CheckedCopy], *, near: bool) -> CopiesCheck:
    """Return the summary of checked copies."""
    copies = tuple(copies)
    places = Counter(quote.place for each in copies for quote in each.quotes)
    states = Counter(each.copy for each in copies)
    return CopiesCheck(
        near=near,
        quotes=places.total(),
        exact=places[QuoteStatus.THERE] + places[QuoteStatus.ELSEWHERE],
        nearly=places[QuoteStatus.NEARLY],
        missing=places[QuoteStatus.MISSING],
        changed=states[CopyStatus.CHANGED],
        unreadable=states[CopyStatus.UNREADABLE],
        copies=copies,
    )


def verify(connection: sqlite3.Connection, id_: str, text: str, *, name: str, near: bool) -> Verification:
    """Return the result for each quote of a source in the text called ``name``."""
    record = source(connection, id_)
    items: list[tuple[QuotedIn, Assertion | EvidenceOnClaim]] = [
        *((QuotedIn.APPEARANCE, each) for each in record.claims if each.quote),
        *((QuotedIn.EVIDENCE, each) for each in record.evidence if each.quote),
    ]
    rows = connection.execute(_CLAIMS, {"claims": array({each.claim for _, each in items})}).fetchall()
    order, files = {id_: n for id_, n, _ in rows}, {id_: file for id_, _, file in rows}
    items.sort(key=lambda item: (order[item[1].claim], item[1].line))  # lines of several files have no order
    queries = [QuoteQuery(each.quote or "", paragraph_range(each.at), each.before, each.after) for _, each in items]
    blocks = paragraphs(text, (each.quote for each in queries))
    found = zip(items, queries, quote_places(blocks, queries, AnyWord()), strict=True)
    files = files if _is_folder(connection, files.values()) else {}
    quotes = tuple(
        _checked_quote(item, assertion, query, place, blocks)._replace(base_file=files.get(assertion.claim))
        for (item, assertion), query, place in found
    )
    return Verification(id_, record.title, name, near, len(blocks), quotes)


def _checked_quote(
    item: QuotedIn,
    assertion: Assertion | EvidenceOnClaim,
    query: QuoteQuery,
    place: QuotePlace | None,
    blocks: Sequence[Paragraph],
) -> CheckedQuote:
    inexact = place is not None and place.how is MatchKind.NEARLY
    return CheckedQuote(
        place=_status(query, place),
        claim=assertion.claim,
        item=item,
        at=assertion.at,
        paragraph=place.paragraph if place else None,
        quote=query.quote,
        found=_wording(query, place, blocks) if place and inexact else None,
        differ=place.differ if place else 0,
        line=assertion.line,
        base_file=None,
    )


def _is_folder(connection: sqlite3.Connection, files: Iterable[str]) -> bool:
    """Return whether a base with claims in these files has several files."""
    return len({*files, *(file for (file,) in connection.execute("SELECT file FROM source"))}) > 1


def _wording(query: QuoteQuery, place: QuotePlace, blocks: Sequence[Paragraph]) -> str:
    """Return the text at the place of a quote, with the signs around its words if they may be those of the quote."""
    if place.found is not None:
        return place.found
    text = blocks[place.paragraph - 1].text
    whole = wording(query.quote, text, place.start, place.end)
    return whole if differ_in_signs_only(query.quote, whole) else text[place.start : place.end]


def _status(query: QuoteQuery, place: QuotePlace | None) -> QuoteStatus:
    if place is None:
        return QuoteStatus.MISSING
    if place.how is MatchKind.NEARLY:
        return QuoteStatus.NEARLY
    if not place.beside:
        return QuoteStatus.ELSEWHERE
    first, last = query.paragraphs or (place.paragraph, place.paragraph)
    return QuoteStatus.THERE if first <= place.paragraph <= last else QuoteStatus.ELSEWHERE


_CLAIMS: Final = "SELECT id, n, file FROM claim WHERE id IN (SELECT value FROM json_each(:claims))"

_RECORDED: Final = """
SELECT source.id, file.value, hash.value
  FROM source
  LEFT JOIN source_copy AS file ON file.source = source.id AND file.part = 'file'
  LEFT JOIN source_copy AS hash ON hash.source = source.id AND hash.part = 'sha256'
 WHERE :id IS NULL OR source.id = :id
 ORDER BY source.n
"""
