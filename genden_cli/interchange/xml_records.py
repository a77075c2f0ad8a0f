"""The records of an XML file, one at a time, so that no file is held as a tree. Entities are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from genden_cli.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 1 << 16
_RECORD: Final = 3
"""The depth of a record: below the root and its section."""

_DEEPEST: Final = 64


def records(data: bytes, file: str) -> Iterator[Element]:
    """Yield each element below a section of the root, without namespaces.

    Raise `Unreadable` with its line for what is not well-formed, declares an entity, or is nested beyond 64 levels.
    """
    reader = _ElementReader(file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.refuse
    reader.parser = parser
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)  # noqa: FBT003 -- the name of the parameter is not ours
            yield from reader.taken()
        parser.Parse(b"", True)  # noqa: FBT003 -- likewise
    except expat.ExpatError as error:
        what = expat.errors.messages[error.code]
        raise Unreadable(f"{file}:{error.lineno}: not XML: {what}", hints=_HINTS) from None
    yield from reader.taken()


_HINTS: Final = ("export the family tree again from its program",)


class _ElementReader:
    """The callbacks of the parser, and the records that are complete."""

    def __init__(self, file: str) -> None:
        self.parser: Any = None
        self._file = file
        self._depth = 0
        self._builder = TreeBuilder()
        self._done: list[Element] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail(f"nested beyond {_DEEPEST} levels")
        if self._depth >= _RECORD:
            self._builder.start(_bare(tag), attributes)

    def end(self, tag: str) -> None:
        if self._depth >= _RECORD:
            self._builder.end(_bare(tag))
        if self._depth == _RECORD:
            self._done.append(self._builder.close())
            self._builder = TreeBuilder()
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._depth >= _RECORD:
            self._builder.data(text)

    def refuse(self, *_: object) -> None:
        """Refuse the declaration of an entity: a short one can stand for gigabytes, or for another file."""
        self._fail("it declares an entity")

    def taken(self) -> Iterator[Element]:
        """Yield the complete records, and forget them."""
        done, self._done = self._done, []
        yield from done

    def _fail(self, what: str) -> None:
        raise Unreadable(f"{self._file}:{self.parser.CurrentLineNumber}: {what}", hints=_HINTS)


def _bare(tag: str) -> str:
    return tag.rpartition(" ")[2]
