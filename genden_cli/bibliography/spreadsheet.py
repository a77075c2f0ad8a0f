"""CSV with a header: the keys of a source, the variables of CSL, or the columns that Zotero writes."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.bibliography import names
from genden_cli.errors import Unreadable
from genden_cli.field_types import DateType, NamesType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.bibliography.files import Items

_FIELDS: Final = {each.csl: each for each in schema.SOURCE.fields if each.csl}
_COLUMNS: Final = {
    **{each.csl.replace("_", "-").lower(): each.csl for each in _FIELDS.values()},
    **{each.key.replace("_", "-"): each.csl for each in _FIELDS.values()},
    **{name.lower(): name for name in ("DOI", "ISBN", "ISSN", "PMID", "PMCID")},
    **dict(
        pair.split(":")
        for pair in """
        key:id citation-key:id id:id item-type:type authors:author editors:editor translators:translator
        publication-title:container-title journal:container-title book-title:container-title year:issued
        publication-year:issued date:issued access-date:accessed place:publisher-place location:publisher-place
        pages:page num-pages:number-of-pages series:collection-title series-number:collection-number
        number-of-volumes:number-of-volumes loc.-in-archive:archive_location link:URL address:URL extra:note notes:note
        conference-name:event-title meeting-name:event-title publisher-name:publisher archived:archived
        """.split()
    ),
}
"""The variable of CSL for each column, by its name in small letters with hyphens."""

_ZOTERO: Final = {
    "journalarticle": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "letter": "personal_communication",
    "email": "personal_communication",
    "film": "motion_picture",
    "artwork": "graphic",
    "computerprogram": "software",
    "statute": "legislation",
    "case": "legal_case",
    "presentation": "speech",
    "preprint": "article",
    "videorecording": "motion_picture",
    "audiorecording": "song",
    "radiobroadcast": "broadcast",
    "tvbroadcast": "broadcast",
    "podcast": "broadcast",
    "journal article": "article-journal",
    "book section": "chapter",
}

_HINT: Final = "the first line names the columns, such as: key,type,title,author,issued,publisher,isbn,url"


def items(text: str, file: str) -> Items:
    """Return the rows as items of CSL-JSON, and the rows that do not fit. Raise `Unreadable` if there is no header."""
    import csv

    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
        columns = [_column(name) for name in header]
        if "title" not in columns:
            raise Unreadable(f"{file} has no column for the title", hints=(_HINT,))
        return _items(rows, header, columns, file)
    except csv.Error as error:
        raise Unreadable(f"{file} is not CSV (line {rows.line_num}): {error}", hints=(_HINT,)) from None


def _items(rows: Iterator[list[str]], header: list[str], columns: list[str | None], file: str) -> Items:
    found: list[dict[str, Any]] = []
    wrong: list[str] = []
    for number, row in enumerate(rows, 2):
        if len(row) > len(header):
            wrong.append(f"{file}: row {number} has {len(row)} cells, more than the header")
        elif any(cell.strip() for cell in row):
            found.append(_item(header, columns, row))
    return found, wrong


def _column(name: str) -> str | None:
    return _COLUMNS.get(re.sub(r"[\s_]+", "-", name.strip().lower()))


def _item(header: list[str], columns: list[str | None], row: list[str]) -> dict[str, Any]:
    """Return a row as an item of CSL-JSON. Columns that CSL does not have keep their names."""
    item: dict[str, Any] = {}
    for name, variable, cell in zip(header, columns, row, strict=False):
        if not cell.strip():
            continue
        if variable is None or (variable in item and not _is_better(variable, cell, item)):
            if variable != "issued":  # Zotero has the year in a column of its own too
                item[name.strip() or "(no name)"] = cell
        else:
            item[variable] = _value(variable, cell)
    return item


def _is_better(variable: str, cell: str, item: dict[str, Any]) -> bool:
    """Tell whether a date is more precise than the one that another column has."""
    return variable == "issued" and len(cell) > len(item["issued"]["raw"])


def _value(variable: str, cell: str) -> Any:
    field = _FIELDS.get(variable)
    if field is not None and isinstance(field.type, NamesType):
        return [names.inverted(each) for each in cell.split(";") if each.strip()]
    if field is not None and isinstance(field.type, DateType):
        return {"raw": cell}
    if variable == "type":
        return _ZOTERO.get(cell.strip().lower(), cell.strip())
    return cell
