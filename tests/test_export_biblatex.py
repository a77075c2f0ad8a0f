"""The sources as BibLaTeX: a BibTeX library reads back what the base says, whatever signs and scripts it is in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.names import NameParts, parse_single_name_into_parts, split_multiple_persons_names
from exporting import HOSTILE, MINIMAL, WORKS, exported
from hypothesis import given
from hypothesis import strategies as st

from genden_cli import contributors
from genden_cli.dates.edtf import parse
from genden_cli.export import biblatex_model
from genden_cli.export.biblatex import date_field, escape
from genden_cli.load import load
from genden_cli.source.base_text import BaseText
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    from genden_cli import model

COMMANDS = {
    "textbackslash{}": "\\",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
    **{sign: sign for sign in "#$%&_{}"},
}
COMMAND = re.compile(r"\\(text[a-z]+\{\}|.)|\{\}")


def printed(field: str) -> str:
    """Return what TeX prints for a field; a sign that TeX would act on must not stand there by itself."""
    assert not re.search(r"[\\{}~^#$%&_]", COMMAND.sub("", field)), field
    assert not re.search("--|''|``|,,|<<|>>|[!?]`", COMMAND.sub("\0", field)), field
    assert field.count('"') == field.count('"{}'), field
    return COMMAND.sub(lambda found: COMMANDS[found[1]] if found[1] else "", field)


def read(text: str) -> dict[str, dict[str, Any]]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert [type(each).__name__ for each in library.blocks] == ["Entry"] * len(library.entries)
    return {each.key: {name: field.value for name, field in each.fields_dict.items()} for each in library.entries}


ARCHIVE = ("archive", "archive_place", "archive_collection", "archive_location", "call_number")
FIELDS = {
    "title": "title", "container_title": "journaltitle booktitle organization titleaddon", "collection_title": "series",
    "publisher": "publisher institution organization howpublished", "publisher_place": "location", "edition": "edition",
    "volume": "volume", "number_of_volumes": "volumes", "number_of_pages": "pagetotal", "chapter_number": "chapter",
    "collection_number": "number", "number": "number", "issue": "number issue", "version": "version",
    "genre": "type titleaddon", "medium": "howpublished", "authority": "institution organization",
    "event_title": "eventtitle howpublished", "event_place": "venue", "original_title": "origtitle",
    "original_publisher": "origpublisher", "original_publisher_place": "origlocation",
}  # fmt: skip
"""The fields that may hold a text of a source."""

LISTS = ("publisher", "location", "institution", "organization", "origpublisher", "origlocation", "language")


def plain(entry: dict[str, str], name: str) -> str:
    """Return the text of a field."""
    value = entry.get(name, "")
    braced = re.fullmatch(r"\{(.*)\}", value) if name in LISTS else None
    return printed(braced[1] if braced else value)


def assert_said(entry: dict[str, str], source: model.Source) -> None:
    """Every text of a source stands in its field, or with its label in the annotation."""
    note = plain(entry, "annotation")
    for key, names in FIELDS.items():
        if text := getattr(source, key):
            said = sanitize_line(text)
            places = [plain(entry, each) for each in names.split()]
            assert said in places or f"{key.replace('_', ' ')}: {said}" in note, (source.id, key)
    for scheme, value in source.ids:
        if scheme == "doi" and "doi" in entry:
            assert unquote(entry["doi"]) == unquote(value)
        elif scheme == "handle" and entry.get("eprinttype") == "hdl":
            assert plain(entry, "eprint") == sanitize_line(value)
        else:
            known = {"isbn", "issn"} & {scheme}
            said = sanitize_line(value)
            assert said in (plain(entry, scheme) if known and scheme in entry else note), (source.id, scheme)
    held = ", ".join(text for key in ARCHIVE if (text := getattr(source, key)))
    assert not held or sanitize_line(held) in plain(entry, "library")
    address = source.url or source.archived
    assert ("url" in entry) == bool(address)
    assert not address or unquote(entry["url"]) == unquote(address)
    assert not (source.url and source.archived) or f"archived: {sanitize_line(source.archived)}" in note
    assert not source.note or note.endswith(sanitize_line(source.note))


def assert_read_back(text: str, base: Path) -> None:
    entries = read(text)
    sources = load([BaseText(str(base), base.read_bytes())]).sources
    assert list(entries) == [each.id for each in sources]
    for source in sources:
        entry = entries[source.id]
        assert_said(entry, source)
        date = entry.get("date") or (printed(entry["year"]) if "year" in entry else None)
        assert date in ((str(source.issued), source.issued.words) if source.issued else (None,))


def test_what_is_read_back_is_what_the_base_says(base: Path, genden: Callable[..., Ran]) -> None:
    assert_read_back(exported(genden, "biblatex", base=base), base)


def split(names: str) -> list[NameParts]:
    """Return names as the library divides them."""
    return [parse_single_name_into_parts(each) for each in split_multiple_persons_names(names)]


@pytest.mark.parametrize("base", [WORKS, HOSTILE])
def test_names_come_back_in_their_parts(base: Path, genden: Callable[..., Ran]) -> None:
    entries = read(exported(genden, "biblatex", base=base))
    sources = load([BaseText(str(base), base.read_bytes())]).sources
    count = 0
    for source in sources:
        for key in ("author", "editor", "translator"):
            names = contributors.as_list(getattr(source, key))
            if names and key in entries[source.id]:
                found = split(entries[source.id][key])
                assert len(found) == len(names), (source.id, entries[source.id][key])
                for name, parts in zip(names, found, strict=True):
                    whole = name.literal is not None or not name.given or name.name_order == "family-first"
                    whole = whole or bool(name.suffix and "," in name.given)  # biber cannot divide it
                    assert bool(parts.first) != whole
                    assert bool(parts.von) == (not whole and name.particle is not None)
                    assert bool(parts.jr) == (not whole and name.suffix is not None)
                    count += 1
    assert count >= 5


def test_entry_has_only_fields_of_its_type(base: Path, genden: Callable[..., Ran]) -> None:
    library = bibtexparser.parse_string(exported(genden, "biblatex", base=base))
    for entry in library.entries:
        names = {each.key for each in entry.fields} - {"year", "eprinttype"}
        assert names <= biblatex_model.FIELDS[entry.entry_type], entry.key


SCRIPTS = {
    "latin": ["Ångström, Žižek & Đặng", "L’Œuvre à 50 %: “x_y” {z} #1 $2 ~ ^", 'Straße "Ñandú" --- Łódź'],
    "cyrillic": ["Ёлкина, Анна", "Записки о Монголии: «Щит» № 5 & 100 %_{и}", 'Їжак й "Ґанок" -- ӨвЛӨГ'],
    "chinese": ["根登（貝子）", "《蒙古的總理》：100%_{全} & #一", '「紅旗」"出版社" -- ~^'],
}


@pytest.fixture
def in_three_scripts(tmp_path: Path) -> Path:
    """Give a base whose sources say everything in a script, with the signs that TeX acts on."""
    sources = {
        script: {
            "author": author,
            "title": title,
            "publisher": publisher,
            "note": f"{title}; {publisher}",
            "issued": "1935-12?",
            "type": "book",
            "ids": {"isbn": "978-0", "issn": f"{author} 1", "doi": "10.1000/a_b(c)%25", "x": title},
            "url": "https://example.org/a_b?c=%C3%A9&d#e",
            "archived": "https://example.org/根",
            "reliability": "A",
        }
        for script, (author, title, publisher) in SCRIPTS.items()
    }
    base = tmp_path / "scripts.yaml"
    base.write_text(
        json.dumps({"base": {"title": "Scripts"}, "sources": sources}, ensure_ascii=False), encoding="utf-8"
    )
    return base


def test_three_scripts_come_back_field_by_field(in_three_scripts: Path, genden: Callable[..., Ran]) -> None:
    assert_read_back(exported(genden, "biblatex", base=in_three_scripts), in_three_scripts)


def decoded(text: str) -> dict[str, dict[str, str]]:
    """Return the entries as the library reads them that decodes TeX; it takes the circumflex for an accent."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {
        each.key: {name: field.value.replace("ˆ", "^") for name, field in each.fields_dict.items()}
        for each in library.entries
    }


def test_three_scripts_are_decoded_by_the_library_itself(in_three_scripts: Path, genden: Callable[..., Ran]) -> None:
    entries = decoded(exported(genden, "biblatex", base=in_three_scripts))
    for script, (author, title, publisher) in SCRIPTS.items():
        found = entries[script]
        assert (found["author"], found["title"], found["publisher"]) == (author, title, publisher)
        assert found["annotation"].endswith(f"; {title}; {publisher}")


def test_every_title_is_decoded_by_the_library_itself(base: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "biblatex", base=base)
    written, entries = read(text), decoded(text)
    for source in load([BaseText(str(base), base.read_bytes())]).sources:
        title = sanitize_line(source.title)
        unpaired = r"\textbrace" in written[source.id]["title"]  # which the library does not know
        assert entries[source.id]["title"] == (re.sub("[{}]", "", title) if unpaired else title)


@given(st.text())
def test_any_text_stays_in_its_field(text: str) -> None:
    field = escape(text)
    assert printed(field) == sanitize_line(text)
    entries = read(f"@misc{{key,\n  title = {{x{field}x}},\n  author = {{{{x{field}x}}}},\n}}\n")
    assert entries == {"key": {"title": f"x{field}x", "author": f"{{x{field}x}}"}}


@pytest.mark.parametrize(
    ("issued", "field"),
    [
        ("1901", ("date", "1901")),
        ("1955~", ("date", "1955~")),
        ("1787/1791", ("date", "1787/1791")),
        ("../1898", ("date", "../1898")),
        ("1900/", ("date", "1900/")),
        ("1935-24", ("date", "1935-24")),
        ("193X", ("date", "193X")),
        ("1935-12-XX", ("date", "1935-12-XX")),
        ("-0043-03", ("date", "-0043-03")),
        ("Y170000002", ("date", "Y170000002")),
        ("[1830,1831]", ("year", "1830 or 1831")),
        ("1950S2", ("year", "1900–1999, estimated 1950")),
        ("1935-33", ("year", "first quarter of 1935")),
        ("1988-02-29T23:59:60Z", ("year", "29 Feb 1988, 23:59:60 UTC")),
        ("2004-06-~01/2004-06-~20", ("year", parse("2004-06-~01/2004-06-~20").words)),
    ],
)
def test_dates_stay_edtf_where_biblatex_reads_it(issued: str, field: tuple[str, str]) -> None:
    assert date_field(issued) == field


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("export.bib", exported(genden, "biblatex"))
    golden("export-works.bib", exported(genden, "biblatex", base=WORKS))
    golden("export-hostile.bib", exported(genden, "biblatex", base=HOSTILE))


def test_a_base_without_sources_is_an_empty_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert exported(genden, "biblatex", base=base) == ""


def test_a_thesis_and_a_report_have_a_type(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(
        "base: {title: T}\nsources:\n  t: {title: T, type: thesis, reliability: A}\n"
        "  r: {title: R, type: report, genre: Minutes, reliability: A}\n"
    )
    out = exported(genden, "biblatex", base=base)
    assert "  type = {thesis},\n" in out
    assert "  type = {Minutes},\n" in out
