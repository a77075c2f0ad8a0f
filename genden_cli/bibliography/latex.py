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
_BREAK: Final = re.compile(r"\\\\(?:\[[^]]*\])?|\\(?:newline|linebreak|break)(?![A-Za-z])")
_SORT_KEY: Final = re.compile(r"\\(?:noopsort|sortnoop|noop)\s*\{[^{}]*\}", re.IGNORECASE)
"""A key to sort by, which many bibliographies write before a year. TeX does not print it."""

_LENGTH: Final = re.compile(r"\\(?:raise|lower|kern|hskip|vskip)\s*-?[0-9.,]+\s*(?:pt|em|ex|mm|cm|in|mu)")
_COMMENT: Final = re.compile(r"(?<!\\)%")
_LOGO: Final = re.compile(r"\\([A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*)(?:\{\}|\\(?=\s))?")
"""A macro with two capital letters in its name, such as ``\\LaTeX`` or ``\\METAFONT``. It prints its name."""

_LOGOS: Final = {"TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e"}
"""Logos that the decoder knows, or that print another text than their name."""

_LETTER: Final = re.compile(r"\\(aa|AA|ae|AE|oe|OE|o|O|l|L|ss|i|j|dh|DH|dj|DJ|ng|NG|th|TH)(?:\s+|\{\}|\\ )")
"""A macro that is a letter, and what ends its name."""

_ACCENT: Final = re.compile(r"\\([HGUbcdhkrtuv])\s+(\\[ij](?![A-Za-z])|\w)")
"""A macro that is an accent, and the letter after it without braces."""

_PLAIN: Final = ("mbox", "textmd", "textsf", "texttt", "textup")
"""Macros that the decoder does not know and that change no word."""

_SILENT: Final = ("color", "hphantom", "label", "pagecolor", "selectlanguage", "vphantom")
"""Macros whose arguments TeX does not print."""

_LONGEST: Final = 100_000
"""A longer text is left as it is: to decode it would take minutes."""

_FAILURES: Final = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""The exceptions of pylatexenc for texts that are no LaTeX. It has no error class of its own for all of them."""


def text(value: str) -> str:
    """Return a value as a text in one line. White space is one space, as TeX reads it."""
    if _SIGNS.search(value) and len(value) <= _LONGEST:
        value = _decoded(value)
    return " ".join(unicodedata.normalize("NFC", value).split())


def grouped(value: str) -> str:
    r"""Return a value with braces around its letters and accents that are macros.

    White space ends the name of such a macro, as in ``Dezs\H o`` or ``\L odz``, and does not divide a name.
    """
    return _ACCENT.sub(r"{\\\1{\2}}", _LETTER.sub(r"{\\\1}", value)) if "\\" in value else value


def verbatim(value: str) -> str:
    r"""Return a value of a verbatim field, without the escapes that many programs write there, such as ``\_``."""
    return re.sub(r"\\([_%&#$~{}])", r"\1", re.sub(r"\{\\?([_~%&#])\}|[{}]", r"\1", value)).strip()


def unknown_macros(value: str) -> Iterator[str]:
    """Yield the names of macros that the decoder does not know. It keeps the text of their arguments."""
    for name in dict.fromkeys(_MACRO.findall(_printed(value))) if "\\" in value else ():
        if name not in _known_macros():
            yield name


@cache
def _known_macros() -> frozenset[str]:
    return frozenset((*_PLAIN, *(each.macroname for each in _macros().iter_macro_specs())))


@cache
def _macros() -> Any:
    """Return what the decoder knows of LaTeX. It prints the arguments of other macros."""
    from pylatexenc import latex2text  # noqa: PLC0415 -- an extra

    database = latex2text.get_default_latex_context_db()
    silent = [latex2text.MacroTextSpec(name, simplify_repl="") for name in _SILENT]
    database.add_context_category("without text", macros=silent, prepend=True)
    database.set_unknown_macro_spec(latex2text.MacroTextSpec("", discard=False))
    return database


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 -- an extra

    return LatexNodes2Text(latex_context=_macros(), math_mode="text", keep_comments=True)


def _decoded(value: str) -> str:
    """Return a text without macros. No program means a comment by its percent sign."""
    try:
        return str(_decoder().latex_to_text(_COMMENT.sub(r"\%", _printed(value))))
    except _FAILURES:
        return value


def _printed(value: str) -> str:
    """Return a value without the macros for which TeX prints nothing, a space, or their name."""
    for pattern, text_ in ((_SORT_KEY, ""), (_LENGTH, ""), (_BREAK, " "), (_LOGO, _logo)):
        value = pattern.sub(text_, value)
    return value


def _logo(found: re.Match[str]) -> str:
    r"""Return in braces what a macro with capital letters prints. The decoder knows some, such as ``\AA``, itself."""
    name = found[1]
    return found[0] if name in _known_macros() and name not in _LOGOS else f"{{{_LOGOS.get(name, name)}}}"
