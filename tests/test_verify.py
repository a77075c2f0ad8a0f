"""``genden verify``: whether the quotes of a source stand in its text, to the letter, where the base says."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TESTS, WIDTHS
from formats import assert_formats_agree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Genden = Callable[..., Ran]
    Golden = Callable[[str, str], None]

RETELLING = TESTS / "retelling.yaml"
COMMANDS = {
    "verify-article": (FACTS, "article.txt", 0, ""),
    "verify-retelling": (
        RETELLING,
        "retelling.txt",
        1,
        "genden: 8 of 11 quotes do not stand in retelling.txt to the letter\n",
    ),
}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name files as they lie beside the tests, so that outputs do not depend on where those are."""
    monkeypatch.chdir(TESTS)


def verify(genden: Genden, text: str, *options: str, source: str = "pamphlet", base: Path = FACTS) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))
        return genden("verify", source, "--text", "-", *options, base=base)


@pytest.mark.parametrize("name", COMMANDS)
def test_pages_are_as_recorded(name: str, genden: Genden, golden_page: Callable[..., None]) -> None:
    base, text, code, said = COMMANDS[name]

    def page(width: int) -> str:
        ran = genden("verify", "pamphlet", "--text", text, base=base, width=width)
        assert (ran.code, ran.err) == (code, said)
        return ran.out

    golden_page(name, page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int, genden: Genden) -> None:
    base, text, *_ = COMMANDS[name]
    ran = genden("verify", "pamphlet", "--text", text, base=base, width=width)
    assert max(map(len, ran.out.splitlines())) <= width


@pytest.mark.parametrize("name", COMMANDS)
def test_json_lines_and_plain_lines_are_json_and_csv(name: str, genden: Genden) -> None:
    base, text, *_ = COMMANDS[name]
    assert_formats_agree(lambda format_: genden("verify", "pamphlet", "--text", text, "--format", format_, base=base))


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
@pytest.mark.parametrize("name", COMMANDS)
def test_formats_are_as_recorded(name: str, format_: str, genden: Genden, golden: Golden) -> None:
    base, text, code, said = COMMANDS[name]
    ran = genden("verify", "pamphlet", "--text", text, "--format", format_, base=base)
    assert (ran.code, ran.err) == (code, said)
    golden(f"{name}.{format_}", ran.out)


# What is done to tests/article.txt; what becomes of the quote of claim put-out, and where; exit code, and with --near.
ALTERED = {
    "nothing": (("", ""), "there", 3, 0, 0),
    "a letter less": (("hands", "hand"), "nearly", 3, 1, 0),
    "a capital": (("the lamp with", "the Lamp with"), "nearly", 3, 1, 0),
    "two spaces": (("put out the", "put  out the"), "nearly", 3, 1, 0),
    "a hard space": (("put out the", "put\u00a0out the"), "nearly", 3, 1, 0),
    "another word": (("own hands", "two hands"), "nearly", 3, 1, 0),
    "another line": (("put out the", "put out\nthe"), "there", 3, 0, 0),
    "a hyphen at the line's end": (("the lamp with", "the la-\nmp with"), "there", 3, 0, 0),
    "a soft hyphen": (("the lamp with", "the la\u00admp with"), "nearly", 3, 1, 0),
    "a page number": (("put out the", "put out\n\n12\n\n\fthe"), "there", 3, 0, 0),
    "another paragraph": (("It is said", "\n\nIt is said\n\n"), "elsewhere", 4, 0, 0),
    "not there": (("put out the lamp", "did what she had to do"), "missing", None, 1, 1),
    "half of it": (("the lamp with", "the lamp\n\nwith"), "missing", None, 1, 1),
}


@pytest.mark.parametrize("name", ALTERED)
def test_each_departure_from_the_letter_is_called_what_it_is(name: str, genden: Genden) -> None:
    (old, new), place, paragraph, code, near = ALTERED[name]
    text = (TESTS / "article.txt").read_text(encoding="utf-8").replace(old, new, 1)
    ran = verify(genden, text, "--format", "json")
    found = next(each for each in json.loads(ran.out)["verify"]["quotes"] if each["claim"] == "put-out")
    assert (found["place"], found["paragraph"], ran.code) == (place, paragraph, code)
    assert (found["found"] is None) == (place != "nearly")
    assert verify(genden, text, "--near").code == near


@pytest.mark.parametrize("after", ["", "\n\nThe end.\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_quote_is_found_across_the_lines_of_a_wrapped_text(after: str, line_end: str, genden: Genden) -> None:
    text = f"They say she put out\nthe lamp with her own\nhands and went home.{after}".replace("\n", line_end)
    quotes = json.loads(verify(genden, text, "--format", "json").out)["verify"]["quotes"]
    assert [each["paragraph"] for each in quotes if each["claim"] == "put-out"] == [1]


def test_quotes_in_evidence_are_looked_for_wherever_no_paragraph_is_named(genden: Genden) -> None:
    ran = verify(genden, "Eerst.\n\nDat was op last van Marsh.", "--format", "plain", source="log")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("there\torders\tevidence\tfolio 30v; line 4\t2\top last van Marsh\t\t0\t")


def test_near_says_that_it_was_enough(genden: Genden) -> None:
    ran = verify(genden, "By order, OP LAST VAN MARSH.", "--near", source="log")
    assert ran.code == 0
    assert ran.out.endswith("Found    0 to the letter\nNearly   1, which is enough (--near)\nMissing  0\n")


def test_a_source_without_quotes_is_no_answer(genden: Genden) -> None:
    assert verify(genden, "text", source="guide") == (1, "", "genden: the base has no quotes of guide to look for\n")


def test_nothing_is_written(genden: Genden) -> None:
    before = {file: file.read_bytes() for file in (FACTS, TESTS / "article.txt")}
    verify(genden, "text")
    assert {file: file.read_bytes() for file in before} == before


def test_a_text_is_asked_for(genden: Genden) -> None:
    ran = genden("verify", "pamphlet")
    assert (ran.code, ran.out) == (2, "")
    assert "--text" in ran.err
