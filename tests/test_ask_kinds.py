"""Questions are answered by the kind of thing that they ask for, or the answer says that the base does not have it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from genden_cli.index import store
from genden_cli.query.search.ask import ask
from genden_cli.query.search.search import search
from genden_cli.text.question_language import question_language

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

    from genden_cli.query.search.ask_result import AskResult

TOWN = """
base: {title: A town and a family, language: en}
sources:
  register: {title: Parish register of Oldby, reliability: A, why: The priest was there.}
  minutes: {title: Minutes of the council meeting, author: Clerk of Oldby, reliability: B}
people:
  hans: {name: Hans Dorn, born: 1801-03-12, died: 1867-11-03,
    roles: [{title: Miller, from: 1825, to: 1848}, {title: Innkeeper, from: 1850}],
    relations: [{to: eva, as: wife, from: 1827}, {to: lund, as: employer, claims: [hired]}]}
  eva: {name: Eva Holm, born: 1805}
  jon: {name: Jon Dorn, born: 1828-06-07, died: 1863-09-19, roles: [{title: Teacher}],
    relations: [{to: hans, as: father}, {to: eva, as: mother}]}
  ida: {name: Ida Dorn, relations: [{to: hans, as: father}, {to: eva, as: mother}]}
  mia: {name: Mia Dorn, relations: [{to: jon, as: father}]}
  lund: {name: Karl Lund, roles: [{title: Mayor of Oldby, from: 1840-05-01, claims: [lund-mayor]}]}
places: {hamburg: {name: Hamburg, part_of: germany}, germany: {name: Germany}}
events:
  voyage: {title: Hans Dorn emigrates, date: 1849, place: hamburg, people: {hans: emigrant}}
  jon-death: {title: Death of Jon Dorn, date: 1863-09-19, place: Aarhus, people: {jon: dead}, about: Fever took him.}
  parting: {title: A parting, date: 1849, place: hamburg}
  vote: {title: The council votes for the bridge, date: 1841-02-03, place: Guildhall}
claims:
  hired: {says: Karl Lund employed Hans Dorn as a miller., people: [lund, hans], verdict: unreviewed}
  lund-mayor: {says: Karl Lund became mayor of Oldby., people: [lund], verdict: unreviewed}
  bridge-cost:
    says: The bridge cost 4,000 crowns.
    event: vote
    verdict: supported
    evidence: [{source: minutes, stance: supports, at: {page: "3"}}]
  mill-burnt: {says: The mill of Oldby burnt down., event: vote, verdict: unreviewed}
  lund-left: {says: Karl Lund resigned because he was ill., people: [lund], verdict: unproven}
  hans-mayor:
    says: Hans Dorn became mayor of Oldby after Karl Lund.
    people: [hans, lund]
    asked_as: [Was Hans Dorn mayor of Oldby?]
    verdict: refuted
    because: Ida Dorn made it up.
  farewell: {says: Hamburg saw Hans Dorn wave goodbye., event: parting, people: [hans], verdict: unreviewed}
  lund-went: {says: Karl Lund resigned at once., people: [lund], verdict: unreviewed}
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "town.yaml"
    path.write_text(TOWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def town(file: Path) -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(file))
    yield connection
    connection.close()


def answer(found: AskResult) -> str:
    """Return the ids that answer, after what the base does not say, and what stands beside them."""
    missing = f"no {found.missing}: " if found.missing else ""
    if found.claim:
        return missing + " ".join(filter(None, (found.claim.id, found.when, found.place)))
    said = [" ".join(filter(None, (each.id, each.as_, each.age))) for each in found.records]
    for claim, items, *_ in found.sayings:
        said.append(f"{claim.id}: " + ", ".join(f"{item.source} {stance or 'makes it'}" for stance, item in items))
    return missing + "; ".join(said)


ANSWERS = {
    "who was a miller": "hans Miller, 1825 – 1848",
    "who was the mayor of Oldby": "lund Mayor of Oldby, 1 May 1840 –",
    "who was mayor of Oldby in 1830": "",
    "what was Jon Dorn's occupation": "jon Teacher",
    "what did Hans Dorn do for a living": "hans Miller, 1825 – 1848; Innkeeper, 1850 –",
    "when was Hans Dorn a miller": "hans Miller, 1825 – 1848",
    "parents of Jon Dorn": "hans father; eva mother",
    "who was Jon Dorn's father": "hans father",
    "who were the children of Hans Dorn": "jon child; ida child",
    "sons of Hans Dorn": "jon child; ida child, sex unknown",
    "daughters of Hans Dorn": "ida child, sex unknown",
    "who was Eva Holm married to": "hans spouse",
    "did Eva Holm have children": "jon child; ida child",
    "siblings of Ida Dorn": "jon sibling",
    "grandparents of Mia Dorn": "hans grandparent; eva grandparent",
    "aunts of Mia Dorn": "ida aunt or uncle, sex unknown",
    "children of Karl Lund": "",
    "who was the employer of Hans Dorn": "hired",
    "employer of Ida Dorn": "",
    "when did Mia Dorn's father die": "jon",
    "how old was Jon Dorn when he died": "jon 35 (19 Sep 1863)",
    "how old was Hans Dorn in 1849": "hans 47 or 48 (1849)",
    "how old was Hans Dorn when he emigrated": "hans 47 or 48 (1849)",
    "how old was Hans Dorn when he became an innkeeper": "hans 48 or 49 (1850)",
    "how old is Ida Dorn": "",
    "when did Hans Dorn emigrate": "voyage",
    "where did Jon Dorn die": "jon-death",
    "how did Jon Dorn die": "jon-death",
    "why did Hans Dorn emigrate": "no why: voyage",
    "where did the council vote": "vote",
    "when did the mill burn down": "mill-burnt 3 Feb 1841",
    "where did the mill burn down": "mill-burnt Guildhall",
    "where did Hans Dorn wave goodbye": "farewell",
    "why did the mill burn down": "no why: mill-burnt",
    "why did Karl Lund resign": "lund-left",
    "how much did the bridge cost": "bridge-cost",
    "how many mills burnt down": "no how many: mill-burnt",
    "where is the council meeting recorded": "minutes",
    "where is the cost of the bridge recorded": "bridge-cost",
    "which source says that the mill burnt down": "no where this is recorded: mill-burnt",
    "how reliable is the parish register": "register",
    "who worked as a teacher": "jon Teacher",
    "who taught": "jon Teacher",
    "was Hans Dorn mayor of Oldby": "hans-mayor",
    "was Ida Dorn mayor of Oldby": "no so: hans-mayor",
    "was Karl Lund ill in Hamburg": "no so: lund-left",
    "did the mill burn down in Hamburg": "no so: mill-burnt",
    "how good is the register as a source": "register",
}


@pytest.mark.parametrize("question", ANSWERS)
def test_question_is_answered_by_the_kind_of_thing_it_asks_for(question: str, town: sqlite3.Connection) -> None:
    assert answer(ask(town, question)) == ANSWERS[question]


@pytest.mark.parametrize("query", ["miller", "teacher", "employer"])
def test_people_are_found_by_roles_and_relations(query: str, town: sqlite3.Connection) -> None:
    assert "roles" in {hit.field for hit in search(town, query).hits}


FAMILY = """
base: {title: A family, language: en}
people:
  ole:
    name: Ole Vik
    born: 1728
    died: 1795-11-19
    relations: [{to: inga, as: wife, from: 1762}, {to: berit, as: wife, from: 1756}]
  berit: {name: Berit Moe, died: 1760-01-11}
  inga: {name: Inga Rud, died: 1801}
  nils: {name: Nils Vik, relations: [{to: ole, as: father}, {to: berit, as: mother}, {to: per, as: twin brother}]}
  per: {name: Pelle Vik, relations: [{to: ole, as: father}, {to: inga, as: stepmother}, {to: kari, as: wife}]}
  mons: {name: Mons Vik, sex: male, relations: [{to: nils, as: parent}]}
  liv: {name: Liv Vik, sex: female, relations: [{to: mons, as: father}]}
  kari: {name: Kari Lie, relations: [{to: anna, as: foster mother}, {to: lars, as: second husband}]}
  anna: {name: Anna Bru, relations: [{to: tor, as: husband}, {to: ulf, as: husband, from: 1800}]}
  lars: {name: Lars Dal, died: 1850, relations: [{to: kari, as: widow}]}
  tor: {name: Tor Eng}
  ulf: {name: Ulf Eng}
  eli: {name: Eli Eng, sex: female, relations: [{to: tor, as: father}, {to: una, as: sister}]}
  odd: {name: Odd Eng, sex: male, relations: [{to: tor, as: father}]}
  gro:
    name: Gro Aas
    born: 1800~
    died: 1862-05-01
    roles: [{title: Cook, from: 1820}, {title: Cook, from: 1840}]
  bo: {name: Bo Aas, born: 1800-06-01, died: 1850?}
  una: {name: Una Eng, sex: other, relations: [{to: tor, as: father}]}
events:
  bo-left: {title: Emigration of Bo Aas, kind: emigration, date: 1850, people: {bo: main person, gro: witness}}
  tor-left: {title: Emigration of Tor Eng, kind: emigration, people: {tor: main person}}
  ulf-moved: {title: Emigration of Ulf Eng, kind: emigration, date: 1840, people: {ulf: main person}}
  una-killed: {title: Murder of Una Eng, kind: murder, people: {una: victim, odd: murderer}}
  bo-born: {title: Birth of Bo Aas, date: 1800-06-01, people: {bo: child}}
  bo-gro: {title: Marriage of Bo Aas and Gro Aas, date: 1825-07-01, people: {bo: groom, gro: bride}}
  bo-again: {title: Marriage of Bo Aas, date: 1830, people: {bo: groom}}
  feast: {title: A feast in honour of Bo Aas, date: 1900}
claims:
  ulf-left: {says: Ulf Eng emigrated in 1840., people: [ulf], event: ulf-moved, verdict: unreviewed}
"""

OF_EVENTS = {
    "who emigrated": "tor emigrated; ulf emigrated, 1840; bo emigrated, 1850",
    "who was murdered": "una murdered",
    "did Tor Eng emigrate": "tor-left",
    "did Bo Aas emigrate in 1850": "bo-left",
    "did Bo Aas emigrate in 1851": "",
    "did Gro Aas emigrate": "",
    "was Una Eng murdered": "una-killed",
    "did Una Eng murder": "",
    "was Odd Eng murdered": "",
    "who murdered": "",
}

OF_AGES = {
    "how old was Bo Aas at his coronation": "",
    "how old was Bo Aas at his marriage": "bo 25 (1 Jul 1825); 29 or 30 (1830)",
    "how old was Bo Aas at his wedding": "bo 25 (1 Jul 1825); 29 or 30 (1830)",
    "how old was Bo Aas at the marriage in 1830": "bo 29 or 30 (1830)",
    "how old was Gro Aas at her marriage": "gro about 24 (1 Jul 1825)",
    "how old was Bo Aas when he died": "bo about 49 (perhaps 1850)",
    "how old was Gro Aas when she became a cook": "gro about 19 (1820); about 39 (1840)",
    "how old was Gro Aas when she died": "gro about 61 (1 May 1862)",
    "how old was Bo Aas at the feast": "",
}

OF_KIN = {
    "mother of Nils Vik": "berit mother",
    "godmother of Nils Vik": "",
    "god-mother of Nils Vik": "",
    "motherr of Nils Vik": "",
    "who was the stepmother of Nils Vik": "",
    "when did the godmother of Nils Vik die": "",
    "when did Nils Vik's mother die": "berit",
    "when did Nils Vik's mother-in-law die": "",
    "when did the step mother of Nils Vik die": "",
    "stepmother of Pelle Vik": "inga stepmother",
    "step mother of Nils Vik": "",
    "adopted mother of Nils Vik": "",
    "foster mother of Nils Vik": "",
    "foster mother of Kari Lie": "anna foster mother",
    "half brother of Nils Vik": "",
    "grandmother of Nils Vik": "",
    "great-grandfather of Liv Vik": "ole great-grandparent",
    "who was the great grandmother of Liv Vik": "berit great-grandparent",
    "great-grandparents of Mons Vik": "",
    "great great grandfather of Liv Vik": "",
    "great-grandchildren of Ole Vik": "liv great-grandchild",
    "great-grandsons of Ole Vik": "",
    "great uncle of Liv Vik": "",
    "is Nils Vik the son of Ole Vik": "nils child of Ole Vik, sex unknown",
    "is Inga Rud the mother of Nils Vik": "",
    "was Inga Rud Ole Vik's wife": "inga wife of Ole Vik",
    "was Ole Vik married to Berit Moe": "ole spouse of Berit Moe",
    "was Ole Vik married to Kari Lie": "",
    "is Nils Vik Ole Vik's daughter": "nils child of Ole Vik, sex unknown",
    "is Eli Eng Tor Eng's son": "",
    "who was Eli Eng's husband": "",
    "twin of Nils Vik": "per twin brother",
    "twins of Pelle Vik": "nils sibling",
    "twin of Kari Lie": "",
    "Ole Vik's wives": "inga wife; berit wife",
    "Ole Vik's first wife": "berit wife",
    "second wife of Ole Vik": "inga wife",
    "last wife of Ole Vik": "inga wife",
    "third wife of Ole Vik": "",
    "first husband of Kari Lie": "",
    "second husband of Kari Lie": "lars second husband",
    "first husband of Anna Bru": "",
    "first child of Ole Vik": "",
    "widow of Ole Vik": "inga wife",
    "widow of Pelle Vik": "",
    "widow of Lars Dal": "kari widow",
    "widower of Berit Moe": "ole spouse",
    "widower of Inga Rud": "",
    "who is Nils Vik's mother and father": "berit mother; ole father",
    "father or mother of Nils Vik": "ole father; berit mother",
    "who was the father of the mother of Nils Vik": "",
    "when did the mother and father of Nils Vik die": "",
    "when did Nils Vik's mother and father die": "",
    "who was not a child of Tor Eng": "",
    "who wasn't Nils Vik's mother": "",
    "children of Tor Eng": "eli child; odd child; una child",
    "daughters of Tor Eng": "eli child",
    "sons of Tor Eng": "odd child",
    "brothers and sisters of Eli Eng": "odd sibling; una sister",
    "sons of Ole Vik": "nils child, sex unknown; per child",
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("family") / "family.yaml"
    path.write_text(FAMILY, encoding="utf-8")
    connection = store.build_in_memory(str(path))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", OF_KIN)
def test_relatives_are_those_whom_the_words_mean(question: str, family: sqlite3.Connection) -> None:
    assert answer(ask(family, question)) == OF_KIN[question]


@pytest.mark.parametrize("question", OF_AGES)
def test_age_is_that_at_the_event_that_is_asked_for(question: str, family: sqlite3.Connection) -> None:
    assert answer(ask(family, question)).removeprefix("no how old: feast") == OF_AGES[question]


@pytest.mark.parametrize("question", OF_EVENTS)
def test_all_people_of_a_kind_of_events_answer(question: str, family: sqlite3.Connection) -> None:
    assert answer(ask(family, question)) == OF_EVENTS[question]


PAGES = {
    "parents of Jon Dorn": """\
Parents of Jon Dorn (2)
father  Hans Dorn  hans, 12 Mar 1801 – 3 Nov 1867
mother  Eva Holm  eva, born 1805
""",
    "who were the sons of Karl Lund": """\
The base records no sons of Karl Lund. It has this about it:
person  Karl Lund  lund
""",
    "who was the mayor of Oldby": """\
Karl Lund  lund
Is  Mayor of Oldby, 1 May 1840 –

Claims that state it
∅ unreviewed  Karl Lund became mayor of Oldby.  lund-mayor
""",
    "why did the mill burn down": """\
The base does not say why. It has this about it:

The mill of Oldby burnt down.
Verdict  ∅ unreviewed: nobody has weighed it yet

All evidence on it:
  genden claim mill-burnt
""",
    "how reliable is the parish register": """\
Parish register of Oldby  register
Grade    A completely reliable
Because  The priest was there.
Read     the whole of it was read

Everything about it:
  genden source register
""",
}


@pytest.mark.parametrize("question", PAGES)
def test_answer_as_a_page(question: str, file: Path, genden: Callable[..., Ran]) -> None:
    assert genden("ask", question, base=file).out == PAGES[question]


def test_what_the_base_does_not_say_is_no_answer_for_programs(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "why did the mill burn down", "--format", "json", base=file)
    found = json.loads(ran.out)["ask"]
    assert (ran.code, found["missing"], found["claim"]) == (1, "why", "mill-burnt")
    assert "genden: the base does not say why\n" in ran.err


def test_several_people_in_json(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "parents of Jon Dorn", "--format", "json", base=file)
    found = json.loads(ran.out)["ask"]
    assert (ran.code, found["heading"], found["number"]) == (0, "parents of Jon Dorn", 2)
    assert [(each["id"], each["as"]) for each in found["records"]] == [("hans", "father"), ("eva", "mother")]
    lines = genden("ask", "parents of Jon Dorn", "--format", "jsonl", base=file).out.splitlines()
    assert len(lines) == 1


FOREIGN = {
    "où est mort Jon Dorn": "fr",
    "qui était le maire": "fr",
    "pourquoi Karl Lund a démissionné": "fr",
    "¿cuándo emigró Hans Dorn?": "es",
    "Wo ist Jon Dorn gestorben": "de",
    "perché Karl Lund si è dimesso": "it",
    "kiedy zmarł Jon Dorn": "pl",
    "when did Hans Dorn emigrate": None,
    "did the man of war die": None,
    "who was de la Tour": None,
    "Jon Dorn": None,
    "son of Hans Dorn": None,
}


@pytest.mark.parametrize("question", FOREIGN)
def test_language_of_a_question(question: str) -> None:
    assert question_language(question) == FOREIGN[question]


def test_question_in_another_language_finds_names_alone(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "pourquoi Karl Lund a démissionné", base=file)
    assert (ran.code, ran.out) == (1, "The nearest there is\nperson  Karl Lund  lund\n")
    assert "questions are understood in English, and names in any language" in ran.err


def test_question_in_the_language_of_the_base_is_read(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    claim = "{says: Jean Dorn est mort à Lyon., people: [jean], verdict: unreviewed}"
    path.write_text(
        f"base: {{title: T, language: fr}}\npeople: {{jean: {{name: Jean Dorn}}}}\nclaims: {{mort: {claim}}}\n"
    )
    connection = store.build_in_memory(str(path))
    assert answer(ask(connection, "où est mort Jean Dorn")) == "mort"
    connection.close()
