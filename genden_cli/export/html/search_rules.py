"""The rules of search as data, for the script of a page.

The script applies the rules and has no words, weights or patterns of its own. Patterns are converted from the syntax of
Python to that of JavaScript. Tables of Unicode that JavaScript lacks are worked out here.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from anyascii import anyascii

from genden_cli.export.html.search_index import INHERITED, gaps, tokenizer
from genden_cli.index.passages import ENTRY_WEIGHTS, NO_TITLE, SHORT_TITLE
from genden_cli.query.search import answers, fields, guesses, phrasings, question, ranking, search, terms
from genden_cli.query.search.passages import COLUMN_WEIGHTS
from genden_cli.search_fields import FIELDS, SOURCE, STANCE
from genden_cli.text import addresses, edit_distance, phonetics, ranges, stems, stop_words, unspaced
from genden_cli.text import normalize as normal
from genden_cli.text import terms as text_terms
from genden_cli.text.synonyms import SYNONYMS
from genden_cli.words import STANCES, RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_LETTERS: Final = (range(0x80, 0x700), range(0x10A0, 0x1100), range(0x1E00, 0x2000), range(0x3040, 0x3100))
"""The characters of which the page knows how they sound: those of Europe, the Near East and Japan."""

_CHARACTERS: Final = range(0x3400, 0xD7B0)
"""Characters that the page knows only if they sound as one in a recorded name and are in common use."""

_COMMON: Final = {"gb2312": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7), "euc_kr": range(0xB0, 0xC9)}
"""The first bytes of the characters in common use, by standard: of China, simplified and traditional, and of Korea."""


def search_rules(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the rules as JSON values. Some tables are limited to what the names of the base need."""
    names = [name for (name,) in connection.execute("SELECT spelling FROM label WHERE section = 'people'")]
    return {
        "text": _text_rules(),
        "fold": _fold_rules(),
        "stems": _stem_rules(),
        "stop": _stop_words(),
        "synonyms": [" ".join(group) for group in SYNONYMS],
        "sounds": _sound_rules(names),
        "query": _query_rules(),
        "question": {**question.RULES, **guesses.RULES},
        "ranking": ranking.RULES,
        "answers": answers.RULES,
        "phrasings": phrasings.RULES,
        "columns": COLUMN_WEIGHTS,
        "entries": {"weights": ENTRY_WEIGHTS, "short_title": SHORT_TITLE, "no_title": NO_TITLE},
        "visible": {chr(code): letters or "" for code, letters in normal.VISIBLE.items()},
        "stances": list(STANCES),
        "kinds": list(RecordKind),
        "facets": {"inherited": INHERITED, "source": SOURCE, "stance": STANCE},
        "separators": _separators(connection),
        "limit": search.MAX_WEIGHED,
        "orders": {order.name.lower(): order for order in search.HitOrder},
        "typos": edit_distance.TYPO_ALLOWANCES,
    }


def _separators(connection: sqlite3.Connection) -> str:
    """Return the signs at which full-text search divides words."""
    return tokenizer(connection).partition("separators '")[2].partition("'")[0]


def javascript(pattern: re.Pattern[str] | str) -> list[str]:
    """Return a pattern and its flags in the syntax of JavaScript."""
    source = pattern if isinstance(pattern, str) else pattern.pattern
    flags = "giu" if re.compile(pattern).flags & re.IGNORECASE else "gu"
    for python, ours in _SYNTAX:
        source = source.replace(python, ours)
    return [source, flags]


_SYNTAX: Final = (
    ("(?i)", ""),
    (r"[^\W_]", r"[\p{L}\p{N}]"),
    (r"\w", r"[\p{L}\p{N}_]"),
    (r"\d", r"\p{Nd}"),
)


def _text_rules() -> dict[str, Any]:
    return {
        "ascii_word": javascript(text_terms.ASCII_WORD),
        "word": javascript(unspaced.WORD),
        "sign": javascript(unspaced.SIGN),
        "outer": text_terms.OUTER,
        "longest_word": stems.LONGEST_WORD,
        "unspaced": [list(pair) for pair in ranges.UNSPACED],
        "symbols": [list(pair) for pair in ranges.SYMBOLS],
    }


def _fold_rules() -> dict[str, Any]:
    """Return what `text.normalize` does to letters, where no rule of the page has it: case, and letters for others."""
    letters = map(chr, range(0x80, 0x10000))
    return {
        "cased": {each: each.casefold() for each in letters if each.casefold().lower() != each.upper().lower()},
        "selectors": _ranges(sorted(map(ord, normal.SELECTORS))),
        "letters": {chr(code): text for code, text in normal.LETTERS.items()},
    }


def _ranges(codes: Iterable[int]) -> list[int]:
    """Return sorted numbers as the first and the last of each run."""
    found: list[int] = []
    for code in codes:
        if found and found[-1] == code - 1:
            found[-1] = code
        else:
            found += [code, code]
    return found


def _stem_rules() -> dict[str, Any]:
    return {
        "english": [_stage(each) for each in stems.ENGLISH],
        "cyrillic": [_stage(each) for each in stems.CYRILLIC],
        "irregular": _irregular(),
        "vowels": "".join(sorted(stems.VOWELS)),
        "doubled": "".join(sorted(stems.DOUBLED)),
        "silent_e": javascript(stems.SILENT_E),
        "thousands": javascript(stems.THOUSANDS),
        "possessives": stems.POSSESSIVES,
    }


def _stage(stage: stems.Stage) -> dict[str, Any]:
    pairs = chain.from_iterable(stage.suffixes.values())
    suffixes = " ".join(f"{suffix}={replacement}" for suffix, replacement in pairs)
    return {"least": stage.least, "suffixes": suffixes, "not_after": stage.not_after, "vowel": stage.vowel}


def _irregular() -> str:
    """Return the irregular forms, those of one word together and the word first."""
    found: dict[str, list[str]] = {}
    for form, word in stems.IRREGULAR.items():
        found.setdefault(word, [word]).append(form)
    return "|".join(" ".join(dict.fromkeys(forms)) for forms in found.values())


def _stop_words() -> dict[str, Any]:
    return {
        "empty": " ".join(sorted(stop_words.STOP_WORDS)),
        "weak": " ".join(sorted(stop_words.WEAK_WORDS)),
        "german": " ".join(sorted(stop_words.GERMAN)),
        "german_cues": " ".join(sorted(stop_words.GERMAN_CUES)),
        "chinese": stop_words.CHINESE,
        "yes_or_no": sorted(stop_words.YES_OR_NO),
        "asked_first": text_terms.ASKED_FIRST,
        "intents": [[intent, list(cues)] for intent, cues in stop_words.INTENTS],
    }


def _sound_rules(names: Iterable[str]) -> dict[str, Any]:
    """Return how names are romanized: the letters of other scripts, and the conventions that are made one."""
    return {
        "letters": {chr(code): text for code, text in phonetics.SOUND_LETTERS.items()},
        "marks": javascript(phonetics.MARKS),
        "conventions": [
            [javascript(pattern)[0], common.replace("\\", "$")] for pattern, common in phonetics.CONVENTIONS
        ],
        "sounds": _sounds(names),
    }


def _sounds(names: Iterable[str]) -> tuple[list[int], str]:
    """Return the small letters of other scripts, as the gaps between their codes, and what each of them sounds.

    Letters that are only an accent apart are left out.
    """
    known = {anyascii(each).lower() for name in names for each in name if ord(each) in _CHARACTERS}
    found: dict[int, str] = {}
    for letter in map(chr, chain(*_LETTERS, _CHARACTERS)):
        sound = anyascii(letter).lower()
        spelled = letter.isalnum() and letter.lower() == letter and normal.normalize(letter) != sound
        if spelled and (ord(letter) not in _CHARACTERS or (sound in known and _is_common(letter))):
            found[ord(letter)] = sound
    return [*gaps(found)], "\n".join(found.values())


def _is_common(character: str) -> bool:
    """Tell whether a character is among the common ones of a standard of China or Korea."""
    return any(character.encode(codec, "replace")[0] in first for codec, first in _COMMON.items())


def _query_rules() -> dict[str, Any]:
    return {
        "term": javascript(terms.TERM),
        "or": terms.OR,
        "max_length": terms.MAX_LENGTH,
        "max_places": fields.MAX_PLACES,
        "fields": {
            name: {"facet": field.facet, "names": field.names, "values": list(field.values), "means": field.means}
            for name, field in FIELDS.items()
        },
        "address": javascript(addresses.ADDRESS),
        "lead": javascript(addresses.LEAD),
        "tracking": javascript(addresses.TRACKING),
        "copy": javascript(addresses.COPY),
    }
