"""Questions that name a time, a place or an event are answered by the people and the events of it."""

from __future__ import annotations

from contextlib import closing
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

BERGS = """
base: {title: The Bergs, language: en}
places:
  lund: {name: Lund, part_of: sweden, names: [{text: Londinum}]}
  sweden: {name: Sweden}
people:
  olof: {name: Olof Berg, born: 1768-05-03, died: 1831-02-11}
  karin: {name: Karin Lund, born: 1772~, died: 1831-12-24}
  nils: {name: Nils Berg, born: 1796-03, died: 1863}
  signe: {name: Signe Berg, born: "[1822,1823]", died: 1905}
  jon: {name: Jon Ek, born: ../1800}
events:
  b-olof: {title: Birth of Olof Berg, kind: birth, date: 1768-05-03, place: "Göteborg, Sweden", people: {olof: child}}
  b-nils: {title: Birth of Nils Berg, kind: birth, date: 1796-03, place: lund, people: {nils: child, jon: midwife}}
  b-signe: {title: Birth of Signe Berg, kind: birth, place: lund, people: {signe: child}}
  wed: {title: Marriage of Olof Berg and Karin Lund, kind: marriage, date: 1794-06-04, place: lund,
    people: {olof: groom, karin: bride, jon: witness}}
  left: {title: Emigration of Signe Berg, kind: emigration, date: 1846, place: Bremen, people: {signe: main person}}
  stay: {title: Nils Berg teaches, date: 1820/1850, place: lund, people: {nils: teacher}}
  burnt: {title: The smithy burns down, date: 1825-08-14, place: lund, people: {olof: owner}}
  fair: {title: The fair, date: 1825-09/.., place: Hamburg}
claims:
  hermit: {says: Jon Ek lived as a hermit in Lund., people: [jon], verdict: unreviewed}
  died: {says: Two horses died in Lund., verdict: unreviewed, asked_as: [What happened in Londinum?]}
"""

ANSWERS = {
    "who died in 1831": "olof died, 11 Feb 1831; karin died, 24 Dec 1831",
    "Who died in February 1831?": "olof died, 11 Feb 1831",
    "who died in 1832": "",
    "who was born in 1823": "signe born, 1822 or 1823",
    "who was born before 1770": "olof born, 3 May 1768",
    "people born between 1790 and 1800": "nils born, Mar 1796",
    "who was born in Lund": "nils born, Mar 1796; signe born",
    "who was born in Sweden": "olof born, 3 May 1768; nils born, Mar 1796; signe born",
    "who was born in Göteborg": "olof born, 3 May 1768",
    "who was born in Lund in 1796": "nils born, Mar 1796",
    "who was born in Lund, 1796": "nils born, Mar 1796",
    "who was born in Lund in 1768": "",
    "who was born in Oslo": "",
    "who was born in Lun": "",
    "was Olof Berg born in 1768": "olof",
    "did Jon Ek die in 1850": "",
    "who emigrated in 1846": "signe emigrated, 1846",
    "who emigrated in 1847": "",
    "who married in Lund": "olof married, 4 Jun 1794; karin married, 4 Jun 1794",
    "who lived in Lund": "hermit",
    "what happened in 1825": "burnt; fair",
    "what happened in August 1825 in Sweden": "burnt",
    "what happened in the 1820s": "stay; burnt; fair",
    "what happened in 1840": "",
    "which events took place in Hamburg": "fair",
    "what happened in Londinum": "died",
    "who was at the wedding of Olof Berg": "karin bride; jon witness",
    "who attended the marriage of Olof Berg and Karin Lund": "jon witness",
    "who was with Olof Berg when the smithy burned down": "",
    "who was present at the marriage": "olof groom; karin bride; jon witness",
}


@pytest.fixture(scope="module")
def bergs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("bergs") / "bergs.yaml"
    path.write_text(BERGS, encoding="utf-8")
    connection = store.build_in_memory(str(path))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", ANSWERS)
def test_time_and_place_pick_people_and_events(question: str, bergs: sqlite3.Connection) -> None:
    assert answer(ask(bergs, question)) == ANSWERS[question]


def test_long_list_of_events_says_how_many_it_leaves_out(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    events = "".join(f"  e{n}: {{title: Event {n}, date: 1900-01-{n:02}}}\n" for n in range(1, 24))
    path = tmp_path / "base.yaml"
    path.write_text(f"base: {{title: T}}\nevents:\n{events}", encoding="utf-8")
    ran = genden("ask", "what happened in 1900?", base=path)
    assert ran.out.splitlines()[0] == "What happened in 1900 (20 of 23)"


ACTS = """
base: {title: A smith, language: en, words: [[live, dwell]]}
people: {berg: {name: Olof Berg}}
events:
  fair: {title: The smith comes to the fair, date: 1825-09, place: Hamburg}
  sale: {title: The sale, date: 1830, place: Bremen}
claims:
  row: {says: Olof Berg quarrelled after the war., people: [berg], event: fair, verdict: unreviewed}
  dwelt: {says: Olof Berg dwelled with a brewer., people: [berg], event: sale, verdict: unreviewed}
  forge: {says: The forge of Olof Berg changed hands in 1830., people: [berg], verdict: unreviewed,
    asked_as: [Did Olof Berg sell the forge?]}
"""

OF_ACTS = {
    "where did Olof Berg live": "dwelt Bremen",
    "where did Olof Berg study after the war": "no where: row",
    "when did Olof Berg study after the war": "no when: row",
    "where did Olof Berg quarrel after the war": "row Hamburg",
    "when did Olof Berg come to the fair after the war": "row Sep 1825",
    "when did Olof Berg sell the forge": "forge",
}


@pytest.mark.parametrize("question", OF_ACTS)
def test_only_a_claim_on_the_act_tells_when_and_where(question: str, tmp_path: Path) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text(ACTS, encoding="utf-8")
    with closing(store.build_in_memory(str(path))) as connection:
        assert answer(ask(connection, question)) == OF_ACTS[question]
