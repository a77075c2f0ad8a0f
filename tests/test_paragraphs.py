"""Paragraphs: what parts them in a text, and what a page maker put between its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import Paragraph, paragraphs
from genden_cli.text.tolerance import AnyWord


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (" \n\t\n", []),
        ("\f", []),
        ("one", ["one"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One\nTwo is longer", ["One", "Two is longer"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\nmore\n\ntwo", ["one more", "two"]),
        ("One.\n \t\n\n\nTwo.\n", ["One.", "Two."]),
        ("\n\nOne.\nTwo.\n\n", ["One.", "Two."]),  # blank lines around a text part nothing in it
        ("one\r\ntwo\r\rthree\r\n", ["one two", "three"]),
        ("One.\u2028Two.", ["One.", "Two."]),
        ("  one  \n\n\ttwo", ["one", "two"]),
        ("one \n   more\n\ntwo", ["one more", "two"]),
        ("one  more\n\ntwo", ["one  more", "two"]),
        ("one\x0btwo\n\nthree", ["one two", "three"]),
    ],
)
def test_paragraphs_are_blocks_else_lines(text: str, blocks: list[str]) -> None:
    assert paragraphs(text) == tuple(Paragraph(number, each) for number, each in enumerate(blocks, 1))


WRAPPED = {
    "a small letter goes on": ("She put it\nout", ["She put it out"]),
    "so does what would not have fitted": ("The lamp that\nAna Brandt kept", ["The lamp that Ana Brandt kept"]),
    "a headline is one": ("The Lamp\nAna Brandt had been keeper.", ["The Lamp", "Ana Brandt had been keeper."]),
    "a sentence ends a paragraph": ("It was dark.\nNobody knew why.", ["It was dark.", "Nobody knew why."]),
    "even a quoted one": ("She said: “So dark!”\nNobody knew.", ["She said: “So dark!”", "Nobody knew."]),
    "long lines are paragraphs": (f"{'A lamp ' * 20}lit\nNobody", [f"{'A lamp ' * 20}lit", "Nobody"]),
    "unless lines are plainly full": (
        "Dark! Nobody else\nknew why it was out.\nAna Brandt had kept\nit long. Nobody did.\nThey met.\nThat was all.",
        [
            "Dark! Nobody else knew why it was out. Ana Brandt had kept it long. Nobody did. They met.",
            "That was all.",
        ],
    ),
    "Chinese has neither": ("她把灯熄灭了，没有人\n知道为什么。", ["她把灯熄灭了，没有人知道为什么。"]),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_lines_that_are_plainly_wrapped_are_one_paragraph(name: str) -> None:
    text, blocks = WRAPPED[name]
    assert [each.text for each in paragraphs(text)] == blocks


# What a page maker puts between words, and how the paragraph then reads.
MADE = {
    "a hyphen": ("her hand closed over the fla-\nme and it went out", "her hand closed over the flame and it went out"),
    "a hyphen of the word's own": ("out of sheer self-\nwill, alone", "out of sheer self-will, alone"),
    "a hyphen before a capital": ("the anti-\nSoviet lamp", "the anti-Soviet lamp"),
    "a hyphen in a number": ("from 1935-\n1936 it was", "from 1935-1936 it was"),
    "a dash": ("the lamp -\nwent out", "the lamp - went out"),
    "a soft hyphen": ("over the fla\u00ad\nme", "over the flame"),
    "another hyphen": ("over the fla\u2010\nme", "over the flame"),
    "a page number": ("closed over\n12\nthe flame", "closed over the flame"),
    "a page number in dashes": ("closed over\n– 12 –\nthe flame", "closed over the flame"),
    "a page number with blank lines": ("closed over\n\n12\n\nthe flame", "closed over the flame"),
    "a page number after a hyphen": ("over the fla-\n\nPage 12\n\nme", "over the flame"),
    "a page's end": ("closed over\n\n\fthe flame", "closed over the flame"),
    "a page's end without lines": ("closed over\fthe flame", "closed over the flame"),
    "a page's end with a number": ("closed over\n\n12\n\n\fthe flame", "closed over the flame"),
    "a page's end with a number above": ("closed over\n\n\f12\n\nthe flame", "closed over the flame"),
    "Chinese lines": ("她把灯熄灭\n了，没有人\n\f知道", "她把灯熄灭了，没有人知道"),
    "Windows' line ends": ("closed over\r\nthe fla-\r\nme", "closed over the flame"),
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("after", ["", "\n\nThe end."])
def test_what_a_page_maker_put_between_words_is_left_out(name: str, after: str) -> None:
    made, reads = MADE[name]
    assert paragraphs(made + after, ["a self-will"])[0].text == reads


# What only looks like it.
KEPT = {
    "a number that is quoted": ("In the year\n788\nhe came", ["In the year 788 he came"]),
    "a number that ends a paragraph": ("It went out.\n\n12\n\nthe flame", ["It went out.", "12", "the flame"]),
    "a number before a headline": ("closed over\n\n12\n\nThe Flame", ["closed over", "12", "The Flame"]),
    "a year": ("in the winter of\n1935\nhe came", ["in the winter of 1935 he came"]),
    "numbers alone": ("1\n\n2\n\n3", ["1", "2", "3"]),
    "a blank line": ("closed over\n\nthe flame", ["closed over", "the flame"]),
    "a page's end after a sentence": ("It went out.\n\n\fthe flame", ["It went out.", "the flame"]),
    "a page's end before a capital": ("closed over\n\n\fThe Flame", ["closed over", "The Flame"]),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_may_be_the_texts_own_is_kept(name: str) -> None:
    text, blocks = KEPT[name]
    assert [each.text for each in paragraphs(text, ["the year 788"])] == blocks


QUOTE = "her hand closed over the flame and “it’s out”"
CHANGES = {
    "wrapped": ("over the", "over\nthe"),
    "soft hyphen": ("flame", "fla\u00adme"),
    "hard space": ("over the", "over\u00a0the"),
    "ligature": ("flame", "\ufb02ame"),
    "straight quotes": ("“it’s out”", '"it\'s out"'),
    "thin space": ("hand closed", "hand\u2009closed"),
    "zero-width space": ("hand closed", "hand\u200b closed"),
    "tab": ("hand closed", "hand\tclosed"),
    "hyphen at the line's end": ("closed", "clo-\nsed"),
    "page number between lines": ("over the", "over\n\n17\n\n\fthe"),
}


@pytest.mark.parametrize("after", ["", "\n", "\n\nThe end.\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_quote_is_found_in_whatever_a_page_maker_made_of_it(name: str, line_end: str, after: str) -> None:
    old, new = CHANGES[name]
    text = f"So {QUOTE}, they say.{after}".replace(old, new, 1).replace("\n", line_end)
    (found,) = quote_places(paragraphs(text, [QUOTE]), [QuoteQuery(QUOTE)], AnyWord())
    assert found is not None
    assert (found.paragraph, found.differ) == (1, 0)


SIZE = 60_000
HOSTILE = {
    "hyphens": "-\n" * SIZE,
    "a long word before a hyphen": "a" * SIZE + "-\nb",
    "signs": '."' * SIZE + "\n" + "b",
    "numbers": "a\n1\nb\n" * SIZE,
    "numbers with blank lines": "a\n\n1\n\n" * SIZE,
    "pages": "a\f" * SIZE,
    "lines": "a\n" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    assert paragraphs(HOSTILE[name], ["a-b-" * SIZE])


ANY = st.text(
    st.sampled_from("aB-.\u00ad\u2010 \n\r\f1灯。") | st.characters(exclude_characters="pP"), max_size=60
)  # with a p before it, a number is a page's


@given(ANY, ANY)
def test_paragraphs_lose_no_letter(text: str, quote: str) -> None:
    blocks = paragraphs(text, [quote])
    assert [each.number for each in blocks] == list(range(1, len(blocks) + 1))
    assert all(each.text == each.text.strip() != "" for each in blocks)
    kept, given = ("".join(filter(str.isalpha, each)) for each in ("".join(block.text for block in blocks), text))
    assert kept == given
