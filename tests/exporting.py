"""What the tests of all exports share: the bases that are exported, and how an export is had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import FACTS, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

HOSTILE = TESTS / "hostile.yaml"
BUNDLED = TESTS.parent / "facts.yaml"
MINIMAL = "base: {title: Nothing yet}\n"
BASES = {"facts": FACTS, "hostile": HOSTILE, "bundled": BUNDLED}


def exported(genden: Callable[..., Ran], *arguments: str, base: Path = FACTS) -> str:
    """Return what ``genden export`` prints, with nothing said about it."""
    ran = genden("export", *arguments, base=base)
    assert (ran.code, ran.err) == (0, "")
    return ran.out
