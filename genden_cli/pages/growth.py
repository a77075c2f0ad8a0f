"""A curve in text: how many independent sources had spoken for and against a claim by each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Cell, text
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.provenance import Origins
    from genden_cli.query.evidence.growth import Growth

_HEIGHTS: Final = "▁▂▃▄▅▆▇█"
"""The signs of a curve, from nothing to the highest number."""

_WIDTH: Final = 24
"""The signs of a curve, at most: each stands for some years."""

_MOST_STEPS: Final = 4

_Steps = list[tuple[int, "Origins"]]


def growth_rows(growth: Growth) -> Iterator[tuple[str, Cell]]:
    """Yield a row for each side with a dated source: the curve, and the years in which it rose."""
    if not growth.years:
        return
    span = growth.years[0].year, growth.years[-1].year
    most = max(max(each.origins_for.voices, each.origins_against.voices) for each in growth.years)
    for label, side in (("Sources for it", "origins_for"), ("Against it", "origins_against")):
        steps = _steps([(each.year, getattr(each, side)) for each in growth.years])
        if steps:
            yield label, text(f"{_curve(steps, span, most)}{_in_words(steps)}")
    if growth.undated:
        yield (
            "",
            text(f"independent ones by year; {count_noun(growth.undated, 'source')} without a date left out", "muted"),
        )


def _steps(counts: _Steps) -> _Steps:
    """Return the years in which a number changed, from the first that is not zero."""
    befores = [None, *(origins for _, origins in counts)]
    return [each for each, before in zip(counts, befores, strict=False) if each[1] != before and each[1].voices]


def _curve(steps: _Steps, span: tuple[int, int], most: int) -> str:
    """Return the curve from the first to the last year, or nothing for a single year."""
    first, last = span
    if first == last:
        return ""
    width = min(_WIDTH, last - first + 1)
    ends = (first + (last - first) * (number + 1) // width for number in range(width))
    heights = ((_number(steps, year) * (len(_HEIGHTS) - 1) + most - 1) // most for year in ends)
    return f"{first} {''.join(_HEIGHTS[each] for each in heights)} {last}: "


def _number(steps: _Steps, year: int) -> int:
    return next((origins.voices for step, origins in reversed(steps) if step <= year), 0)


def _in_words(steps: Sequence[tuple[int, Origins]]) -> str:
    """Return the first and the last steps in words: ``1 in 1936, …, 1 to 4 in 2017``."""
    said = [f"{origins.number} in {year}" for year, origins in steps]
    if len(said) > _MOST_STEPS:
        said = [*said[:2], "…", *said[-1:]]
    return ", ".join(said)
