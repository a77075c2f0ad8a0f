"""Explanations of the codes, read from ``explanations.md``."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from genden_cli.diagnostics.keys import explain_key, keys
from genden_cli.errors import UnknownName
from genden_cli.text.edit_distance import nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENTRY = re.compile(
    r"^## (?P<code>[EW]\d{3}) (?P<title>.+)\n\n(?P<what>(?:.+\n)+)\n(?P<why>(?:.+\n)+)\n"
    r"Wrong:\n\n```yaml\n(?P<wrong>[^`]*)```\n\nRight:\n\n```yaml\n(?P<right>[^`]*)```\n",
    re.MULTILINE,
)


class Explanation(NamedTuple):
    """Explanation of a code: its title, meaning, reason, and an example of each kind."""

    code: str
    title: str
    what: str
    why: str
    wrong: str
    right: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return the explanations by code, in the order of the file."""
    path = os.path.join(os.path.dirname(__file__), "explanations.md")
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return {found["code"]: _explanation(found) for found in _ENTRY.finditer(text)}


def explain(code: str) -> Iterator[str]:
    """Yield the lines that explain a code, or a key such as ``source.title``; raise `UnknownName` if there is none."""
    known = explanations()
    if "." in code:
        yield from _key(code)
        return
    found = known.get(code.upper())
    if found is None:
        family = [each for each in known if each[:2] == code[:2].upper()] or known
        raise UnknownName(f"unknown code {code}", hints=(f"use one of {', '.join(family)}",))
    yield f"{found.code}  {found.title}"
    yield from ("", found.what, "", found.why)
    yield from ("", "Wrong:", "", *(f"    {line}".rstrip() for line in found.wrong.splitlines()))
    yield from ("", "Right:", "", *(f"    {line}".rstrip() for line in found.right.splitlines()))


def _key(name: str) -> Iterator[str]:
    try:
        yield from explain_key(name)
    except KeyError:
        near = nearest(name, tuple(keys()))
        raise UnknownName(f"unknown key {name}", hints=suggestion(near) or ("name a record and a key",)) from None


def _explanation(found: re.Match[str]) -> Explanation:
    code, title, what, why, wrong, right = found.groups()
    return Explanation(code, title, what.strip(), why.strip(), wrong, right)
