"""``genden import``: what is added, what is a duplicate, what has no place; round trips; hostile bibliographies."""

from __future__ import annotations

import json
import random
import re
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS
from exporting import BUNDLED, HOSTILE, WORKS

from genden_cli import schema
from genden_cli.bibliography import bibtex_values, dates, ris, spreadsheet, texts
from genden_cli.bibliography.references import reference
from genden_cli.dates.edtf import parse
from genden_cli.errors import Exit
from genden_cli.export.csl import date
from genden_cli.text.babel import BABEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

EMPTY = "base:\n  title: T\n"

BIB = r"""
@string{jh = "Journal of Harbours"}
@article{Ohm2021,
  author = {{\"O}hm, J. and Dam, Jr., Pieter and van der Berg, Lena and {UNESCO} and others},
  title = {The {Lamp} \& the storm: \emph{a reply}---with 50% off},
  journal = jh, year = 2021, month = jun, volume = 14, number = 3, pages = {428--435},
  doi = {10.1000/182\_a}, url = {https://example.org/a\_b?x=1}, keywords = {a, b}, abstract = {Long.},
}
@incollection{eriksen, crossref = {whole}, author = "Lise Eriksen", title = {Of lamps \foo{bar}}, pages = {17-19}}
@book{whole, title={The Northern Shore}, subtitle={A Guide}, editor={Lind, Eva}, publisher={Harbour Press},
  address={Aldport}, date={1966}, isbn={978-0-306-40615-7}, series={Coasts}, number={4}, langid={ngerman}}
@phdthesis{th, title={A thesis}, school={Uni}, year={c. 1971}, author={Knuth, D.}, eprint={1501.00001},
  archiveprefix={arXiv}}
@online{x, title={Site}, url={https://example.org/s}, urldate={2020-01-02}, author={family=Kotkin, given=Stephen}}
@misc{broken, title = {unclosed
"""

RIS = """Record #1 of 2
TY  - JOUR
ID  - 12345
T1  - Title of reference
   continued here
A1  - Marx, Karl, Jr.
A1  - Lindgren, Astrid
Y1  - 2014/05/06/
KW  - Pippi
KW  - Nordwind
JF  - Lorem
VL  - 9
IS  - 3
SP  - 815
EP  - 820
SN  - 0378-5955 (Print)
UR  - http://example.com/a
TY  - BOOK
TI  - Second
AU  - Åström
PY  - 1999
SN  - 978-0-306-40615-7
"""

CSV = """Key,Item Type,Publication Year,Author,Title,Publication Title,Date,Pages,Extra,My Own
ABC,journalArticle,2010,"Kotkin, Stephen; Holm, Lena",Hello,Journal of X,2010-05-06,1-2,OCLC: 44,foo
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Give an empty base."""
    path = tmp_path / "base.yaml"
    path.write_text(EMPTY, encoding="utf-8")
    return path


@pytest.fixture
def add(genden: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    """Give a function that imports a text or items into a base, and returns what was said."""

    def run(content: str | bytes | list[Any], *options: str, base: Path, name: str = "items.json") -> Ran:
        file = tmp_path / name
        data = json.dumps(content) if isinstance(content, list) else content
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return genden("import", str(file), *options, base=base)

    return run


def sources(genden: Callable[..., Ran], base: Path) -> dict[str, Any]:
    """Return the sources of a base that has no error."""
    ran = genden("check", "--only", "E", base=base)
    assert ran.code == Exit.DONE, ran.out
    found: dict[str, Any] = json.loads(genden("export", "json", base=base).out).get("sources", {})
    return found


ITEM = {"id": "kotkin2017", "type": "book", "title": "Stalin", "issued": {"date-parts": [[2017]]}}


def test_nothing_is_written_without_write(add: Callable[..., Ran], base: Path) -> None:
    ran = add([ITEM], base=base)
    assert (ran.code, base.read_text(encoding="utf-8")) == (Exit.DONE, EMPTY)
    assert "kotkin2017" in ran.out
    assert ran.out.startswith("1 new source\n")


def test_table_is_as_recorded(add: Callable[..., Ran], golden: Callable[[str, str], None], base: Path) -> None:
    golden("import.txt", add(BIB, base=base, name="library.bib").out)
    golden("import-markdown.md", add(BIB, "--format", "markdown", base=base, name="library.bib").out)


def test_formats_agree(add: Callable[..., Ran], base: Path) -> None:
    items = [ITEM, {**ITEM, "id": "again"}, {"id": "x", "title": "X", "abstract": "…"}]
    record = json.loads(add(items, "--json", base=base).out)["import"]
    assert (record["new"], record["duplicates"], record["updates"], record["written"]) == (2, 1, 0, False)
    assert [(each["id"], each["action"], each["match"]) for each in record["references"]] == [
        ("kotkin2017", "new", None),
        ("kotkin2017", "duplicate", "title and year"),
        ("x", "new", None),
    ]
    assert record["left_out"] == [{"field": "abstract", "references": 1, "sources": ["x"]}]
    plain = add(items, "--format", "plain", base=base).out.splitlines()
    assert [line.split("\t")[:2] for line in plain] == [
        ["kotkin2017", "new"],
        ["kotkin2017", "duplicate"],
        ["x", "new"],
    ]
    assert add(items, "--format", "csv", base=base).out.startswith("id,action,match,title,author,issued,")


def test_new_sources_stand_at_the_end_and_every_other_byte_stays(
    add: Callable[..., Ran], genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "facts.yaml"
    before = FACTS.read_text(encoding="utf-8")
    base.write_text(before, encoding="utf-8")
    ran = add([ITEM], "--write", base=base)
    assert ran.err.startswith(f"{base}: 1 new source; genden check ")
    after = base.read_text(encoding="utf-8")
    start = next(n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    added = len(after) - len(before)
    assert after[:start] + after[start + added :] == before
    assert "kotkin2017" in sources(genden, base)
    assert list(sources(genden, base))[-1] == "kotkin2017"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_keeps_its_line_ends(add: Callable[..., Ran], base: Path, newline: str) -> None:
    base.write_bytes(f"base:{newline}  title: T{newline}".encode())
    add([ITEM], "--write", base=base)
    text = base.read_bytes().decode()
    assert text.count("\n") == text.count(newline)


def test_a_grade_that_nobody_gave_says_so(add: Callable[..., Ran], genden: Callable[..., Ran], base: Path) -> None:
    add([ITEM], "--write", base=base)
    source = sources(genden, base)["kotkin2017"]
    assert (source["reliability"], source["read"]) == ("F", "cited-only")
    assert source["why"] == "Imported from items.json, not judged yet."
    add([{"id": "b", "title": "B"}], "--write", "--reliability", "B", base=base)
    assert "why" not in sources(genden, base)["b"]
    assert sources(genden, base)["b"]["reliability"] == "B"


@pytest.mark.parametrize(
    ("item", "id_"),
    [
        ({"id": "Kotkin:2017_a"}, "kotkin-2017-a"),
        ({"id": "http://zotero.org/users/1/items/AB12"}, "oehm-2021"),
        ({"id": 17}, "oehm-2021"),
        ({"id": "ITEM-1"}, "oehm-2021"),
        ({"id": "17", "citation-key": "ohm21"}, "ohm21"),
        ({"id": "Иванов2010"}, "ivanov2010"),
        ({"author": [{"literal": "UNESCO"}]}, "unesco-2021"),
        ({"author": [], "issued": None}, "the-lamp-of"),
        ({"author": [], "title": "???", "issued": None}, "source"),
        ({"id": "k" * 100}, "k" * 64),
        ({"id": "-a-"}, "a"),
        ({"id": "put-out"}, "put-out-b"),
    ],
)
def test_ids_come_from_keys_or_author_and_year(
    add: Callable[..., Ran], tmp_path: Path, item: dict[str, Any], id_: str
) -> None:
    base = tmp_path / "facts.yaml"
    base.write_bytes(FACTS.read_bytes())
    whole = {"title": "The lamp of Aldport", "author": [{"family": "Oehm"}], "issued": {"date-parts": [[2021]]}}
    assert add([{**whole, **item}], "--format", "plain", base=base).out.split("\t")[0] == id_


def test_equal_ids_get_letters_and_then_numbers(add: Callable[..., Ran], base: Path) -> None:
    items = [{"id": "a1", "title": f"T{n}"} for n in range(28)]
    ids = [line.split("\t")[0] for line in add(items, "--format", "plain", base=base).out.splitlines()]
    assert (ids[:3], ids[-3:]) == (["a1", "a1b", "a1c"], ["a1z", "a1-27", "a1-28"])


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ({"DOI": "10.1000/X"}, {"DOI": "https://doi.org/10.1000/x", "title": "Other"}, "DOI"),
        ({"DOI": "10.1000/x"}, {"URL": "https://doi.org/10.1000/x", "title": "Other"}, "DOI"),
        ({"ISBN": "0-306-40615-2"}, {"ISBN": "978 0 306 40615 7", "title": "Other"}, "ISBN"),
        ({"URL": "http://www.example.org/a/"}, {"URL": "https://example.org/a#b", "title": "Other"}, "address"),
        ({}, {"title": "STALIN."}, "title and year"),
        ({}, {"issued": {"date-parts": [[2018]]}}, ""),
        ({"volume": "1"}, {"volume": "2"}, ""),
        ({"ISBN": "0-306-40615-2", "volume": "1"}, {"ISBN": "0-306-40615-2", "volume": "2"}, ""),
        ({"author": [{"family": "Kotkin"}]}, {"author": [{"family": "Khlevniuk"}]}, ""),
        ({"author": [{"family": "Kotkin", "given": "S."}]}, {"author": "Stephen Kotkin"}, "title and year"),
        ({"URL": "https://example.org/a"}, {"URL": "https://example.org/b"}, ""),
        ({"URL": "https://example.org"}, {"URL": "https://example.org/", "title": "Other"}, ""),
        ({"DOI": "10.1000/x"}, {"DOI": "10.1000/y"}, ""),
        ({"type": "chapter", "ISBN": "0-306-40615-2"}, {"type": "chapter", "ISBN": "0-306-40615-2", "title": "O"}, ""),
    ],
)
def test_duplicates_are_found_by_doi_isbn_address_title_and_year(
    add: Callable[..., Ran], base: Path, one: dict[str, Any], other: dict[str, Any], match: str
) -> None:
    add([{**ITEM, **one}], "--write", base=base)
    again = {**ITEM, **other, "id": "other"}
    (row,) = json.loads(add([again], "--json", base=base).out)["import"]["references"]
    assert (row["match"] or "", row["action"]) == (match, "duplicate" if match else "new")
    rows = json.loads(add([again, {**again, "id": "third"}], "--json", base=base).out)["import"]["references"]
    assert rows[1]["action"] == "duplicate"  # within one file too


def test_works_without_a_title_are_no_duplicates(add: Callable[..., Ran], base: Path) -> None:
    ran = add([{"id": "a"}, {"id": "b"}], base=base)
    assert ran.out.startswith("2 new sources\n")
    assert "title (missing)" in ran.out


def test_what_is_there_already_changes_nothing(add: Callable[..., Ran], base: Path) -> None:
    add([ITEM], "--write", base=base)
    before = base.read_bytes()
    ran = add([ITEM], "--write", "--update", base=base)
    assert (ran.code, base.read_bytes()) == (Exit.DONE, before)
    assert "1 duplicate;" in ran.err


FULL = {**ITEM, "title": "STALIN", "publisher": "Penguin: Press", "DOI": "10.1000/x", "ISSN": "0378-5955", "note": "N"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "  k:\n    title: Stalin\n    issued: 2017\n    reliability: A\n    note: |\n      Mine.\n\n  # end\n",
            (
                "  k:\n    title: Stalin\n    issued: 2017\n    reliability: A\n    note: |\n      Mine.\n"
                '    publisher: "Penguin: Press"\n    type: book\n'
                "    ids: {doi: 10.1000/x, issn: 0378-5955}\n\n  # end\n"
            ),
        ),
        (
            "  k: {title: Stalin, issued: 2017, reliability: A, ids: {isbn: x}} # c\n",
            (
                "  k: {title: Stalin, issued: 2017, reliability: A, ids: {isbn: x, doi: 10.1000/x, issn: 0378-5955}, "
                'publisher: "Penguin: Press", type: book, note: N} # c\n'
            ),
        ),
        (
            (
                "  k:\n    title: Stalin\n    issued: 2017\n    ids:\n      isbn: x\n    reliability: A\n"
                "    type: book\n    publisher: P\n    note: N\n"
            ),
            (
                "  k:\n    title: Stalin\n    issued: 2017\n    ids:\n      isbn: x\n      doi: 10.1000/x\n"
                "      issn: 0378-5955\n    reliability: A\n    type: book\n    publisher: P\n    note: N\n"
            ),
        ),
    ],
    ids=["lines", "braces", "ids"],
)
def test_update_fills_only_empty_fields(add: Callable[..., Ran], base: Path, record: str, expected: str) -> None:
    base.write_text(f"{EMPTY}sources:\n{record}", encoding="utf-8")
    assert "1 duplicate\n" in add([FULL], base=base).out
    assert "fills " in add([FULL], "--update", base=base).out
    add([FULL], "--update", "--write", base=base)
    assert base.read_text(encoding="utf-8") == f"{EMPTY}sources:\n{expected}"


def test_update_of_a_source_that_is_new_too(add: Callable[..., Ran], genden: Callable[..., Ran], base: Path) -> None:
    add([ITEM, {**ITEM, "publisher": "P", "ISBN": "0-306-40615-2"}], "--update", "--write", base=base)
    source = sources(genden, base)["kotkin2017"]
    assert (source["publisher"], source["ids"], source["reliability"]) == ("P", {"isbn": "0-306-40615-2"}, "F")


def test_biblatex_is_read_with_its_latex(add: Callable[..., Ran], genden: Callable[..., Ran], base: Path) -> None:
    record = json.loads(add(BIB, "--write", "--json", base=base, name="library.bib").out)["import"]
    found = sources(genden, base)
    article = found["ohm2021"]
    assert article["title"] == "The Lamp & the storm: a reply—with 50% off"
    assert article["author"] == [
        {"family": "Öhm", "given": "J."},
        {"family": "Dam", "given": "Pieter", "suffix": "Jr."},
        {"family": "Berg", "given": "Lena", "particle": "van der"},
        {"literal": "UNESCO"},
    ]
    assert {key: article[key] for key in ("container_title", "volume", "issue", "page", "issued", "type", "url")} == {
        "container_title": "Journal of Harbours",
        "volume": "14",
        "issue": "3",
        "page": "428-435",
        "issued": "2021-06",
        "type": "article-journal",
        "url": "https://example.org/a_b?x=1",
    }
    assert article["ids"] == {"doi": "10.1000/182_a"}
    assert found["eriksen"]["container_title"] == "The Northern Shore"
    assert found["eriksen"]["publisher"] == "Harbour Press"
    assert (found["whole"]["title"], found["whole"]["language"]) == ("The Northern Shore: A Guide", "de")
    assert (found["whole"]["collection_title"], found["whole"]["collection_number"]) == ("Coasts", "4")
    assert (found["th"]["genre"], found["th"]["issued"], found["th"]["ids"]) == (
        "PhD thesis",
        "1971~",
        {"arxiv": "1501.00001"},
    )
    assert (found["x"]["accessed"], found["x"]["author"]) == ("2020-01-02", [{"family": "Kotkin", "given": "Stephen"}])
    assert {each["field"] for each in record["left_out"]} == {
        *("abstract", "keywords", "author (and others)", "title (\\foo)"),
    }
    assert re.fullmatch(r"library.bib:[0-9]+: .+", record["unreadable"][0])


@pytest.fixture
def bib_value(add: Callable[..., Ran], genden: Callable[..., Ran], base: Path) -> Callable[[str, str], Any]:
    """Give a function that imports BibTeX and returns a field of the source ``k``."""

    def value(field: str, text: str) -> Any:
        add(text, "--write", base=base, name="library.bib")
        return sources(genden, base)["k"][field]

    return value


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"The \TeX book, \LaTeX{} for \TeX\ users, {\LaTeXe}", "The TeX book, LaTeX for TeX users, LaTeX2e"),
        (r"\METAFONT, \AMSTeX: an \SGML story", "METAFONT, AMSTeX: an SGML story"),
        (r"PC\thinspace\TeX{} and \textbf\LaTeX", "PCTeX and LaTeX"),
        (r"The \texttt{Makeindex} of \textsf{Ohm}, \mbox{A--B}, \textup{C}", "The Makeindex of Ohm, A–B, C"),
        (r"Lamps\\Harbours\\[2pt]Storms\newline Coasts", "Lamps Harbours Storms Coasts"),
        (r"\O rsted, \L\'od\'z, Stra\ss e, \OE uvre, \AA ngstr\"om", "Ørsted, Łódź, Straße, Œuvre, Ångström"),
        (r"{\color{red}Red} lamps\label{lamps}", "Red lamps"),
        (r"{\noopsort{1973b}}Lamps {\SortNoop{Z}}of 1973", "Lamps of 1973"),
        (r"Th\^e\raise 0.5ex\hbox{\'{\relax}} \kern-.1em lamps", "Thê lamps"),
        (r"\unknown{Lamps} and 50% more", "Lamps and 50% more"),
        (r"D\'{\i}az, P\'\i\v{s}ka, \c c, \u\i, H{\H o}", "Díaz, Píška, ç, ĭ, Hő"),
    ],
)
def test_latex_is_decoded(bib_value: Callable[..., Any], latex: str, expected: str) -> None:
    assert bib_value("title", f"@book{{k, title = {{{latex}}}}}\n") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('press # " of " # {Ohm}', "Harbour Press of Ohm"),
        ("two # { #1}", "Harbour Press, Ohm #1"),
        ("{C# in a {#} nutshell}", "C# in a # nutshell"),
        ('"a" # {b} # unknown', "abunknown"),
        ('"a {" # "} b " # press', 'a " # " b Harbour Press'),
        ('loop # "!"', 'loop # "!"'),
        ("bomb9 # {}", "bomb9 #"),
    ],
)
def test_strings_of_bibtex_are_joined(bib_value: Callable[..., Any], value: str, expected: str) -> None:
    bombs = "".join(f"@string{{bomb{n} = {' # '.join([f'bomb{n - 1}'] * 10)}}}\n" for n in range(1, 10))
    defined = '@string{press = "Harbour Press"}\n@string{two = press # ", Ohm"}\n@string{loop = loop # loop}\n'
    text = f'{defined}@string{{bomb0 = "bomb"}}\n{bombs}@book{{k, title = T, publisher = {value}}}\n'
    assert bib_value("publisher", text) == expected


@pytest.mark.parametrize("value", ['# " open', '"a" # {b', '"a" # }', "long # long"])
def test_strings_that_cannot_be_joined_stay_as_they_are(value: str) -> None:
    strings = {"long": SimpleNamespace(value="x" * 60_000, enclosing="braces")}
    assert bibtex_values.joined(SimpleNamespace(value=value, enclosing="no-enclosing"), strings) == value


def test_part_of_a_whole_without_title_and_blank_fields_are_read(
    add: Callable[..., Ran], genden: Callable[..., Ran], base: Path
) -> None:
    part = '@incollection{k, crossref = {w}, title = {Of lamps}, note = " ", author = {{A} and {B}}}'
    add(f"{part}\n@book{{w, year = 1966}}\n", "--write", base=base, name="library.bib")
    part = sources(genden, base)["k"]
    assert (part["title"], part["issued"], part.get("note"), part.get("container_title")) == (
        "Of lamps",
        "1966",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = 1973, month = jan", "1973-01"),
        ('year = 1973, month = "10~" # jan', "1973-01-10"),
        ('year = 1973, month = jan # " 3"', "1973-01-03"),
        ('year = 1973, month = "January", day = 4', "1973-01-04"),
        (r"year = {{\noopsort{1973b}}1973}", "1973"),
        ("year = 1973, month = spring", "1973-21"),
    ],
)
def test_dates_of_bibtex_are_read(bib_value: Callable[..., Any], fields: str, expected: str) -> None:
    assert bib_value("issued", f"@book{{k, title = T, {fields}}}\n") == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"Dezs\H o Nagy", {"family": "Nagy", "given": "Dezső"}),
        (r"\L ukasz \O stby", {"family": "Østby", "given": "Łukasz"}),
        (r"{\O}stby, Ji\v r\'\i", {"family": "Østby", "given": "Jiří"}),
        (r"Ludwig van \AA berg", {"family": "Åberg", "given": "Ludwig", "particle": "van"}),
    ],
)
def test_macros_do_not_divide_names(bib_value: Callable[..., Any], latex: str, expected: dict[str, str]) -> None:
    assert bib_value("author", f"@book{{k, title = T, author = {{{latex}}}}}\n") == [expected]


def test_the_bundled_base_comes_back_from_biblatex_but_for_its_types(
    genden: Callable[..., Ran], tmp_path: Path, base: Path
) -> None:
    """BibLaTeX has fewer types. What it has a field for comes back, and so do identifiers and notes."""
    file = tmp_path / "facts.bib"
    file.write_text(genden("export", "biblatex", base=BUNDLED).out, encoding="utf-8")
    genden("import", str(file), "--write", base=base)
    before = json.loads(genden("export", "json", base=BUNDLED).out)["sources"]
    after = sources(genden, base)
    assert after.keys() == before.keys()
    for id_, source in before.items():
        for key in ("title", "issued", "accessed", "url", "ids", "volume", "issue", "language"):
            assert after[id_].get(key) == source.get(key), (id_, key)


def test_ris_keeps_records_without_an_end(add: Callable[..., Ran], genden: Callable[..., Ran], base: Path) -> None:
    record = json.loads(add(RIS, "--write", "--json", base=base, name="library.ris").out)["import"]
    found = sources(genden, base)
    first = found["marx-2014"]
    assert (first["title"], first["page"], first["issued"]) == (
        "Title of reference continued here",
        "815-820",
        "2014-05-06",
    )
    assert first["author"][0] == {"family": "Marx", "given": "Karl", "suffix": "Jr."}
    assert first["ids"] == {"issn": "0378-5955"}
    assert found["astrom-1999"]["ids"] == {"isbn": "978-0-306-40615-7"}
    assert record["left_out"] == [{"field": "KW", "references": 1, "sources": ["marx-2014"]}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_has_the_columns_of_zotero(
    add: Callable[..., Ran], genden: Callable[..., Ran], base: Path, delimiter: str
) -> None:
    text = re.sub(",(?! )", delimiter, CSV)
    record = json.loads(add(text, "--write", "--json", base=base, name="library.csv").out)["import"]
    source = sources(genden, base)["abc"]
    assert source["author"] == [{"family": "Kotkin", "given": "Stephen"}, {"family": "Holm", "given": "Lena"}]
    assert (source["type"], source["issued"], source["ids"]) == ("article-journal", "2010-05-06", {"oclc": "44"})
    assert [each["field"] for each in record["left_out"]] == ["My Own"]


def test_several_files_and_standard_input(genden: Callable[..., Ran], tmp_path: Path, base: Path) -> None:
    for name, text in (("a.bib", BIB), ("b.ris", RIS), ("c.csv", CSV), ("d.txt", json.dumps([ITEM]))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.bib", "b.ris", "c.csv", "d.txt")]
    out = genden("import", *files, "--format", "plain", base=base).out
    assert len(out.splitlines()) == 9


@pytest.mark.parametrize(
    ("library", "name", "text", "said"),
    [
        ("bibtexparser", "a.bib", BIB, "BibLaTeX needs bibtexparser"),
        ("pylatexenc", "a.bib", BIB, "BibLaTeX needs bibtexparser"),
        ("rispy", "a.ris", RIS, "RIS needs rispy"),
    ],
)
def test_missing_extra_says_how_to_install_it(  # noqa: PLR0913, PLR0917 -- fixtures
    monkeypatch: pytest.MonkeyPatch, add: Callable[..., Ran], base: Path, library: str, name: str, text: str, said: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    if library == "bibtexparser":
        monkeypatch.setitem(sys.modules, "bibtexparser.entrypoint", None)
    ran = add(text, base=base, name=name)
    assert (ran.code, ran.err) == (Exit.USAGE, f"genden: {said}\npip install 'genden-cli[import]'\n")


def test_the_bundled_base_and_streams_are_not_written(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "items.json"
    file.write_text(json.dumps([ITEM]), encoding="utf-8")
    before = BUNDLED.read_bytes()
    ran = genden("import", str(file), "--write", base=None)
    assert (ran.code, BUNDLED.read_bytes()) == (Exit.USAGE, before)
    assert "which fact base?" in ran.err
    assert genden("import", str(file), base=None).code == Exit.DONE


# Round trips


def round_trip(genden: Callable[..., Ran], items: str, folder: Path, name: str) -> str:
    """Return what a base exports into which CSL-JSON was imported."""
    file, base = folder / f"{name}.json", folder / f"{name}.yaml"
    file.write_text(items, encoding="utf-8")
    base.write_text(EMPTY, encoding="utf-8")
    ran = genden("import", str(file), "--write", base=base)
    assert ran.code == Exit.DONE, ran.err
    sources(genden, base)
    return genden("export", "csl", base=base).out


@pytest.mark.parametrize("base", [BUNDLED, FACTS, WORKS], ids=["bundled", "facts", "works"])
def test_export_of_a_base_comes_back_to_the_byte(genden: Callable[..., Ran], tmp_path: Path, base: Path) -> None:
    before = genden("export", "csl", base=base).out
    assert round_trip(genden, before, tmp_path, "again") == before


def test_hostile_base_comes_back_after_one_round(genden: Callable[..., Ran], tmp_path: Path) -> None:
    once = round_trip(genden, genden("export", "csl", base=HOSTILE).out, tmp_path, "once")
    assert round_trip(genden, once, tmp_path, "twice") == once


NAMES = (
    {"family": "Kotkin", "given": "Stephen"},
    {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
    {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
    {"literal": "UNESCO"},
    {"family": "毛", "given": "泽东", "static-ordering": True},
    {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    {"given": "Plato"},
    {"family": "O’Neil: the 2nd", "given": '"Jack"'},
    {"literal": " "},
    "Plain String",
)
DATES = (
    *({"date-parts": [[1935]]}, {"date-parts": [["1935", "12", "30"]]}, {"date-parts": [[1935, 12], [1936, 1]]}),
    *({"date-parts": [[-43, 3, 15]]}, {"date-parts": [[1788]], "season": 2}, {"raw": "1930s"}),
    *({"literal": "spring of the war"}, {"raw": "May 6, 2020"}, {"date-parts": [[2000], [0]]}, {"date-parts": [[]]}),
    *({"date-parts": [[2020, 13, 45]]}, "1984?", {"literal": "昭和10年"}, {"date-parts": [[99]], "circa": 1}),
)
LINES = (
    *("yes", "null", "~", "- x", "a: b", "#x", "'q'", "1e5", "[x]", "{y}", "%z", "`", "@at", "  pad  ", "x\u2028y"),
    *("a\x07b", "zero\u200bwidth", "\u202eevil", "tab\there", "<i>in vitro</i>", "буря 灯台 الليل", "“quoted” — & b"),
)
NOTES = ("OCLC: 7\nIn haste.\n\nTwice.", "original-date: 1830\nx", "NB: not this", "Line: with colon\r\nCRLF")


def foreign(count: int) -> list[dict[str, Any]]:
    """Return items of all types, with each variable that a source has and some that it has not."""
    draw = random.Random(17)  # noqa: S311 -- no secret
    found: list[dict[str, Any]] = []
    for n in range(count):
        item: dict[str, Any] = {"id": draw.choice([f"k{n}", n, f"Müller{n}", f"http://z.org/{n}"]), "title": f"T {n}"}
        item |= {"type": schema.TYPES[n % len(schema.TYPES)], "abstract": "A", "chair": [{"family": "C"}]}
        for field in schema.SOURCE.fields:
            if not field.csl or field.csl in item or draw.random() < 0.5:
                continue
            kind = type(field.type).__name__
            text = draw.choice(LINES)
            names = [draw.choice(NAMES) for _ in range(draw.randint(1, 5))]
            value = {"NamesType": names, "DateType": draw.choice(DATES)}.get(kind, text)
            item[field.csl] = {"URL": f"https://example.org/{n} {n}", "note": draw.choice(NOTES)}.get(field.csl, value)
        found.append(item)
    return found


@pytest.mark.slow
def test_a_foreign_bibliography_comes_back_after_one_round(genden: Callable[..., Ran], tmp_path: Path) -> None:
    items = foreign(500)
    once = round_trip(genden, json.dumps(items), tmp_path, "once")
    assert len(json.loads(once)) == 500
    assert round_trip(genden, once, tmp_path, "twice") == once


def test_every_variable_has_a_place_or_is_listed() -> None:
    fields = {each.csl: each for each in schema.SOURCE.fields if each.csl}
    for item in foreign(120):
        found = reference(item, "file")
        for name, value in item.items():
            is_empty = value == {"date-parts": [[]]} or (isinstance(value, list) and {"literal": " "} in value)
            if name != "id" and not is_empty:
                has_place = name in fields and fields[name].key in found.values
                in_note = f"{name}: " in found.values.get("note", "")
                assert has_place or in_note or name in found.left_out, (name, value)


@pytest.mark.parametrize(
    "edtf",
    """
    1901 1955~ 1984-05? 1935-12-30 1935-24 1787/1791 -0043-03 193X 19XX ../1898 1898/.. [1830,1831] 1788-12-31/1789-01
    0044 Y170000002
    """.split(),
)
def test_dates_come_back_from_csl(edtf: str) -> None:
    said = date(parse(edtf))
    assert date(parse(dates.from_csl(said) or "")) == said


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("May 6, 2020", "2020-05-06"),
        ("2020-05-06 10:11:12", "2020-05-06"),
        ("2020-05-06T10:11:12.123Z", "2020-05-06"),
        ("2020-05-00", "2020-05"),
        ("0000-00-00", ""),
        ("©1935.", "1935"),
        ("1935–1936", "1935/1936"),
        ("Spring 1935", "1935-21"),
        ("19th century", "18XX"),
        ("circa 1935", "1935~"),
        ("in press", None),
        ("from Lent 1935 on", None),
        ("12 1935", None),
        ("2019-02-30", None),
    ],
)
def test_dates_of_other_programs_become_edtf(text: str, edtf: str | None) -> None:
    assert dates.from_text(text) == edtf


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ({"date-parts": "1901"}, None),
        ({"date-parts": [["1901"], ["May"]]}, None),
        ({"date-parts": [1901]}, None),
        ({"date-parts": [[1901, -1]]}, None),
        ({"date-parts": [[1901, 5]], "season": "spring"}, None),
        ({"date-parts": [[1901]], "season": "fifth"}, None),
        ({"date-parts": [[None], [1901]]}, None),
        ({"date-parts": [[""], [0]]}, ""),
        ({"date-parts": [[1901, 0, 0]]}, "1901"),
        ({"date-parts": [[1901], [""]]}, "1901/.."),
        ({"date-parts": [[200000]]}, "Y200000"),
        ({"date-parts": [[1901]], "season": "2"}, "1901-22"),
        ({"date-parts": [[1901]], "circa": True}, "1901~"),
        ({"literal": "May 1901"}, "1901-05"),
        ("May 1901", "1901-05"),
        (1901, None),
    ],
)
def test_dates_of_csl_become_edtf(value: Any, edtf: str | None) -> None:
    assert dates.from_csl(value) == edtf


def test_tags_of_ris_without_a_variable_keep_their_names() -> None:
    text = (
        "TY  - ODD\nTI  - T\nTI  - U\nPB  - P\nPB  -\nN1  - a\nN1  - b\nER  - \nTY  - BOOK\nTI  - T\nT2  - S\nER  -\n"
    )
    (odd, book), wrong = ris.items(text, "a.ris")
    assert (odd["type"], odd["TY"], odd["title"], odd["TI"]) == ("document", "ODD", "T", "U")
    assert (odd["publisher"], odd["note"], book["collection-title"], wrong) == ("P", "a\nb", "S", [])


def test_rows_of_a_table_that_do_not_fit_are_named() -> None:
    text = "title,date,year,Title\nT,,1901,T2\n,,,\nU,1902,1903,U2,more\nV,1904-05,1904,\n"
    found, wrong = spreadsheet.items(text, "a.csv")
    assert found == [
        {"title": "T", "issued": {"raw": "1901"}, "Title": "T2"},
        {"title": "V", "issued": {"raw": "1904-05"}},
    ]
    assert wrong == ["a.csv: row 4 has 5 cells, more than the header"]


def test_many_rows_that_do_not_fit_are_counted(add: Callable[..., Ran], base: Path) -> None:
    ran = add("title\nT\n" + "U,more\n" * 50, base=base, name="table.csv")
    assert "Not read (50)\n" in ran.out
    assert re.search(r"\nand [0-9]+ more\n", ran.out)


def test_address_of_a_copy_has_a_column_of_its_own(
    add: Callable[..., Ran], genden: Callable[..., Ran], base: Path
) -> None:
    add("Key,Title,Archived\nk,T,https://example.org/copy\n", "--write", base=base, name="table.csv")
    assert sources(genden, base)["k"]["archived"] == "https://example.org/copy"


def test_each_language_of_biblatex_is_read() -> None:
    for tag, name in BABEL.items():
        assert (texts.language(name) or "").lower() == tag


# Hostile files


HOSTILE_FILES: list[tuple[str, str | bytes, str]] = [
    ("deep.json", "[" * 200_000, "nests too deeply for CSL-JSON"),
    ("cut.json", '[{"id":"a"', "is not JSON (line 1)"),
    ("empty.json", "", "is not JSON (line 1)"),
    ("other.json", '{"a": 1}', "is JSON, but not CSL-JSON"),
    ("none.json", "[]", "holds no references"),
    ("wrong.json", '[1, "x"]', "item 1 is not an object"),
    ("utf16.json", '[{"title":"Tä"}]'.encode("utf-16"), "holds NUL bytes"),
    ("latin.bib", "@book{a, title={Tä}}".encode("latin-1"), "is not UTF-8 (byte 18)"),
    ("nul.ris", b"TY  - BOOK\nTI  - \x00\nER  - \n", "holds NUL bytes"),
    ("none.bib", "@comment{x}", "holds no references"),
    ("open.bib", "@book{a,title={" + "{" * 10_000, "holds no references"),
    ("none.ris", "hello", "holds no references"),
    ("open.csv", 'title\n"x', "is not CSV (line 2)"),
    ("columns.csv", "a,b\n1,2\n", "has no column for the title"),
    ("bomb.yaml", "a: &a [x]\nb: [*a]\n", "the format of"),
    ("plain.txt", "hello", "the format of"),
]


@pytest.mark.parametrize(("name", "text", "said"), HOSTILE_FILES, ids=[each[0] for each in HOSTILE_FILES])
def test_what_cannot_be_read_ends_with_a_message(
    add: Callable[..., Ran], base: Path, name: str, text: str | bytes, said: str
) -> None:
    ran = add(text, "--write", base=base, name=name)
    assert ran.code in (Exit.BASE, Exit.USAGE)
    assert said in ran.err
    assert (ran.out, base.read_text(encoding="utf-8")) == ("", EMPTY)


@pytest.mark.parametrize("path", ["", "/dev/zero", "no.json"])
def test_directories_and_devices_are_refused(genden: Callable[..., Ran], tmp_path: Path, base: Path, path: str) -> None:
    ran = genden("import", path if path.startswith("/") else str(tmp_path / path), base=base)
    assert (ran.code, ran.out) == (Exit.BASE, "")


AUTHORS = [f"F{n}, G" for n in range(10_000)]

ODD_FILES: list[tuple[str, str, int]] = [
    ("authors.json", json.dumps([{"title": "T", "author": [{"family": each} for each in AUTHORS]}]), 1),
    ("authors.bib", f"@book{{a, title={{T}}, author={{{' and '.join(AUTHORS)}}}}}", 1),
    ("authors.ris", "TY  - BOOK\nTI  - T\n" + "".join(f"AU  - {each}\n" for each in AUTHORS), 1),
    ("braces.bib", f"@book{{a,title={{{'{' * 5_000}x{'}' * 5_000}}}}}", 1),
    (
        "macros.bib",
        r"@book{a,title={\def\x{\x\x}\x \input{/etc/passwd} \begin{a} $\alpha_{b}^2$ \csname a\endcsname}}",
        1,
    ),
    ("names.bib", "@book{a,title={T},author={and , and ,,, and a, b, c, d, e and {} and and von and others}}", 1),
    ("strings.bib", "@string{a = a}\n@string{b = c}\n@string{c = b}\n@book{a,title = a # b, crossref={a}}", 1),
    ("duplicates.bib", "@book{a,title={T}}\n@book{a,title={U}, title={V}}", 2),
    ("numbers.json", f'[{{"title":"T","volume":{"9" * 10_000},"issue":NaN,"page":-0.0}}]', 1),
    (
        "types.json",
        '[{"title":{"a":1},"author":{"family":"x"},"issued":[1],"note":[1],"type":5,"DOI":["10.1/x"]}]',
        1,
    ),
    ("long.json", json.dumps([{"title": "x" * 1_100_000, "note": "y" * 1_100_000}]), 1),
    (
        "control.json",
        '[{"id":"\\ud800","title":"T\\u0000\\u001b[31m\\u009b\\udfff\\u202e","publisher":"\\u0007"}]',
        1,
    ),
    ("control.ris", "TY  - BOOK\nTI  - T\x1b[31m\x07\x9b\nER  - \n", 1),
    ("control.bib", "@book{\x1b[31ma,title={T\x1b[31m\x07\x9b}}", 1),
    ("returns.ris", "TY  - BOOK\rTI  - T\rER  - \r", 1),
    ("mark.json", '\ufeff[{"title":"T"}]', 1),
    ("formula.csv", "title\n=cmd|x\n", 1),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text", "count"), ODD_FILES, ids=[each[0] for each in ODD_FILES])
def test_odd_files_become_sources_without_errors(  # noqa: PLR0913, PLR0917 -- fixtures
    add: Callable[..., Ran], genden: Callable[..., Ran], base: Path, name: str, text: str, count: int
) -> None:
    ran = add(text, "--write", base=base, name=name)
    assert ran.code == Exit.DONE, ran.err
    assert len(sources(genden, base)) == count
    written = base.read_text(encoding="utf-8")
    for each in (ran.out, ran.err, written):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", each)


CUT = "TY  - BOOK\nTI  - One\nER  - \nTY  - BOOK\nTI  - Two\n"
TWICE = "@book{ok1, title={One}}\n@book{ok1, title={Another}}\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("cut.ris", CUT, "cut.ris:4: no ER ends this record: a part may be missing"),
        ("cut.ris", CUT.replace("ER  - \n", ""), "cut.ris:1: no ER ends this record: a part may be missing"),
        ("twice.bib", TWICE, "ok1 is the id of another record: 'Another' is ok1b"),
        ("taken.bib", "@book{log, title={Logs}}\n", "log is the id of another record: 'Logs' is log-b"),
        ("whole.ris", f"{CUT}ER  - \n", None),
    ],
)
def test_what_an_import_changes_or_lacks_is_said(
    name: str, text: str, line: str | None, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    (tmp_path / name).write_text(text)
    said = genden("import", str(tmp_path / name)).err.splitlines()
    assert said[0] == line or (line is None and said[0].startswith("nothing is written yet: "))
    assert said[-1].endswith(" --write")
