"""One file of a fact base as text: its path, its bytes, its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_MOST_IN_FOUR_BYTES: Final = (1 << 32) - 1
_CHUNK: Final = 1 << 20


class Lines(Sequence[str]):
    """The lines of a file without their LF, as the parser counts them; what is not UTF-8 is replaced.

    They are decoded when they are used, since all lines as texts would take three times the memory of the file.
    """

    def __init__(self, data: bytes) -> None:
        from array import array  # noqa: PLC0415 -- a warm command reads no line

        self._data = data
        self._starts = array("I" if len(data) <= _MOST_IN_FOUR_BYTES else "Q", (0,))
        self._starts.extend(found.end() for found in re.finditer(b"\n", data))

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        encoding = "utf-8" if number else "utf-8-sig"
        return self.between(number, number).removesuffix(b"\n").decode(encoding, "replace")

    def between(self, first: int, last: int) -> bytes:
        """Return the bytes of the lines from ``first`` to ``last``, with their line ends."""
        end = self._starts[last + 1] if last + 1 < len(self) else len(self._data)
        return self._data[self._starts[first] : end]


class BaseText:
    """A file of a fact base that has been read."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file."""
        return Lines(self.data)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal digits."""
        from hashlib import sha256  # not for a warm start

        return sha256(self.data).hexdigest()

    @property
    def newline(self) -> str:
        """The line end of lines that are added."""
        return "\r\n" if b"\r\n" in self.data else "\n"

    def lines_with(self, words: Iterable[bytes], *, lower: bool = False) -> list[int]:
        """Return the lines, counted from 0, that contain one of ``words``; ``lower`` folds ASCII letters first.

        One search of a million bytes is faster than one of every line.
        """
        words = tuple(words)
        overlap = max(map(len, words)) - 1
        numbers: set[int] = set()
        passed = 0
        for begin in range(0, len(self.data), _CHUNK):
            part = self.data[begin : begin + _CHUNK + overlap]
            part = part.lower() if lower else part
            for word in words:
                numbers.update(passed + each for each in _lines_with(word, part))
            passed += part.count(b"\n", 0, _CHUNK)
        return sorted(numbers)


def _lines_with(word: bytes, data: bytes) -> Iterator[int]:
    """Yield the line of each place of a word, counted from 0."""
    number = start = 0
    at = data.find(word)
    while at >= 0:
        number += data.count(b"\n", start, at)
        yield number
        start, at = at, data.find(word, at + 1)
