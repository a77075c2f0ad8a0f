r"""JSON writes a character beyond U+FFFF as two escapes, ``\ud83d\udd25``. YAML has no such pairs.

The parser gets escapes of private use characters in their place. They are as long, so every position stays right. In
the values that the parser returns, the pairs become the character that they mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_PAIR: Final = re.compile(rb"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HIGH, _LOW = 0xD800, 0xDC00
_MANY: Final = 0x800
_SHIFTS: Final = (0xE000 - _HIGH, 0xE800 - _HIGH, 0xF000 - _HIGH)
"""From the surrogates to three parts of the private use area. A part that the file uses itself is not taken."""


def readable(data: bytes) -> tuple[bytes, Callable[[str], str]]:
    """Return a file without escaped surrogate pairs, and the function that restores them in a value."""
    # The pattern alone takes a seventh of the time of reading, and the search for two bytes a hundredth.
    if b"\\" not in data or rb"\u" not in data or not _PAIR.search(data):
        return data, str
    text = data.decode("utf-8").lower()
    shift = next((each for each in _SHIFTS if not _is_used(text, _HIGH + each)), None)
    if shift is None:
        return data, str
    written: dict[str, str] = {}

    def moved(match: re.Match[bytes]) -> bytes:
        pair = "".join(f"\\u{int(each, 16) + shift:04x}" for each in match.groups()[1:])
        written[pair] = match[0][len(match[1]) :].decode()
        return match[1] + pair.encode()

    replaced = _PAIR.sub(moved, data)
    characters = re.compile(
        f"[{chr(_HIGH + shift)}-{chr(_LOW - 1 + shift)}][{chr(_LOW + shift)}-{chr(0xDFFF + shift)}]"
    )
    literal = re.compile("|".join(map(re.escape, written)))  # outside double quotes, an escape means itself

    def restored(value: str) -> str:
        value = literal.sub(lambda match: written[match[0]], value)
        return characters.sub(lambda match: _character(match[0], shift), value)

    return replaced, restored


def _is_used(text: str, first: int) -> bool:
    """Return whether a text has one of 2,048 characters, as it is or as an escape."""
    escaped = (int(each, 16) for each in re.findall(r"\\u([0-9a-f]{4})", text))
    return any(first <= each < first + _MANY for each in (*map(ord, set(text)), *escaped))


def _character(pair: str, shift: int) -> str:
    high, low = (ord(each) - shift for each in pair)
    return chr(0x10000 + ((high - _HIGH) << 10) + (low - _LOW))
