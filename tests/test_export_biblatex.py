"""The sources as BibLaTeX: a BibTeX library reads back what the base says, whatever signs and scripts it is in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware
from exporting import HOSTILE, MINIMAL, exported
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.dates.edtf import parse
from genden_cli.export.biblatex import date_field, escape
from genden_cli.load import load
from genden_cli.source.base_text import BaseText
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from genden_cli import model
    from tests.conftest import Ran

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


def fields(source: model.Source) -> dict[str, str]:
    """Return what is to be read of a source."""
    ids = dict(source.ids)
    address = source.url or source.archived
    archived = f"archived: {source.archived}" if source.url and source.archived else None
    others = [
        f"{scheme.upper()}: {value}" for scheme, value in sorted(ids.items()) if scheme not in ("isbn", "issn", "doi")
    ]
    said = {
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "isbn": ids.get("isbn"),
        "issn": ids.get("issn"),
        "doi": ids.get("doi") and unquote(ids["doi"]),
        "url": address and unquote(address),
        "note": "; ".join(filter(None, [*others, archived, source.note])) or None,
    }
    return {name: sanitize_line(value) for name, value in said.items() if value}


def whole(entry: dict[str, str]) -> dict[str, str]:
    """Return the fields of an entry as they are meant, but for its date."""
    braced = {name: re.fullmatch(r"\{(.*)\}", entry[name])[1] for name in ("author", "publisher") if name in entry}  # type: ignore[index]
    verbatim = {name: sanitize_line(unquote(entry[name])) for name in ("doi", "url") if name in entry}
    others = {name: value for name, value in entry.items() if name not in ("doi", "url", "date", "year")}
    return {**{name: printed(value) for name, value in {**others, **braced}.items()}, **verbatim}


def assert_read_back(text: str, base: Path) -> None:
    entries = read(text)
    sources = load([BaseText(str(base), base.read_bytes())]).sources
    assert list(entries) == [each.id for each in sources]
    for source in sources:
        entry = entries[source.id]
        assert whole(entry) == fields(source)
        date = entry.get("date") or (printed(entry["year"]) if "year" in entry else None)
        assert date in ((str(source.issued), source.issued.words) if source.issued else (None,))


def test_what_is_read_back_is_what_the_base_says(base: Path, genden: Callable[..., Ran]) -> None:
    assert_read_back(exported(genden, "biblatex", base=base), base)


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
        assert found["note"].endswith(f"; {title}; {publisher}")


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
    golden("export-hostile.bib", exported(genden, "biblatex", base=HOSTILE))


def test_a_base_without_sources_is_an_empty_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert exported(genden, "biblatex", base=base) == ""
