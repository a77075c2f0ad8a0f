"""Texts on terminals and in pipes whose encoding lacks some of their letters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from outside import genden

from genden_cli.text.legible import ERRORS, legible

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "Övörkhangai", "Ovorkhangai"),
        ("cp1252", "Övörkhangai", "Övörkhangai"),
        ("ascii", "Пэлжидийн, 根登", "Pelzhidiyn, GenDeng"),
        ("cp437", "naïve ß œ", "naïve ß oe"),
        ("latin-1", "O\u0308, a\u200db", "O, ab"),  # an accent of its own, and a joiner
        ("ascii", "\ue000 \U00017026 ￼ \ufffd", "\\ue000 \\U00017026 \\ufffc \\ufffd"),  # no letters sound like these
        ("ascii", "¿no? ؟", "?no? ?"),
        ("ascii", "\udcff", "\\udcff"),
        ("utf-8", "Övörkhangai 根登", "Övörkhangai 根登"),
        (None, "Övörkhangai", "Övörkhangai"),
    ],
)
def test_what_an_encoding_lacks_becomes_latin_letters_or_an_escape(encoding: str, text: str, shown: str) -> None:
    assert legible(text, encoding) == shown


def test_no_letter_becomes_a_question_mark_or_a_control_character() -> None:
    for code in (*range(0x80, 0x3000), *range(0xF900, 0x10000), *range(0x17000, 0x17400)):
        shown = legible(chr(code), "ascii")
        assert shown.isprintable()
        assert "?" not in shown or unicodedata.category(chr(code)) == "Po"


def test_text_that_cannot_be_decoded_stays_an_error() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", ERRORS)


def test_columns_stand_below_each_other_in_any_encoding(tmp_path: Path) -> None:
    base = tmp_path / "names.yaml"
    names = 'people: {a: {name: "根登", about: One.}, b: {name: Övörkhangai, about: Two.}}'
    base.write_text(f"base: {{title: Names}}\n{names}\n", encoding="utf-8")
    asked = ("-b", str(base), "people", "--all")
    for encoding in ("ascii", "cp1252"):
        ended = genden(*asked, environment={"PYTHONIOENCODING": encoding})
        lines = ended.out.decode(encoding).splitlines()
        (gendeng,) = (line for line in lines if line.startswith("GenDeng"))
        (place,) = (line for line in lines if "rkhangai" in line)
        assert gendeng.index("One.") == place.index("Two.")
