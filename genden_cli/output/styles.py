"""How a page looks on a terminal: the style of each role of text, and its signs in ASCII."""

from __future__ import annotations

from typing import Final

from rich.style import Style

# The sixteen colours of every terminal, so that the reader's own theme decides what they look like.
STYLES: Final = {
    "title": Style(bold=True),
    "head": Style(bold=True),
    "label": Style(dim=True),
    "muted": Style(dim=True),
    "id": Style(underline=True),  # the colour of the text: cyan fades on white
    "date": Style(),
    "bar": Style(color="cyan"),
    "band": Style(bold=True),
    "name": Style(bold=True),
    "quote": Style(italic=True),
    "match": Style(bold=True, underline=True),
    "link": Style(underline=True),
    "unclaimed": Style(bold=False),  # looks like any other text; the bar in the margin is drawn where it stands
    "verdict.supported": Style(color="green"),
    "verdict.refuted": Style(color="red"),
    "verdict.disputed": Style(color="yellow"),
    "verdict.unproven": Style(color="magenta"),
    "verdict.opinion": Style(dim=True),
    "verdict.unreviewed": Style(dim=True),
    "stance.supports": Style(color="green"),
    "stance.contradicts": Style(color="red"),
    "stance.silent": Style(color="magenta"),
    "stance.context": Style(dim=True),
}
PLAIN: Final = Style()
"""Text without a role."""

ASCII: Final = str.maketrans(
    {"✓": "+", "✗": "x", "≈": "~", "∅": "0", "·": ".", "→": ">", "←": "<", "–": "-", "—": "-", "…": "..."}
    | {"▇": "#", "▒": "%", "◇": "o", "━": "=", "╍": ":", "╌": "_", "░": "_", "┊": ".", "╱": "/", "┬": "+", "┴": "+"}
    | {"█": "#", "≠": "#", "≤": "<=", "├": "|", "└": "`", "─": "-", "│": "|", "“": '"', "”": '"', "‘": "'", "’": "'"}
)
"""The translation of signs that ASCII lacks; some become longer."""
