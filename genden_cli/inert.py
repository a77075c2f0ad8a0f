r"""Make text from outside harmless before anybody sees it.

Data, file names, arguments and messages of libraries pass through `inert` on their way to a terminal, a pipe or a
file. What could steer a terminal or hide itself becomes a visible escape (``\x1b``, ``\u{202e}``).
"""

from __future__ import annotations

import re

# C0 (but tab and line feed), DEL, C1; soft hyphen; marks and overrides of direction; what is invisible or a line end
# in disguise; Hangul fillers; surrogates; annotation and tag characters; noncharacters. Joiners (U+200C, U+200D) and
# the Mongolian selectors (U+180B to U+180F) stay: scripts need them to be written at all.
HARMFUL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\uffff\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e0fff"
)
_harmful = re.compile(f"[{HARMFUL}]")
_harmful_in_line = re.compile(f"[{HARMFUL}\t\n]")


def inert(text: str) -> str:
    """Return a text of one or more lines with everything harmful made visible."""
    return text if text.isprintable() else _harmful.sub(_visible, text)


def inert_line(text: str) -> str:
    """Return a text as one line: the same, and tabs and line ends become spaces."""
    if text.isprintable():
        return text
    return _harmful_in_line.sub(lambda found: " " if found[0] in "\t\n" else _visible(found), text)


def link(url: str) -> str | None:
    """Return the address if it may become a link: http(s) and printable ASCII throughout."""
    return url if re.fullmatch(r"https?://[!-~]+", url) else None


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"  # noqa: PLR2004 -- two digits or more


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON, with everything harmful in its strings escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _harmful.sub(lambda found: json.dumps(found[0])[1:-1], text)
