"""Make `genden_cli/text/language_names.py` from CLDR: ``python tests/language_names.py``."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULE = Path(__file__).parents[1] / "genden_cli" / "text" / "language_names.py"

HEAD = '''"""The English names of languages and scripts by their tags (ISO 639, ISO 15924).

Made from CLDR by `tests/language_names.py`.
"""

from __future__ import annotations

from typing import Final

LANGUAGE_NAMES: Final = """
{languages}
"""

SCRIPT_NAMES: Final = """
{scripts}
"""
'''


def lines(names: Mapping[str, str]) -> str:
    """Return names with their tags, as lines of the width of our code."""
    return "\n".join(textwrap.wrap("; ".join(f"{tag}:{name}" for tag, name in sorted(names.items())), 118))


def module() -> str:
    """Return the text of the module."""
    english = Locale("en")
    languages = {tag: name for tag, name in english.languages.items() if "_" not in tag}
    return HEAD.format(languages=lines(languages), scripts=lines(english.scripts))


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
