"""How a key with a long text is written, so that no line is too long to read."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from genden_cli.parsing.fixes import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH: Final = 100


def prose_lines(key: str, text: str, *, indent: int = 4) -> Iterator[str]:
    """Yield the lines of a key with a text: one if it fits, else a folded text. ``indent`` is that of the key."""
    line = f"{key}: {yaml_text(text)}"
    words = text.split()
    if len(line) <= _WIDTH - indent or not text.isprintable() or text != " ".join(words):
        yield line
        return
    yield f"{key}: >-"
    for each in wrap(text, _WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False):
        yield f"  {each}"
