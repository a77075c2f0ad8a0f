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
from genden_cli.cli.main import main
from genden_cli.errors import BadBase
from genden_cli.json_schema import KnownId, json_schema
from genden_cli.load import load
from genden_cli.schema import EVIDENCE, SECTIONS
from genden_cli.source.base_text import BaseText
from genden_cli.words import Section

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
        for key, field in record.get("properties", {}).items():
            assert field["description"], key


@pytest.fixture(scope="module")
def with_ids(tmp_path_factory: pytest.TempPathFactory) -> Draft7Validator:
    """Give a validator that knows the ids of the small base."""
    file = tmp_path_factory.mktemp("schema") / "schema.json"
    assert main(["schema", "--base", str(FACTS), "-o", str(file)]) == 0
    return Draft7Validator(json.loads(file.read_text(encoding="utf-8")))


def test_schema_with_ids_takes_its_base(with_ids: Draft7Validator) -> None:
    assert list(with_ids.iter_errors(PLAIN)) == []


REFERENCES = {
    "base/examines/0": "sources",
    "sources/guide/derived_from/0": "sources",
    "people/brandt/roles/0/claims/0": "claims",
    "people/brandt/relations/0/to": "people",
    "events/dark-night/people": "people",
    "events/dark-night/variants/0": "claims",
    "claims/storm/event": "events",
    "claims/marsh-ordered/people/0": "people",
    "claims/put-out/appears_in/0/source": "sources",
    "claims/put-out/evidence/0/source": "sources",
    "claims/put-out/relations/contradicts/0": "claims",
}


@pytest.mark.parametrize("path", REFERENCES)
def test_schema_with_ids_refuses_other_references(path: str, with_ids: Draft7Validator) -> None:
    base = deepcopy(PLAIN)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    parent = base
    for step in steps:
        parent = parent[step]
    assert str(parent[last]) in base[REFERENCES[path]] or set(parent[last]) <= set(base[REFERENCES[path]])
    parent[last] = {"nobody": "keeper"} if isinstance(parent[last], dict) else "nobody"
    found = list(with_ids.iter_errors(base))
    assert ["/".join(map(str, error.absolute_path)) for error in found] == [path]
    assert VALIDATOR.is_valid(base)


@pytest.mark.parametrize(
    ("id_", "read"),
    [
        ("1935", [1935]),
        ("0044", [44]),
        ("0x1f", [31]),
        ("0o17", [15]),
        ("1e3", [1000.0]),
        ("null", [None]),
        ("a-1", []),
    ],
)
def test_an_id_is_known_in_each_form_that_an_editor_reads(id_: str, read: list[Any]) -> None:
    ids = json_schema({Section.SOURCES: [KnownId(id_, "A title")]})["definitions"]["id-in-sources"]
    assert ids == {"enum": [id_, *read], "markdownEnumDescriptions": ["A title"] * (1 + len(read))}


def test_a_section_without_records_takes_no_reference() -> None:
    validator = Draft7Validator(json_schema({}))
    assert not validator.is_valid({"base": {"title": "T", "examines": ["log"]}})
    assert validator.is_valid({"base": {"title": "T"}})


def test_schema_of_a_folder_takes_a_file_without_head(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    (tmp_path / "base.yaml").write_text("base: {title: T}\nsources: {log: {title: L, reliability: A}}\n")
    (tmp_path / "claims.yaml").write_text("claims: {rain: {says: It rained.}}\n")
    schema = json.loads(genden("schema", "--base", str(tmp_path), base=None).out)
    assert Draft7Validator(schema).is_valid({"claims": {"rain": {"says": "S", "evidence": []}}})
    about = schema["definitions"]["id-in-claims"]["markdownEnumDescriptions"]
    assert about == [f"It rained. ([claims.yaml:1](<{(tmp_path / 'claims.yaml').as_uri()}#L1>))"]


def snippets(schema: Any) -> Iterator[Any]:
    """Yield the snippets of a schema."""
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from snippets(each)
    if isinstance(schema, dict):
        yield from schema.get("defaultSnippets", ())


def test_snippets_write_all_that_a_record_needs() -> None:
    found = {each["label"]: each["body"].get("${1:id}", each["body"]) for each in snippets(json_schema())}
    records = {each.name: each for each in (*SECTIONS.values(), EVIDENCE)}
    assert found.keys() == {f"new {name}" for name in records}
    for name, record in records.items():
        needed = {each.key for each in record.fields if each.required}
        assert needed <= found[f"new {name}"].keys() <= record.keys.keys()


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
    assert explained["refuted"] == "judged to be contradicted by evidence"


def test_schema_has_an_identity_that_changes_with_the_program() -> None:
    assert json_schema()["$id"].endswith(f":{__version__}")
