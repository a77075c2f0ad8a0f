"""The files that a whole fact base is made from: which format each has, and the base."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli.interchange import averitec, claim_reviews, claim_table, gedcom, gramps, tree_base
from genden_cli.source import inputs, text_file
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from genden_cli.interchange.draft import Draft
    from genden_cli.words import Reliability

FORMATS: Final = ("gedcom", "gramps", "claimreview", "averitec", "claims")
"""The names of the formats."""

_ENDINGS: Final = {".ged": "gedcom", ".gedcom": "gedcom", ".gramps": "gramps"}
_SIGNS: Final = (
    ("gedcom", re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\x00?0[ \x00]+H\x00?E\x00?A\x00?D")),
    ("gramps", re.compile(rb"\A\x1f\x8b|\A.{0,500}<database xmlns=.http://gramps-project\.org", re.DOTALL)),
    (
        "claimreview",
        re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{<].*\"(?:claimReviewed|ClaimReview|claimReview)\"", re.DOTALL),
    ),
    ("averitec", re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\[(?=.*\"claim\")(?=.*\"questions\").*\"label\"", re.DOTALL)),
)
_LOOK: Final = 1 << 20


def base_in(path: str, form: str | None, reliability: Reliability | None) -> Draft | None:
    """Return the base that a file holds, None if its format is none of a whole base.

    The format is ``form``, else that of the ending or the content. Raise `Unreadable` for a file that is malformed.
    """
    if form is not None and form not in FORMATS:
        return None
    data = text_file.content(path)
    found = form or _ENDINGS.get(os.path.splitext(path)[1].lower()) or _by_content(data)
    name = "standard input" if path == inputs.STDIN else sanitize_line(os.path.basename(path))
    if found in ("gedcom", "gramps"):
        tree = gedcom.tree(data, name) if found == "gedcom" else gramps.tree(data, name)
        return tree_base.draft(tree, name, reliability)
    return _claims(found, text_file.decoded(data, name), name, reliability) if found else None


def _claims(form: str, text: str, file: str, reliability: Reliability | None) -> Draft:
    """Return the base of the claims in a text. Only the module of its format is loaded."""
    if form == "claimreview":
        return claim_reviews.draft(text, file, reliability)
    if form == "averitec":
        return averitec.draft(text, file, reliability)
    return claim_table.draft(text, file, reliability)


def _by_content(data: bytes) -> str | None:
    start = data[:_LOOK]
    if form := next((form for form, sign in _SIGNS if sign.search(start)), None):
        return form
    header = start.partition(b"\n")[0].decode("utf-8-sig", "replace")
    is_table = re.match(r"[\w\" -]*[,;\t]", header) and "claim" in claim_table.columns_of(header)
    return "claims" if is_table else None
