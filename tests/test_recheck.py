"""A check after an edit reports what a new check of the same files reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sound import SOUND
from test_check import WRONG, wrong
from test_update import EDITED, EDITS, TEXT, Writer

from genden_cli import recheck
from genden_cli.check import CheckResult, check
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ODD = {"the hall": "the ha\ufb01 hall", "It tells of": "TODO", "kind: event": "kind: event  # genden: ignore W207 W201"}


def texts(files: Mapping[str, str]) -> tuple[BaseText, ...]:
    return tuple(BaseText(path, text.encode()) for path, text in files.items())


def reported(result: CheckResult) -> tuple[object, ...]:
    return result.problems, result.suppressions


def assert_alike(checker: recheck.Recheck, files: Mapping[str, str]) -> None:
    assert reported(checker.check(texts(files))) == reported(check(texts(files)))


def in_files(text: str) -> dict[str, str]:
    """Return a base as four files, with claims before and after what they rest on."""
    head, people, events, claims = re.split(r"^(?=people:|events:|claims:)", text, flags=re.MULTILINE)
    first, second = re.split(r"^(?=  claim-30:)", claims, flags=re.MULTILINE)
    return {"a.yaml": head, "b.yaml": first + people, "c.yaml": events, "d.yaml": f"claims:\n{second}"}


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Return a list that grows each time that a base is read as a whole."""
    found: list[None] = []
    records = recheck.records
    monkeypatch.setattr(recheck, "records", lambda *given, **named: found.append(None) or records(*given, **named))
    return found


@pytest.mark.parametrize("row", WRONG)
def test_edit_of_a_sound_base_is_reported_as_by_a_new_check(row: tuple[str, ...]) -> None:
    checker = recheck.Recheck()
    assert_alike(checker, {"facts.yaml": SOUND})
    assert_alike(checker, {"facts.yaml": wrong(*(*row, "")[1:4])[0]})
    assert_alike(checker, {"facts.yaml": SOUND})


@pytest.mark.parametrize("name", EDITED)
def test_edit_within_records_reads_only_what_rests_on_them(reading: list[None], name: str) -> None:
    checker = recheck.Recheck()
    assert_alike(checker, in_files(TEXT))
    text = TEXT
    for old, new in EDITED[name]:
        text = re.sub(old, new, text, count=1)
    assert_alike(checker, in_files(text))
    assert len(reading) == 1


@pytest.mark.parametrize(
    ("error", "number"), [("verdict: refused", 1), ("verdict: refuted\n    event: event-100", 1), ("verdict: [", 2)]
)
def test_errors_in_records_are_found_by_reading_these(reading: list[None], error: str, number: int) -> None:
    checker = recheck.Recheck()
    for text in (TEXT, TEXT.replace("verdict: refuted", error, 1), TEXT.replace("verdict: refuted", "note: So", 1)):
        assert_alike(checker, in_files(text))
    assert len(reading) == number


def test_claims_on_one_line_are_checked_anew() -> None:
    rest, claims = TEXT.split("\nclaims:\n")
    line = "z1: {says: A., event: event-1, date: 1900}, z2: {says: B., event: event-2, date: 1901}"
    files = {"a.yaml": f"{rest}\nclaims:\n{claims}", "b.yaml": f"claims: {{{line}}}\n"}
    checker = recheck.Recheck()
    assert_alike(checker, files)
    for change in ("date: 1901", "date: 1900"):
        text = re.sub(r"(?m)^(  event-1:\n(?:    .*\n)*?)    date: .*", rf"\1    {change}", files["a.yaml"])
        assert_alike(checker, files | {"a.yaml": text})


@pytest.mark.parametrize("cut", [in_files, lambda text: {"facts.yaml": text}])
def test_check_after_random_edits_is_as_anew(reading: list[None], cut: Callable[[str], dict[str, str]]) -> None:
    text = TEXT
    for old, new in ODD.items():
        text = text.replace(old, new, 1)
    files, writer, checker, valid = cut(text), Writer(1), recheck.Recheck(), 0
    for _ in range(EDITS):
        path = writer.random.choice(list(files))
        changed = files | {path: writer.edited(files[path])}
        assert_alike(checker, changed)
        if writer.random.randrange(2):
            checker.release()
        if not check(texts(changed)).errors:
            files, valid = changed, valid + 1
    assert len(reading) < EDITS / 2 < valid


def test_files_that_come_and_go_are_checked_anew(reading: list[None]) -> None:
    checker = recheck.Recheck()
    files = in_files(TEXT)
    assert_alike(checker, files)
    del files["d.yaml"]
    assert_alike(checker, files)
    assert len(reading) == 2
