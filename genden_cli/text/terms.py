"""The words of a text and of a question: how they are found, and which of them carry nothing.

Scripts without spaces between words are not divided here. A stretch of such a script is one word, and search matches
any part of it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text import unspaced
from genden_cli.text.normalize import normalize
from genden_cli.text.ranges import is_unspaced
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import GERMAN, GERMAN_CUES, INTENTS, STOP_WORDS, WEAK_WORDS, YES_OR_NO, Intent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ASCII_WORD: Final = re.compile(r"[0-9]+(?:[.,'][0-9]+)+|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
OUTER: Final = "\"'“”„«»‘’`()[]{}<>,;:!?…。，、？！：；（）《》「」·*^|\\/=+~.-–—"


class Word(NamedTuple):
    """A word of a question, and its stem. A word with a sign inside, such as ``so-called``, has no stem.

    A ``weak`` word carries little, such as ``story``.
    """

    text: str
    stem: str = ""
    weak: bool = False


class QuestionWords(NamedTuple):
    """The words of a question that count, those left out because they carry nothing, and what is asked for."""

    words: tuple[Word, ...]
    left_out: tuple[str, ...] = ()
    intent: Intent | None = None


def words(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return (ASCII_WORD if text.isascii() else unspaced.WORD).findall(text)


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text, in order."""
    return [found for word in words(text) if (found := stem(word))]


def content_stems(text: str) -> list[str]:
    """Return the stems of the words of a text that carry something, or of all its words if none does."""
    found: list[str] = []
    for word in content_words(text)[0]:
        parts = chinese_content(word.text) or [word.text] if is_unspaced(word.text) else []
        found += parts or [word.stem or word.text.casefold()]
    return found


def phrasing_key(text: str, found: Iterable[str] | None = None) -> str:
    """Return the form in which a question and a phrasing are compared: the stems of their words, in any order.

    ``found`` are the `content_stems` of the text, if they are known.
    """
    return " ".join(sorted(set(content_stems(text) if found is None else found))) or normalize(text)


def question_words(text: str) -> QuestionWords:
    """Return the words of a question.

    Words that carry nothing are left out, unless no other word remains. A stretch of a script without spaces is kept.
    """
    kept, left_out = content_words(text)
    return QuestionWords(kept, left_out, intent(text))


def content_words(text: str) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Return the words of a text that carry something, or all if none does, and those that carry nothing."""
    found = [word for piece in text.split() for word in _pieces(piece)]
    empty = STOP_WORDS | GERMAN if any(_plain(word) in GERMAN_CUES for word in found) else STOP_WORDS
    kept = [word for word in found if _plain(word) not in empty] or found
    left_out = () if len(kept) == len(found) else tuple(word for word in found if word not in kept)
    words: dict[str, Word] = {}
    for word in kept:
        words.setdefault(word.casefold(), _word(word))
    return tuple(words.values()), tuple(dict.fromkeys(left_out))


def intent(text: str) -> Intent | None:
    """Return what a question is about, or None."""
    found_words = words(text.casefold())
    plain = f" {' '.join(found_words)} "
    yes_or_no = found_words[:1] != [] and found_words[0] in YES_OR_NO
    for found, cues in _cues(only_ascii=plain.isascii()):
        if not (yes_or_no and found in ASKED_FIRST) and any(cue in plain for cue in cues):
            begun = found in ASKED_FIRST and found_words[0] in ASKED_FIRST  # "who was there when it broke"
            return Intent(found_words[0]) if begun else found
    return Intent.WHETHER if yes_or_no else None


@cache
def _cues(*, only_ascii: bool) -> list[tuple[Intent, list[str]]]:
    """Return the words of each intent, between spaces unless their script has none."""
    return [
        (found, [each if is_unspaced(each) else f" {each} " for each in cues if each.isascii() or not only_ascii])
        for found, cues in INTENTS
    ]


ASKED_FIRST: Final = (Intent.WHEN, Intent.WHERE, Intent.WHO, Intent.WHY)
"""What a question asks for if it begins with the word, and not if it begins with a verb: "was he there when …"."""


def _pieces(piece: str) -> Iterator[str]:
    """Yield the words of a stretch without spaces. A stretch of a script without spaces is one word."""
    bare = piece.strip(OUTER) or piece
    for run in [bare] if bare.isascii() else _runs(bare):
        if is_unspaced(run):
            yield run
        elif plain := run.strip(OUTER):
            if not plain.isascii() and unspaced.SIGN.search(plain):
                yield from words(plain)
            elif any(map(str.isalnum, plain)):
                yield plain


def _runs(text: str) -> Iterator[str]:
    """Yield the stretches of a text in scripts without spaces, and the stretches between them."""
    for _, run in groupby(text, is_unspaced):
        yield "".join(run)


def _word(text: str) -> Word:
    plain = not is_unspaced(text) and words(text) == [text]
    return Word(text, stem(text) if plain else "", _plain(text) in WEAK_WORDS)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def chinese_content(run: str) -> list[str]:
    """Return the parts of a Chinese text that remain without the words that carry nothing."""
    return unspaced.CHINESE_EMPTY.sub(" ", run).split()
