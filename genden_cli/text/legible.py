"""Text for an encoding that lacks some of its letters.

A letter that the encoding lacks becomes Latin letters that sound alike, as in ``Ovorkhangai``, or a visible escape. No
letter becomes a question mark, which is the sign of a verdict.
"""

from __future__ import annotations

import codecs
from typing import Final

ERRORS: Final = "genden.legible"
"""The name for the ``errors`` of a stream."""

_SILENT: Final = ("Mn", "Me", "Cf")
"""The Unicode categories of accents and joiners, which stand for no letter of their own."""

_PUNCTUATION: Final = "Po"


def legible(text: str, encoding: str | None) -> str:
    """Return a text as it can be read after a stream has encoded it."""
    return text if text.isascii() or encoding is None else text.encode(encoding, ERRORS).decode(encoding)


def _replacement(error: UnicodeError) -> tuple[str, int]:
    """Return Latin letters for what an encoding lacks, and where to go on; anything but such an error is raised."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_latin, error.object[error.start : error.end])), error.end


def _latin(character: str) -> str:
    from unicodedata import category  # noqa: PLC0415 -- only needed where an encoding lacks a letter

    from anyascii import anyascii  # noqa: PLC0415 -- likewise; 20 ms

    latin, kind = anyascii(character), category(character)
    if latin and ("?" not in latin or kind == _PUNCTUATION):
        return latin
    return "" if kind in _SILENT else ascii(character)[1:-1]


codecs.register_error(ERRORS, _replacement)
