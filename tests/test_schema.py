"""The JSON Schema and the loader agree, in both directions, and real validators take it."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import FACTS, TESTS
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from genden_cli import __version__, words
from genden_cli.errors import BadBase
from genden_cli.json_schema import json_schema
from genden_cli.load import load
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

BEYOND = {"E014", "E017", "E022"}
"""What a schema cannot see: references, the calendar, circles."""

PLAIN = yaml.load(FACTS.read_text(encoding="utf-8"), yaml.BaseLoader)
VALIDATOR = Draft7Validator(json_schema())


def codes(base: Any) -> set[str]:
    """Return the codes of what the loader finds wrong with a base."""
    try:
        load([BaseText("facts.yaml", yaml.safe_dump(base, allow_unicode=True).encode())])
    except BadBase as error:
        return {problem.code for problem in error.problems}
    return set()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in a base."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


PLACES = sorted((place for place in places(PLAIN) if place), key=str)
VALUES = [
    "",
    " ",
    "text",
    "two\nlines",
    "one two three four five six seven eight nine ten eleven twelve thirteen",
    "https://example.org/a",
    "https://example.org/a b",
    "en",
    "not-a-language-tag",
    "A",
    "supported",
    "1935",
    "1935-12-30/..",
    "31.12.1935",
    "Upper Case",
    [],
    ["brandt"],
    [[]],
    {},
    {"page": "1"},
    {"pages": "1"},
    {"title": "t"},
]


@given(place=st.sampled_from(PLACES), value=st.sampled_from(VALUES))
def test_what_one_accepts_the_other_accepts(place: tuple[Any, ...], value: Any) -> None:
    base = deepcopy(PLAIN)
    parent = base
    for key in place[:-1]:
        parent = parent[key]
    parent[place[-1]] = value
    agree(base)


@given(place=st.sampled_from([place for place in PLACES if isinstance(place[-1], str)]), key=st.sampled_from(["", "x"]))
def test_keys_missing_or_unknown_are_seen_by_both(place: tuple[Any, ...], key: str) -> None:
    base = deepcopy(PLAIN)
    parent = base
    for step in place[:-1]:
        parent = parent[step]
    value = parent.pop(place[-1])
    if key:
        parent[f"{place[-1]}{key}"] = value
    agree(base)


def agree(base: Any) -> None:
    found = codes(base)
    valid = VALIDATOR.is_valid(base)
    assert valid or found, "the schema refuses what the loader takes"
    assert not valid or found <= BEYOND, "the schema takes what the loader refuses"


@pytest.mark.slow
def test_the_shipped_bases_are_valid() -> None:
    for file in (FACTS, TESTS.parent / "facts.yaml"):
        base = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        assert not list(VALIDATOR.iter_errors(base))


@pytest.mark.parametrize(("replace", "code"), [(("stance: silent", "stance: silence"), 1), (("", ""), 0)])
def test_a_real_validator_takes_the_schema(
    replace: tuple[str, str], code: int, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    ran = genden("schema", "-o", str(tmp_path / "schema.json"))
    assert ran == (0, "", "")
    base = tmp_path / "base.yaml"
    base.write_text(FACTS.read_text(encoding="utf-8").replace(*replace), encoding="utf-8")
    arguments = ["-m", "check_jsonschema", "--schemafile", str(tmp_path / "schema.json"), str(base)]
    assert subprocess.run([sys.executable, *arguments], check=False, capture_output=True).returncode == code


def test_every_key_is_described_for_editors(genden: Callable[..., Ran]) -> None:
    schema = json.loads(genden("schema").out)
    assert schema == json_schema()
    for record in (schema["properties"]["base"], *schema["definitions"].values()):
        for key, field in record["properties"].items():
            assert field["description"], key


def enums(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield each part of a schema that lists words."""
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from enums(each)
    if isinstance(schema, dict) and isinstance(schema.get("enum"), list):
        yield schema


def test_each_word_is_explained_for_editors() -> None:
    explained = {
        word: meaning
        for each in enums(json_schema())
        if "enumDescriptions" in each
        for word, meaning in zip(each["enum"], each["enumDescriptions"], strict=True)
    }
    assert explained.keys() >= {*words.Verdict, *words.Stance, *words.Reliability, *words.Credibility}
    assert explained["C"] == "fairly reliable"
    assert explained[2] == explained["2"] == "probably true"
    assert explained["refuted"] == "the evidence recorded here contradicts it"


def test_schema_has_an_identity_that_changes_with_the_program() -> None:
    assert json_schema()["$id"].endswith(f":{__version__}")
