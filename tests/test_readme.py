"""The README shows what the program prints, and names only what there is."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import yaml

from genden_cli.cli.app import COMMANDS
from genden_cli.load import load
from tests.conftest import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Ran

README = TESTS.parent / "README.md"
FACTS = TESTS.parent / "facts.yaml"
EXAMPLE = re.compile(r"^```console\n\$ (genden [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = 100


def printed(line: str, genden: Callable[..., Ran]) -> str:
    """Return what a line of the README prints at a width of 100; ``| head -n N`` keeps the first lines."""
    command, _, head = line.partition(" | head -n ")
    ran = genden(*shlex.split(command)[1:], base=FACTS, width=WIDTH)
    assert ran.err == ""
    return "".join(ran.out.splitlines(keepends=True)[: int(head or 1_000)])


def test_examples_are_what_the_program_prints(genden: Callable[..., Ran], request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    shown = EXAMPLE.sub(lambda found: f"```console\n$ {found[1]}\n{printed(found[1], genden)}```", text)
    if request.config.getoption("--update-golden"):
        README.write_text(shown, encoding="utf-8")
        text = shown
    assert len(EXAMPLE.findall(text)) >= 3
    assert text == shown


def test_the_format_example_is_a_valid_base() -> None:
    text = README.read_text(encoding="utf-8")
    example = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert [load(each.encode(), "README.md").base.title for each in example] == ["Who put out the lamp?"]


def test_every_command_is_in_the_readme_and_has_help(genden: Callable[..., Ran]) -> None:
    text = README.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(rf"genden {command}\b|`{command}`", text), command
        ran = genden(command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: genden {command} ")


def test_the_shipped_base_is_what_its_readers_expect() -> None:
    facts = load(FACTS.read_bytes(), "facts.yaml")
    assert yaml.safe_load(FACTS.read_text(encoding="utf-8"))["base"]["title"] == facts.base.title
    examined = set(facts.base.examines)
    made = [claim for claim in facts.claims if any(each.source in examined for each in claim.appears_in)]
    graded = [source for source in facts.sources if source.reliability in "AB"]
    assert len(made) >= 150
    assert len(facts.claims) - len(made) >= 80
    assert (len(facts.events) >= 60, len(facts.people) >= 22) == (True, True)
    assert (len(facts.sources) >= 90, len(graded) >= 30) == (True, True)
    assert sum(bool(claim.evidence) for claim in made) >= 0.65 * len(made)
    assert all(claim.because and claim.verdict != "unreviewed" for claim in facts.claims)
    assert not {item.source for claim in facts.claims for item in claim.evidence} & examined
