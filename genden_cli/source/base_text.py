"""One file of a fact base as text: its path, its bytes, its lines."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class BaseText:
    """A file of a fact base that has been read."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their LF, as the parser counts them; what is not UTF-8 is replaced."""
        return self.data.decode("utf-8-sig", "replace").split("\n")

    @property
    def newline(self) -> str:
        """The line end of lines that are added."""
        return "\r\n" if b"\r\n" in self.data else "\n"

    def lines_with(self, words: Iterable[bytes], *, lower: bool = False) -> list[int]:
        """Return the lines, counted from 0, that contain one of ``words``; ``lower`` folds ASCII letters first.

        One search of the whole file is faster than one of every line.
        """
        data = self.data.lower() if lower else self.data
        numbers = set()
        for word in words:
            number = start = 0
            at = data.find(word)
            while at >= 0:
                number += data.count(b"\n", start, at)
                numbers.add(number)
                start, at = at, data.find(word, at + 1)
        return sorted(numbers)
