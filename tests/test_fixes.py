"""Fixes: a problem whose remedy is certain carries an edit, and the edit removes the problem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sound import SOUND, edited, found
from test_check import WRONG as SNIPPETS
from wrong_bases import WRONG as BASES

from genden_cli.check import check
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    from genden_cli.diagnostics.problem import Fix, Problem

BASE = "base: {title: T}\n"

# What the base has, what stands there instead, and what the fix makes of it.
FIXED = [
    ("author: J. Reis", "autor: J. Reis", "author: J. Reis"),
    ("{to: marsh,", "{to: marhs,", "{to: marsh,"),
    ("{to: marsh,", "{to: 'marhs',", "{to: marsh,"),
    ("verdict: disputed", "verdict: disputd", "verdict: disputed"),
    ("{folio: 31r}", "{foilo: 31r}", "{folio: 31r}"),
    ("contradicts: [storm]", "contradict: [storm]", "contradicts: [storm]"),
    ("url: https://example.org/log", "url: example.org/log", "url: https://example.org/log"),
    ("url: https://example.org/log", "url: https://example.org/a log,1", 'url: "https://example.org/a%20log,1"'),
    ("language: nl", "language: de_AT", "language: de-AT"),
    ("issued: 1955", "issued: 31.12.1955", "issued: 1955-12-31"),
    ("issued: 1955", "issued: 'circa 1955'", "issued: 1955~"),
    ("issued: 1955", "issued: 1954 or 1955", 'issued: "[1954,1955]"'),
    ("issued: 1955", "issued: [1954, 1955]", 'issued: "[1954,1955]"'),
    ("sources:\n", "source:\n", "sources:\n"),
    ("{folio: 31r}", "fol. 31r", "{folio: 31r}"),
    ("tags: [lamp]", "tags: lamp", "tags: [lamp]"),
    ("tags: [lamp]", "tags: lamp, storm", "tags: [lamp, storm]"),
    ("verdict: disputed", "verdict: DISPUTED", "verdict: disputed"),
    ("reliability: C", "reliability: c", "reliability: C"),
    ("contradicts: [storm]", "contradicts: [gale]", "contradicts: [storm]"),
    ("tags: [lamp]", "tags: [lamp, a, 'lamp', b]", "tags: [lamp, a, b]"),
    ("tags: [lamp]", "tags: [lamp , lamp ]", "tags: [lamp ]"),
    ("was: [gale]", "was: [dark]", "was: []"),
    ("was: [gale]", "was: [dark, gale]", "was: [gale]"),
    ("says: A storm put", "says: A st\u00adorm\u200b put", "says: A storm put"),
    ("name: Tobias Marsh", "name: To\ufb01as Marsh", "name: Tofias Marsh"),
    ("    date: 1788-12-31/1789-01-01\n", "    date: 1788-12-31\n", ""),
    ("title: Letters to a sister", "title: Letters: to a sister", 'title: "Letters: to a sister"'),
    ("place: Lamp House", 'place: The house: "Lamp"', 'place: "The house: \\"Lamp\\""'),
    ("place: Lamp House", "place: House:", 'place: "House:"'),
]

# What stands there instead, where no edit is certain: another word, several near words, a text in lines.
UNFIXED = [
    ("verdict: disputed", "verdict: contested"),
    ("{to: marsh,", "{to: mash-2,"),
    ("author: J. Reis", "author: J. Reis\n    autor: J. Reis"),
    ("issued: 1955", "issued: 12/11/1955"),
    ("issued: 1955", "issued: >-\n      31.12.1955"),
    ("tags: [lamp]", "tags: [Lamp]"),
    ("place: Lamp House", "place: [Lamp House]"),
    ("{folio: 31r}", "31"),
    ("{folio: 31r}", "n. 31"),
    ("tags: [lamp]", "tags:\n      - lamp\n      - lamp"),
    ("was: [gale]", "was:\n      - dark"),
    ("    date: 1788-12-31/1789-01-01\n", "    date: 1788-12-31  # so they say\n"),
    ("name: Tobias Marsh", 'name: "To\\ufb01as Marsh"'),
    ("place: Lamp House", "place: Lamp House about: The house"),
    ("place: Lamp House", "place: Lamp: House  # why"),
    ("place: Lamp House", "place: Lamp: House\n      and more"),
    ("place: Lamp House", "plaace: Lamp: House"),
]


def applied(text: str, fix: Fix) -> str:
    """Return a file after an edit."""
    lines = text.split("\n")
    span = fix.span
    before = [*lines[: span.line - 1], lines[span.line - 1][: span.column - 1]]
    after = [lines[span.end_line - 1][span.end_column - 1 :], *lines[span.end_line :]]
    return "\n".join(before) + fix.replacement + "\n".join(after)


def fixes(text: str) -> list[Fix]:
    return [each.fix for each in found(text) if each.fix]


@pytest.mark.parametrize(("old", "new", "right"), FIXED)
def test_fix_writes_what_the_remedy_says(old: str, new: str, right: str) -> None:
    first, *_ = fixes(edited(old, new))
    assert applied(edited(old, new), first) == edited(old, right)


@pytest.mark.parametrize(("old", "new"), UNFIXED)
def test_uncertain_remedy_has_no_fix(old: str, new: str) -> None:
    assert fixes(edited(old, new)) == []


def test_errors_behind_an_error_of_the_syntax_undo_no_fix(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    text = edited("title: Letters to a sister", "title: Letters: to a sister").replace("place: Lamp", "place: At: Lamp")
    base.write_text(text.replace("verdict: disputed", "verdict: contested\n    people: [nobody]"), encoding="utf-8")
    title, place = (text[: text.index(each)].count("\n") + 1 for each in ("title: Letters:", "place: At"))
    ran = genden("check", "--fix", str(base))
    assert ran.err.startswith(
        f'{base}:{title}: colon inside an unquoted text: now "Letters: to a sister"\n'
        f'{base}:{place}: colon inside an unquoted text: now "At: Lamp House"\n'
        f"{base}: 2 problems fixed\n"
    )
    assert "duplicate key" in ran.out


def test_every_fix_is_listed(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    claims = "".join(f"  c{number}: {{says: S{number}., tags: [a, a], verdict: opinoin}}\n" for number in range(30))
    base.write_text(f"{BASE}claims:\n{claims}", encoding="utf-8")
    first, second, *_, left, count, _ = genden("check", "--fix", str(base)).err.splitlines()
    assert first == f"{base}:3: 'a' is listed twice: removed"
    assert second == f"{base}:3: unknown verdict 'opinoin': now opinion"
    assert (left, count) == ("… and 10 more", f"{base}: 60 problems fixed")
    base.write_text(f"{BASE}claims:\n{claims}", encoding="utf-8")
    assert genden("check", "--fix", "--all", str(base)).err.count("now opinion\n") == 30


def test_near_words_that_are_equally_near_have_no_fix() -> None:
    people = "people: {marta: {name: A}, marti: {name: B}}\n"
    claims = "claims: {c: {says: S, people: [martu]}}\n"
    assert fixes(BASE + people + claims) == []
    assert [each.replacement for each in fixes(BASE + people.replace("marti", "anna") + claims)] == ["marta"]


def test_misspelt_id_is_fixed_where_it_is_defined() -> None:
    claims = "claims:\n  c: {says: S, people: [marsh]}\n  d: {says: T, people: [marsh]}\n"
    (problem,) = found(f"{BASE}people: {{mrash: {{name: M}}}}\n{claims}")
    assert [label.span.line for label in problem.related] == [4, 5]
    assert problem.fix is not None
    assert (problem.fix.span, problem.fix.replacement) == (problem.span, "marsh")


def wrong_files() -> list[str]:
    """Return all wrong bases of the tests that are text."""
    texts = [SOUND.replace(row[1], row[2].replace("«", "").replace("»", "")) for row in SNIPPETS]
    return texts + [each.base for each in BASES if isinstance(each.base, str)]


def messages(problems: list[Problem] | tuple[Problem, ...]) -> Counter[str]:
    return Counter(f"{each.code} {each.message}" for each in problems)


def test_every_fix_of_a_wrong_base_removes_its_problem() -> None:
    count = 0
    for text in wrong_files():
        before = check([BaseText("f", text.encode("utf-8", "surrogateescape"))]).problems
        for problem in before:
            if problem.fix and problem.severity == "error":
                after = check([BaseText("f", applied(text, problem.fix).encode())]).problems
                left = messages([each for each in after if each.severity == "error"])
                key = f"{problem.code} {problem.message}"
                assert left[key] < messages(before)[key], (text, problem)
                count += 1
    assert count >= 20
