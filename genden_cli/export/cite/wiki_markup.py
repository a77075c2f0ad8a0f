"""Text and addresses that are no markup in a wiki."""

from __future__ import annotations

import re
from typing import Final

from genden_cli.text.sanitize import sanitize_line

_ENTITIES: Final = {each: f"&#{ord(each)};" for each in "|{}[]<>&='~_*#:;! -"}
_MARKUP: Final = re.compile(
    r"[|{}\[\]<>]|&(?=#?\w+;)|''+|~~~+|__+|----+|(?<=https)://|(?<=http)://"
    r"|(?<=(?i:isbn|pmid)) |(?<=(?i:rfc)) "
)
"""What acts in a wiki: signs alone, signs in pairs, in addresses, and in numbers of works."""


def escape(text: str) -> str:
    """Return a text as one line in which no character is markup of a wiki, at the start of a line neither."""
    line = inert(" ".join(sanitize_line(text).split()))
    return f"&#{ord(line[0])};{line[1:]}" if line.startswith(tuple("*#:;=!-")) else line


def inert(text: str) -> str:
    """Return a sanitized text in which no character is markup of a wiki."""
    return _MARKUP.sub(lambda found: "".join(_ENTITIES.get(each, each) for each in found[0]), text)


def address(url: str) -> str:
    """Return an address for a template or a link. Signs that would end it are percent-encoded."""
    return re.sub(r"[|{}\[\]<>\"'`\\^]|~(?=~)", lambda found: f"%{ord(found[0]):02X}", url)
