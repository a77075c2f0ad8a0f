"""A table of claims: CSV with a header. A claim may have several rows, one for each source."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography import texts
from genden_cli.errors import Unreadable
from genden_cli.interchange import dates
from genden_cli.interchange.claim_base import CheckedClaim, ClaimBase, Speaker, stance_of, tags_of
from genden_cli.interchange.ratings import verdict_of
from genden_cli.text.slugs import slug
from genden_cli.words import ClaimKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from genden_cli.interchange.draft import Draft, Values
    from genden_cli.words import Reliability

    Row = dict[str, str]

COLUMNS: Final = {
    "claim": "the claim, as one sentence; also `says`",
    "id": "the id of the claim; without one, its words",
    "speaker": "who makes it",
    "said_in": "the title of the document that makes it",
    "said_url": "the address of that document",
    "quote": "its words there",
    "date": "the date of what is claimed",
    "people": "whom it is about; `;` separates them",
    "kind": "the kind of claim",
    "tags": "topics; `;` separates them",
    "verdict": "the verdict, or a rating",
    "because": "the reason",
    "reviewed": "the date of the review",
    "source": "the title of a source",
    "source_url": "its address",
    "author": "its author",
    "issued": "its date",
    "stance": "supports, contradicts, silent or context; without one, as the verdict says",
    "page": "the page in the source",
    "says_there": "what the source says",
    "note": "a note on the claim",
}
"""The columns of a table of claims, and what each holds."""

_OTHER_NAMES: Final = {
    "says": "claim",
    "statement": "claim",
    "claim_text": "claim",
    "rating": "verdict",
    "label": "verdict",
    "url": "source_url",
}
_HINT: Final = f"the first line names the columns, such as: {','.join(list(COLUMNS)[:4])},verdict,source,source_url"


def columns_of(text: str) -> list[str]:
    """Return the names of the columns in the first line of a text, as they are written in `COLUMNS`."""
    import csv

    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    bare = ("_".join(each.strip().lower().replace("-", " ").replace("_", " ").split()) for each in names)
    return [_OTHER_NAMES.get(each, each) for each in bare]


def draft(text: str, file: str, reliability: Reliability | None) -> Draft:
    """Return the base of the claims in a table. Raise `Unreadable` with the line of a cell that cannot be read."""
    making = ClaimBase(f"Claims of {file}", file, reliability)
    for number, row in _rows(text, file, making.draft):
        making.add(_checked(row, f"{file}:{number}", making.draft))
    return making.draft


def _rows(text: str, file: str, draft: Draft) -> Iterator[tuple[int, Row]]:
    """Yield each row by the names of its columns, with its line."""
    import csv

    columns = columns_of(text)
    if "claim" not in columns:
        raise Unreadable(f"{file} has no column for the claim", hints=(_HINT,))
    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=text.partition("\n")[0].count), strict=True)
    try:
        next(rows)
        for cells in rows:
            if len(cells) > len(columns):
                raise Unreadable(f"{file}:{rows.line_num}: {len(cells)} cells, more than the header", hints=(_HINT,))
            row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
            draft.left_out.update(f"column {texts.clean(name)}" for name in row if name not in COLUMNS)
            if row:
                yield rows.line_num, row
    except csv.Error as error:
        raise Unreadable(f"{file}:{rows.line_num}: not CSV: {error}", hints=(_HINT,)) from None


def _checked(row: Row, place: str, draft: Draft) -> CheckedClaim:
    if "claim" not in row:
        raise Unreadable(f"{place}: no claim", hints=("each row names its claim in the column 'claim'",))
    verdict = verdict_of(row.get("verdict", ""))
    if row.get("verdict") and verdict is None:
        draft.left_out["ratings without a verdict here, kept by name"] += 1
    rated = f"Rating: {row['verdict']}." if row.get("verdict") and verdict is None else ""
    speaker = Speaker(row["speaker"]) if "speaker" in row else None
    checked = CheckedClaim(row["claim"], key=slug(row.get("id", "")), speaker=speaker, people=_several(row, "people"))
    checked.values = {
        "date": _date(row, "date", place),
        "kind": _word(row, "kind", ClaimKind, place),
        "tags": tags_of(_several(row, "tags")),
        "verdict": verdict,
        "because": row.get("because"),
        "reviewed": [{"on": day}] if (day := _date(row, "reviewed", place)) else [],
        "note": " ".join(filter(None, (row.get("note"), rated))),
    }
    said_in = {"title": row.get("said_in") or row.get("said_url"), "url": row.get("said_url")}
    if said_in["title"] or speaker:
        title = said_in["title"] or f"Statement of {row['speaker']}"
        checked.made_in = [({**said_in, "title": title, "author": row.get("speaker")}, {"quote": row.get("quote")})]
    if about := [each for each in _OF_A_SOURCE if each in row]:
        if "source" not in row and "source_url" not in row:
            raise Unreadable(f"{place}: {about[0]} without a source", hints=("name it in the column 'source'",))
        checked.evidence = [_evidence(row, place, stance_of(verdict))]
    return checked


_OF_A_SOURCE: Final = ("source", "source_url", "author", "issued", "stance", "page", "says_there")


def _evidence(row: Row, place: str, usual: Stance) -> tuple[Values, Values]:
    work = {"title": row.get("source"), "url": row.get("source_url"), "author": row.get("author")}
    item = {
        "stance": _word(row, "stance", Stance, place) or usual,
        "at": {"page": row["page"]} if "page" in row else None,
        "note": row.get("says_there"),
    }
    return {**work, "issued": _date(row, "issued", place)}, item


def _several(row: Row, column: str) -> list[str]:
    return list(filter(None, map(str.strip, row.get(column, "").split(";"))))


def _word(row: Row, column: str, words: type[StrEnum], place: str) -> Any:
    """Return the word of a vocabulary in a column; raise `Unreadable` for another one."""
    if column not in row:
        return None
    if row[column].lower() not in tuple(words):
        raise Unreadable(f"{place}: {column} '{texts.clean(row[column])}'", hints=(f"use one of {', '.join(words)}",))
    return words(row[column].lower())


def _date(row: Row, column: str, place: str) -> str | None:
    """Return the date in a column; raise `Unreadable` for what is none."""
    if column not in row:
        return None
    if (found := dates.read(row[column]).edtf) is None:
        raise Unreadable(f"{place}: {column} '{texts.clean(row[column])}' is no date", hints=("write 1935-12-30",))
    return found
