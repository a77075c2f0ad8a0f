"""Turns the errors of a YAML parser into our messages, at the position that a person should look at."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.diagnostics.registry import problem
from genden_cli.field_types import TextType
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.problems import TOO_DEEP
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.parsing.following import Conflict
    from genden_cli.source.base_text import BaseText


class _Saying(NamedTuple):
    """Maps one error of libyaml or PyYAML to our message and remedy."""

    parsers: str
    """Regex on the parser's text: its context and problem."""
    line: str
    """Regex on the source line, in which a NUL marks the column of the error."""
    message: str
    remedy: str
    opening: bool = False
    """True if the error belongs where the construct starts, when that is on an earlier line."""


def syntax_problem(error: Exception, text: BaseText, fallback: Any) -> Problem:
    """Return our problem for a parser error; ``fallback`` is the mark to use if the error has none."""
    context, reason = getattr(error, "context", None), getattr(error, "problem", None)
    mark = getattr(error, "problem_mark", None) or fallback
    parsers = f"{context}: {reason or error}"
    line = _marked(text.data, mark.line, mark.column)
    saying = next(each for each in _SAYINGS if re.search(each.parsers, parsers) and re.search(each.line, line))
    began = getattr(error, "context_mark", None)
    if saying.opening and began and began.line != mark.line:
        mark = began
    span = _character(text.path, mark)
    if reason == "exceeded maximum nesting depth":  # libyaml since 0.2.6, which looks ahead further than we read
        return problem(span, *TOO_DEEP)  # pragma: no cover -- the libyaml that PyYAML ships is older
    fix = _in_quotes(text, mark.line) if saying.message == _COLON_INSIDE else None
    return problem(span, "E003", saying.message, saying.remedy, fix=fix)


def _in_quotes(text: BaseText, number: int) -> Fix | None:
    """Return the fix that puts the text of a line in quotes; None if the line may hold two keys, or a text goes on."""
    line, *below = text.lines[number : number + 2]
    found = _SENTENCE.fullmatch(line.rstrip())
    if not found or found["key"] not in _keys(only_texts=True):
        return None
    if not _keys().isdisjoint(_WORD_AND_COLON.findall(found["text"])):
        return None
    if any(each.strip() and len(each) - len(each.lstrip()) > found.start("key") for each in below):
        return None
    start, end = found.span("text")
    return Fix(Span(text.path, number + 1, start + 1, number + 1, end + 1), json_text(found["text"]))


@cache
def _keys(*, only_texts: bool = False) -> frozenset[str]:
    """Return all keys of a fact base, or those whose values are texts."""
    fields = (each for form in schema.RECORDS for each in form.fields)
    return frozenset(each.key for each in fields if not only_texts or isinstance(each.type, TextType))


_SENTENCE: Final = re.compile(r"\s*(?:- )?(?P<key>\w+):\s+(?P<text>[^\s\"'\[\]{}|>#&*!%@`?-](?:(?! #).)*)")
"""A key with a text that is neither in quotes nor before a comment."""

_WORD_AND_COLON: Final = re.compile(r"(\w+)\s*:(?=\s|$)")


def conflict_problems(path: str, found: Iterable[Conflict]) -> Iterator[Problem]:
    """Yield the problem of each merge conflict in a file."""
    remedy = "keep what is right of the two sides, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    for first, last in found:
        message = f"unresolved merge conflict, up to line {last}"
        yield problem(Span(path, first, 1, first, 8), "E003", message, remedy)


def runaway_quote(after: Span, text: BaseText, style: str | None, start: Any, end: Any) -> Problem | None:
    """Return a problem for an unclosed quote that ran over the following keys, or None.

    ``after`` is the position of the error found after it. ``style`` is the opening quote of the last text, or None.
    ``start`` and ``end`` are the marks of that text.
    """
    if style not in ("'", '"') or not start.line < end.line == after.line - 1:
        return None
    if not any(_KEY.match(line) for line in text.lines[start.line + 1 : end.line + 1]):
        return None
    message = f"quote is not closed before line {end.line + 1}"
    return problem(_character(text.path, start), "E003", message, _CLOSE)


def _character(path: str, mark: Any) -> Span:
    return Span(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _marked(data: bytes, number: int, column: int) -> str:
    """Return line ``number`` of the file, counted from 0, with a NUL inserted at ``column``."""
    start = 0
    for _ in range(number):
        start = data.find(b"\n", start) + 1
    end = data.find(b"\n", start)
    line = data[start : end if end >= 0 else len(data)].decode("utf-8-sig")
    return f"{line[:column]}\0{line[column:]}"


_ANY: Final = ""
_TAB: Final = ("tab where only spaces are allowed", "use spaces")
_COLON: Final = "mapping values are not allowed"
_COLON_INSIDE: Final = "colon inside an unquoted text"
_NEXT: Final = r"expected (key|'-' indicator|<block end>)"
_START: Final = "put the text in quotes"
_CLOSE: Final = "close it, or use the other kind of quotes if the text contains this one"
_KEY: Final = re.compile(r"\s*(?:- )?[\w-]+:(?:\s|$)")

# The first match wins.
_SAYINGS: Final = (
    _Saying(_COLON, r":\s.*\0", _COLON_INSIDE, "put the text in quotes"),
    _Saying(
        _COLON,
        _ANY,
        "unexpected colon",
        "indent the key like the keys around it, or put the text in quotes",
    ),
    _Saying(
        "could not find expected ':'",
        _ANY,
        "line without a colon",
        "write 'key: value', or indent the line if it continues the text above",
        opening=True,
    ),
    _Saying(
        _NEXT,
        r"\S.*\0",
        "unexpected text after the value",
        "put the whole value in single quotes and double each ' inside",
    ),
    _Saying(
        f"block collection.*{_NEXT}",
        _ANY,
        "line does not fit the list above it",
        "indent it like the other items",
    ),
    _Saying(
        _NEXT,
        r"^\s*\0- ",
        "list item does not belong to a list",
        "indent it like the other items, or start the first item with '- ' too",
    ),
    _Saying(
        _NEXT,
        _ANY,
        "line does not fit the keys above it",
        "indent it like the other keys, and check for an open quote or a # before it",
    ),
    _Saying(
        r"expected ',' or '\]'",
        _ANY,
        "list without a closing ']'",
        "close it, and put items that contain : , [ ] { } in quotes",
        opening=True,
    ),
    _Saying(
        r"expected ',' or '\}'",
        _ANY,
        "braces without a closing '}'",
        "close it, and put values that contain : , [ ] { } in quotes",
        opening=True,
    ),
    _Saying(
        "unexpected (end of stream|document)",
        _ANY,
        "quote is never closed",
        _CLOSE,
        opening=True,
    ),
    _Saying("cannot start any token", r"\0\t", *_TAB),
    _Saying("found a tab character", _ANY, *_TAB),
    _Saying("cannot start any token", _ANY, "text cannot start with this character", _START),
    _Saying(
        "Unicode character escape",
        r"\\u\0?[dD][89a-fA-F]",
        "half of a surrogate pair in double quotes",
        "write the character itself",
    ),
    _Saying(
        r"unknown escape|hexa?decimal number|Unicode character escape|chr\(\)|too large to convert",
        _ANY,
        "unknown escape in double quotes",
        "double the backslash, or use single quotes",
    ),
    _Saying(
        "sequence entries are not allowed",
        _ANY,
        "a list cannot start here",
        "start the list on a new line below the key, or put the text in quotes",
    ),
    _Saying("mapping keys are not allowed", _ANY, "text cannot start with '? '", _START),
    _Saying("alphabetic or numeric character", _ANY, "text cannot start with '&' or '*'", _START),
    _Saying(
        "block scalar",
        _ANY,
        "unexpected text after '|' or '>'",
        "start the text on the next line, or put it in quotes",
    ),
    _Saying("irective|incompatible YAML|duplicate tag", _ANY, "line cannot start with '%'", "remove it"),
    _Saying("(parsing|scanning) a tag|tag handle", _ANY, "text cannot start with '!'", _START),
    _Saying(
        "document start",
        _ANY,
        "unexpected text after the end of the fact base",
        "remove the '...' or the braces that end it above",
    ),
    _Saying("node content", _ANY, "bracket or comma in place of a value", "remove it, or put the text in quotes"),
    _Saying(_ANY, _ANY, "the line cannot be read", "put text with punctuation in quotes"),
)
