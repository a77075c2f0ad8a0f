"""A fact base made of several files: every problem knows its file, in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sound import SOUND

from genden_cli.check import CheckResult, check
from genden_cli.diagnostics import github as github_format
from genden_cli.diagnostics import json as json_format
from genden_cli.diagnostics import sarif as sarif_format
from genden_cli.diagnostics import text as text_format
from genden_cli.errors import BadBase
from genden_cli.load import load, records
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = """\
base: {title: The lamp, examines: [pamphlet]}
sources:
  pamphlet: {title: The Night Without a Lamp, reliability: Z}
people:
  brandt: {name: Ana Brandt}
"""
REST = """\
people:
  marsh: {name: Tobias Marsh}
  brandt: {name: Anna Brandt}
base: {title: The lamp again}
claims:
  put-out: {says: Ana Brandt put out the lamp., people: [brandt, mrash, marsh, marsh]}
"""


def texts(*files: str) -> list[BaseText]:
    """Return files, named a.yaml, b.yaml and so on."""
    return [BaseText(f"{name}.yaml", text.encode()) for name, text in zip("abc", files, strict=False)]


def split(text: str) -> tuple[str, str]:
    """Return a base as two files: the claims, and the rest."""
    at = text.index("\nclaims:\n") + 1
    return text[at:], text[:at]


def test_problems_of_several_files_are_sorted_by_file_and_place() -> None:
    with pytest.raises(BadBase) as raised:
        load(texts(HEAD, REST))
    assert [(each.span.file, each.span.line, each.code) for each in raised.value.problems] == [
        ("a.yaml", 3, "E016"),
        ("b.yaml", 3, "E006"),
        ("b.yaml", 4, "E006"),
        ("b.yaml", 6, "E014"),
        ("b.yaml", 6, "E024"),
    ]
    assert str(raised.value) == "a.yaml, b.yaml has 5 errors"


def test_references_resolve_from_file_to_file() -> None:
    facts = load(texts(*split(SOUND)))
    whole = load(texts(SOUND))
    assert facts == whole
    assert {each.node.file for each in facts.claims} == {"a.yaml"}
    assert {each.node.file for each in facts.sources} == {"b.yaml"}
    assert len(list(records(texts(*split(SOUND))))) == len(list(records(texts(SOUND))))


def test_sound_base_of_two_files_has_no_problem() -> None:
    assert check(texts(*split(SOUND))).problems == ()


# What is wrong in one file of the base, and the problem in the other form of it.
WARNINGS = [
    ("says: A storm put out the lamp.", "says: Did a storm put out the lamp?", "W254"),
    ("because: The log has", "because: The infamous log has", "W252"),
    ("place: Lamp House", "place: TODO", "W280"),
    ("name: Tobias Marsh", "name: Anna BRÄNDT", "W239"),
    ("died: 1829-04-11", "died: 1929-04-11", "W221"),
]


@pytest.mark.parametrize(("old", "new", "code"), WARNINGS)
def test_warning_is_in_the_file_of_its_text(old: str, new: str, code: str) -> None:
    files = split(SOUND.replace(old, new))
    (problem,) = check(texts(*files)).problems
    name = "a.yaml" if new in files[0] else "b.yaml"
    assert (problem.code, problem.span.file) == (code, name)
    line = files[name != "a.yaml"].split("\n")[problem.span.line - 1]
    assert line[problem.span.column - 1 : problem.span.end_column - 1] in new


def test_suppression_counts_for_its_own_file_only() -> None:
    claims, rest = split(SOUND.replace("says: A storm put out the lamp.", "says: Did a storm put out the lamp?"))
    line = claims.split("\n").index("    says: Did a storm put out the lamp?")
    comment = "  # genden: ignore W254 because it asks"
    suppressed = claims.replace("says: Did a storm put out the lamp?", f"says: Did a storm put out the lamp?{comment}")
    assert check(texts(suppressed, rest)).problems == ()
    lines = rest.split("\n")
    lines[line] += comment
    found = check(texts(claims, "\n".join(lines))).problems
    assert [(each.code, each.span.file) for each in found] == [("W254", "a.yaml"), ("W291", "b.yaml")]


def broken() -> CheckResult:
    """Return the problems of two files that refer to each other."""
    return check(texts(HEAD, REST))


def test_text_shows_the_lines_of_each_file(golden: Callable[[str, str], None]) -> None:
    golden("related.text", "".join(f"{line}\n" for line in text_format.text([broken()])))


def test_json_has_the_file_of_every_position() -> None:
    document = json.loads("\n".join(json_format.json([broken()])))
    assert document["files"] == [
        {"file": "a.yaml", "mistakes": 1, "warnings": 0},
        {"file": "b.yaml", "mistakes": 4, "warnings": 0},
    ]
    _, person, base, claim, twice = document["problems"]
    place = {"file": "a.yaml", "line": 5, "column": 3, "end_line": 5, "end_column": 9}
    assert person["related"] == [{**place, "message": "the first is here"}]
    assert (base["file"], base["related"][0]["file"]) == ("b.yaml", "a.yaml")
    fix = {"file": "b.yaml", "line": 6, "column": 66, "end_line": 6, "end_column": 71, "replacement": "marsh"}
    assert (claim["related"], claim["fix"]) == ([], fix)
    removal = {"file": "b.yaml", "line": 6, "column": 78, "end_line": 6, "end_column": 85, "replacement": ""}
    assert (twice["related"][0]["column"], twice["fix"]) == (73, removal)


def test_github_names_related_places_below_the_remedy() -> None:
    _, person, *_ = github_format.github([broken()])
    assert person == (
        "::error file=b.yaml,line=3,endLine=3,col=3,title=E006::duplicate key 'brandt'"
        "%0Aremove one or merge them; the first is in a.yaml on line 5%0Aa.yaml:5:3: the first is here"
    )


def test_sarif_has_related_locations_and_fixes() -> None:
    log = json.loads("\n".join(sarif_format.sarif([broken()])))
    _, person, _, claim, _ = log["runs"][0]["results"]
    (related,) = person["relatedLocations"]
    assert (related["id"], related["message"]) == (1, {"text": "the first is here"})
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "a.yaml"}
    (fix,) = claim["fixes"]
    (change,) = fix["artifactChanges"]
    region = {"startLine": 6, "startColumn": 66, "endLine": 6, "endColumn": 71}
    assert change == {
        "artifactLocation": {"uri": "b.yaml"},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "marsh"}}],
    }
