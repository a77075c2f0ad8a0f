"""The templates of Wikipedia's Citation Style 1: which one fits a source, and its parameters.

`Help:Citation Style 1 <https://en.wikipedia.org/wiki/Help:Citation_Style_1>`_ describes them. The module behind them
reports what it cannot read: an archived copy without a day, a day of reading without an address, a date in words.
These stand after the template.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.export import footnote
from genden_cli.export.cite import cs1_dates, cs1_names
from genden_cli.export.cite.wiki_markup import address, escape
from genden_cli.named_tuple import NamedTuple
from genden_cli.pages import parts
from genden_cli.text import fragments
from genden_cli.text.sanitize import web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.model import Locator, Source

_BOOK: Final = "cite book"
_WEB: Final = "cite web"
_DOCUMENT: Final = "citation"
"""The general template, for works that no other one is for."""

TEMPLATES: Final[Mapping[str, str]] = Frozen(
    {
        **dict.fromkeys("book chapter classic collection musical_score pamphlet".split(), _BOOK),
        **dict.fromkeys("entry entry-dictionary entry-encyclopedia".split(), "cite encyclopedia"),
        **dict.fromkeys("article-journal review review-book".split(), "cite journal"),
        **dict.fromkeys("broadcast motion_picture performance song".split(), "cite AV media"),
        **dict.fromkeys("dataset post post-weblog software webpage".split(), _WEB),
        "article-magazine": "cite magazine",
        "article-newspaper": "cite news",
        "interview": "cite interview",
        "map": "cite map",
        "paper-conference": "cite conference",
        "report": "cite report",
        "speech": "cite speech",
        "thesis": "cite thesis",
    }
)

_WHOLES: Final[Mapping[str, str]] = Frozen(
    {
        "cite journal": "journal",
        "cite magazine": "magazine",
        "cite news": "newspaper",
        "cite encyclopedia": "encyclopedia",
        "cite conference": "book-title",
        "cite web": "website",
        "cite interview": "work",
        "cite AV media": "series",
        "cite speech": "work",
        "cite report": "work",
        "cite map": "work",
        "cite thesis": "series",
    }
)
"""The parameter for the work that holds a source, by template."""

_WITH_VOLUME: Final = frozenset(
    (
        *(
            f"cite {each}"
            for each in "book conference encyclopedia interview journal magazine map news report thesis".split()
        ),
        "cite AV media",
        _DOCUMENT,
    )
)
_WITH_ISSUE: Final = frozenset(
    (*(f"cite {each}" for each in "conference interview journal magazine map news".split()), _DOCUMENT)
)
_WITHOUT_PAGE: Final = frozenset({"cite AV media", "cite speech"})
"""Which templates know these parameters, after the configuration of Module:Citation/CS1."""

_SCRIPT_LANGUAGES: Final = frozenset(
    """
    am ar be bg bn bo bs dv dz el fa gu he hi hy ja ka kk km kn ko ku ky lo mk ml mn mr my ne or ota pa ps ru sd si sr
    ta te tg th ti ug uk ur uz yi zh
    """.split()
)
"""The languages that ``script-title`` takes."""

_IDS: Final = Frozen(
    {
        "doi": "doi",
        "isbn": "isbn",
        "issn": "issn",
        "oclc": "oclc",
        "jstor": "jstor",
        "pmid": "pmid",
        "pmcid": "pmc",
        "arxiv": "arxiv",
        "handle": "hdl",
        "lccn": "lccn",
    }
)


class Template(NamedTuple):
    """A template and its parameters with escaped values; ``rest`` is text, ``copy`` an address, which follow it."""

    name: str
    parameters: Mapping[str, str]
    rest: tuple[str, ...]
    copy: str | None


def citation(
    source: Source, at: Sequence[Locator] = (), quote: str | None = None, translation: str | None = None
) -> Template:
    """Return the template for a place in a source. The address leads to the ``quote``."""
    name = template_name(source)
    values: dict[str, str | None] = {}
    rest: list[str] = []
    cs1_names.add_people(values, source, name)
    _add_titles(values, source, name)
    _add_imprint(values, source, name, rest)
    _add_pages(values, source, name, at, rest)
    values |= {_IDS[each.scheme]: each.value for each in source.ids if each.scheme in _IDS}
    values["quote"] = quote
    values["trans-quote"] = translation if quote else None
    kept = {key: escape(value) for key, value in values.items() if value}
    copy = _add_addresses(kept, source, quote, rest)
    return Template(name, kept, tuple(rest), copy)


def template_name(source: Source) -> str:
    """Return the name of the template. One that needs an address or a periodical is not used without."""
    name = TEMPLATES.get(source.type or "", _DOCUMENT)
    has_address = bool(web_link(source.url or ""))
    if name in ("cite journal", "cite magazine") and not source.container_title:
        return _WEB if has_address else _DOCUMENT
    if name == _DOCUMENT and has_address and not source.archive:
        return _WEB
    return _DOCUMENT if name == _WEB and not has_address else name


def _add_titles(values: dict[str, str | None], source: Source, name: str) -> None:
    """Add the title, and the work that holds the source."""
    whole = source.container_title
    part = name == _BOOK and bool(whole)
    has_contributor = part and bool(source.container_author)
    key = "contribution" if has_contributor else "chapter" if part else "title"
    script = _script(source)
    if script and not has_contributor:
        values[f"script-{key}"] = f"{script}:{source.title}"
    else:
        values[key] = source.title
    if part:
        values["title"] = whole
    elif source.type == "entry-dictionary":
        values["dictionary"] = whole
    else:
        values[_WHOLES.get(name, "work")] = whole
    values["language"] = source.language and _language(source.language)


def _language(tag: str) -> str:
    """Return a language tag as the templates know it: the language, and its region or form of Chinese."""
    language, *rest = tag.split("-")
    return "-".join((language, *(each for each in rest[:1] if len(each) == 2 or each in ("Hans", "Hant"))))  # noqa: PLR2004 -- a region


def _script(source: Source) -> str | None:
    """Return the language of a title in another script than the Latin one, if ``script-title`` takes it."""
    language = (source.language or "").partition("-")[0].lower()
    latin = re.search(r"[A-Za-z\u00c0-\u024f]", source.title)
    return language if language in _SCRIPT_LANGUAGES and not latin else None


def _add_imprint(values: dict[str, str | None], source: Source, name: str, rest: list[str]) -> None:
    values["date"] = cs1_dates.date(source.issued.edtf) if source.issued else None
    if source.issued and not values["date"]:
        rest.append(f"Dated {source.issued.words}")
    values["orig-date"] = source.original_date.words if source.original_date else None
    values["edition"] = re.sub(r"\s*\b(ed\.|edition)$", "", footnote.edition(source.edition) or "")
    values["volume"] = source.volume if name in _WITH_VOLUME else None
    values["issue"] = source.issue if name in _WITH_ISSUE else None
    series = " ".join(filter(None, (source.collection_title, source.collection_number)))
    values["series"] = series or values.get("series")
    kind = source.genre or (source.medium if name != "cite AV media" else None)
    values["type"] = kind
    values["medium"] = source.medium if name == "cite AV media" else None
    values["event" if name == "cite speech" else "conference"] = (
        source.event_title if name in ("cite speech", "cite conference") else None
    )
    values["location"] = source.publisher_place or (
        source.event_place if name == "cite speech" else source.archive_place
    )
    values["publisher"] = source.publisher or source.authority
    values["via"] = source.archive
    values["version"] = source.version
    values["id"] = _listed(
        source.number and f"No. {source.number}", source.archive_collection, source.archive_location, source.call_number
    )
    rest += _without_parameter(source, name)


def _listed(*texts: str | None) -> str | None:
    return ", ".join(filter(None, texts)) or None


def _without_parameter(source: Source, name: str) -> Iterator[str]:
    """Yield what has no parameter in the template, as sentences."""
    is_event = name in ("cite speech", "cite conference")
    labelled = (
        ("Vol.", source.volume if name not in _WITH_VOLUME else None),
        ("No.", source.issue if name not in _WITH_ISSUE else None),
        ("Volume title:", source.volume_title),
        ("Number of volumes:", source.number_of_volumes),
        ("Chapter", source.chapter_number),
        ("Section", source.section),
        ("Original:", _original(source)),
        ("Review of", _listed(source.reviewed_title, cs1_names.listed(source.reviewed_author))),
        ("Authority:", source.authority if source.publisher else None),
        ("Event:", None if is_event else source.event_title),
        ("Held:", _held(source, name)),
        ("Archive in", source.archive_place if source.publisher_place or name == "cite speech" else None),
    )
    yield from (f"{label} {value}" for label, value in labelled if value)


def _original(source: Source) -> str | None:
    place, publisher = source.original_publisher_place, source.original_publisher
    return _listed(source.original_title, ": ".join(filter(None, (place, publisher))))


def _held(source: Source, name: str) -> str | None:
    """Return place and date of an event, without a place that the template has."""
    place = source.event_place if name != "cite speech" or source.publisher_place else None
    return _listed(place, source.event_date.words if source.event_date else None)


def _add_pages(
    values: dict[str, str | None], source: Source, name: str, at: Iterable[Locator], rest: list[str]
) -> None:
    """Add the place: a page, several pages, or a place in words. Without a place, it is all pages of the source."""
    place = tuple(at)
    pages = place[0].value if [each.label for each in place] == ["page"] else source.page if not place else None
    if pages and name not in _WITHOUT_PAGE:
        many = re.search(r"[-–,;]|\d\s+\d", pages)
        values["pages" if many else "page"] = re.sub(r"(?<=\w)\s*-\s*(?=\w)", "–", pages)
    elif pages or place:
        said = parts.locator(place) if place else f"p. {pages}"
        if name in _WITHOUT_PAGE:
            key = "time" if name == "cite AV media" and [each.label for each in place] == ["timestamp"] else None
            values[key or "at"] = place[0].value if key else None
            rest += [] if key else [said]
        else:
            values["at"] = said


def _add_addresses(kept: dict[str, str], source: Source, quote: str | None, rest: list[str]) -> str | None:
    """Add the address, the archived copy and the day of reading; return a copy of which the day is not known."""
    url, archived = web_link(source.url or ""), source.archived
    day = cs1_dates.day_of_copy(archived) if archived else None
    read = cs1_dates.date(source.accessed.edtf) if source.accessed else None
    doi = dict(source.ids).get("doi")
    if url and not quote and doi and url.endswith(f"doi.org/{doi}"):
        url = None  # the template makes the same link of the DOI
    if url:
        kept["url"] = address(fragments.at_quote(url, quote))
    if url and read:
        kept["access-date"] = read
    elif source.accessed:
        rest.append(f"Read {source.accessed.words}")
    if url and archived and day and (copy := web_link(archived)):
        kept.update({"archive-url": address(copy), "archive-date": day})
        return None
    return archived
