"""Bases whose every field tries to break out: what commands make of them for programs and people stays in its cell."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from attacks import ATTACKS, EVERY, attacked, texts
from conftest import TESTS
from formats import ABOUT
from loading import problems
from test_export_markdown import assert_ours

from genden_cli import field_types, schema
from genden_cli.cli.commands.export import ExportFormat
from genden_cli.errors import Exit
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

LISTS = ["timeline", "people", "claims", "sources", "events", "stats", "search x"]
COMMANDS = [
    *((base, command) for base in ("hostile", "attacked") for command in LISTS),
    *(("hostile", command) for command in ("person end", "claim say", "source viral", "event occurred", "read viral")),
    ("hostile", "compare occurred"),
    *(("attacked", f"{command} end") for command in ("person", "claim", "source", "event", "read", "compare")),
    *(("attacked", f"{command} end --all") for command in ("person", "claim", "source", "event", "read", "compare")),
    ("attacked", "diff"),
]
FORMATS = ["table", "plain", "csv", "json", "jsonl", "markdown"]


_printed: dict[tuple[str, str, str], str] = {}


@pytest.fixture
def printed(genden: Callable[..., Ran], bases: dict[str, Path]) -> Callable[[str, str, str], str]:
    """Print what a command says of a base in a format, each but once."""

    def ask(base: str, command: str, format_: str) -> str:
        if (base, command, format_) not in _printed:
            other = [str(bases["hostile"])] if command == "diff" else []
            ran = genden(*command.split(), *other, "--format", format_, base=bases[base])
            assert (ran.code, re.sub("^[0-9]+ warnings?\n$", "", ran.err)) == (0, "")
            _printed[base, command, format_] = ran.out
        return _printed[base, command, format_]

    return ask


def is_computed(cell: str) -> bool:
    """Tell whether a spreadsheet makes something of a cell that is more than a number; some skip what is blank."""
    return cell.lstrip().startswith(tuple("=+-@＝＋－＠")) and not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell)


def cells(text: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) <= 1
    return rows


@pytest.mark.parametrize(("base", "command"), COMMANDS)
def test_no_cell_is_computed_by_a_spreadsheet(base: str, command: str, printed: Callable[..., str]) -> None:
    rows = cells(printed(base, command, "csv"))
    assert [cell for row in rows for cell in row if is_computed(cell)] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["claim", "source"])
def test_no_cell_of_evidence_is_computed_by_a_spreadsheet(
    command: str, genden: Callable[..., Ran], bases: dict[str, Path]
) -> None:
    for id_ in json.loads(attacked())["claims"]:
        rows = cells(genden(command, id_, "--format", "csv", base=bases["attacked"]).out)
        assert [cell for row in rows for cell in row if is_computed(cell)] == []


@pytest.mark.parametrize("attack", ATTACKS["spreadsheets"])
def test_what_the_base_is_called_is_not_computed(attack: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    title = " ".join(attack.split("\n"))
    base.write_text(json.dumps({"base": {"title": title, "version": title}, "people": {"ana": {"name": "Ana"}}}))
    rows = cells(genden("people", "--format", "csv", base=base).out)
    assert [cell for row in rows for cell in row if is_computed(cell)] == []


@pytest.mark.parametrize("command", [each for each in LISTS if each != "stats"])
@pytest.mark.parametrize("base", ["hostile", "attacked"])
def test_a_cell_says_what_json_says(base: str, command: str, printed: Callable[..., str]) -> None:
    header, *rows = cells(printed(base, command, "csv"))
    records = [json.loads(line) for line in printed(base, command, "jsonl").splitlines()]
    if "hits" in records[0]:  # a search is one record
        about = {name: records[0][name] for name in ("base", "version")}
        records = [{**hit, **about} for hit in records[0]["hits"]]
    for row, record in zip(rows, records, strict=True):
        read = dict(zip(header, row, strict=True))
        said = {name: sanitize_line(value) for name, value in record.items() if isinstance(value, str)}
        said = {name: said[name] for name in said.keys() & read.keys()}
        assert said.keys() >= {"base", "version"}
        assert {name: f"'{each}" if is_computed(each) else each for name, each in said.items()}.items() <= read.items()


@pytest.mark.parametrize(("base", "command"), COMMANDS)
def test_nothing_steers_or_hides(base: str, command: str, printed: Callable[..., str]) -> None:
    for format_ in FORMATS:
        text = printed(base, command, format_).replace("\r\n", "\n")
        assert sanitize(text) == text, format_


@pytest.mark.parametrize(("base", "command"), COMMANDS)
def test_markdown_is_our_markup_alone(base: str, command: str, printed: Callable[..., str]) -> None:
    assert_ours(printed(base, command, "markdown"))


@pytest.mark.parametrize(("base", "command"), COMMANDS)
def test_programs_read_the_same_rows_in_every_format(base: str, command: str, printed: Callable[..., str]) -> None:
    rows = cells(printed(base, command, "csv"))
    lines = [line.split("\t") for line in printed(base, command, "plain").split("\n")[:-1]]
    assert len(lines) == len(rows[1:])
    assert {len(row) for row in rows} == {len(line) + ABOUT for line in lines} or not lines
    answer = json.loads(printed(base, command, "json"))
    (about,) = {json.loads(line)["base"] for line in printed(base, command, "jsonl").split("\n")[:-1]}
    assert about == answer["base"]["title"]


@pytest.mark.parametrize("base", ["hostile", "attacked"])
def test_what_is_amiss_is_a_line_each_for_a_runner(base: str, printed: Callable[..., str]) -> None:
    lines = printed(base, "check", "github").splitlines()
    problems = json.loads(printed(base, "check", "json"))["problems"]
    titles = [re.match("::warning file=[^,:]*,line=[0-9,a-zA-Z=]*,title=(W[0-9]{3})::", line) for line in lines]
    assert [title and title[1] for title in titles] == [each["code"] for each in problems]
    assert problems


def kinds(kind: field_types.RecordType, path: str) -> Iterator[tuple[str, Any]]:
    """Yield what reads each text of a record, with where it stands."""
    for field in kind.fields:
        reader = field.type
        while isinstance(reader, field_types.ListType | field_types.NamesType | field_types.MapType):
            reader = reader.value if isinstance(reader, field_types.MapType) else reader.item
        if isinstance(reader, field_types.RecordType):
            yield from kinds(reader, f"{path}.{field.key}")
        elif isinstance(reader, field_types.TextType) or reader is schema.QUOTE:
            yield f"{path}.{field.key}", reader


def test_every_text_of_the_format_has_been_every_attack() -> None:
    facts = json.loads(attacked())
    been: dict[str, set[str]] = {}
    for section, kind in schema.SECTIONS.items():
        for record in facts[section].values():
            for path, text in texts(kind, record):
                been.setdefault(f"{section}.{path}", set()).add(text)
    free = {path: reader for section, kind in schema.SECTIONS.items() for path, reader in kinds(kind, section)}
    assert been.keys() == free.keys()
    assert len(free) >= 30
    for path, reader in free.items():
        of_several_lines = {each for each in EVERY if "\n" in each}
        wordy = {each for each in EVERY if len(each.split()) > field_types.QUOTE_WORDS}
        left_out = set() if reader is schema.PROSE else of_several_lines | (wordy if reader is schema.QUOTE else set())
        found = {each.removeprefix("at ") for each in been[path]}  # before what is an id of a place
        assert found == set(EVERY) - left_out, path


def test_what_the_base_is_about_is_every_attack_too() -> None:
    about = json.loads(attacked())["base"]["about"]
    assert [each for each in EVERY if each not in about and each not in ATTACKS["long"]] == []


CONTROLS = [chr(each) for each in (*range(0x20), *range(0x7F, 0xA0)) if chr(each) not in "\t\n"]
REFUSED = [*CONTROLS, "\u2028", "\u2029", "\ufdd0", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", REFUSED, ids=ascii)
def test_what_steers_terminals_is_refused_with_one_message(
    character: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(json.dumps({"base": {"title": f"a{character}b"}}), encoding="utf-8")
    ran = genden("export", "json", base=base)
    assert (ran.code, ran.out, ran.err.count("E002")) == (Exit.BASE, "", 1)
    assert f"U+{ord(character):04X}" in ran.err
    assert sanitize(ran.err) == ran.err


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x9b", "\u2028", "\uffff"], ids=ascii)
def test_every_text_of_the_format_refuses_it_once(character: str) -> None:
    said = problems(attacked([f"a{character}b"]).encode())
    free = [
        path for section, kind in {"base": schema.BASE, **schema.SECTIONS}.items() for path, _ in kinds(kind, section)
    ]
    assert {each.code for each in said} == {"E002"}
    assert len({each.span for each in said}) == len(said) >= len(free)


def test_every_export_of_the_hostile_base_is_held_to_the_letter() -> None:
    held = {path.name for path in (TESTS / "golden").glob("export*hostile*")}
    parts = (TESTS / "golden").glob("html-*-hostile.html")
    held |= {"export-hostile.html" for _ in parts}
    ends = {"biblatex": "bib", "mermaid": "mmd", "markdown": "md", "html": "html", "json": "json"}
    named = {each.value: f"export-hostile.{ends.get(each.value, each.value)}" for each in ExportFormat}
    named |= {each: f"export-{each}-hostile.json" for each in ("csl", "claimreview", "timelinejs")}
    del named["yaml"]  # the file itself, compared in test_split
    del named["site"]  # many files, read in test_export_site
    del named["sqlite"]  # rows, compared with the base's in test_export_sqlite
    assert set(named.values()) - held == set()


@pytest.mark.parametrize(
    "command",
    ["timeline", "people", "events", "claims", "sources", "claim one", "person p", "source s", "event e", "cite s"],
)
def test_no_text_of_a_base_is_a_command_to_a_ci_runner(
    command: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "base.yaml"
    facts = {
        "base": {"title": "::error::t"},
        "sources": {"s": {"title": "::warning::x", "reliability": "A"}},
        "people": {"p": {"name": "::add-mask::x"}},
        "events": {"e": {"title": "::error::x"}},
        "claims": {"one": {"says": "::error::x ##[group]x"}},
    }
    base.write_text(json.dumps(facts))
    for width in (20, 40, 100):
        cited = ("text", "markdown", "html", "wikitext", "bibtex")
        for form in cited if command.startswith("cite") else ("table", "plain", "markdown"):
            ran = genden(*command.split(), "--format", form, base=base, width=width)
            assert ran.code == 0
            assert not [line for line in (ran.out + ran.err).splitlines() if re.match(r"\s*(::|##\[)", line)], form
