"""Denials: which words deny a part of a sentence, and which only look as if they did."""

from __future__ import annotations

import pytest

from genden_cli.text.denial import DenialScope, is_negative

# Sentences with the part that may be denied between « and ».
DENIED = [
    "«She slapped Ann» is not what happened.",
    "She did not «slap Ann».",
    "She didn’t «slap Ann».",
    "Nobody «slapped Ann in the face».",
    "It is not true that «she slapped Ann».",
    "That «she slapped Ann», as the paper has it, is a myth.",
    "«She slapped Ann», which never happened.",
    "«She slapped Ann», but there is no evidence.",
    "The mayor denies, to this day, that «she slapped Ann».",
    "Without a word, she left and never «slapped Ann».",
    "Not once did she «slap Ann».",
    "No woman was ever there to «slap Ann».",
    "She could hardly «slap Ann».",
    "Она не «ударила Анну».",
    "Тэр хэзээ ч «алгадаагүй» үгүй.",
    "她没有«打安妮»。",
    "Sie hat Anna nie «geohrfeigt».",
]
AFFIRMED = [
    "She not only «slapped Ann» but also kicked her.",
    "Not only did she «slap Ann», she kicked her.",
    "She was not just «a judge».",
    "It was not merely «a slap in the face».",
    "No sooner had she sat down than «she slapped Ann».",
    "It was not until May that «she slapped Ann».",
    "There is no doubt that «she slapped Ann».",
    "Without doubt «she slapped Ann».",
    "It was nothing but «a slap in the face».",
    "It was none other than «Eve Marsh».",
    "«She slapped Ann» and no woman was braver.",
    "No man was more feared than she when «she slapped Ann».",
    "The talk was not limited to «the harvest».",
    "«She slapped Ann», but Ann did not cry.",
    "Although Bob was not there, «she slapped Ann».",
    "«She slapped Ann», and nobody knew what to do.",
    "«Her career ended there», but her luck did not.",
    "She was never angry; still «she slapped Ann».",
    "Bob did not move when «she slapped Ann».",
    "Not long after the war «she slapped Ann».",
    "Hardly had she sat down when «she slapped Ann».",
    "Она не только «ударила Анну», но и ушла.",
    "Sie hat nicht nur «Anna geohrfeigt».",
    "她不仅«打了安妮»，而且走了。",
    "他不久«成为总理»。",
]


def _is_denied(marked: str) -> bool:
    start, end = marked.index("«"), marked.index("»") - 1
    return DenialScope(marked.replace("«", "").replace("»", "")).deny(start, end)


@pytest.mark.parametrize("marked", DENIED)
def test_denial_reaches_what_it_denies(marked: str) -> None:
    assert _is_denied(marked)


@pytest.mark.parametrize("marked", AFFIRMED)
def test_phrases_and_other_clauses_deny_nothing(marked: str) -> None:
    assert not _is_denied(marked)


def test_statement_is_negative_if_a_word_of_it_denies() -> None:
    assert is_negative("The account mentions no slap.")
    assert not is_negative("She was not only a judge.")
    assert not is_negative("She slapped Ann.")
