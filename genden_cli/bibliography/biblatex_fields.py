"""The types and fields of BibLaTeX and BibTeX, and the variables of CSL that they are."""

from __future__ import annotations

from typing import Final

_TYPES: Final = {
    kind: csl
    for line in """
        article-journal: article suppperiodical
        book: book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual
        chapter: inbook incollection bookinbook suppbook suppcollection
        paper-conference: inproceedings conference
        entry-encyclopedia: inreference
        pamphlet: booklet
        webpage: online electronic www
        report: report techreport
        thesis: thesis phdthesis mastersthesis
        manuscript: unpublished
        periodical: periodical
        patent: patent
        dataset: dataset
        software: software
        personal_communication: letter
        motion_picture: movie video
        song: audio music
        graphic: artwork image
        performance: performance
        standard: standard
        legal_case: jurisdiction
        legislation: legislation legal
        review: review
        document: misc
    """.strip().split("\n")
    for csl, _, kinds in [line.strip().partition(": ")]
    for kind in kinds.split()
}
_KINDS_OF_ARTICLE: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}

GENRES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
"""The kind of work that a type implies."""

_VARIABLES: Final = {
    "abstract": "abstract",
    "annotation": "note",
    "annote": "note",
    "note": "note",
    "author": "author",
    "bookauthor": "container-author",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "editor": "editor",
    "eventdate": "event-date",
    "eventtitle": "event-title",
    "howpublished": "medium",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "langid": "language",
    "language": "language",
    "library": "archive",
    "location": "publisher-place",
    "address": "publisher-place",
    "number": "number",
    "organization": "publisher",
    "origdate": "original-date",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection-title",
    "title": "title",
    "titleaddon": "genre",
    "translator": "translator",
    "type": "genre",
    "url": "URL",
    "urldate": "accessed",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}

NAMES: Final = frozenset("author bookauthor editor translator".split())
"""Fields that are lists of names."""

DATES: Final = frozenset("eventdate origdate urldate".split())
"""Fields that are dates, besides that of the publication."""

INHERITED: Final = frozenset(
    "address booktitle date editor eventdate eventtitle isbn issn journal journaltitle location month number "
    "organization publisher series venue volume volumes year".split()
)
"""Fields that a part takes from its whole."""

SUBTITLES: Final = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
"""The field that follows each title after a colon."""

EPRINTS: Final = {"arxiv": "arxiv", "hdl": "handle", "handle": "handle", "pubmed": "pmid", "jstor": "jstor"}
"""The scheme of the identifier in each archive of electronic prints."""


def csl_type(kind: str, subtype: str) -> str:
    """Return the CSL type of an entry. ``subtype`` tells newspapers and magazines from journals."""
    found = _TYPES.get(kind, "document")
    return _KINDS_OF_ARTICLE.get(subtype.strip().lower(), found) if found == "article-journal" else found


def variable(kind: str, name: str, *, has_issue: bool) -> str | None:
    """Return the variable of CSL for a field, or None if there is none.

    The number of an article is its issue, unless it has an issue too. That of a book is its place in the series.
    """
    if name == "number":
        csl = csl_type(kind, "")
        if csl in ("article-journal", "periodical") and not has_issue:
            return "issue"
        return "collection-number" if csl in ("book", "chapter", "paper-conference", "entry-encyclopedia") else "number"
    return _VARIABLES.get(name)
