"""Read many files of a git repository through one process of git."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Self

from genden_cli.errors import Unreadable
from genden_cli.source import base_file, git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_MIB: Final = 1 << 20


class Blobs:
    """Reads blobs by their names. Use it in a ``with`` statement, which ends the process of git.

    ``expected`` are the names in the order in which they will probably be read. Git unpacks the next while one is used.
    """

    def __init__(self, folder: str, expected: Sequence[str] = ()) -> None:
        self._process, self._requests, self._out = git.started(folder, "cat-file", "--batch")
        self._following = dict(pairwise(dict.fromkeys(expected)))
        self._asked: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def read(self, name: str) -> bytes:
        """Return a blob; raise `Unreadable` if this clone lacks it, or if it is larger than a base may be."""
        if self._asked != [name]:
            while self._asked:
                self._answer()
            self._ask(name)
        following = self._following.get(name)
        if following:
            self._ask(following)
        return self._answer()

    def _ask(self, name: str) -> None:
        try:
            self._requests.write(f"{name}\n".encode("ascii"))
            self._requests.flush()
        except OSError:
            raise Unreadable("git stopped while it read earlier versions") from None
        self._asked.append(name)

    def _answer(self) -> bytes:
        """Return the blob that was asked for first."""
        out = self._out
        self._asked.pop(0)
        _, kind, *size = out.readline().split() or (b"", b"")
        most = base_file.most_bytes()
        data = out.read(min(int(size[0]), most)) if size else b""
        left = int(size[0]) - len(data) if size else -1
        while left >= 0 and (dropped := out.read(min(left + 1, _MIB))):  # the line end is one more
            left -= len(dropped)
        if kind != b"blob":
            raise Unreadable("this version is not in the clone")
        if int(size[0]) > most:
            raise Unreadable(f"this version is larger than {base_file.limit()} MiB")
        return data
