"""Web addresses in the form in which two are compared."""

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
