"""A range of pages has an en dash for a reader, and a hyphen for a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from genden_cli.text.english import dashed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """base: {title: T}
sources:
  log: {title: The log, type: article-journal, container_title: Coast, page: 428-435, reliability: A, read: full}
claims:
  a:
    says: A.
    verdict: opinion
    evidence:
      - {source: log, stance: context, at: {page: 3-4, section: anti-1-2}, quote: one}
      - {source: log, stance: context, at: {folio: 12v-13r}, quote: two}
"""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("3-4", "3–4"),
        ("12v-13r, 15, 20-1", "12v–13r, 15, 20–1"),
        ("xii-XV", "xii–XV"),
        ("A12-A14", "A12–A14"),
        ("1935-12-03", "1935-12-03"),
        ("sub-chapter", "sub-chapter"),
        ("3–4", "3–4"),
    ],
)
def test_ranges_of_numbers_have_a_dash(written: str, shown: str) -> None:
    assert dashed(written) == shown


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["claim a --all", "source log --all", "cite --claim a", "export markdown"])
def test_a_reader_sees_a_dash(command: str, base: Path, genden: Callable[..., Ran]) -> None:
    out = " ".join(genden(*command.split(), base=base).out.split())
    assert {"p. 3–4, anti-1-2", "fol. 12v–13r"} <= {
        each for each in ("p. 3–4, anti-1-2", "fol. 12v–13r") if each in out
    }
    assert "428-435" not in out


@pytest.mark.parametrize(
    "command", ["claim a --format json", "claim a --brief --format json", "claim a --format csv", "export claimreview"]
)
def test_a_program_reads_what_is_written(command: str, base: Path, genden: Callable[..., Ran]) -> None:
    out = genden(*command.split(), base=base).out
    assert "–" not in out
    assert command == "export claimreview" or "3-4" in out


def test_bibliographies_for_programs_keep_the_hyphen(base: Path, genden: Callable[..., Ran]) -> None:
    assert json.loads(genden("export", "csl", base=base).out)[0]["page"] == "428-435"
