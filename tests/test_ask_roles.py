"""Questions for yes or no, and for who did it, are answered only by a sentence with the same people in their roles."""

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

VOYAGE = """
base: {title: The last voyage of the Petrel, language: en, words: [[drunk, drunken, rum], [kill, shoot, shot]]}
people:
  hale: {name: Jon Hale, roles: [{title: Captain of the Petrel}]}
  dunn: {name: Will Dunn}
  pryce: {name: Ed Pryce}
  okoro: {name: Sam Okoro}
  tui: {name: Tui}
claims:
  rum: {says: Captain Hale was known for his rum., people: [hale], verdict: unreviewed, asked_as: [Hale and rum]}
  drunk: {says: Hale was drunk on the day of the storm., people: [hale], verdict: unreviewed}
  priests: {says: Hale had three priests and a drunken cook put ashore., people: [hale], verdict: unreviewed}
  shot: {says: Ed Pryce shot Captain Hale., people: [pryce, hale], verdict: disputed, because: Two accounts differ.,
    asked_as: [Did Pryce shoot Hale?]}
  flogged: {says: Hale had Will Dunn flogged twice., people: [hale, dunn], verdict: unreviewed}
  hanged: {says: Ed Pryce was tried and later hanged., people: [pryce], verdict: unreviewed}
  dismissed: {says: Sam Okoro was dismissed by Will Dunn., people: [okoro, dunn], verdict: unreviewed}
  no-gold: {says: The log mentions no gold., verdict: unreviewed}
  feast: {says: Hale ate with Tui on the beach., people: [hale, tui], verdict: unreviewed}
  mate: {says: Ed Pryce became first mate of the Petrel., people: [pryce], verdict: unreviewed}
"""

YES_OR_NO = {
    "was Hale drunk": "drunk",
    "was Hale a priest": "no so: priests",
    "was Hale a cook": "no so: priests",
    "was Pryce drunk": "",
    "is it true that Hale was drunk": "drunk",
    "did Pryce shoot Hale": "shot",
    "didn't Pryce shoot Hale": "shot",
    "did Hale shoot Pryce": "no so: shot",
    "did Pryce shoot Dunn": "no so: shot",
    "did Pryce shoot Hale in the head": "no so: shot",
    "is it true that Hale shot Pryce": "no so: shot",
    "was Hale shot": "shot",
    "was Pryce shot": "no so: shot",
    "was Hale shot by Pryce": "shot",
    "was Dunn flogged": "flogged",
    "did Dunn shoot Hale": "no so: shot",
    "did Hale mention gold": "",
    "was Hale flogged": "no so: flogged",
    "was Pryce hanged": "hanged",
    "did Dunn dismiss Okoro": "dismissed",
    "did Okoro dismiss Dunn": "no so: dismissed",
    "was Okoro dismissed": "dismissed",
    "was Dunn dismissed": "no so: dismissed",
    "did Tui see the feast": "",
    "did anybody see Hale shot": "no so: shot",
    "was Hale's cook drunk": "no so: priests",
    "was Hale on the beach": "feast",
    "was Dunn on the beach": "",
    "did Hale put the priests ashore": "priests",
    "did Tui put out the lamp": "",
    "has Pryce been first mate": "mate",
    "was Pryce the last mate": "no so: mate",
}

WHO = {
    "who shot Hale": "shot",
    "who killed Hale": "shot",
    "who hanged Pryce": "no who: hanged",
    "who shot Pryce": "no who: shot",
    "who flogged Dunn": "flogged",
    "who dismissed Okoro": "dismissed",
    "who dismissed Dunn": "no who: dismissed",
    "who saw Hale drunk on the day of the storm": "no who: drunk",
    "who ate without Tui": "no who: feast",
    "who was not hanged": "no who: hanged",
    "who ate with Hale on the beach": "feast",
    "who was with Pryce when he was tried": "",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("voyage") / "voyage.yaml"
    path.write_text(VOYAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def voyage(file: Path) -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(file))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", YES_OR_NO)
def test_question_for_yes_or_no_needs_a_sentence_that_says_so(question: str, voyage: sqlite3.Connection) -> None:
    assert answer(ask(voyage, question)) == YES_OR_NO[question]


@pytest.mark.parametrize("question", WHO)
def test_question_for_who_did_it_needs_somebody_who_did_it(question: str, voyage: sqlite3.Connection) -> None:
    assert answer(ask(voyage, question)) == WHO[question]


DIFFERS = {
    "did Pryce not shoot Hale": True,
    "did Pryce shoot Hale": False,
    "didn't Pryce shoot Hale": False,
    "does the log mention gold": True,
    "does the log mention no gold": False,
    "who shot Hale": False,
    "is it false that Pryce shot Hale": True,
    "is it true that Pryce shot Hale": False,
}


@pytest.mark.parametrize("question", DIFFERS)
def test_only_one_of_question_and_claim_says_not(question: str, file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", question, base=file)
    assert ("the question asks for the opposite of this claim" in ran.err) is DIFFERS[question]


LODE = """
base: {title: T, language: en}
people:
  lode: {name: Ana Lode}
claims:
  shot: {says: Ana Lode was executed on 3 May 1912., asked_as: [did Ana Lode die], people: [lode]}
"""
LODE += "".join(f"  song-{n}: {{says: Ana Lode wrote song {n} in 1910., people: [lode]}}\n" for n in range(200))


@pytest.mark.parametrize("year", ["1910", "1999"])
def test_phrasing_of_another_year_is_no_answer(year: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "lode.yaml"
    base.write_text(LODE, encoding="utf-8")
    ran = genden("ask", f"did Ana Lode die in {year}", base=base)
    assert (ran.code, "does not say so" in ran.err) == (1, True)
