r"""Export the sources as BibLaTeX in UTF-8 (biber). The keys of entries are ids.

Each sign that TeX or BibTeX would act on is escaped, so that TeX prints it and other tools read it as itself. Braces
stay balanced. ``{}`` keeps two signs from becoming one (``--``), and keeps babel from reading ``"`` as a shorthand.
Dates that BibLaTeX reads (EDTF level 1) stay as written; others become words. Notes of the curator and values without
a field of their own stand in ``annotation``.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli import contributors, schema
from genden_cli.dates.edtf import DateKind, parse
from genden_cli.export import biblatex_model
from genden_cli.field_types import DateType, NamesType
from genden_cli.query.records import dump
from genden_cli.text import languages
from genden_cli.text.sanitize import sanitize_line
from genden_cli.words import NameOrder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.export import Target
    from genden_cli.model import Contributor, Names, Source

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

_WHOLE: Final = frozenset("institution language location organization origlocation origpublisher publisher".split())
"""Lists of literals: one value, which does not end at an "and"."""

_LIBRARY: Final = ("archive", "archive_place", "archive_collection", "archive_location", "call_number")

_IN_PLACE: Final = frozenset(("type", "url", "language", "issued", "accessed", "archived", "note", "issue", *_LIBRARY))
"""The keys that are written in a way of their own."""

_IDS: Final = ("isbn", "issn", "doi")
_EPRINTS: Final = Frozen({"arxiv": "arxiv", "handle": "hdl", "pmid": "pubmed", "jstor": "jstor"})
"""The name of each archive of electronic prints in BibLaTeX."""

LEFT_OUT: Final = Frozen(
    {
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
        entry = _Entry(source)
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in entry.fields.items())
        yield f"{separator}@{entry.type}{{{source.id},\n{lines}}}\n"
        separator = "\n"


class _Entry:
    """An entry: its type, and its fields with their values. ``_rest`` are the values without a field."""

    def __init__(self, source: Source) -> None:
        self.type = biblatex_model.entry_type(source)
        self.fields: dict[str, str] = {}
        self._rest: list[str] = []
        self._add_keys(source)
        self._add_issue(source.issue)
        self._add_dates(source)
        self._add_ids(source)
        self._add_address(source)
        if held := ", ".join(text for key in _LIBRARY if (text := getattr(source, key))):
            self._add(("library",), escape(held), f"library: {held}")
        self._rest += [source.note] if source.note else []
        if self._rest:
            self.fields["annotation"] = escape("; ".join(self._rest))

    def _add(self, places: Iterable[str], value: str, said: str) -> None:
        """Put a value in the first place that the type has and that is free, or keep it for the annotation."""
        legal = biblatex_model.FIELDS[self.type]
        place = next((each for each in places if each in legal and each not in self.fields), None)
        if place is None:
            self._rest.append(said)
        else:
            self.fields[place] = f"{{{value}}}" if place in _WHOLE else value

    def _add_keys(self, source: Source) -> None:
        for field in schema.SOURCE.fields:
            value = getattr(source, field.attribute)
            if not (value and field.csl) or field.key in _IN_PLACE or isinstance(field.type, DateType):
                continue
            label = field.key.replace("_", " ")
            places = biblatex_model.PLACES.get(field.key, ())
            if isinstance(field.type, NamesType):
                self._add(places, _names(value), f"{label}: {contributors.names_text(value)}")
            else:
                self._add(places, _pages(value) if field.key == "page" else escape(value), f"{label}: {value}")

    def _add_issue(self, issue: str | None) -> None:
        """Put a numeric issue under ``number``, as the manual of BibLaTeX asks, and any other under ``issue``."""
        if issue:
            self._add(("number", "issue") if issue.isdecimal() else ("issue",), escape(issue), f"issue: {issue}")

    def _add_dates(self, source: Source) -> None:
        if source.issued:
            name, value = date_field(source.issued.edtf)
            self.fields[name] = value
        for key, name in (("original_date", "origdate"), ("event_date", "eventdate"), ("accessed", "urldate")):
            if when := getattr(source, key):
                written, value = date_field(when.edtf)
                legal = written == "date" and (key != "accessed" or source.url)
                self._add((name,) if legal else (), value, f"{key.replace('_', ' ')}: {when.words}")

    def _add_ids(self, source: Source) -> None:
        for scheme, value in source.ids:
            said = f"{scheme.upper()}: {value}"
            if scheme in _IDS:
                self._add((scheme,), _verbatim(value) if scheme == "doi" else escape(value), said)
            elif scheme in _EPRINTS and "eprint" in biblatex_model.FIELDS[self.type] and "eprint" not in self.fields:
                self.fields.update(eprint=_verbatim(value), eprinttype=_EPRINTS[scheme])
            else:
                self._rest.append(said)

    def _add_address(self, source: Source) -> None:
        if address := source.url or source.archived:
            self.fields["url"] = _verbatim(address)
        if source.url and source.archived:
            self._rest.append(f"archived: {source.archived}")
        if source.language:
            known = biblatex_model.langid(source.language)
            name = languages.language(source.language)
            self._add(("langid",) if known else ("language",), known or escape(name), f"language: {name}")


def _names(names: Names) -> str:
    """Return names as BibTeX reads them: ``Kotkin, Stephen and {UNESCO}``. Braces keep a name in one piece."""
    return " and ".join(map(_name, contributors.as_list(names)))


def _name(name: Contributor) -> str:
    if name.literal is not None or not name.given or name.name_order == NameOrder.FAMILY_FIRST:
        return f"{{{escape(contributors.inverted(name))}}}"
    family = escape(str(name.family))
    surname = " ".join(filter(None, (name.particle and escape(name.particle), _in_one_piece(family))))
    parts = (surname, name.suffix and _in_one_piece(escape(name.suffix)), _in_one_piece(escape(name.given), given=True))
    return ", ".join(filter(None, parts))


def _in_one_piece(part: str, *, given: bool = False) -> str:
    """Return a part of a name, in braces if BibTeX would divide it: at a comma, an "and", a word in small letters."""
    words = part.split()
    divides = "," in part or "and" in map(str.lower, words) or (not given and any(each[0].islower() for each in words))
    return f"{{{part}}}" if divides else part


def _pages(pages: str) -> str:
    """Return pages with the sign for a range between two numbers."""
    return re.sub(r"(?<=\w)\s*[-\u2010-\u2015]\s*(?=\w)", "--", escape(pages))


def date_field(issued: str) -> tuple[str, str]:
    """Return the field for a date, and its value."""
    when = parse(issued)
    ends = issued.split("/") if when.kind is DateKind.INTERVAL else [issued]
    if when.kind in (DateKind.DATE, DateKind.INTERVAL) and all(
        each in ("", "..") or _DATE.fullmatch(each) for each in ends
    ):
        return "date", issued
    return "year", escape(when.words)


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
