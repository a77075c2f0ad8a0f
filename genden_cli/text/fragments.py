"""Addresses that lead to a quote (URL Fragment Text Directives, a report of the Web Platform Incubator Group).

A browser that knows them looks for the text and shows it; others open the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.text import pieces
from genden_cli.text.sanitize import web_link

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIRECTIVE: Final = ":~:"
# Left as it is, a dash, a comma or an ampersand would end the text or change what it means.
_PLAIN: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~")


def at_quote(address: str, quote: str | None, *, before: str | None = None, after: str | None = None) -> str:
    """Return the address of a page at a quote. An existing fragment is kept.

    ``before`` and ``after`` are the words beside the quote. A quote with brackets leads to the text from its first
    piece to its last.
    """
    if not quote:
        return address
    texts = pieces.pieces(quote).texts if "[" in quote and pieces.has_brackets(quote) else (quote,)
    if not texts:
        return address
    ends = [_percent_encoded(each or "") for each in dict.fromkeys((texts[0], texts[-1]))]
    lead = [f"{_percent_encoded(before)}-"] if before else []
    trail = [f"-{_percent_encoded(after)}"] if after else []
    text = f"text={','.join((*lead, *ends, *trail))}"
    if _DIRECTIVE in address:
        return f"{address}&{text}"
    return f"{address}{'' if '#' in address else '#'}{_DIRECTIVE}{text}"


def link(
    addresses: Iterable[str | None], quote: str | None, *, before: str | None = None, after: str | None = None
) -> str | None:
    """Return the link to a quote on the first of these pages that can be one, or None."""
    address = next(filter(None, (web_link(each) for each in addresses if each)), None)
    return at_quote(address, quote, before=before, after=after) if address else None


def _percent_encoded(text: str) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode())
