"""The English names of languages and scripts, by CLDR, and the standard tags for those that are none."""

from __future__ import annotations

import re
from typing import Final

from genden_cli.text.language_names import LANGUAGE_NAMES, SCRIPT_NAMES


def _names(text: str) -> dict[str, str]:
    """Return the names by their tags in small letters."""
    pairs = (each.partition(":") for each in " ".join(text.split()).split("; "))
    return {tag.lower(): name for tag, _, name in pairs}


LANGUAGES: Final = _names(LANGUAGE_NAMES)
"""The names of languages by their tags."""

_ADJECTIVES: Final = {"hans": "simplified", "hant": "traditional"}
_SPOKEN: Final = frozenset(LANGUAGES.values())

SCRIPTS: Final = {
    **{tag: f"{name} script" if name in _SPOKEN else name for tag, name in _names(SCRIPT_NAMES).items()},
    **_ADJECTIVES,
}
"""The names of scripts by their tags in small letters. One with the name of a language is called ``Arabic script``."""

# The registered tags of old that RFC 5646 has replaced, and the codes of Wikipedias and Wikidata that are no tags.
_REPLACED = {
    "art-lojban": "jbo", "cel-gaulish": "xtg", "en-gb-oed": "en-GB-oxendict", "i-ami": "ami", "i-bnn": "bnn",
    "i-hak": "hak", "i-klingon": "tlh", "i-lux": "lb", "i-navajo": "nv", "i-pwn": "pwn", "i-tao": "tao",
    "i-tay": "tay", "i-tsu": "tsu", "no-bok": "nb", "no-nyn": "nn", "sgn-be-fr": "sfb", "sgn-be-nl": "vgt",
    "sgn-ch-de": "sgg", "zh-guoyu": "cmn", "zh-hakka": "hak", "zh-min-nan": "nan", "zh-xiang": "hsn",
    "bat-smg": "sgs", "cbk-zam": "cbk", "map-bms": "jv-x-bms", "simple": "en", "zh-classical": "lzh",
}  # fmt: skip


def standard_tag(text: str) -> str:
    """Return the BCP 47 tag for a code that is none: ``nan`` for zh-min-nan, ``rup`` for roa-rup, ``en-GB`` for en_GB.

    A tag of two languages, such as zh-yue, means the second.
    """
    tag = text.replace("_", "-")
    second = re.fullmatch(r"[a-z]{2,3}-([a-z]{3}(?:-.+)?)", tag, re.IGNORECASE)
    return _REPLACED.get(tag.lower()) or (second[1] if second else tag)


def language(tag: str | None) -> str:
    """Return the name of a BCP 47 tag: ``mn-Cyrl`` is ``Mongolian, Cyrillic``. An unknown tag is its own name."""
    if tag is None:
        return "Also written"
    main, *rest = tag.lower().split("-")
    name = LANGUAGES.get(main, tag)
    script = next((SCRIPTS[each] for each in rest if each in SCRIPTS), "")
    return f"{name}, {script}" if script and main in LANGUAGES else name
