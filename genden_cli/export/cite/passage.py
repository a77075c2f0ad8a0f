"""A claim as a paragraph: sentence, verdict, reason and evidence, with a note for each place in a source."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli import contributors, words
from genden_cli.export import footnote
from genden_cli.export.runs import Run, linked, marked
from genden_cli.named_tuple import NamedTuple
from genden_cli.pages.claim import warnings
from genden_cli.query.records import claim as queries
from genden_cli.text.english import join_words
from genden_cli.words import Stance, state_remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.model import Appearance, Locator, Source
    from genden_cli.query.records.claim import ClaimDetails, EvidenceDetails

_INTRODUCTIONS: Final = {
    Stance.SUPPORTS: "It is supported by",
    Stance.CONTRADICTS: "It is contradicted by",
    Stance.SILENT: "Silent, though expected to mention it:",
    Stance.CONTEXT: "For background see",
}
_MOST_NAMES: Final = 3


class Note(NamedTuple):
    """A place in a source, and what stands there. ``remark`` is ours, and so is ``rating``, the grade in words."""

    source: Source
    at: tuple[Locator, ...]
    quote: str | None
    translation: str | None
    remark: str
    rating: str = ""


class CitedPassage(NamedTuple):
    """A paragraph of runs, in which a number stands for the note with that index."""

    id: str
    pieces: tuple[Run | int, ...]
    notes: tuple[Note, ...]


def passage(claim: ClaimDetails, sources: Mapping[str, Source]) -> CitedPassage:
    """Return the paragraph on a claim. ``sources`` holds the sources that the claim names, by id."""
    notes: list[Note] = []
    said = tuple(chain.from_iterable(sentences(claim, sources, notes)))
    return CitedPassage(claim.id, (*_judgement(claim), *said), tuple(notes))


def sentences(claim: ClaimDetails, sources: Mapping[str, Source], notes: list[Note]) -> Iterator[tuple[Run | int, ...]]:
    """Yield the sentences on who makes a claim and on its evidence. Their notes are added to ``notes``."""
    made = [(each, "") for each in claim.appears_in]
    yield tuple(_sentence("It is made in", made, sources, notes))
    for stance, introduction in _INTRODUCTIONS.items():
        items = [(each, _caution(each)) for each in queries.counting(claim.evidence) if each.stance == stance]
        yield tuple(_sentence(introduction, items, sources, notes))
    examined = [(each, "") for each in claim.evidence if each.examined]
    yield tuple(_sentence("Under examination, and so no evidence:", examined, sources, notes))


def note_runs(note: Note, reference: Sequence[Run] = ()) -> tuple[Run, ...]:
    """Return a note: the reference to the place, the quote and the remark.

    Without a ``reference`` in some style, it is a footnote with the address of the quote in it.
    """
    quote = f"“{note.quote}”" if note.quote else ""
    said = " ".join(filter(None, (quote, note.translation and f"[{note.translation}]", note.remark)))
    if not reference:
        return (*footnote.runs(note.source, note.at, note.quote), *marked(said and f" {said}"))
    address = note.quote and footnote.address_at(note.source, note.quote)
    end = "" if reference[-1].text.endswith((".", "?", "!", ")", "”")) else "."
    return (*reference, *marked(f"{end}{said and f' {said}'}{f' {linked(address)}' if address else ''}"))


def _judgement(claim: ClaimDetails) -> Iterator[Run]:
    """Yield the sentence, the verdict and its reason."""
    firm = f" (confidence: {claim.confidence})" if claim.confidence else ""
    reason = f" {_closed(claim.because)}" if claim.because else ""
    yield Run(_closed(claim.says))
    yield Run(" ")
    yield Run(f"Verdict: {claim.verdict}{state_remark(claim.state)}", ("bold",))
    yield from marked(f"{firm}.{reason}")


def _caution(item: EvidenceDetails) -> str:
    """Return the warnings about a source as sentences."""
    return " ".join(f"{each.capitalize()}." for each in warnings(item))


def _grade(item: Appearance | EvidenceDetails) -> str:
    """Return how good source and statement are; "" for a document under examination, which is no evidence."""
    reliability = None if getattr(item, "examined", True) else getattr(item, "reliability", None)
    return words.grade(reliability, getattr(item, "credibility", None)) if reliability else ""


def _closed(text: str) -> str:
    """Return a text as one line that ends like a sentence."""
    line = "".join(each.text for each in marked(" ".join(text.split())))
    return line if line.endswith((".", "?", "!", "”", "…")) else f"{line}."


def _sentence(
    introduction: str,
    items: Iterable[tuple[Appearance | EvidenceDetails, str]],
    sources: Mapping[str, Source],
    notes: list[Note],
) -> Iterator[Run | int]:
    """Yield a sentence that names each source once, with its notes, which are added to ``notes``."""
    by_source: dict[str, list[tuple[Appearance | EvidenceDetails, str]]] = {}
    for item, caution in items:
        by_source.setdefault(item.source, []).append((item, caution))
    for n, (source, group) in enumerate(by_source.items()):
        yield Run(f" {introduction} " if n == 0 else ", " if n < len(by_source) - 1 else " and ")
        yield from marked(short_name(sources[source]))
        for item, caution in group:
            yield len(notes)
            dated = getattr(item, "date", None)
            said = (item.note, dated and f"It dates it {dated.words}.", caution)
            remark = " ".join(" ".join(filter(None, said)).split())
            notes.append(Note(sources[item.source], item.at, item.quote, item.translation, remark, _grade(item)))
    if by_source:
        yield Run(".")


def short_name(source: Source) -> str:
    """Return a source in a few words: ``Kotkin (2017)``. One without an author or a date has its title."""
    names = [each.family or str(each) for each in contributors.as_list(source.author)]
    authors = f"{names[0]} et al." if len(names) > _MOST_NAMES else join_words(names)
    if source.issued:
        return f"{authors or footnote.title(source)} ({source.issued.words})"
    return ", ".join(filter(None, (authors, footnote.title(source))))
