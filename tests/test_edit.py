"""`genden new` and `genden add` write valid bases and keep what was there."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS

from genden_cli.load import load
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


@pytest.mark.parametrize(
    "title", ["A topic", 'Who "did" it: #1?', "Кто погасил маяк?", "- [x]", "@ABOUT@ @TODAY@ @ALL@"]
)
def test_a_new_base_is_valid_and_every_view_shows_something(
    title: str, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    file = tmp_path / "new.yaml"
    ran = genden("new", str(file), "--title", title)
    assert (ran.code, ran.out) == (0, "")
    assert load([BaseText("new.yaml", file.read_bytes())]).base.title == title
    assert genden("check", str(file), "--strict") == (0, "", "new.yaml: no mistakes, no warnings\n")
    for line in ("timeline", "person brandt", "claim put-out", "search lamp", "compare dark-night", "source pamphlet"):
        assert genden(*line.split(), base=file).code == 0, line


def test_a_title_of_ones_own_is_not_explained_by_the_example(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    assert genden("new", str(tmp_path / "mine.yaml"), "--title", "Who ate the cake?").code == 0
    mine = load([BaseText("mine.yaml", (tmp_path / "mine.yaml").read_bytes())]).base
    assert (mine.title, mine.about, mine.by) == ("Who ate the cake?", None, None)
    assert genden("new", str(tmp_path / "example.yaml")).code == 0
    example = load([BaseText("example.yaml", (tmp_path / "example.yaml").read_bytes())]).base
    assert example.title == "Did it happen as the pamphlet says?"
    assert example.about == "A pamphlet says that the keeper of a lamp put it out with her own hands. Did she?"


def test_a_new_base_never_overwrites(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine")
    assert genden("new", str(file)) == (
        3,
        "",
        f"genden: {file} exists\nname a file that does not; nothing was changed\n",
    )
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (" ", "genden: --title: empty value\nsay in a line what it is about\n"),
        ("a\nb", "genden: --title: line break in a one-line value\nsay in a line what it is about\n"),
        ("a\x1b[31m", "genden: --title: control character U+001B\nremove it\n"),
        ("a\udcff", "genden: --title: surrogate U+DCFF\nremove it\n"),
    ],
)
def test_a_title_that_cannot_be_is_refused(title: str, said: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "new.yaml"
    assert genden("new", str(file), "--title", title) == (2, "", said)
    assert not file.exists()


def test_a_new_base_is_named_as_a_shell_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert genden("new", "my base.yaml").err == "my base.yaml is ready: genden --base 'my base.yaml' timeline\n"


def test_a_new_base_in_a_missing_folder_says_so(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("new", str(tmp_path / "nowhere" / "new.yaml"))
    assert (ran.code, ran.out) == (3, "")
    assert "no such file or directory\nnothing was changed\n" in ran.err


PARTS = {"source": "sources", "person": "people", "event": "events", "claim": "claims"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("part", PARTS)
def test_a_skeleton_is_added_and_every_other_byte_stays(
    part: str, newline: str, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    file = tmp_path / "base.yaml"
    before = FACTS.read_text(encoding="utf-8").replace("\n", newline).encode()
    file.write_bytes(before)
    file.chmod(0o640)
    ran = genden("add", part, "brand-new", "--base", str(file))
    assert (ran.code, ran.out) == (0, "")
    after = file.read_bytes()
    changes = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))  # type: ignore[type-var]
    assert {change[:1] for change in map(str, changes)} <= {" ", "+"}
    assert (b"\r\n" in after) == (newline == "\r\n")
    assert after.count(b"\r") == (after.count(b"\n") if newline == "\r\n" else 0)
    records = getattr(load([BaseText("base.yaml", after)]), PARTS[part])
    assert records[-1].id == "brand-new"
    assert ran.err.startswith(f"{file}:{records[-1].node.line}: brand-new added")
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["base.yaml"]


@pytest.mark.parametrize("part", PARTS)
def test_what_a_skeleton_leaves_to_be_written_is_what_check_asks_for(
    part: str, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    file = tmp_path / "base.yaml"
    assert genden("new", str(file)).code == 0
    for id_ in ("first", "second"):
        assert genden("add", part, id_, "--base", str(file)).code == 0
    said = genden("check", str(file)).out.splitlines()
    left = [n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if line.endswith(" TODO")]
    assert len(left) == 2
    assert [line.split(":")[1] for line in said if "warning[W280]" in line] == [*map(str, left)]
    assert not [line for line in said if "[W239]" in line or "[W251]" in line]


def test_a_section_that_is_missing_is_added_at_the_end(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    for start in ("base:\n  title: t\n", "base:\n  title: t"):
        file.write_text(start)
        assert genden("add", "person", "ana", "--base", str(file)).code == 0
        assert file.read_text().startswith("base:\n  title: t\n\npeople:\n  ana:\n    name: TODO\n")


def test_comments_of_the_next_section_stay_with_it(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_text(
        "base: {title: t}\npeople:\n  ana:\n    name: Ana\n    # about Ana\n\n# what happened\nevents: {}\n"
    )
    assert genden("add", "person", "bo", "--base", str(file)).code == 0
    text = file.read_text()
    assert text.index("# about Ana") < text.index("  bo:") < text.index("# what happened")


REFUSED = {
    "event dark-night": (2, "'dark-night' stands on line 130 already\nchoose another id\n"),
    "event Dark": (
        2,
        "'Dark' is not a valid id\nuse small letters a-z, digits and '-', at most 64, not starting with '-'\n",
    ),
}


@pytest.mark.parametrize("line", REFUSED)
def test_an_id_that_cannot_be_is_refused(line: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_bytes(FACTS.read_bytes())
    code, said = REFUSED[line]
    assert genden("add", *line.split(), "--base", str(file)) == (code, "", f"genden: {said}")
    assert file.read_bytes() == FACTS.read_bytes()


BRACES = [
    "base: {title: t}\npeople: {}\n",
    "base: {title: t}\npeople: {a: {name: A}}\n",
    "{base: {title: t}, people: {a: {name: A}}}\n",
    "{base: {title: t}}\n",
    "base: {title: t}\n...\n",
]


@pytest.mark.parametrize("text", BRACES)
def test_nothing_is_added_where_no_line_can_stand(text: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_text(text)
    remedy = "if it is in braces, or '...' ends the file: write 'people:' and a record below it in lines first"
    said = f"genden: {file} has no place to add lines to 'people'\n{remedy}\n"
    assert genden("add", "person", "ana", "--base", str(file)) == (3, "", said)
    assert file.read_text() == text


def test_nothing_is_added_to_a_base_with_mistakes(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_text("base: {titel: t}\n")
    ran = genden("add", "person", "ana", "--base", str(file))
    assert (ran.code, "error[E010]" in ran.err) == (3, True)
    assert file.read_text() == "base: {titel: t}\n"


@pytest.mark.parametrize("indent", [" ", "   ", "        "])
def test_a_skeleton_is_indented_as_its_neighbours(indent: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_text(f"base: {{title: t}}\npeople:\n{indent}ana:\n{indent}  name: Ana\n")
    assert genden("add", "person", "bo", "--base", str(file)).code == 0
    assert f"\n{indent}bo:\n{indent}  name: TODO\n" in file.read_text()


@pytest.mark.parametrize("command", ["add person ana", "rename claim slap slapped --write", "edit slap", "check --fix"])
def test_the_bundled_base_is_not_changed(genden: Callable[..., Ran], command: str) -> None:
    ran = genden(*command.split(), base=None)
    hints = "name it with --base FILE: the bundled one is not changed\ngenden new FILE begins one of your own\n"
    assert ran == (2, "", f"genden: which fact base?\n{hints}")


def test_a_last_line_without_an_end_gets_the_one_of_its_file(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_bytes(b"base:\r\n  title: t")
    assert genden("add", "person", "ana", "--base", str(file)).code == 0
    assert file.read_bytes().startswith(b"base:\r\n  title: t\r\n\r\npeople:\r\n  ana:\r\n")


def test_blank_lines_after_a_folded_text_stay_below_what_is_added(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_text("base: {title: t}\npeople:\n  ana:\n    name: Ana\n    about: >-\n      Keeper.\n\n\nevents: {}\n")
    assert genden("add", "person", "bo", "--base", str(file)).code == 0
    assert "      Keeper.\n\n  bo:\n" in file.read_text()


def test_a_file_that_cannot_be_replaced_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    file = tmp_path / "base.yaml"
    file.write_bytes(FACTS.read_bytes())
    monkeypatch.setattr("os.urandom", bytes)
    (tmp_path / f".genden-{os.getpid()}-00000000.tmp").mkdir()  # what stands where the draft belongs
    ran = genden("add", "person", "bo", "--base", str(file))
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.endswith("nothing was changed\n")
    assert file.read_bytes() == FACTS.read_bytes()


def test_an_empty_base_is_one_command_and_takes_records(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "rain.yaml"
    assert genden("new", str(base), "--empty", "--title", "Did it rain: yes?").code == 0
    assert len(base.read_text("utf-8").splitlines()) == 5
    assert genden("check", base=base).err == "rain.yaml: no mistakes, no warnings\n"
    assert "No records yet." in genden("stats", base=base).out
    assert genden("add", "claim", "wet", "--says", "Rain fell.", base=base).code == 0
    assert "Rain fell." in genden("claims", base=base).out


@pytest.mark.parametrize("options", [(), ("--title", "T", "--from", "-")])
def test_an_empty_base_has_a_title_and_no_text(options: tuple[str, ...], genden: Callable[..., Ran]) -> None:
    assert genden("new", "-", "--empty", *options)[:2] == (2, "")
