"""Each number of a page has a unit, and is the number that the facts give, on every page."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from genden_cli.index import store
from genden_cli.query.evidence.growth import growth
from genden_cli.query.records.claim import claim
from genden_cli.words import Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

BASE = """
base: {title: The mast, examines: [leaflet]}
sources:
  leaflet: {title: The leaflet, author: A. Crier, reliability: D, derived_from: []}
  log: {title: The log, author: Ann Low, reliability: A, derived_from: []}
  letter: {title: The letter, author: Ben Low, reliability: C, derived_from: []}
  diary: {title: The diary, author: Cy Low, reliability: A, derived_from: [log]}
events:
  storm: {title: The storm, date: 1712-10-03, variants: [fell, stood]}
claims:
  fell:
    says: The mast fell.
    event: storm
    appears_in: [{source: leaflet, at: {paragraph: 1}, quote: the mast fell}]
    evidence:
      - {source: log, stance: supports, credibility: 6, at: {page: 4}, quote: it fell}
      - {source: log, stance: supports, credibility: 6, at: {page: 9}, note: It says so again.}
      - {source: diary, stance: supports, at: {page: 5}, quote: it fell too, rests_on: [letter]}
      - {source: letter, stance: contradicts, credibility: 4, note: It stood.}
      - {source: leaflet, stance: supports, at: {paragraph: 2}, quote: fell it did}
      - {source: leaflet, stance: contradicts, at: {paragraph: 3}, note: Says otherwise.}
    verdict: disputed
    because: The letter says otherwise.
  stood:
    says: The mast stood.
    event: storm
    evidence:
      - {source: letter, stance: supports, credibility: 4, note: It stood.}
      - {source: leaflet, stance: supports, note: It stood.}
    verdict: unproven
    basis: not-found
    because: A letter alone says so.
"""

ITEMS = """SELECT count(*) FROM evidence
            WHERE claim = 'fell' AND stance = ? AND source NOT IN (SELECT source FROM examined)"""
SOURCES = ITEMS.replace("count(*)", "count(DISTINCT source)")
CLAIMS = "SELECT count(DISTINCT claim) FROM evidence WHERE source = 'log' AND stance = ?"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the path of the base."""
    path = tmp_path / "mast.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.fixture
def shown(base: Path, genden: Callable[..., Ran]) -> Callable[..., str]:
    """Return what a command prints about the base, each run of spaces as one."""
    return lambda *words: " ".join(genden(*words, base=base).out.split())


@pytest.fixture
def facts(base: Path) -> Iterator[sqlite3.Connection]:
    """Return the index of the base."""
    with closing(store.connect(str(base))) as connection:
        yield connection


def test_numbers_of_items_are_the_same_on_every_page(shown: Callable[..., str], facts: sqlite3.Connection) -> None:
    supports, contradicts = (facts.execute(ITEMS, (each,)).fetchone()[0] for each in ("supports", "contradicts"))
    assert f"{supports} items support it" in shown("claim", "fell")
    for command in (("claim", "fell", "--all"), ("export", "markdown"), ("export", "html")):
        assert f"{supports} items for (2 independent sources), {contradicts} against" in shown(*command)
    assert f"For ({supports} items)" in shown("ask", "did the mast fall?")
    assert f"{supports} for, {contradicts} against" in shown("claims")
    assert f"Evidence ({supports + contradicts}, and 2 that do not count)" in shown("claim", "fell", "--all")


def test_numbers_of_sources_are_the_same_on_every_page(shown: Callable[..., str], facts: sqlite3.Connection) -> None:
    (supports,) = facts.execute(SOURCES, ("supports",)).fetchone()
    assert f"{supports} sources for (2 independent), 1 against" in shown("compare", "storm")
    assert f"Sources for {supports} 1" in shown("compare", "storm", "--all")


def test_numbers_of_claims_are_the_same_on_every_page(shown: Callable[..., str], facts: sqlite3.Connection) -> None:
    (supports,) = facts.execute(CLAIMS, ("supports",)).fetchone()
    assert f"supports {supports} claim" in shown("source", "log")
    assert f"The log ✓{supports} log" in shown("sources")
    assert "Claims by stance: ✓ supports" in shown("sources")


def test_document_under_examination_is_counted_nowhere(shown: Callable[..., str]) -> None:
    assert "2 items under examination:" in shown("claim", "fell")
    assert "The leaflet (under examination) leaflet" in shown("sources")
    assert "leaflet" not in shown("sources", "--claim", "fell", "--tree")
    assert "Evidence with a quote 2 of 5" in shown("stats")
    assert "supports" not in shown("source", "leaflet")
    assert "Supports (2, which do not count)" in shown("source", "leaflet", "--all")


def test_citation_supports_no_claim_by_the_document_that_it_examines(shown: Callable[..., str]) -> None:
    cited = shown("cite", "fell")
    assert "It is supported by Low, “The diary”" not in cited
    sides = re.search(r"It is supported by (.*?)\[.*It is contradicted by (.*?)\.", cited)
    assert sides
    assert not any("leaflet" in side for side in sides.groups())
    assert "Under examination, and so no evidence: A. Crier" in cited
    review = shown("export", "claimreview")
    assert '"roleName": "supports"' in review
    assert review.count('"@id": "#source-leaflet"') == review.count('"isPartOf": {"@id": "#source-leaflet"')


def test_statement_without_a_grade_is_marked_and_comes_after_graded_ones(shown: Callable[..., str]) -> None:
    page = shown("claim", "fell")
    assert "–: statement not graded" in page
    assert page.index("A6 ✓ Supports") < page.index("A– ✓ Supports")
    assert "–: statement not graded" in shown("compare", "storm", "--all")
    assert "A– completely reliable, statement not graded" in shown("claim", "fell", "--all")
    assert "not graded" not in shown("claim", "stood")


def test_unproven_claim_with_supporters_says_what_was_not_found(shown: Callable[..., str]) -> None:
    assert "unproven: no document was found that would show it" in shown("claim", "stood")


def test_stances_are_the_fields_of_a_standing() -> None:
    assert [*Stance] == ["supports", "contradicts", "silent", "context"]


def test_a_page_is_not_said_to_be_where_the_base_says(tmp_path: Path, base: Path, genden: Callable[..., Ran]) -> None:
    text = tmp_path / "log.txt"
    text.write_text("At night it fell.\n", encoding="utf-8")
    shown = genden("verify", "log", "--text", str(text), base=base).out
    assert "To the letter; the base names no paragraph, so the place was not compared (1)" in shown
    assert "where the base says" not in shown


def test_report_has_no_commands_and_each_date_once(shown: Callable[..., str]) -> None:
    report = shown("export", "markdown")
    assert "- **When**: 3 Oct 1712 - **" in report
    assert not re.search(r"genden [a-z-]+ ", report)


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("1700/1720", 1712),
        ("1700", 1700),
        ("1712/1720", 1712),
        ("1715", 1715),
        ("../1720", 1720),
        ("1700/..", 1712),
        ("1990/..", 1990),
    ],
)
def test_source_is_not_dated_before_the_event_it_may_follow(base: Path, issued: str, year: int) -> None:
    base.write_text(BASE.replace("author: Ann Low,", f'author: Ann Low, issued: "{issued}",'), encoding="utf-8")
    with closing(store.connect(str(base))) as connection:
        assert [each.year for each in growth(connection, claim(connection, "fell")).years] == [year]


def test_pages_say_what_a_source_rests_on_for_one_claim_only(shown: Callable[..., str]) -> None:
    assert "based on letter for this claim" in shown("claim", "fell", "--all")
    assert "Based on The log log" in shown("source", "diary")
    assert "based on letter for this claim" in shown("source", "diary")
    assert "based on letter for this claim" in shown("source", "diary", "--all")
    assert "diary [A] Cy Low: The diary (for this claim)" in shown("sources", "--claim", "fell", "--tree")
    assert "diary, which derives from log, rests for A on letter." in shown("compare", "storm", "--all")
    assert "for this claim" not in shown("sources", "--tree")
