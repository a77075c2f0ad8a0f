"""The sentence beside a verdict is true of the evidence that the base records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from genden_cli import words
from genden_cli.words import Basis, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

UNBACKED = """base: {title: The lamp, lead: lit}
events:
  night: {title: The night of the lamp}
claims:
  lit: {says: The lamp was lit., event: night, verdict: refuted, because: Nobody saw it., reviewed: 2026-01-02}
"""
NOTHING_AGAINST = "judged refuted; no evidence against it is recorded here"


@pytest.mark.parametrize(
    ("verdict", "counts", "missing"),
    [
        (Verdict.SUPPORTED, (1, 0), ""),
        (Verdict.SUPPORTED, (0, 1), "no evidence for it"),
        (Verdict.REFUTED, (0, 1), ""),
        (Verdict.REFUTED, (1, 0), "no evidence against it"),
        (Verdict.DISPUTED, (1, 1), ""),
        (Verdict.DISPUTED, (1, 0), "no evidence against it"),
        (Verdict.DISPUTED, (0, 1), "no evidence for it"),
        (Verdict.DISPUTED, (0, 0), "no evidence for or against it"),
        (Verdict.UNPROVEN, (0, 0), ""),
        (Verdict.OPINION, (0, 0), ""),
        (Verdict.UNREVIEWED, (0, 0), ""),
    ],
)
def test_meaning_says_which_side_has_no_evidence(verdict: Verdict, counts: tuple[int, int], missing: str) -> None:
    expected = f"judged {verdict}; {missing} is recorded here" if missing else words.VERDICTS[verdict].means
    assert words.verdict_meaning(verdict, None, supports=counts[0], contradicts=counts[1]) == expected


@pytest.mark.parametrize(
    ("basis", "contradicts", "expected"),
    [
        (Basis.UNDOCUMENTED, 0, "undisputed, but not documented"),
        (Basis.UNDOCUMENTED, 1, "not documented; evidence recorded here contradicts it"),
        (Basis.HEARSAY, 1, "told, but cannot be checked"),
    ],
)
def test_basis_is_not_undisputed_against_evidence(basis: Basis, contradicts: int, expected: str) -> None:
    assert words.verdict_meaning(Verdict.UNPROVEN, basis, supports=0, contradicts=contradicts) == expected


def test_every_place_says_that_a_refuted_claim_has_no_evidence_against_it(
    tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(UNBACKED, encoding="utf-8")
    genden("export", "site", str(tmp_path / "site"), base=base)
    shown = [
        genden("ask", "Was the lamp lit?", base=base).out,
        genden("export", "html", base=base).out,
        genden("export", "html", "--claim", "lit", base=base).out,
        *(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("lit.html")),
    ]
    for page in shown:
        assert NOTHING_AGAINST in " ".join(page.split())
