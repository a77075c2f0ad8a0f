"""Questions on method: evidence on one side, what would settle a claim, what links sources, grades, citations."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS

from genden_cli.index import store
from genden_cli.query.method import questions
from genden_cli.query.method.ask import ask
from genden_cli.query.search import saying_answer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

COACH = """
base:
  title: The coach of Varn
  language: en
  lead: A leaflet blames the postman.
  answer: The ledger shows that the letters were delivered.
  examines: [leaflet]
sources:
  leaflet: {title: A leaflet on Kraus, reliability: E, type: article}
  ledger:
    title: Ledger of the post office
    reliability: A
    why: Written every evening.
    read: full
    derived_from: []
    archive: Town archive
  stern: {title: The post in the valley, author: Hilda Stern, reliability: B, derived_from: [ledger], url: "https://e.org/p"}
  gazette: {title: Gazette of Varn, reliability: C, read: excerpt}
  almanac: {title: Almanac of the Alps, reliability: C, derived_from: [ledger]}
  memoir: {title: My life on the road, author: Otto Lenz, reliability: D, read: cited-only}
people:
  kraus: {name: Emil Kraus}
  lenz: {name: Otto Lenz}
events:
  fire: {title: The fire in the depot, date: 1904-05}
claims:
  burned:
    says: Emil Kraus burned the letters of the mayor.
    people: [kraus]
    event: fire
    verdict: refuted
    confidence: high
    because: They were delivered.
    appears_in: [{source: leaflet, at: {paragraph: "2"}, quote: burned every letter}]
    evidence:
      - {source: gazette, stance: supports, credibility: 5, date: 1904-06}
      - {source: memoir, stance: supports, credibility: 5}
      - {source: ledger, stance: contradicts, credibility: 1, at: {folio: 3r}, note: Lists their delivery.}
      - {source: stern, stance: contradicts, credibility: 2, quote: all of them came}
      - {source: almanac, stance: silent, credibility: 2}
  robbed:
    says: Otto Lenz robbed the coach.
    people: [lenz]
    verdict: unproven
    would_settle: [{text: File of the court, where: box 4}, {source: memoir}]
    evidence:
      - {source: gazette, stance: supports, credibility: 3, at: {page: "2"}}
      - {source: stern, stance: silent, credibility: 2, note: Tells of the coach at length.}
"""

PAGES = {
    "what speaks against Otto Lenz robbing the coach": """\
No source of this base speaks against it. 1 source that would have to mention it is silent:

Otto Lenz robbed the coach.  robbed
Verdict  ? unproven
Silent   stern (B2): Tells of the coach at length.

Everything about it:
  genden claim robbed
""",
    "what is the evidence that Emil Kraus did not burn the letters": """\
Emil Kraus burned the letters of the mayor.  burned
Verdict      ✗ refuted
Contradicts  ledger, folio 3r (A1): Lists their delivery.
             stern (B2): “all of them came”
Silent       almanac (C2)

Everything about it:
  genden claim burned
""",
    "what speaks for the robbing of the coach by Lenz": """\
Otto Lenz robbed the coach.  robbed
Verdict   ? unproven
Supports  gazette, page 2 (C3)

Everything about it:
  genden claim robbed
""",
    "did Emil Kraus really burn the letters of the mayor": """\
Emil Kraus burned the letters of the mayor.
Verdict            ✗ refuted
Because            They were delivered.
For (2 items)      1 or 2 independent sources: where they have it from is unknown
                   gazette (C5)
Against (2 items)  1 independent source
                   ledger, folio 3r (A1): Lists their delivery.
Silent (1 item)    expected to mention it
                   almanac (C2)

All evidence on it:
  genden claim burned
""",
    "what would settle the question whether Lenz robbed the coach": """\
Otto Lenz robbed the coach.  robbed
Verdict       unproven
To settle it  File of the court, box 4
              My life on the road

Everything about it:
  genden claim robbed
What would settle other claims:
  genden gaps
""",
    "what is still unknown?": """\
What would settle most claims
1 claim  File of the court, box 4
1 claim  My life on the road

Everything about it:
  genden gaps
""",
    "how many independent sources say that Emil Kraus burned the letters": """\
Emil Kraus burned the letters of the mayor.  burned
Verdict          refuted
For              2 items of evidence, 1 or 2 independent; where they have it from is unknown of all
Against          2 items of evidence, 1 independent
Rests on others  stern on ledger
One voice        ledger and 1 retelling

Who rests on whom:
  genden sources --claim burned --tree
""",
    "which sources are independent of each other": """\
Which of 5 sources rest on others
Rest on no other (1)  ledger
Rest on others (2)    stern and almanac
Unknown (2)           gazette and memoir

Who rests on whom:
  genden sources --tree
""",
    "are Stern and the almanac independent": """\
stern and almanac
Link     Both rest on ledger.
stern    rests on ledger
almanac  rests on ledger

About stern:
  genden source stern
About almanac:
  genden source almanac
Who rests on whom in this base:
  genden sources --tree
""",
    "does the gazette copy the ledger": """\
gazette and ledger
Link     Nothing recorded links them.
         What gazette rests on is unknown.
gazette  what it rests on is unknown
ledger   rests on none of the sources here

About gazette:
  genden source gazette
About ledger:
  genden source ledger
Who rests on whom in this base:
  genden sources --tree
""",
    "how do I cite Hilda Stern?": """\
The post in the valley  stern
Citation  Hilda Stern, The post in the valley, https://e.org/p.

To cite it:
  genden cite stern
""",
    "where can I read The post in the valley": """\
The post in the valley  stern
Address  https://e.org/p

To read it:
  genden open stern
""",
    "where do I find the ledger": """\
Ledger of the post office  ledger
Archive  Town archive

Everything about it:
  genden source ledger
""",
    "is the ledger reliable": """\
Ledger of the post office  ledger
Grade    A completely reliable
Because  Written every evening.
Read     the whole of it was read

Everything about it:
  genden source ledger
""",
    "who wrote the article": """\
A leaflet on Kraus  leaflet
Author  recorded without an author

Everything about it:
  genden source leaflet
""",
    "how much of the article is true": """\
A leaflet on Kraus  leaflet
Claims   1 refuted
Refuted  Emil Kraus burned the letters of the mayor.

What is wrong with it:
  genden read leaflet
""",
    "how sure is it that Otto Lenz robbed the coach": """\
Otto Lenz robbed the coach.  robbed
Verdict      unproven
Confidence   none is recorded
Sources say  no date of their own

Everything about it:
  genden claim robbed
""",
    "how sure is the date of the fire in the depot": """\
The fire in the depot  fire
Date         May 1904
Sources say  Jun 1904: gazette

Everything about it:
  genden event fire
""",
    "which sources have not been read": """\
Sources not read (1)
Not read      My life on the road  memoir
Read in part  1 source
Read whole    3 sources

What unread documents would settle:
  genden gaps
All sources:
  genden sources --all
""",
    "what is this story about?": """\
The coach of Varn
Lead    A leaflet blames the postman.
Answer  The ledger shows that the letters were delivered.
Claim   Emil Kraus burned the letters of the mayor. refuted

The evidence on its main claim:
  genden claim burned
A scorecard of the base:
  genden stats
""",
}

KINDS = {
    "what contradicts that Emil Kraus burned the letters": "genden claim burned",
    "is there anything that speaks against the robbing of the coach": "genden claim robbed",
    "what evidence is there that Lenz robbed the coach": "genden claim robbed",
    "what confirms that Lenz robbed the coach": "genden claim robbed",
    "what don't we know about the robbing of the coach": "genden claim robbed",
    "what evidence is missing": "genden gaps",
    "is Stern independent of the ledger": "genden source stern",
    "is Stern based on the ledger": "genden source stern",
    "do the almanac and Stern rest on the same source": "genden source almanac",
    "cite the ledger": "genden cite ledger",
    "how do I cite burned": "genden cite --claim burned",
    "where is the ledger kept": "genden source ledger",
    "why is the gazette graded C": "genden source gazette",
    "can I trust Hilda Stern": "genden source stern",
    "has the memoir been read": "genden source memoir",
    "who is the author of The post in the valley": "genden source stern",
    "is the leaflet true": "genden read leaflet",
    "how certain are we that Lenz robbed the coach": "genden claim robbed",
    "what is the answer": "genden claim burned",
    "who speaks for the robbing of the coach": "genden claim robbed",
    "why should I believe that Lenz robbed the coach": "genden claim robbed",
    "what speaks against it": "genden claim burned",
    "how sure are you": "genden claim burned",
    "who is the author": "genden source leaflet",
    "what is true": "genden read leaflet",
    "which sources does Stern use": "genden source stern --all",
    "what does the gazette rest on": "genden source gazette --all",
    "which source is the most reliable": "genden sources",
    "what should I read next": "genden gaps",
    "how many sources are there": "genden sources --tree",
    "where can I find the almanac": "genden source almanac",
}

OTHERS = (
    "did Emil Kraus use the ledger",
    "is the robbing true",
    "does Emil Kraus follow Otto Lenz",
    "who wrote Hamlet",
    "is Otto Kraus reliable",
    "what is the fire about",
)


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


@pytest.mark.parametrize("question", PAGES)
def test_answer_as_a_page(question: str, file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, base=file)
    page = re.sub(r"^(Verdict +✗ refuted): .*", r"\1", ran.out, flags=re.MULTILINE)  # what it means is told elsewhere
    assert (page, ran.code, ran.err) == (PAGES[question], 0, "")


@pytest.mark.parametrize("question", KINDS)
def test_command_that_has_the_answer_is_named(question: str, file: Path, genden: Callable[..., Ran]) -> None:
    lines = genden("ask", question, base=file).out.splitlines()
    assert [line.strip() for line in lines if line.startswith("  genden ")][:1] == [KINDS[question]]


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_not_of_method(question: str, coach: sqlite3.Connection) -> None:
    found = ask(coach, question)
    assert (found.extract, found.sayings) == (None, ())


def test_every_named_command_works(file: Path, genden: Callable[..., Ran]) -> None:
    named = {line.strip() for page in PAGES.values() for line in page.splitlines() if line.startswith("  genden ")}
    for command in sorted(named):
        ran = genden(*shlex.split(command)[1:], *(["--print"] if " open " in command else []), base=file)
        assert (ran.code, command) == (0, command)


def test_gap_of_a_claim_is_no_answer(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "what would settle whether Kraus burned the letters", base=file)
    assert ran.code == 1
    assert ran.out.startswith("The base does not say which document would settle it. It has this about it:\n")


def test_method_as_data(file: Path, genden: Callable[..., Ran]) -> None:
    found = json.loads(genden("ask", "is the ledger reliable", "--format", "json", base=file).out)["ask"]
    assert found == {
        "question": "is the ledger reliable",
        "claim": None,
        "title": "Ledger of the post office",
        "id": "ledger",
        "rows": [
            {"label": "Grade", "text": "A completely reliable"},
            {"label": "Because", "text": "Written every evening."},
            {"label": "Read", "text": "the whole of it was read"},
        ],
        "commands": ["genden source ledger"],
    }
    ran = genden("ask", "is the ledger reliable", "--format", "plain", base=file)
    assert ran.out.startswith("\tLedger of the post office\t\t\tGrade A completely reliable; Because Written")


def test_silent_sources_compete_as_the_best(coach: sqlite3.Connection) -> None:
    best = ask(coach, "which source is best for the robbing of the coach").records
    assert [(each.id, each.as_) for each in best] == [("stern", "silent"), ("gazette", "supports")]


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_answer_fits_a_screen(width: int, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for question in ("did Ana Brandt put out the lamp", "what speaks against Ana Brandt putting out the lamp"):
        assert len(genden("ask", question, base=TESTS / "facts.yaml").out.splitlines()) <= 24


EXAMPLES = ["facts.yaml", "asked.yaml", "telephone.yaml", "people.yaml"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_proposed_question_is_answered(name: str, genden: Callable[..., Ran]) -> None:
    (line,) = (each for each in genden(base=TESTS / name).out.splitlines() if each.startswith("  genden ask "))
    command = line.split("  a question")[0].strip()
    assert genden(*command.split()[1:], base=TESTS / name).code == 0
    assert f"for example: {command}\n" in genden("ask", "?", base=TESTS / name).err


def test_no_question_is_proposed_on_an_empty_base(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("base: {title: Nothing yet}\n", encoding="utf-8")
    assert "genden ask" not in genden(base=path).out
    assert genden("ask", "?", base=path).err == "genden: a question has at least one word\n"


def test_search_is_proposed_only_if_it_finds_every_word(file: Path, genden: Callable[..., Ran]) -> None:
    assert genden("ask", "where is Otto Lenz", base=file).err.endswith("\ntry: genden search Otto Lenz\n")
    ran = genden("ask", "how tall is the Eiffel tower", base=file)
    assert ran.err.endswith("\nsee genden help search for the questions that are understood\n")


FIRST_WORDS = "what which who whom whose how is are was were do does did can should may why where has have cite".split()


@pytest.mark.parametrize("question", [*PAGES, *KINDS, *OTHERS])
def test_the_first_words_of_a_form_are_all_with_which_it_begins(question: str) -> None:
    _, space, rest = question.strip(" ?!.").partition(" ")
    forms = (*(form for forms in questions.FORMS.values() for form in forms), *saying_answer.FORMS)
    for word in FIRST_WORDS:
        for begins, pattern in forms:
            if re.fullmatch(pattern, f"{word}{space}{rest}", re.IGNORECASE):
                assert word in begins.split(), pattern
