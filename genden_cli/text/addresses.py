"""Web addresses in the form in which two are compared, and in the form in which people read them."""

from __future__ import annotations

import re
from typing import Final

ADDRESS: Final = r"(?i)(?:https?://|www\.)\S+\.\S+"
LEAD: Final = r"(?i)^(?:https?://)?(?:www\.|m\.|mobile\.)?"
TRACKING: Final = r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref|share)=[^&]*&?"
COPY: Final = r"(?i)^https?://web\.archive\.org/web/[0-9a-z_*]+/(?=https?://)"


def is_address(text: str) -> bool:
    """Tell whether a text is a web address."""
    return "." in text and re.fullmatch(ADDRESS, text.strip()) is not None


def address_key(text: str) -> str:
    """Return an address without scheme, ``www.``, fragment, tracking parameters and final slash, in small letters.

    The address of a copy in the Wayback Machine gives that of the original.
    """
    plain = re.sub(LEAD, "", re.sub(COPY, "", text.strip())).partition("#")[0]
    return re.sub(TRACKING, "", plain).rstrip("?&/").casefold()


_AFTER_HOST: Final = r"(?<=[^:/?#][/?#]).*"
_ENCODED: Final = r"(?:%[89A-Fa-f][0-9A-Fa-f])+"


def readable_address(address: str) -> str:
    """Return an address with letters beyond ASCII as such behind its host (RFC 3987, section 3.2).

    Encoded in it remain signs, which could mean something else, and letters that are written from right to left.
    """
    return re.sub(_AFTER_HOST, lambda rest: re.sub(_ENCODED, _decoded, rest[0]), address, count=1)


def _decoded(found: re.Match[str]) -> str:
    try:
        letters = bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
    return "".join(each if _is_plain_letter(each) else _encoded(each) for each in letters)


def _is_plain_letter(sign: str) -> bool:
    from unicodedata import bidirectional, category  # noqa: PLC0415 -- only needed for other scripts

    is_letter = category(sign) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"}
    return is_letter and bidirectional(sign) not in {"R", "AL", "AN"}


def _encoded(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())
