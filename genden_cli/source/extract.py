"""Extract the text of an HTML page or a PDF. `main` runs as a process of its own, with bounds.

It reads the file from standard input and writes the text in UTF-8. Its exit code says what went wrong. The parsers of
both formats may need quadratic time or much memory for a hostile file. So the caller sets a time limit, and this
process limits its memory.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
from contextlib import suppress
from enum import IntEnum
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MEMORY: Final = 2 << 30
_MOST_TEXT: Final = 64 << 20
_HEAD: Final = 4096

_CHARSET: Final = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.+-]{1,40})""", re.IGNORECASE)
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_FOR_PAGES: Final = frozenset("idna punycode unicode-escape raw-unicode-escape undefined utf-7".split())

_HIDDEN: Final = frozenset("script style template noscript head svg math".split())
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub "
    "sup time tt u var wbr".split()
)


class Fault(IntEnum):
    """Why there is no text: the exit code of the process."""

    ENCRYPTED = 10
    BROKEN = 11
    ENCODING = 12
    NO_LIBRARY = 13
    TOO_MUCH = 14


class ExtractError(Exception):
    """The file has no text that can be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def html_text(data: bytes) -> str:
    """Return the text of an HTML page. Blank lines separate its blocks. Raise `ExtractError` for a wrong encoding."""
    parser = _PageText()
    parser.feed(_decoded(data))
    parser.close()
    return parser.text()


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF. A form feed stands between pages. Raise `ExtractError` if it cannot be read."""
    try:
        import pypdf  # noqa: PLC0415 -- an extra
    except ImportError:
        raise ExtractError(Fault.NO_LIBRARY) from None
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        return "\n\f".join(_limited(page.extract_text() for page in _pages(reader, is_open=is_open)))
    except ExtractError:
        raise
    except pypdf.errors.DependencyError:  # the cipher needs another library
        raise ExtractError(Fault.ENCRYPTED) from None
    except Exception:  # noqa: BLE001 -- a broken PDF raises any error, from KeyError to RecursionError
        raise ExtractError(Fault.BROKEN) from None


def _pages(reader: Any, *, is_open: bool) -> Iterable[Any]:
    if not is_open:
        raise ExtractError(Fault.ENCRYPTED)
    pages: Iterable[Any] = reader.pages
    return pages


def _limited(texts: Iterator[str]) -> Iterator[str]:
    left = _MOST_TEXT
    for each in texts:
        left -= len(each)
        if left < 0:
            raise ExtractError(Fault.TOO_MUCH)
        yield each


def _decoded(data: bytes) -> str:
    try:
        return data.decode(_encoding(data))
    except (UnicodeDecodeError, LookupError):
        raise ExtractError(Fault.ENCODING) from None


def _encoding(data: bytes) -> str:
    """Return the encoding of a page: of its byte order mark, else the one that it names, else UTF-8."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    named = _CHARSET.search(data[:_HEAD])
    if not named:
        return "utf-8"
    found = codecs.lookup(named[1].decode("ascii")).name.replace("_", "-")
    if found in _NOT_FOR_PAGES:
        raise ExtractError(Fault.ENCODING)
    # browsers read Latin-1 and ASCII as Windows-1252 (WHATWG Encoding)
    return "cp1252" if found in ("iso8859-1", "ascii") else found


class _PageText(HTMLParser):
    """Collects the text of a page, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._hidden: list[str] = []

    def text(self) -> str:
        """Return the text. White space is single spaces."""
        joined = (" ".join("".join(each).split()) for each in self._blocks)
        return "\n\n".join(filter(None, joined))

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if tag == "body":  # a head may lack its end
            self._hidden.clear()
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        self._end_block(tag)

    def handle_startendtag(self, tag: str, _attrs: object) -> None:
        self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._blocks[-1].append(data)

    def _end_block(self, tag: str) -> None:
        if tag == "br":
            self._blocks[-1].append(" ")
        elif tag not in _INLINE and self._blocks[-1]:
            self._blocks.append([])


def main(arguments: list[str]) -> int:
    """Write the text of standard input, whose format is the argument. Return the exit code."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        text = {"html": html_text, "pdf": pdf_text}[arguments[0]](sys.stdin.buffer.read())
    except ExtractError as error:
        return int(error.fault)
    except (MemoryError, RecursionError):
        return int(Fault.TOO_MUCH)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0
