"""A base whose every field tries to break out: what reading commands make of it for programs stays in its cell."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from exporting import HOSTILE

from genden_cli.inert import inert

if TYPE_CHECKING:
    from collections.abc import Callable

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
