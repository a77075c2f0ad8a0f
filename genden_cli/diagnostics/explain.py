"""Explanations of the codes, read from ``explanations.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.diagnostics.keys import explain_key, keys
from genden_cli.diagnostics.registry import registry
from genden_cli.errors import UnknownName
from genden_cli.text.edit_distance import nearest, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator


def explain(code: str) -> Iterator[str]:
    """Yield the lines that explain a code, or a key such as ``source.title``; raise `UnknownName` if there is none."""
    if "." in code:
        yield from _key(code)
        return
    rules = registry()
    rule = rules.get(code.upper())
    if rule is None:
        families = [[each for each in rules if each.startswith(letter)] for letter in "EW"]
        ranges = " and ".join(f"{codes[0]} to {codes[-1]}" for codes in families)
        raise UnknownName(f"unknown code {code}", hints=suggestion(nearest(code, rules)) or (f"codes are {ranges}",))
    what, why, wrong, right = rule.explanation
    yield f"{rule.code}  {rule.title}"
    yield from ("", what, "", why)
    yield from ("", "Wrong:", "", *_indented(wrong))
    yield from ("", "Right:", "", *_indented(right))


def _indented(example: str) -> Iterator[str]:
    return (f"    {line}".rstrip() for line in example.splitlines())


def _key(name: str) -> Iterator[str]:
    try:
        yield from explain_key(name)
    except KeyError:
        near = nearest(name, tuple(keys()))
        raise UnknownName(f"unknown key {name}", hints=suggestion(near) or ("name a record and a key",)) from None
