"""A word of a closed vocabulary has the type of its enum in every record and row, never a bare ``str``."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import genden_cli
from genden_cli import schema
from genden_cli.field_types import WordType
from genden_cli.parsing.usual_words import USUAL_WORDS

PACKAGE = Path(genden_cli.__file__).parent

VOCABULARY_FIELDS = frozenset(
    """
    ancestry change confidence credibility grade how kind order read relation reliability section stance
    stances verdict verdict_then
    """.split()
)
"""Fields whose values are words of a closed vocabulary, in whatever record they stand."""

ALSO = {"CheckedQuote": {"place", "item"}, "SensitivityLine": {"verdict_then"}, "SearchField": {"names"}}
"""Fields that are words of a vocabulary in one class only."""

BARE = {
    ("WorkFields", "section"): "the section of a newspaper or a law, as CSL calls it",
    ("EventKind", "kind"): "a word of the base's own vocabulary",
    ("EventFields", "kind"): "a word of the base's own vocabulary",
    ("FilePiece", "section"): "also the head of the base, which is no section",
    ("RefReader", "section"): "a plain text, which dictionaries find faster than a member of an enum",
    ("Name", "kind"): "a word of the curator's own",
    ("Mark", "kind"): "the class of an element of the page, as the style sheet names it",
}
"""Fields that may be ``str`` all the same, each with the reason."""

_STR = re.compile(r"(?<![\w.])str(?!\w)")

Field = tuple[str, str, str]
"""The class, the name and the annotation of a field."""


def rows() -> list[Field]:
    """Return the fields of all records of the model and of all named tuples."""
    classes = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        classes.update({each.name: each for each in ast.walk(tree) if isinstance(each, ast.ClassDef)})
    return [
        (name, each.target.id, ast.unparse(each.annotation))
        for name, found in classes.items()
        if {"Record", "NamedTuple"} & ancestors(name, classes)
        for each in found.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]


def ancestors(name: str, classes: dict[str, ast.ClassDef]) -> set[str]:
    """Return the names of the classes that a class is made from."""
    bases = {ast.unparse(each) for each in classes[name].bases} if name in classes else set()
    return bases.union(*(ancestors(each, classes) for each in bases))


ROWS = rows()


def test_there_are_rows_to_look_at() -> None:
    assert {"Claim", "ClaimDetails", "Related", "Change", "Branch", "Hit", "FoundQuote"} <= {name for name, *_ in ROWS}


@pytest.mark.parametrize(
    ("row", "field", "annotation"),
    [each for each in ROWS if each[1] in VOCABULARY_FIELDS | ALSO.get(each[0], set())],
)
def test_word_of_a_vocabulary_has_the_type_of_its_enum(row: str, field: str, annotation: str) -> None:
    assert not _STR.search(annotation) or (row, field) in BARE


def test_exceptions_still_exist() -> None:
    assert {(row, field) for row, field, annotation in ROWS if _STR.search(annotation)} >= BARE.keys()


@pytest.mark.parametrize(
    ("record", "attribute", "enum"),
    [
        (record.make, field.attribute, field.type.enum)
        for record in schema.RECORDS
        for field in record.fields
        if isinstance(field.type, WordType) and field.type.enum
    ],
)
def test_model_has_the_enum_that_the_schema_names(record: type, attribute: str, enum: type) -> None:
    owner = next(each for each in record.__mro__ if attribute in inspect.get_annotations(each))
    assert enum.__name__ in inspect.get_annotations(owner)[attribute]


def test_no_class_has_the_name_of_another() -> None:
    found = [
        each.name
        for path in PACKAGE.rglob("*.py")
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.ClassDef)
    ]
    assert sorted(name for name in set(found) if found.count(name) > 1) == []


def test_usual_words_mean_a_word_of_their_vocabulary_and_are_none_themselves():
    known = {
        type_.what: type_.words
        for form in schema.RECORDS
        for field in form.fields
        for type_ in (field.type, getattr(field.type, "key", None))
        if isinstance(type_, WordType)
    }
    assert USUAL_WORDS.keys() <= known.keys()
    for what, usual in USUAL_WORDS.items():
        assert set(usual.values()) <= known[what].keys()
        assert not usual.keys() & known[what].keys()
