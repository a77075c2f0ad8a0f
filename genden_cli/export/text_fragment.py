"""Addresses that lead to a quote (URL Fragment Text Directives, a report of the Web Platform Incubator Group).

A browser that knows them looks for the text and shows it; others open the page.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote as percent_encoded

_DIRECTIVE: Final = ":~:"


def at_quote(address: str, quote: str | None) -> str:
    """Return the address of a page at a quote. An existing fragment is kept."""
    if not quote:
        return address
    # Left as it is, a dash, a comma or an ampersand would end the text or change what it means.
    text = f"text={percent_encoded(quote, safe='').replace('-', '%2D')}"
    if _DIRECTIVE in address:
        return f"{address}&{text}"
    return f"{address}{'' if '#' in address else '#'}{_DIRECTIVE}{text}"
