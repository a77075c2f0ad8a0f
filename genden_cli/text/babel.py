"""The names of languages in babel, which BibLaTeX uses."""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

BABEL: Final[Mapping[str, str]] = Frozen(
    dict(
        pair.split(":")
        for pair in """
        bg:bulgarian ca:catalan cs:czech da:danish de:ngerman de-at:naustrian de-ch:nswissgerman el:greek en:english
        en-au:australian en-ca:canadian en-gb:british en-us:american es:spanish et:estonian eu:basque fi:finnish
        fr:french gl:galician hr:croatian hu:hungarian is:icelandic it:italian la:latin lt:lithuanian lv:latvian
        nb:norsk nl:dutch nn:nynorsk pl:polish pt:portuguese pt-br:brazilian ro:romanian ru:russian sk:slovak sl:slovene
        sr:serbian sv:swedish tr:turkish uk:ukrainian
        """.split()
    )
)
"""The name in babel of each language that BibLaTeX has strings for, by its tag in small letters."""
