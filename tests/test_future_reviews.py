"""A review that is dated in the future counts once its day has come."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from genden_cli import load, reviews
from genden_cli.dates import clock
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """base: {title: Lamps, by: Ada}
claims:
  lit:
    says: The lamp was lit.
    verdict: unproven
    because: Nobody tells.
    reviewed: [{on: 2020-05-04, by: Ada}, {on: 2126-11-24, by: Joos}]
  dark: {says: The lamp was dark., verdict: unproven, because: Nobody tells., reviewed: 2126-11-25}
"""


@pytest.fixture
def base(tmp_path: Path) -> str:
    path = tmp_path / "facts.yaml"
    path.write_text(BASE, encoding="utf-8")
    return str(path)


def test_claim_was_last_checked_on_a_day_that_has_come(base: str, genden: Callable[..., Ran]) -> None:
    answer = json.loads(genden("claim", "lit", "--format", "json", base=base).out)
    assert (answer["claim"]["reviewed"], answer["base"]["last_review"]) == ("2020-05-04", "2020-05-04")
    assert len(answer["claim"]["reviews"]) == 2
    assert json.loads(genden("claim", "dark", "--format", "json", base=base).out)["claim"]["reviewed"] is None
    assert "no claim before 2020-05-04" in genden("stats", base=base).out
    assert "2126" not in genden("export", "claimreview", base=base).out
    assert "dark" in genden("claims", "--reviewed-before", "2026-01-01", base=base).out


def test_review_counts_as_soon_as_its_day_has_come(
    base: str, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def last() -> str:
        return str(json.loads(genden("claims", "--format", "json", base=base).out)["base"]["last_review"])

    assert last() == "2020-05-04"
    monkeypatch.setattr(clock, "_RELEASE", date(2126, 11, 24))
    assert last() == "2126-11-25"  # it is tomorrow, and so has begun in the east
    monkeypatch.setattr(clock, "_RELEASE", date(2126, 11, 23))
    assert [reviews.last_review(each) for each in load.load([BaseText("f", BASE.encode())]).claims] == [
        "2126-11-24",
        None,
    ]


def test_edit_of_a_future_review_is_seen(base: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    genden("claims", base=base)
    (tmp_path / "facts.yaml").write_text(BASE.replace("2126-11-25", "2021-11-25"), encoding="utf-8")
    assert json.loads(genden("claims", "--format", "json", base=base).out)["base"]["last_review"] == "2021-11-25"
