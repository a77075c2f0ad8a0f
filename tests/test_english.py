"""English after a number: one thing or several."""

from __future__ import annotations

import pytest

from genden_cli.text.english import count_noun, count_of


@pytest.mark.parametrize(
    ("noun", "several"),
    [
        ("source", "sources"),
        ("person", "people"),
        ("more person", "more people"),
        ("copy", "copies"),
        ("entry", "entries"),
        ("day", "days"),
    ],
)
def test_a_noun_follows_its_number(noun: str, several: str) -> None:
    assert [count_noun(number, noun) for number in (0, 1, 2)] == [f"0 {several}", f"1 {noun}", f"2 {several}"]
    assert (count_of(1, 1, noun), count_of(1, 3, noun)) == (f"1 of 1 {noun}", f"1 of 3 {several}")
