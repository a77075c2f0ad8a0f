"""``genden rename``: every reference changes, in every file of a base, and no other byte."""

from __future__ import annotations

import random
import re
from itertools import count
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from faults import Fault, failing
from folders import by_section

from genden_cli import check
from genden_cli.difference.changes import ChangeKind, changes
from genden_cli.edit import ids as edit_ids
from genden_cli.errors import Exit
from genden_cli.load import load
from genden_cli.schema import SECTIONS
from genden_cli.source.base_files import BaseContent
from genden_cli.source.base_text import BaseText
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

SMALL = FACTS.read_bytes()
SPLIT = re.compile(rb"^(?=sources:|people:|events:|claims:)", re.MULTILINE)
"""Where the small base is cut into one file for each section."""


def one_file(data: bytes = SMALL) -> BaseContent:
    return BaseContent("base.yaml", (BaseText("base.yaml", data),))


def several_files() -> BaseContent:
    return BaseContent(
        "base", tuple(BaseText(f"{number}.yaml", data) for number, data in enumerate(SPLIT.split(SMALL)))
    )


def random_renames(content: BaseContent, *, keep: bool) -> tuple[BaseContent, dict[str, str]]:
    """Return a base after a hundred renames, and the first id of each record by its last one."""
    chance = random.Random(20)  # noqa: S311 -- the same renames in each run
    first: dict[str, str] = {}
    for number in range(100):
        facts = load(content.texts)
        section = chance.choice([each for each in SECTIONS if getattr(facts, each)])
        old = chance.choice([each.id for each in getattr(facts, section)])
        new = f"new-id-{number}-end"
        content, _ = edit_ids.rename(content, section, old, new, keep=keep)
        first[new] = first.pop(old, old)
    return content, first


@pytest.mark.slow
def test_after_a_hundred_renames_nothing_else_has_changed() -> None:
    before = one_file()
    after, first = random_renames(before, keep=True)
    found = [(each.change, each.after, each.before) for each in changes(load(before.texts), load(after.texts))]
    assert {change for change, _, _ in found} == {ChangeKind.RENAMED}
    assert {new: old for _, new, old in found} == first
    problems = [[each.rule for each in check.check(content.texts).problems] for content in (before, after)]
    assert problems[0] == problems[1]


@pytest.mark.slow
def test_a_hundred_renames_leave_every_other_byte_of_all_files() -> None:
    content = several_files()
    after, first = random_renames(content, keep=False)
    back = re.compile(rb"new-id-[0-9]+-end")
    for before, now in zip(content.texts, after.texts, strict=True):
        assert before.data != now.data or before.path == "0.yaml"
        assert back.sub(lambda match: first[match[0].decode()].encode(), now.data) == before.data


def test_former_ids_still_answer(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    base.write_bytes(SMALL)
    for old, new in (("brandt", "ana"), ("ana", "keeper"), ("keeper", "brandt")):
        ran = genden("rename", "person", old, new, "--write", base=base)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.startswith(f"{base}: person {old} is now {new} in ")
    assert load(one_file(base.read_bytes()).texts).people[0].was == ("keeper", "ana")
    assert genden("person", "ana", base=base).out.startswith("Ana Brandt  brandt")


EVERYWHERE = """\
# old is the word of this comment
base: {title: old and new, lead: old, examines: [§]}
sources:
  §: {title: The old book, reliability: D}  # old
  other:
    title: Other
    reliability: D
    derived_from:
      - §  # copied from old
people:
  †: {name: Ana old, roles: [{title: old, claims: [¶]}], relations: [{to: bo, as: old}]}
  "bo":
    name: Bo
    relations: [{to: '†', as: old, claims: [other, ¶]}]
events:
  ‡: {title: Night of old, date_text: old, people: {†: old, bo: "old"}, variants: [¶]}
claims:
  ? ¶
  : says: The old claim of old.
    event: "‡"
    people:
    - bo
    - †
    tags: [°, "kept"]
    appears_in: [{source: §, quote: old, before: old}]
    evidence:
      - {source: '§', stance: context, rests_on: ["other", §, ], at: {section: old}, note: old}
      - source: >-
          §
        stance: silent
    relations: {part_of: [other], related: [ ¶ ]}
    would_settle: [{text: old, source: §}, old]
    note: |
      old: old
  other: {says: Two old ones., event: ‡, tags: [kept, °], relations: {contradicts: [¶]}, reviewed: {on: 2020, by: old}}
"""
"""A base in which a record of every kind has the id ``old``, with a sign for each place of each kind."""

SIGNS = {Section.SOURCES: "§", Section.CLAIMS: "¶", Section.PEOPLE: "†", Section.EVENTS: "‡", "tag": "°"}


def everywhere(new: dict[str, str]) -> bytes:
    """Return that base with new ids of some kinds."""
    text = EVERYWHERE
    for kind, sign in SIGNS.items():
        text = text.replace(sign, new.get(kind, "old"))
    return text.encode()


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
@pytest.mark.parametrize("kind", SIGNS)
def test_ids_change_where_the_schema_has_them_and_words_stay(kind: str, start: bytes, newline: bytes) -> None:
    before, after = (start + everywhere(new).replace(b"\n", newline) for new in ({}, {kind: "new"}))
    content = one_file(before)
    if kind == "tag":
        changed, places = edit_ids.rename_tag(content, "old", "new")
    else:
        changed, places = edit_ids.rename(content, Section(kind), "old", "new", keep=False)
    assert changed.data == {"base.yaml": after}
    assert places == {"base.yaml": EVERYWHERE.count(SIGNS[kind])}


WAS = {
    "{name: A}": "{name: A, was: [a]}",
    "{name: A, was: [b, c]}": "{name: A, was: [b, c, a]}",
    "{name: A, was: []}": "{name: A, was: [a]}",
    "{name: A, was: [ 'z' , b]}": "{name: A, was: [ 'a' , b]}",
    "\n    name: A  # who\n\n  # the end": "\n    name: A  # who\n    was: [a]\n\n  # the end",
    "\n    name: A\n    about: >\n      B\n": "\n    name: A\n    about: >\n      B\n    was: [a]\n",
    "\n    was:\n    - b  # c\n    name: A": "\n    was:\n    - b  # c\n    - a\n    name: A",
    "\n    was: [b,\n      c  # d\n      ]\n    name: A": "\n    was: [b,\n      c  # d\n      , a]\n    name: A",
}


@pytest.mark.parametrize("record", WAS)
def test_former_id_is_kept_in_the_way_of_the_record(record: str) -> None:
    before, after = (f"base: {{title: t}}\npeople:\n  {each}\n" for each in (f"a: {record}", f"z: {WAS[record]}"))
    before, after = before.replace(": \n", ":\n"), after.replace(": \n", ":\n")
    changed, _ = edit_ids.rename(one_file(before.encode()), Section.PEOPLE, "a", "z")
    assert changed.data["base.yaml"].decode() == after


REFUSED = {
    "claim put-out put-in": "'put-in' is the id of a claim already: {file}:15\nchoose another id",
    "claim put-out novel": "'novel' is the id of a source already: {file}:4\nchoose another id",
    "claim put-out lit": "'lit' is a former id of 'put-in', and still finds it\nchoose another id",
    "claim putout out": "no claim 'putout'\ndid you mean put-out?",
    "claim lit out": "no claim 'lit'\ndid you mean put-in?",
    "claim zzz out": "no claim 'zzz'\ngenden claims lists them",
    "claim put-out Out": "'Out' is not a valid id\n"
    "use small letters a-z, digits and '-', at most 64, not starting with '-'",
    "tag lam light": "no tag 'lam'\ndid you mean lamp?",
    "tag lamp Light!": "'Light!' is not a valid tag\n"
    "use small letters, digits, - and _, at most 32, starting with a letter",
    "tag lamp storm": "there is a tag 'storm' already\nchoose another name",
    "event night day": "{file}:6: 'night' stands on several lines\nwrite it on one line there first",
}
SOUND = """\
base: {title: t}

sources:
  novel: {title: N, reliability: E}
events:
  ? "ni\\
    ght"
  : {title: Night}
people:
  ana: {name: Ana}

claims:
  put-out: {says: She put it out., tags: [lamp], people: [ana]}
  # another
  put-in: {says: She put it in., tags: [storm], was: [lit]}
"""


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_renamed_is_refused(line: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "base.yaml"
    file.write_text(SOUND)
    said = REFUSED[line].format(file=file)
    code = Exit.BASE if "several lines" in said else Exit.USAGE
    for options in ((), ("--write",)):
        assert genden("rename", *line.split(), *options, base=file) == (code, "", f"genden: {said}\n")
    assert file.read_text() == SOUND


SHOWN = """\
@@ -7,9 +7,9 @@
     ght"
   : {title: Night}
 people:
-  ana: {name: Ana}
+  a-b: {name: Ana, was: [ana]}
~
 claims:
-  put-out: {says: She put it out., tags: [lamp], people: [ana]}
+  put-out: {says: She put it out., tags: [lamp], people: [a-b]}
   # another
   put-in: {says: She put it in., tags: [storm], was: [lit]}
"""


def test_a_change_is_shown_before_it_is_written(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "my base.yaml"
    file.write_text(SOUND)
    ran = genden("rename", "person", "ana", "a-b", "--base", str(file))
    assert ran == (
        Exit.DONE,
        f"--- {file}\n+++ {file}\n{SHOWN.replace('~', ' ')}",
        f"3 places would change\nnothing is written yet: genden --base '{file}' rename person ana a-b --write\n",
    )
    assert file.read_text() == SOUND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return by_section(FACTS.read_text(encoding="utf-8"), tmp_path / "base")


def test_all_files_of_a_folder_change(folder: Path, genden: Callable[..., Ran]) -> None:
    shown = genden("rename", "person", "brandt", "ana", base=folder)
    names = ("claims", "events", "people")
    assert [line for line in shown.out.splitlines() if line.startswith("+++ ")] == [
        f"+++ {folder}/{name}.yaml" for name in names
    ]
    assert " of 3 files would change" in shown.err
    written = genden("rename", "person", "brandt", "ana", "--write", base=folder)
    assert written.err.endswith(" of 3 files\n")
    assert genden("person", "brandt", base=folder).out.startswith("Ana Brandt  ana")


@pytest.mark.parametrize("kind", ["write", "fsync", "replace"])
def test_all_files_of_a_folder_change_or_none(kind: str, folder: Path, genden: Callable[..., Ran]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    codes = set()
    for number in count(1):
        fault = Fault(kind, number)
        with failing(fault):
            code = genden("rename", "person", "brandt", "ana", "--write", base=folder).code
        now = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert (now == before) == (code == Exit.BASE)
        codes.add(code)
        if fault.calls < number:
            break
        for name, data in before.items():
            (folder / name).write_bytes(data)
    assert codes == {Exit.BASE, Exit.DONE}
