"""A fact base made from a text: each of its sentences is a claim, with its paragraph and its first words as a quote."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli.edit import skeletons
from genden_cli.edit.long_texts import prose_lines
from genden_cli.errors import WrongUsage
from genden_cli.field_types import QUOTE_WORDS
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.characters import UNFIT
from genden_cli.parsing.fixes import yaml_text
from genden_cli.parsing.text_readers import Id
from genden_cli.source import inputs
from genden_cli.text.paragraphs import UNSPACED, paragraphs
from genden_cli.text.sanitize import sanitize_line
from genden_cli.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.text.paragraphs import Paragraph

_MOST_ROUNDS: Final = 5
_LONGEST_TITLE: Final = 120
_LONGEST_ID: Final = 64
_WORDS: Final = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
_NO_QUOTE: Final = re.compile(rf"[\[\]]|{UNFIT.pattern}")
"""What cannot be quoted: in a quote, brackets hold words of the curator."""

_LETTER: Final = re.compile(r"[^\W_]")


class _Sentence(NamedTuple):
    """A sentence: its paragraph and its number there, its text, and its first words as they stand there."""

    paragraph: int
    number: int
    text: str
    quote: str


class ArticleBase(NamedTuple):
    """A fact base of the sentences of a text: its bytes, the id of the text, and the number of claims."""

    data: bytes
    source: str
    claims: int


def template(text: str, path: str, *, title: str | None, bare: bool = False) -> ArticleBase:
    """Return a fact base of the sentences of a text that was read from ``path``.

    Raise `WrongUsage` if the text has no words, or for a title that no fact base can have.
    """
    found = _sentences(text)
    if not found:
        raise WrongUsage(f"{path} has no sentence", hints=("name a text with words in it",))
    name = "" if path == inputs.STDIN else sanitize_line(os.path.basename(path))
    source = Id.mended(os.path.splitext(name)[0])[:_LONGEST_ID].strip("-") or "text"
    first = found[0].text
    headline = first if len(first) <= _LONGEST_TITLE else name or source
    values = {
        "SOURCE": source,
        "HEADLINE": yaml_text(headline),
        "NOTE": yaml_text(f"Read from {name or 'standard input'}. Its paragraphs are counted from 1."),
        "CLAIMS": "\n\n".join("\n".join(_claim(each, source)) for each in found),
    }
    data = skeletons.filled("article.yaml", headline if title is None else title, bare=bare, **values)
    return ArticleBase(data, source, len(found))


def _sentences(text: str) -> list[_Sentence]:
    """Return the sentences of a text. Quotes may change how lines are joined, so the text is read again with them."""
    found: list[_Sentence] = []
    for _ in range(_MOST_ROUNDS):
        again = [each for part in paragraphs(text, [each.quote for each in found]) for each in _parts(part)]
        if again == found:
            break
        found = again
    return found


def _parts(paragraph: Paragraph) -> Iterator[_Sentence]:
    """Yield the sentences of a paragraph that have words."""
    number = 0
    for start, end in sentences(paragraph.text):
        text = paragraph.text[start:end]
        if _LETTER.search(text):
            number += 1
            whole = " ".join(UNFIT.sub(" ", text).split())
            yield _Sentence(paragraph.number, number, whole, _first_words(text))


def _first_words(sentence: str) -> str:
    """Return the beginning of a sentence: up to twelve words that can be quoted."""
    piece = next(filter(_LETTER.search, _NO_QUOTE.split(sentence)))
    ends = [each.end() for each in _WORDS.finditer(piece)]
    return piece[: ends[min(len(ends), QUOTE_WORDS) - 1]].strip()


def _claim(sentence: _Sentence, source: str) -> Iterator[str]:
    """Yield the lines of a claim."""
    place = f"{{paragraph: {sentence.paragraph}}}"
    yield f"  p{sentence.paragraph}-s{sentence.number}:"
    yield from (f"    {line}" for line in prose_lines("says", sentence.text))
    yield "    appears_in:"
    yield f"      - {{source: {source}, at: {place}, quote: {yaml_text(sentence.quote, in_brackets=True)}}}"
    yield "    verdict: unreviewed"
