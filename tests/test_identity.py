"""Every answer says which version of which base it comes from."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TESTS
from formats import ABOUT

from genden_cli.index import store
from genden_cli.query.records.identity import HASH_LENGTH, identity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

ANSWERS = {
    "ask": ["ask", "did", "Ana", "Brandt", "put", "out", "the", "lamp"],
    "claim": ["claim", "put-out"],
    "claims": ["claims"],
    "compare": ["compare", "dark-night"],
    "diff": ["diff", str(TESTS / "telephone.yaml")],
    "event": ["event", "dark-night"],
    "people": ["people"],
    "read": ["read", "pamphlet"],
    "search": ["search", "lamp"],
    "source": ["source", "log"],
    "sources": ["sources"],
    "stats": ["stats"],
    "timeline": ["timeline"],
    "tree": ["sources", "--tree"],
    "without": ["claim", "put-out", "--without", "novel"],
}
IDENTITY = {
    "title": "Who put out the lamp of Aldport?",
    "version": "2",
    "file": "facts.yaml",
    "last_review": "2026-11-23",
    "content_hash": f"sha256:{sha256(FACTS.read_bytes()).hexdigest()[:HASH_LENGTH]}",
}
UNREVIEWED = """\
base: {title: A small base}
claims:
  one: {says: Something happened.}
"""


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_for_programs_has_the_identity_of_its_base(name: str, genden: Callable[..., Ran]) -> None:
    answer = json.loads(genden(*ANSWERS[name], "--format", "json").out)
    assert answer["base"] == IDENTITY
    of_line = {"base": IDENTITY["title"], **{key: value for key, value in IDENTITY.items() if key != "title"}}
    for line in map(json.loads, genden(*ANSWERS[name], "--format", "jsonl").out.splitlines()):
        assert {key: line[key] for key in of_line} == of_line
    header, *rows = csv.reader(StringIO(genden(*ANSWERS[name], "--format", "csv").out))
    for row in rows:
        assert dict(zip(header[-ABOUT:], row[-ABOUT:], strict=True)) == of_line
    assert rows


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize(
    "name", ["claim", "claims", "compare", "event", "people", "read", "source", "timeline", "tree"]
)
def test_last_line_of_a_whole_table_is_the_identity(name: str, width: int, genden: Callable[..., Ran]) -> None:
    shown = genden(*ANSWERS[name], "--all", width=width).out
    expected = f"{IDENTITY['title']} (version 2, last review 2026-11-23, {IDENTITY['content_hash']})"
    assert " ".join(shown.split()).endswith(expected)
    assert IDENTITY["content_hash"] not in genden(*ANSWERS[name], width=width).out


def test_identity_follows_the_content_of_the_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, copy = tmp_path / "facts.yaml", tmp_path / "copy.yaml"
    base.write_text(UNREVIEWED)
    copy.write_text(UNREVIEWED)
    before = _base(genden("claims", "--json", base=base))
    assert (before["version"], before["last_review"]) == (None, None)
    assert _base(genden("claims", "--json", base=copy)) == before | {"file": "copy.yaml"}
    assert genden("claims", "--all", base=base).out.endswith(f"\nA small base ({before['content_hash']})\n")
    base.write_text(UNREVIEWED + "  two: {says: Something else did., reviewed: 2020-01-02, verdict: unproven}\n")
    after = _base(genden("claims", "--json", base=base))
    assert (after["last_review"], after["content_hash"] != before["content_hash"]) == ("2020-01-02", True)


@pytest.mark.parametrize(
    ("dates", "last"),
    [
        (("2020-01-02", "2020-01-03", "2019-12-31"), "2020-01-03"),
        (("2020-01-02", "2020"), "2020"),
        (("2020-05", "2020-01-02"), "2020-05"),
    ],
)
def test_last_review_is_the_latest_date(
    dates: tuple[str, ...], last: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "facts.yaml"
    claims = "".join(f"  c{n}: {{says: It is {n}., reviewed: {date}}}\n" for n, date in enumerate(dates))
    base.write_text(f"base: {{title: Reviews}}\nclaims:\n{claims}")
    assert _base(genden("claims", "--json", base=base))["last_review"] == last
    assert _base(genden("diff", str(FACTS), str(base), "--json"))["last_review"] == last


def test_identity_does_not_depend_on_how_the_index_is_kept() -> None:
    path = str(TESTS / "facts.yaml")
    with closing(store.build_in_memory(path)) as built, closing(store.connect(path)) as cached:
        assert identity(built) == identity(cached)


def _base(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)["base"]
    return found
