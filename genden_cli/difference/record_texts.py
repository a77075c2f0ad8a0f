"""A version of a file of a fact base, cut into the texts of its records without reading them.

Two versions can be compared record by record at the cost of a search, and only the records that differ are read. A text
in an unusual layout, such as braces around a section, is cut by the parser, which is slower.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from genden_cli.diagnostics.registry import problem
from genden_cli.errors import BadBase
from genden_cli.load import lone_records
from genden_cli.parsing.nodes import entries
from genden_cli.parsing.problems import quoted
from genden_cli.schema import SECTIONS
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem

Key = tuple[str, str | None]
"""The section and the id of a record; None is the id of the head of the base."""

_BASE: Final = "base"
_TOP: Final = re.compile(rb"\n[^\s#][^\n]*")
_TOP_KEY: Final = re.compile(rb"\n\w[\w-]*[ \t]*:[^\n]*")
_SECTIONS: Final = "|".join(SECTIONS).encode()
_HEADER: Final = re.compile(rb"\n(base|" + _SECTIONS + rb")[ \t]*:(?:[ \t]+\{[ \t]*\})?(?:[ \t]+#.*|[ \t]*)\r?")
_INLINE_BASE: Final = re.compile(rb"\nbase[ \t]*:(?=[ \t])")
_START: Final = re.compile(rb"\n---[ \t]*\r?")
_INDENT: Final = re.compile(rb"\n( +)[^\s#]")
_ID: Final = rb"""(?:(["']?)([a-z0-9-]+)\1[ \t]*:(?=\s)|[^\s#])"""
_GAP: Final = 100
"""The quotation mark and the space between a key and its colon take less."""

_BESIDE: Final = b" \t\r\n{},"
_BOM: Final = b"\xef\xbb\xbf"


class FileVersion:
    """A version of a file, called ``label``. It is cut when that is needed; `BadBase` is raised if it cannot be."""

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        self._data = b"\n" + data.removeprefix(_BOM)  # each line has a line end before it

    @cached_property
    def _spans(self) -> dict[Key, slice]:
        return _by_lines(self._data) or _by_parser(self._data, self.label)

    def cut(self) -> None:
        """Find the records; raise `BadBase` if the text is no fact base."""
        self._spans  # noqa: B018 -- a cached property

    def cut_around_errors(self) -> None:
        """Find the records that can be told apart in a text that is no fact base."""
        self._spans = _by_lines(self._data, around_errors=True)

    def texts(self) -> Iterator[tuple[Key, bytes]]:
        """Yield the records with their texts."""
        return ((key, self._data[span]) for key, span in self._spans.items())

    def mentions(self, id_: str) -> bool:
        """Tell whether the text has a key with this name."""
        word = id_.encode()
        at = self._data.find(word)
        while at >= 0:
            end = at + len(word)
            if self._data[end : end + _GAP].lstrip(b" \t\r\n\"'").startswith(b":"):
                return True
            at = self._data.find(word, end)
        return False

    def has(self, text: bytes) -> bool:
        """Tell whether a record has exactly this text, which is that of a record of another version."""
        indent = len(text) - len(text.lstrip(b" "))
        at = self._data.find(b"\n" + text) + 1 if indent else self._data.find(text)
        end = at + len(text)
        if indent:
            return at > 0 and _is_end(self._data[end : end + indent + 1], indent)
        return at >= 0 and self._data[at - 1] in _BESIDE and self._data[end] in _BESIDE  # in braces

    def read(self, keys: Container[Key]) -> tuple[dict[Key, model.Record], dict[Key, Problem]]:
        """Return those of the records that the version has, and of those with errors the first problem.

        Lines are those of the file. References to other records are not checked.
        """
        wanted = [key for key in self._spans if key in keys]
        try:
            return self._records(wanted), {}
        except BadBase:
            with suppress(BadBase):  # a line of a text looked like an id
                self._spans = _by_parser(self._data, self.label)
                wanted = [key for key in self._spans if key in keys]
            good: dict[Key, model.Record] = {}
            bad: dict[Key, Problem] = {}
            for key in wanted:
                try:
                    good |= self._records([key])
                except BadBase as error:
                    bad.update((key, problem) for problem in error.problems[:1])
            return good, bad

    def _records(self, keys: Sequence[Key]) -> dict[Key, model.Record]:
        """Read records, in the order of the file, from a text in which they stand on their own lines."""
        parts: list[bytes] = []
        place = line = written = 0
        above = ""
        for key in keys:
            span = self._spans[key]
            line += self._data.count(b"\n", place, span.start)
            place = span.start
            header = f"{key[0]}:\n".encode() if key[0] != above else b""
            text = self._data[span]
            indent = b"" if text.startswith(b" ") else b" "
            end = b"" if text.endswith(b"\n") else b"\n"
            parts.append(b"\n" * (line - 1 - written - bool(header)) + header + indent + text + end)
            written += parts[-1].count(b"\n")
            above = key[0]
        alone = BaseText(self.label, b"".join(parts))
        records = lone_records(alone)
        if len(records) != len(keys):
            raise BadBase((alone,), ())
        return dict(zip(keys, records, strict=True))


def _is_end(after: bytes, indent: int) -> bool:
    """Tell whether a record ends before a text, since a section or a record with this indentation follows."""
    word = after.lstrip(b" ")
    return not after or (len(after) - len(word) in (0, indent) and word.strip() != b"" and not word.startswith(b"#"))


def _by_lines(text: bytes, *, around_errors: bool = False) -> dict[Key, slice]:
    """Return the places of the records; none if a section or an id does not stand on a line of its own.

    Or ``around_errors``: return the places of the records that can be told apart. An id that stands twice is left out.
    """
    wanted = _TOP_KEY if around_errors else _TOP
    heads = [each for each in wanted.finditer(text) if not _START.fullmatch(each[0])]
    ends = [*(each.start() for each in heads), len(text)][1:]
    pairs = [pair for head, end in zip(heads, ends, strict=True) for pair in _records_below(text, head, end)]
    if around_errors:
        times = Counter(key for key, _ in pairs)
        return {key: span for key, span in pairs if key and times[key] == 1}
    found = {key: span for key, span in pairs if key}
    return found if len(found) == len(pairs) else {}


def _records_below(text: bytes, head: re.Match[bytes], end: int) -> Iterator[tuple[Key | None, slice]]:
    """Yield the places of the records of a section; without a key for what does not begin with an id."""
    header = _HEADER.fullmatch(head[0])
    inline = None if header else _INLINE_BASE.match(head[0])
    if inline:
        yield (_BASE, None), slice(head.start() + inline.end(), end + 1)
    elif header is None:
        yield None, slice(head.start(), end)
    elif header[1] == _BASE.encode():
        yield (_BASE, None), slice(head.end() + 1, end + 1)
    elif first := _INDENT.search(text, head.end(), end):
        section = header[1].decode()
        heads = list(re.compile(rb"\n" + first[1] + _ID).finditer(text, head.end(), end))
        starts = [each.start() + 1 for each in heads]
        for each, span in zip(heads, map(slice, starts, [*starts[1:], end + 1]), strict=True):
            yield (section, each[2].decode()) if each[2] else None, span


def _by_parser(data: bytes, label: str) -> dict[Key, slice]:
    """Return the places of the records in any layout; raise `BadBase` if it is no fact base."""
    text = BaseText(label, data[1:])
    found: dict[Key, slice] = {}
    problems: list[Problem] = []
    starts = [each.end() for each in re.finditer(rb"\n", data)]
    for section, name, node in entries(text, frozenset(SECTIONS), problems):
        if not problems and name is None and section != _BASE and (node.value or section not in SECTIONS):
            problems.append(problem(node.key_span, "E012", f"no records of genden in {quoted(section)}", ""))
        if problems:
            raise BadBase((text,), tuple(problems))
        if name is not None or section == _BASE:
            first = node.key if name is not None else node.start
            found[section, name] = slice(_offset(text, starts, first), _offset(text, starts, node.end))
    return found


def _offset(text: BaseText, starts: Sequence[int], mark: Any) -> int:
    """Return the number of bytes before a mark of the parser, or before its line if nothing stands before it there."""
    before = text.lines[mark.line][: mark.column]
    return starts[int(mark.line)] + len(before.encode() if before.strip(" ?") else b"")
