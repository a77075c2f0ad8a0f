r"""Make text from outside harmless before anybody sees it.

Data, file names, arguments and messages of libraries pass through `inert` on their way to a terminal, a pipe or a
file. What could steer a terminal or hide itself becomes a visible escape (``\x1b``, ``\u{202e}``).
"""

from __future__ import annotations

import re
from functools import cache

_LAST_TWO = "".join(chr(plane << 16 | each) for plane in range(17) for each in (0xFFFE, 0xFFFF))
# C0 (but tab and line feed), DEL, C1; soft hyphen; marks and overrides of direction; what is invisible or a line end
# in disguise; Hangul fillers; surrogates; annotation, format and tag characters; noncharacters. Joiners (U+200C,
# U+200D), the Mongolian selectors (U+180B to U+180F) and the signs of Arabic, Syriac and Egyptian that enclose other
# signs stay: scripts need them to be written at all.
HARMFUL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffc\ud800-\udfff\ufdd0-\ufdef\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    f"{_LAST_TWO}"
)
# Unicode counts these as printable, and yet nothing is seen: fillers, the object replacement, selectors of variants.
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\ufffc").union(map(chr, range(0xE0100, 0xE01F0)))


def sanitize(text: str) -> str:
    """Return a text of one or more lines with everything harmful made visible."""
    return text if _is_plain(text.replace("\n", "")) else _harmful().sub(_visible, text)


def sanitize_line(text: str) -> str:
    """Return a text as one line: the same, and tabs and line ends become spaces."""
    if _is_plain(text):
        return text
    return _harmful().sub(_visible, text.replace("\t", " ").replace("\n", " "))


def link(url: str) -> str | None:
    """Return the address if it may become a link: http(s) and printable ASCII throughout."""
    return url if re.fullmatch(r"https?://[!-~]+", url) else None


def _is_plain(text: str) -> bool:
    """Tell, faster than by searching, that nothing is harmful."""
    return text.isprintable() and (text.isascii() or _UNSEEN.isdisjoint(text))


@cache
def _harmful() -> re.Pattern[str]:
    """Return what finds everything harmful: made when it is needed, since it takes a millisecond."""
    return re.compile(f"[{HARMFUL}]")


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"  # noqa: PLR2004 -- two digits or more


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON, with everything harmful in its strings escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if _is_plain(text.replace("\n", "")):
        return text
    return _harmful().sub(lambda found: json.dumps(found[0])[1:-1], text)
