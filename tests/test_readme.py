"""The README and the topics of ``genden help`` show what the program prints, and name only what there is."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import picture
import pytest
import yaml
from conftest import TESTS
from documents import BLOCK, BLOCKS, DOCUMENTS, README, TOPICS, generated
from parameters import PROGRAM, choices, commands, parameters

from genden_cli.check import check
from genden_cli.cli.app import COMMANDS
from genden_cli.load import load
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

FACTS = TESTS.parent / "facts.yaml"
EXAMPLE = re.compile(r"^```console\n\$ (genden [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
YAML = re.compile(r"^```yaml\n(?!# \.)(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A fact base; a settings file of another program begins with its name, such as ``# .pre-commit-config.yaml``."""
LINK = re.compile(r"\]\((?!https?://)([^)]+)\)")
CODE = re.compile(r"`(genden [^`\n]+)`")
LINE_OF_CODE = re.compile(r"^(?:\$ )?(genden .*)", re.MULTILINE)
BLOCK_OF_CODE = re.compile(r"^```(?:sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = 100

document = pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in DOCUMENTS.items()])


def printed(line: str, genden: Callable[..., Ran]) -> str:
    """Return what a line of a document prints at a width of 100; ``| head -n N`` keeps the first lines."""
    command, _, head = line.partition(" | head -n ")
    ran = genden(*shlex.split(command)[1:], base=FACTS, width=WIDTH)
    assert ran.err == ""
    return "".join(ran.out.splitlines(keepends=True)[: int(head or 1_000)])


@document
def test_examples_and_tables_are_what_the_program_prints(
    path: Path, genden: Callable[..., Ran], request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    shown = generated(EXAMPLE.sub(lambda found: f"```console\n$ {found[1]}\n{printed(found[1], genden)}```", text))
    if request.config.getoption("--update-golden"):
        path.write_text(shown, encoding="utf-8")
        text = shown
    assert text == shown
    assert text.count("```console\n") == len(EXAMPLE.findall(text))
    assert text.count("<!-- generated: ") == len(BLOCK.findall(text))


def test_every_generated_table_stands_in_a_document() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS.values())
    assert sorted(found["name"] for found in BLOCK.finditer(texts)) == sorted(BLOCKS)


def test_readme_is_one_page_with_five_examples() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 180
    assert len(text.split()) <= 1_500
    assert len(EXAMPLE.findall(text)) == 5


def test_picture_in_the_readme_shows_what_the_program_prints(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        picture.main()
    drawn = picture.shown(picture.PICTURE.read_text(encoding="utf-8"))
    assert drawn == picture.shown(picture.svg(picture.answer())), "draw it anew: python -m tests.picture"
    assert len(drawn) > 20
    assert f"]({picture.PICTURE.relative_to(README.parent)})" in README.read_text(encoding="utf-8")


@document
def test_format_examples_are_valid_bases_without_warnings(path: Path) -> None:
    for example in YAML.findall(path.read_text(encoding="utf-8")):
        checked = check([BaseText(path.name, example.encode())])
        assert [each.message for each in checked.problems] == []


def test_format_is_shown_by_examples() -> None:
    shown = {name: YAML.findall(path.read_text(encoding="utf-8")) for name, path in DOCUMENTS.items()}
    titles = {
        name: [load([BaseText(name, each.encode())]).base.title for each in found]
        for name, found in shown.items()
        if found
    }
    assert titles == {"README": ["Did it rain?"], "facts": ["Who put out the lamp?"]}


@document
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [each for each in links if not (path.parent / each).is_file()] == []


@document
def test_commands_and_options_that_a_document_names_are_there(path: Path) -> None:
    for line in command_lines(path.read_text(encoding="utf-8")):
        words = line.split()
        command = next((commands()[word] for word in words if word in COMMANDS), None)
        named = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert command or named, line
        known = options(PROGRAM) | (options(command) if command else set())
        assert {each for each in named if each.startswith("--")} <= known, line


def command_lines(text: str) -> list[str]:
    """Return the command lines in a document without comments, pipes and quotation marks."""
    lines = [
        line
        for block in BLOCK_OF_CODE.findall(text)
        for line in re.findall(r"^(?:\$ )?(genden .*)", block, re.MULTILINE)
    ]
    lines += CODE.findall(BLOCK_OF_CODE.sub("", text))
    return [re.sub(r" [#|].*", "", line) for line in lines]


def options(command: object) -> set[str]:
    return {name for each in command.params for name in each.opts} | {"--help"}  # type: ignore[attr-defined]


def test_every_command_is_in_a_topic_and_has_help(genden: Callable[..., Ran]) -> None:
    text = TOPICS["commands"].read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(rf"genden {command}\b|`{command}`", text), command
        ran = genden(command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: genden {command} ")


def test_every_export_is_in_its_topic() -> None:
    text = TOPICS["export"].read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == choices("export", parameters("export")[0])


def test_the_shipped_base_is_what_its_readers_expect() -> None:
    facts = load([BaseText("facts.yaml", FACTS.read_bytes())])
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
