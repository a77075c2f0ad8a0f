"""What the fuzz tests try: mutated bases, argument lists and texts, always the same for the same seed."""

from __future__ import annotations

import json
import shlex
from random import Random
from typing import TYPE_CHECKING, Final

from attacks import ATTACKS, DATES, IDS
from conftest import TESTS
from test_start import ASKED

from genden_cli import field_types
from genden_cli.cli.app import COMMANDS
from genden_cli.output.settings import FORMATS
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEEDS: Final = [TESTS.joinpath(f"{name}.yaml").read_bytes() for name in ("facts", "sound", "hostile", "retelling")]

TOKENS: Final = [
    *(": ", "- ", "? ", "| ", ">-", "&a ", "*a", "!!int ", "<<: ", "{", "}", "[", "]", ",", "#", "%", "@", "`", "---"),
    *("...", "\n", "\n  ", "\t", "\r\n", "\r", "'", '"', '"\\e"', "\\u202e", "~", "null", "yes", "0x1f", "1e999", "-0"),
    *(".inf", "\ufeff", "\x00", "\x1b[2J", "\x85", "\u2028", "\u202e", "é", "е́", "根", "\U0001f600", "x" * 3000),
    *(DATES + IDS),
    *("supports", "contradicts", "refuted", "evidence:", "claims:", "base:", "title:", "derived_from:", "events:"),
    *("2004-02-31", "1935-13", "9999999999999", "-170000000", "https://", "http://[::1", "javascript:alert(1)"),
]
"""What steers YAML, breaks it, or means something in a base."""

TEXTS: Final = [text for kind in ATTACKS.values() for text in kind]


def _flip(data: bytes, at: int, random: Random) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _insert(data: bytes, at: int, random: Random) -> bytes:
    return data[:at] + random.choice(TOKENS).encode() + data[at:]


def _overwrite(data: bytes, at: int, random: Random) -> bytes:
    return data[:at] + random.choice(TOKENS).encode() + data[at + random.randrange(12) :]


def _delete(data: bytes, at: int, random: Random) -> bytes:
    return data[:at] + data[at + random.choice((1, 1, 2, 10, 200)) :]


def _cut(data: bytes, at: int, random: Random) -> bytes:
    del random
    return data[:at]


def _move_line(data: bytes, at: int, random: Random) -> bytes:
    del at
    lines = data.split(b"\n")
    lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
    return b"\n".join(lines)


def _repeat_line(data: bytes, at: int, random: Random) -> bytes:
    del at
    lines = data.split(b"\n")
    lines.insert(random.randrange(len(lines)), random.choice(lines))
    return b"\n".join(lines)


def _indent(data: bytes, at: int, random: Random) -> bytes:
    del at
    lines = data.split(b"\n")
    number = random.randrange(len(lines))
    lines[number] = random.choice((b" ", b"  ", b"    ", b"\t", b"- ")) + lines[number]
    return b"\n".join(lines)


def _change_value(data: bytes, at: int, random: Random) -> bytes:
    del at
    lines = data.split(b"\n")
    number = random.randrange(len(lines))
    key, colon, _ = lines[number].partition(b": ")
    if colon:
        lines[number] = key + b": " + json.dumps(text(random)).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _change_word(data: bytes, at: int, random: Random) -> bytes:
    """Change a word into another of the base, so that the result is often a valid base."""
    words = data.split(b" ")
    del at
    words[random.randrange(len(words))] = random.choice(words)
    return b" ".join(words)


def _splice(data: bytes, at: int, random: Random) -> bytes:
    other = random.choice(SEEDS)
    return data[:at] + other[random.randrange(len(other)) :]


MUTATIONS: Final[tuple[Callable[[bytes, int, Random], bytes], ...]] = (
    _flip,
    _insert,
    _overwrite,
    _delete,
    _cut,
    _move_line,
    _repeat_line,
    _indent,
    _change_value,
    _change_value,
    _change_word,
    _splice,
)


def bases(count: int, *, seed: int) -> Iterator[bytes]:
    """Yield so many mutated bases; each has one to four mutations."""
    random = Random(seed)  # noqa: S311 -- the same bases in each run
    for _ in range(count):
        data = random.choice(SEEDS)
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            data = random.choice(MUTATIONS)(data or b" ", random.randrange(len(data or b" ")), random)
        yield data


def text(random: Random) -> str:
    """Return a text: an attack, a part of one, two in one, or any characters."""
    kind = random.randrange(5)
    if kind == 0:
        return random.choice(TEXTS)[:200]
    if kind == 1:
        return "".join(random.choice(TEXTS)[:40] for _ in range(2))
    if kind == 2:
        one = random.choice(TEXTS)
        at = random.randrange(len(one) + 1)
        return one[at : at + 60]
    alphabet = _PLANES if kind == 3 else "abc é根ж\"'<>&|*_`{}[]()\\/:;,.!?=+-@#$%^~0123 "
    if kind == 3:
        return "".join(chr(random.randint(*random.choice(_PLANES))) for _ in range(random.randrange(1, 30)))
    return "".join(random.choice(alphabet) for _ in range(random.randrange(1, 40)))


_PLANES: Final = (
    (0x20, 0x7E),
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x5FF),
    (0x600, 0x6FF),
    (0x900, 0xE7F),
    (0x1100, 0x11FF),
    (0x2000, 0x206F),
    (0x3000, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xE000, 0xFFFF),
    (0x10000, 0x1FFFF),
    (0xE0000, 0xE01EF),
)


def values(count: int, *, seed: int) -> list[str]:
    """Return so many texts that a base may hold on one line; what no base may hold is left out."""
    random = Random(seed)  # noqa: S311 -- the same texts in each run
    found: list[str] = []
    while len(found) < count:
        value = " ".join(text(random).split())
        shown = sanitize(value)
        if value and (shown == value or _only_shown(value)) and len(value.split()) <= field_types.QUOTE_WORDS:
            found.append(value)
    return found


def _only_shown(value: str) -> bool:
    """Tell whether a base may hold each character: it refuses controls, line ends and noncharacters."""
    return not any(
        0x7F <= (n := ord(c)) <= 0x9F or n in (0x2028, 0x2029) or 0xFDD0 <= n <= 0xFDEF or n & 0xFFFE == 0xFFFE
        or 0xD800 <= n <= 0xDFFF or n < 0x20
        for c in value
    )  # fmt: skip


_OPTIONS: Final = [
    *sorted({word for ways in ASKED.values() for way in ways for word in shlex.split(way) if word.startswith("--")}),
    *("--help", "--ascii", "--color", "--format", "--base", "--version", "-h", "-b", "--show-completion", "--"),
]
_WORDS: Final = sorted(
    {word for ways in ASKED.values() for way in ways for word in shlex.split(way) if not word.startswith("-")}
)
_CALLS: Final = [f"{command} {way}" for command, ways in ASKED.items() for way in ways]


def argument_lists(count: int, *, seed: int) -> Iterator[list[str]]:
    """Yield so many argument lists: calls that mean something with words added, changed, doubled, moved or left out.

    None opens a browser, watches files, or installs completion.
    """
    random = Random(seed)  # noqa: S311 -- the same lists in each run
    for _ in range(count):
        words = shlex.split(random.choice(_CALLS))
        for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
            words = _changed_words(words, random)
        if random.randrange(3) == 0:
            words += ["--format", random.choice(FORMATS)]
        if "open" in words:
            words.append("--print")
        yield [word.replace("\0", "") for word in words]


def _changed_words(words: list[str], random: Random) -> list[str]:
    at = random.randrange(len(words) + 1)
    before, after = words[:at], words[at:]
    changed: tuple[Callable[[], list[str]], ...] = (
        lambda: [*before, *after[1:]],
        lambda: [*before, random.choice(_OPTIONS), *after],
        lambda: [*before, random.choice(_OPTIONS), _word(random), *after],
        lambda: [*before, _word(random), *after[1:]],
        lambda: [*before, *after[:1], *after],
        lambda: [random.choice((*COMMANDS, _word(random))), *words[1:]],
        lambda: sorted(words, key=lambda _: random.random()),
    )
    return random.choice(changed)()


def _word(random: Random) -> str:
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(_WORDS)
    if kind == 1:
        return text(random)
    if kind == 2:
        return random.choice((*DATES, *IDS, "0", "-1", "999999999999", "1e3", "", " ", "..", "/", "~", "*", "-", "--"))
    word = random.choice(_WORDS)
    return word[: random.randrange(len(word) + 1)] + random.choice("x-é'\":*~(") + word[random.randrange(len(word)) :]
