"""Reviews of claims: one date or several readers, states, and the claims that wait for a reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sound import found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """
base: {title: T, by: Ada Quist, reviewers: 2}
claims:
  twice: {says: One., tags: [t], verdict: opinion, because: So., reviewed: [2025-03-01, {on: 2024-01-01, by: J. Reis}]}
  again: {says: Two., tags: [t], verdict: opinion, because: So., reviewed: [2023, {on: 2024, by: ada quist}]}
  draft: {says: Three., tags: [t], verdict: opinion, because: So., reviewed: 2024-02-01, state: draft}
  gone: {says: Four., tags: [t], state: withdrawn, because: Forged.}
"""

UNREAD = "  unread: {says: Five., tags: [t], verdict: opinion, because: So.}\n"
"""A published claim that nobody has read."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


def ids(ran: Ran) -> list[str]:
    assert ran.code in (0, 1), ran.err
    return [row["id"] for row in json.loads(ran.out)["claims"]]


def test_second_reader_is_asked_for_where_the_same_person_read_twice() -> None:
    assert [(each.code, each.span.line, each.message) for each in found(BASE) if each.code == "W229"] == [
        ("W229", 5, "reviewed by 1 of 2 people")
    ]


def test_reader_is_asked_for_where_nobody_has_read() -> None:
    def warnings(text: str) -> list[tuple[str, str, str]]:
        problems = [each for each in found(text) if each.code in ("W208", "W229") and each.span.line == 8]
        return [(each.code, each.message, each.remedy.partition(":")[0]) for each in problems]

    assert warnings(BASE + UNREAD) == [("W229", "reviewed by 0 of 2 people", "a reviewer")]
    assert warnings(BASE.replace("reviewers: 2", "reviewers: 1") + UNREAD)[0][:1] == ("W208",)
    assert warnings(BASE + UNREAD.replace("So.", "So., state: draft"))[0][:1] == ("W208",)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("--state published", ["twice", "again"]),
        ("--state draft --state withdrawn", ["draft", "gone"]),
        ("--reviewed-before 2025", ["again", "draft", "gone"]),
        ("--reviewed-before 2024-06", ["draft", "gone"]),
        ("--reviewed-before 2024-02-01 --state withdrawn", ["gone"]),
    ],
)
def test_claims_are_selected_by_state_and_by_last_review(
    filters: str, expected: list[str], base: Path, genden: Callable[..., Ran]
) -> None:
    assert ids(genden("claims", *filters.split(), "--format", "json", base=base)) == expected


def test_command_that_shows_the_list_whole_has_the_options_as_they_are_typed(
    base: Path, genden: Callable[..., Ran]
) -> None:
    ran = genden("claims", "--reviewed-before", "2025", base=base)
    assert ran.out.splitlines()[-1].endswith("claims --reviewed-before 2025 --all")


def test_claim_has_the_day_of_its_last_review_and_all_reviews(base: Path, genden: Callable[..., Ran]) -> None:
    claim = json.loads(genden("claim", "twice", "--all", "--format", "json", base=base).out)["claim"]
    assert claim["reviewed"] == "2025-03-01"
    assert [(each["on"], each["by"]) for each in claim["reviews"]] == [("2025-03-01", None), ("2024-01-01", "J. Reis")]


def test_export_writes_one_bare_date_as_it_stood(base: Path, genden: Callable[..., Ran]) -> None:
    claims = json.loads(genden("export", "json", base=base).out)["claims"]
    assert claims["draft"]["reviewed"] == "2024-02-01"
    assert claims["twice"]["reviewed"] == [{"on": "2025-03-01"}, {"on": "2024-01-01", "by": "J. Reis"}]


def test_scorecard_counts_states_and_claimreview_leaves_out_what_is_not_published(
    base: Path, genden: Callable[..., Ran]
) -> None:
    assert "States" in genden("stats", base=base).out
    graph = json.loads(genden("export", "claimreview", base=base).out)["@graph"]
    assert {each["identifier"] for each in graph} <= {"twice", "again"}
