r"""Export the sources as BibLaTeX in UTF-8 (biber). The keys of entries are ids.

Each sign that TeX or BibTeX would act on is escaped, so that TeX prints it and other tools read it as itself. Braces
stay balanced. ``{}`` keeps two signs from becoming one (``--``), and keeps babel from reading ``"`` as a shorthand.
Dates that BibLaTeX reads (EDTF level 1) stay as written; others become words.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.dates.edtf import DateKind, parse
from genden_cli.query.records import dump
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.export import Target
    from genden_cli.model import Source

_TYPES: Final = {
    **dict.fromkeys("article-journal article-magazine article-newspaper article review review-book".split(), "article"),
    **dict.fromkeys("post post-weblog webpage".split(), "online"),
    **dict.fromkeys("entry entry-dictionary entry-encyclopedia".split(), "inreference"),
    "book": "book",
    "pamphlet": "booklet",
    "dataset": "dataset",
    "report": "report",
    "thesis": "thesis",
    "software": "software",
    "manuscript": "unpublished",
    "personal_communication": "letter",
    "periodical": "periodical",
    "collection": "collection",
    "patent": "patent",
}
"""The BibLaTeX type of each CSL type. All others are ``misc``."""

# A whole date of EDTF as far as BibLaTeX reads it (manual, 2.3.8): a qualifier for the whole, X in the last places.
_DATE: Final = re.compile(
    r"(-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-(0[1-9]|1[0-2]|2[1-4]|XX)|[0-9]{4}-(0[1-9]|1[0-2])-([0-9]{2}|XX)"
    r"|[0-9]{4}-XX-XX|-[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?|Y-?[0-9]{5,})[?~%]?"
)

_SIGNS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': '"{}',
    "": "{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_IN_PAIRS: Final = {**_SIGNS, "{": r"\{", "}": r"\}"}
"""More tools know these escapes, but BibTeX counts them as braces."""

_WHOLE: Final = frozenset(
    """
    author bookauthor editor afterword annotator commentator foreword introduction translator holder institution
    location organization origlocation origpublisher publisher
    """.split()
)
"""Lists of names and of literals: one value, of which nobody said where its parts end, and none at an "and"."""

_VERBATIM: Final = frozenset({"url"})

LEFT_OUT: Final = Frozen(
    {
        "language": "BibLaTeX knows babel's names of languages, not tags",
        "reliability": "a judgement of this fact base, not a fact about the work",
        "why": "a judgement of this fact base, not a fact about the work",
        "read": "how much the curator read, not a fact about the work",
        "derived_from": "the format has no place for the sources of a source",
    }
)
"""Fields of a source that an entry leaves out, each with the reason."""

_LIGATURES: Final = ("--", "''", "``", ",,", "<<", ">>", "!`", "?`")
_BETWEEN: Final = "|".join(f"(?<=[{one}])(?={other})" for one, other in _LIGATURES)
_SIGN: Final = re.compile(rf'[\\{{}}~^"#$%&_]|{_BETWEEN}')


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield one entry per source."""
    separator = ""
    for source in dump.sources(connection):
        kind = _TYPES.get(source.type or "", "misc")
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source))
        yield f"{separator}@{kind}{{{source.id},\n{lines}}}\n"
        separator = "\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry with their values."""
    for field in schema.SOURCE.fields:
        value = getattr(source, field.attribute)
        if field.biblatex and field.biblatex not in _VERBATIM and value:
            said = escape(value)
            yield field.biblatex, f"{{{said}}}" if field.biblatex in _WHOLE else said
    if source.issued:
        yield date_field(source.issued.edtf)
    for scheme, value in source.ids:
        if scheme in ("isbn", "issn"):
            yield scheme, escape(value)
    if doi := dict(source.ids).get("doi"):
        yield "doi", _verbatim(doi)
    if address := source.url or source.archived:
        yield "url", _verbatim(address)
    if note := _note(source):
        yield "note", note


def date_field(issued: str) -> tuple[str, str]:
    """Return the field for a date, and its value."""
    when = parse(issued)
    ends = issued.split("/") if when.kind is DateKind.INTERVAL else [issued]
    if when.kind in (DateKind.DATE, DateKind.INTERVAL) and all(
        each in ("", "..") or _DATE.fullmatch(each) for each in ends
    ):
        return "date", issued
    return "year", escape(when.words)


def _note(source: Source) -> str:
    """Return the values without a field: other identifiers, the archived copy, the note."""
    known = ("isbn", "issn", "doi")
    said = [f"{scheme.upper()}: {value}" for scheme, value in source.ids if scheme not in known]
    if source.url and source.archived:
        said.append(f"archived: {source.archived}")
    if source.note:
        said.append(source.note)
    return escape("; ".join(said))


def escape(text: str) -> str:
    """Return text with the special characters of TeX escaped."""
    line = sanitize_line(text)
    signs = _IN_PAIRS if _in_pairs(line) else _SIGNS
    return _SIGN.sub(lambda found: signs[found[0]], line)


def _in_pairs(text: str) -> bool:
    """Tell whether the braces are balanced."""
    depth = 0
    for sign in re.findall("[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _verbatim(address: str) -> str:
    """Return an address for a verbatim field. Characters that would end the field are percent-encoded."""
    return re.sub(r"[\\{}]|[^!-~]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
