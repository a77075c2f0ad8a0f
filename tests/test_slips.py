"""Slips: what of a quote may differ in a text that nearly has it, and what tells another claim."""

from __future__ import annotations

import pytest

from genden_cli.text.locate import QuotePlace, QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.quote_words import normalized_words
from genden_cli.text.tolerance import AnyWord, MisspellingTolerance

KNOWN = frozenset(
    normalized_words("Ana Brandt's wife put out the lamp of Aldport with her own hands in 1788, in public.")
)


def differ(quote: str, text: str, slips: AnyWord | MisspellingTolerance | None = None) -> int | None:
    (found,) = quote_places(paragraphs(text), [QuoteQuery(quote)], slips or MisspellingTolerance(KNOWN))
    return found.differ if isinstance(found, QuotePlace) else None


# A quote, what a text has, and how many words differ.
SAME = {
    "another letter": ("she put out the lantern", "she put out the lanterm", 1),
    "a letter less": ("with her own hands", "with her own hnds", 1),
    "a letter more": ("with her own hands", "with her own handds", 1),
    "letters changed": ("with her own hands", "wiht her own hands", 1),
    "two letters of a long word": ("an unprecedented event was seen", "an umprecedentd event was seen", 1),
    "a word put in": ("she put out the lamp", "she put out the great lamp", 1),
    "an article less": ("the lamp of Aldport", "Our lamp of Aldport", 1),
    "another article": ("the lamp of Aldport", "a lamp of Aldport", 1),
    "an article in German": ("mit der Hand gelöscht", "mit einer Hand gelöscht", 1),
    "other signs": ("she put out the lamp", "“She” – put out, the LAMP", 0),
    "two slips in eight words": (
        "that night she put out the lamp there",
        "that nigth she also put out the lamp there",
        2,
    ),
}
ANOTHER = {
    "another word": ("slapped Stalin in public", "slapped Stalin in the face"),
    "another word in the middle": ("with the help of wine", "with the help of friends of wine"),
    "the word that counts": ("with the help of wine", "with the help of water"),
    "a short word": ("she put out the lamp", "he put out the lamp"),
    "a word less": ("she put out the lamp", "she put the lamp"),
    "a known word that is near": ("with her husband's new wine", "with her husband's new wife"),
    "a letter too many for a slip": ("she saved the lamp", "she paved the lamp"),
    "its opposite": ("this was one typical event", "this was one atypical event"),
    "its opposite again": ("it showed the independence of the town", "it showed the dependence of the town"),
    "a number": ("in 1788 the lamp went out", "in 1789 the lamp went out"),
    "a number put in": ("the lamp went out", "the lamp 2 went out"),
    "a digit in a word": ("she kept lamp number b12345678 there", "she kept lamp number b12345679 there"),
    "a denial": ("she put out the lamp", "she never put out the lamp"),
    "a short denial": ("the town would see the dark lamp there", "the town wouldn't see the dark lamp there"),
    "a word of another sentence": ("Stalin publicly praised Genden", "met Stalin. Bob publicly praised Genden"),
    "a denial in Russian": ("она сама погасила лампу", "она сама не погасила лампу"),
    "a denial in Chinese": ("她把灯熄灭了那天晚上", "她没把灯熄灭了那天晚上的"),
    "two slips in seven words": ("that night she put out the lamp", "that nigth she also put out the lamp"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_a_slip_of_the_pen_leaves_a_quote_what_it_is(name: str) -> None:
    quote, text, slips = SAME[name]
    assert differ(quote, f"They say {text} that night.") == slips


@pytest.mark.parametrize("name", ANOTHER)
def test_a_word_that_may_say_something_else_is_no_slip(name: str) -> None:
    quote, text = ANOTHER[name]
    assert differ(quote, f"They say {text} that night.") is None


def test_any_word_may_differ_where_a_quote_is_checked_but_a_number() -> None:
    found = {name for name in ANOTHER if differ(*ANOTHER[name], AnyWord()) is None}
    assert found == {"a number", "a digit in a word", "two slips in seven words"}
