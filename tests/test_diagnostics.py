"""How mistakes look: place, line, caret, remedy; never wider than a screen, never a control character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.diagnostics.report import MOST, frame, report
from genden_cli.errors import BadBase, Problem, Span
from genden_cli.load import load
from genden_cli.parsing.problems import MAX_PROBLEMS
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable

THREE = """\
base:
  title: The lamp
  examines: [pamflet]

sources:
  pamphlet:
    titel: The Night Without a Lamp
    reliability: D

events:
  dark-night:
    title: The lamp goes out
    date: 31 December 1788
"""

SHOWN = {
    "three errors": THREE,
    "in lines with CR LF behind a byte order mark": "\ufeff" + THREE.replace("\n", "\r\n"),
    "behind wide characters": "base: {title: 日本語の歴史, by: [x]}\n",
    "behind combining characters": "base: {title: e\u0301a\u0308हिन्दी, by: [x]}\n",
    "under wide characters": "base: {title: T, examines: [日本語]}\nsources: {}\n",
    "behind an emoji": "base: {title: 👩\u200d🚀, by: [x]}\n",
    "behind a tab": "base: {title: T,\tby: [x]}\n",
    "behind characters that hide or steer": "base: {title: a\u202eb\u3164c, by: [x]}\n",
    "over several lines": "base:\n  title: T\n  by:\n    x: 1\n    y: 2\n",
    "in a folded text": "base:\n  title: |  \n    one\n    two\n  by: x\n",
    "of an empty value": "base:\n  title:\n  by: x\n",
    "at the end of the file": "base:\n  title: T\n  about: 'never closed\n",
    "in an empty file": "",
    "at a control character": "base: {title: \x1b[31mT}\n",
    "at a line end that is none": "base: {title: T} # a\u2028b\n",
    "at a lone carriage return": "base: {title: T}\rsources: {}\n",
    "at a byte that is no text": b"base: {title: \xe9t\xe9}\n",
    "with a character that steers in the message": 'base: {title: T, language: "e\\u202en"}\n',
    "in a long line": f"base: {{title: {'lamp ' * 40}, by: [x], about: {'night ' * 40}}}\n",
    "in a long line of wide characters": f"base: {{title: {'日' * 60}, by: [x], about: {'本' * 60}}}\n",
    "at the end of a long line": f"base: {{title: {'lamp ' * 40}, by: [x]}}\n",
    "at the begin of a long line": f"bsae: {{title: {'lamp ' * 40}}}\n",
    "longer than a line can show": f"base: {{title: T, language: {'x' * 200}}}\n",
    "on line 12": "\n" * 11 + "bsae: {title: T}\n",
}


def shown(data: bytes, path: str = "facts.yaml") -> list[str]:
    """Return the lines that show the mistakes of a base."""
    with pytest.raises(BadBase) as raised:
        load(data, path)
    return list(report(raised.value))


def test_mistakes_look_like_this(golden: Callable[[str, str], None]):
    parts = []
    for name, text in SHOWN.items():
        data = text if isinstance(text, bytes) else text.encode()
        parts += [f"=== {name}", *shown(data), ""]
    golden("mistakes.txt", "\n".join(parts))


def test_so_many_mistakes_are_shown_and_the_rest_is_counted():
    items = ", ".join("{}" for _ in range(MOST + 3))
    lines = shown(f"base: {{title: T}}\npeople: {{p: {{name: P, names: [{items}]}}}}\n".encode())
    assert sum("error[" in line for line in lines) == MOST
    assert lines[-2:] == ["… and 3 more", f"facts.yaml: {MOST + 3} errors"]


def test_it_says_where_reading_stopped():
    items = ", ".join("{}" for _ in range(MAX_PROBLEMS))
    lines = shown(f"base: {{title: T}}\npeople: {{p: {{name: P, names: [{items}]}}}}\n".encode())
    assert lines[-2:] == [
        f"… and {MAX_PROBLEMS - MOST} more",
        f"facts.yaml: {MAX_PROBLEMS} errors; reading stopped there",
    ]


def test_name_of_the_file_is_inert():
    lines = shown(b"", "a\x1b[31m\nb\udcff.yaml")
    assert lines[0].startswith("a\\x1b[31m b\\u{dcff}.yaml:1:1: error[E008]")
    assert lines[-1] == "a\\x1b[31m b\\u{dcff}.yaml: 1 error"


def test_mistake_without_remedy_has_no_line_for_it():
    problem = Problem(Span(1, 1, 1, 5), "E999", "no such thing")
    assert list(frame("f", problem, ["base"])) == ["f:1:1: error[E999] no such thing", " 1 | base", "   | ^^^^"]


def test_mistake_behind_the_last_line_is_told_without_one():
    problem = Problem(Span(2, 1, 2, 1), "E999", "something is missing", "add it")
    assert list(frame("f", problem, ["base"])) == ["f:2:1: error[E999] something is missing", "    add it"]


LINES = st.text(st.characters() | st.sampled_from([*"ab 日\t\x1b\u0301\u202e\u200d"]), max_size=300)


@given(LINES, st.integers(1, 400), st.integers(0, 400), st.booleans())
def test_no_line_is_wider_than_a_screen_and_the_caret_stands_under_the_place(
    line: str,
    column: int,
    length: int,
    several: bool,  # noqa: FBT001 -- drawn, not passed
):
    line = "x" + line.replace("\n", " ").rstrip("\r")
    span = Span(1, column, 1 + several, column + length)
    _, source, under = frame("f", Problem(span, "E999", "m"), [line])
    assert under.startswith("   | ")
    assert "^" in under
    assert source == sanitize_line(source)
    cells = 5 + 80 + 2  # margin, room, an ellipsis on either side
    assert len(under) <= cells
    assert len(source) <= 5 + 4 * 80 + 2


def test_time_for_a_line_does_not_grow_with_its_length():
    line = "x" * 5_000_000
    place = 4_000_000
    _, source, under = frame("f", Problem(Span(1, place, 1, place + 3), "E999", "m"), [line])
    assert source == f" 1 | …{'x' * 80}…"
    assert under == f"   | {' ' * 41}^^^"


def test_marks_on_one_letter_are_cut():
    _, source, under = frame("f", Problem(Span(1, 1, 1, 2), "E999", "m"), ["a" + "\u0301" * 10_000])
    assert source == " 1 | a" + "\u0301" * 319 + "…"
    assert under == "   | ^"
