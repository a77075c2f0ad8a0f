"""How a text is read: any text, and lines that must have a form, such as an id, a web address or a quote."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, Protocol

from genden_cli import field_types, schema
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing import fixes
from genden_cli.parsing.characters import unfit
from genden_cli.parsing.node import PartialMap
from genden_cli.parsing.problems import EMPTY_VALUE, quoted
from genden_cli.text.languages import standard_tag
from genden_cli.text.sanitize import web_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.parsing.context import LoadContext
    from genden_cli.parsing.node import Node

_LONGEST = 1 << 20
_LONGEST_MENDED: Final = 200


class Reader(Protocol):
    """Reads the value of a node."""

    def read(self, node: Node, reading: LoadContext) -> Any:
        """Return the value of the node; problems go to ``reading``."""


def is_kind(node: Node, kind: type, reading: LoadContext, message: str, remedy: str) -> bool:
    """Return whether a node is of ``kind``; report it if not, unless the node already has a problem."""
    if isinstance(node.value, kind):
        return True
    if node.value is not None and not isinstance(node.value, PartialMap):
        reading.complain(node.span, "E012", message, remedy)
    return False


class TextReader(NamedTuple):
    """A text; ``lines`` allows more than one line."""

    lines: bool = False

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the text, stripped."""
        value = node.value
        if value.__class__ is str:
            text: str = value.strip()
            if text and len(text) <= _LONGEST and text.isprintable():
                return text
        return self._odd(node, reading)

    def _odd(self, node: Node, reading: LoadContext) -> str:
        """Return a text that failed the quick check, and report its problems."""
        shape = "a list" if isinstance(node.value, list) else "keys and values"
        if not is_kind(node, str, reading, f"expected text, found {shape}", "put it in quotes if it is text"):
            return ""
        text: str = node.value.strip()
        if not text:
            reading.complain(node.span, "E013", EMPTY_VALUE, "fill it in, or remove the key")
        elif len(text) > _LONGEST:
            reading.complain(node.span, "E023", "text longer than a million characters", "shorten it")
        else:
            self._check_characters(text, node, reading)
        return text

    def _check_characters(self, text: str, node: Node, reading: LoadContext) -> None:
        said = unfit(text)
        for each in said:
            reading.complain(node.span, "E002", *each)
        if not said and "\n" in text and not self.lines:
            remedy = "write it on one line, or start it with '>-' and leave no empty lines"
            reading.complain(node.span, "E023", "line break in a one-line value", remedy)


Line: Final = TextReader()
Prose: Final = TextReader(lines=True)


class PatternReader(NamedTuple):
    """A line of text that must match a form."""

    accepts: Callable[[str], object]
    code: str
    message: str
    remedy: str
    mended: Callable[[str], str] = str
    fixable: bool = False
    """Whether the mended text can replace the text without a change elsewhere in the file."""

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the text."""
        text = Line.read(node, reading)
        if text and not self.accepts(text):
            message = self.message.format(text=quoted(text), words=quoted_words(text))
            mended = self.mended(text) if len(text) <= _LONGEST_MENDED else text
            good = bool(self.accepts(mended))
            remedy = f"write {mended}" if good else self.remedy
            fix = fixes.replacement(node.span, mended) if good and self.fixable else None
            reading.complain(node.span, self.code, message, remedy, fix=fix)
        return text


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _address(text: str) -> str:
    bare = re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?", text)
    return f"https://{text}" if bare else text.replace(" ", "%20")


def quoted_words(text: str) -> int:
    """Return the number of words of a quote. Text in brackets does not count: an omission, or words of the curator."""
    return len((_BRACKETS.sub("", text) if "[" in text else text).split())


_BRACKETS: Final = re.compile(r"\[[^\[\]\n]*\]")

Quote: Final = PatternReader(
    lambda text: quoted_words(text) <= field_types.QUOTE_WORDS,
    "E018",
    "quote of {words} words is too long",
    f"quote at most {field_types.QUOTE_WORDS} words and put the rest in a note",
)


def _is_address(text: str) -> bool:
    """Tell whether a text is a web address that can be opened."""
    return bool(_URL.fullmatch(text)) and (text.isascii() or web_link(text) is not None)


_URL: Final = re.compile(schema.URL.pattern)

Url: Final = PatternReader(
    _is_address,
    "E019",
    "{text} is not a web address",
    "write https://… with %20 for each space",
    _address,
    fixable=True,
)
Language: Final = PatternReader(
    re.compile(schema.LANGUAGE.pattern).fullmatch,
    "E020",
    "{text} is not a language tag",
    "use a BCP 47 tag such as en, de-AT or zh-Hant",
    standard_tag,
    fixable=True,
)
Coordinates: Final = PatternReader(
    re.compile(schema.COORDINATES.pattern).fullmatch,
    "E027",
    "{text} are no coordinates",
    "write latitude and longitude in degrees, such as 54.32, 10.14",
    lambda text: ", ".join(re.findall(r"-?[0-9]+(?:\.[0-9]+)?", text)),
)
Key: Final = PatternReader(
    re.compile(schema.KEY.pattern).fullmatch,
    "E015",
    "{text} is not a valid key",
    "use small letters, digits, - and _, at most 32, starting with a letter",
    _slug,
)
Path: Final = PatternReader(
    re.compile(schema.PATH.pattern).fullmatch,
    "E025",
    "{text} is no file in the folder of the base",
    "write a path below that folder with /, as in copies/name.txt",
    lambda text: text.replace("\\", "/").removeprefix("./"),
    fixable=True,
)
Sha256: Final = PatternReader(
    re.compile(schema.SHA256.pattern).fullmatch,
    "E026",
    "{text} is not a SHA-256 hash",
    "write its 64 digits 0-9 and a-f; genden keep writes them",
    str.lower,
    fixable=True,
)
Id: Final = PatternReader(
    re.compile(schema.ID.pattern).fullmatch,
    "E015",
    "{text} is not a valid id",
    "use small letters a-z, digits and '-', at most 64, not starting with '-'",
    _slug,
)
