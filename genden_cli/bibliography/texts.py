"""Texts of bibliographies: cleaned, and checked where a source needs a form."""

from __future__ import annotations

import re
from typing import Final

from genden_cli import schema
from genden_cli.parsing.text_readers import Url
from genden_cli.text.babel import BABEL
from genden_cli.text.languages import LANGUAGES, SCRIPTS
from genden_cli.text.sanitize import sanitize, sanitize_line

_INVISIBLE: Final = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc]")
"""Characters without a shape, which other programs leave in texts. They carry no meaning there."""

_LANGUAGE: Final = re.compile(schema.LANGUAGE.pattern)
MOST_CHARACTERS: Final = 1 << 20
"""A value of a fact base has at most so many characters."""


def clean(text: str) -> str:
    """Return a text as one line. Invisible characters are removed, and other harmful ones become visible escapes."""
    return sanitize_line(_INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def clean_lines(text: str) -> str:
    """Return a text of several lines like `clean`."""
    return sanitize(_INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " "))


def address(text: str) -> str | None:
    """Return a web address, with the scheme that is missing and the spaces encoded, or None if it is none."""
    found = text.strip()
    if found.lower().startswith("www."):
        found = f"https://{found}"
    for each in (found, Url.mended(found)):
        if Url.accepts(each):
            return each
    return None


def language(text: str) -> str | None:
    """Return the BCP 47 tag of a language that is written as a tag or as an English name, or None."""
    tag = text.strip().replace("_", "-")
    if _LANGUAGE.fullmatch(tag):
        return tag
    name, _, script = tag.lower().partition(", ")
    found = _TAGS.get(name)
    return f"{found}-{_SCRIPTS[script]}" if found and script in _SCRIPTS else found if not script else None


_OTHER_NAMES: Final = """
    bua:buryat de:deutsch en-GB:ukenglish en-US:usenglish fr:français ga:irish hu:magyar it:italiano no:norwegian
    ru:русский sl:slovenian
"""
"""Names of languages that neither babel nor our tables have."""

_TAGS: Final = {
    **{
        name: "-".join((language, *map(str.upper, region)))
        for tag, name in BABEL.items()
        for language, *region in [tag.split("-")]
    },
    **{name.lower(): tag for tag, name in LANGUAGES.items()},
    **{name: tag for tag, _, name in (each.partition(":") for each in _OTHER_NAMES.split())},
}
"""The tags of languages by their English names, the names of babel, and some names of their own."""

_SCRIPTS: Final = {name.lower(): tag.capitalize() for tag, name in SCRIPTS.items()}
