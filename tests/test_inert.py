"""Nothing from outside steers a terminal or hides itself; what scripts need to be written stays."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.text.sanitize import json_text, safe_link, sanitize, sanitize_line, without_workflow_commands

EVERY = list(map(chr, range(0x110000)))
JOINERS = {chr(each) for each in (0x200C, 0x200D, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F)}
# Cf by their category, but signs that are seen: of Arabic, Syriac and Kaithi, which enclose what follows, and of
# Egyptian, which arrange signs in a square.
SEEN = {
    chr(each)
    for each in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440))
}
FILLERS = set("\u115f\u1160\u3164\uffa0")
NONCHARACTERS = {*map(chr, range(0xFDD0, 0xFDF0)), *(each for each in EVERY if ord(each) & 0xFFFE == 0xFFFE)}
KINDS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
HARMFUL = {each for each in EVERY if unicodedata.category(each) in KINDS} - JOINERS - SEEN - set("\t\n")


def test_every_harmful_code_point_is_escaped():
    for character in HARMFUL | FILLERS | NONCHARACTERS:
        escape = f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{{{ord(character):x}}}"
        for around in ("", "a", "日"):
            assert sanitize(around + character + around) == around + escape + around


def test_every_tag_and_selector_that_could_carry_hidden_text_is_escaped():
    for code in range(0xE0000, 0xE1000):
        assert sanitize(chr(code)) == f"\\u{{{code:x}}}"


@pytest.mark.slow
def test_no_letter_mark_number_or_sign_is_escaped():
    hidden = {"\ufffc", *map(chr, range(0xE0100, 0xE01F0))}
    kept = [
        each for each in EVERY if unicodedata.category(each)[0] in "LMNPSZ" and each not in HARMFUL | FILLERS | hidden
    ]
    assert sanitize("".join(kept)) == "".join(kept)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🚀",
        "❤\ufe0f",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ ᠪᠢ\u180bᠴᠢᠭ",
        "\u0600١٢٣",
        "שָׁלוֹם",
        "한국어",
        "ไทย",
        "བོད་སྐད།",
        "Анна Ёлкина",
        "e\u0301",
        "\ufffd",
    ],
    ids=ascii,
)
def test_scripts_that_need_joiners_stay_as_written(text: str):
    assert sanitize(text) == sanitize_line(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\x00b\x7f", "a\\x00b\\x7f"),
        ("abc\u202edef", "abc\\u{202e}def"),
        ("a\xadb", "a\\xadb"),
        ("\U000e0041", "\\u{e0041}"),
        ("\udcff", "\\u{dcff}"),
        ("\u3164", "\\u{3164}"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("a\rb", "a\\x0db"),
        ("[red]:skull:", "[red]:skull:"),
        ("", ""),
    ],
    ids=ascii,
)
def test_harmful_characters_are_shown_as_escapes(text: str, shown: str):
    assert sanitize(text) == shown
    assert sanitize_line(text) == shown.replace("\n", " ").replace("\t", " ")


@given(st.text())
def test_inert_text_is_left_alone(text: str):
    assert sanitize(sanitize(text)) == sanitize(text)
    assert sanitize_line(sanitize(text)) == sanitize_line(text)
    assert "\n" not in sanitize_line(text)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://x", "https://[::1]/%F0"])
def test_web_address_may_become_a_link(url: str):
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "ftp://example.org",
        "javascript:alert(1)",
        "HTTPS://example.org",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/é",
        "https://example.org/\x1b\\",
        "https://example.org/\n",
    ],
)
def test_anything_else_may_not(url: str):
    assert safe_link(url) is None


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_json_says_the_same_and_is_inert(value: object):
    for indent in (None, 2):
        text = json_text(value, indent=indent)
        assert json.loads(text) == value
        assert sanitize(text) == text


def test_json_escapes_what_is_harmful_and_nothing_else():
    assert json_text({"a": "é\u202e\x9b\x1b\U000e0041日"}) == '{"a": "é\\u202e\\u009b\\u001b\\udb40\\udc41日"}'
    with pytest.raises(ValueError, match="Out of range float values"):
        json_text(float("nan"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", ": :error::x"),
        ("a\n  ::stop-commands::x\nb :: c", "a\n  : :stop-commands::x\nb :: c"),
        ("##[group]x", "# #[group]x"),
        (":: ", ": : "),
        ("a ::error::x", "a ::error::x"),
        (":x\n", ":x\n"),
    ],
)
def test_no_line_is_a_command_to_a_ci_runner(text: str, shown: str):
    assert without_workflow_commands(text) == shown
