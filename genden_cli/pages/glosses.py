"""How a paragraph is marked: quotes in brackets with the sign of their verdict, guesses in braces, notes below."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli import words
from genden_cli.output.page import Cell, Glossed, Span, joined, lines, text
from genden_cli.pages import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.query.read import Passage, Quoted
    from genden_cli.query.similar import Guess

_LABEL: Final = max(map(len, words.VERDICTS)) + len("✓ ")


class _Stretch(NamedTuple):
    """A part of a paragraph that quotes stand in, or a sentence that none covers."""

    start: int
    end: int
    quotes: tuple[Quoted, ...]
    perhaps: tuple[Guess, ...]


class _Mark(NamedTuple):
    """A part of a paragraph, its role, and what is set before and after it."""

    start: int
    end: int
    role: str
    before: Cell = ()
    after: Cell = ()


def glossed(passage: Passage, reasons: parts.Reasons) -> Glossed:
    """Return a paragraph with its marks, and a note for each quote and each guess."""
    marks: list[_Mark] = []
    glosses: list[tuple[Cell, Cell]] = []
    for stretch in _stretches(passage):
        number = len(glosses) + 1
        if stretch.quotes:
            marks.append(_quote_mark(stretch, number))
            told = [reasons.told(quote, f"para. {passage.number}") for quote in stretch.quotes]
            glosses += _notes(stretch.quotes, told, number)
        elif stretch.perhaps:
            marks.append(_sentence_mark(stretch, Span(f" {{{number}}}", "muted")))
            glosses.append((text(f"{number:>2} {'perhaps':{_LABEL}}", "muted"), lines(*map(_guess, stretch.perhaps))))
        else:
            marks.append(_sentence_mark(stretch))
    return Glossed(str(passage.number), tuple(_marked(passage.text.replace("\t", " "), marks)), tuple(glosses))


def label(verdict: str, number: str = "") -> Cell:
    """Return a verdict as the label of a note, as wide as any."""
    spelt = f"{words.VERDICTS[verdict].sign} {verdict}"
    return *text(number), Span(f"{spelt:{_LABEL}}", f"verdict.{verdict}")


def because(reason: str | None, claim: str) -> Cell:
    """Return the correction, and the claim that it belongs to."""
    return joined((text(reason), parts.id_(claim)), "  ")


def _stretches(passage: Passage) -> list[_Stretch]:
    """Return what is to be marked, in the order in which it is read; what is longer before what stands in it."""
    found = [
        _Stretch(start or 0, end or 0, tuple({quote.claim: quote for quote in quotes}.values()), ())  # each claim once
        for (start, end), quotes in groupby(passage.quotes, attrgetter("start", "end"))
    ]
    found += [_Stretch(each.start, each.end, (), each.perhaps) for each in passage.sentences if not each.covered]
    return sorted(found, key=lambda each: (each.start, -each.end))


def _quote_mark(stretch: _Stretch, number: int) -> _Mark:
    role = f"verdict.{stretch.quotes[0].verdict}"
    signs = [
        Span(f" {words.VERDICTS[quote.verdict].sign}{each}", f"verdict.{quote.verdict}")
        for each, quote in enumerate(stretch.quotes, number)
    ]
    return _Mark(stretch.start, stretch.end, role, (Span("[", role),), (*signs, Span("]", role)))


def _sentence_mark(stretch: _Stretch, *after: Span) -> _Mark:
    return _Mark(stretch.start, stretch.end, "unclaimed", (), after)


def _notes(quotes: Sequence[Quoted], reasons: Iterable[str | None], first: int) -> Iterator[tuple[Cell, Cell]]:
    """Yield a note for each claim that is made in the same words; where they are several, each is spelt out."""
    for number, (quote, reason) in enumerate(zip(quotes, reasons, strict=True), first):
        nearly = _nearly(quote) if quote.how == "nearly" else ()
        said = text(quote.says if len(quotes) > 1 else None)
        yield label(quote.verdict, f"{number:>2} "), lines(nearly, said, because(reason, quote.claim))


def _nearly(quote: Quoted) -> Cell:
    differs = f"{quote.differ} word{'s differ' if quote.differ > 1 else ' differs'}"
    said = differs if quote.differ else "written otherwise"
    return Span("nearly: the quote is ", "muted"), *parts.quote(quote.quote, None), Span(f", {said}", "muted")


def _guess(guess: Guess) -> Cell:
    return joined(
        (
            text(words.VERDICTS[guess.verdict].sign, f"verdict.{guess.verdict}"),
            text(guess.says),
            parts.id_(guess.claim),
        ),
        " ",
    )


def _marked(content: str, marks: Iterable[_Mark]) -> Iterator[Span]:
    """Yield a text with marks that may stand in one another or overlap; the last one begun says how it looks."""
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    ends = {mark.end for each in opening.values() for mark in each}
    begun: list[_Mark] = []
    done = 0
    for at in sorted({*opening, *ends, len(content)}):
        if at > done:
            yield Span(content[done:at], begun[-1].role if begun else "")
        for mark in reversed(begun):
            yield from mark.after if mark.end == at else ()
        begun = [mark for mark in begun if mark.end != at] + opening.get(at, [])
        for mark in opening.get(at, ()):
            yield from mark.before
        done = at
