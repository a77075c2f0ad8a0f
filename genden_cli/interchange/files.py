"""The files that a whole fact base is made from: which format each has, and the base."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli.interchange import gedcom, tree_base
from genden_cli.source import inputs, text_file
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from genden_cli.interchange.draft import Draft
    from genden_cli.words import Reliability

FORMATS: Final = ("gedcom",)
"""The names of the formats."""

_ENDINGS: Final = {".ged": "gedcom", ".gedcom": "gedcom"}
_SIGNS: Final = (("gedcom", re.compile(rb"\A(?:\xef\xbb\xbf)?\s*0 +HEAD\b")),)


def base_in(path: str, form: str | None, reliability: Reliability | None) -> Draft | None:
    """Return the base that a file holds, None if its format is none of a whole base.

    The format is ``form``, else that of the ending or the content. Raise `Unreadable` for a file that is malformed.
    """
    if form is not None and form not in FORMATS:
        return None
    data = text_file.content(path)
    found = form or _ENDINGS.get(os.path.splitext(path)[1].lower()) or _by_content(data)
    if found is None:
        return None
    name = "standard input" if path == inputs.STDIN else sanitize_line(os.path.basename(path))
    return tree_base.draft(gedcom.tree(data, name), name, reliability)


def _by_content(data: bytes) -> str | None:
    return next((form for form, sign in _SIGNS if sign.search(data)), None)
