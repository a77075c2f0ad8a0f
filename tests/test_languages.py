"""Names of languages: those of CLDR, with the script where a tag has one."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from language_names import MODULE, module

from genden_cli.bibliography import texts
from genden_cli.text.languages import language


def test_names_of_languages_are_those_of_cldr() -> None:
    """Other releases of CLDR name a few languages in another way."""
    ours = SequenceMatcher(None, MODULE.read_text(encoding="utf-8").split(), module().split(), autojunk=False)
    assert ours.ratio() > 0.9, "run: python tests/language_names.py"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de", "German"),
        ("de-AT", "German"),
        ("yi", "Yiddish"),
        ("mn-Cyrl", "Mongolian, Cyrillic"),
        ("mn-Mong", "Mongolian, Mongolian script"),
        ("zh-Hant-TW", "Chinese, traditional"),
        ("uz-Arab", "Uzbek, Arabic script"),
        ("qaa", "qaa"),
        ("en-x-latn", "English, Latin script"),
    ],
)
def test_tag_has_a_name(tag: str, name: str) -> None:
    assert language(tag) == name


@pytest.mark.parametrize("name", ["Yiddish", "Buryat", "Buriat", "Uzbek, Arabic script", "Chinese, traditional"])
def test_name_has_a_tag(name: str) -> None:
    assert texts.language(name)
