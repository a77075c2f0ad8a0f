"""Questions: which record comes first, which claim answers, and what is said where none does."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import TESTS
from hypothesis import example, given
from hypothesis import strategies as st

from genden_cli.index import store
from genden_cli.query.search.ask import ask
from genden_cli.query.search.question import read_question
from genden_cli.query.search.search import search
from genden_cli.query.search.short_answer import ShortAnswer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from conftest import Ran

ASKED = TESTS / "asked.yaml"
SHIPPED = TESTS.parent / "facts.yaml"
OTHER_MATTERS = (
    "the weather in Paris",
    "who won the world cup 1998",
    "quantum chromodynamics",
    "how to bake sourdough bread",
    "what is the capital of France",
    "how tall is mount Everest",
    "when did the Titanic sink",
    "price of bitcoin today",
    "who wrote Hamlet",
    "how do vaccines work",
    "best phone under 300 euros",
    "сколько стоит билет на самолёт",
    "今天天气怎么样",
    "wie spät ist es in Tokio",
    "is pineapple allowed on pizza",
    "what is the population of China",
    "stalin height",
    "Choibalsan weather",
    "hotels in Moscow",
    "日本的首都是哪里",
    "население Китая",
    "japanese food",
)


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(ASKED))
    yield connection
    connection.close()


PIECES = [
    "mayor",
    "bridge",
    "桥",
    "мост",
    "托马斯",
    "伦内",
    "?",
    '"',
    "-",
    "OR",
    "1,000",
    "🔥",
    "Rønne",
    "xyzzy",
    "\x00",
]

FIRST = {
    "Did the mayor wreck the bridge?": "claim mayor-broke phrasing",
    "Мэр сломал мост?": "claim mayor-broke phrasing",
    "市长弄坏了桥吗": "claim mayor-broke phrasing",
    "桥是怎么拆毁的？": "claim mayor-broke words",
    "what happened to the bridge": "event collapse phrasing",
    "who was Tomas Ronne?": "person ronne name",
    "托马斯·伦内": "person ronne name",
    "Томас Рённе": "person ronne name",
    "who is Tomas Rone": "person ronne name",
    "how much money did the repair cost": "claim repair-cost words",
    "1000 crowns": "claim repair-cost words",
    "how did Erna Weber die?": "claim weber-drowned words",
    "Эрна Вебер": "person weber name",
    "why was the ferry sold": "claim ferry-sold words",
    "high water": "claim flood-broke words",
    "lodka": "source council words",
    "where are the minutes of the council": "source council phrasing",
    "https://example.org/leaflet": "source leaflet name",
    "mayor-broke": "claim mayor-broke name",
}


@pytest.mark.parametrize("question", FIRST)
def test_the_record_that_answers_comes_first(question: str, base: sqlite3.Connection) -> None:
    hit = search(base, question).hits[0]
    assert f"{hit.kind} {hit.id} {hit.matched}" == FIRST[question]


def test_fields_filter_a_question(base: sqlite3.Connection) -> None:
    found = search(base, "did the flood destroy the bridge? verdict:supported in:claim")
    assert [hit.id for hit in found.hits][:2] == ["flood-broke", "repair-cost"]
    assert all(hit.verdict == "supported" for hit in found.hits)


def test_an_answer_has_verdict_evidence_and_voices(base: sqlite3.Connection) -> None:
    claim = ask(base, "did the mayor break the bridge?").claim
    assert claim is not None
    assert (claim.id, claim.verdict, claim.counts) == ("mayor-broke", "refuted", (0, 2))
    assert [(each.source, each.place, each.reliability, each.credibility) for each in claim.contradicts] == [
        ("council", "folio 12r", "A", "1"),
        ("memoir", "page 88", "B", "3"),
    ]
    assert claim.independent[1].exact
    assert claim.independent[1].voices == 2


def test_answer_as_a_page(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = genden("ask", "did", "the", "mayor", "wreck", "the", "bridge?", base=ASKED)
    assert (ran.code, ran.err) == (0, "")
    golden("ask-100.txt", ran.out)
    golden("ask.json", genden("ask", "did the mayor wreck the bridge", "--format", "json", base=ASKED).out)


@pytest.mark.parametrize("question", OTHER_MATTERS)
@pytest.mark.parametrize("path", [ASKED, SHIPPED], ids=["small", "shipped"])
def test_questions_about_other_matters_are_declined(path: Any, question: str, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, "--format", "json", base=path)
    assert (ran.code, json.loads(ran.out)["ask"]["claim"]) == (1, None)
    assert "genden: nothing in this base answers that\n" in ran.err


def test_a_question_that_nothing_answers_shows_the_nearest(genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "where is Tomas Ronne", base=ASKED)
    assert ran.code == 1
    assert ran.out.startswith("The nearest there is\nperson  Tomas Rønne  ronne\n")
    assert ran.err == "genden: nothing in this base answers that\ntry: genden search Tomas Ronne\n"


RECORDS = {
    "who was Tomas Ronne": ("person", "ronne"),
    "Эрна Вебер": ("person", "weber"),
    "кто такой Томас Рённе?": ("person", "ronne"),
    "Minutes of the council of Łódka": ("source", "council"),
}


@pytest.mark.parametrize("question", RECORDS)
def test_a_question_that_names_one_record_is_answered_by_it(question: str, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, "--format", "json", base=ASKED)
    answer = json.loads(ran.out)["ask"]
    assert ran.code == 0
    assert answer["claim"] is None
    assert (answer["record"]["kind"], answer["record"]["id"]) == RECORDS[question]


def test_the_record_that_is_named_has_its_headline_and_its_command(genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "who was Tomas Ronne", base=ASKED)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Tomas Rønne  ronne\nWho  Mayor of Lotte from 1895.\n"
    lived = genden("ask", "who was choibalsan", base=SHIPPED)
    assert lived.out.splitlines()[0] == "Khorloogiin Choibalsan  choibalsan"
    assert "Life  8 Feb 1895 – 26 Jan 1952" in lived.out


@pytest.mark.parametrize(
    "question",
    ["who are Tomas Ronne and Erna Weber", "when Tomas Ronne", "Tomas Ronne weather", "who was Xerxes Ronne"],
)
def test_a_name_beside_other_matters_is_no_answer(question: str, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, "--format", "json", base=ASKED)
    assert ran.code == 1
    assert "record" not in json.loads(ran.out)["ask"]


QUESTIONS = ("did genden slap stalin", "how did genden die", "who replaced genden as prime minister", "lamas killed")


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_in_json_has_at_most_two_kilobytes(question: str, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, "--format", "json", base=SHIPPED)
    answer = json.loads(ran.out)
    assert len(ran.out.encode()) <= 2_048
    assert answer["base"]["file"] == "facts.yaml"
    assert answer["ask"]["claim"]
    assert answer["ask"]["verdict"]


def test_a_long_question_still_fits(genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "slap " + "x" * 900, "--format", "json", base=SHIPPED)
    assert len(ran.out.encode()) <= 2_048


MISTAKEN = {
    "slap": "did you mean: genden ask slap",
    "did stalin drink": "did you mean: genden ask 'did stalin drink'",
}


@pytest.mark.parametrize("line", MISTAKEN)
def test_words_that_are_no_command_propose_a_question(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split(), base=None)
    assert ran.code == 2
    assert MISTAKEN[line] in ran.err.splitlines()


def _right(connection: sqlite3.Connection, questions: list[dict[str, Any]]) -> float:
    """Return the share of questions with a right record among the first three hits."""
    right = sum(
        not {hit.id for hit in search(connection, each["q"], limit=3).hits}.isdisjoint(map(str, each["any"]))
        for each in questions
    )
    return right / len(questions)


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@example("桥" * 300)
@example("the who " * 200)
def test_any_text_is_a_question(base: sqlite3.Connection, text: str) -> None:
    found = ask(base, text)
    assert found.question == text
    assert found.claim or len(found.nearest) <= 3
    assert ShortAnswer(found, most=1_700, size=lambda values: len(json.dumps(values)))._asdict()


@pytest.mark.parametrize("question", ["did anyone put out the lamp", "who is Tomas Rønne", "xyzzy"])
def test_short_answer_holds_less_the_less_room_there_is(base: sqlite3.Connection, question: str) -> None:
    found = ask(base, question)
    sizes = [
        len(json.dumps(ShortAnswer(found, most=most, size=lambda values: len(json.dumps(values)))._asdict()))
        for most in range(2_000, -1, -50)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@pytest.mark.parametrize("words", [(), ("",), ("?",), ('"', "…")])
def test_question_has_a_word(words: tuple[str, ...], genden: Callable[..., Ran]) -> None:
    ran = genden("ask", *words, base=ASKED)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    "question", ["did Trotsky wreck the bridge", "was the mayor in Paris?", "Hat Trotzki die Brücke"]
)
def test_question_that_names_a_stranger_is_declined(question: str, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, "--format", "json", base=ASKED)
    assert (ran.code, json.loads(ran.out)["ask"]["claim"]) == (1, None)


def test_question_is_not_answered_by_a_claim_about_somebody_else(genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "did Ohm keep the lamp")
    assert (ran.code, ran.out.partition("\n")[0]) == (1, "The nearest there is")


def test_question_that_names_an_event_is_answered_by_its_claims(genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "is it so that Ana Brandt becomes keeper", "--format", "json")
    assert json.loads(ran.out)["ask"]["claim"] == "keeper"


def test_words_that_carry_little_are_not_missed(genden: Callable[..., Ran]) -> None:
    assert genden("ask", "did anyone put out the lamp").err == ""
    assert "anyone" in genden("search", "anyone").err


@pytest.mark.parametrize("words", [("--", "--help"), ("-x",), ("who:ronne",), ('"', "bridge")])
def test_odd_words_are_asked_too(words: tuple[str, ...], genden: Callable[..., Ran]) -> None:
    assert genden("ask", *words, base=ASKED).code in (0, 1)


@pytest.mark.parametrize(("file", "least"), [("questions.yaml", 0.92), ("questions-unseen.yaml", 0.85)])
def test_questions_are_answered_among_the_first_three(file: str, least: float, shipped: sqlite3.Connection) -> None:
    questions = [each for each in yaml.safe_load((TESTS / file).read_text("utf-8")) if "any" in each]
    if not shipped.execute("SELECT 1 FROM word_group").fetchone():
        pytest.skip("the shipped base has no words of its own")
    assert _right(shipped, questions) >= least


def test_most_questions_that_the_bundled_base_does_not_answer_are_declined(shipped: sqlite3.Connection) -> None:
    questions = yaml.safe_load((TESTS / "questions-other.yaml").read_text("utf-8"))
    answered = [(each, found.id) for each in questions if (found := ask(shipped, each).claim)]
    assert len(answered) <= 0.25 * len(questions), answered


LIVES = """
base: {title: Two lives}
people:
  ada: {name: Ada Ruud, born: 1801, died: 1870-05-02}
  bo: {name: Bo Lind, born: "1795~"}
claims:
  ada-born:
    says: Ada Ruud was born in Vik.
    people: [ada]
    kind: life
    verdict: unreviewed
    asked_as: [Where was Ada Ruud born?]
  ada-born-1801:
    says: Ada Ruud was born in 1801.
    people: [ada]
    kind: life
    verdict: unreviewed
  ada-beat-bo:
    says: Ada Ruud beat Bo Lind at chess, and he wished to die.
    people: [ada, bo]
    kind: event
    verdict: unreviewed
  ada-seen:
    says: Ada Ruud was painted by Bo Lind in Oslo.
    people: [ada, bo]
    kind: event
    verdict: unreviewed
"""

LIFE_ANSWERS = {
    "Where was Ada Ruud born?": "claim ada-born",
    "When was Ada Ruud born?": "claim ada-born-1801",
    "in what year was Ada born": "claim ada-born-1801",
    "when did Ada Ruud die?": "person ada",
    "what is the date of Ada's death": "person ada",
    "when was Bo Lind born": "person bo",
    "Wann wurde Bo Lind geboren?": "person bo",
    "when did Bo Lind die": "nothing",
    "when did Bo Lind wish to die": "claim ada-beat-bo",
}


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("lives") / "lives.yaml"
    path.write_text(LIVES, encoding="utf-8")
    connection = store.build_in_memory(str(path))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", LIFE_ANSWERS)
def test_question_for_a_date_of_a_life_is_not_answered_by_a_place(question: str, lives: sqlite3.Connection) -> None:
    found = ask(lives, question)
    record = next(iter(found.records), None)
    kind = "claim" if found.claim else "person" if record else "nothing"
    answer = found.claim or record
    assert (kind + (f" {answer.id}" if answer else "")) == LIFE_ANSWERS[question]


REVERSED = {
    "did Bo Lind beat Ada Ruud at chess?": True,
    "did Bo beat Ada at chess?": True,
    "did Ada Ruud beat Bo Lind at chess?": False,
    "was Bo Lind beaten by Ada Ruud at chess?": False,
    "did Bo Lind get beaten by Ada Ruud at chess?": False,
    "did Bo Lind paint Ada Ruud in Oslo?": False,
}


@pytest.mark.parametrize("question", REVERSED)
def test_claim_with_the_two_names_the_other_way_round_is_said_to_be_so(
    question: str, lives: sqlite3.Connection
) -> None:
    found = ask(lives, question)
    assert found.claim is not None
    assert found.is_reversed is REVERSED[question]


def test_reversed_names_are_remarked(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    path = tmp_path / "lives.yaml"
    path.write_text(LIVES, encoding="utf-8")
    ran = genden("ask", "did Bo Lind beat Ada Ruud at chess?", base=path)
    assert (ran.code, ran.err.splitlines()[:2]) == (
        1,
        ["this claim has the two names the other way round", "genden: the base does not say so"],
    )


NAMES = """
base: {title: Names, language: en}
people: {miller: {name: Jane Miller}, rose: {name: Rose Hunt}, lama: {name: The Living Saint}}
claims:
  mill: {says: Jane Miller lived near the mill., people: [miller], verdict: unreviewed}
  prices: {says: Prices rise., verdict: unreviewed}
"""

NAMED = {
    "who was Miller": {"miller"},
    "did miller's house stand near the mill": {"miller"},
    "where did Rose live": {"rose"},
    "did prices rise at the mill": set(),
    "did they live": set(),
    "is it living": {"lama"},
}


@pytest.mark.parametrize("question", NAMED)
def test_only_the_forms_of_a_name_name_a_person(question: str, tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(NAMES, encoding="utf-8")
    with closing(store.build_in_memory(str(path))) as connection:
        read = read_question(connection, question)
    assert {each.id for term in read.terms for each in term.named} == NAMED[question]


FLOOD = """
base: {title: T, language: en, words: [[flood, high water]]}
people:
  dorj: {name: Дорж}
events:
  fall: {title: The bridge falls, date: 1898-03-14, place: Lotte}
claims:
  flood: {says: A flood destroyed the bridge., event: fall}
  age: {says: Dorj was 35 years old when he spoke., people: [dorj], date: 1935}
"""
ANSWERS = {
    "when did a flood destroy the bridge": "A flood destroyed the bridge.\nWhen     14 Mar 1898\n",
    "where did a flood destroy the bridge": "A flood destroyed the bridge.\nWhere    Lotte\n",
    "did high water destroy the bridge": "A flood destroyed the bridge.\n",
    "did high water break the bridge": "The base does not say so. It has this about it:\n\nA flood ",
    "how old was Dorj when he spoke": "Dorj was 35 years old when he spoke.\n",
    "when did Dorzh speak": "Dorj was 35 years old when he spoke.\n",
    "Did Zzyzx Destroy The Bridge": "The base does not say so. It has this about it:\n\nA flood ",
    "did Zzyzx destroy the bridge": "The nearest there is\n",
    "the br1dge falls": "The nearest there is\n",
    "who is the bridge falls": "The nearest there is\n",
}


@pytest.mark.parametrize("question", ANSWERS)
def test_answer_has_what_the_question_asks_for(question: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(FLOOD, encoding="utf-8")
    assert genden("ask", question, base=base).out.startswith(ANSWERS[question])
