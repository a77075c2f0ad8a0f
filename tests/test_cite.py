"""``genden cite``: a footnote a source, in one style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exporting import HOSTILE

from genden_cli.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

NOTES = {
    "pamphlet": "unsigned, The Night Without a Lamp (Aldport Almanack, 1901), https://example.org/night; "
    "archived at https://example.org/archive/night.",
    "log": "“Log of the harbour office, volume 12” (Harbour archive, 1787–1791).",
    "brandt-letters": "Ana Brandt, Letters, 1788-1795: a selection (1830 or 1831).",
    "novel": "J. Öhm, The Keeper (1898).",
    "website": "“Aldport for visitors” (May 2011), https://example.org/visit?id=1&lang=en.",
    "ballad": "“Песня о маяке”.",
}


@pytest.mark.parametrize("source", NOTES)
def test_a_footnote_says_who_what_when_and_where(source: str, genden: Callable[..., Ran]) -> None:
    assert genden("cite", source) == (0, f"{NOTES[source]}\n", "")


def test_a_source_may_be_named_by_a_part_of_its_title(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    assert genden("cite", "keeper", "-o", str(file)) == (0, "", "")
    assert file.read_text(encoding="utf-8") == f"{NOTES['novel']}\n"


def test_a_doi_stands_for_the_address(genden: Callable[..., Ran]) -> None:
    assert "https://doi.org/10.1000/" in genden("cite", "none", base=HOSTILE).out


@pytest.mark.parametrize("source", ["viral", "none", "plain"])
def test_a_footnote_is_one_harmless_line(source: str, genden: Callable[..., Ran]) -> None:
    note = genden("cite", source, base=HOSTILE).out
    assert note == inert_line(note.removesuffix("\n")) + "\n"


def test_an_unknown_source_is_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "nothing") == (2, "", "genden: no source 'nothing'\ngenden sources lists them\n")


def test_bytes_that_are_no_text_are_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "\udcff") == (2, "", "genden: '\\u{dcff}' is no text in UTF-8\n")
