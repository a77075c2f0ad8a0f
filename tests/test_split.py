"""A base that is cut into files of a folder is the same base: its answers, its comments, and its text once joined."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
from contextlib import closing, suppress
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TESTS
from exporting import BUNDLED
from faults import Fault, failing
from test_commands import COMMANDS

from genden_cli.edit import pieces as edit_pieces
from genden_cli.edit import split as edit_split
from genden_cli.errors import Exit, Unreadable, Unwritable
from genden_cli.export import FORMATS
from genden_cli.index import store
from genden_cli.load import load
from genden_cli.source import base_files
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

VALID = ("bundled", "facts", "hostile", "people", "references", "retelling", "sound", "telephone", "works")
"""The bases that are cut."""


def path_of(name: str) -> Path:
    return BUNDLED if name == "bundled" else TESTS / f"{name}.yaml"


def content(path: Path) -> base_files.BaseContent:
    return base_files.read(str(path))


def comments(data: bytes) -> list[str]:
    return sorted(re.findall(r"#.*", data.decode()))


def cut(path: Path, folder: Path, *, most: int = 20) -> Path:
    """Cut a base into many files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edit_split, "MOST_LINES", most)
        edit_split.write(edit_split.split(content(path)), str(folder))
    return folder


# What is cut where.

BASE = """\
# a base of mine
base: {title: T}

# who
people:
  ana: {name: Ana}
  bob:
    name: Bob
    # the last word on Bob

# what
claims:  # in no order
  # === The night

  # --- the storm
  # it was dark
  storm: {says: There was a storm.}
  rain: {says: It rained.}
    # and how

  # --- Die Brücke  (von 1790)
  bridge:
    says: >
      There was

      # --- no heading
      a bridge
      of
      wood.

  # on its own
  last: {says: Last.}
"""
FILES = {
    "base.yaml": "# a base of mine\nbase: {title: T}\n",
    "people.yaml": BASE[BASE.index("# who") : BASE.index("\n# what")],
    "claims/1-the-storm.yaml": BASE[BASE.index("# what") : BASE.index("\n  # --- Die")],
    "claims/2-die-brucke-von-1790.yaml": "claims:\n" + BASE[BASE.index("  # --- Die") : BASE.index("\n  # on")],
    "claims/3-last.yaml": "claims:\n" + BASE[BASE.index("  # on") :],
}


def test_long_sections_are_cut_at_headings_and_between_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit_split, "MOST_LINES", 11)
    (tmp_path / "base.yaml").write_text(BASE)
    files = edit_split.split(content(tmp_path / "base.yaml"))
    assert {path: data.decode() for path, data in files.items()} == FILES
    edit_split.write(files, str(tmp_path / "parts"))
    assert edit_pieces.joined(content(tmp_path / "parts")).decode() == BASE


def test_a_short_section_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    assert [*edit_split.split(content(tmp_path / "base.yaml"))] == ["base.yaml", "people.yaml", "claims.yaml"]


@pytest.mark.parametrize("name", VALID)
def test_joined_file_has_all_records_and_comments(name: str, tmp_path: Path) -> None:
    before = content(path_of(name))
    after = edit_pieces.joined(content(cut(path_of(name), tmp_path / "parts")))
    assert load([BaseText("", after)]) == load(before.texts)
    assert comments(after) == comments(before.texts[0].data)
    assert len(os.listdir(tmp_path / "parts")) > 1


@pytest.mark.slow
def test_bundled_base_comes_back_to_the_byte(genden: Callable[..., Ran], tmp_path: Path) -> None:
    ran = genden("split", str(BUNDLED), str(tmp_path / "parts"), base=None)
    assert (ran.code, ran.out) == (0, "")
    assert max(len(each.read_bytes().splitlines()) for each in tmp_path.rglob("*.yaml")) <= edit_split.MOST_LINES
    joined = genden("export", "yaml", base=tmp_path / "parts")
    assert joined.out == BUNDLED.read_text(encoding="utf-8")


def test_base_in_braces_is_cut_into_lines(genden: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    path.write_text(genden("export", "json").out)
    folder = cut(path, tmp_path / "parts", most=5)
    assert load(content(folder).texts) == load(content(path).texts)
    assert len(os.listdir(folder / "claims")) > 1


JOINED = {
    "b.yaml": "%YAML 1.2\n--- # one\nclaims:\n    one:\n        says: |\n            A\n\n             B\n",
    "a.yaml": "# top\r\nclaims: {two: {says: Two.}, # why\r\n  three: {says:\r\n  A.} # so\r\n } # end\r\n# after\r\n",
    "c.yaml": '{"base": {"title": "T"}, # first\n"people": {"ana": {"name": "A\n  na"}}}\n',
}


def test_files_of_any_style_are_joined(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    for name, text in JOINED.items():
        (tmp_path / name).write_bytes(text.encode())
    ran = genden("export", "yaml", base=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert load([BaseText("", ran.out.encode())]) == load(content(tmp_path).texts)
    assert sorted(re.findall("# ([a-z]+)", ran.out)) == ["after", "end", "first", "so", "top", "why"]


def test_what_cannot_be_cut_is_said(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("? base\n: {title: T}\n? claims\n: {one: {says: One.}}\n")
    with pytest.raises(Unreadable, match=r"base\.yaml cannot be cut at 'base'"):
        edit_split.split(content(tmp_path / "base.yaml"))


# How it is written.


def test_nothing_is_overwritten(genden: Callable[..., Ran], tmp_path: Path) -> None:
    for path in (tmp_path / "file", tmp_path / "folder", tmp_path / "link"):
        {"file": path.touch, "folder": path.mkdir}.get(path.name, lambda: path.symlink_to("nothing"))()  # noqa: B023
        ran = genden("split", str(FACTS), str(path))
        said = f"genden: cannot write {path}: file exists\nname a new folder; nothing was changed\n"
        assert (ran.code, ran.err) == (Exit.BASE, said)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder", "link"]


def test_folder_is_cut_anew_but_not_into_itself(genden: Callable[..., Ran], parts: Path, tmp_path: Path) -> None:
    ran = genden("split", str(parts), str(parts / "again"))
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"genden: {parts / 'again'} would become a part of {parts}")
    assert genden("split", str(parts), str(tmp_path / "again")).err.startswith(f"{tmp_path / 'again'}: 5 files; ")
    assert edit_pieces.joined(content(tmp_path / "again")) == edit_pieces.joined(content(parts))


@pytest.mark.parametrize("named", ["mine.yaml", "other.yaml"])
def test_base_of_the_environment_that_is_still_the_file_is_said(
    named: str, genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENDEN_BASE", named)
    (tmp_path / "mine.yaml").write_bytes(path_of("works").read_bytes())
    said = genden("split", "mine.yaml", "parts", base=None).err.splitlines()
    still = "GENDEN_BASE still names mine.yaml; for the folder: export GENDEN_BASE=parts"
    assert said[1:] == [still] * (named == "mine.yaml")


def test_copies_that_are_left_behind_are_said(genden: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        f"{BASE}sources: {{log: {{title: L, reliability: A, copy: {{file: log.txt}}}}}}\n"
    )
    ran = genden("split", str(tmp_path / "base.yaml"), str(tmp_path / "parts"))
    assert ran.err.splitlines()[1].startswith("its sources name copies")


@pytest.mark.parametrize("kind", ["open", "write", "fsync"])
def test_all_files_are_written_or_none(kind: str, tmp_path: Path) -> None:
    files = edit_split.split(content(FACTS))
    for number in range(1, len(files) + 1):
        with failing(Fault(kind, number)), pytest.raises(Unwritable):
            edit_split.write(files, str(tmp_path / "parts"))
        assert os.listdir(tmp_path) == []


# Its answers.


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cut(FACTS, tmp_path_factory.mktemp("cut") / "facts")


def without_place(value: Any) -> Any:
    """Return an answer in JSON without files, lines and the hash of the base."""
    if isinstance(value, dict):
        return {key: without_place(each) for key, each in value.items() if key not in PLACE}
    return [without_place(each) for each in value] if isinstance(value, list) else value


PLACE = ("file", "line", "end_line", "content_hash")


def comparable(text: str, format_: str) -> Any:
    if format_ == "json":
        return without_place(json.loads(text))
    if format_ == "jsonl":
        return [without_place(json.loads(line)) for line in text.splitlines()]
    if format_ == "csv" and text:
        header, *rows = csv.reader(StringIO(text, newline=""), strict=True)
        return [[cell for name, cell in zip(header, row, strict=True) if name not in PLACE] for row in (header, *rows)]
    text = re.sub(r"sha256:[0-9a-f]{12}|\S*facts(/\S+)?\.yaml:[0-9]+", "PLACE", text)
    return re.sub(r"\t[0-9]+$", "", text, flags=re.MULTILINE) if format_ == "plain" else text


MORE = {
    "ask": ["ask", "who put out the lamp"],
    "cite": ["cite", "log"],
    "compare": ["compare", "dark-night"],
    "open": ["open", "put-out", "--print"],
    "read": ["read", "pamphlet"],
    "start": [],
}
ASKED = {**COMMANDS, **MORE}


@pytest.mark.parametrize("name", ASKED)
def test_answers_are_those_of_one_file(name: str, genden: Callable[..., Ran], parts: Path) -> None:
    formats = ("",) if name in ("cite", "open", "start") else ("table", "plain", "json", "jsonl", "csv", "markdown")
    for format_ in formats:
        one, many = (
            genden(*ASKED[name], *(["--format", format_] if format_ else []), base=base) for base in (FACTS, parts)
        )
        assert one.code == many.code
        assert comparable(one.out, format_) == comparable(many.out, format_), format_
        assert one.err == many.err


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"site", "sqlite", "yaml"}))
def test_exports_are_those_of_one_file(name: str, genden: Callable[..., Ran], parts: Path) -> None:
    one, many = (genden("export", name, "-o", "-", base=base) for base in (FACTS, parts))
    assert (one.code, comparable(one.out, "")) == (many.code, comparable(many.out, ""))


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_problems_are_at_their_places_in_the_files(format_: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    sound = (TESTS / "sound.yaml").read_text(encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(sound.replace("died: 1829-04-11", "died: 1929-04-11"), encoding="utf-8")
    folder = cut(tmp_path / "facts.yaml", tmp_path / "facts")
    lines = {str(each): each.read_text(encoding="utf-8").split("\n") for each in folder.rglob("*.yaml")}
    place = next((path, n + 1) for path in lines for n, line in enumerate(lines[path]) if "1929-04-11" in line)
    one, many = (genden("check", "--format", format_, str(tmp_path / name)) for name in ("facts.yaml", "facts"))
    assert one.code == many.code
    assert re.sub("[0-9]+", "", one.err) == re.sub("[0-9]+", "", many.err).replace("facts:", "facts.yaml:")
    found = [re.search(PLACES[format_], each.out, re.DOTALL) for each in (one, many)]
    assert [(each[1].removeprefix("file://"), int(each[2])) for each in found if each][1:] == [place]


PLACES = {
    "text": r"(\S+?):([0-9]+):[0-9]+: warning\[W221\]",
    "json": r'"file": "([^"]+)",\s+"line": ([0-9]+),[^}]+"W221"',
    "github": r"file=([^,]+),line=([0-9]+),[^\n]+W221",
    "sarif": r'"W221",.*?"uri": "([^"]+)".*?"startLine": ([0-9]+)',
}
"""How each format names the file and the line of a problem."""


def tables(base: Path) -> dict[str, list[Any]]:
    """Return all rows of the index of a base, without their places."""
    with closing(store.build_in_memory(str(base))) as connection:
        names = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        found = {}
        for (name,) in names:
            columns = [each[1] for each in connection.execute(f'PRAGMA table_info("{name}")') if each[1] not in PLACE]
            listed = ", ".join(f'"{each}"' for each in columns)
            with suppress(sqlite3.OperationalError):  # one virtual table can only be searched
                found[name] = connection.execute(f'SELECT {listed} FROM "{name}"').fetchall()
    return found


@pytest.mark.slow
def test_index_of_the_bundled_base_is_that_of_one_file(tmp_path: Path) -> None:
    """Every answer comes from the index, so every answer is the same."""
    edit_split.write(edit_split.split(content(BUNDLED)), str(tmp_path / "parts"))
    one, many = tables(BUNDLED), tables(tmp_path / "parts")
    assert one.keys() == many.keys()
    for name in one.keys() - {"stamp", "stamp_file", "stamp_piece"}:
        assert one[name] == many[name], name
    assert len(many["stamp_file"]) > 50


def test_name_of_a_file_is_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit_split, "MOST_LINES", 1)
    claims = "".join(f"  # --- {'storms and ' * 20}\n  c{number}: {{says: S.}}\n" for number in range(2))
    (tmp_path / "base.yaml").write_text(f"base: {{title: T}}\nclaims:\n{claims}", encoding="utf-8")
    names = [each for each in edit_split.split(content(tmp_path / "base.yaml")) if each.startswith("claims/")]
    assert [len(each) < 60 for each in names] == [True, True]
