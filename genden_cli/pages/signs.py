"""Signs that stand on a page without their words, and the line below it that says what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from genden_cli import words
from genden_cli.page.blocks import Cell, Prose, join_cells, text
from genden_cli.words import Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli.query.records.fetch import Verdicts


Word = TypeVar("Word", Verdict, Stance)


class LegendTracker:
    """Makes signs, and remembers which: what does not stand on a page need not be explained there."""

    def __init__(self) -> None:
        self._verdicts: set[str] = set()
        self._stances: set[str] = set()
        self._grades: set[str] = set()

    def verdict(self, word: Verdict) -> Cell:
        """Return the sign of a verdict."""
        self._verdicts.add(word)
        return text(words.VERDICTS[word].sign, f"verdict.{word}")

    def verdicts(self, counts: Verdicts) -> Cell:
        """Return how many claims have which verdict: ``✓3 ✗2``."""
        return self._counts(zip(Verdict, counts, strict=True), words.VERDICTS, "verdict", self._verdicts)

    def stance(self, word: Stance) -> Cell:
        """Return the sign of a stance."""
        self._stances.add(word)
        return text(words.STANCES[word].sign, f"stance.{word}")

    def stances(self, numbers: Iterable[int]) -> Cell:
        """Return how many sources or items take which side, their numbers being in the order of the stances."""
        counts = zip(Stance, numbers, strict=False)
        return self._counts(counts, words.STANCES, "stance", self._stances)

    def grade(self, letter: str) -> str:
        """Return the letter for how reliable a source is."""
        self._grades.add(letter)
        return letter

    def legend(self, *, stances: str = "Evidence") -> Iterator[Prose]:
        """Yield a line for each kind of sign that was made; the one of the stances begins with ``stances``."""
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
    """Yield what the signs of all verdicts and stances mean, for a page of pages."""
    signs = LegendTracker()
    for verdict in words.VERDICTS:
        signs.verdict(verdict)
    for stance in words.STANCES:
        signs.stance(stance)
    yield from signs.legend()


def _line(label: str, kind: str, signs: Iterable[tuple[str, str, str]], seen: set[str]) -> Iterator[Prose]:
    means = (text(f"{sign} {spelt}", f"{kind}.{word}" if kind else "") for word, sign, spelt in signs if word in seen)
    if seen:
        yield Prose(join_cells((text(f"{label}:", "muted"), join_cells(means, "  ")), " "))
