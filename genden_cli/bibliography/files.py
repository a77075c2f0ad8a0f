"""The files of a bibliography: which format each has, and its items."""

from __future__ import annotations

import os
import re
from enum import StrEnum
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


class BibliographyFormat(StrEnum):
    """The formats of a bibliography."""

    CSL = "csl"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSV = "csv"


_ENDINGS: Final = {
    ".json": BibliographyFormat.CSL,
    ".csljson": BibliographyFormat.CSL,
    ".bib": BibliographyFormat.BIBLATEX,
    ".bibtex": BibliographyFormat.BIBLATEX,
    ".ris": BibliographyFormat.RIS,
    ".csv": BibliographyFormat.CSV,
    ".tsv": BibliographyFormat.CSV,
}
_SIGNS: Final = (
    (BibliographyFormat.CSL, re.compile(r"\A\s*[\[{]")),
    (BibliographyFormat.RIS, re.compile(r"(?m)^TY {1,3}- ")),
    (BibliographyFormat.BIBLATEX, re.compile(r"@\s*[A-Za-z]+\s*[{(]")),
    (BibliographyFormat.CSV, re.compile(r"\A[^\n]*[,;\t]")),
)
_READERS: Final = {
    BibliographyFormat.CSL: csl_json.items,
    BibliographyFormat.BIBLATEX: biblatex.items,
    BibliographyFormat.RIS: ris.items,
    BibliographyFormat.CSV: spreadsheet.items,
}
_LOOK: Final = 1 << 16


def references(paths: Sequence[str], form: BibliographyFormat | None) -> tuple[list[Reference], tuple[str, ...]]:
    """Return the references in some files, and what is no reference, each with a reason.

    The format is that of ``form``, else of the ending or the content of each file. Raise `Unreadable` for a file that
    holds none, `WrongUsage` where a library is missing.
    """
    found: list[Reference] = []
    wrong: list[str] = []
    for path in paths:
        text = text_file.read(path)
        name = "standard input" if path == inputs.STDIN else sanitize_line(os.path.basename(path))
        items, unreadable = _READERS[form or _format(path, text)](text, name)
        if not items:
            hints = tuple(unreadable[:_MOST_HINTS]) or ("it needs CSL-JSON, BibLaTeX, RIS, or CSV with a header",)
            raise Unreadable(f"{name} holds no references", hints=hints)
        found += (reference(each, name) for each in items)
        wrong += unreadable
    return found, tuple(map(sanitize_line, wrong))


_MOST_HINTS: Final = 3


def _format(path: str, text: str) -> BibliographyFormat:
    ending = os.path.splitext(path)[1].lower()
    if found := _ENDINGS.get(ending):
        return found
    start = text[:_LOOK]
    for form, sign in _SIGNS:
        if sign.search(start):
            return form
    raise WrongUsage(
        f"the format of {sanitize_line(path)} is not known",
        hints=(f"name it: --from {'|'.join(BibliographyFormat)}",),
    )
