"""How the formats of one answer depend on each other: JSON holds its records, CSV its cells."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from conftest import Ran

ABOUT = 5
"""Number of columns at the end of CSV that name the base: its title, version, file, last review and content hash."""


def json_lines(document: str, records: Callable[[Any], Any] = lambda answer: answer) -> str:
    """Return the JSON Lines that belong to an answer in JSON; ``records`` finds the list in a larger record."""
    read = json.loads(document)
    base = read.pop("base")
    (answer,) = read.values()
    found = records(answer)
    about = {"base": base.pop("title"), **base}
    lines = [json.dumps(each | about, ensure_ascii=False) for each in (found if isinstance(found, list) else [found])]
    return "".join(f"{line}\n" for line in lines)


def plain_lines(table: str) -> str:
    """Return the plain lines that belong to an answer in CSV."""
    rows = list(csv.reader(StringIO(table, newline=""), strict=True))[1:]
    return "".join("\t".join(map(_typed, row[:-ABOUT])) + "\n" for row in rows)


def without_identity(page: str) -> str:
    """Return a whole page without its last paragraph, which names the base and its content hash."""
    rest, _, identity = page.rpartition("\n\n")
    assert re.search(r" \([^()]*sha256:[0-9a-f]{12}\)\n$", identity)
    return rest + "\n"


def assert_formats_agree(run: Callable[[str], Ran], records: Callable[[Any], Any] = lambda answer: answer) -> None:
    """JSON Lines hold the records of JSON, and plain lines the cells of CSV, to the byte."""
    assert run("jsonl").out == json_lines(run("json").out, records)
    assert run("plain").out == plain_lines(run("csv").out)


def _typed(cell: str) -> str:
    """Return a cell without the quote that keeps a spreadsheet from computing it."""
    return cell.removeprefix("'")
