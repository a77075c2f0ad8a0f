"""The sources as BibLaTeX: a BibTeX library reads back what the base says, whatever signs and scripts it is in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
from exporting import BASES, HOSTILE, MINIMAL, exported
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.dates.edtf import parse
from genden_cli.export.biblatex import date_field, escaped
from genden_cli.load import load
from genden_cli.text.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


@pytest.mark.parametrize("base", BASES)
def test_what_is_read_back_is_what_the_base_says(base: str, genden: Callable[..., Ran]) -> None:
    entries = read(exported(genden, "biblatex", base=BASES[base]))
    sources = load(BASES[base].read_bytes(), str(BASES[base])).sources
    assert list(entries) == [each.id for each in sources]
    for source in sources:
        entry = entries[source.id]
        assert printed(entry["title"]) == inert_line(source.title)
        for name in ("author", "publisher"):
            value = getattr(source, name)
            assert (printed(entry[name][1:-1]) if value else None) == (inert_line(value) if value else None)
        assert entry.get("url") == (source.url or source.archived)


@given(st.text())
def test_any_text_stays_in_its_field(text: str) -> None:
    field = escaped(text)
    assert printed(field) == inert_line(text)
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
