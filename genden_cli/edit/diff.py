"""The change of a fact base as a unified diff, file by file."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText


def diff(old: BaseContent, new: BaseContent) -> Iterator[str]:
    """Yield the lines of a diff of two contents of the same files."""
    for before, after in zip(old.texts, new.texts, strict=True):
        for line in unified_diff(_lines(before), _lines(after), before.path, after.path, lineterm=""):
            yield sanitize_line(line.removesuffix("\r"))


def _lines(text: BaseText) -> list[str]:
    return text.data.decode("utf-8-sig").removesuffix("\n").split("\n")
