"""The whole answer of ``genden cite``: paragraphs on claims and footnotes of sources, in one format."""

from __future__ import annotations

from importlib import import_module
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from genden_cli.export import biblatex, footnote, styled
from genden_cli.export.cite import passage as passages
from genden_cli.export.cite import wikitext
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records import claim as claims
from genden_cli.query.records import dump
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.export.cite.passage import CitedPassage
    from genden_cli.model import Source


class Citations(NamedTuple):
    """The text, and how many references a processor made."""

    text: str
    references: int


def citations(
    connection: sqlite3.Connection, names: Sequence[tuple[Section, str]], format_: str, style: str | None
) -> Citations:
    """Return the citations of sources and claims. Raise `WrongUsage` for a style that cannot be used."""
    details = {id_: claims.claim(connection, id_) for section, id_ in names if section is Section.CLAIMS}
    cited = {id_: _sources_of(each) for id_, each in details.items()}
    wanted = [id_ for section, id_ in names if section is Section.SOURCES]
    found = dump.sources_by_id(connection, (*wanted, *(each for ids in cited.values() for each in ids)))
    if format_ == "bibtex":
        order = (cited[id_] if section is Section.CLAIMS else (id_,) for section, id_ in names)
        entries = (biblatex.entry(found[id_]) for id_ in dict.fromkeys(chain.from_iterable(order)))
        return Citations("\n".join(entries).rstrip("\n"), 0)
    writer = _Writer(format_, style)
    blocks: list[str] = []
    for section, group in groupby(names, itemgetter(0)):
        ids = [id_ for _, id_ in group]
        if section is Section.SOURCES:
            blocks += writer.sources([found[id_] for id_ in ids])
        else:
            blocks += [block for id_ in ids for block in writer.claim(passages.passage(details[id_], found))]
    return Citations("\n\n".join(filter(None, blocks)), writer.references)


def _sources_of(claim: claims.ClaimDetails) -> tuple[str, ...]:
    """Return the ids of the sources that a claim names, each once."""
    return tuple(
        dict.fromkeys([*(each.source for each in claim.appears_in), *(each.source for each in claim.evidence)])
    )


class _Writer:
    """Writes paragraphs and footnotes in a format, and numbers the notes through."""

    def __init__(self, format_: str, style: str | None) -> None:
        self.references = 0
        self._is_wikitext = format_ == "wikitext"
        self._format: Any = None if self._is_wikitext else import_module(f"genden_cli.export.cite.{format_}")
        self._style = style
        self._next = 1

    def sources(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the footnotes of sources, or their bibliography in a style."""
        if self._is_wikitext:
            yield wikitext.footnotes(sources)
        elif self._style is None:
            yield self._format.footnotes([*map(footnote.runs, sources)], self._next)
            self._next += len(sources) if self._format.NUMBERS_FOOTNOTES else 0
        else:
            entries = styled.references(sources, self._style)
            self.references += len(entries)
            yield self._format.entries(entries)

    def claim(self, passage: CitedPassage) -> Iterator[str]:
        """Yield the paragraph on a claim, its notes, and in a style the bibliography."""
        if self._is_wikitext:
            yield wikitext.paragraph(passage)
            return
        key = f"cite-{passage.id}"
        yield self._format.paragraph(passage.pieces, self._next, key)
        references: Iterable[Any] = ((),) * len(passage.notes)
        entries: Sequence[Any] = ()
        if self._style is not None and passage.notes:
            sources = list({each.source.id: each.source for each in passage.notes}.values())
            made = styled.cited(sources, [(each.source, each.at) for each in passage.notes], self._style)
            references, entries = made.notes, [each for each in made.entries.values() if each]
            self.references += len(made.notes)
        texts = [passages.note_runs(*pair) for pair in zip(passage.notes, references, strict=True)]
        yield self._format.notes(texts, self._next, key)
        self._next += len(texts)
        if entries:
            yield self._format.entries(entries)
