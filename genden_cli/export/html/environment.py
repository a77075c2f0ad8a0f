"""The environment of the page's templates: how values become text, and the functions that templates call.

Each text in a template is sanitized and escaped.
"""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import genden_cli
from genden_cli import contributors, schema, words
from genden_cli.export.html.drawing import mark_key, segments
from genden_cli.export.html.sharing import shortened
from genden_cli.pages import claim as claim_page
from genden_cli.pages import compare as compare_page
from genden_cli.pages import family as family_page
from genden_cli.pages import fields, parts
from genden_cli.pages import person as person_page
from genden_cli.pages import source as source_page
from genden_cli.pages import stats as stats_page
from genden_cli.pages import timeline as timeline_page
from genden_cli.pages.findings import findings
from genden_cli.query.records.summaries import closest_relations
from genden_cli.text import fragments
from genden_cli.text.english import count_noun, join_words
from genden_cli.text.languages import language
from genden_cli.text.sanitize import contact_link, sanitize, web_link
from genden_cli.words import RelationKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.model import Appearance, When
    from genden_cli.query.evidence import compare
    from genden_cli.query.records.claim import ClaimDetails, EvidenceDetails, Related
    from genden_cli.query.records.fetch import Verdicts
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim, SourceRow
    from genden_cli.query.text.outline import DocumentOutline, OutlinePart

    _Evidence = TypeVar("_Evidence", EvidenceOnClaim, EvidenceDetails)

_FIRM: Final = (RelationKind.CONTRADICTS, RelationKind.PART_OF, RelationKind.HAS_PART)
"""The relations of claims that a page names: not that two are only related."""

_GREEK: Final = "\u0370"
"""The first character after the Latin scripts."""

_MARKS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"})
"""The characters that would be markup, in a text or between the quotation marks of an attribute."""

_LONGEST_NAME: Final = 40
"""The most characters of a source's name beside its evidence. The list of sources has the whole title."""

_SHORTENED: Final = 6
"""The characters that a name is shorter than the longest, at least, if it is shortened at all."""


def environment(*folders: str) -> Environment:
    """Return the environment of the templates of the page, and of those in ``folders``, with their functions."""
    made = bare_environment(*folders)
    made.filters.update(link=web_link, contact_link=contact_link, cells=_cells, years=_years, join_words=join_words)
    made.globals.update(_FUNCTIONS)
    # only the one page has anchors for former ids, and short ids
    made.globals.update(is_site=False, former={}, short={})
    return made


def bare_environment(*folders: str) -> Environment:
    """Return the environment without our functions."""
    return Environment(
        loader=FileSystemLoader([*folders, os.path.join(os.path.dirname(__file__), "templates")]),
        autoescape=True,
        finalize=_sanitized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _sanitized(value: Any) -> Any:
    """Return a sanitized value as text of HTML. Markup is ours and its content is already sanitized."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(sanitize(value).translate(_MARKS))  # noqa: S704 -- all markup is escaped
    return value


def script(text: str, tag: str | None) -> str | None:
    """Return the language of a title, or None if the title has only Latin letters and may be a translation."""
    return tag if any(letter >= _GREEK and letter.isalpha() for letter in text) else None


def _years(when: When) -> str:
    """Return the first and the last year of a date, empty for an open end: ``1935/1936``, ``1955/``."""
    return "/".join(day[: -len("-12-31")] if day else "" for day in (when.earliest, when.latest))


def _begins_matter(record: compare.Comparison, version: compare.RivalVersion) -> bool:
    """Tell whether a version is the first of a matter, except for the first matter."""
    return any(keys[0] == version.key for keys in record.matters[1:])


def _by_stance(items: Sequence[_Evidence]) -> list[tuple[str, list[_Evidence]]]:
    """Return the items by stance."""
    sides = ((stance, [each for each in items if each.stance == stance]) for stance in words.STANCES)
    return [(stance, found) for stance, found in sides if found]


def _by_relation(record: ClaimDetails) -> list[tuple[str, list[Related]]]:
    """Return the claims in a firm relation to this one, by relation. Rival versions have a place of their own."""
    sides = ((relation, [each for each in record.relations if each.relation == relation]) for relation in _FIRM)
    return [(relation, these) for relation, these in sides if these]


def _standing(record: ClaimDetails) -> Iterator[str]:
    """Yield what is known beside the reason for a verdict: its basis, our confidence, and the numbers of evidence."""
    if record.basis:
        yield parts.meaning(record).capitalize()
    if record.confidence:
        yield f"Confidence: {record.confidence}"
    yield f"{'Evidence: ' if sum(record.standing[:4]) else ''}{parts.counts(record.standing)}".capitalize()


def _tally(verdicts: Verdicts) -> str:
    """Return the number of claims by verdict: ``✓ 3 ✗ 2``."""
    return " ".join(
        f"{words.VERDICTS[Verdict(word)].sign} {number}" for word, number in verdicts._asdict().items() if number
    )


def source_name(row: SourceRow, longest: int = _LONGEST_NAME) -> str:
    """Return author and title of a source, shortened at a word."""
    name = f"{row.author}, {row.title}" if row.author else row.title
    if len(name) <= longest:
        return name
    return f"{name[: longest - _SHORTENED].rsplit(' ', 1)[0].rstrip(' ,.:;–-')}…"


def _text_directive(item: Appearance) -> str:
    """Return the directive that leads to a quote, for the end of an address: ``text=…``."""
    return fragments.at_quote("", item.quote, before=item.before, after=item.after).partition(":~:")[2]


def _quoted(part: OutlinePart) -> Iterator[tuple[str, str | None, list[Assertion]]]:
    """Yield the quotes of a paragraph, each with its place and the claims that it makes."""
    for (place, quote), made in groupby(part.claims, lambda each: (_place(each, part.paragraph), each.quote)):
        yield place, quote, list(made)


def _cells(document: DocumentOutline) -> Iterable[Assertion]:
    """Return the first place of each claim in a document, in the order of the text."""
    found: dict[str, Assertion] = {}
    for part in document.parts:
        for made in part.claims:
            found.setdefault(made.claim, made)
    return found.values()


def _place(made: Assertion, paragraph: str | None) -> str:
    return parts.locator(each for each in made.at if paragraph is None or each.label != "paragraph")


_FUNCTIONS: Final = {
    "words": words,
    "schema": schema,
    "more": fields.other_values,
    "more_with_words": fields.values_with_words,
    "version": genden_cli.__version__,
    "parts": parts,
    "relation_words": claim_page.RELATION_WORDS,
    "cautions": claim_page.cautions,
    "matter": compare_page.matter,
    "begins_matter": _begins_matter,
    "totals": compare_page.totals,
    "signs": compare_page.signs,
    "notes": compare_page.notes,
    "findings": findings,
    "life": person_page.life,
    "life_dates": person_page.life_dates,
    "lasted": person_page.role_dates,
    "span": family_page.span,
    "relation_dates": family_page.relation_dates,
    "reads_with_of": family_page.reads_with_of,
    "relative_remark": family_page.relative_remark,
    "distant_generations": family_page.distant_generations,
    "family": family_page.family,
    "others": family_page.others,
    "closest": closest_relations,
    "rival_dates": timeline_page.rival_dates,
    "entry_kind": timeline_page.entry_kind,
    "no_origins": source_page.no_origins,
    "kept_copy": source_page.kept_copy,
    "counts": stats_page.counts,
    "is_scored": stats_page.is_scored,
    "share": stats_page.share,
    "count_noun": count_noun,
    "language": language,
    "names": contributors.names_text,
    "mark_key": mark_key,
    "segments": segments,
    "script": script,
    "shortened": shortened,
    "quoted": _quoted,
    "by_stance": _by_stance,
    "by_relation": _by_relation,
    "standing": _standing,
    "tally": _tally,
    "source_name": source_name,
    "text_directive": _text_directive,
}
"""The functions and words that the templates use, by their names there."""
