"""What stands in the page beside its texts: its style, its scripts, and the data of its search.

The page names its style and scripts to the browser by their hashes; the browser applies and runs nothing else.
"""

from __future__ import annotations

import bz2
import hashlib
import os
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from genden_cli import words
from genden_cli.export.html.search_index import ids_by_section, search_index
from genden_cli.export.html.search_rules import search_rules
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

_FOLDER: Final = os.path.dirname(__file__)

ENGINE: Final = tuple(
    f"search/{name}.js" for name in "text porter passages fulltext question ranking answers query search".split()
)
"""The files of the search, in the order in which they use one another."""

_SCRIPTS: Final = ("timeline.js", "bzip2.js", "script.js", "cite.js", "share.js")
"""The files of the script, in the order in which they use one another."""


STYLES: Final = ("style.css", "timeline.css", "text.css", "share.css")
"""The files of the style, in their order."""

_COMMENT: Final = re.compile(r"//|/\*[^*]*\*/$")
"""A line of a script or a style sheet that is a comment."""


def inline_parts() -> dict[str, Markup]:
    """Return style, script, and the policy that lets a browser use only these two."""
    style = "".join((*map(text, STYLES), *_headings()))
    script = _joined(_SCRIPTS)
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)} {_hash(_engine())}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "program": Markup(script), "policy": Markup(policy)}  # noqa: S704 -- ours


def packed_search(
    connection: sqlite3.Connection, shown: Mapping[str, list[str]], named: Collection[tuple[str | None, ...]]
) -> Markup:
    """Return the search: its script, its rules and its data as JSON, compressed with bzip2, in base 64.

    ``shown`` are the ids of sections in the order of the page, and ``named`` the keys of evidence that it only names.
    """
    base = search_index(connection, {**ids_by_section(connection), **shown}, named)
    text = json_text({"engine": _engine(), "rules": search_rules(connection), "base": base}, compact=True)
    return Markup(b64encode(bz2.compress(text.encode())).decode())  # noqa: S704 -- letters and digits


def _engine() -> str:
    """Return the script of the search. A browser reads it when somebody searches."""
    return _joined((*ENGINE, "search/results.js"))


def _joined(names: Iterable[str]) -> str:
    return f'"use strict";\n{"".join(map(text, names))}'


def _headings() -> Iterator[str]:
    """Yield the rules of the style sheet that set the title of a stance above its evidence."""
    for stance, title in words.STANCE_TITLES.items():
        yield f'.claim > .{stance}::before {{ content: "{words.STANCES[stance].sign} {title}"; }}\n'


def text(name: str) -> str:
    """Return a file of the page without indentation, empty lines and lines of comment: its style, or its script."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        lines = (line.strip() for line in file)
        return "".join(f"{line}\n" for line in lines if line and not _COMMENT.match(line))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
