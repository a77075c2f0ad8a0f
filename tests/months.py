"""Make `genden_cli/dates/months.py` from CLDR: ``python tests/months.py``."""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

from babel.dates import get_month_names

MODULE = Path(__file__).parents[1] / "genden_cli" / "dates" / "months.py"

LANGUAGES = "cs da de el en es fi fr hu it nb nl pl pt ro ru sv tr uk".split()
REGIONS = ["de_AT", "en_GB"]
"""Regions whose names of months differ: Jänner, Sept."""

HEAD = '''"""Names of the months, folded as `dates.single_dates` folds a word, from January on.

Made from CLDR by `tests/months.py`. Languages:
{languages}.
"""

from __future__ import annotations

from typing import Final

MONTH_NAMES: Final = """
'''


def fold(name: str) -> str:
    """Return a name in small letters, without accents and the dot of an abbreviation."""
    bare = unicodedata.normalize("NFKD", name.rstrip(".").casefold())
    return "".join(each for each in bare if not unicodedata.combining(each))


def month_names() -> list[set[str]]:
    """Return the names of each month that are one word, and no other month's."""
    found: list[set[str]] = [set() for _ in range(12)]
    for locale in LANGUAGES + REGIONS:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in get_month_names(width, context, locale).items():
                    found[month - 1].add(fold(name))
    words = [{name for name in names if name.isalpha()} for names in found]
    return [own - set().union(*words[:n], *words[n + 1 :]) for n, own in enumerate(words)]


def module() -> str:
    """Return the text of the module."""
    text = HEAD.format(languages=", ".join(LANGUAGES))
    paragraphs = ("\n".join(textwrap.wrap(" ".join(sorted(names)), 118)) for names in month_names())
    return text + "\n\n".join(paragraphs) + '\n""".split("\\n\\n")\n'


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
