"""Questions that take something for granted which the base denies, or somebody whom it does not record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_ask_kinds import answer

from genden_cli.index import store
from genden_cli.query.search.ask import ask

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

MILL = """
base: {title: The mill of Oldby, language: en, words: [[family, wife, husband]]}
sources: {log: {title: Log of the mill, reliability: A}}
people:
  dorn: {name: Hans Dorn, relations: [{to: eva, as: mother}]}
  eva: {name: Eva Holm, died: 1840}
  lund: {name: Karl Lund}
claims:
  burned: {says: Hans Dorn burned the mill., people: [dorn], verdict: refuted, because: He was in Lund.,
    evidence: [{source: log, stance: contradicts, credibility: 1}]}
  rumour: {says: Hans Dorn was accused of the fire for his debts., people: [dorn], kind: motive, verdict: unreviewed}
  flood: {says: Hans Dorn flooded the quay., people: [dorn], asked_as: [Did Hans Dorn flood the quay?],
    verdict: unproven, because: Nobody saw it.}
  paid: {says: A neighbour told that Hans Dorn flooded the quay for money., people: [dorn], verdict: unreviewed}
  left: {says: Karl Lund left Oldby., people: [lund], verdict: unproven, because: One text says so.}
  left-ill: {says: Karl Lund left Oldby because he was ill., people: [lund], verdict: unreviewed}
  sold: {says: Hans Dorn sold the boat., people: [dorn], verdict: unreviewed}
  fled: {says: Karl Lund fled to avoid a trial., people: [lund], verdict: refuted, because: There was no trial.}
  herders: {says: Hans Dorn came from a family of herders., people: [dorn], asked_as: [Who were Hans Dorn's family?],
    verdict: unreviewed}
  saw: {says: The wife of Karl Lund saw the fire., people: [lund], verdict: unreviewed}
"""

ANSWERS = {
    "why did Hans Dorn burn the mill": "refuted: no why: burned",
    "why did Hans Dorn flood the quay": "unproven: no why: flood",
    "why did Karl Lund leave Oldby": "left-ill",
    "why didn't Hans Dorn burn the mill": "no why: burned",
    "why did Hans Dorn sell the boat": "no why: sold",
    "why did Karl Lund flee": "fled",
    "did Hans Dorn burn the mill": "burned",
    "who was Hans Dorn's wife": "no wife of Hans Dorn",
    "who were Hans Dorn's family": "herders",
    "when did Hans Dorn's wife die": "no wife of Hans Dorn",
    "what was the name of Hans Dorn's wife": "no wife of Hans Dorn",
    "when did Hans Dorn's mother die": "eva",
    "did the wife of Karl Lund see the fire": "saw",
    "did Karl Lund have sons or daughters": "no sons or daughters of Karl Lund",
    "does Karl Lund have a wife and children": "no wife or children of Karl Lund",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mill") / "mill.yaml"
    path.write_text(MILL, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def mill(file: Path) -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(file))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", ANSWERS)
def test_what_a_question_takes_for_granted_is_judged_first(question: str, mill: sqlite3.Connection) -> None:
    found = ask(mill, question)
    verdict = found.lead.removeprefix("The question takes for granted what is ").replace(" here:", ": ")
    unrecorded = f"no {found.unrecorded}" if found.unrecorded else ""
    assert verdict + unrecorded + answer(found) == ANSWERS[question]


def test_refuted_presumption_as_a_page(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "why did Hans Dorn burn the mill", base=file)
    lead, _, claim, verdict, *_ = ran.out.splitlines()
    assert (lead, claim) == ("The question takes for granted what is refuted here:", "Hans Dorn burned the mill.")
    assert verdict.split()[:2] == ["Verdict", "✗"]
    assert (ran.code, ran.err.splitlines()[0]) == (1, "genden: the base does not say why")
