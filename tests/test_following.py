"""After a line that is no YAML, reading goes on at the next record: no other mistake is hidden, and none invented."""

from __future__ import annotations

import pytest
from sound import SOUND, found

SLIPS = {
    "colon": ("name: Ana Brandt", "name: Ana: Brandt"),
    "no colon": ('    born: "[1751,1752]"', "    born [1751,1752]"),
    "open quote": ("name: Ana Brandt", "name: 'Ana Brandt"),
    "open double quote": ("name: Ana Brandt", 'name: "Ana Brandt'),
    "open list": ("name: Ana Brandt", "names: [Ana"),
    "open braces": ("name: Ana Brandt", "names: {text: Ana"),
    "indented": ('    born: "[1751,1752]"', "     born: 1751"),
    "tab": ('    born: "[1751,1752]"', "\tborn: 1751"),
    "conflict": ('    born: "[1751,1752]"', "<<<<<<< ours\n    born: 1751\n=======\n    born: 1752\n>>>>>>> theirs"),
    "line without an indent": ("people:", "people"),
    "head": ("base:\n", "base:\n  title: Ada\n  by Ada\n"),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("first", ["", "\ufeff", "# A comment.\n"])
def test_slip_hides_no_later_mistake_and_invents_none(slip: str, first: str) -> None:
    old, new = SLIPS[slip]
    assert old in SOUND
    text = f"{first}{SOUND.replace(old, new, 1)}"
    assert [each.code for each in found(text)] == ["E003"]
    line = text.rindex("    verdict: ")
    text = f"{text[:line]}    verdikt: {text[line + len('    verdict: ') :]}"
    *_, problem = problems = found(text)
    assert [each.code for each in problems] == ["E003", "E010"]
    assert problem.span.line == text[:line].count("\n") + 1


def test_section_on_the_first_line_of_a_file_is_found() -> None:
    assert _places("people:\n  ann: {name: Ann\n  bob: {nam: Bob}\n") == ["2:8 E003", "3:9 E010"]


def test_keys_of_the_head_are_no_records() -> None:
    assert _places("people:\n  ann: {name: Ann}\nbase:\n  title: A: b\n  by: [\nclaims:\n  one: {sais: A.}\n") == [
        "4:11 E003",
        "7:9 E010",
    ]


def test_line_that_looks_like_a_section_within_a_text_is_none() -> None:
    assert _places("people:\n  ann:\n    name: Ann: b\n    about: >\n      x\n      claims:\n  bob: {nam: Bob}\n") == [
        "3:14 E003",
        "7:9 E010",
    ]


def test_every_conflict_is_named_and_its_first_side_read() -> None:
    text = """base: {title: T}
people:
<<<<<<< HEAD
  ann: {name: Ann}
||||||| 1234567
  ann: {nam: A}
=======
  ann: {naim: Anne}
>>>>>>> other
  bob: {nam: Bob}
claims:
<<<<<<< HEAD
  one: {sais: A.}
=======
>>>>>>> other
"""
    assert _places(text) == ["3:1 E003", "10:9 E010", "12:1 E003", "13:9 E010"]
    messages = [each.message for each in found(text) if each.code == "E003"]
    assert messages == [f"unresolved merge conflict, up to line {line}" for line in (9, 15)]


def test_only_so_many_slips_are_read_past() -> None:
    people = "".join(f"  a{number}: {{name: A: b}}\n" for number in range(2000))
    assert len(found(f"people:\n{people}")) == 100


def _places(text: str) -> list[str]:
    return [f"{each.span.line}:{each.span.column} {each.code}" for each in found(text)]
