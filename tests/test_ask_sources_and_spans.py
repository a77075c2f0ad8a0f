"""Questions for when something happened, how often, how long, by which source, and whether sources agree."""

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

STORM = """
base: {title: The storm of Aldport, language: en, examines: [post]}
sources:
  post: {title: A post about the storm, reliability: E}
  log: {title: Log of the harbour, reliability: A}
  memoir: {title: My years at sea, author: Will Dunn, reliability: C}
  novel: {title: The Red Sail, author: E. Marsh, reliability: E}
people:
  ana: {name: Ana Brandt, born: 1751, died: 1829, roles: [{title: Keeper, from: 1780, to: 1789}, {title: Cook}]}
events:
  storm: {title: The great storm, date: 1788-12-31, place: Aldport}
  siege: {title: Siege of Aldport, date: 1790/1792}
  tale: {title: A tale of the storm spreads, date: 1904}
claims:
  first-tale:
    says: The oldest tale of the storm is of 3 June 1904.
    event: tale
    verdict: unreviewed
    evidence: [{source: novel, stance: supports}, {source: log, stance: supports}, {source: memoir, stance: supports}]
  pages: {says: Two pages of 1950 tell of the flood., verdict: unreviewed}
  flood: {says: The flood destroyed the quay., event: storm, verdict: unreviewed}
  bridge: {says: The flood reached the bridge in 1789., verdict: unreviewed}
  lamp:
    says: The storm put out the lamp.
    event: storm
    verdict: disputed
    because: The log denies it.
    asked_as: [Did the storm put out the lamp?]
    evidence:
      - {source: memoir, stance: supports, credibility: 2}
      - {source: novel, stance: supports, credibility: 5}
      - {source: log, stance: contradicts, credibility: 1}
      - {source: post, stance: supports}
  twice: {says: Ana Brandt fell into the harbour twice., people: [ana], verdict: unreviewed}
  oil: {says: The lamp burned oil for 40 crowns a year., verdict: unreviewed}
  calm: {says: The calm after the great storm lasted three days., verdict: unreviewed}
  ship:
    says: Ana Brandt saw the ship sink.
    people: [ana]
    verdict: unreviewed
    evidence: [{source: log, stance: supports}]
"""

ANSWERS = {
    "when did the storm happen": "storm",
    "when was the storm": "storm",
    "when did the flood take place": "bridge",
    "when was the oldest tale of the storm told": "first-tale",
    "how many times did Ana Brandt fall into the harbour": "twice",
    "how many times did the storm put out the lamp": "no how many: lamp",
    "how many times did the ship sink": "no how many: ship",
    "how often did Ana Brandt fall into the harbour": "twice",
    "how often did the ship sink": "no how many: ship",
    "why did the storm put out the lamp": "no why: lamp",
    "what happened after the great storm": "calm",
    "what happened before the great storm": "no that: calm",
    "how long did the calm last": "calm",
    "how long did the storm put out the lamp": "no how long: lamp",
    "how long did the siege of Aldport last": "siege",
    "how long was the great storm": "calm",
    "how long did the quay stand": "",
    "how long was Ana Brandt keeper": "ana Keeper, 1780 – 1789",
    "how long did Ana Brandt live": "ana 77 or 78 (1829)",
    "which source is best for the lamp": "log contradicts; memoir supports; novel supports",
    "what is the best source on the sinking of the ship": "log supports",
    "most reliable source for the storm": "log contradicts; memoir supports; novel supports",
    "which sources contradict that the storm put out the lamp": "lamp: log contradicts",
    "when did the storm not put out the lamp": "no when: lamp",
    "which is the best source": "",
    "which source is best for the quay": "",
    "do the log and the memoir disagree about the lamp": "lamp",
    "does Dunn disagree with the log about the lamp": "lamp",
    "does the log contradict the novel on whether the storm put out the lamp": "lamp",
    "do the memoir and the novel disagree about the lamp": "no that they disagree: lamp",
    "do the memoir and the novel agree about the lamp": "lamp",
    "do the memoir and the novel agree about the ship": "no whether they agree: ship",
    "do the sources disagree about the lamp": "lamp",
    "do the sources disagree about the ship": "no that they disagree: ship",
    "do the log and the bible disagree about the lamp": "",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("storm") / "storm.yaml"
    path.write_text(STORM, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def storm(file: Path) -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(file))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", ANSWERS)
def test_question_is_answered_by_what_it_asks_for_or_not_at_all(question: str, storm: sqlite3.Connection) -> None:
    found = answer(ask(storm, question))
    assert found.removesuffix(" 31 Dec 1788") == ANSWERS[question]


def test_best_sources_as_a_page(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "which source is best for the lamp", base=file)
    assert ran.out.splitlines() == [
        "The best sources on “The storm put out the lamp.” (3)",
        "contradicts  Log of the harbour  log, A completely reliable",
        "supports     My years at sea  memoir, C fairly reliable",
        "supports     The Red Sail  novel, E unreliable",
        "",
        "What they speak about",
        "≈ disputed  The storm put out the lamp.  lamp",
    ]
