"""Questions for which sources say or deny something, for what a source says, and for who an author is."""

from __future__ import annotations

import json
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

COACH = """
base: {title: The coach of Varn, language: en, examines: [leaflet]}
sources:
  leaflet: {title: A leaflet on Kraus, reliability: E}
  stern-1950: {title: The post in the valley, author: Hilda Stern, reliability: B}
  stern-1961: {title: Letters of a village, author: Hilda Stern, reliability: C}
  gazette: {title: Gazette of Varn, reliability: C}
  ledger: {title: Ledger of the post office, reliability: A}
  memoir: {title: My life on the road, author: Otto Lenz, reliability: D}
  report: {title: Report of the board, reliability: A}
people:
  kraus: {name: Emil Kraus}
  lenz: {name: Otto Lenz}
claims:
  burned:
    says: Emil Kraus burned the letters of the mayor.
    people: [kraus]
    asked_as: [Did Kraus burn the letters?]
    verdict: refuted
    because: The ledger shows that they were delivered.
    appears_in: [{source: leaflet, at: {paragraph: "2"}, quote: burned every letter}]
    evidence:
      - {source: stern-1950, stance: supports, credibility: 4, at: {page: "12"}, quote: he burned them}
      - {source: stern-1950, stance: supports, credibility: 5, at: {page: "14"}}
      - {source: gazette, stance: supports, credibility: 5}
      - {source: ledger, stance: contradicts, credibility: 1, at: {folio: 3r}, note: Lists their delivery.}
      - {source: stern-1961, stance: silent, credibility: 2, at: {page: "80"}}
  robbed:
    says: Otto Lenz robbed the coach.
    people: [lenz]
    verdict: unproven
    evidence:
      - {source: gazette, stance: supports, credibility: 3, at: {page: "2"}}
      - {source: memoir, stance: contradicts, credibility: 4, at: {chapter: "5"}, quote: I was at home}
  coach-sold:
    says: The coach was sold in 1904.
    verdict: unreviewed
    evidence: [{source: gazette, stance: supports, at: {page: "7"}}, {source: report, stance: silent}]
  not-late: {says: The coach was not late., verdict: unreviewed, evidence: [{source: ledger, stance: supports}]}
  said: {says: Otto Lenz said that the coach was empty., people: [lenz], verdict: unreviewed}
"""

SAYINGS = {
    "which sources say that Emil Kraus burned the letters": "burned: stern-1950 supports, gazette supports",
    "which sources support that Emil Kraus burned the letters?": "burned: stern-1950 supports, gazette supports",
    "who says that Emil Kraus burned the letters": "burned: stern-1950 supports, gazette supports",
    "who says Otto Lenz robbed the coach": "robbed: gazette supports",
    "who denies that Emil Kraus burned the letters": "burned: ledger contradicts",
    "which source contradicts that Otto Lenz robbed the coach": "robbed: memoir contradicts",
    "does anybody deny that Otto Lenz robbed the coach": "robbed: memoir contradicts",
    "which texts are silent on the burned letters": "burned: stern-1961 silent",
    "who denies that the coach was sold": "no which source contradicts it: coach-sold",
    "which sources say that the coach was late": "no where this is recorded: not-late",
    "who denies that the coach was robbed by Emil Kraus": "",
    "are there sources that deny that Otto Lenz robbed the coach": "robbed: memoir contradicts",
    "what evidence is there against the burned letters": "burned: ledger contradicts",
    "what is the evidence for the burned letters?": "burned: stern-1950 supports, gazette supports",
    "what do the sources say about the burned letters": (
        "burned: ledger contradicts, stern-1950 supports, stern-1961 silent, gazette supports"
    ),
    "do the sources deny that Otto Lenz robbed the coach": "robbed: memoir contradicts",
    "who denies it": "",
    "what does … say about …": "",
    "according to the ledger, did Emil Kraus burn the letters": "burned: ledger contradicts",
    "what does stern-1961 say about the letters": "burned: stern-1961 silent",
    "does Hilda Stern say that Emil Kraus burned the letters": (
        "burned: stern-1950 supports, stern-1950 supports, stern-1961 silent"
    ),
    "does the ledger mention that Emil Kraus burned the letters": "burned: ledger contradicts",
    "does the ledger say that Otto Lenz robbed the coach": "no whether the ledger says so: robbed",
    "does the report say that the coach was sold": "coach-sold: report silent",
    "does the report report that the coach was sold": "coach-sold: report silent",
    "does Otto Lenz deny that he robbed the coach": "robbed: memoir contradicts",
    "does Otto Lenz deny that he was late": "",
    "did Otto Lenz say that the coach was empty": "no so: said",
    "does the bible say that Otto Lenz robbed the coach": "no so: robbed",
    "what does the ledger say about the burned letters": "burned: ledger contradicts",
    "what does the gazette say about the coach": "coach-sold: gazette supports; robbed: gazette supports",
    "what does Hilda Stern say about the coach": "no what Hilda Stern says about it: coach-sold",
    "what does the article say about the letters": "burned: leaflet makes it",
    "does the leaflet say that Emil Kraus burned the letters": "burned: leaflet makes it",
    "who is Hilda Stern": "stern-1950; stern-1961",
    "who was stern?": "stern-1950; stern-1961",
    "which books did Stern write": "stern-1950; stern-1961",
    "tell me about Hilda Stern": "stern-1950; stern-1961",
    "who is Otto Lenz": "lenz",
    "who is Karl Stern": "",
    "who was the stern": "",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coach") / "coach.yaml"
    path.write_text(COACH, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def coach(file: Path) -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(file))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", SAYINGS)
def test_sources_that_are_asked_for_answer(question: str, coach: sqlite3.Connection) -> None:
    assert answer(ask(coach, question)) == SAYINGS[question]


PAGES = {
    "which sources say that Emil Kraus burned the letters": """\
Emil Kraus burned the letters of the mayor.  burned
Verdict   ✗ refuted
Supports  1 or 2 independent sources: where they have it from is unknown
          stern-1950, page 12 (B4)
          gazette (C5)

Everything about it:
  genden claim burned
""",
    "does Hilda Stern say that Emil Kraus burned the letters": """\
Emil Kraus burned the letters of the mayor.  burned
Verdict   ✗ refuted
Supports  stern-1950, page 12 (B4): “he burned them”
          stern-1950, page 14 (B5)
Silent    stern-1961, page 80 (C2)

Everything about it:
  genden claim burned
""",
    "who is Hilda Stern": """\
No person of this base, but an author of its sources: Hilda Stern.

Sources by Hilda Stern (2)
source  The post in the valley  stern-1950, B usually reliable
source  Letters of a village  stern-1961, C fairly reliable
""",
    "what does the leaflet say about the letters": """\
Emil Kraus burned the letters of the mayor.  burned
Verdict          ✗ refuted
Makes the claim  leaflet, paragraph 2: “burned every letter”

Everything about it:
  genden claim burned
""",
}


@pytest.mark.parametrize("question", PAGES)
def test_sources_as_a_page(question: str, file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, base=file)
    assert (ran.code, ran.out, ran.err) == (0, PAGES[question], "")


def test_sayings_as_data(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "who denies that Otto Lenz robbed the coach", "--format", "json", base=file)
    found = json.loads(ran.out)["ask"]
    assert found["claim"] is None
    assert found["sayings"] == [
        {
            "claim": "robbed",
            "verdict": "unproven",
            "state": None,
            "says": "Otto Lenz robbed the coach.",
            "number": 1,
            "independent": {"voices": 1, "exact": True},
            "items": [
                {
                    "stance": "contradicts",
                    "source": "memoir",
                    "title": "My life on the road",
                    "at": "chapter 5",
                    "grade": "D4",
                }
            ],
        }
    ]


def test_sayings_as_lines(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "does Hilda Stern say that Emil Kraus burned the letters", "--format", "plain", base=file)
    says = "Emil Kraus burned the letters of the mayor."
    assert ran.out.splitlines() == [f"burned\t{says}\trefuted\t\t\tstern-1950; stern-1950\t\t"]


MANY = """
base: {title: A fire, language: en}
claims:
  fire:
    says: The fire reached the quay.
    verdict: unreviewed
    evidence:
"""


def test_many_sources_are_counted(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    path = tmp_path / "fire.yaml"
    sources = "".join(f"  book-{n}: {{title: Book {n}, reliability: C}}\n" for n in range(20))
    items = "".join(f"      - {{source: book-{n}, stance: supports, credibility: 3}}\n" for n in range(20))
    path.write_text(f"{MANY}{items}sources:\n{sources}", encoding="utf-8")
    ran = genden("ask", "who says that the fire reached the quay", base=path)
    assert ran.out.splitlines()[2:] == ["Supports  1 to 20 independent sources: where they have it from is unknown"] + [
        f"          book-{n} (C3)" for n in range(12)
    ] + ["12 of 20 are shown.", "", "Everything about it:", "  genden claim fire"]
    as_data = genden("ask", "who says that the fire reached the quay", "--format", "json", base=path).out
    assert len(as_data.encode()) <= 2_048
    assert json.loads(as_data)["ask"]["sayings"][0]["number"] == 20
