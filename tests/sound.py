"""The base that no rule objects to, and edits of it."""

from __future__ import annotations

import re
from pathlib import Path

from genden_cli.check import check
from genden_cli.diagnostics.problem import Problem, Span
from genden_cli.source.base_text import BaseText

_BYTE = re.compile("⟨([0-9A-F]{2})⟩")

SOUND = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")


def edited(old: str, new: str) -> str:
    """Return the base with one stretch of it, which stands there once, replaced."""
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def wrong(old: str, new: str, place: str = "") -> tuple[str, Span]:
    """Return the base edited, and the place that the marks « and » enclose: in what is new, or in ``place``.

    Either stands in the edited base once; ``place`` without its marks, and ``new`` where ``old`` stood.
    """
    text = edited(old, _unmarked(new))
    if place:
        assert text.count(_unmarked(place)) == 1, place
    first = text.index(_unmarked(place)) if place else SOUND.index(old)
    enclosing = place or new
    start = first + enclosing.index("«")
    end = first + enclosing.index("»") - 1
    return text, Span("facts.yaml", *_position(text, start), *_position(text, end))


def found(text: str) -> list[Problem]:
    """Return what is wrong with a base; ``⟨E4⟩`` in it stands for the byte E4."""
    whole = _BYTE.sub(lambda byte: bytes.fromhex(byte[1]).decode("utf-8", "surrogateescape"), text)
    return list(check([BaseText("facts.yaml", whole.encode("utf-8", "surrogateescape"))]).problems)


def _unmarked(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def _position(text: str, offset: int) -> tuple[int, int]:
    before = _BYTE.sub("b", text[:offset])
    return before.count("\n") + 1, len(before) - before.rfind("\n")
