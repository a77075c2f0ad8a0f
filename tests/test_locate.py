"""Sentences and the places of quotes: what counts as what, and that no text takes long or fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.text.locate import QuotePlace, QuoteQuery, quote_places
from genden_cli.text.normalize import normalize
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.sentences import sentences
from genden_cli.text.tolerance import AnyWord, MisspellingTolerance

if TYPE_CHECKING:
    from genden_cli.text.tolerance import Tolerance

SENTENCES = {
    "two": ["It was dark.", "Nobody came."],
    "no full stop": ["The Night Without a Lamp"],
    "question and exclamation": ["Who knew?", "Nobody!", "Not even she?!", "No."],
    "titles": ["Mr. Marsh met Dr. Öhm in St. Mary's Church.", "They spoke."],
    "initials": ["J. Öhm and A. M. Brandt wrote it.", "So they say."],
    "lowercase goes on": ["It was late, e.g. past ten, i.e. night.", "Then it rained."],
    "dotted": ["The U.S. Navy had ships, as z.B. Bremen did.", "Others did not."],
    "number follows": ["See vol. 12, no. 4, and p. 88.", "Then see fig. 2."],
    "the word no": ["She said no.", "He left."],
    "ellipsis goes on": ["It was… dark... and cold.", "Nobody came…", "Nobody?"],
    "quoted": [
        "“Put it out!”",
        "“Why?” she asked.",
        "He said: “Go.”",
        "'So be it.'",
        "(It was late.)",
        "Then it rained.",
    ],
    "footnotes": ["It was dark.[3]", "Nobody came.[12][13]", "So it was."],
    "list": ["1. The lamp goes out.", "2. Nobody comes."],
    "year ends it": ["It went out in 1788.", "It was lit in 1789."],
    "numbers": ["It cost 3.50 crowns, at 10.30 sharp.", "Nobody paid."],
    "chinese": ["灯灭了。", "谁知道？", "没有人！", "他说：“去吧。”", "她走了……"],
    "japanese": ["灯が消えた。", "「なぜですか？」", "と彼女は聞いた。"],
    "russian": [
        "В 1788 г. лампа погасла.",
        "Г. Маршу об этом сказал А. С. Пушкин.",
        "Никто, ни проф. Эм, не знал.",
        "Почему?",
    ],
    "russian quotes": ["«Почему?»", "— спросила она."],
    "hindi": ["दीया बुझ गया।", "कोई नहीं आया।"],
    "spaces": ["One.", "Two."],
    "long word": [f"{'x' * 40}.", "Then."],
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(name: str) -> None:
    wanted = SENTENCES[name]
    between = "" if name in {"chinese", "japanese"} else "   " if name == "spaces" else " "
    text = between.join(wanted)
    assert [text[start:end] for start, end in sentences(text)] == wanted


@given(st.text(st.sampled_from("aA1 .!?…。\"'”)[]1\n\tMrg.é—") | st.characters(), max_size=60))
def test_sentences_never_overlap_and_leave_out_only_spaces(text: str) -> None:
    done = 0
    for start, end in sentences(text):
        assert done <= start < end <= len(text)
        assert not text[done:start].strip()
        done = end
    assert not text[done:].strip()


TEXT = (
    "The lamp was dark, and every child knows why.\n\n"
    "“It’s she,” they said – she put out the lamp with her own hands. THE LAMP WAS DARK; café, lamps, 1788.\n\n"
    "The lamp was dark. 她把灯熄灭了，没有人知道为什么。 "
    "Gendu\u0308n\u2019s co\u00adoperation lasted from May 1788 to June 1789."
)
EXACT = {
    "The lamp was dark": (1, 0, 17),
    "every child knows why.": (1, 23, 45),
    "“It’s she,” they said –": (2, 0, 23),
    "THE LAMP": (2, 65, 73),
    "灯熄灭": (3, 21, 24),
    "why": (1, 41, 44),
}
NEARLY = {
    "the lamp was dark": (1, "The lamp was dark", 0),
    "The  lamp was\tdark": (1, "The lamp was dark", 0),
    "the lamp, was dark": (1, "The lamp was dark", 0),
    '"It\'s she" they said': (2, "It’s she,” they said", 0),
    "said - she": (2, "said – she", 0),
    "Cafe": (2, "café", 0),
    "she put\nout": (2, "she put out", 0),
    "Gendün's cooperation": (3, "Gendu\u0308n\u2019s co\u00adoperation", 0),
    "灯 熄灭": (3, "灯熄灭", 0),
    "every child knew why": (1, "every child knows why", 1),
    "every single child knows why": (1, "every child knows why", 1),
    "he put out the lamp with her hands": (2, "she put out the lamp with her own hands", 2),
    "把她灯熄灭了没有": (3, "把灯熄灭了，没有", 1),
    "lasted from May 1788 until June 1789": (3, "lasted from May 1788 to June 1789", 1),
}
NOWHERE = [
    "",
    " ",
    "…",
    "lam",  # a part of a word is another word
    "amp was",
    "The lam",
    "caf",
    "Gendu",
    "lasted from May 1787 to June 1789",  # a number is never nearly another
    "a lamp is bright",
    "in the lamp",
    "knows why. “It’s she",  # over the end of a paragraph
    "every one of them knows it",
    " ".join(["lamp"] * 61),
]


def place(quote: str, text: str = TEXT, named: tuple[int, int] | None = None) -> QuotePlace | None:
    (found,) = quote_places(paragraphs(text), [QuoteQuery(quote, named)], AnyWord())
    return found


@pytest.mark.parametrize("quote", EXACT)
def test_a_quote_is_found_to_the_letter(quote: str) -> None:
    paragraph, start, end = EXACT[quote]
    assert place(quote) == QuotePlace(paragraph, start, end, "exact", 0)


@pytest.mark.parametrize("quote", NEARLY)
def test_a_quote_is_found_nearly(quote: str) -> None:
    paragraph, stands, differ = NEARLY[quote]
    found = place(quote)
    assert found is not None
    assert (found.paragraph, found.how, found.differ) == (paragraph, "nearly", differ)
    assert paragraphs(TEXT)[paragraph - 1].text[found.start : found.end] == stands


@pytest.mark.parametrize("quote", NOWHERE)
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert place(quote) is None


@pytest.mark.parametrize(
    ("quote", "named", "paragraph"),
    [
        ("The lamp was dark", None, 1),
        ("The lamp was dark", (3, 3), 3),
        ("The lamp was dark", (2, 4), 3),
        ("The lamp was dark", (2, 2), 1),
        ("The lamp was dark", (9, 9), 1),
        ("The lamp was dark", (3, 1), 1),
        ("The lamp was dark", (0, 0), 1),
        ("The lamp WAS dark", (3, 3), 3),
        ("The lamp WAS dark", (2, 2), 2),
        ("The lamp WAS dark", (9, 9), 1),
        ("The lamp seemed dark", (3, 3), 3),
        ("The lamp seemed dark", (2, 2), 2),
        ("The lamp seemed dark", (9, 9), 1),
    ],
)
def test_of_several_places_the_named_one_counts(quote: str, named: tuple[int, int] | None, paragraph: int) -> None:
    found = place(quote, named=named)
    assert found is not None
    assert found.paragraph == paragraph


@pytest.mark.parametrize(
    ("text", "quote", "at"),
    [
        ("lamps and lamp", "lamp", 10),
        ("clamp, lamp", "lamp", 7),
        ("lamps", "lamp", None),
        ("(lamps (lamp", "(lamp", 7),
        ("lamp", "lamp", 0),
        ("e\u0301t\u00e9s s", "s", 6),
    ],
)
def test_a_cut_word_is_passed_over(text: str, quote: str, at: int | None) -> None:
    found = place(quote, text)
    assert (found.start if found else None) == at


SIZE = 60_000
HOSTILE = {
    "one letter": "a" * SIZE,
    "one word": "lamp " * (SIZE // 5),
    "two words": "the lamp " * (SIZE // 9),
    "full stops": "." * SIZE,
    "short sentences": ". " * (SIZE // 2),
    "spaces": "x. " + " " * SIZE + "x",
    "accents": "e\u0301" * (SIZE // 2),
    "quotation marks": '"' * SIZE,
    "short paragraphs": "x\n\n" * (SIZE // 3),
    "no spaces": "灯" * SIZE,
}
REPEATED = [
    *("a" * number for number in range(1, 40)),
    *(" ".join(["lamp", "the", "Lamp", "other"][: number % 5] * 3) for number in range(40)),
    *('"' * number + "a" for number in range(40)),
    *("灯灭" * number for number in range(1, 30)),
]


@pytest.mark.slow
@pytest.mark.parametrize("slips", [AnyWord(), MisspellingTolerance(())], ids=["any word", "slip of the pen"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_that_repeats_itself_takes_no_longer_than_another(name: str, slips: Tolerance) -> None:
    blocks = paragraphs(HOSTILE[name])
    found = list(quote_places(blocks, [QuoteQuery(each) for each in REPEATED], slips))
    assert len(found) == len(REPEATED)
    assert sum(1 for block in blocks for _ in sentences(block.text)) <= SIZE


def test_more_quotes_than_a_batch_are_all_found() -> None:
    quotes = [QuoteQuery(f"Lamp {number}") for number in range(16_001)]
    found = list(quote_places(paragraphs("lamp 0, lamp 16000"), quotes, AnyWord()))
    assert [number for number, each in enumerate(found) if each] == [0, 16_000]


ANY = st.text(st.sampled_from('abAé\u0301灯 .-–"“’1\n\r') | st.characters(), max_size=60)


@given(ANY, st.lists(ANY, max_size=4), st.tuples(st.integers(-1, 4), st.integers(-1, 4)) | st.none())
def test_every_place_is_inside_the_text_and_exact_only_if_equal(
    text: str, quotes: list[str], named: tuple[int, int] | None
) -> None:
    blocks = paragraphs(text)
    found = list(quote_places(blocks, [QuoteQuery(quote, named) for quote in quotes], AnyWord()))
    assert len(found) == len(quotes)
    for quote, each in zip(quotes, found, strict=True):
        if each is not None:
            block = blocks[each.paragraph - 1].text
            assert 0 <= each.start < each.end <= len(block)
            assert (block[each.start : each.end] == quote) or each.how == "nearly"
            assert each.how == "nearly" or each.differ == 0


WORDS = st.lists(st.sampled_from("lamp Lamp the dark 1788 灯 café “dark” was, — why?".split()), min_size=1, max_size=12)


@given(WORDS, WORDS, WORDS)
def test_words_that_stand_in_a_text_are_found_exactly_and_in_capitals_nearly(
    before: list[str], words: list[str], after: list[str]
) -> None:
    text = " ".join([*before, *words, *after])
    quote = " ".join(words)
    exact, nearly = place(quote, text), place(quote.upper(), text)
    assert exact is not None
    assert exact.how == "exact"
    if quote.upper() not in text and normalize(quote):
        assert nearly is not None
        assert (nearly.how, nearly.differ) == ("nearly", 0)
