"""genden as a library: the example in its docstring, and the same answers as the commands."""

from __future__ import annotations

import doctest
import inspect
import json
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TESTS

from genden_cli import api
from genden_cli.output.data import plain
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran

QUESTIONS = {
    "claim put-out": lambda base: base.claim("put-out"),
    "claims": api.FactBase.claims,
    "claims --verdict disputed": lambda base: base.claims(api.ClaimFilter(verdict=(Verdict.DISPUTED,))),
    "event lamp-out": lambda base: base.event("lamp-out"),
    "timeline": api.FactBase.timeline,
    "compare lamp-out": lambda base: base.compare("lamp-out"),
    "person Marsh": lambda base: base.person("Marsh"),
    "people": api.FactBase.people,
    "source log": lambda base: base.source("log"),
    "sources": api.FactBase.sources,
    "gaps": api.FactBase.gaps,
    "stats": api.FactBase.stats,
    "search lamp": lambda base: base.search("lamp"),
}


@pytest.fixture(scope="module")
def base(indexes: object) -> Iterator[api.FactBase]:
    del indexes
    with api.connect(str(FACTS)) as opened:
        yield opened


def test_example_of_the_docstring_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS)
    assert doctest.testmod(api, raise_on_error=True) == (0, 2)


@pytest.mark.parametrize("command", QUESTIONS)
def test_question_has_the_answer_of_the_command(command: str, base: api.FactBase, genden: Callable[..., Ran]) -> None:
    printed = json.loads(genden(*command.split(), "--format", "json").out)
    answer = json.loads(json.dumps(plain(QUESTIONS[command](base))))
    assert answer in printed.values()


def test_ask_finds_the_claim_of_the_command(base: api.FactBase, genden: Callable[..., Ran]) -> None:
    printed = json.loads(genden("ask", "who", "put", "out", "the", "lamp", "--format", "json").out)
    found = base.ask("who put out the lamp").claim
    assert found
    assert {"claim": found.id}.items() <= printed["ask"].items()


def test_every_question_is_tried() -> None:
    questions = {name for name, _ in inspect.getmembers(api.FactBase, inspect.isfunction) if name[0] != "_"}
    assert questions == {"ask", *(command.split()[0] for command in QUESTIONS)}


def test_load_returns_the_records() -> None:
    facts = api.load(str(FACTS))
    assert facts.base.title == "Who put out the lamp of Aldport?"
    assert "put-out" in [each.id for each in facts.claims]


def test_bundled_base_is_the_default() -> None:
    with api.connect() as opened:
        assert len(opened.claims()) == len(api.load().claims) > 0


def test_errors_are_public(base: api.FactBase) -> None:
    with pytest.raises(api.UnknownName):
        base.claim("nobody knows")
    with pytest.raises(api.AmbiguousName):
        base.source("the")
    with pytest.raises(api.Unreadable):
        api.load("/nowhere/facts.yaml")
    with pytest.raises(api.BadBase) as raised:
        api.load(str(TESTS / "article.txt"))
    assert raised.value.problems
