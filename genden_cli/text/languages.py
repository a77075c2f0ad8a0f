"""The English names of languages and scripts, by CLDR."""

from __future__ import annotations

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


def language(tag: str | None) -> str:
    """Return the name of a BCP 47 tag: ``mn-Cyrl`` is ``Mongolian, Cyrillic``. An unknown tag is its own name."""
    if tag is None:
        return "Also written"
    main, *rest = tag.lower().split("-")
    name = LANGUAGES.get(main, tag)
    script = next((SCRIPTS[each] for each in rest if each in SCRIPTS), "")
    return f"{name}, {script}" if script and main in LANGUAGES else name
