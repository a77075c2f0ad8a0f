"""Every code is explained, and its examples do what they say."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sound import SOUND, found

import genden_cli
from genden_cli.diagnostics.explain import explain
from genden_cli.diagnostics.registry import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    from genden_cli.diagnostics.problem import Rule

PACKAGE = Path(genden_cli.__file__).parent


def test_every_code_of_the_program_is_explained_once() -> None:
    used = {code for file in PACKAGE.rglob("*.py") for code in re.findall(r'"([EW]\d{3})"', file.read_text("utf-8"))}
    headings = re.findall(r"^## (\w+)", (PACKAGE / "diagnostics" / "explanations.md").read_text("utf-8"), re.MULTILINE)
    assert headings == sorted(used)
    assert list(registry()) == headings


SOUND_ONE = """
from genden_cli.check import check
from genden_cli.diagnostics.registry import registry
from genden_cli.load import load
from genden_cli.source.base_text import BaseText
texts = [BaseText("f", open(sys.argv[1], "rb").read())]
load(texts)
assert check(texts).problems == ()
assert registry.cache_info().currsize == 0
check([BaseText("f", b"")])
assert registry.cache_info().currsize == 1
"""


def test_sound_base_is_read_without_the_explanations() -> None:
    sound = Path(__file__).parent / "sound.yaml"
    subprocess.run([sys.executable, "-P", "-c", f"import sys{SOUND_ONE}", sound], check=True)


def test_severity_is_that_of_the_family() -> None:
    assert {(code[0], each.severity) for code, each in registry().items()} == {("E", "error"), ("W", "warning")}


@pytest.mark.parametrize("entry", registry().values(), ids=registry())
def test_wrong_example_gives_this_code_and_no_other(entry: Rule) -> None:
    assert [each.code for each in found(_file(entry, entry.explanation.wrong))] == [entry.code]


@pytest.mark.parametrize("entry", registry().values(), ids=registry())
def test_right_example_is_right(entry: Rule) -> None:
    assert found(_file(entry, entry.explanation.right)) == []


def test_explanation_as_printed(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = genden("check", "--explain", "e014")
    assert (ran.code, ran.err) == (0, "")
    golden("check-explain.txt", ran.out)


def test_explanation_of_no_code_lists_what_there_is(genden: Callable[..., Ran]) -> None:
    ran = genden("check", "--explain", "E9999")
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch("genden: unknown code E9999\ncodes are E001 to E[0-9]+ and W201 to W[0-9]+\n", ran.err)
    assert "\ndid you mean E004" in genden("check", "--explain", "E0044").err
    assert (
        genden("check", "--explain", "claim.verdcit").err
        == "genden: unknown key claim.verdcit\ndid you mean claim.verdict?\n"
    )
    assert genden("check", "--explain", "x").err.startswith("genden: unknown code x\ncodes are E001 to ")


def test_explanations_end_lines_without_spaces() -> None:
    assert [line for code in registry() for line in explain(code) if line != line.rstrip()] == []


def _file(entry: Rule, example: str) -> str:
    """Return the sound base with an example in the place of the right one, or the example where it is a whole file."""
    for lead in (" " * depth for depth in range(0, 12, 2)):
        for first in (lead, f"{lead[2:]}- "):
            right, wanted = (
                f"\n{first}{textwrap.indent(text, lead)[len(lead) :]}" for text in (entry.explanation.right, example)
            )
            if f"\n{SOUND}".count(right) == 1:
                return f"\n{SOUND}".replace(right, wanted).removeprefix("\n")
    assert entry.explanation.right.startswith("base:")
    return example
