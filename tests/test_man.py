"""The manual page: everything that the help says, in roff that the usual programs read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from parameters import parameters

from genden_cli.cli.app import COMMANDS, summary
from genden_cli.errors import Exit
from genden_cli.help.examples import EXAMPLES
from genden_cli.help.man_page import Command, Entry, Manual, man_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

PAGE = Path(__file__).parent.parent / "man" / "genden.1"
"""The page in the data of the wheel."""

groff = pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff")


@pytest.fixture
def page(genden: Callable[..., Ran]) -> str:
    ran = genden("help", "--man")
    assert (ran.code, ran.err) == (Exit.DONE, "")
    return ran.out


def shown(page: str) -> str:
    """Return a manual page as text, without its styles and with single spaces."""
    text = page.replace("\\&", "").replace("\\e", "\\").replace("\\-", "-").replace('""', '"')
    return " ".join(re.sub(r'^\.[A-Z]+ ?"?|"$', "", text, flags=re.MULTILINE).split())


def test_page_in_the_wheel_is_the_page_that_is_printed(page: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
    package = (PAGE.parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert 'shared-data = { "man/genden.1" = "share/man/man1/genden.1" }' in package


def test_page_has_every_command_option_and_example(page: str) -> None:
    text = shown(page)
    for name in COMMANDS:
        assert f"genden {name} " in text
        assert summary(name) in text
        assert all(example in text for example in EXAMPLES[name])
        for parameter in parameters(name):
            if parameter.param_type_name == "option" and not parameter.hidden:
                assert all(re.search(rf"(?<![\w-]){option}(?![\w-])", text) for option in parameter.opts)
                assert parameter.help.split("  [")[0] in text
    assert all(option in text for option in ("-b, --base FILE", "-V, --version", "-o, --output FILE"))
    assert all(f"{code.value} " in text for code in Exit)


@groff
def test_groff_reads_the_page_without_a_warning(page: str) -> None:
    for width in ("60n", "80n"):
        command = ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", f"-rLL={width}"]
        ended = subprocess.run(command, input=page, capture_output=True, text=True, check=True, timeout=60)
        assert ended.stderr == ""
        assert "LOOK UP" in re.sub(".\b", "", ended.stdout)


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man")
def test_man_shows_the_page(page: str, tmp_path: Path) -> None:
    file = tmp_path / "genden.1"
    file.write_text(page, encoding="utf-8")
    ended = subprocess.run(
        ["man", "-l", str(file)],
        capture_output=True,
        check=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "MANPAGER": "cat", "LC_ALL": "C.UTF-8"},
    )
    assert b"genden timeline" in ended.stdout


@groff
def test_text_that_looks_like_roff_is_printed_as_it_is() -> None:
    said = [".br stands here", "'tis", 'say "hello" \\fBbold\\fR', "C:\\new", "--a-b", ". . .", "Übung — ∅ 安"]
    entries = tuple(Entry(f"{n}: {each}", each) for n, each in enumerate(said))
    program = Command("genden", 'A "B" \\n(C', ".Sh first. \n\n'second\n\n.third", entries)
    command = Command("x", ".so /etc/passwd", ".so /etc/passwd", entries, (".so /etc/passwd", "'x"))
    manual = Manual(program, ((".so Group", (command,)),), entries, ())
    command_line = ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-P-c", "-rLL=200n"]
    page = "".join(man_page(manual))
    ended = subprocess.run(command_line, input=page, capture_output=True, text=True, check=True, timeout=60)
    text = " ".join(re.sub(".\b", "", ended.stdout).replace("−", "-").replace("’", "'").split())
    text = text.replace("——", "—")  # groff 1.24 draws a dash over two columns
    assert ended.stderr == ""
    assert all(each in text for each in said)
    assert "root:" not in text


def test_manual_is_one_page(genden: Callable[..., Ran]) -> None:
    ran = genden("help", "claim", "--man")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "--man" in ran.err
