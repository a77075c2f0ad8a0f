"""A base whose every field tries to break out: what reading commands make of it for programs stays in its cell."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import TESTS
from exporting import HOSTILE

from genden_cli import schema
from genden_cli.cli.export import Foreign
from genden_cli.parsing.readers import Line, Prose, Quote
from genden_cli.text.inert import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Ran

COMMANDS = ["timeline", "people", "claims", "sources", "events", "person end", "claim say", "source viral", "search x"]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_cell_is_computed_by_a_spreadsheet(command: str, genden: Callable[..., Ran]) -> None:
    rows = list(csv.reader(io.StringIO(genden(*command.split(), "--format", "csv", base=HOSTILE).out), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+@\t\r]|-(?![0-9.-]*$)", cell), cell


@pytest.mark.parametrize("format_", ["table", "plain", "csv", "json", "jsonl", "markdown"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_steers_or_hides(command: str, format_: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*command.split(), "--format", format_, base=HOSTILE)
    text = ran.out.replace("\r\n", "\n")
    assert (inert(text), ran.err) == (text, "")


def records() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield each record of the hostile base, as a plain reader of YAML has it, with what describes it."""
    base = yaml.load(HOSTILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- texts only
    yield schema.BASE, base["base"]
    for section, kind in schema.SECTIONS.items():
        for record in base[section].values():
            yield kind, record
            for key, part in PARTS.items():
                yield from ((part, each) for each in record.get(key, ()) if isinstance(each, dict))


PARTS = {
    "names": schema.NAME,
    "roles": schema.ROLE,
    "relations": schema.RELATION,
    "appears_in": schema.APPEARANCE,
    "evidence": schema.EVIDENCE,
}
DANGEROUS = re.compile(r"""[]<>"'`{}|\\#*]|^[=+@-]|[\u200b\u200f\u202e\u2066]""")


def test_every_text_of_the_format_is_attacked_somewhere() -> None:
    attacked = {
        (kind.what, field.key)
        for kind, record in records()
        for field in kind.fields
        if DANGEROUS.search(str(record.get(field.key, "")))
    }
    kinds = (schema.BASE, *schema.SECTIONS.values(), *PARTS.values())
    free = {(kind.what, field.key) for kind in kinds for field in kind.fields if field.reader in (Line, Prose, Quote)}
    assert len(free) >= 30
    assert free - attacked == set()


def test_every_export_of_the_hostile_base_is_held_to_the_letter() -> None:
    held = {path.name for path in (TESTS / "golden").glob("export*hostile*")}
    ends = {"biblatex": "bib", "mermaid": "mmd", "markdown": "md", "html": "html", "json": "json"}
    named = {each.value: f"export-hostile.{ends.get(each.value)}" for each in Foreign}
    named |= {each: f"export-{each}-hostile.json" for each in ("csl", "claimreview", "timelinejs")}
    del named["sqlite"]  # rows, compared with the base's in test_export_sqlite
    assert set(named.values()) - held == set()
