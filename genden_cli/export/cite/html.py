"""References as a fragment of HTML, without scripts and styles."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from genden_cli.export.runs import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAGS: Final = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}

NUMBERS_FOOTNOTES: Final = False
"""Whether footnotes of sources have numbers."""


def paragraph(pieces: Iterable[Run | int], first: int, key: str) -> str:
    """Return a paragraph. ``first`` is the number of its first note; ``key`` begins the ids of notes."""
    inner = "".join(_run(each) if isinstance(each, Run) else _call(first + each, key) for each in pieces)
    return f"<p>{inner}</p>"


def notes(texts: Iterable[Sequence[Run]], first: int, key: str) -> str:
    """Return notes as a list, each with a link back."""
    items = "".join(
        f'<li id="{key}-note-{n}" value="{n}">{_line(each)} <a href="#{key}-call-{n}">↩</a></li>\n'
        for n, each in enumerate(texts, first)
    )
    return f"<ol>\n{items}</ol>" if items else ""


def footnotes(texts: Iterable[Sequence[Run]], first: int) -> str:
    """Return the footnotes of sources as a list."""
    del first
    items = "".join(f"<li>{_line(each)}</li>\n" for each in texts)
    return f"<ul>\n{items}</ul>"


def entries(texts: Iterable[Sequence[Run]]) -> str:
    """Return the entries of a bibliography, one a paragraph."""
    items = "".join(f"<p>{_line(each)}</p>\n" for each in texts)
    return f"<div>\n{items}</div>"


def _call(number: int, key: str) -> str:
    return f'<sup><a href="#{key}-note-{number}" id="{key}-call-{number}">{number}</a></sup>'


def _line(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text.upper() if "caps" in run.marks else run.text)
    for mark in reversed(run.marks):
        if tag := _TAGS.get(mark):
            text = f"<{tag}>{text}</{tag}>"
    if run.link:
        return f'<a href="{escape(run.link)}">{text}</a>'
    return text
