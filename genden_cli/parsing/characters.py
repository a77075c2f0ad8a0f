"""Which characters a fact base may contain, in the file as a whole and in one value.

Forbidden are:

* the control characters C0 (except tab and line feed), DEL and C1;
* Unicode line separators, because editors do not show them as line breaks;
* a byte order mark inside the text;
* surrogates and noncharacters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Span
from genden_cli.diagnostics.registry import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.source.base_text import BaseText

_CHUNK: Final = 1 << 20
# Matches a first byte, then looks at its neighbours. This is four times as fast as plain alternatives.
_FORBIDDEN = re.compile(
    rb"""
    [\x00-\x08\x0b-\x1f\x7f\xc2\xe2\xef-\xf4]
    (?: (?<=[\x00-\x0c\x0e-\x1f\x7f])
      | (?<=\r) (?!\n)
      | (?<=\xc2) [\x80-\x9f]
      | (?<=\xe2) \x80[\xa8\xa9]
      | (?<=\xef) (?: \xbb\xbf | \xb7[\x90-\xaf] | \xbf[\xbe\xbf] )
      | (?<=[\xf0-\xf4]) [\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]
    )
    """,
    re.VERBOSE,
)
_HARMLESS: Final = re.sub(rb"[\x00-\x08\x0b-\x1f\x7f\xc2\xe2\xef-\xf4]", b"", bytes(range(256)))
"""The bytes with which no match begins. A file of only these is known in a tenth of the time."""
_LAST_TWO = "".join(chr(plane << 16 | each) for plane in range(17) for each in (0xFFFE, 0xFFFF))
# For values, where an escape can write any character. A byte order mark is harmless there.
UNFIT: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef{_LAST_TWO}]")


def unreadable(text: BaseText) -> Iterator[Problem]:
    """Yield what prevents reading a file as UTF-8 text: each forbidden character, and the first byte that is no UTF-8.

    Of NUL only the first is reported, since the file is in another encoding, and of CR, which then ends each line.
    """
    first_only: set[bytes] = set()
    data = text.data
    undecodable = _undecodable(data)
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    end = len(data) if undecodable is None else undecodable
    for found in _FORBIDDEN.finditer(data, start, end) if data.translate(None, _HARMLESS) else ():
        if found[0] in first_only:
            continue
        message, remedy = _named(found[0].decode("utf-8"))
        yield problem(_place(text, found.start()), "E002", message, remedy)
        if found[0] == b"\0":
            return
        first_only.update({found[0]} & {b"\r"})
    if undecodable is not None:
        message = f"byte 0x{data[undecodable]:02X} is not UTF-8"
        yield problem(_place(text, undecodable), "E001", message, "save the file as UTF-8")


def unfit(text: str) -> list[tuple[str, str]]:
    """Return the message and remedy for each forbidden character of a value, once."""
    return [_named(each) for each in dict.fromkeys(UNFIT.findall(text))]


def _named(character: str) -> tuple[str, str]:
    code = f"U+{ord(character):04X}"
    if character == "\0":
        return f"control character {code}", "save the file as UTF-8 and remove the character"
    if character in "\r\x85\u2028\u2029":
        return f"unsupported line break {code}", "end lines with LF or CR LF"
    if character == "\ufeff":
        return f"byte order mark {code} inside the text", "remove it"
    kinds = {"Cc": "control character", "Cs": "surrogate"}
    return f"{kinds.get(unicodedata.category(character), 'noncharacter')} {code}", "remove it"


def _undecodable(data: bytes) -> int | None:
    """Return the offset of the first byte that is not UTF-8, or None. Decodes in chunks to save memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _place(text: BaseText, offset: int) -> Span:
    data = text.data
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset].removeprefix(codecs.BOM_UTF8)
    column = len(before.decode("utf-8", "replace")) + 1
    return Span(text.path, line, column, line, column + 1)
