"""How near to a slip of the pen stands what is said of it: python benchmarks/slips.py [COUNT] [SEED].

Each slip is one edit at a random place of the bundled base: a character more, less, another, two that changed places, a
line less, or a line twice. A slip is told near if every place that is reported lies at most two lines from it; what a
slip breaks elsewhere, such as a reference to an id, counts against us too.
"""
# ruff: noqa: INP001, T201 -- a script of its own that prints

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from genden_cli import paths
from genden_cli.check import check
from genden_cli.named_tuple import NamedTuple
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEAR = 2
TYPED = "abcxyz019 :,-'\"[]{}#&*!|>%@`\t\n?éж中"


class Slip(NamedTuple):
    """The line of an edit, from 1, and the lines of all that is said of it."""

    line: int
    told: list[int]

    @property
    def is_near(self) -> bool:
        """Whether every place lies near."""
        return all(abs(each - self.line) <= NEAR for each in self.told)

    @property
    def is_hit(self) -> bool:
        """Whether some place does."""
        return any(abs(each - self.line) <= NEAR for each in self.told)


def slips(text: str, *, count: int, seed: int) -> Iterator[Slip]:
    """Yield those of ``count`` slips in a base that something is said of."""
    chance = random.Random(seed)  # noqa: S311 -- the same slips every time
    for _ in range(count):
        at = chance.randrange(len(text))
        slipped = chance.choice(_SLIPS)(text, at, chance.choice(TYPED))
        told = [each.span.line for each in check([BaseText("facts.yaml", slipped.encode())]).problems]
        if told:
            yield Slip(text.count("\n", 0, at) + 1, told)


_SLIPS: tuple[Callable[[str, int, str], str], ...] = (
    lambda text, at, _: text[:at] + text[at + 1 :],
    lambda text, at, typed: text[:at] + typed + text[at:],
    lambda text, at, typed: text[:at] + typed + text[at + 1 :],
    lambda text, at, _: text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    lambda text, at, _: text[: _line(text, at)] + text[_next(text, at) :],
    lambda text, at, _: text[: _next(text, at)] + text[_line(text, at) : _next(text, at)] + text[_next(text, at) :],
)


def _line(text: str, at: int) -> int:
    """Return where the line begins that a character stands in."""
    return text.rfind("\n", 0, at) + 1


def _next(text: str, at: int) -> int:
    """Return where the line after it begins."""
    end = text.find("\n", at)
    return end + 1 if end >= 0 else len(text)


def main() -> None:
    """Print how many slips were told, and how near."""
    count, seed = [*map(int, sys.argv[1:]), *(1000, 1)[len(sys.argv) - 1 :]][:2]
    told = list(slips(Path(paths.bundled_facts()).read_text("utf-8"), count=count, seed=seed))
    near, hit = sum(each.is_near for each in told), sum(each.is_hit for each in told)
    print(f"{count} slips in the bundled base (seed {seed}), {len(told)} of them reported")
    print(f"every place within {NEAR} lines: {near} ({near / len(told):.1%})")
    print(f"a place within {NEAR} lines:     {hit} ({hit / len(told):.1%})")


if __name__ == "__main__":
    main()
