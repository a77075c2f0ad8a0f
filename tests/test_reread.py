"""Records read again from their lines alone, and what a check of a large base holds of it at one time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from weakref import ref

import pytest
import yaml
from conftest import FACTS
from sound import SOUND
from synthetic import facts
from test_check import WRONG

from genden_cli import model
from genden_cli.check import check
from genden_cli.load import records
from genden_cli.reread import place, reread
from genden_cli.rules.survey import CheckedBase
from genden_cli.source.base_text import BaseText
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from genden_cli.parsing.node import Node

SECTIONS = {
    model.Source: Section.SOURCES,
    model.Person: Section.PEOPLE,
    model.Event: Section.EVENTS,
    model.Claim: Section.CLAIMS,
}
CLAIMS = 1_000


def in_braces(text: str) -> str:
    """Return a base as JSON on one line."""
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> object:
    return yaml.load(text, yaml.BaseLoader)


def in_lines_of_braces(text: str) -> str:
    """Return a base as JSON, each key on a line of its own."""
    return json.dumps(_plain(text), ensure_ascii=False, indent=2)


def claims_first(text: str) -> str:
    """Return a base with its last section, the claims, at the beginning."""
    rest, claims = re.split(r"^(?=claims:)", text, flags=re.MULTILINE)
    return claims + rest


def places(node: Node) -> Iterator[object]:
    """Yield the value and the place of each text within a node."""
    yield node.span, node.key_span, node.value if isinstance(node.value, str) else None
    for each in node.value.values() if isinstance(node.value, dict) else node.value or ():
        if not isinstance(node.value, str):
            yield from places(each)


@pytest.mark.parametrize("written", [str, in_braces, in_lines_of_braces, claims_first])
@pytest.mark.parametrize("step", [1, 3])
def test_record_that_is_read_again_is_the_same_at_the_same_place(written: Callable[[str], str], step: int) -> None:
    text = BaseText("facts.yaml", written(FACTS.read_text(encoding="utf-8")).encode())
    held = [each for each in records([text], keep_values=True) if type(each) in SECTIONS][::step]
    again = list(reread({text.path: text}, [place(SECTIONS[type(each)], each) for each in held]))
    assert again == held
    for one, other in zip(again, held, strict=True):
        assert list(places(one.node)) == list(places(other.node))


@pytest.mark.parametrize("row", [row for row in WRONG if row[0].startswith("W")])
def test_warnings_do_not_depend_on_the_order_of_sections(row: tuple[str, ...]) -> None:
    text = SOUND.replace(row[1], row[2].replace("«", "").replace("»", ""))
    assert said_of(text) == said_of(claims_first(text)) != []


def said_of(text: str) -> list[tuple[str, ...]]:
    """Return each problem of a base and its line, without the number of the line."""
    lines = text.split("\n")
    problems = check([BaseText("facts.yaml", text.encode())]).problems
    return sorted((each.code, re.sub(r"line \d+", "", each.message), lines[each.span.line - 1]) for each in problems)


@pytest.mark.parametrize("written", [str, claims_first])
def test_check_holds_a_few_claims_at_a_time(written: Callable[[str], str]) -> None:
    texts = [BaseText("facts.yaml", written("".join(facts(claims=CLAIMS, number=20, seed=3))).encode())]
    survey = CheckedBase(texts)
    seen: list[ref[model.Claim]] = []
    for _ in survey.batches(records(texts, keep_values=True)):
        seen += map(ref, survey.claims.values())
        assert sum(each() is not None for each in seen) < CLAIMS / 2
    assert len(seen) == len(survey.outlines) == CLAIMS
    assert not any(each() for each in seen)
