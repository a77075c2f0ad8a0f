r"""Sanitize text from outside before it is shown.

Data, file names, arguments and messages of libraries pass through `sanitize` on their way to a terminal, a pipe or a
file. Characters that could control a terminal or hide text become visible escapes (``\x1b``, ``\u{202e}``).
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from json import JSONEncoder

_LAST_TWO = "".join(chr(plane << 16 | each) for plane in range(17) for each in (0xFFFE, 0xFFFF))
# C0 except tab and line feed, DEL, C1; soft hyphen; direction marks and overrides; invisible characters and unusual
# line ends; Hangul fillers; surrogates; annotation, format and tag characters; noncharacters. These stay, because
# their scripts need them: joiners (U+200C, U+200D), Mongolian selectors (U+180B to U+180F), and the enclosing signs of
# Arabic, Syriac and Egyptian.
HARMFUL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffc\ud800-\udfff\ufdd0-\ufdef\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    f"{_LAST_TWO}"
)
# Printable according to Unicode, but invisible: fillers, the object replacement character, variation selectors.
_INVISIBLE_PRINTABLE = frozenset("\u115f\u1160\u3164\uffa0\ufffc").union(map(chr, range(0xE0100, 0xE01F0)))


def sanitize(text: str) -> str:
    """Return a text of one or more lines with every harmful character escaped."""
    return text if is_plain(text.replace("\n", "")) else _harmful().sub(_escaped, text)


def sanitize_line(text: str) -> str:
    """Return a text as one sanitized line. Tabs and line ends become spaces."""
    if is_plain(text):
        return text
    return _harmful().sub(_escaped, text.replace("\t", " ").replace("\n", " "))


def safe_link(url: str) -> str | None:
    """Return the URL if it may become a link, else None. A link is http(s) in printable ASCII."""
    return url if re.fullmatch(r"https?://[!-~]+", url) else None


def web_link(address: str) -> str | None:
    """Return the link for a web address as a person writes it, or None if it cannot be one.

    Letters beyond ASCII are encoded: a host in IDNA, the rest in percent signs (RFC 3987, section 3.1).
    """
    if address.isascii():
        return safe_link(address)
    with suppress(UnicodeError):
        if found := re.fullmatch(
            r"(https?://(?:[^/?#]*@)?)([^/?#@:]+|\[[^/?#]*\])((?::[0-9]*)?)([/?#].*)?", address, re.DOTALL
        ):
            before, host, port, rest = found.groups()
            host = host if host.isascii() else ".".join(map(_host_label, host.removesuffix(".").split(".")))
            return safe_link(f"{_percent_encoded(before)}{host}{port}{_percent_encoded(rest or '')}")
    return None


def contact_link(text: str) -> str | None:
    """Return the link for an address of the web or of e-mail, or None for any other text."""
    is_email = re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", text)
    return f"mailto:{text}" if is_email else web_link(text)


def _host_label(label: str) -> str:
    """Return a part of a host in IDNA; raise `UnicodeError` if it has none.

    Python follows the rules of 2003, in which two letters became others, and joiners nothing. Browsers keep them.
    """
    if not label or {"\u200c", "\u200d"} & set(label):
        raise UnicodeError
    if {"ß", "ς"} & set(label):
        encoded = f"xn--{label.lower().encode('punycode').decode()}"
        return encoded.encode("idna").decode()  # if it is not too long
    return label.encode("idna").decode()


def _percent_encoded(text: str) -> str:
    """Return a text of printable ASCII. Spaces and harmful characters are encoded too."""
    return re.sub("[^!-~]+", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def without_workflow_commands(text: str) -> str:
    """Return a text in which no line is a command to the runner of a CI service, such as ``::error::``.

    A space separates the signs that begin a command. Runners skip blanks before it.
    """
    if "::" not in text and "##[" not in text:
        return text
    return re.sub(r"^([^\S\n]*)(?:(:)(?=:)|(#)(?=#\[))", _separated, text, flags=re.MULTILINE)


def _separated(found: re.Match[str]) -> str:
    return f"{found[0]} "


def is_plain(text: str) -> bool:
    """Tell whether a text has no harmful character. This is faster than a search."""
    return text.isprintable() and (text.isascii() or _INVISIBLE_PRINTABLE.isdisjoint(text))


@cache
def _harmful() -> re.Pattern[str]:
    """Return the pattern of harmful characters. It is compiled on first use, because that takes 1 ms."""
    return re.compile(f"[{HARMFUL}]")


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"  # noqa: PLR2004 -- two digits suffice below


def json_text(value: object, *, indent: int | None = None, compact: bool = False) -> str:
    """Return a value as JSON, with every harmful character in its strings escaped; without spaces if ``compact``."""
    text = _encoder(indent, compact=compact).encode(value)
    if is_plain(text.replace("\n", "")):
        return text
    import json

    return _harmful().sub(lambda found: json.dumps(found[0])[1:-1], text)


@cache
def _encoder(indent: int | None, *, compact: bool) -> JSONEncoder:
    """Return an encoder for all values: to make one takes as long as to encode a claim."""
    import json

    separators = (",", ":") if compact else None
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
