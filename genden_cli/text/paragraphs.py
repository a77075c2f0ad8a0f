"""Split a text into paragraphs, whether it comes from an editor, a web page or a typesetter.

Blank lines separate paragraphs. In a text without blank lines each line is a paragraph, unless the lines are clearly
wrapped. A line continues the previous one if it starts with a small letter, or if its first word did not fit on the
previous line.

A page number is removed if a sentence continues across the page break. A hyphen at the end of a line is removed too.
Quotes decide doubtful cases: a hyphen or a number that a quote contains stays.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Scripts without spaces (South-East Asia, China, Japan). Each character counts as a word.
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_LINE_END: Final = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_PAGE_END: Final = re.compile("\n?\f")
_PAGE_NUMBER: Final = re.compile(r"(?:page |p\. ?)?[-–—\[(]? ?([0-9]{1,3}) ?[-–—\])]?", re.IGNORECASE)
_ENDS_SENTENCE: Final = re.compile(r"[.!?…:;。！？।॥۔؟][\"'”’»›）》」』)\]]*\Z")
_FIRST_LETTER: Final = re.compile(r"[\"'“‘„«‹(\[]{0,2}([^\W\d_])")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")
_LAST_WORD: Final = re.compile(r"[^\W_]+\Z")
_HYPHENED: Final = re.compile(r"(?=\b([^\W_]+[-\u2010][^\W_]+))")
_NUMBER: Final = re.compile("[0-9]+")
_NO_SPACE: Final = re.compile(f"[{UNSPACED}\u3000-\u303f\uff00-\uff65]")

_MAX_WRAPPED_WIDTH: Final = 120
"""Lines longer than this are not wrapped lines."""

_MIN_WRAPPED_LINES: Final = 4
"""A text with no more lines than this counts as unwrapped where sentences end at line ends."""

_TAIL: Final = 60
"""The number of characters at the end of a line that are searched for its last word or closing signs."""


class Paragraph(NamedTuple):
    """A paragraph and its number, counted from 1. Line ends inside it have become spaces."""

    number: int
    text: str


def paragraphs(text: str, quotes: Iterable[str] = ()) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text. ``quotes`` are the quotes that it will be searched for."""
    quoted = _QuoteForms("\n".join(quotes))
    lines = _PAGE_END.sub("\n\f", _LINE_END.sub("\n", text)).strip().split("\n")
    parted = not all(map(str.strip, lines))
    blocks = quoted.without_turned_pages(_blocks(lines)) if parted else _unwrap(quoted.without_page_numbers(lines))
    filled = map(quoted.joined, blocks)
    return tuple(Paragraph(number, block) for number, block in enumerate(filled, 1))


class _LineBlock(NamedTuple):
    """The lines between two blank lines. ``page_ends`` says whether a page break precedes them."""

    lines: list[str]
    page_ends: bool


def _blocks(lines: Iterable[str]) -> Iterator[_LineBlock]:
    block = _LineBlock([], page_ends=False)
    for line in lines:
        if line.strip():
            block.lines.append(line)
        elif block.lines:
            yield block
            block = _LineBlock([], page_ends=False)
        if "\f" in line and len(block.lines) < 2:  # noqa: PLR2004 -- before the first line of the block
            block = _LineBlock(block.lines, page_ends=True)
    if block.lines:
        yield block


def _unwrap(lines: Sequence[str]) -> Iterable[list[str]]:
    """Yield the lines of each paragraph of a text without blank lines."""
    width = max(map(len, lines))
    full = [
        width <= _MAX_WRAPPED_WIDTH and len(line) + 1 + _first_word_length(after) > width
        for line, after in pairwise(lines)
    ]
    wrapped = len(lines) > _MIN_WRAPPED_LINES and 2 * sum(full) >= len(full)
    block = [*lines[:1]]
    for (line, after), is_full in zip(pairwise(lines), full, strict=True):
        goes_on = not _ends_sentence(line) and (is_full or _first_letter(after).islower())
        if not goes_on and not (wrapped and is_full):
            yield block
            block = []
        block.append(after)
    yield block


def _first_word_length(line: str) -> int:
    """Return the length of the first word of a line, punctuation included."""
    return 1 if _NO_SPACE.match(line) else len(line.split(maxsplit=1)[0])


def _first_letter(line: str) -> str:
    found = _FIRST_LETTER.match(line)
    return found[1] if found else ""


def _ends_sentence(line: str) -> bool:
    return _ENDS_SENTENCE.search(line[-_TAIL:]) is not None


def _continues_on_next_page(before: str, after: str) -> bool:
    """Tell whether a sentence continues across a page break."""
    letter = _first_letter(after)
    return bool(letter) and not letter.isupper() and not _ends_sentence(before)


class _QuoteForms:
    """The numbers and hyphenated words in the quotes. They tell text from artefacts of page layout."""

    def __init__(self, quotes: str) -> None:
        self._numbers = set(_NUMBER.findall(quotes))
        self._hyphened = {each.casefold().replace("\u2010", "-") for each in _HYPHENED.findall(quotes)}

    def without_page_numbers(self, lines: Iterable[str]) -> list[str]:
        """Return the stripped lines without page numbers that interrupt a sentence."""
        result: list[str] = []
        for line in map(str.strip, lines):
            if len(result) > 1 and self._is_page_number(result[-1]) and _continues_on_next_page(result[-2], line):
                result.pop()
            result.append(line)
        return result

    def without_turned_pages(self, blocks: Iterable[_LineBlock]) -> list[list[str]]:
        """Return the lines of each paragraph. Paragraphs that a page break interrupts are joined."""
        result: list[list[str]] = []
        for block in blocks:
            lines = self.without_page_numbers(block.lines)
            if (
                len(result) > 1
                and self._are_page_number(result[-1])
                and _continues_on_next_page(result[-2][-1], lines[0])
            ):
                result.pop()
                result[-1] += lines
            elif result and block.page_ends and _continues_on_next_page(result[-1][-1], lines[0]):
                result[-1] += lines
            else:
                result.append(lines)
        return result

    def joined(self, lines: Sequence[str]) -> str:
        """Return the lines of a paragraph joined into one string."""
        pieces = [lines[0]]
        for line in lines[1:]:
            pieces[-1], between = self._between(pieces[-1], line)
            pieces += (between, line)
        return "".join(pieces)

    def _between(self, before: str, after: str) -> tuple[str, str]:
        """Return a line without its line-end hyphen, and the separator between it and the next line."""
        if before[-1] in "-\u2010\u00ad" and after[0].isalnum():
            last = _LAST_WORD.search(before[-_TAIL:-1])
            if last and (before[-1] == "\u00ad" or self._is_divided(last[0], after)):
                return before[:-1], ""
            return before, "" if last else " "
        unspaced = _NO_SPACE.match(before[-1]) and _NO_SPACE.match(after)
        return before, "" if unspaced else " "

    def _is_divided(self, last: str, after: str) -> bool:
        """Tell whether the hyphen was inserted at the line end, and is not part of the word."""
        rest = _FIRST_WORD.match(after)
        word = f"{last}-{rest[0] if rest else ''}"
        return last[-1].isalpha() and after[0].islower() and word.casefold() not in self._hyphened

    def _are_page_number(self, lines: Sequence[str]) -> bool:
        return len(lines) == 1 and self._is_page_number(lines[0])

    def _is_page_number(self, line: str) -> bool:
        found = _PAGE_NUMBER.fullmatch(line)
        return found is not None and found[1] not in self._numbers
