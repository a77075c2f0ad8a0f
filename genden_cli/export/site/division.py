"""Divide long lists over several pages, so that no page of a site is large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.words import Stance, Verdict

_Item = TypeVar("_Item")

MOST: Final = 55_000
"""The weight of a list on one page: about its bytes, without the frame of the page and the facts of a record."""


class Group(NamedTuple):
    """Rows below a heading. ``word`` is the verdict or the stance that they share; ``look`` names their macro."""

    title: str
    look: str
    rows: Sequence[Any]
    word: Verdict | Stance | None = None
    number: int = 0
    """How many rows the group has on all pages."""


def divided(
    items: Iterable[_Item], weight: Callable[[_Item], int], *, first: int = MOST
) -> Iterator[tuple[int, list[_Item], bool]]:
    """Yield the number of each page from 1, its items, and whether it is the last; at least one page.

    ``first`` is what the first page may weigh. A page has at least one item.
    """
    number, held, room = 1, list[_Item](), first
    for item in items:
        needed = weight(item)
        if held and needed > room:
            yield number, held, False
            number, held, room = number + 1, [], MOST
        held.append(item)
        room -= needed
    yield number, held, True


def divided_groups(
    groups: Iterable[Group], weight: Callable[[Any], int], *, first: int = MOST
) -> Iterator[tuple[int, list[Group], bool]]:
    """Yield the number of each page, the groups on it, each with its rows there, and whether it is the last."""
    pairs = ((group, row) for group in groups for row in group.rows)
    for number, held, is_last in divided(pairs, lambda pair: weight(pair[1]), first=first):
        found: dict[str, Group] = {}
        for group, row in held:
            begun = found.setdefault(group.title, group._replace(rows=[], number=len(group.rows)))
            begun.rows.append(row)  # type: ignore[attr-defined] # a list from the line above
        yield number, list(found.values()), is_last
