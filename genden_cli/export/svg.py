"""Export a person and those around as a picture in SVG: a row for each generation, a line for each pair.

Parents stand above, children below, and all others beside. Beside an arrow stands what the person is to whom it points.
The file needs nothing else: no script, no font, no other file.
"""

from __future__ import annotations

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli.export.pairs import around, neighbours, people_and_pairs
from genden_cli.kinship import Kin, kin_of
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.stream import say
from genden_cli.pages.person import life_dates
from genden_cli.text.print_width import em_width, wrapped
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.export import Target
    from genden_cli.export.pairs import Pair
    from genden_cli.model import Person

_GENERATIONS: Final[dict[Kin | None, int]] = {
    Kin.PARENT: -1,
    Kin.CHILD: 1,
    Kin.GRANDPARENT: -2,
    Kin.GRANDCHILD: 2,
    Kin.GREAT_GRANDPARENT: -3,
    Kin.GREAT_GRANDCHILD: 3,
    Kin.AUNT_OR_UNCLE: -1,
    Kin.NIECE_OR_NEPHEW: 1,
}
"""How many generations after a person a relative is. Others, and people who are no relatives, are of the same."""

_SWEEPS: Final = 8
"""How often each row is put in the order of those to whom its people have a line."""

_WIDTH, _BESIDE, _BELOW, _MARGIN = 200, 110, 100, 70
"""In pixels: the width of a box, the room beside and below it, and the margin of the picture."""

_NAME, _SMALL, _LINE = 14, 12, 18
"""In pixels: the size of a name and of what is less, and the height of a line."""

_MOST_LINES: Final = 4
_ALONG_LINE: Final = (0.7, 0.6, 0.8, 0.5, 0.85, 0.4)
_ALONG_CURVE: Final = (0.5, 0.4, 0.6, 0.3, 0.7)
"""Where on a line its words stand, from its upper or left end. In the middle, those of two parents would meet."""

Point = tuple[int, int]

_MANY: Final = 60

_MARKS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_STYLE: Final = """
text{font:14px "DejaVu Sans","Noto Sans",Helvetica,Arial,sans-serif;text-anchor:middle;fill:#1d1b16}
.ground{fill:#fdfcf8}.box{fill:#fff;stroke:#8a8171}.box.own{stroke:#3b5484;stroke-width:3}
path{fill:none;stroke:#8a8171}.small{font-size:12px;fill:#5d574b}
.role{paint-order:stroke;stroke:#fdfcf8;stroke-width:5px;stroke-linejoin:round}
@media (prefers-color-scheme:dark){text{fill:#ece7db}.ground{fill:#16150f}.box{fill:#24221a}.small{fill:#b3aa98}
.box.own{stroke:#9db4e0}.role{stroke:#16150f}}
"""


class Box(NamedTuple):
    """A person in the picture: the row and the place in it, the upper left corner, and the lines of the name."""

    row: int
    place: int
    x: int
    y: int
    lines: Sequence[str]
    title: str
    dates: str


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export: the people of a picture have to be known before it can be drawn."""
    start = str(target.person)
    people, found = people_and_pairs(connection)
    shown = around(start, (each[:2] for each in found), target.steps)
    pairs = [each for each in found if each.one in shown and each.other in shown]
    if len(shown) > _MANY:
        say(f"{len(shown)} people: with fewer --steps, a picture is easier to read")
    target.write(picture(start, people, pairs, shown))


def picture(start: str, people: Mapping[str, Person], pairs: Sequence[Pair], shown: Iterable[str]) -> Iterator[str]:
    """Yield the picture of those who are ``shown``, by their ids; ``pairs`` are only of these."""
    near = neighbours(each[:2] for each in pairs)
    rows = _rows(start, shown, pairs)
    _arrange(rows, near)
    yield from _drawing(_boxes(rows, _places(rows, near), people), pairs, start)


def _rows(start: str, shown: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """Return people by generation, the eldest first. The shortest way from the start tells the generation."""
    ties: dict[str, list[tuple[str, int]]] = {}
    for pair in sorted(pairs, key=lambda each: _kin(each) is None):  # stable: relatives before all others
        later = _GENERATIONS.get(_kin(pair), 0)
        ties.setdefault(pair.one, []).append((pair.other, later))
        ties.setdefault(pair.other, []).append((pair.one, -later))
    generation, waiting = {start: 0}, deque([start])
    while waiting:
        near = waiting.popleft()
        for far, later in ties.get(near, ()):
            if far not in generation:
                generation[far] = generation[near] + later
                waiting.append(far)
    rows: dict[int, list[str]] = {}
    for id_ in shown:
        rows.setdefault(generation[id_], []).append(id_)
    return [rows[number] for number in sorted(rows)]


def _kin(pair: Pair) -> Kin | None:
    """Return what the other of a pair is to the one, if a role of either side says so."""
    outward = (kin_of(each, outward=True) for each in pair.roles)
    return next(filter(None, chain(outward, (kin_of(each, outward=False) for each in pair.other_roles))), None)


def _arrange(rows: Iterable[list[str]], near: Mapping[str, Sequence[str]]) -> None:
    """Sort each row so that people stand near those to whom they have a line: so few lines cross."""
    places = {id_: place for row in rows for id_, place in _in_row(row)}
    for _ in range(_SWEEPS):
        for row in rows:
            row.sort(key=lambda id_: _mean([places[each] for each in near.get(id_, (id_,))]))
            places |= _in_row(row)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _in_row(row: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield the place of each person of a row, counted from its middle."""
    yield from ((id_, number - (len(row) - 1) / 2) for number, id_ in enumerate(row))


def _places(rows: Iterable[Sequence[str]], near: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return the place of each person from left to right; a row is below those above to whom its people have a line."""
    found: dict[str, float] = {}
    for row in rows:
        own = dict(_in_row(row))
        away = [found[each] - own[id_] for id_ in row for each in near.get(id_, ()) if each in found]
        found |= {id_: place + (_mean(away) if away else 0) for id_, place in own.items()}
    first = min(found.values())
    return {id_: place - first for id_, place in found.items()}


def _boxes(rows: Sequence[Sequence[str]], places: Mapping[str, float], people: Mapping[str, Person]) -> dict[str, Box]:
    """Return the box of each person."""
    names = {id_: _name(people[id_].name) for id_ in places}
    height = _height(max(map(len, names.values())))
    found = {}
    for number, row in enumerate(rows):
        for place, id_ in enumerate(row):
            person = people[id_]
            found[id_] = Box(
                row=number,
                place=place,
                x=_MARGIN + round(places[id_] * (_WIDTH + _BESIDE)),
                y=_MARGIN + number * (height + _BELOW),
                lines=names[id_],
                title=sanitize_line(person.name),
                dates=life_dates(person.born, person.died),
            )
    return found


def _name(name: str) -> list[str]:
    lines = wrapped(sanitize_line(name), (_WIDTH - 20) / _NAME)
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]


def _height(lines: int) -> int:
    """Return the height of a box with so many lines for the name, and one for the dates."""
    return (lines + 1) * _LINE + 20


def _drawing(boxes: Mapping[str, Box], pairs: Sequence[Pair], start: str) -> Iterator[str]:
    """Yield the picture: lines first, then boxes, which cover their ends, then the words beside the lines."""
    height = _height(max(len(each.lines) for each in boxes.values()))
    right = max(each.x for each in boxes.values()) + _WIDTH + _MARGIN
    below = max(each.y for each in boxes.values()) + height + _MARGIN
    own, lines = boxes[start], [_line(boxes[each.one], boxes[each.other], height) for each in pairs]
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{right}" height="{below}" '
    yield f'viewBox="0 0 {right} {below}" role="img">\n'
    yield f"<title>{_escape(own.title)} and {len(boxes) - 1} people around</title>\n<style>{_STYLE}</style>\n"
    yield f'<rect class="ground" width="{right}" height="{below}"/>\n'
    yield from (f'<path d="{path}"/>\n' for path, _ in lines)
    for box in boxes.values():
        yield from _box(box, height, is_own=box is own)
    taken: list[tuple[Point, Point]] = []
    for (_, points), pair in zip(lines, pairs, strict=True):
        words = _words(boxes[pair.one], boxes[pair.other], pair)
        yield from _written(words, *_free_point(points, words, taken))
    yield "</svg>\n"


def _box(box: Box, height: int, *, is_own: bool) -> Iterator[str]:
    middle, kind = box.x + _WIDTH // 2, "box own" if is_own else "box"
    yield f"<g><title>{_escape(', '.join(filter(None, (box.title, box.dates))))}</title>\n"
    yield f'<rect class="{kind}" x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{height}" rx="6"/>\n'
    top = box.y + (height - len(box.lines) * _LINE - (_LINE if box.dates else 0)) // 2 + _NAME
    for number, line in enumerate(box.lines):
        yield f'<text x="{middle}" y="{top + number * _LINE}">{_escape(line)}</text>\n'
    if box.dates:
        yield f'<text class="small" x="{middle}" y="{top + len(box.lines) * _LINE}">{_escape(box.dates)}</text>\n'
    yield "</g>\n"


def _line(one: Box, other: Box, height: int) -> tuple[str, Iterable[Point]]:
    """Return the line of a pair as a path, and the points at which its words may stand, the best first."""
    middle = one.x + _WIDTH // 2
    if one is other:
        return f"M{middle - 20} {one.y}c0 -40 40 -40 40 0", [(middle, one.y - 34)]
    upper, lower = sorted((one, other), key=lambda each: (each.row, each.place))
    (left, top), (right, bottom) = ((each.x + _WIDTH // 2, each.y + height) for each in (upper, lower))
    if upper.row == lower.row and lower.place - upper.place == 1:
        y = top - height // 2
        return f"M{upper.x + _WIDTH} {y}H{lower.x}", [((left + right) // 2, y)]
    if upper.row == lower.row:
        depth = min(20 + 15 * (lower.place - upper.place), _BELOW - 25)
        bend = ((left + right) // 2, top + 2 * depth)
        path = f"M{left} {top}Q{bend[0]} {bend[1]} {right} {bottom}"
        return path, (_on_curve((left, top), bend, (right, bottom), share) for share in _ALONG_CURVE)
    end = (right, lower.y)
    half = ((left + right) // 2, (top + lower.y) // 2)
    path = f"M{left} {top}L{right} {lower.y}"
    return path, (_on_curve((left, top), half, end, share) for share in _ALONG_LINE)


def _on_curve(start: Point, bend: Point, end: Point, share: float) -> Point:
    """Return the point at a share of a quadratic curve; of a straight line, if it bends at its middle."""
    rest = 1 - share
    x, y = (
        round(rest * rest * one + 2 * rest * share * two + share * share * three)
        for one, two, three in zip(start, bend, end, strict=True)
    )
    return x, y


def _words(one: Box, other: Box, pair: Pair) -> list[str]:
    """Return what two people are to each other, as lines."""
    lines: list[str] = []
    for roles, here, there in ((pair.roles, one, other), (pair.other_roles, other, one)):
        if roles:
            said = f"{_arrow(here, there)} {', '.join(map(sanitize_line, roles))}"
            lines += wrapped(said, _BESIDE / _SMALL)[:_MOST_LINES]
    return lines


def _free_point(points: Iterable[Point], lines: Sequence[str], taken: list[tuple[Point, Point]]) -> Point:
    """Return the first point at which lines of words meet no others, else the first; add their place to ``taken``."""
    wide, high = round(max(map(em_width, lines)) * _SMALL / 2), len(lines) * (_LINE - 4) // 2
    places = [(point, ((point[0] - wide, point[1] - high), (point[0] + wide, point[1] + high))) for point in points]
    free = (each for each in places if not any(_meet(each[1], other) for other in taken))
    point, place = next(free, places[0])
    taken.append(place)
    return point


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two rectangles overlap: each is its upper left and its lower right corner."""
    return all(one[0][axis] < other[1][axis] and other[0][axis] < one[1][axis] for axis in (0, 1))


def _written(lines: Sequence[str], x: int, y: int) -> Iterator[str]:
    """Yield lines of words around a point."""
    top = y - (len(lines) - 1) * (_LINE - 4) // 2 + _SMALL // 3
    for number, line in enumerate(lines):
        yield f'<text class="small role" x="{x}" y="{top + number * (_LINE - 4)}">{_escape(line)}</text>\n'


def _escape(text: str) -> str:
    return text.translate(_MARKS)


def _arrow(here: Box, there: Box) -> str:
    if here.row != there.row:
        return "↑" if there.row < here.row else "↓"
    return "→" if there.place >= here.place else "←"
