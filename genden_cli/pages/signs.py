"""Signs of verdicts, stances and grades, and the legend below a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from genden_cli import words
from genden_cli.page.blocks import Cell, Prose, join_cells, text
from genden_cli.pages import parts
from genden_cli.query.records.fetch import Verdicts
from genden_cli.words import Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


Word = TypeVar("Word", Verdict, Stance)


class LegendTracker:
    """Makes signs and remembers them, so that the legend explains only the signs on the page."""

    def __init__(self) -> None:
        self._verdicts: set[str] = set()
        self._stances: set[str] = set()
        self._grades: set[str] = set()

    def verdict(self, claim: parts.Judged) -> Cell:
        """Return the sign of the verdict on a claim, and its state if it is not published."""
        self._verdicts.add(claim.verdict or "")
        return parts.verdict_sign(claim)

    def verdicts(self, counts: Verdicts) -> Cell:
        """Return the number of claims by verdict: ``✓3 ✗2``."""
        return self._counts(zip(words.VERDICTS, counts, strict=True), words.VERDICTS, "verdict", self._verdicts)

    def stance(self, word: Stance) -> Cell:
        """Return the sign of a stance."""
        self._stances.add(word)
        return parts.stance(word)

    def stances(self, numbers: Iterable[int]) -> Cell:
        """Return the number of sources or items by stance. ``numbers`` are in the order of the stances."""
        counts = zip(words.STANCES, numbers, strict=False)
        return self._counts(counts, words.STANCES, "stance", self._stances)

    def grade(self, letter: str) -> str:
        """Return the letter of a reliability."""
        self._grades.add(letter)
        return letter

    def legend(self, *, stances: str = "Evidence") -> Iterator[Prose]:
        """Yield a line of the legend per kind of sign. ``stances`` is the label of the stances."""
        yield from _line("Claims", "verdict", [(w, words.VERDICTS[w].sign, w) for w in words.VERDICTS], self._verdicts)
        sides = [(each, words.STANCES[each].sign, words.STANCE_TITLES[each].lower()) for each in words.STANCES]
        yield from _line(stances, "stance", sides, self._stances)
        yield from _line(
            "Grade", "", [(letter, letter, means) for letter, means in words.RELIABILITY.items()], self._grades
        )

    def _counts(
        self, counts: Iterable[tuple[Word, int]], signs: Mapping[Word, words.Sign], kind: str, seen: set[str]
    ) -> Cell:
        found = [(word, number) for word, number in counts if number]
        seen.update(word for word, _ in found)
        return join_cells((text(f"{signs[word].sign}{number}", f"{kind}.{word}") for word, number in found), " ")


def full_legend() -> Iterator[Prose]:
    """Yield the full legend of verdicts, stances and grades, for the Markdown report."""
    signs = LegendTracker()
    signs.verdicts(Verdicts(*(1 for _ in words.VERDICTS)))
    for stance in words.STANCES:
        signs.stance(stance)
    yield from signs.legend()
    for label, grades in (("Grade of a source", words.RELIABILITY), ("Grade of what it says", words.CREDIBILITY)):
        means = (text(f"{letter} {spelt}") for letter, spelt in grades.items())
        yield Prose(join_cells((text(f"{label}:", "muted"), join_cells(means, "  ")), " "))


def _line(label: str, kind: str, signs: Iterable[tuple[str, str, str]], seen: set[str]) -> Iterator[Prose]:
    means = (text(f"{sign} {spelt}", f"{kind}.{word}" if kind else "") for word, sign, spelt in signs if word in seen)
    if seen:
        yield Prose(join_cells((text(f"{label}:", "muted"), join_cells(means, "  ")), " "))
