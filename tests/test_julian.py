"""Dates of the Julian calendar: how they are converted, read from a base, and shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from genden_cli.dates import julian
from genden_cli.dates.calendar import day_number, iso
from genden_cli.dates.edtf import DateError, parse
from genden_cli.errors import BadBase
from genden_cli.load import load
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

WORDS = """
    1917-10-25              | 1917-11-07              | 7 Nov 1917 (25 Oct Julian)
    1582-10-05              | 1582-10-15              | 15 Oct 1582 (5 Oct Julian)
    1700-02-29              | 1700-03-11              | 11 Mar 1700 (1700-02-29 Julian)
    -0043-03-15             | -0043-03-13             | 13 Mar 44 BC (15 Mar 44 BC Julian)
    1732-02-11~             | 1732-02-22~             | c. 22 Feb 1732 (c. 11 Feb Julian)
    1917-12-30/1918-01-02   | 1918-01-12/1918-01-15   | 12–15 Jan 1918 (30 Dec 1917 – 2 Jan 1918 Julian)
    [1917-12-30,1917-12-31] | [1918-01-12,1918-01-13] | 12 or 13 Jan 1918 (30 or 31 Dec 1917 Julian)
    [..1899-12-31]          | [..1900-01-12]          | 12 Jan 1900 or earlier (31 Dec 1899 or earlier Julian)
    1917-10                 | 1917-10                 | Oct 1917 (Julian)
    1917                    | 1917                    | 1917 (Julian)
"""


@pytest.mark.parametrize("line", [line for line in WORDS.splitlines() if line.strip()])
def test_days_are_converted_and_both_dates_shown(line: str) -> None:
    text, converted, words = (part.strip() for part in line.split("|"))
    assert julian.gregorian(text) == parse(converted)
    assert julian.words(text) == words


@given(st.dates())
@example(date(9999, 11, 1))
def test_julian_years_have_a_leap_day_every_four_years(day: object) -> None:
    year, month, number = map(int, str(day).split("-"))
    before = year - 1 + (month > 2)  # of the years that are over, and of this one after February
    days = day_number(year, month, number) + before // 100 - before // 400 - 2
    if days > day_number(9999, 12, 31):  # a day of a later year cannot be written in EDTF
        with pytest.raises(DateError):
            julian.gregorian(str(day))
        return
    assert julian.gregorian(str(day)).text == iso(days).removeprefix("+")[:10] or days < 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1900-02-30", "there is no day 30 in Feb 1900"),
        ("1901-02-29", "there is no day 29 in Feb 1901"),
        ("1917-10-25/1917-10-24", "reversed interval: 1917-11-07 comes after 1917-11-06"),
        ("yesterday", "'yesterday' is not a date such as 1935, 1935-12 or 1935-12-30"),
    ],
)
def test_what_is_no_julian_date_is_refused(text: str, fault: str) -> None:
    with pytest.raises(DateError) as caught:
        julian.gregorian(text)
    assert caught.value.fault == fault
    assert 0 <= caught.value.start <= caught.value.end <= len(text)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("@#DJULIAN@ 25 DEC 1700", "1701-01-05"),
        ("JULIAN 29 FEB 1700", "1700-03-11"),
        ("BEF JULIAN 25 DEC 1700", "[..1701-01-04]"),
        ("@#DJULIAN@ 30 JAN 1648/9", "1649-02-09"),
        ("@#DJULIAN@ 30 FEB 1700", None),
    ],
)
def test_julian_date_of_gedcom_is_proposed_in_the_gregorian_calendar(text: str, proposal: str | None) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.proposal == proposal


BASE = """
base: {title: T}
people:
  ann: {name: Ann, born: 1870-04-10, died: 1924-01-21, calendar: {born: julian}}
events:
  old: {title: Old, date: 1917-10-25, calendar: julian}
  new: {title: New, date: 1917-11-07, calendar: gregorian}
"""


def test_calendar_beside_a_date_converts_it() -> None:
    facts = load([BaseText("facts.yaml", BASE.encode())])
    assert [str(event.date) for event in facts.events] == ["1917-11-07", "1917-11-07"]
    (ann,) = facts.people
    assert [each and each.words for each in (ann.born, ann.died)] == ["22 Apr 1870 (10 Apr Julian)", "21 Jan 1924"]


def test_same_day_of_both_calendars_keeps_its_own_words(genden: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    ran = genden("timeline", "--events", base=tmp_path / "base.yaml")
    rows = [line.split("  ")[0] for line in ran.out.splitlines() if line.startswith("7 Nov")]
    assert rows == ["7 Nov 1917 (25 Oct Julian)", "7 Nov 1917"]


@pytest.mark.parametrize(
    ("calendar", "code"),
    [("julan", "E016"), ("{birth: julian}", "E010"), ("{born: julan}", "E016"), ("[julian]", "E012"), ("", "E013")],
)
def test_calendar_that_is_none_is_refused(calendar: str, code: str) -> None:
    base = f"base: {{title: T}}\npeople:\n  ann:\n    name: Ann\n    born: 1870-04-10\n    calendar: {calendar}\n"
    with pytest.raises(BadBase) as caught:
        load([BaseText("facts.yaml", base.encode())])
    assert [each.code for each in caught.value.problems] == [code]
