"""How a page looks on a terminal: the style of each role of text, and its signs in ASCII."""

from __future__ import annotations

from typing import Final

from rich.style import Style

# Five colours of the 256 can be read both on white and on black, with a contrast of at least 4.5 to 1, and one grey.
# None of the sixteen that a theme may set can, in every palette. No more than these are used, and faint text is not:
# some terminals let half of it shine through.
_GREEN: Final = "color(29)"
_BLUE: Final = "color(63)"
_PURPLE: Final = "color(98)"
_RED: Final = "color(131)"
_MAGENTA: Final = "color(163)"
_GREY: Final = "color(243)"

STYLES: Final = {
    "title": Style(bold=True),
    "head": Style(bold=True),
    "label": Style(color=_GREY),
    "muted": Style(color=_GREY),
    "id": Style(underline=True),  # the colour of the text: cyan fades on white
    "date": Style(),
    "command": Style(),  # gets the base that the reader named
    "bar": Style(color=_BLUE),
    "band": Style(bold=True),
    "name": Style(bold=True),
    "quote": Style(italic=True),
    "match": Style(bold=True, underline=True),
    "link": Style(underline=True),
    "unclaimed": Style(bold=False),  # looks like any other text; the bar in the margin is drawn where it stands
    "verdict.supported": Style(color=_GREEN),
    "verdict.refuted": Style(color=_RED),
    "verdict.disputed": Style(color=_BLUE),
    "verdict.unproven": Style(color=_MAGENTA),
    "verdict.opinion": Style(color=_GREY),
    "verdict.unreviewed": Style(color=_GREY),
    "stance.supports": Style(color=_GREEN),
    "stance.contradicts": Style(color=_RED),
    "stance.silent": Style(color=_PURPLE),
    "stance.context": Style(color=_GREY),
}
PLAIN: Final = Style()
"""Text without a role."""

ASCII: Final = str.maketrans(
    {"✓": "+", "✗": "x", "≈": "~", "∅": "0", "·": ".", "→": ">", "←": "<", "–": "-", "—": "-", "…": "..."}
    | {"▇": "#", "▒": "%", "◇": "o", "━": "=", "╍": ":", "╌": "_", "░": "_", "┊": ".", "╱": "/", "┬": "+", "┴": "+"}
    | {"▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+"}
    | {"█": "#", "≠": "#", "≤": "<=", "├": "|", "└": "`", "─": "-", "│": "|", "“": '"', "”": '"', "‘": "'", "’": "'"}
)
"""The translation of signs that ASCII lacks; some become longer."""
