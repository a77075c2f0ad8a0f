"""Each field of the schema reaches each consumer, or is named here or in the export as left out, with the reason.

A base in which every field holds a word that stands nowhere else is put through every consumer. Whoever adds a field
and forgets a consumer finds its name here.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from genden_cli import schema, words
from genden_cli.edit.skeletons import _skeleton
from genden_cli.export import biblatex, claimreview, csl, footnote
from genden_cli.field_types import (
    CopyType,
    DateType,
    Field,
    FormType,
    ListType,
    MapType,
    NamesType,
    RecordType,
    RefType,
    TextType,
    WordType,
)
from genden_cli.model import SourceFields, WorkFields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from conftest import Ran

    Name = tuple[str, str]
    """A record of the format and one of its keys."""


def names(*forms: RecordType) -> list[Name]:
    return [(form.name, field.key) for form in forms for field in form.fields]


EVERY = names(*schema.RECORDS)
OF_THE_BASE = names(schema.BASE)
OF_A_SOURCE = names(schema.SOURCE, schema.CONTRIBUTOR)


def word(form: RecordType, field: Field) -> str:
    """Return a word that stands for a field and nowhere else."""
    return f"Q{form.name.replace('_', '')}{field.key.replace('_', '')}z"


def value(form: RecordType, field: Field, type_: Any) -> Any:  # noqa: PLR0911 -- one line a type
    """Return a value for a field that can be told from every other."""
    number = EVERY.index((form.name, field.key))
    if isinstance(type_, TextType):
        return word(form, field)
    if isinstance(type_, FormType):
        own = word(form, field).lower()
        return {
            "url": f"https://example.org/{own}",
            "language": f"q{chr(97 + number % 26)}{chr(97 + number // 26)}",
            "coordinates": "54.3217, -10.1378",
        }.get(type_.name, own)
    if isinstance(type_, DateType):
        return str(1500 + number)
    if isinstance(type_, WordType):
        known = [each for each in type_.words if each != getattr(form.make, field.attribute, None)]
        return known[min(number % 5, len(known) - 1)]
    if isinstance(type_, RefType):
        return f"the-{schema.SECTIONS[type_.section].name}"
    if isinstance(type_, CopyType):
        return {"file": word(form, field).lower(), "sha256": "0" * 64, "of": "2000-01-01"}
    if isinstance(type_, MapType):
        return {value(form, field, type_.key): value(form, field, type_.value)}
    if isinstance(type_, ListType):
        return [value(form, field, type_.item)]
    if isinstance(type_, NamesType):
        parts = {each.key: value(type_.item, each, each.type) for each in type_.item.fields}
        literal = {"literal": parts.pop("literal")}
        return [{"family": word(form, field), "given": "Ann"}, parts, literal]
    return {each.key: value(type_, each, each.type) for each in type_.fields}


def full(form: RecordType) -> dict[str, Any]:
    return {each.key: value(form, each, each.type) for each in form.fields}


@cache
def base() -> str:
    """Return a base in which every field of every record is there once."""
    first = {form.section: {f"the-{form.name}": full(form)} for form in schema.SECTIONS.values()}
    source, claim, person = (first[each][f"the-{one}"] for each, one in PAIRS)
    source["derived_from"] = ["an-origin"]
    first[words.Section.SOURCES]["an-origin"] = {"title": "Origin", "reliability": "A"}
    claim["evidence"][0]["source"] = claim["evidence"][0]["rests_on"][0] = "an-origin"
    claim["verdict"], claim["state"] = "supported", "published"
    claim["relations"] = {key: ["another"] for key in claim["relations"]}
    first[words.Section.CLAIMS]["another"] = {"says": "Another.", "tags": ["other"]}
    first[words.Section.PLACES]["the-place"]["part_of"] = "the-land"
    first[words.Section.PLACES]["the-land"] = {"name": "Land"}
    first[words.Section.EVENTS]["there"] = {"title": "There", "place": "the-place"}
    person["relations"][0]["to"] = "somebody"
    first[words.Section.PEOPLE]["somebody"] = {"name": "Somebody"}
    return json.dumps({"base": {**full(schema.BASE), "examines": ["the-source"]}, **first}, ensure_ascii=False)


PAIRS = (
    (words.Section.SOURCES, "source"),
    (words.Section.CLAIMS, "claim"),
    (words.Section.PEOPLE, "person"),
)


def sign(name: Name) -> str | None:
    """Return the text by which a field is found in an output; None for what has no text of its own."""
    form = next(each for each in schema.RECORDS if each.name == name[0])
    field = form.keys[name[1]]
    type_ = field.type.item if isinstance(field.type, ListType) else field.type
    type_ = type_.value if isinstance(type_, MapType) else type_
    if isinstance(type_, NamesType):
        return word(form, field)
    known = value(form, field, type_) if isinstance(type_, TextType | FormType | DateType) else None
    return known if isinstance(known, str) else None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "full.yaml"
    path.write_text(base(), encoding="utf-8")
    return path


def out(genden: Callable[..., Ran], file: Path, *line: str) -> str:
    ran = genden(*line, base=file, width=1000)
    assert ran.code == 0, ran.err
    return ran.out


def singles(genden: Callable[..., Ran], file: Path, format_: str) -> str:
    lines = (("claim", "the-claim"), ("event", "the-event"), ("person", "the-person"), ("source", "the-source"))
    lines += (("source", "an-origin"), ("event", "there"))
    return "\n".join(out(genden, file, *line, "--all", "--format", format_) for line in lines)


def lists(genden: Callable[..., Ran], file: Path) -> str:
    return "\n".join(out(genden, file, line, "--format", "csv") for line in ("claims", "events", "people", "sources"))


def database(genden: Callable[..., Ran], file: Path) -> str:
    target = file.with_name("facts.db")
    out(genden, file, "export", "sqlite", "-o", str(target))
    with closing(sqlite3.connect(target)) as connection:
        return "\n".join(connection.iterdump())


def exported(format_: str) -> Callable[..., str]:
    return lambda genden, file: out(genden, file, "export", format_)


CONSUMERS: dict[str, Callable[..., str]] = {
    "table": lambda genden, file: singles(genden, file, "table"),
    "json": lambda genden, file: singles(genden, file, "json"),
    "csv": lists,
    "html": exported("html"),
    "markdown": exported("markdown"),
    "json export": exported("json"),
    "sqlite": database,
    "csl": exported("csl"),
    "biblatex": exported("biblatex"),
    "claimreview": exported("claimreview"),
    "cite": lambda genden, file: out(genden, file, "cite", "the-source"),
}

NESTED = names(schema.NAME, schema.ROLE, schema.RELATION, schema.APPEARANCE, schema.EVIDENCE)
PHRASINGS = names(*schema.PHRASINGS)
OF_A_WORK = [("source", key) for key in WorkFields._fields if key not in SourceFields._fields]
TOP = names(schema.SOURCE, schema.PERSON, schema.EVENT, schema.CLAIM)


def but(kept: list[Name], reason: str) -> dict[Name, str]:
    return dict.fromkeys([each for each in EVERY if each not in kept], reason)


def of_source(left_out: Mapping[str, str]) -> dict[Name, str]:
    return {("source", key): reason for key, reason in left_out.items()}


NO_PAGE = dict.fromkeys(OF_THE_BASE, "no page is about the base itself")
ONLY_VERIFIED = dict.fromkeys(
    [(form, key) for form in ("appearance", "evidence") for key in ("before", "after")],
    "only `genden verify` looks for the words around a quote",
)
OWN_FILE = {
    ("source", "copy"): "a file beside the base is no fact about the work",
    ("source", "was"): "a former id is no fact about the work",
}
FORMER_IDS = dict.fromkeys([(each.name, "was") for each in schema.SECTIONS.values()], "a former id finds its record")
KINDS = "a note for curators; each event names its kind"
OF_A_PLACE = dict.fromkeys(
    [each for each in names(schema.PLACE, schema.PLACE_NAME) if each != ("place", "name")],
    "a page shows the name of a place; `genden export json` and `sqlite` have the rest",
)
ONLY_FOUND = dict.fromkeys(PHRASINGS, "a phrasing leads to its record and is not shown with it")
LEFT_OUT: dict[str, dict[Name, str]] = {
    "table": {
        **NO_PAGE,
        **OF_A_PLACE,
        **FORMER_IDS,
        **ONLY_FOUND,
        ("appearance", "translation"): "shown for evidence; a claim shows its own quote",
        ("appearance", "translator"): "shown for evidence; a claim shows its own quote",
        **ONLY_VERIFIED,
    },
    "json": {**NO_PAGE, **FORMER_IDS, **OF_A_PLACE},
    "csv": {
        **but(TOP, "a list has one row a record"),
        **FORMER_IDS,
        ("source", "archived"): "`genden source` has it",
        ("source", "ids"): "`genden source` has them",
        ("source", "copy"): "`genden source` has it",
        **dict.fromkeys(OF_A_WORK, "`genden source` has it"),
        ("person", "names"): "`genden person` has them",
        ("person", "ids"): "`genden person` has them",
        ("person", "roles"): "`genden person` has them",
        ("person", "relations"): "`genden person` has them",
        ("person", "note"): "`genden person` has it",
        ("claim", "note"): "`genden claim` has it",
        ("event", "people"): "people stand under their ids, without their parts",
    },
    "html": {
        **OF_A_PLACE,
        **ONLY_FOUND,
        **FORMER_IDS,
        **ONLY_VERIFIED,
        ("base", "language"): "the page is in English where the base is in another language",
        ("claim", "tags"): "`genden claim` and a site have them; the search of the page finds them",
        ("base", "kinds"): KINDS,
    },
    "markdown": {
        **OF_A_PLACE,
        **ONLY_FOUND,
        **FORMER_IDS,
        **ONLY_VERIFIED,
        ("base", "language"): "Markdown has no place for it",
        ("base", "kinds"): KINDS,
    },
    "json export": {},
    "sqlite": {},
    "csl": {**but(OF_A_SOURCE, "only sources"), **of_source(csl.LEFT_OUT), **OWN_FILE},
    "biblatex": {**but(OF_A_SOURCE, "only sources"), **of_source(biblatex.LEFT_OUT), **OWN_FILE},
    "cite": {
        **but(OF_A_SOURCE, "only sources"),
        **of_source(footnote.LEFT_OUT),
        **OWN_FILE,
        ("source", "ids"): "only a DOI has a place",
    },
    "claimreview": {
        **but([*OF_A_SOURCE, *names(schema.CLAIM, schema.APPEARANCE)], "only claims, and the works they are made in"),
        **of_source(claimreview.LEFT_OUT),
        **OWN_FILE,
        **ONLY_VERIFIED,
        ("appearance", "translator"): "schema.org has no place for it",
        **dict.fromkeys(
            [
                ("claim", key)
                for key in (
                    "event",
                    "date",
                    "people",
                    "kind",
                    "tags",
                    "basis",
                    "confidence",
                    "relations",
                    "note",
                    "was",
                )
            ],
            "schema.org has no place for it",
        ),
        **dict.fromkeys([("appearance", key) for key in ("translation", "note")], "schema.org has no place for it"),
        ("claim", "note"): "schema.org has no place for it",
    },
}
"""What a consumer leaves out on purpose."""


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_every_field_is_shown_or_left_out_with_a_reason(consumer: str, file: Path, genden: Callable[..., Ran]) -> None:
    printed = CONSUMERS[consumer](genden, file)
    shown = {name for name in EVERY if (own := sign(name)) and own in printed}
    checked = {name for name in EVERY if sign(name)}
    assert sorted(checked - shown - LEFT_OUT[consumer].keys()) == [], "neither shown nor left out"


def test_no_exemption_is_left_that_nothing_needs(file: Path, genden: Callable[..., Ran]) -> None:
    for consumer in ("csl", "biblatex", "cite", "claimreview"):
        printed = CONSUMERS[consumer](genden, file)
        own = {
            name for name in LEFT_OUT[consumer] if name in OF_A_SOURCE and (found := sign(name)) and found in printed
        }
        assert own == set(), consumer


@pytest.mark.parametrize("name", [name for name in EVERY if name[0] != "base"], ids="-".join)
def test_words_of_a_searched_field_are_found(name: Name, file: Path, genden: Callable[..., Ran]) -> None:
    form = next(each for each in schema.RECORDS if each.name == name[0])
    own = sign(name)
    if not form.keys[name[1]].search:
        assert name in UNSEARCHED, "give it a column of the full-text index, or say here why it is not searched"
    elif own:
        assert genden("search", own, base=file).code == 0


UNSEARCHED = {
    **dict.fromkeys([name for name in EVERY if sign(name) is None], "a closed word, a list or a reference"),
    **dict.fromkeys(
        [name for name in TOP if name[1] in ("date", "issued", "born", "died", "reviewed")], "date: does it"
    ),
    **dict.fromkeys(
        [name for name in OF_A_WORK if not schema.SOURCE.keys[name[1]].search],
        "a number or a date of a reference is no word",
    ),
    **dict.fromkeys(
        [(form, key) for form in ("role", "name", "relation") for key in ("from", "to", "until")], "date: does it"
    ),
    ("evidence", "date"): "date: does it",
    **dict.fromkeys([("event", "kind"), ("name", "kind")], "a word of the curator for order, not of the story"),
    **dict.fromkeys([("source", "url"), ("source", "archived"), ("source", "language")], "no words"),
    **dict.fromkeys([("source", "ids"), ("person", "ids"), ("name", "lang"), ("name", "scheme")], "no words"),
    ("event", "people"): "the claims that carry it are searched",
    **dict.fromkeys([("claim", "tags")], "tag: does it"),
    **dict.fromkeys(FORMER_IDS, "a name finds its record, a search does not need it"),
    ("source", "copy"): "the name of a file is no word",
    **dict.fromkeys(ONLY_VERIFIED, "the words around a quote are not quoted"),
    **dict.fromkeys([("name", "parts")], "the name as a whole is searched"),
    **dict.fromkeys([(each.name, "lang") for each in schema.PHRASINGS], "no words"),
    **dict.fromkeys([("appearance", "at"), ("evidence", "at")], "a page number is no word"),
    **dict.fromkeys(names(schema.PLACE, schema.PLACE_NAME), "its names are searched in the events there"),
    **dict.fromkeys(names(schema.REVIEW), "it is about the work on a claim, not about the claim"),
    **dict.fromkeys([("missing_document", key) for key in ("text", "where", "holder")], "`genden gaps` lists them"),
    **dict.fromkeys([("appearance", "note")], "it is about the place, not about the claim"),
}
"""Fields whose words `genden search` does not look through, with the reason."""


@pytest.mark.parametrize("name", names(*schema.SECTIONS.values()), ids="-".join)
def test_change_of_a_field_is_named_by_diff(name: Name, file: Path, genden: Callable[..., Ran]) -> None:
    facts = json.loads(base())
    form = next(each for each in schema.RECORDS if each.name == name[0])
    record = facts[str(form.section)][f"the-{form.name}"]
    if form.keys[name[1]].required:
        others = [each for each in "AB" if each != record[name[1]]]
        record[name[1]] = others[0] if name[1] == "reliability" else "Something else."
    elif name == ("claim", "state"):
        record["state"] = "withdrawn"  # absent, it is published
    else:
        del record[name[1]]
    other = file.with_name("other.yaml")
    other.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    changes = json.loads(genden("diff", str(file), str(other), "--format", "json", base=file).out)["difference"][
        "changes"
    ]
    assert name[1] in {str(each["field"]).partition(".")[0] for each in changes}
    page = genden("diff", str(file), str(other), base=file).out
    assert page.count("\n") > 5


@pytest.mark.parametrize("form", schema.SECTIONS.values(), ids=lambda each: each.name)
def test_skeleton_has_each_field_or_the_field_says_that_it_is_left_out(form: RecordType) -> None:
    lines = "\n".join(_skeleton(str(form.section), "new", 2, heading=True))
    written = set(re.findall(r"^    (?:# )?(\w+):", lines, re.MULTILINE))
    assert written == {each.key for each in form.fields if each.sample}
    assert {each.key for each in form.fields if not each.sample} == set(NO_SAMPLE[form.name].split())


BARE = " ".join(key for _, key in OF_A_WORK)
NO_SAMPLE = {
    "source": f"publisher archived ids copy was note {BARE}",
    "person": "type sex ids roles relations was note",
    "place": "ids was note",
    "event": "kind date_text about was",
    "claim": "date basis confidence state would_settle relations reviewed was note",
}
"""Keys that a skeleton leaves out, so that it stays short."""


@pytest.mark.parametrize("form", schema.SECTIONS.values(), ids=lambda each: each.name)
def test_field_has_a_label_and_a_group_or_is_named_here(form: RecordType) -> None:
    assert {each.key for each in form.fields if not each.label} == set(NO_LABEL[form.name].split())
    assert {each.key for each in form.fields if not each.group} == set(NO_GROUP[form.name].split())


NO_LABEL = {
    "source": "title ids copy reliability why derived_from asked_as was",
    "person": "name names ids roles relations was",
    "place": "name names part_of coordinates ids was",
    "event": "title people variants asked_as was",
    "claim": "says event people tags asked_as appears_in evidence verdict basis because confidence relations "
    "would_settle was",
}
"""Keys that a page shows in a way of its own, such as a heading, a table or a grade."""

NO_GROUP = {
    "source": f"publisher type url archived language ids copy why asked_as was note {BARE}",
    "person": "about ids was note",
    "place": "ids was note",
    "event": "date_text about asked_as was",
    "claim": "kind tags asked_as appears_in would_settle relations was note",
}
"""Keys whose changes the page of `genden diff` only counts, under the rest."""


def test_every_field_is_described_for_editors_and_by_explain(genden: Callable[..., Ran]) -> None:
    described = json.loads(genden("schema").out)
    for form in schema.SECTIONS.values():
        assert [*described["definitions"][str(form.section)]["properties"]] == [*form.keys]
        for field in form.keys.values():
            ran = genden("check", "--explain", f"{form.name}.{field.key}")
            assert (ran.code, ran.err) == (0, "")
            assert field.about in ran.out


def test_closed_vocabularies_are_types_in_every_record() -> None:
    for form in schema.RECORDS:
        for field in form.fields:
            if isinstance(field.type, WordType) and field.type.enum:
                annotation = next(
                    each.__annotations__[field.attribute]
                    for each in form.make.__mro__
                    if field.attribute in each.__annotations__
                )
                assert annotation.removesuffix(" | None") == field.type.enum.__name__, (form.name, field.key)


def test_base_is_sound(file: Path, genden: Callable[..., Ran]) -> None:
    assert genden("timeline", base=file).code == 0


def test_birth_that_is_an_event_too_stands_in_a_timeline_once(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    people = {"a": {"name": "Ana", "born": "1850"}, "b": {"name": "Bea", "born": "1851", "died": "1900"}}
    events = {
        "birth-a": {"title": "Birth of Ana", "kind": "birth", "date": "1850", "people": {"a": "child", "b": "witness"}},
        "death-b": {"title": "Death of Bea", "kind": "death", "date": "1901", "people": {"b": "main person"}},
    }
    file = tmp_path / "tree.yaml"
    file.write_text(json.dumps({"base": {"title": "T"}, "people": people, "events": events}), encoding="utf-8")
    entries = json.loads(out(genden, file, "timeline", "--format", "json"))["events"]
    found = [(each["kind"], each["event_kind"], each["title"]) for each in entries]
    assert found == [
        ("event", "birth", "Birth of Ana"),
        ("birth", None, "Bea"),
        ("death", None, "Bea"),
        ("event", "death", "Death of Bea"),
    ]
