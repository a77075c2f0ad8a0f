"""``genden edit`` with values: shown as a diff, and written without a change of any other byte."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.edit.new_values import with_values
from genden_cli.errors import GendenError
from genden_cli.load import load
from genden_cli.source import base_files
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

SOUND = (TESTS / "sound.yaml").read_text(encoding="utf-8")
HEAD = "base: {title: t}\nsources:\n  log: {title: L, reliability: A}  # a log\nclaims:\n"
LONG = " ".join(["word"] * 30)

# A record, the options, and the record afterwards.
CHANGES = {
    "a value": ("  a:\n    says: A.\n    state: draft  # y\n", "--state checked", "checked  # y\n", "draft  # y\n"),
    "a key in its place": (
        "  a:\n    says: A.\n    # of the verdict\n    verdict: opinion\n    # of the note\n    note: N.\n",
        "--state checked --because So.",
        "verdict: opinion\n    because: So.\n    state: checked\n    # of the note\n",
        "verdict: opinion\n    # of the note\n",
    ),
    "a text in quotes": (
        "  a:\n    says: \"A: 'b' # c\"  # why\n",
        "--says 'B, and # more'",
        'says: "B, and # more"  # why\n',
        "says: \"A: 'b' # c\"  # why\n",
    ),
    "a folded text": (
        "  a:\n    says: A.\n    because: >-\n      One\n      two.\n\n    # next\n    note: N.\n",
        "--because Three.",
        "because: Three.\n\n    # next\n",
        "because: >-\n      One\n      two.\n\n    # next\n",
    ),
    "a text on several lines": (
        "  a:\n    says: A\n      b\n      c.\n    note: N.\n",
        "--says B.",
        "says: B.\n    note",
        "says: A\n      b\n      c.\n    note",
    ),
    "a long text": (
        "  a:\n    says: A.\n    note: N.\n",
        f"--note '{LONG}'",
        f"note: >-\n      {' '.join(['word'] * 19)}\n      {' '.join(['word'] * 11)}\n",
        "note: N.\n",
    ),
    "a long text before a comment": (
        "  a:\n    says: A.\n    note: N.  # why\n",
        f"--note '{LONG}'",
        f"note: {LONG}  # why\n",
        "note: N.  # why\n",
    ),
    "in braces": (
        "  a: {says: A., verdict: opinion}  # why\n",
        "--verdict refuted --because 'So, it is' --tags a,b",
        '{says: A., verdict: refuted, tags: [a, b], because: "So, it is"}  # why\n',
        "{says: A., verdict: opinion}  # why\n",
    ),
    "a value below its key": (
        "  a:\n    says:\n      A.\n    note: N.\n",
        "--says B.",
        "says: B.\n",
        "says:\n      A.\n",
    ),
    "a key in quotes": ('  a:\n    "says" : A.\n', "--says B.", '"says" : B.\n', '"says" : A.\n'),
    "a list": (
        "  a:\n    says: A.\n    tags:\n    - a\n    - b\n",
        "--tags c",
        "tags: [c]\n",
        "tags:\n    - a\n    - b\n",
    ),
    "an item of evidence by its source": (
        "  a:\n    says: A.\n    evidence:\n      - source: log  # why\n        stance: silent\n        note: N.\n",
        "--evidence log --stance supports --at 'page 3' --note M.",
        "stance: supports\n        at: {page: 3}\n        note: M.\n",
        "stance: silent\n        note: N.\n",
    ),
    "an item of evidence by its number": (
        "  a:\n    says: A.\n    evidence: [{source: log, stance: silent}, {source: log, stance: context}]\n",
        "--evidence 2 --quote 'so, it is' --credibility 2",
        'stance: context, credibility: 2, quote: "so, it is"}',
        "stance: context}",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", CHANGES)
def test_only_the_value_changes(name: str, newline: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    record, options, after, before = CHANGES[name]
    text = f"{HEAD}{record}  b: {{says: B.}}\n"
    assert text.count(before) == 1
    base = tmp_path / "base.yaml"
    base.write_bytes(text.replace("\n", newline).encode())
    shown = genden("edit", "a", *shlex.split(options), base=base)
    assert (shown.code, base.read_bytes().decode()) == (0, text.replace("\n", newline))
    ran = genden("edit", "a", *shlex.split(options), "--write", base=base)
    assert (ran.code, ran.out) == (0, "")
    assert base.read_bytes().decode() == text.replace(before, after).replace("\n", newline)
    changed = [line[1:] for line in shown.out.splitlines() if re.match(r"\+(?!\+)", line)]
    assert set(changed) <= set(base.read_text(encoding="utf-8").splitlines())
    again = genden("edit", "a", *shlex.split(options), "--write", base=base)
    assert again.err.endswith("already\n")
    assert genden("edit", "a", *shlex.split(options), base=base).err == again.err


def test_the_command_that_writes_is_shown_and_works(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(f"{HEAD}  a: {{says: A.}}\n", encoding="utf-8")
    shown = genden("edit", "a", "--because", "It's so; $x", base=base)
    *_, line = shown.err.splitlines()
    words = shlex.split(line.removeprefix("nothing is written yet: "))
    assert genden(*words[1:], base=base).code == 0
    assert load(base_files.read(str(base)).texts).claims[0].because == "It's so; $x"


REFUSED = {
    "a --state publishd": "--state: unknown state 'publishd'\ndid you mean 'published'?",
    "a --title T": "--title: a claim has no title\nits keys are says, ",
    "a --quote Q": "--quote: a claim has no quote\n--evidence SOURCE changes an item of evidence",
    "a --evidence 1 --says B.": "--says: an item of evidence has no says",
    "a --evidence log --quote Q": "2 items of evidence from 'log'\n--evidence 1: log silent\n--evidence 2: log context",
    "a --evidence 3 --quote Q": "a has no evidence '3'\n--evidence 1: log silent",
    "log --evidence 1 --quote Q": "--evidence: only a claim has evidence",
    "a --evidence 1": "--evidence needs a value\nname it with an option such as --stance",
    "log --state draft": "--state: a source has no state",
    "lgo --state draft": "no record 'lgo'\ndid you mean log?",
    "nothing-near --state draft": "no record 'nothing-near'\ngenden search nothing-near looks for it",
    "a --evidence 1 --at 'sheet 12'": "--at: no locator in 'sheet 12'\nperhaps --at 'folio 12'",
    "--state draft": "values of which record?\nname its id",
    "a --write": "--write needs a value",
    "a --reviewed 2026-11-20": "--reviewed would replace a list\ngenden add review adds one",
    "a --tags x": "{base}:8: 'tags' has a comment within it\ngenden edit with the id alone",
    "a --people nobody": "--people: no person 'nobody'",
    "a --because ''": "--because: empty value",
}


@pytest.mark.parametrize("line", REFUSED)
@pytest.mark.parametrize("write", ["", "--write"])
def test_what_cannot_be_is_refused(line: str, write: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    record = "  a:\n    says: A.\n    reviewed: [2026-11-20]\n    tags:\n    - a  # why\n    - b\n"
    record += "    evidence: [{source: log, stance: silent}, {source: log, stance: context}]\n"
    base = tmp_path / "base.yaml"
    base.write_text(f"{HEAD}{record}", encoding="utf-8")
    ran = genden("edit", *shlex.split(line), *([write] if write and "--write" not in line else []), base=base)
    assert ran.code in (2, 3)
    assert ran.err.startswith(f"genden: {REFUSED[line].format(base=base)}")
    assert base.read_text(encoding="utf-8") == f"{HEAD}{record}"


def test_new_warnings_are_shown(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(SOUND, encoding="utf-8")
    for more in ([], ["--write"]):
        ran = genden("edit", "storm", "--verdict", "refuted", *more, base=base)
        assert re.findall(r"warning\[(W\d+)\]", ran.err) == ["W203"]
    assert genden("edit", "storm", "--state", "draft", "--write", base=base).err.count("warning[") == 0


VALUE = st.text(st.sampled_from([*"aB1 :#-,[]{}'\"\\&*!|>%@`?=.\n\t~é灯\x07\u2028"]), max_size=30)


@given(VALUE, VALUE, st.sampled_from([each[0] for each in CHANGES.values()]))
def test_any_value_is_written_as_it_is_or_refused(because: str, tags: str, record: str) -> None:
    content = base_files.BaseContent("base", (BaseText("base", f"{HEAD}{record}  b: {{says: B.}}\n".encode()),))
    try:
        change = with_values(content, "a", {"because": because, "tags": tags})
    except GendenError:
        return
    before, after = load(content.texts), load(change.after.texts)
    assert after.claims[0]._replace(because=None, tags=()) == before.claims[0]._replace(because=None, tags=())
    assert after.claims[0].because == because.strip()
    assert after.claims[1:] == before.claims[1:]
    assert after.sources == before.sources
