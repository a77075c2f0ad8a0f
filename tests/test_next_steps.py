"""What cannot be understood is answered with the nearest thing that works, as a command to type."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from genden_cli.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

PROPOSED = {
    "claims put-out": "claim put-out or genden search put-out",
    "claims 1789": "search date:1789",
    "events inquiry": "event inquiry or genden search inquiry",
    "events 1789-01": "timeline --since 1789-01 --until 1789-01",
    "sources novel": "source novel",
    "sources --tree novel": "source novel",
    "people brandt": "person brandt",
    "people Ana Brandt": "person 'Ana Brandt'",
    "timeline brandt": "timeline --person brandt or genden search brandt",
    "timeline 1789": "timeline --since 1789 --until 1789",
    "timeline --chart 1789": "timeline --since 1789 --until 1789",
    "gaps put-out": "claim put-out",
    "stats pamphlet": "read pamphlet or genden search pamphlet",
}


@pytest.mark.parametrize("line", PROPOSED)
def test_words_after_a_list_are_taken_to_a_command_that_reads_them(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"\ndid you mean genden {PROPOSED[line]}?\n" in ran.err
    for command in re.findall(r"genden (.*?)(?: or (?=genden)|\?\n)", ran.err):
        assert genden(*shlex.split(command)).code in (0, 1)


HINTS = {
    "claim --tag night": "genden timeline and genden claims have --tag",
    "claims --grade A": "genden sources has --grade",
    "person brandt --since 1789": "genden timeline has --since",
    "read pamphlet --at page": "genden add and genden edit have --at",
    "search --tag night": "write tag:… among the words",
    "search --person brandt lamp": "write who:… among the words",
    "claims --tag": "as in: genden claims --tag TAG",
    "timeline --since": "as in: genden timeline --since DATE",
    "-v": "did you mean --version?",
    "timeline -n 5": "did you mean --limit?",
    "--base": "as in: genden --base FILE",
    "claims --verdict true": "did you mean supported?",
    "sources --grade high": "did you mean B?",
    "timeline --since yesterday": "genden help dates shows how dates are written",
    "claims --tag nothing-near": "tags are lamp, night, weather",
    "export pdf": "as in: genden export html -o facts.html",
    "rename put-out put-it-out": "as in: genden rename claim slap slap-in-the-face",
    "diff one two three": "words that belong together stand in quotation marks",
}


@pytest.mark.parametrize("line", HINTS)
def test_wrong_input_is_answered_with_the_next_step(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert HINTS[line] in ran.err.splitlines()


def test_command_without_its_argument_shows_an_example(genden: Callable[..., Ran]) -> None:
    said = {name: genden(name).err for name in COMMANDS if "Missing argument" in genden(name).err}
    assert {"claim", "cite", "diff", "export", "rename", "search"} <= said.keys()
    assert [name for name, err in said.items() if f"\nas in: genden {name} " not in err] == []


def test_many_names_are_listed_up_to_some_length(genden: Callable[..., Ran]) -> None:
    hint = genden("claims", "--tag", "nothing-near", base=None).err.splitlines()[1]
    assert re.fullmatch(r"tags are [\w-]+(, [\w-]+)+ and [0-9]+ more", hint)
    assert len(hint) < 230
