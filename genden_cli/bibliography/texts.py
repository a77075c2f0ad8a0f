"""Texts of bibliographies: cleaned, and checked where a source needs a form."""

from __future__ import annotations

import re
from typing import Final

from genden_cli import schema
from genden_cli.parsing.text_readers import Url
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
    found = LANGUAGES.get(name)
    return f"{found}-{_SCRIPTS[script]}" if found and script in _SCRIPTS else found if not script else None


_SCRIPTS: Final = {
    "arabic script": "Arab",
    "cyrillic": "Cyrl",
    "latin script": "Latn",
    "mongolian script": "Mong",
    "simplified": "Hans",
    "traditional": "Hant",
}


LANGUAGES: Final = {
    name: tag
    for pair in """
        ar:arabic bg:bulgarian bo:tibetan bua:buryat ca:catalan cs:czech da:danish de:german,ngerman,deutsch
        de-AT:naustrian de-CH:nswissgerman el:greek en:english en-AU:australian en-CA:canadian en-GB:british,ukenglish
        en-US:american,usenglish es:spanish et:estonian eu:basque fa:persian fi:finnish fr:french,français ga:irish
        gl:galician he:hebrew hi:hindi hr:croatian hu:hungarian,magyar is:icelandic it:italian,italiano ja:japanese
        ka:georgian kk:kazakh ko:korean la:latin lt:lithuanian lv:latvian mn:mongolian nb:norsk nl:dutch nn:nynorsk
        no:norwegian pl:polish pt:portuguese pt-BR:brazilian ro:romanian ru:russian,русский sk:slovak
        sl:slovene,slovenian sr:serbian sv:swedish tr:turkish uk:ukrainian vi:vietnamese zh:chinese
    """.split()
    for tag, _, names in [pair.partition(":")]
    for name in names.split(",")
}
"""The tags of languages by their English names, the names of babel, and some names of their own."""
