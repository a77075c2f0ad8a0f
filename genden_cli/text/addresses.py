"""Web addresses in the form in which two are compared."""

from __future__ import annotations

import re
from typing import Final

ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+\.\S+", re.IGNORECASE)
LEAD: Final = re.compile(r"^(?:https?://)?(?:www\.|m\.|mobile\.)?", re.IGNORECASE)
TRACKING: Final = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref|share)=[^&]*&?")
COPY: Final = re.compile(r"^https?://web\.archive\.org/web/[0-9a-z_*]+/(?=https?://)", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Tell whether a text is a web address."""
    return ADDRESS.fullmatch(text.strip()) is not None


def address_key(text: str) -> str:
    """Return an address without scheme, ``www.``, fragment, tracking parameters and final slash, in small letters.

    The address of a copy in the Wayback Machine gives that of the original.
    """
    plain = LEAD.sub("", COPY.sub("", text.strip())).partition("#")[0]
    return TRACKING.sub("", plain).rstrip("?&/").casefold()
