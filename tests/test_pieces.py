"""Quotes with omissions and with words of the curator, and quotes that stand in a text more than once."""

from __future__ import annotations

from time import process_time

import pytest

from genden_cli.text.locate import QuotePlace, QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.tolerance import AnyWord
from genden_cli.words import MatchKind

TEXT = """The lamp was lit. He said that the keeper, an old woman, put out the lamp with her hands.

Nobody saw it. He said that the storm put it out. The keeper wrote: "I lit the lamp at six," and slept.

The lamp was lit again. On the first night [sic] of 1789 the Councils met.
"""


def place(quote: str, before: str | None = None, after: str | None = None, text: str = TEXT) -> QuotePlace | None:
    query = QuoteQuery(quote, None, before, after)
    return next(quote_places(paragraphs(text, [quote]), [query], AnyWord()))


@pytest.mark.parametrize(
    "quote",
    [
        "the keeper […] put out the lamp",
        "the keeper [...] put out the lamp",
        "the keeper [ . . . ] put out the lamp",
        "The lamp was lit […] The lamp was lit again",
        "[…] put out the lamp […]",
        "the keeper, [Ana Brandt,] an old woman",
        "that [Ana Brandt,] an old woman",  # two words for two
        "[t]he keeper",
        "[N]obody saw it",
        "the Council[s] met",
        "night [sic] of 1789",  # in the text itself
        "night [he says] of 1789",
        "[Brandt] lit the lamp at six",
        "put […] out […] lit again",
        "[sic]",
    ],
)
def test_pieces_are_found_in_their_order(quote: str) -> None:
    found = place(quote)
    assert found is not None
    assert found.how is MatchKind.EXACT
    assert found.differ == 0


@pytest.mark.parametrize(
    "quote",
    [
        "put out the lamp […] the keeper, an old woman",  # the other way round
        "the keeper [Ana Brandt] put out the lamp with her own hands",
        "[a]nother keeper",
        "the storm [and then for quite a while] with her hands",
        "[…]",
        "[our words]",
        "[t]he",
        "the storm […] a dragon",
    ],
)
def test_other_pieces_are_not_found(quote: str) -> None:
    found = place(quote)
    assert found is None or found.how is not MatchKind.EXACT


def test_piece_that_differs_is_shown_with_its_brackets() -> None:
    found = place("The Keeper […] put  out the lamp")
    assert found is not None
    assert (found.how, found.differ) == (MatchKind.NEARLY, 0)
    assert found.found == "the keeper […] put out the lamp"


def test_piece_may_differ_in_a_word() -> None:
    found = place("put out the light with her hands […] The keeper wrote")
    assert found is not None
    assert (found.how, found.differ) == (MatchKind.NEARLY, 1)
    assert found.found == "put out the lamp with her hands […] The keeper wrote"


@pytest.mark.parametrize(
    ("before", "after", "paragraph"),
    [
        (None, "the keeper", 1),
        (None, "the storm", 2),
        ("lit.", None, 1),
        ("saw it", None, 2),
        ("Nobody saw it.", "the storm put", 2),
        ("saw it", "the keeper", None),
        ("no such words", None, None),
    ],
)
def test_words_around_a_quote_choose_its_place(before: str | None, after: str | None, paragraph: int | None) -> None:
    found = place("He said that", before, after)
    assert found is not None
    assert found.how is MatchKind.EXACT
    assert (found.paragraph if found.beside else None) == paragraph


def test_words_before_a_quote_may_end_the_paragraph_before() -> None:
    found = place("The lamp was lit", "and slept.")
    assert found is not None
    assert (found.paragraph, found.beside) == (3, True)


def test_omission_has_an_end() -> None:
    text = f"A beginning {'word ' * 2000}and an end."
    assert place("A beginning […] and an end", text=text) is None
    assert place("A beginning […] and an end", text=text.replace("word ", "", 1000)) is not None


@pytest.mark.parametrize(
    "quote",
    ["a […] a […] a […] b", "a [x] a [x] a […] a [x] b", "[" * 2000, "[]" * 2000, "a[" * 1000 + "]" * 1000],
)
def test_search_takes_linear_time(quote: str) -> None:
    begin = process_time()
    place(quote, text="a " * 200_000)
    assert process_time() - begin < 10
