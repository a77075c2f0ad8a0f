"""What a YAML parser says of a text that is no YAML, in our words, and the place that a person has to look at."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from genden_cli.errors import Problem, Span

DEPTH: Final = 64
"""How deep a fact base may nest; ours need nine levels."""
TOO_DEEP: Final = (
    "E005",
    f"nested more than {DEPTH} levels deep",
    "put brackets and braces that belong to a text in quotes",
)
"""What is said of a deeper one: code, message and remedy."""


class _Saying(NamedTuple):
    """How a saying of the parser is told: where it fits, as what, with which remedy."""

    parsers: str
    """What libyaml or the pure parser says, context and problem."""
    line: str
    """What the line holds, with a NUL at the place that the parser complains about."""
    message: str
    remedy: str
    opening: bool = False
    """The mistake is where the parser began, if that is on another line, not where it gave up."""


def syntax_problem(error: Exception, data: bytes, fallback: Any) -> Problem:
    """Return the mistake behind an error of the parser; ``fallback`` is the mark for an error that has none."""
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    mark = getattr(error, "problem_mark", None) or fallback
    said = f"{context}: {problem or error}"
    line = _marked(data, mark.line, mark.column)
    saying = next(each for each in _SAYINGS if re.search(each.parsers, said) and re.search(each.line, line))
    began = getattr(error, "context_mark", None)
    if saying.opening and began and began.line != mark.line:
        mark = began
    span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    if problem == "exceeded maximum nesting depth":  # libyaml since 0.2.6, which looks ahead further than we read
        return Problem(span, *TOO_DEEP)
    return Problem(span, "E003", saying.message, saying.remedy)


def runaway_quote(problem: Problem, data: bytes, style: str | None, start: Any, end: Any) -> Problem | None:
    """Return the mistake behind one that follows a text in quotes, if that text swallowed keys: it was not closed.

    ``style`` is the quote that the text before the mistake begins with, if one does.
    """
    if style not in ("'", '"') or not start.line < end.line == problem.span.line - 1:
        return None
    lines = data.decode("utf-8-sig").split("\n")[start.line + 1 : end.line + 1]
    if not any(_KEY.match(line) for line in lines):
        return None
    span = Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Problem(span, "E003", f"a quote that is not closed before line {end.line + 1}", _CLOSE)


def _marked(data: bytes, number: int, column: int) -> str:
    """Return line ``number`` of the file, from 0, with a NUL before the character at ``column``."""
    start = 0
    for _ in range(number):
        start = data.find(b"\n", start) + 1
    end = data.find(b"\n", start)
    line = data[start : end if end >= 0 else len(data)].decode("utf-8-sig")
    return f"{line[:column]}\0{line[column:]}"


_ANY: Final = ""
_TAB: Final = ("a tab where only spaces may stand", "use spaces")
_COLON: Final = "mapping values are not allowed"
_NEXT: Final = r"expected (key|'-' indicator|<block end>)"
_START: Final = "put it in quotes"
_CLOSE: Final = "close it; a quote inside a text wants the other kind of quotes around it"
_KEY: Final = re.compile(r"\s*(?:- )?[\w-]+:(?:\s|$)")

# The first that fits is taken.
_SAYINGS: Final = (
    _Saying(_COLON, r":\s.*\0", "a colon inside a text", "put the text in quotes"),
    _Saying(
        _COLON,
        _ANY,
        "a colon that makes no key here",
        "indent the key like its neighbours, or put the text in quotes",
    ),
    _Saying(
        "could not find expected ':'",
        _ANY,
        "a line without a colon",
        "write 'key: value'; or indent it, if it goes on with the text above",
        opening=True,
    ),
    _Saying(
        _NEXT,
        r"\S.*\0",
        "something follows the end of the value",
        "put the whole value in single quotes, and double each ' inside",
    ),
    _Saying(
        f"block collection.*{_NEXT}",
        _ANY,
        "this line does not fit the list above it",
        "indent it like the other items",
    ),
    _Saying(
        _NEXT,
        r"^\s*\0- ",
        "this item belongs to no list above it",
        "indent it like the other items, or write '- ' before the first of them too",
    ),
    _Saying(
        _NEXT,
        _ANY,
        "this line does not fit the map above it",
        "indent it like the other keys, and look for an open quote or a # before it",
    ),
    _Saying(
        r"expected ',' or '\]'",
        _ANY,
        "a list without its ']'",
        "close it, and put items that hold : , [ ] { } in quotes",
        opening=True,
    ),
    _Saying(
        r"expected ',' or '\}'",
        _ANY,
        "a map without its '}'",
        "close it, and put values that hold : , [ ] { } in quotes",
        opening=True,
    ),
    _Saying(
        "unexpected (end of stream|document)",
        _ANY,
        "a quote that is never closed",
        _CLOSE,
        opening=True,
    ),
    _Saying("cannot start any token", r"\0\t", *_TAB),
    _Saying("found a tab character", _ANY, *_TAB),
    _Saying("cannot start any token", _ANY, "a text cannot start with this character", _START),
    _Saying(
        r"unknown escape|hexa?decimal number|Unicode character escape|chr\(\)|too large to convert",
        _ANY,
        "an unknown escape in double quotes",
        "double the backslash, or use single quotes",
    ),
    _Saying(
        "sequence entries are not allowed",
        _ANY,
        "a list cannot start here",
        "write '- ' on a line of its own below the key, or put the text in quotes",
    ),
    _Saying("mapping keys are not allowed", _ANY, "a text cannot start with '? '", _START),
    _Saying("alphabetic or numeric character", _ANY, "a text cannot start with '&' or '*'", _START),
    _Saying(
        "block scalar",
        _ANY,
        "something follows '|' or '>'",
        "begin the text on the next line, or put it in quotes",
    ),
    _Saying("irective|incompatible YAML|duplicate tag", _ANY, "a line cannot start with '%'", "remove it"),
    _Saying("(parsing|scanning) a tag|tag handle", _ANY, "a text cannot start with '!'", _START),
    _Saying(
        "document start",
        _ANY,
        "something follows the end of the fact base",
        "remove what ends it above: '...' or the braces around it",
    ),
    _Saying("node content", _ANY, "a bracket or comma where a value belongs", "remove it, or put the text in quotes"),
    _Saying(_ANY, _ANY, "this is not YAML", "put texts with punctuation in quotes"),
)
