"""A dossier of a few claims, to print: each with its verdict and evidence in notes, and one bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli.export import footnote
from genden_cli.export.cite import passage
from genden_cli.export.runs import marked, plain
from genden_cli.named_tuple import NamedTuple
from genden_cli.pages import parts
from genden_cli.query.records import claim as claims
from genden_cli.query.records import dump

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from genden_cli.export.runs import Run


class Chapter(NamedTuple):
    """A claim, the sentences on its evidence, and its notes from the number ``first`` on."""

    record: claims.ClaimDetails
    sentences: Sequence[Sequence[Run | int]]
    notes: Sequence[Sequence[Run]]
    first: int


def variables(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Any]:
    """Return the variables of the template."""
    records = [claims.claim(connection, id_) for id_ in ids]
    named = {item.source for each in records for item in each.appears_in}
    named.update(item.source for each in records for item in each.evidence)
    missing = {each.source for record in records for each in record.would_settle if each.source}
    sources = dump.sources_by_id(connection, named | missing)
    chapters: list[Chapter] = []
    first = 1
    for record in records:
        notes: list[passage.Note] = []
        sentences = [each for each in passage.sentences(record, sources, notes) if each]
        chapters.append(Chapter(record, sentences, [_short(each) for each in notes], first))
        first += len(notes)
    cited = (each for id_, each in sources.items() if id_ in named)
    return {
        "chapters": chapters,
        "entries": sorted(map(footnote.runs, cited), key=_folded),
        "short_names": {id_: marked(passage.short_name(sources[id_])) for id_ in missing},
    }


def _short(note: passage.Note) -> tuple[Run, ...]:
    """Return a note: the source in a few words, the place, the grade, the quote and the remark."""
    place = parts.locator(note.at)
    quote = f"“{note.quote}”" if note.quote else ""
    name = ", ".join(filter(None, (passage.short_name(note.source), place)))
    name = f"{name} ({note.rating})" if note.rating else name
    said = " ".join(filter(None, (quote, note.translation and f"[{note.translation}]", note.remark)))
    return marked(f"{name}: {said}" if said else f"{name}.")


def _folded(entry: Sequence[Run]) -> str:
    """Return the key by which entries of a bibliography are sorted."""
    return plain(entry).casefold().lstrip("“[")
