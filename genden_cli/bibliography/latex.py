"""Texts of LaTeX, decoded: accents, dashes, quotation marks, macros. Uses pylatexenc, an optional dependency."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

VERBATIM: Final = frozenset("doi eprint file url urlraw".split())
"""Fields that LaTeX reads as they stand."""

_SIGNS: Final = re.compile(r"[\\{}$~%]|--|``|''|[!?]`|,,|<<|>>")
_MACRO: Final = re.compile(r"\\([A-Za-z]+)")
_LONGEST: Final = 100_000
"""A longer text is left as it is: to decode it would take minutes."""

_FAILURES: Final = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""The exceptions of pylatexenc for texts that are no LaTeX. It has no error class of its own for all of them."""


def text(value: str) -> str:
    """Return a value as a text in one line. White space is one space, as TeX reads it."""
    if _SIGNS.search(value) and len(value) <= _LONGEST:
        value = _decoded(value)
    return " ".join(unicodedata.normalize("NFC", value).split())


def verbatim(value: str) -> str:
    r"""Return a value of a verbatim field, without the escapes that many programs write there, such as ``\_``."""
    return re.sub(r"\\([_%&#$~{}])", r"\1", re.sub(r"\{\\?([_~%&#])\}|[{}]", r"\1", value)).strip()


def unknown_macros(value: str) -> Iterator[str]:
    """Yield the names of macros of which nothing remains in the text."""
    for name in dict.fromkeys(_MACRO.findall(value)) if "\\" in value else ():
        if name not in _known_macros():
            yield name


@cache
def _known_macros() -> frozenset[str]:
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 -- an extra

    database = get_default_latex_context_db()
    return frozenset(each.macroname for each in database.iter_macro_specs())


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 -- an extra

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def _decoded(value: str) -> str:
    try:
        # A comment would swallow the rest of a value, and no program means one.
        return str(_decoder().latex_to_text(re.sub(r"(?<!\\)%", r"\\%", value)))
    except _FAILURES:
        return value
