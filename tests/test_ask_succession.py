"""Questions for who had an office next or before, in any words."""

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

POST = """
base: {title: The post office of Varn, language: en}
people:
  brandt: {name: Olga Brandt, roles: [{title: Postmaster of Varn, from: 1890, to: 1902}]}
  kraus:
    name: Emil Kraus
    roles: [{title: Postmaster of Varn (first term), from: 1902, to: 1905}, {title: Mayor of Varn, from: 1912}]
  weiss: {name: Nora Weiss, roles: [{title: Postmaster of Varn, from: 1905, to: 1925}, {title: Singer}]}
  stahl: {name: Max Stahl, roles: [{title: Deputy postmaster of Varn, from: 1903}, {title: Mayor of Varn, to: 1911}]}
  lenz: {name: Otto Lenz, relations: [{to: haas, as: successor as coachman, claims: [coachman]}]}
  haas: {name: Ina Haas, relations: [{to: roth, as: predecessor of the other line}]}
  roth: {name: Udo Roth}
  adam: {name: Jan Adam}
  blum: {name: Lea Blum}
claims:
  coachman: {says: Ina Haas became coachman., people: [haas], verdict: unreviewed}
  adam-after: {says: Lea Blum succeeded Jan Adam as clerk., people: [adam, blum], verdict: unreviewed}
  followed: {says: Ina Haas followed Udo Roth into the wood., people: [haas, roth], verdict: unreviewed}
"""

NEXT = {
    "who took over after Olga Brandt": "kraus Postmaster of Varn (first term), 1902 – 1905",
    "who came after Olga Brandt as postmaster": "kraus Postmaster of Varn (first term), 1902 – 1905",
    "who replaced Emil Kraus": "weiss Postmaster of Varn, 1905 – 1925",
    "who was Emil Kraus's successor as postmaster": "weiss Postmaster of Varn, 1905 – 1925",
    "who followed Max Stahl": "kraus Mayor of Varn, 1912 –",
    "who followed Max Stahl as mayor": "kraus Mayor of Varn, 1912 –",
    "who came before Emil Kraus": "brandt Postmaster of Varn, 1890 – 1902; stahl Mayor of Varn, ? – 1911",
    "who preceded Emil Kraus as mayor": "stahl Mayor of Varn, ? – 1911",
    "whom did Nora Weiss replace": "kraus Postmaster of Varn (first term), 1902 – 1905",
    "who was replaced by Nora Weiss?": "kraus Postmaster of Varn (first term), 1902 – 1905",
    "who succeeded Otto Lenz": "haas successor as coachman",
    "who took over from Otto Lenz as coachman": "haas successor as coachman",
    "who came before Ina Haas": "roth predecessor of the other line; lenz predecessor",
    "who succeeded Udo Roth": "haas successor",
    "who replaced Jan Adam": "adam-after",
    "who took over after Jan Adam as clerk": "adam-after",
    "who followed Udo Roth into the wood": "followed",
    "who came after Nora Weiss": "",
    "who replaced Olga Brandt as mayor": "",
    "who came after the siege": "",
    "who was postmaster after Olga Brandt": "kraus Postmaster of Varn (first term), 1902 – 1905",
    "which mayor came before Emil Kraus": "stahl Mayor of Varn, ? – 1911",
    "who was in the wood after Udo Roth": "followed",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("post") / "post.yaml"
    path.write_text(POST, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def post(file: Path) -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(file))
    yield connection
    connection.close()


@pytest.mark.parametrize("question", NEXT)
def test_the_next_holder_of_an_office_answers(question: str, post: sqlite3.Connection) -> None:
    assert answer(ask(post, question)) == NEXT[question]


def test_successor_whom_the_base_does_not_record(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "who came after Nora Weiss", base=file)
    said = "records no successor of Nora Weiss"
    assert (ran.code, ran.out) == (1, f"The base {said}. It has this about it:\nperson  Nora Weiss  weiss\n")
    assert ran.err.startswith(f"genden: the base {said}\n")


def test_next_holders_of_several_offices_as_a_page(file: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("ask", "who came before Emil Kraus", base=file)
    assert ran.out.splitlines() == [
        "Last recorded in office before Emil Kraus (2)",
        "Postmaster of Varn, 1890 – 1902  Olga Brandt  brandt",
        "Mayor of Varn, ? – 1911          Max Stahl  stahl",
    ]
