"""Every code is explained, and its examples do what they say."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sound import SOUND, found

import genden_cli
from genden_cli.diagnostics.explain import Explanation, explain, explanations

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

PACKAGE = Path(genden_cli.__file__).parent


def test_every_code_of_the_program_is_explained_once() -> None:
    used = {code for file in PACKAGE.rglob("*.py") for code in re.findall(r'"([EW]\d{3})"', file.read_text("utf-8"))}
    headings = re.findall(r"^## (\w+)", (PACKAGE / "diagnostics" / "explanations.md").read_text("utf-8"), re.MULTILINE)
    assert headings == sorted(used)
    assert list(explanations()) == headings


@pytest.mark.parametrize("entry", explanations().values(), ids=explanations())
def test_wrong_example_gives_this_code_and_no_other(entry: Explanation) -> None:
    assert [each.code for each in found(_file(entry, entry.wrong))] == [entry.code]


@pytest.mark.parametrize("entry", explanations().values(), ids=explanations())
def test_right_example_is_right(entry: Explanation) -> None:
    assert found(_file(entry, entry.right)) == []


def test_explanation_as_printed(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = genden("check", "--explain", "e014")
    assert (ran.code, ran.err) == (0, "")
    golden("check-explain.txt", ran.out)


def test_explanation_of_no_code_lists_what_there_is(genden: Callable[..., Ran]) -> None:
    ran = genden("check", "--explain", "E099")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("genden: unknown code E099\nuse one of E001, E002,")
    assert genden("check", "--explain", "x").err.startswith("genden: unknown code x\nuse one of E001, ")


def test_explanations_end_lines_without_spaces() -> None:
    assert [line for code in explanations() for line in explain(code) if line != line.rstrip()] == []


def _file(entry: Explanation, example: str) -> str:
    """Return the sound base with an example in the place of the right one, or the example where it is a whole file."""
    for lead in (" " * depth for depth in range(0, 12, 2)):
        for first in (lead, f"{lead[2:]}- "):
            right, wanted = (f"\n{first}{textwrap.indent(text, lead)[len(lead) :]}" for text in (entry.right, example))
            if f"\n{SOUND}".count(right) == 1:
                return f"\n{SOUND}".replace(right, wanted).removeprefix("\n")
    assert entry.right.startswith("base:")
    return example
