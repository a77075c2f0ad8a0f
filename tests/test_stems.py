"""Stems: the forms of a word find one another, and other words stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.text.stems import name_stem, stem
from genden_cli.text.stop_words import Intent
from genden_cli.text.terms import question_words, stems

ALIKE = """
slap slapped slapping slaps
die died dies dying death dead
execute executed execution executing
kill killed killing killer
carry carried carries
bury buried burial
rehabilitate rehabilitated rehabilitation
independent independence
govern governed government
make made making makes
hope hoped hoping hopes
hop hopped hopping hops
write writing writes wrote written writer
drive driver driving driven
wipe wiped wiping
tall taller
stop stopped stopping
box boxes boxed boxing
state stated stating states
rise rising risen
use used using
free freed
shoot shot
organize organized organization
marry married marriage
Stalin Stalin's Stalin’s
Mongolia Mongolian
пощёчина пощёчину пощёчиной пощечина
шпион шпионом шпиона
трубка трубку трубкой
Сталин Сталина Сталину Сталиным
Гэндэн Гэндэна Гэндэнгийн Гэндэнг Гэндэнд
монастырь монастыри монастырей
алгадах алгадсан алгадав
Чойбалсан Чойбалсаны Чойбалсана
1,000 1000
Straße STRASSE
Łódź Lodz
Tromsø Tromso
Iğdır IGDIR
Þór Thor
ﬁrst first
Ⅳ IV
العُمدة العمدة
ещё еще
"""

APART = (
    "king kin|thing th|red r|bed b|ring r|nation nat|speech speck|war was|paper pap|lama lamp|sing sign"
    "|tall tale|mill mile|pole poll|hop hope|hoping hopping|cut cute|planned planed|robbed robe|star stare|win wine"
)


@pytest.mark.parametrize("line", ALIKE.strip().splitlines())
def test_forms_of_a_word_have_one_stem(line: str) -> None:
    assert len({stem(word) for word in line.split()}) == 1


@pytest.mark.parametrize("pair", APART.split("|"))
def test_other_words_have_other_stems(pair: str) -> None:
    assert len({stem(word) for word in pair.split()}) == 2


OF_NAMES = "Genden Genden's GENDEN|Jones Jones's Jones’|Dorn Dorns|Müller Muller|Сталин Сталина Сталину"

NOT_OF_NAMES = "Living live|Miller mill|Browning Brown|Rose rise|Hunter hunt|Ali alibi"


@pytest.mark.parametrize("line", OF_NAMES.split("|"))
def test_forms_of_a_name_have_one_stem(line: str) -> None:
    assert len({name_stem(word) for word in line.split()}) == 1


@pytest.mark.parametrize("pair", NOT_OF_NAMES.split("|"))
def test_other_words_have_not_the_stem_of_a_name(pair: str) -> None:
    assert len({name_stem(word) for word in pair.split()}) == 2


@given(st.text(max_size=40))
def test_any_text_has_words_and_stems(text: str) -> None:
    assert all(stems(text))
    assert question_words(text).words or not any(map(str.isalnum, text))


QUESTIONS = {
    "Is it true that she really put out the lamp?": ("true put lamp", "Is it that she really out the", Intent.WHETHER),
    "the who": ("the who", "", Intent.WHO),
    "when did the lamp go out": ("lamp go", "when did the out", Intent.WHEN),
    "Кто погасил лампу?": ("погасил лампу", "Кто", Intent.WHO),
    "хэн чийдэнг унтраасан бэ": ("чийдэнг унтраасан", "хэн бэ", Intent.WHO),
    "how many lamps": ("lamps", "how many", Intent.HOW_MANY),
    "who says that the lamp went out": ("lamp went", "who says that the out", Intent.SOURCE),
    "wer hat das Licht gelöscht": ("Licht gelöscht", "wer hat das", Intent.WHO),
    "lamp AND NOT storm": ("lamp storm", "AND NOT", None),
    "so-called 1,000 🔥": ("so-called 1,000 🔥", "", None),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_words_that_carry_nothing_are_left_out(question: str) -> None:
    words, left_out, intent = QUESTIONS[question]
    found = question_words(question)
    assert ([each.text for each in found.words], list(found.left_out)) == (words.split(), left_out.split())
    assert found.intent == intent
