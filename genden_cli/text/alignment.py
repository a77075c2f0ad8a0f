"""The alignment of the words of a quote with words of a text: Sellers' edit distance."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.text.tolerance import Tolerance


def best_alignment(
    quote_words: Sequence[str], found: Sequence[str], insertable: Sequence[bool], tolerance: Tolerance, most: int
) -> tuple[int, int, int]:
    """Return the cost of the best alignment, and the start and end of the words that it covers.

    ``insertable`` says for each word in ``found`` whether it may be an insertion. The algorithm is Sellers' edit
    distance, whose start and end in the text are free.
    """
    far = most + 1
    insert_costs = [1 if may else far for may in insertable]
    row = [(0, 0, start) for start in range(len(found) + 1)]  # (words that differ, minus the equal words, start)
    for word in quote_words:
        omit_cost = 1 if tolerance.may_omit(word) else far
        cells = [(row[0][0] + omit_cost, row[0][1], 0)]
        for other, insert_cost, (before, above) in zip(found, insert_costs, pairwise(row), strict=True):
            same = word == other
            price = 0 if same else 1 if before[0] < most and tolerance.may_replace(word, other) else far
            cells.append(
                min(
                    (before[0] + price, before[1] - same, before[2]),
                    (above[0] + omit_cost, *above[1:]),
                    (cells[-1][0] + insert_cost, *cells[-1][1:]),
                )
            )
        row = cells
    ends = ((*cell[:2], abs(end - cell[2] - len(quote_words)), cell[2], end) for end, cell in enumerate(row))
    cost, _, _, start, end = min(ends)
    return cost, start, end
