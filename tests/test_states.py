"""A claim that is not published says so wherever its verdict is shown, and never leads a page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """
base: {title: Who rang the bell?, examines: [tale]}
sources:
  tale: {title: The Tale of the Bell, reliability: D}
  diary: {title: A Diary, reliability: A}
people:
  quist:
    name: Ada Quist
    about: Keeper of the bell.
    roles: [{title: Keeper, from: 1800, to: 1810, claims: [rang]}]
events:
  night: {title: The bell rings, date: 1801-05-01, people: {quist: keeper}, variants: [rang, slept]}
claims:
  rang:
    says: Ada Quist rang the bell.
    was: [pealed]
    state: STATE
    event: night
    people: [quist]
    appears_in: [{source: tale, at: {paragraph: 1}, quote: she rang the bell}]
    evidence: [{source: diary, stance: contradicts, at: {page: "3"}, note: She was away.}]
    would_settle: [{text: The log of the bell, holder: Archive}]
    verdict: refuted
    because: The diary has her away.
    relations: {contradicts: [slept]}
  slept:
    says: Ada Quist slept all night.
    event: night
    people: [quist]
    evidence: [{source: diary, stance: supports, at: {page: "4"}, note: She says so.}]
    verdict: supported
    because: The diary says so.
"""

PAGES = (
    "ask did Ada Quist ring the bell",
    "claim rang",
    "claim rang --all",
    "claim slept",
    "claim rang --without diary",
    "claims",
    "cite rang",
    "compare night",
    "compare night --all",
    "event night",
    "event night --all",
    "gaps --all",
    "person quist",
    "person quist --all",
    "read tale",
    "read tale --all",
    "search bell",
    "source diary --all",
    "source tale",
    "source tale --all",
    "timeline --claims",
    "export markdown",
    "export timelinejs",
)
DATA = ("claims", "claim rang", "search rang", "ask did Ada Quist ring the bell", "compare night", "read tale", "gaps")


@pytest.fixture(params=["draft", "checked", "withdrawn"])
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def base(state: str, tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE.replace("STATE", state), encoding="utf-8")
    return path


@pytest.mark.parametrize("page", PAGES)
def test_every_page_with_the_verdict_says_the_state(
    page: str, state: str, base: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = genden(*page.split(), base=base).out
    assert re.search(rf"✗(\d| refuted)? \({state}\)|[Rr]efuted \({state}\)", shown), shown
    beside = [line for line in shown.splitlines() if "✗" in line and "Ada Quist rang the bell" in line]
    assert not [line for line in beside if state not in line and "ontradicts" not in line]


@pytest.mark.parametrize("asked", DATA)
@pytest.mark.parametrize("format_", ["json", "csv"])
def test_data_have_the_state_as_a_field(
    asked: str, format_: str, state: str, base: Path, genden: Callable[..., Ran]
) -> None:
    written = genden(*asked.split(), "--format", format_, base=base).out
    if format_ == "json":
        assert f'"state": "{state}"' in written, written
    elif asked != "gaps":  # its claims are ids in a table
        assert "state" in written.splitlines()[0].split(","), written
        assert f",{state}," in written, written


def test_only_a_published_claim_leads(base: Path, genden: Callable[..., Ran]) -> None:
    assert "✓ supported: Ada Quist slept all night." in genden(base=base).out


def test_claim_leads_with_its_state_where_none_is_published(base: Path, state: str, genden: Callable[..., Ran]) -> None:
    published = "says: Ada Quist slept all night.\n"
    base.write_text(
        base.read_text(encoding="utf-8").replace(published, f"{published}    state: {state}\n"), encoding="utf-8"
    )
    assert f"✗ refuted ({state}): Ada Quist rang the bell." in genden(base=base).out


@pytest.mark.parametrize("published", ["published", ""])
def test_published_claim_has_no_remark(published: str, base: Path, state: str, genden: Callable[..., Ran]) -> None:
    base.write_text(
        base.read_text(encoding="utf-8").replace(
            f"    state: {state}\n", f"    state: {published}\n" if published else ""
        ),
        encoding="utf-8",
    )
    for page in PAGES:
        assert "(published)" not in genden(*page.split(), base=base).out
    rows = json.loads(genden("search", "rang", "--format", "json", base=base).out)["search"]["hits"]
    assert {row["state"] for row in rows} <= {None, "published"}


def test_page_and_dossier_say_the_state(base: Path, state: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    for options in ((), ("--claim", "rang")):
        page = tmp_path / "page.html"
        assert genden("export", "html", *options, "-o", str(page), base=base).code == 0
        text = page.read_text(encoding="utf-8")
        assert re.search(rf'<b class="refuted">✗ refuted <span class="muted">\({state}\)</span></b>', text)
        assert "refuted</b> <a" not in text
        assert "refuted</b> Ada" not in text


def test_site_says_the_state(base: Path, state: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    assert genden("export", "site", str(tmp_path / "site"), base=base).code == 0
    for page in ("claims/index", "claim/rang/index", "claim/slept/index", "person/quist/index"):
        assert f"({state})" in (tmp_path / "site" / f"{page}.html").read_text(encoding="utf-8"), page
    front = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert '<div class="finding refuted">' not in front


UNREVIEWED = """
base: {title: T}
claims:
  gone: {says: One., tags: [t], state: withdrawn, because: Forged.}
  open: {says: Two., tags: [t]}
"""


def test_withdrawn_claim_waits_for_no_review(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(UNREVIEWED, encoding="utf-8")
    assert re.findall("claim '(.*)' has no verdict", genden("check", "--only", "W207", base=base).out) == ["open"]
    line = next(
        each for each in genden("stats", width=160, base=base).out.splitlines() if each.startswith("Unreviewed")
    )
    number, command = re.findall(r"Unreviewed +(\d+) .*(claims .*)", line)[0]
    listed = json.loads(genden(*command.split(), "--format", "json", base=base).out)["claims"]
    assert ([each["id"] for each in listed], number) == (["open"], "1")
