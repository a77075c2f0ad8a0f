"""What is called nearly a quote, and rightly: python benchmarks/nearly.py TEXT [SOURCE] [SEED].

TEXT is the text of a document that the bundled base examines. Each quote of four words or more that stands there to
the letter gets a slip, ten times over, and is then looked for in its paragraph: as `genden read` does (a slip of the
pen), and as `genden verify` does (any word). What leaves the claim as it was should be found (recall); what may say
something else should not (precision).
"""
# ruff: noqa: INP001, T201 -- a script of its own that prints

from __future__ import annotations

import random
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from genden_cli.index import store
from genden_cli.query.records.sources import source
from genden_cli.query.text.read import first_examined, found_quotes, misspelling_tolerance
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import Paragraph, paragraphs
from genden_cli.text.tolerance import AnyWord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.query.text.read import FoundQuote
    from genden_cli.text.tolerance import Tolerance

    Words = list[str]
    Slip = Callable[[Words, random.Random], Words | None]

TRIES = 10
FEWEST = 4
ARTICLES = ("the", "a", "an")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PUT_IN = "very then also the a really famous so-called once great own quite young whole new".split()
OTHERS = "London wine vodka friend enemy house children seven songs quietly wrote white army doctor broke".split()
BORROWED = "Stalin Soviet Moscow banquet supported political Buddhist Union public minister".split()
DENIALS = "not never hardly no without".split()


def at(words: Words, chance: random.Random, fits: Callable[[str], bool]) -> int | None:
    """Return the place of a word that fits, if there is one."""
    fitting = [number for number, word in enumerate(words) if fits(word)]
    return chance.choice(fitting) if fitting else None


def changed(words: Words, place: int | None, *by: str) -> Words | None:
    """Return the words with one of them changed by others."""
    return None if place is None else [*words[:place], *by, *words[place + 1 :]]


def misspelt(words: Words, chance: random.Random) -> Words | None:
    """Change, lose, double or swap a letter, never the first."""
    place = at(words, chance, lambda word: len(word) >= FEWEST and word.isascii() and word.isalpha())
    if place is None:
        return None
    word = words[place]
    where = chance.randrange(1, len(word) - 1)
    edit = chance.choice(
        [
            word[:where] + word[where + 1] + word[where] + word[where + 2 :],
            word[:where] + word[where + 1 :],
            word[:where] + word[where] + word[where:],
            word[:where] + chance.choice(LETTERS) + word[where + 1 :],
        ]
    )
    return changed(words, place, edit)


def other_signs(words: Words, chance: random.Random) -> Words | None:
    """Set a word in quotation marks and capitals, or a comma and a dash after it."""
    place = chance.randrange(len(words) - 1)
    return changed(words, place, f"“{words[place].upper()}”" if chance.random() < 1 / 2 else f"{words[place]}, –")


def put_in(words: Words, chance: random.Random) -> Words | None:
    """Put in a word that leaves the rest as it was."""
    place = chance.randrange(1, len(words))
    return [*words[:place], chance.choice(PUT_IN), *words[place:]]


def article_less(words: Words, chance: random.Random) -> Words | None:
    """Leave out an article."""
    return changed(words, at(words, chance, lambda word: word in ARTICLES))


def content(word: str) -> bool:
    """Tell whether a word is long enough to carry something."""
    return len(word) >= FEWEST


def another_word(words: Words, chance: random.Random) -> Words | None:
    """Take another word for one that carries something."""
    return changed(words, at(words, chance, content), chance.choice(OTHERS))


def borrowed(words: Words, chance: random.Random) -> Words | None:
    """Take a word that the claims themselves use."""
    return changed(words, at(words, chance, content), chance.choice(BORROWED))


def word_less(words: Words, chance: random.Random) -> Words | None:
    """Leave out a word between the first and the last that is no article."""
    inner = at(words[1:-1], chance, lambda word: word.lower() not in ARTICLES)
    return changed(words, None if inner is None else inner + 1)


def denied(words: Words, chance: random.Random) -> Words | None:
    """Put in a denial."""
    place = chance.randrange(1, len(words))
    return [*words[:place], chance.choice(DENIALS), *words[place:]]


def another_number(words: Words, chance: random.Random) -> Words | None:
    """Take another number."""
    place = at(words, chance, lambda word: any(map(str.isdigit, word)))
    return None if place is None else changed(words, place, str(chance.randrange(1800, 1900)))


RIGHT: dict[str, Slip] = {
    "a word misspelt": misspelt,
    "other signs, capitals": other_signs,
    "a word put in": put_in,
    "an article left out": article_less,
}
WRONG: dict[str, Slip] = {
    "another word": another_word,
    "a word of the claims": borrowed,
    "a word left out": word_less,
    "a denial put in": denied,
    "another number": another_number,
}


def main(text: str, wanted: str | None = None, seed: str = "1") -> None:
    """Print how often a quote is found with each kind of slip, and what that comes to."""
    with closing(store.connect(None)) as connection:
        made = source(connection, wanted or first_examined(connection)).claims
    blocks = paragraphs(Path(text).read_text("utf-8"), (each.quote or "" for each in made))
    stand = [each for each in found_quotes(blocks, made) if each.how == "exact" and len(each.quote.split()) >= FEWEST]
    ways: tuple[Tolerance, ...] = (misspelling_tolerance(made), AnyWord())
    print(f"{'':24} {'tried':>6} {'slip of the pen':>16} {'any word':>16}")
    totals = []
    for title, kinds in (("says the same", RIGHT), ("may say something else", WRONG)):
        print(title)
        counts = [told(name, list(altered(blocks, stand, slip, seed)), ways) for name, slip in kinds.items()]
        totals.append([sum(column) for column in zip(*counts, strict=True)])
    (tries, *rightly), (_, *wrongly) = totals
    for name, right, wrong in zip(("slip of the pen", "any word"), rightly, wrongly, strict=True):
        print(f"{name}: recall {right / tries:.1%}, precision {right / max(right + wrong, 1):.1%}")


def altered(
    blocks: Sequence[Paragraph], stand: Iterable[FoundQuote], slip: Slip, seed: str
) -> Iterator[tuple[str, str]]:
    """Yield quotes, and their paragraphs with a slip in them."""
    chance = random.Random(seed)  # noqa: S311 -- chance is no secret here
    for quoted in stand:
        text = blocks[(quoted.paragraph or 1) - 1].text
        for _ in range(TRIES):
            words = slip(quoted.quote.split(), chance)
            other = " ".join([text[: quoted.start], *words, text[quoted.end or 0 :]]) if words else quoted.quote
            if quoted.quote not in other:
                yield quoted.quote, other


def told(name: str, tries: Sequence[tuple[str, str]], ways: Sequence[Tolerance]) -> tuple[int, ...]:
    """Print how many of the quotes are found in their paragraphs, in each way."""
    hits = [
        sum(any(quote_places([Paragraph(1, text)], [QuoteQuery(quote)], way)) for quote, text in tries) for way in ways
    ]
    print(f"  {name:22} {len(tries):6}" + "".join(f" {hit:8} {hit / max(len(tries), 1):7.1%}" for hit in hits))
    return len(tries), *hits


if __name__ == "__main__":
    main(*sys.argv[1:])
