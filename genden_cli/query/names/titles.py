"""Names with a title, a particle or parts of several spellings: ``Queen Victoria``, ``Mr Bullitt``, ``P. Genden``.

A person fits if some typed words stand in the person's names. All others must be titles, particles, initials, or words
of the person's offices and description. A person of whom more typed words are recorded fits better.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.names.exact import WHOLE_WORD, NameMatch, candidate, labels_with_words
from genden_cli.query.records.fetch import array, lists
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.names.exact import Candidate, NameLabel

_TITLES: Final = (
    # English
    "mr mrs ms miss mx dr prof professor doctor sir dame lord lady king queen prince princess duke duchess earl count "
    "countess baron baroness emperor empress tsar tsarina czar sultan shah khan president premier chancellor prime "
    "minister chairman chairwoman chairperson secretary director governor mayor senator ambassador envoy commissar "
    "comrade general marshal admiral colonel major captain lieutenant sergeant commander judge justice pope cardinal "
    "bishop archbishop father mother brother sister saint st rev reverend rabbi imam sheikh lama deputy first foreign "
    "writer author poet historian jr sr junior senior esq phd md hon the late young old elder younger "
    # German, French, Spanish, Italian, Portuguese, Dutch, Turkish
    "herr frau dr graf gräfin grafin könig konig königin konigin kaiser kaiserin fürst furst prinz prinzessin freiherr "
    "minister präsident prasident kanzler genosse monsieur madame mademoiselle mme mlle m roi reine comte comtesse "
    "señor senor señora senora don doña dona rey reina conde signor signora re regina conte senhor senhora rei rainha "
    "mijnheer mevrouw koning koningin bey pasha effendi "
    # Russian, Mongolian
    "господин госпожа товарищ тов гн гжа князь княгиня граф графиня барон царь царица король королева император "
    "премьер министр президент маршал генерал адмирал полковник секретарь посол нарком академик профессор доктор "
    "нөхөр ноён хатагтай гуай сайд ерөнхий ерөнхийлөгч маршал жанжин хаан"
)
_PARTICLES: Final = (
    "of the von vom van der den de del della di da dos das du la le les zu zum zur af av ter ten bin bint ibn al el "
    "ben y e i and"
)
_UNSPACED_TITLES: Final = re.compile(
    "(同志|先生|女士|夫人|总理|總理|首相|主席|总统|總統|大統領|元帅|元帥|将军|將軍|大臣|大使|さん|さま|様|氏|씨|님|총리|대통령)+$"
)
_NAME_LIKE: Final = 2
"""The least number of letters of a word that may identify a person alone."""


class _KnownWords(NamedTuple):
    """The words of a person's names, and those of the person's offices and description."""

    names: frozenset[str]
    others: frozenset[str]


class _Fit(NamedTuple):
    """How well a person fits a typed name: more words of the names, then more words of the description."""

    named: int
    described: int


def titled(connection: sqlite3.Connection, typed: str) -> tuple[Candidate, ...]:
    """Return the people whom a name with a title, a particle or an initial fits best; none if it has no such word."""
    typed_words = normalize(_without_unspaced_title(typed)).split()
    labels = _labels_with_any(connection, typed_words)
    if not labels:
        return ()
    known = _known_words(connection, labels)
    fits = {id_: fit for id_ in labels if (fit := _fit(typed_words, known[id_]))}
    best = max(fits.values(), default=None)
    return tuple(candidate(labels[id_], "", how=NameMatch.TITLE) for id_, fit in fits.items() if fit == best)


def without_title(typed: str) -> str:
    """Return a typed name without titles; "" if it has none, or nothing else."""
    words = typed.split()
    rest = " ".join(word for word in words if normalize(word) not in _titles())
    rest = _without_unspaced_title(rest)
    return "" if rest == " ".join(words) else rest


@cache
def _titles() -> frozenset[str]:
    return frozenset(normalize(_TITLES).split())


@cache
def _particles() -> frozenset[str]:
    return frozenset(_PARTICLES.split())


def _without_unspaced_title(typed: str) -> str:
    return _UNSPACED_TITLES.sub("", typed.strip()) or typed


def _labels_with_any(connection: sqlite3.Connection, typed_words: Iterable[str]) -> dict[str, NameLabel]:
    """Return a label of each person who is called by one of the words, rather a name than the id."""
    found: dict[str, NameLabel] = {}
    for word in dict.fromkeys(typed_words):
        if len(word) >= _NAME_LIKE and word not in _particles():
            for label in labels_with_words(connection, Section.PEOPLE, "folded", word, forms=WHOLE_WORD):
                if label.id not in found or found[label.id].spelling == label.id:
                    found[label.id] = label
    return found


def _fit(typed_words: list[str], known: _KnownWords) -> _Fit | None:
    """Return how well a person fits, or None if a word stands for nothing of the person."""
    named = described = 0
    for word in typed_words:
        if word in known.names:
            named += len(word) >= _NAME_LIKE
        elif word in known.others:
            described += 1
        elif not (word in _titles() or word in _particles() or _is_initial(word, known.names)):
            return None
    return _Fit(named, described) if named else None


def _is_initial(word: str, names: Iterable[str]) -> bool:
    return len(word) == 1 and any(name.startswith(word) for name in names)


def _known_words(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, _KnownWords]:
    ids = tuple(ids)
    names = lists(connection, _NAMES, ids=array(ids))
    others = lists(connection, _OTHERS, ids=array(ids))
    return {
        id_: _KnownWords(
            frozenset(" ".join(names.get(id_, ())).split()),
            frozenset(normalize(" ".join(others.get(id_, ()))).split()),
        )
        for id_ in ids
    }


_NAMES: Final = """
SELECT id, folded FROM label WHERE section = 'people' AND id IN (SELECT value FROM json_each(:ids))
"""

_OTHERS: Final = """
SELECT person, title FROM role WHERE person IN (SELECT value FROM json_each(:ids))
 UNION ALL
SELECT id, about FROM person WHERE id IN (SELECT value FROM json_each(:ids)) AND about IS NOT NULL
 UNION ALL
SELECT person, part || ' ' || name_part.text
  FROM name JOIN name_part ON name_part.name = name.n
 WHERE person IN (SELECT value FROM json_each(:ids))
"""
