"""A source as a footnote in plain text, after the Chicago Manual of Style (18th edition).

``Author, Title (Publisher, date), DOI or address; archived at address.`` Titles of parts, of unpublished works and
of web pages are in quotation marks. Titles of books would be in italics, so they stand bare.
"""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from genden_cli.model import Source

_QUOTED: Final = frozenset(
    """
    article article-journal article-magazine article-newspaper broadcast chapter document entry entry-dictionary
    entry-encyclopedia interview manuscript paper-conference personal_communication post post-weblog review
    review-book song speech thesis webpage
    """.split()
)

LEFT_OUT: Final = Frozen(
    {
        "type": "it decides whether the title is in quotation marks",
        "language": "Chicago has no place for it",
        "reliability": "a judgement of this fact base, not a fact about the work",
        "why": "a judgement of this fact base, not a fact about the work",
        "read": "how much the curator read, not a fact about the work",
        "derived_from": "the format has no place for the sources of a source",
        "note": "a note of the curator to readers of this fact base",
    }
)
"""Fields of a source that a footnote leaves out, each with the reason."""


def footnote(source: Source) -> str:
    """Return the footnote, one line."""
    title = f"“{source.title}”" if source.type in _QUOTED and not _is_description(source.title) else source.title
    issued = source.issued.words if source.issued else None
    imprint = ", ".join(filter(None, (source.publisher, issued)))
    head = ", ".join(filter(None, (source.author, title)))
    places = "; ".join(_places(source))
    said = head + (f" ({imprint})" if imprint else "") + (f", {places}" if places else "")
    return sanitize_line(said if said.endswith((".", "?", "!")) else f"{said}.")


def _is_description(title: str) -> bool:
    """Tell whether a title is in brackets: a description of a work without a title."""
    return title.startswith("[") and title.endswith("]")


def _places(source: Source) -> list[str]:
    """Return the DOI or address, then the archived copy."""
    doi = dict(source.ids).get("doi")
    found = [f"https://doi.org/{doi}"] if doi else [source.url] if source.url else []
    if source.archived:
        found.append(f"archived at {source.archived}")
    return found
