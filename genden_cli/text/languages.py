"""The English names of common languages and scripts, after CLDR."""

from __future__ import annotations

LANGUAGES = {
    "ar": "Arabic", "bo": "Tibetan", "cs": "Czech", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "grc": "Ancient Greek", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "mn": "Mongolian", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese", "bua": "Buryat", "kk": "Kazakh", "sr": "Serbian", "ka": "Georgian",
}  # fmt: skip
SCRIPTS = {
    "arab": "Arabic script", "cyrl": "Cyrillic", "hans": "simplified", "hant": "traditional", "latn": "Latin script",
    "mong": "Mongolian script", "tibt": "Tibetan script", "hira": "hiragana", "kana": "katakana", "jpan": "Japanese",
}  # fmt: skip


def language(tag: str | None) -> str:
    """Return the name of a BCP 47 tag: ``mn-Cyrl`` is ``Mongolian, Cyrillic``. An unknown tag is its own name."""
    if tag is None:
        return "Also written"
    main, *rest = tag.lower().split("-")
    name = LANGUAGES.get(main, tag)
    script = next((SCRIPTS[each] for each in rest if each in SCRIPTS), "")
    return f"{name}, {script}" if script and main in LANGUAGES else name
