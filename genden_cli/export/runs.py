"""Formatted text as a list of runs, before a format writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.addresses import readable_address
from genden_cli.text.sanitize import sanitize_line, web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Run(NamedTuple):
    """A piece of text with its marks: ``italic``, ``bold``, ``caps``, ``sup``, ``sub``. ``link`` is safe to follow."""

    text: str
    marks: tuple[str, ...] = ()
    link: str | None = None


_ITALIC: Final = "\ud800"
_LINK: Final = "\ud801"
_END: Final = "\ud802"
"""The signs around titles and addresses in a text. No text of a base can hold a surrogate."""

_MARKED: Final = re.compile(f"([{_ITALIC}{_LINK}])([^{_END}]*){_END}")


def italic(text: str) -> str:
    """Return a text that `marked` turns into an italic run."""
    return f"{_ITALIC}{text}{_END}"


def linked(address: str) -> str:
    """Return an address that `marked` turns into a link."""
    return f"{_LINK}{address}{_END}"


def without_marks(text: str) -> str:
    """Return a text without the signs of `italic` and `linked`."""
    return re.sub(f"[{_ITALIC}{_LINK}{_END}]", "", text)


def marked(text: str) -> tuple[Run, ...]:
    """Return the sanitized runs of a line in which titles and addresses are marked by `italic` and `linked`."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            yield Run(sanitize_line(text[end : found.start()]))
        if found[1] == _ITALIC:
            yield Run(sanitize_line(found[2]), ("italic",))
        else:
            yield Run(sanitize_line(readable_address(found[2])), (), web_link(found[2]))
        end = found.end()
    if text[end:]:
        yield Run(sanitize_line(text[end:]))


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs. Small capitals become capitals, as pandoc writes them."""
    return "".join(each.text.upper() if "caps" in each.marks else each.text for each in runs)
