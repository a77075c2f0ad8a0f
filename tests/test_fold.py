"""Spellings of one name are equal once folded; words are told apart in scripts that do not space them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.text.normalize import SPACER, normalize, space_characters, visible_characters
from genden_cli.text.unspaced import spaced

SAME = [
    ("MULLER", "muller"),
    ("Müller", "muller"),
    ("Mu\u0308ller", "muller"),
    ("Straße", "strasse"),
    ("ﬁn", "fin"),
    ("Ἄννα Βράντ", "αννα βραντ"),
    ("АННА", "анна"),
    ("Йорк", "иорк"),
    ("  J.  Öhm ", "j ohm"),
    ("O'Hara-Smith", "o hara smith"),
    ("Ⅳ", "iv"),
    ("ＡＢＣ", "abc"),
    ("安娜·勃蘭特", "安娜 勃蘭特"),
    ("ガ", "カ"),
    ("한국", unicodedata.normalize("NFKD", "한국")),
    ("می\u200cخواهم", "میخواهم"),
    ("co\xadoperate", "cooperate"),
    ("ᠪᠢ\u180bᠴᠢᠭ", "ᠪᠢᠴᠢᠭ"),
    ("葛\U000e0100", "葛"),
    ("हिन्दी", "हिन्दी"),
    ("...", ""),
    ("", ""),
]


@pytest.mark.parametrize(("written", "folded"), SAME, ids=ascii)
def test_spellings_of_one_name_fold_alike(written: str, folded: str):
    assert normalize(written) == normalize(folded)


@pytest.mark.parametrize(("written", "folded"), [each for each in SAME if each[1].isascii()], ids=ascii)
def test_folded_form_is_plain(written: str, folded: str):
    assert normalize(written) == folded


@pytest.mark.parametrize(("one", "other"), [("हिन्दी", "हान्दु"), ("anna", "ann a"), ("安娜", "安那"), ("1", "2")])
def test_different_names_stay_different(one: str, other: str):
    assert normalize(one) != normalize(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert normalize(normalize(text)) == normalize(text)


@given(st.text())
def test_case_and_normal_form_make_no_difference(text: str):
    assert (
        normalize(unicodedata.normalize("NFD", text))
        == normalize(unicodedata.normalize("NFC", text))
        == normalize(text)
    )
    assert normalize(text.swapcase().casefold()) == normalize(text.casefold().swapcase().casefold())


@given(st.text())
def test_folded_words_stand_one_space_apart(text: str):
    assert normalize(text) == " ".join(normalize(text).split())


def test_characters_of_scripts_without_spaces_are_told_apart():
    assert space_characters("安娜 met アナ") == "".join(f"{each}{SPACER}" for each in "安娜") + " met " + "".join(
        f"{each}{SPACER}" for each in "アナ"
    )


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("한국어", "한|국|어|"),
        ("ไทย", "ไ|ท|ย|"),
        ("ລາວ", "ລ|າ|ວ|"),
        ("ខ្មែរ", "ខ|្|ម|ែ|រ|"),
        ("Ana安", "Ana|安|"),
        ("a🔥b 💯", "a|🔥|b 💯"),
        ("5°C", "5|°|C"),
    ],
)
def test_words_inside_other_texts_without_spaces_are_told_apart(text: str, spaced: str):
    assert space_characters(text) == spaced.replace("|", SPACER)


@given(st.text("aé安한ไ🔥°_ 5", max_size=30))
def test_short_and_long_texts_are_spaced_alike(text: str):
    assert space_characters(text) == (text if text.isascii() else spaced().sub(SPACER, text))


def test_invisible_characters_and_ligatures_are_resolved():
    assert visible_characters("quick\u00adly zero\u200bwidth ﬁrst oﬃce") == "quickly zerowidth first office"


@pytest.mark.parametrize("text", [None, "", "plain", "Анна", "Ελλάδα", "Öhm"])
def test_other_text_is_left_alone(text: str | None):
    assert space_characters(text) == text


@given(st.text())
def test_nothing_but_spacers_is_added(text: str):
    made = space_characters(text)
    assert made is not None
    assert made.replace(SPACER, "") == text.replace(SPACER, "")
