"""Addresses that lead to a quote (URL Fragment Text Directives, a report of the Web Platform Incubator Group).

A browser that knows them looks for the text and shows it; others open the page.
"""

from __future__ import annotations

import string
from typing import Final

from genden_cli.text.pieces import has_brackets, pieces

_DIRECTIVE: Final = ":~:"
# Left as it is, a dash, a comma or an ampersand would end the text or change what it means.
_PLAIN: Final = frozenset(f"{string.ascii_letters}{string.digits}_.~".encode())


def at_quote(address: str, quote: str | None, *, before: str | None = None, after: str | None = None) -> str:
    """Return the address of a page at a quote. An existing fragment is kept.

    ``before`` and ``after`` are the words beside the quote. A quote with brackets leads to the text from its first
    piece to its last.
    """
    texts = pieces(quote).texts if quote and has_brackets(quote) else (quote,) if quote else ()
    if not texts:
        return address
    ends = [_percent_encoded(each or "") for each in dict.fromkeys((texts[0], texts[-1]))]
    lead = [f"{_percent_encoded(before)}-"] if before else []
    trail = [f"-{_percent_encoded(after)}"] if after else []
    text = f"text={','.join((*lead, *ends, *trail))}"
    if _DIRECTIVE in address:
        return f"{address}&{text}"
    return f"{address}{'' if '#' in address else '#'}{_DIRECTIVE}{text}"


def _percent_encoded(text: str) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode())
