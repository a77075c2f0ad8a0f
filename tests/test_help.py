"""``genden help``: the topics, the help of a command, and Markdown as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import run

from genden_cli.cli.app import COMMANDS
from genden_cli.errors import Exit
from genden_cli.help.plain_text import plain_text
from genden_cli.help.topics import text, topics

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran


def test_help_alone_lists_every_topic_on_a_line(genden: Callable[..., Ran]) -> None:
    for width in (80, 100):
        ran = genden("help", width=width)
        assert (ran.code, ran.err) == (Exit.DONE, "")
        listed = dict(re.findall(r"^  (\w+) +(.+)$", ran.out, re.MULTILINE))
        assert listed == topics()
        assert max(map(len, ran.out.splitlines())) <= width


def test_topics_are_texts_with_a_heading_of_their_own() -> None:
    headings = topics()
    assert next(iter(headings)) == "commands"
    assert len(set(headings.values())) == len(headings) >= 10
    assert all(text(name).startswith(f"# {heading}\n\n") for name, heading in headings.items())


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("width", [60, 100])
def test_topic_fits_the_width_and_has_no_signs_of_markdown(genden: Callable[..., Ran], topic: str, width: int) -> None:
    ran = genden("help", topic, width=width)
    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert f"{topics()[topic]}\n{'=' * len(topics()[topic])}\n" in ran.out
    prose = [line for line in ran.out.splitlines() if not line.startswith("    ")]
    assert [line for line in prose if len(line) > width and " " in line.strip()] == []
    assert re.search(r"^#|^```|^\||\]\(|\*\*|<!--", "\n".join(prose), re.MULTILINE) is None


def test_words_of_a_topic_are_all_in_its_plain_text() -> None:
    for topic in topics():
        shown = set(re.findall(r"\w+", plain_text(text(topic), 1_000)))
        markdown = re.sub(r"<!--.*?-->|^```\w*|\(\w+\.md\)", "", text(topic), flags=re.DOTALL | re.MULTILINE)
        assert set(re.findall(r"\w+", markdown)) <= shown, topic


@pytest.mark.parametrize("command", ["export", "open"])
def test_help_names_no_format_that_the_command_does_not_take(genden: Callable[..., Ran], command: str) -> None:
    shown = genden(command, "--help").out
    assert "--format" not in shown
    assert "--json" not in shown
    assert genden(command, "sqlite", "--format", "csv").code == Exit.USAGE


@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in topics()])
def test_help_of_a_command_is_what_the_command_itself_prints(genden: Callable[..., Ran], command: str) -> None:
    assert genden("help", command) == genden(command, "--help")


def test_name_of_both_shows_the_command_then_the_topic(genden: Callable[..., Ran]) -> None:
    both = [name for name in topics() if name in COMMANDS]
    assert both == ["export", "import", "search"]
    for name in both:
        shown = genden("help", name).out
        assert shown == f"{genden(name, '--help').out}\n{plain_text(text(name), 100)}"


def test_unknown_topic_proposes_the_nearest(genden: Callable[..., Ran]) -> None:
    asked = {
        "dats": "did you mean dates?\n",
        "serch": "did you mean search?\n",
        "stances": "did you mean evidence?\n",
        "until": "did you mean dates or keys?\n",
        "qqqq": "",
    }
    for name, proposal in asked.items():
        ran = genden("help", name)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        assert ran.err == f"genden: no topic '{name}'\n{proposal}genden help lists the topics\n"
    explained = "genden: no topic 'w203'\ngenden check --explain W203 explains it\n"
    assert genden("help", "w203") == (Exit.USAGE, "", explained)


def test_benchmark_finds_its_table_in_the_topic_about_speed() -> None:
    old = text("speed")
    new = run.with_table(old, [run.HEAD, "| nothing | 0 ms |"])
    assert run.TOPIC.read_text(encoding="utf-8") == old
    assert old.startswith(new[: new.index(run.HEAD)])
    assert new.count(run.HEAD) == old.count(run.HEAD) == 1
    assert f"{run.HEAD}\n| nothing | 0 ms |\n<!-- end -->\n" in new
    assert "Papis" in new.partition("<!-- end -->")[2]


def test_two_topics_at_once_are_refused(genden: Callable[..., Ran]) -> None:
    ran = genden("help", "dates", "names")
    assert (ran.code, ran.out) == (Exit.USAGE, "")


MARKDOWN = """\
# A title

A paragraph with `code`, **bold** text, a topic ([names](names.md)) and a [page](https://example.org).
Its second line.

<!-- generated: nothing -->
- an item that is too long for one line of forty columns
- another item

```sh
a line of code    # that is longer than the width and keeps its spaces
```

## A table

| sign | meaning | number |
|---|---|--:|
| a\\|b | a cell that is wrapped within its column | 1 |
| c | short | 22 |
"""

PLAIN = """\
A title
=======

A paragraph with `code`, bold text, a
topic (`genden help names`) and a page
(https://example.org). Its second line.

- an item that is too long for one line
  of forty columns
- another item

    a line of code    # that is longer than the width and keeps its spaces

A table
-------

sign  meaning                     number
----  --------------------------  ------
a|b   a cell that is wrapped           1
      within its column

c     short                           22
"""


def test_markdown_becomes_plain_text() -> None:
    assert plain_text(MARKDOWN, 40) == PLAIN


def test_narrow_table_breaks_words_and_keeps_its_columns() -> None:
    table = "| word | meaning |\n|---|---|\n| a | contradicts |\n"
    assert plain_text(table, 12) == "word  meanin\n      g\n----  ------\na     contra\n      dicts\n"
