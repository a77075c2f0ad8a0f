"""``genden export`` as a command: what it refuses, and an index that proves to be damaged while it is exported."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.index import seal

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran


def damage(text: bytes) -> None:
    """Spoil the pages that a text stands on, in the one index that is kept; its checksum does not show it."""
    (place,) = Path(os.environ["XDG_CACHE_HOME"]).rglob("*.db")
    whole = place.read_bytes()
    pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    place.write_bytes(b"".join(b"\xff" * 4096 if text in page else page for page in pages))
    seal.write_checksum(str(place))


@pytest.fixture
def large(tmp_path: Path) -> list[str]:
    """Return the arguments that export a base which is more than what is held back of an answer."""
    sources = "".join(f"  s{n}: {{title: {'word ' * 50}, reliability: A}}\n" for n in range(2000))
    base = tmp_path / "facts.yaml"
    base.write_text(f"base: {{title: T}}\nsources:\n{sources}claims:\n  one: {{says: The last of all.}}\n")
    return ["-b", str(base), "export", "json"]


@pytest.mark.slow
def test_an_index_that_fails_before_the_export_is_built_again(
    large: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(large) == Exit.DONE
    answer = capsys.readouterr()
    damage(b"word word")
    assert main(large) == Exit.DONE
    assert capsys.readouterr() == answer


@pytest.mark.slow
def test_an_index_that_fails_in_the_middle_of_the_export_ends_it(
    large: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(large) == Exit.DONE
    answer = capsys.readouterr().out
    damage(b"The last of all.")
    assert main(large) == Exit.BASE
    begun, said = capsys.readouterr()
    assert answer.startswith(begun)
    assert said.splitlines() == [
        "genden: the index proved to be damaged in the middle of the answer",
        "what was written is incomplete; the same command again will do",
    ]
    assert main(large) == Exit.DONE
    assert capsys.readouterr() == (answer, "")


def test_an_unknown_format_is_wrong_usage(genden: Callable[..., Ran]) -> None:
    ran = genden("export", "docx")
    assert (ran.code, ran.out) == (2, "")
