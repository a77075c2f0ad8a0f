"""The files of a bibliography: which format each has, and its items."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography import biblatex, csl_json, ris, spreadsheet
from genden_cli.bibliography.references import Reference, reference
from genden_cli.errors import Unreadable, WrongUsage
from genden_cli.source import inputs, text_file
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    Items = tuple[list[dict[str, Any]], list[str]]
    """Items of CSL-JSON, and what is no item, each with a reason."""


_ENDINGS: Final = {
    ".json": "csl",
    ".csljson": "csl",
    ".bib": "biblatex",
    ".bibtex": "biblatex",
    ".ris": "ris",
    ".csv": "csv",
    ".tsv": "csv",
}
_SIGNS: Final = (
    ("csl", re.compile(r"\A\s*[\[{]")),
    ("ris", re.compile(r"(?m)^TY {1,3}- ")),
    ("biblatex", re.compile(r"@\s*[A-Za-z]+\s*[{(]")),
    ("csv", re.compile(r"\A[^\n]*[,;\t]")),
)
FORMATS: Final = ("csl", "biblatex", "ris", "csv")
"""The names of the formats."""

_LOOK: Final = 1 << 16


def references(paths: Sequence[str], form: str | None) -> tuple[list[Reference], tuple[str, ...]]:
    """Return the references in some files, and what is no reference, each with a reason.

    The format is that of ``form``, else of the ending or the content of each file. Raise `Unreadable` for a file that
    holds none, `WrongUsage` where a library is missing.
    """
    found: list[Reference] = []
    wrong: list[str] = []
    for path in paths:
        text = text_file.read(path)
        name = "standard input" if path == inputs.STDIN else sanitize_line(os.path.basename(path))
        items, unreadable = _items(form or _format(path, text), text, name)
        if not items:
            hints = tuple(unreadable[:_MOST_HINTS]) or ("it needs CSL-JSON, BibLaTeX, RIS, or CSV with a header",)
            raise Unreadable(f"{name} holds no references", hints=hints)
        found += (reference(each, name) for each in items)
        wrong += unreadable
    return found, tuple(map(sanitize_line, wrong))


_MOST_HINTS: Final = 3


def _items(form: str, text: str, file: str) -> Items:
    """Return the items of a text. Only the module of its format is loaded."""
    if form == "csl":
        return csl_json.items(text, file)
    if form == "biblatex":
        return biblatex.items(text, file)
    return ris.items(text, file) if form == "ris" else spreadsheet.items(text, file)


def _format(path: str, text: str) -> str:
    ending = os.path.splitext(path)[1].lower()
    if found := _ENDINGS.get(ending):
        return found
    start = text[:_LOOK]
    for form, sign in _SIGNS:
        if sign.search(start):
            return form
    raise WrongUsage(
        f"the format of {sanitize_line(path)} is not known",
        hints=(f"name it: --from {'|'.join(FORMATS)}",),
    )
