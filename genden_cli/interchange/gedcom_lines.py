"""The lines of GEDCOM 5.5.1 and 7: decoded, read by their grammar, and put together to records.

A line has a level, perhaps an identifier between @, a tag, and perhaps a value. Lines of a deeper level belong to the
line above. That is all of the grammar, so this needs no library; the libraries for GEDCOM read one of the two versions,
and name no line in their errors.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable, WrongUsage

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

_LINE: Final = re.compile(r"\s*([0-9]{1,2}) +(?:@([^@ ][^@]*)@ +)?([A-Za-z0-9_]+)(?: (.*))?", re.DOTALL)
_POINTER: Final = re.compile(r"@([^@#]+)@")
_SHOWN: Final = 40
_HINTS: Final = ("a line has a level, a tag and a value, as in: 1 NAME Ana /Brandt/",)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET: Final = re.compile(rb"[\r\n]\s*1 CHAR +(\w+)")


class GedcomLine:
    """A line with the lines below it. A reader takes each line that has a place; `leave` counts the others.

    ``path`` has the tags from the record to the line: ``INDI.BIRT.DATE``.
    """

    __slots__ = ("below", "is_taken", "key", "number", "path", "tag", "value")

    def __init__(self, number: int, key: str, tag: str, value: str) -> None:
        self.number = number
        self.key = key
        self.tag = self.path = tag
        self.value = value
        self.is_taken = False
        self.below: list[GedcomLine] = []

    @property
    def pointer(self) -> str:
        """The key of the record that the value points to, "" if it points to none."""
        found = _POINTER.fullmatch(self.value.strip())
        return found[1] if found and found[1] != "VOID" else ""

    @property
    def text(self) -> str:
        """The value as a text; a doubled @ stands for one, and a pointer to nothing for no text."""
        found = self.value.strip()
        return "" if found == "@VOID@" else found.replace("@@", "@")

    def take_all(self, *tags: str) -> list[GedcomLine]:
        """Take the lines below with one of some tags."""
        found = [each for each in self.below if each.tag in tags and not each.is_taken]
        for each in found:
            each.is_taken = True
        return found

    def take(self, tag: str) -> GedcomLine | None:
        """Take the first line below with a tag."""
        found = next((each for each in self.below if each.tag == tag and not each.is_taken), None)
        if found is not None:
            found.is_taken = True
        return found

    def take_text(self, tag: str) -> str:
        """Take the first line below with a tag, and return its text."""
        found = self.take(tag)
        return found.text if found is not None else ""

    def leave(self, left_out: Counter[str]) -> None:
        """Count the lines below that nobody took, by their path. Lines below such a line are not counted too."""
        for each in self.below:
            if each.is_taken:
                each.leave(left_out)
            else:
                left_out[each.path] += 1


def records(data: bytes, file: str) -> Iterator[GedcomLine]:
    """Yield each record of level 0. Raise `Unreadable` with its number at a line that is not GEDCOM."""
    stack: list[GedcomLine] = []
    lines = re.split(r"\r\n|\n|\r", decoded(data, file))
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        level, line = _line(text, number, file)
        if number == 1 and line.tag != "HEAD":
            raise _wrong(file, number, "GEDCOM begins with the line 0 HEAD")
        if level > len(stack):
            raise _wrong(file, number, f"level {level} follows level {len(stack) - 1}")
        if level == 0 and stack:
            yield stack[0]
        del stack[level:]
        if line.tag in ("CONT", "CONC") and stack:
            stack[-1].value += ("\n" if line.tag == "CONT" else "") + line.value
            continue
        if stack:
            line.path = f"{stack[-1].path}.{line.tag}"
            stack[-1].below.append(line)
        stack.append(line)
    if not stack:
        raise Unreadable(f"{file}: no line of GEDCOM", hints=_HINTS)
    yield stack[0]


def _line(text: str, number: int, file: str) -> tuple[int, GedcomLine]:
    found = _LINE.fullmatch(text)
    if found is None:
        raise _wrong(file, number, f"not a line of GEDCOM: {text.strip()[:_SHOWN]}")
    level, key, tag, value = found.groups()
    return int(level), GedcomLine(number, (key or "").strip(), tag.upper(), value or "")


def _wrong(file: str, number: int, what: str) -> Unreadable:
    return Unreadable(f"{file}:{number}: {what}", hints=_HINTS)


def decoded(data: bytes, file: str) -> str:
    """Return the text of a file: in UTF-8 or UTF-16, else in the character set that its head names."""
    encoding = next((each for mark, each in _MARKS if data.startswith(mark)), "")
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        named = _CHARSET.search(data[: 1 << 16])
        charset = named[1].decode().upper() if named else ""
        if not encoding and charset == "ANSEL":
            return _from_ansel(data)
        if not encoding and charset in ("ANSI", "ASCII", "WINDOWS", "CP1252", "IBMPC", "IBM"):
            return data.decode("cp437" if charset.startswith("IBM") else "cp1252", errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        hints = ("convert it, as in: iconv -f WINDOWS-1252 -t UTF-8",)
        raise Unreadable(f"{file}:{line}: not UTF-8", hints=hints) from None


def _from_ansel(data: bytes) -> str:
    """Return a text in ANSEL, the old character set of GEDCOM."""
    try:
        import ansel  # noqa: PLC0415 -- an extra, only for old files
    except ImportError:
        hints = ("pip install 'genden-cli[import]'",)
        raise WrongUsage("a file in ANSEL needs the package ansel", hints=hints) from None
    ansel.register()
    return unicodedata.normalize("NFC", data.decode("gedcom", errors="replace"))
