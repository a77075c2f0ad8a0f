"""An index after an edit is the one that a new build makes, row for row."""

from __future__ import annotations

import os
import re
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest
from synthetic import facts

from genden_cli.errors import BadBase
from genden_cli.index import build, store, update

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from genden_cli.diagnostics.problem import Problem

EDITS = int(os.environ.get("GENDEN_TEST_EDITS", "40"))
CLAIMS = 60
TEXT = "".join(facts(claims=CLAIMS, number=12, seed=5)).replace(
    "base: {title: Invented,", "base: {title: Invented, words: [[letter, note], [council, meeting]],"
)
SHADOWS = re.compile(r"(passage|facet)(_\w+)?|sqlite_\w+|stamp\w*")
"""What depends on the history of an index: how the full-text index is stored, statistics, and the stamp."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a base that has an index."""
    file = tmp_path / "facts.yaml"
    file.write_text(TEXT, encoding="utf-8")
    store.connect(str(file)).close()
    return file


def rows(connection: sqlite3.Connection) -> dict[str, object]:
    """Return all rows of an index: those of its tables, and the terms of its full-text indexes."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found: dict[str, object] = {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
        for (name,) in names
        if not SHADOWS.fullmatch(name)
    }
    found["passage"] = connection.execute("SELECT rowid, * FROM passage ORDER BY rowid").fetchall()
    for name in ("passage", "facet"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.terms_of_{name} USING fts5vocab (main, {name}, instance)")
        found[f"terms of {name}"] = sorted(connection.execute(f"SELECT * FROM terms_of_{name}"), key=repr)
    return found


def assert_as_built(file: Path) -> None:
    with closing(store.connect(str(file))) as one, closing(store.build_in_memory(str(file))) as other:
        ours, new = rows(one), rows(other)
    assert ours.keys() == new.keys()
    for name, found in ours.items():
        assert found == new[name], name


class Writer:
    """Edits a text at random: most edits leave a base valid, some are beyond what is brought up to date."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 -- no secret

    def edited(self, text: str) -> str:
        """Return a text after an edit of a line, or of some lines that follow each other."""
        lines = text.split("\n")
        at = self.random.randrange(1, len(lines) - 1)
        for each in range(at, min(at + self.random.choice((1, 1, 1, 3)), len(lines) - 1)):
            lines[each : each + 1] = self._line(lines[each], lines)
        return "\n".join(lines)

    def _line(self, line: str, lines: list[str]) -> list[str]:
        how = self.random.randrange(12)
        key = re.match(r"( *)(?:- )?[\w-]+: ", line)
        if how == 0:
            return []
        if how == 1:
            return [line, "      # a comment"]
        if how == 2:
            return [line, line]
        alike = [each for each in lines if key and each.startswith(key[0])]
        if how <= 6 and alike:
            return [self.random.choice(alike)]
        words = re.findall(r"[A-Za-z]{4,}(?!.*:)", line)
        if words:
            other = self.random.choice(["Harbour", "unheardof", "Ünsal", "日本", "slap", "don't", "re-export", "17th"])
            return [line.replace(self.random.choice(words), other)]
        return [line]


EDITED = {
    "a sentence": [(r"(?m)^(  claim-7:\n    says: ).*", r"\1Somebody unheardof said 17 things in Ünsal.")],
    "lines that come and go": [(r"(?m)^  claim-9:\n", "  claim-9:\n    note: >-\n      Two lines\n      of a note.\n")],
    "a verdict": [("verdict: supported", "verdict: disputed")],
    "people": [(r"(?m)^(  claim-7:(?:\n    .*)*?\n    people: ).*", r"\1[p0, p3]")],
    "the event of a claim with a date": [(r"(?m)^(  claim-27:(?:\n    .*)*?\n    event: )event-1$", r"\1event-2")],
    "a person": [(r"(?m)^(  p1:\n    name: ).*", r"\1Somebody Else")],
    "a source": [(r"(?m)^(  source-3:\n    title: ).*", r"\1Minutes of the Council")],
    "an event": [(r"(?m)^(  event-1:\n    title: ).*", r"\1The meeting of the harbour")],
    "what a text is from": [("source: source-6", "source: source-20")],
    "two records": [(r"(?m)^(  claim-7:\n    says: ).*", r"\1One."), (r"(?m)^(  claim-8:\n    says: ).*", r"\1Two.")],
    "the last record": [(r"\Z", "    note: At the end.\n")],
}


@pytest.mark.parametrize("name", EDITED)
def test_edit_within_records_builds_nothing(base: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    text = TEXT
    for old, new in EDITED[name]:
        text, count = re.subn(old, new, text, count=1)
        assert count
    base.write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.delattr(build, "build")
        with closing(store.connect(str(base))):
            pass
    assert_as_built(base)


NEW = {
    "the base": ("title: Invented", "title: Another"),
    "an id": ("\n  claim-7:", "\n  claim-seven:"),
    "a new tag": ("tags: [school]", "tags: [lake]"),
    "the order of sections": ("\npeople:\n", "\n# people\npeople:\n"),
    "half a quote": ("title: Record 0 of the border", 'title: "Record 0 of the border'),
    "a document end": ("\n  claim-7:\n", "\n...\n  claim-7:\n"),
    "an unknown source": ("source: source-6", "source: source-400"),
}


@pytest.mark.parametrize("name", NEW)
def test_what_is_more_than_an_edit_within_records_is_built_anew(base: Path, name: str) -> None:
    old, new = NEW[name]
    assert old in TEXT
    base.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    if not errors(base, store.build_in_memory):
        assert_as_built(base)
    assert errors(base, store.connect) == errors(base, store.build_in_memory)


def errors(file: Path, index: Callable[[str], sqlite3.Connection]) -> tuple[Problem, ...]:
    """Return the errors that an index of a base meets."""
    try:
        index(str(file)).close()
    except BadBase as error:
        return error.problems
    return ()


def test_edit_in_a_folder_concerns_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    rest, claims = TEXT.split("\nclaims:\n")
    at = claims.index("\n  claim-30:") + 1
    files = {"a.yaml": f"{rest}\n", "b.yaml": f"claims:\n{claims[:at]}", "c.yaml": f"claims:\n{claims[at:]}"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    store.connect(str(folder)).close()
    (folder / "b.yaml").write_text(files["b.yaml"].replace("  claim-3:\n", "  claim-3:\n    note: Here.\n"), "utf-8")
    with monkeypatch.context() as patch:
        patch.delattr(build, "build")
        store.connect(str(folder)).close()
    assert_as_built(folder)


def test_index_after_random_edits_is_as_built_anew(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = []
    apply = update.apply
    monkeypatch.setattr(update, "apply", lambda *given: brought.append(apply(*given)) or brought[-1])
    writer = Writer(0)
    done = 0
    while done < EDITS:
        before = base.read_text(encoding="utf-8")
        base.write_text(writer.edited(before), encoding="utf-8")
        try:
            assert_as_built(base)
            done += 1
        except BadBase:
            with pytest.raises(BadBase):
                store.build_in_memory(str(base))
            base.write_text(before, encoding="utf-8")
    assert sum(brought) > EDITS / 3
