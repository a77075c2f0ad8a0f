"""Numbers, years, months and days in a text, in digits or in words.

`quantity_tokens` splits a text into words and numbers. ``eighteen thousand`` and ``18,000`` give the same number,
``26 November`` and ``November 26th`` the same day and month.
"""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class TokenKind(StrEnum):
    """Kinds of tokens. A ``number`` may be a quantity or the day of a month."""

    WORD = "word"
    NUMBER = "number"
    YEAR = "year"
    MONTH = "month"


class Token(NamedTuple):
    """A word or number of a text with its offsets. ``text`` is as written, or the value in digits."""

    text: str
    start: int
    end: int
    kind: TokenKind = TokenKind.WORD


_TOKEN: Final = re.compile(
    r"(?P<iso>[0-9]{4})-(?P<month>[01][0-9])(?:-(?P<day>[0-3][0-9]))?(?![0-9])"
    r"|(?P<since>[0-9]{4})[-–/](?P<until>[0-9]{2})(?![0-9])"
    r"|(?P<decade>[0-9]{3}0)['’]?s\b"
    r"|(?P<grouped>[0-9]{1,3}(?:[,’\u00a0\u202f][0-9]{3})+)(?![0-9])"
    r"|(?P<digits>[0-9]+)(?:st|nd|rd|th)?(?P<chinese>月)?"
    r"|(?P<word>[^\W\d_]+)"
)
_YEARS: Final = range(1000, 2101)
_MONTHS: Final = Frozen(
    {
        name: str(number)
        for number, names in enumerate(
            (
                "january jan января январь januar",
                "february feb февраля февраль februar",
                "march mar марта март märz",
                "april apr апреля апрель",
                "may мая май mai",
                "june jun июня июнь juni",
                "july jul июля июль juli",
                "august aug августа август",
                "september sep sept сентября сентябрь",
                "october oct октября октябрь oktober",
                "november nov ноября ноябрь",
                "december dec декабря декабрь dezember",
            ),
            1,
        )
        for name in names.split()
    }
)
_ALSO_WORDS: Final = frozenset("may march mar jan august mai".split())
"""Names of months that are other words too. They count with a capital letter only."""

_UNITS: Final = Frozen(
    {
        word: value
        for value, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen".split()
        )
    }
    | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
)
_MAX_NUMBER_WORDS: Final = 8
"""The greatest number of words that make one number."""
_SCALES: Final = Frozen({"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12})


def quantity_tokens(text: str) -> list[Token]:
    """Return the words and numbers of a text, in order."""
    return list(_joined([token for found in _TOKEN.finditer(text) for token in _tokens(found)]))


def month_name(number: str) -> str:
    """Return the English name of a month."""
    return next((name for name, value in _MONTHS.items() if value == number), number)


def _tokens(found: re.Match[str]) -> Iterator[Token]:
    start, end = found.span()
    if found["iso"]:
        yield Token(found["iso"], start, end, TokenKind.YEAR)
        yield Token(str(int(found["month"])), start, end, TokenKind.MONTH)
        if found["day"]:
            yield Token(str(int(found["day"])), start, end, TokenKind.NUMBER)
    elif found["since"]:
        yield Token(found["since"], start, end, TokenKind.YEAR)
        yield Token(found["since"][:2] + found["until"], start, end, TokenKind.YEAR)
    elif found["decade"]:
        yield Token(found["decade"] + "s", start, end)
    elif digits := found["grouped"] or found["digits"]:
        value = int(re.sub(r"\D", "", digits)[:18])
        is_year = found["digits"] and len(digits) == len("1935") and value in _YEARS
        kind = TokenKind.MONTH if found["chinese"] else TokenKind.YEAR if is_year else TokenKind.NUMBER
        yield Token(str(value), start, end, kind)
    else:
        yield _word(found["word"], start, end)


def _word(word: str, start: int, end: int) -> Token:
    small = word.lower()
    if small in _MONTHS and (small not in _ALSO_WORDS or word[0].isupper()):
        return Token(_MONTHS[small], start, end, TokenKind.MONTH)
    return Token(word, start, end)


def _joined(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, with the words of a number as one token."""
    at = 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and _is_part_of_number(tokens[last : last + 2], begins=last == at):
            last += 1
            apart = last < len(tokens) and tokens[last].start > tokens[last - 1].end + 1
            if apart or last - at == _MAX_NUMBER_WORDS:
                break
        value = _value(tokens[at:last])
        if value is None:
            yield tokens[at]
            at += 1
        else:
            kind = TokenKind.NUMBER
            yield Token(str(value), tokens[at].start, tokens[last - 1].end, kind)
            at = last


def _is_part_of_number(tokens: Sequence[Token], *, begins: bool) -> bool:
    """Tell whether the first of two tokens belongs to a number in words. Digits do before ``thousand`` and its like."""
    if tokens[0].kind is TokenKind.NUMBER:
        return begins and tokens[-1].text.lower() in _SCALES
    word = tokens[0].text.lower()
    return tokens[0].kind is TokenKind.WORD and (word in _UNITS or word in _SCALES)


def _value(tokens: Sequence[Token]) -> int | None:
    """Return the number that some words spell, or None. A single ``one`` is a pronoun more often than a number."""
    words = [token.text.lower() for token in tokens]
    if not words or words == ["one"] or (len(words) == 1 and words[0] not in _UNITS and words[0] != "dozen"):
        return None
    total = part = 0
    for word in words:
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                total, part = total + part, 0
        else:
            part += int(word) if word.isdigit() else _UNITS[word]
    return total + part
