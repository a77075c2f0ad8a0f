"""What each code means: read from ``explanations.md``, which is written to be read as it stands."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from genden_cli.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENTRY = re.compile(
    r"^## (?P<code>[EW]\d{3}) (?P<title>.+)\n\n(?P<what>(?:.+\n)+)\n(?P<why>(?:.+\n)+)\n"
    r"Wrong:\n\n```yaml\n(?P<wrong>[^`]*)```\n\nRight:\n\n```yaml\n(?P<right>[^`]*)```\n",
    re.MULTILINE,
)


class Explanation(NamedTuple):
    """A code explained: a title, what it says, why it matters, and an example wrong and right."""

    code: str
    title: str
    what: str
    why: str
    wrong: str
    right: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return the explanation of every code, in order."""
    path = os.path.join(os.path.dirname(__file__), "explanations.md")
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return {found["code"]: _explanation(found) for found in _ENTRY.finditer(text)}


def explain(code: str) -> Iterator[str]:
    """Yield the lines that explain a code; raise `UnknownName` where there is none such."""
    known = explanations()
    found = known.get(code.upper())
    if found is None:
        family = [each for each in known if each[:2] == code[:2].upper()] or known
        raise UnknownName(f"no code {code}", hints=(f"there are {', '.join(family)}",))
    yield f"{found.code}  {found.title}"
    yield from ("", found.what, "", found.why)
    yield from ("", "Wrong:", "", *(f"    {line}".rstrip() for line in found.wrong.splitlines()))
    yield from ("", "Right:", "", *(f"    {line}".rstrip() for line in found.right.splitlines()))


def _explanation(found: re.Match[str]) -> Explanation:
    code, title, what, why, wrong, right = found.groups()
    return Explanation(code, title, what.strip(), why.strip(), wrong, right)
