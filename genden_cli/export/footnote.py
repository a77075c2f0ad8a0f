"""A source as a footnote, after the Chicago Manual of Style (18th edition).

``Author, Title (Place: Publisher, date), DOI or address; archived at address.`` Titles of parts, of unpublished works
and of web pages are in quotation marks. Titles of books are in italics, which plain text leaves out. Between title and
imprint stand the whole that a work is part of, its editors and translators, its edition and its volume.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli import contributors
from genden_cli.export.runs import italic, linked, marked, without_marks
from genden_cli.pages import parts
from genden_cli.text import fragments
from genden_cli.text.english import dashed, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.export.runs import Run
    from genden_cli.model import Locator, Names, Source, When

_QUOTED: Final = frozenset(
    """
    article article-journal article-magazine article-newspaper broadcast chapter document entry entry-dictionary
    entry-encyclopedia interview manuscript paper-conference personal_communication post post-weblog review
    review-book song speech thesis webpage
    """.split()
)

_JOURNALS: Final = frozenset("article article-journal article-magazine article-newspaper review review-book".split())
"""Types whose whole is a periodical: its volume and issue follow its title."""

_SITES: Final = frozenset("post post-weblog webpage".split())
"""Types whose whole is a site, which needs no "in" before it."""

LEFT_OUT: Final = Frozen(
    {
        "type": "it decides whether the title is in quotation marks",
        "language": "Chicago has no place for it",
        "number_of_pages": "a bibliography may have it, a note does not",
        "reliability": "a judgement of this fact base, not a fact about the work",
        "why": "a judgement of this fact base, not a fact about the work",
        "read": "how much the curator read, not a fact about the work",
        "derived_from": "the format has no place for the sources of a source",
        "note": "a note of the curator to readers of this fact base",
    }
)
"""Fields of a source that a footnote leaves out, each with the reason."""


def runs(source: Source, at: Sequence[Locator] = (), quote: str | None = None) -> tuple[Run, ...]:
    """Return the footnote for a place in a source, with the titles of books in italics.

    The place stands where the pages of the source would be. The address leads to the ``quote``.
    """
    imprint = _imprint(source.publisher_place, source.publisher, source.issued)
    said = _listed(_people(source.author), title(source), *_details(source)) + (f" ({imprint})" if imprint else "")
    if at:
        in_journal = source.type in _JOURNALS and imprint and [each.label for each in at] == ["page"]
        said += f": {dashed(at[0].value)}" if in_journal else f", {parts.locator(at)}"
    elif source.page:
        said += f"{': ' if source.type in _JOURNALS and imprint else ', '}{dashed(source.page)}"
    said = _listed(said, _original(source), _archive(source), "; ".join(_places(source, quote)))
    return marked(said if without_marks(said).endswith((".", "?", "!")) else f"{said}.")


def title(source: Source) -> str:
    """Return the title in quotation marks, or marked as italic. A description in brackets stands bare."""
    if _is_description(source.title):
        return source.title
    return f"“{source.title}”" if source.type in _QUOTED else italic(source.title)


def _is_description(title: str) -> bool:
    """Tell whether a title is in brackets: a description of a work without a title."""
    return title.startswith("[") and title.endswith("]")


def _people(names: Names | None) -> str:
    """Return names as an English list: ``A``, ``A and B``, ``A, B and C``."""
    return join_words([str(each) for each in contributors.as_list(names)])


def _listed(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def _imprint(place: str | None, publisher: str | None, when: When | None) -> str:
    """Return place, publisher and date: ``Moscow: Ves Mir, 2019``."""
    return _listed(": ".join(filter(None, (place, publisher))), when.words if when else None)


def _by(role: str, names: Names | None) -> str | None:
    return f"{role} {_people(names)}" if names else None


def _details(source: Source) -> Iterator[str | None]:
    """Yield the parts between title and imprint."""
    yield source.genre
    if source.reviewed_title or source.reviewed_author:
        reviewed = source.reviewed_title and italic(source.reviewed_title)
        yield f"review of {_listed(reviewed, _by('by', source.reviewed_author))}"
    yield _by("to", source.recipient)
    yield _by("interview by", source.interviewer)
    yield _by("directed by", source.director)
    yield from _whole(source)
    yield _by("edited by", source.editor)
    yield _by("translated by", source.translator)
    yield edition(source.edition)
    yield f"version {source.version}" if source.version else None
    yield f"{source.number_of_volumes} vols." if source.number_of_volumes else None
    yield source.volume_title and italic(source.volume_title)
    yield f"chap. {source.chapter_number}" if source.chapter_number else None
    yield f"sec. {source.section}" if source.section else None
    yield f"no. {source.number}" if source.number else None
    yield " ".join(filter(None, (source.collection_title, source.collection_number)))
    yield _listed(source.event_title, source.event_place, source.event_date.words if source.event_date else None)
    yield source.medium
    yield source.authority


def _whole(source: Source) -> Iterator[str | None]:
    """Yield the work that holds the source, with volume and issue."""
    issue = f"no. {source.issue}" if source.issue and source.issue[0].isdigit() else source.issue
    if source.type in _JOURNALS and source.container_title:
        yield _people(source.container_author)
        yield " ".join(filter(None, (italic(source.container_title), source.volume)))
        yield issue
        return
    whole = source.container_title and italic(source.container_title)
    if source.type in _SITES and not source.container_author:
        yield whole
    elif whole or source.container_author:
        yield f"in {_listed(_people(source.container_author), whole)}"
    yield f"vol. {source.volume}" if source.volume else None
    yield issue


def edition(number: str | None) -> str | None:
    """Return an edition: ``2nd ed.`` of ``2``."""
    if number is None or not number.isascii() or not number.isdigit():
        return number if number is None or re.search(r"\bed(\.|ition)", number) else f"{number} ed."
    teens = number[-2:-1] == "1"
    return f"{number}{'th' if teens else {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1], 'th')} ed."


def _original(source: Source) -> str | None:
    """Return the original of a translation or a reprint."""
    imprint = _imprint(source.original_publisher_place, source.original_publisher, source.original_date)
    title = source.original_title and italic(source.original_title)
    said = " ".join(filter(None, (title, f"({imprint})" if imprint else None)))
    return f"originally {said}" if said else None


def _archive(source: Source) -> str:
    return _listed(
        source.archive_location, source.archive_collection, source.archive, source.archive_place, source.call_number
    )


def _places(source: Source, quote: str | None) -> list[str]:
    """Return the DOI or address, then the day of reading and the archived copy."""
    doi = dict(source.ids).get("doi")
    found = [f"https://doi.org/{doi}"] if doi else [source.url] if source.url else []
    if quote and (address := address_at(source, quote)):
        found = [address]
    found = [*map(linked, found)]
    if source.accessed:
        found.append(f"accessed {source.accessed.words}")
    if source.archived:
        found.append(f"archived at {linked(source.archived)}")
    return found


def address_at(source: Source, quote: str) -> str | None:
    """Return the address of a source that leads to a quote, or None if it has no address."""
    return fragments.link((source.url,), quote)
