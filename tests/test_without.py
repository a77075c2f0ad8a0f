"""What remains of a claim when sources fall away: whole outputs, and counts made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import WIDTHS
from formats import assert_formats_agree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from conftest import Ran

PUT_OUT = ("claim", "put-out", "--without", "brandt-letters")


def test_page_is_as_recorded(genden: Callable[..., Ran], golden_page: Callable[..., None]) -> None:
    def page(width: int) -> str:
        ran = genden(*PUT_OUT, width=width)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    golden_page("without", page)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int, genden: Callable[..., Ran]) -> None:
    assert max(map(len, genden(*PUT_OUT, width=width).out.splitlines())) <= width


def test_json_lines_and_plain_lines_are_json_and_csv(genden: Callable[..., Ran]) -> None:
    assert_formats_agree(lambda format_: genden(*PUT_OUT, "--format", format_))


@pytest.mark.parametrize("format_", ["csv", "json", "markdown"])
def test_formats_are_as_recorded(format_: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = genden(*PUT_OUT, "--format", format_)
    assert (ran.code, ran.err) == (0, "")
    golden(f"without.{format_}", ran.out)


# Counted by hand from tests/facts.yaml. `put-out` (disputed) has novel and ballad for it (what they rest on is
# unknown), brandt-letters, website and guide against it, log silent; guide rests on brandt-letters and log, for this
# claim on brandt-letters only; website on guide; pamphlet, under examination, on novel. Each row: what falls, then how
# many are left for (voices), against (voices), silent, context; what becomes of the verdict.
COUNTS = {
    "put-out brandt-letters": ("brandt-letters guide website", (2, 2, 0, 0, 1, 0), "falls"),
    "put-out guide": ("guide website", (2, 2, 1, 1, 1, 0), "stays"),
    "put-out website": ("website", (2, 2, 2, 1, 1, 0), "stays"),
    "put-out log": ("log website", (2, 2, 2, 1, 0, 0), "stays"),
    "put-out novel": ("novel pamphlet", (1, 1, 3, 1, 1, 0), "hangs"),
    "put-out novel ballad": ("novel ballad pamphlet", (0, 0, 3, 1, 1, 0), "falls"),
    "put-out lost-report": ("lost-report", (2, 2, 3, 1, 1, 0), "stays"),
    "storm brandt-letters": ("brandt-letters website", (0, 0, 0, 0, 1, 0), "stays"),
    "orders log": ("log guide", (0, 0, 0, 0, 0, 1), "falls"),
    "orders brandt-letters": ("brandt-letters guide", (1, 1, 0, 0, 0, 1), "stays"),
    "keeper log": ("log", (1, 1, 0, 0, 0, 0), "hangs"),
    "keeper log brandt-letters": ("log brandt-letters", (0, 0, 0, 0, 0, 0), "falls"),
    "whole-town log": ("log", (0, 0, 1, 1, 0, 0), "hangs"),
    "whole-town log brandt-letters": ("log brandt-letters", (0, 0, 0, 0, 0, 0), "falls"),
    "bravest log": ("log", (0, 0, 0, 0, 0, 0), "stays"),
}


@pytest.mark.parametrize("asked", COUNTS)
def test_counts_are_those_made_by_hand(asked: str, genden: Callable[..., Ran]) -> None:
    fallen, counts, then = COUNTS[asked]
    record = without(genden, *asked.split())
    after = record["after"]
    assert [each["id"] for each in record["fallen"]] == fallen.split()
    assert counts == (
        after["supports"],
        after["origins_for"]["voices"],
        after["contradicts"],
        after["origins_against"]["voices"],
        after["silent"],
        after["context"],
    )
    assert record["verdict_then"] == then


@pytest.mark.parametrize("asked", COUNTS)
def test_every_item_falls_or_remains(asked: str, genden: Callable[..., Ran]) -> None:
    record = without(genden, *asked.split())
    claim = json.loads(genden("claim", asked.split(maxsplit=1)[0], "--format", "json").out)["claim"]
    assert record["before"] == claim["standing"]
    parts = sorted(record["lost"] + record["evidence"], key=lambda item: item["line"])
    assert parts == sorted(claim["evidence"], key=lambda item: item["line"])


# The paragraph "What would follow", in one line.
CONSEQUENCES = {
    "put-out brandt-letters": "Nothing would contradict the claim any more. The verdict “disputed” would no longer "
    "hold. What novel and ballad may rest on is unknown: they might fall too.",
    "put-out novel": "What supports the claim would rest on one independent source instead of 1 or 2. What "
    "contradicts the claim would rest on one independent source, as before. The verdict “disputed” would hang on that "
    "one source. What ballad may rest on is unknown: it might fall too.",
    "put-out lost-report": "Nothing that counts on this claim rests on lost-report: all would stay as it is.",
    "orders log": "Nothing would support the claim any more. The verdict “supported” would no longer hold.",
    "orders guide": "What supports the claim would rest on one independent source, as before. The verdict “supported” "
    "would lose nothing that it needs.",
    "keeper log": "What supports the claim would rest on one independent source instead of 2. The verdict “supported” "
    "would hang on that one source.",
    "keeper novel pamphlet": "Nothing that counts on this claim rests on novel or pamphlet: all would stay as it is.",
    "whole-town log": "What contradicts the claim would rest on one independent source instead of 2. The verdict "
    "“refuted” would hang on that one source.",
    "whole-town log brandt-letters": "Nothing would contradict the claim any more. The verdict “refuted” would no "
    "longer hold.",
    "storm brandt-letters": "Nothing would support the claim any more. The verdict “unproven” would lose nothing that "
    "it needs.",
}


@pytest.mark.parametrize("asked", CONSEQUENCES)
def test_consequences_are_said_in_plain_words(asked: str, genden: Callable[..., Ran]) -> None:
    claim, *sources = asked.split()
    out = genden("claim", claim, *(f"--without={each}" for each in sources), width=1000).out
    paragraph = out.partition("What would follow\n")[2].partition("\n\n")[0]
    assert " ".join(paragraph.split()) == CONSEQUENCES[asked]


# A claim that several say, and for which one of them is named in the reason of the verdict.
REASONED = """
base: {{title: Reasons, by: nobody}}
sources:
  reed: {{title: "Rain: a history", author: {author}, reliability: A, read: full, derived_from: []}}
  other: {{title: Another, reliability: A, read: full, derived_from: []}}
claims:
  rain:
    says: It rained.
    evidence:
      - {{source: reed, stance: silent, note: So.}}
      - {{source: other, stance: supports, note: So.}}
    verdict: {verdict}
    because: {because}
"""
KEPT = "The verdict “unproven” would lose nothing that it needs."
WEIGHED = (
    "The verdict “unproven” would keep the sides that it needs, but the reason written for it names {}, and would have "
    "to be weighed again."
)
REASONS = {
    ("Ann Reed", "Only Reed says so."): WEIGHED.format("Reed"),
    ("Ann Reed", "Reed's book and others say so."): WEIGHED.format("Reed"),
    ("Jo Marsh and Ann Reed", "Reed says so."): WEIGHED.format("Reed"),
    ("Ann van der Reed", "Reed says so."): WEIGHED.format("Reed"),
    ("Ann Reed", "There is a reed in the lake."): KEPT,
    ("Ann Reed", "Reeder says so."): KEPT,
    ("Reed contributors", "Many contributors say so."): KEPT,
    ("Reed contributors", "The Reed contributors say so."): WEIGHED.format("Reed contributors"),
    ("Ann Bones (Reed)", "Reed says so."): WEIGHED.format("Reed"),
    ("Reed A.", "A. says so."): KEPT,
    ("Reed, A.", "Reed says so."): WEIGHED.format("Reed"),
    ("Ann Reed", "'Rain: a history says so.'"): WEIGHED.format("Rain: a history"),
    ("Ann Reed", "It is known from rain, a history."): WEIGHED.format("Rain: a history"),
    ("Ann Reed", "Rain fell."): KEPT,
    ("安娜", "安娜 says so."): KEPT,
}


@pytest.mark.parametrize(("author", "because"), REASONS)
def test_reason_that_names_what_falls_is_said_to_fall_with_it(
    author: str, because: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "reasons.yaml"
    quoted = json.dumps(author, ensure_ascii=False)
    base.write_text(REASONED.format(author=quoted, because=because, verdict="unproven"), encoding="utf-8")
    out = genden("claim", "rain", "--without", "reed", width=1000, base=base).out
    paragraph = out.partition("What would follow\n")[2].partition("\n\n")[0]
    assert " ".join(paragraph.split()).endswith(REASONS[author, because])


def test_reason_falls_with_the_verdict_too(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "reasons.yaml"
    text = REASONED.format(author="Ann Reed", because="Reed says so.", verdict="supported")
    base.write_text(text.replace("stance: silent", "stance: supports"))
    out = genden("claim", "rain", "--without", "reed", width=1000, base=base).out
    assert "would hang on that one source; the reason written for it names Reed, and would have to be" in out
    record = json.loads(genden("claim", "rain", "--without", "reed", "--format", "json", base=base).out)["without"]
    assert record["named_in_because"] == [{"id": "reed", "name": "Reed"}]


def test_claim_of_which_nothing_remains_says_so(genden: Callable[..., Ran]) -> None:
    ran = genden("claim", "keeper", "--without", "log", "--without", "brandt-letters")
    assert "After    no evidence\n" in ran.out
    assert ran.out.endswith("\n\nNothing remains\n")


def test_document_under_examination_falls_without_counting(genden: Callable[..., Ran]) -> None:
    record = without(genden, "put-out", "novel")
    assert record["fallen"] == [
        {"id": "novel", "named": True, "rests_on": [], "examined": False},
        {"id": "pamphlet", "named": False, "rests_on": ["novel"], "examined": True},
    ]
    out = genden("claim", "put-out", "--without", "novel").out
    assert "pamphlet  based on novel, under examination, does not count\n" in out


def test_item_falls_by_what_it_says_to_rest_on_and_not_by_what_its_source_derives_from(
    genden: Callable[..., Ran],
) -> None:
    # guide derives from brandt-letters and log, but for put-out it rests on brandt-letters alone.
    record = without(genden, "put-out", "log")
    assert [item["source"] for item in record["lost"]] == ["log", "website"]


def test_source_named_twice_falls_once(genden: Callable[..., Ran]) -> None:
    assert without(genden, "put-out", "log", "Log of the harbour")["without"] == ["log"]


def test_unknown_source_is_wrong_usage(genden: Callable[..., Ran]) -> None:
    said = "genden: no source 'novell'\ndid you mean\n  novel  The Keeper\n"
    assert genden("claim", "put-out", "--without", "novell") == (2, "", said)


def without(genden: Callable[..., Ran], claim: str, *sources: str) -> dict[str, Any]:
    """Return the claim without the sources, as JSON has it."""
    ran = genden("claim", claim, *(f"--without={each}" for each in sources), "--format", "json")
    assert ran.code == 0
    found: dict[str, Any] = json.loads(ran.out)["without"]
    return found
