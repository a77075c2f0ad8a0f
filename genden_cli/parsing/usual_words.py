"""Words that people often write in place of those of a vocabulary, and text that looks like a place in a source.

They only propose: a message names what was perhaps meant, and the curator decides.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.parsing import fixes
from genden_cli.schema import LOCATORS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _table(text: str) -> Mapping[str, str]:
    """Return the word of the vocabulary by each usual word, from lines of "word: usual, usual"."""
    lines = (line.split(":") for line in text.strip().splitlines())
    return Frozen({each.strip(): word.strip() for word, usual in lines for each in usual.split(",")})


# Only what is no other word's abbreviation: "v." is a verse or a volume, "n." a note or a number.
_ABBREVIATED: Final = _table("""
    page: p, pp, pg, pgs, pages, стр, seite, seiten, pág, págs, pag, blz
    chapter: ch, chap, chaps, chapters, гл, kap
    volume: vol, vols, volumes, bd, bde
    paragraph: par, para, paras, paragraphs, ¶, ¶¶
    section: sec, sect, sections, §, §§
    folio: fol, fols, folios
    note: fn, footnote, endnote, notes
    line: ll, lines
    column: col, cols, columns
    figure: fig, figs, figures
    part: pt, parts
    verse: vv, verses
    table: tab, tables
""")

# What archives call a folio; a place with one of these words is not certain enough to be corrected.
_LEAVES: Final = _table("folio: sheet, sheets, leaf, leaves, л, лл")

USUAL_WORDS: Final = Frozen(
    {
        "reliability": _table("""
            A: very high, highest, excellent, reliable, completely reliable, primary
            B: high, good, usually reliable
            C: medium, moderate, fair, fairly reliable
            D: low, poor, weak, not usually reliable
            E: very low, lowest, bad, none, unreliable
            F: unknown, unrated, ungraded
        """),
        "credibility": _table("""
            1: very high, highest, confirmed, certain
            2: high, good, probable, likely
            3: medium, moderate, possible
            4: low, doubtful, unlikely
            5: very low, lowest, improbable
            6: unknown, unrated
        """),
        "confidence": _table("""
            low: weak, small
            moderate: medium, middle, fair
            high: strong, certain, sure
        """),
        "verdict": _table("""
            supported: true, yes, correct, confirmed, proven, verified, mostly true
            refuted: false, no, wrong, debunked, disproved, disproven, mostly false
            disputed: mixed, mixture, half true, contested, conflicting, controversial
            unproven: unknown, unverified, unconfirmed, unsupported, undetermined, not enough evidence
            opinion: subjective
            unreviewed: open, todo, pending, unchecked
        """),
        "stance": _table("""
            supports: for, pro, yes, confirms, agrees, true
            contradicts: against, contra, no, denies, refutes, disagrees, disputes, false
            silent: none, nothing, absent, silence
            context: neutral, mentions, background
        """),
        "state of reading": _table("""
            full: yes, all, whole, complete, completely, true
            excerpt: partly, partial, partially, part, extract, skimmed
            cited-only: no, none, not, unread, never, false
        """),
        "kind of claim": _table("""
            life: biography, birth, death
            office: position, career
            event: fact, act, action
            speech: quote, statement
            number: figure, quantity, statistic
            motive: reason, intention
            interpretation: opinion, judgement
        """),
        "type of source": _table("""
            webpage: website, web, web page, web site, site, internet, online, url, wiki
            post-weblog: blog, blog post
            post: tweet, social media
            article-journal: journal, journal article, academic article, scholarly article
            article-newspaper: newspaper, newspaper article, news, press
            article-magazine: magazine, magazine article
            book: monograph, biography, memoir, memoirs, novel
            chapter: book chapter, essay
            document: archive, archival document, record, file
            entry-encyclopedia: encyclopedia, encyclopaedia, encyclopedia article
            entry-dictionary: dictionary
            motion_picture: film, movie, documentary, video
            broadcast: tv, television, radio, podcast
            personal_communication: letter, email, telegram
            thesis: dissertation
            graphic: photo, photograph, picture, image, painting
            legislation: law, act, decree
            speech: talk, lecture, presentation
            paper-conference: conference paper, paper
        """),
        "locator": Frozen({**_ABBREVIATED, **_LEAVES}),
    }
)
"""By what a vocabulary is called in messages: its word for each usual word."""

_LABEL: Final = r"(?P<label>[^\W\d_][^\W\d_-]*|[§¶№]{1,2})\.?[\s:]*"
_NUMBER: Final = r"(?:\d[\w:]*|[IVXLC]+|[ivxlc]+)"
_RANGE: Final = rf"{_NUMBER}(?:\s?[-–]\s?{_NUMBER})?"
_VALUE: Final = rf"(?P<value>{_RANGE}(?:, {_RANGE})*)"
_JOINT: Final = re.compile(r"\s*([,;&]|\band\b)\s*")
_LISTED: Final = frozenset("page folio paragraph section note line column figure verse timestamp".split())
"""The locators that may have several values with commas. After another one, a bare value is of another locator."""

_MANY: Final = 120

# What is perhaps meant by a letter that is the abbreviation of several words, and by a value without a word.
_PERHAPS: Final = Frozen(
    {
        "f": "folio",
        "ff": "folio",
        "l": "line",
        "n": "note",
        "S": "page",
        "s": "section",
        "v": "verse",
        "c": "chapter",
        **_LEAVES,
    }
)
_BARE: Final = Frozen({r"\d+[rv](?:-\d+[rv])?": "folio", r"\d+:\d\d(?::\d\d)?": "timestamp", _RANGE: "page"})


def place_written(text: str) -> str | None:
    """Return the place in a source that a text means, as a value of ``at``; None if it is none, or may be several.

    >>> place_written("p. 40"), place_written("vol. II, pp. 40–41"), place_written("40")
    ('{page: 40}', '{volume: II, page: 40-41}', None)
    >>> place_written("pp. 3, 5 and 7")
    '{page: "3, 5, 7"}'
    """
    places = _places(text, _place)
    return f"{{{', '.join(f'{label}: {fixes.scalar(value)}' for label, value in places.items())}}}" if places else None


def perhaps_place(text: str) -> str | None:
    """Return the place that a text perhaps means, in words that `place_written` reads; None if it can be no place.

    >>> perhaps_place("f. 12r"), perhaps_place("14"), perhaps_place("vol. II, 3"), perhaps_place("the end")
    ('folio 12r', 'page 14', 'volume II, page 3', None)
    """
    places = _places(text, lambda part: _place(part) or _perhaps(part))
    return ", ".join(f"{label} {value}" for label, value in places.items()) or None


def _places(text: str, read: Callable[[str], tuple[str, str] | None]) -> dict[str, str]:
    """Return the value by the locator of each part of a text; nothing if ``read`` returns None for one of them."""
    parts = [read(each) for each in _parts(text.strip())] if len(text) <= _MANY else [None]
    places: dict[str, str] = {}
    for label, value in filter(None, parts):
        places[label] = f"{places[label]}, {value}" if label in places else value
    return {} if None in parts else places


def _parts(text: str) -> list[str]:
    """Return the parts of a text that are places of their own. A value that goes on with a list is none."""
    first, *rest = _JOINT.split(text)
    parts = [first]
    for joint, each in zip(rest[::2], rest[1::2], strict=True):
        if re.fullmatch(_RANGE, each) and (joint in ("and", "&") or _may_go_on(parts[-1], each)):
            parts[-1] += f", {each}"
        else:
            parts.append(each)
    return parts


def _may_go_on(part: str, value: str) -> bool:
    """Tell whether a bare value is another one of the locator of a part."""
    label, _ = _place(part) or _perhaps(part) or ("", "")
    return label in _LISTED and (":" in value) == (label == "timestamp")


def _place(text: str) -> tuple[str, str] | None:
    found = re.fullmatch(_LABEL + _VALUE, text)
    if not found:
        return None
    label = found["label"].lower()
    label = label if label in LOCATORS else _ABBREVIATED.get(label, "")
    return (label, _with_hyphen(found["value"])) if label else None


def _perhaps(text: str) -> tuple[str, str] | None:
    """Return the place that a value without a word perhaps means, or one with a letter for several words."""
    for form, label in _BARE.items():
        if re.fullmatch(f"{form}(?:, {form})*", text):
            return label, _with_hyphen(text)
    found = re.fullmatch(_LABEL + _VALUE, text)
    meant = (_PERHAPS.get(found["label"]) or _PERHAPS.get(found["label"].lower())) if found else None
    return (meant, _with_hyphen(found["value"])) if found and meant else None


def _with_hyphen(value: str) -> str:
    return re.sub(r"\s?[-–]\s?", "-", value)
