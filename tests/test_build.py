"""The index says what the facts say: its rows equal a plain reading of the model."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from conftest import FACTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genden_cli import schema, words
from genden_cli.dates.edtf import ALWAYS, parse
from genden_cli.field_types import NamesType
from genden_cli.index.build import build
from genden_cli.load import load, records
from genden_cli.model import Record, When
from genden_cli.provenance import EvidenceItem, standing
from genden_cli.source.base_text import BaseText
from genden_cli.text.normalize import SPACER, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.model import Claim, Event, Facts, Person, Source

Row = tuple[Any, ...]


# The plain reading: a list of rows for each table, in the order that the test asks for them.


def cells(record: Record, names: str) -> Row:
    values = (getattr(record, name) for name in names.split())
    return tuple(str(value) if isinstance(value, When) else value for value in values)


def written(value: Any) -> Any:
    """Return names as the text that readers see."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def parts(value: Any) -> str | None:
    """Return the parts of names as JSON, or None for a text."""
    if not isinstance(value, tuple):
        return None
    names = [{part: getattr(each, part) for part in each._fields if getattr(each, part)} for each in value]
    return json.dumps(names, ensure_ascii=False)


def numbered(parts: Iterable[tuple[str, Iterable[Any]]]) -> list[Row]:
    """Return ``(owner, position, part …)`` for the parts of each owner, sorted by owner."""
    rows = [(owner, number, *each) for owner, own in parts for number, each in enumerate(own)]
    return sorted(rows)


def one(values: Iterable[Any]) -> list[tuple[Any]]:
    return [(each,) for each in values]


SOURCE = " ".join(("id", *(each.attribute for each in schema.SOURCE.scalars()), "line", "file"))
NAMES = [each.attribute for each in schema.SOURCE.scalars() if isinstance(each.type, NamesType)]
PERSON = "id name type sex born died about note line file"
EVENT = "id title kind date date_text place about line file"
BASE = "title about lead answer by contact corrections language licence version url reviewers"
CLAIM = "id says event date kind verdict basis because confidence state note line file"
APPEARANCE = "source speaker quote before after translation translator note line"
EVIDENCE = "source stance credibility quote before after translation translator date note line"
MISSING = "text source where holder line"


def plain(facts: Facts) -> dict[str, list[Row]]:
    return {
        "base": [cells(facts.base, BASE)],
        "examined": list(enumerate(facts.base.examines)),
        **plain_sources(facts),
        **plain_people(facts),
        **{
            f"{form.name}_was": numbered((each.id, one(each.was)) for each in getattr(facts, section))
            for section, form in schema.SECTIONS.items()
        },
        **plain_events(facts),
        **plain_claims(facts),
        **plain_evidence(facts),
    }


def plain_sources(facts: Facts) -> dict[str, list[Row]]:
    return {
        "source": [
            (
                n,
                *map(written, cells(each, SOURCE)),
                int(each.derived_from is not None),
                *(parts(getattr(each, name)) for name in NAMES),
            )
            for n, each in enumerate(facts.sources, 1)
        ],
        "source_identifier": numbered((each.id, sorted(each.ids)) for each in facts.sources),
        "derived_from": numbered((each.id, one(each.derived_from or ())) for each in facts.sources),
    }


def plain_people(facts: Facts) -> dict[str, list[Row]]:
    people = facts.people
    names = [(each.id, name) for each in people for name in each.names]
    roles = [(each.id, role) for each in people for role in each.roles]
    relations = [(each.id, relation) for each in people for relation in each.relations]
    return {
        "person": [(n, *cells(each, PERSON)) for n, each in enumerate(people, 1)],
        "person_identifier": numbered((each.id, sorted(each.ids)) for each in people),
        "name": [(n, who, *cells(name, "text lang scheme kind from_ to")) for n, (who, name) in enumerate(names, 1)],
        "name_part": numbered((n, sorted(name.parts)) for n, (_, name) in enumerate(names, 1)),
        "role": [(n, who, *cells(role, "title from_ to")) for n, (who, role) in enumerate(roles, 1)],
        "role_claim": numbered((n, one(role.claims)) for n, (_, role) in enumerate(roles, 1)),
        "relation": [(n, who, *cells(other, "to as_ from_ until")) for n, (who, other) in enumerate(relations, 1)],
        "relation_claim": numbered((n, one(other.claims)) for n, (_, other) in enumerate(relations, 1)),
    }


def plain_events(facts: Facts) -> dict[str, list[Row]]:
    return {
        "event": [(n, *cells(each, EVENT)) for n, each in enumerate(facts.events, 1)],
        "participant": numbered((each.id, each.people) for each in facts.events),
        "variant": numbered((each.id, one(each.variants)) for each in facts.events),
    }


def plain_claims(facts: Facts) -> dict[str, list[Row]]:
    return {
        "claim": [(n, *cells(each, CLAIM)) for n, each in enumerate(facts.claims, 1)],
        "claim_person": numbered((each.id, one(each.people)) for each in facts.claims),
        "claim_tag": numbered((each.id, one(each.tags)) for each in facts.claims),
        "claim_relation": numbered(
            (each.id, [(word, to) for word, others in each.relations for to in others]) for each in facts.claims
        ),
    }


def plain_evidence(facts: Facts) -> dict[str, list[Row]]:
    appearances = [(claim, item) for claim in facts.claims for item in claim.appears_in]
    evidence = [(claim, item) for claim in facts.claims for item in claim.evidence]
    reviews = [(claim, each) for claim in facts.claims for each in claim.reviewed]
    missing = [(claim, each) for claim in facts.claims for each in claim.would_settle]
    return {
        "review": [(n, claim.id, *cells(each, "on by note line")) for n, (claim, each) in enumerate(reviews, 1)],
        "missing_document": [(n, claim.id, *cells(each, MISSING)) for n, (claim, each) in enumerate(missing, 1)],
        "appearance": [(n, claim.id, *cells(item, APPEARANCE)) for n, (claim, item) in enumerate(appearances, 1)],
        "appearance_locator": numbered((n, item.at) for n, (_, item) in enumerate(appearances, 1)),
        "evidence": [
            (n, claim.id, *cells(item, EVIDENCE), int(item.rests_on is not None))
            for n, (claim, item) in enumerate(evidence, 1)
        ],
        "evidence_locator": numbered((n, item.at) for n, (_, item) in enumerate(evidence, 1)),
        "rests_on": numbered((n, one(item.rests_on or ())) for n, (_, item) in enumerate(evidence, 1)),
        "standing": plain_standings(facts),
    }


def plain_standings(facts: Facts) -> list[Row]:
    derived = {each.id: each.derived_from for each in facts.sources}
    rows = []
    for claim in facts.claims:
        counted = [each for each in claim.evidence if each.source not in facts.base.examines]
        found = standing((EvidenceItem(each.source, each.stance, each.rests_on) for each in counted), derived)
        if counted:
            rows.append((claim.id, *found[:4], *map(int, found.origins_for), *map(int, found.origins_against)))
    return sorted(rows)


def dates(value: Any) -> Iterator[str]:
    """Yield every date that stands anywhere in the model, as written."""
    if isinstance(value, When):
        yield value.edtf
    elif isinstance(value, Record):
        yield from filter(None, [getattr(value, "on", None)])
        for each in vars(value).values():
            yield from dates(each)
    elif isinstance(value, tuple):
        for part in value:
            yield from dates(part)


def plain_dates(facts: Facts) -> list[Row]:
    found = {text: parse(text) for text in dates(facts)}
    return sorted(
        (text, text, date.words, date.earliest_iso, date.latest_iso, *date.sort_key, date.sort_day)
        for text, date in found.items()
    )


def plain_chronology(facts: Facts) -> list[Row]:
    events = {each.id: each for each in facts.events}
    rows = [timed("events", n, each, each.date) for n, each in enumerate(facts.events, 1)]
    for n, claim in enumerate(facts.claims, 1):
        rows.append(timed("claims", n, claim, claim.date or (events[claim.event].date if claim.event else None)))
    return sorted(rows, key=lambda row: row[:5])


def timed(section: str, n: int, record: Event | Claim, date: When | None) -> Row:
    found = parse(date.edtf) if date else None
    days = (found.sort_day, *found.sort_key) if found else (ALWAYS, ALWAYS, ALWAYS)
    return section, *days, n, record.id, date and str(date)


def plain_labels(facts: Facts) -> list[Row]:
    people = [("people", text, each.id, each.name) for each in facts.people for text in spellings(each)]
    sources = [
        ("sources", text, each.id, each.title)
        for each in facts.sources
        for text in filter(None, (each.id, each.title, written(each.author)))
    ]
    events = [("events", text, each.id, each.title) for each in facts.events for text in (each.id, each.title)]
    claims = [("claims", each.id, each.id, each.says) for each in facts.claims]
    found = [*people, *sources, *events, *claims]
    return sorted({(section, normalize(text), id_, title) for section, text, id_, title in found})


def spellings(person: Any) -> tuple[str, ...]:
    return (person.id, person.name, *(name.text for name in person.names))


def joined(parts: Iterable[str], separator: str = " · ") -> str | None:
    return separator.join(parts) or None


def plain_passages(facts: Facts) -> list[Row]:
    """Return ``(kind, id, item, title, names, about, quote, note)``, sorted."""
    rows: list[Row] = [
        ("event", each.id, None, each.title, each.place, each.about, each.date_text, None) for each in facts.events
    ]
    rows += [
        ("person", each.id, None, each.name, joined(n.text for n in each.names), each.about, parts_of(each), each.note)
        for each in facts.people
    ]
    rows += [
        ("source", each.id, None, each.title, joined(filter(None, work_words(each))), *weighed(each))
        for each in facts.sources
    ]
    evidence = [(claim, item) for claim in facts.claims for item in claim.evidence]
    rows += [
        ("note", claim.id, n, None, None, None, quoted(item, " · "), item.note)
        for n, (claim, item) in enumerate(evidence, 1)
    ]
    for claim in facts.claims:
        quotes = joined(filter(None, (quoted(item, " · ").strip(" ·") for item in claim.appears_in)))
        rows.append(("claim", claim.id, None, claim.says, None, claim.because, quotes, claim.note))
    return sorted(rows, key=str)


def parts_of(person: Person) -> str | None:
    """Return what a person was, and what others were to them."""
    return joined((*(each.title for each in person.roles), *(each.as_ for each in person.relations)))


def work_words(source: Source) -> Iterable[str]:
    """Return the texts of a source that the column of names holds."""
    return [written(getattr(source, each.attribute)) for each in schema.SOURCE.fields if each.search == "names"]


def weighed(source: Source) -> Row:
    return source.why, None, source.note


def quoted(item: Any, separator: str) -> str:
    return f"{item.quote or ''}{separator}{item.translation or ''}"


# The index, and the two beside each other.


def indexed(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, records([BaseText("facts.yaml", data)]))
    return connection


def rows(connection: sqlite3.Connection, table: str, columns: str = "*") -> list[Row]:
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2, 3").fetchall()


def searchable(row: Row) -> Row:
    """Return a passage as it was before words were spaced, without the separators that stand for nothing."""
    return tuple(text.replace(SPACER, "").strip(" ·") or None if isinstance(text, str) else text for text in row)


def check(data: bytes) -> None:
    facts = load([BaseText("facts.yaml", data)])
    with closing(indexed(data)) as connection:
        for table, wanted in plain(facts).items():
            found = [row[:-2] for row in rows(connection, table, "*, 0, 0")]  # three columns to sort by, at least
            assert found == wanted, table
        assert rows(connection, "date") == plain_dates(facts)
        chronology = "SELECT * FROM chronology ORDER BY section, sort_day, earliest_day, latest_day, n"
        assert connection.execute(chronology).fetchall() == plain_chronology(facts)
        labels = "SELECT section, folded, id, title FROM label ORDER BY section, folded, id"
        assert connection.execute(labels).fetchall() == plain_labels(facts)
        passages = rows(connection, "passage", "kind, id, item, title, names, about, quote, note")
        assert sorted(map(searchable, passages), key=str) == sorted(map(searchable, plain_passages(facts)), key=str)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_rows_are_those_of_a_plain_reading() -> None:
    check(FACTS.read_bytes())


def test_smallest_base_is_indexed() -> None:
    check(b"base: {title: T}\n")


def test_more_records_than_wait_for_one_writing_are_indexed() -> None:
    claims = "".join(f"  c{n}: {{says: No. {n}, date: {1000 + n}, tags: [a, b]}}\n" for n in range(2500))
    check(b"base: {title: T}\nclaims:\n" + claims.encode())


def test_passages_stand_in_order_of_time() -> None:
    with closing(indexed(FACTS.read_bytes())) as connection:
        events = connection.execute("SELECT id FROM passage WHERE kind = 'event' ORDER BY rowid").fetchall()
        in_time = connection.execute("SELECT id FROM chronology WHERE section = 'events' ORDER BY sort_day, n")
        assert events == in_time.fetchall()


# Bases by hypothesis: small, every field, references that resolve, sources that derive from earlier ones only.

TEXT = st.text(st.sampled_from("abcAÉйΩ根登 0'\"-:#{}[]%&*"), max_size=12).map(str.strip).filter(bool)
EDTF = st.sampled_from(
    "1935 1935-12-30 1935-24 1892~ -0043 193X ../1921 1921/.. [1892,1895] {1935,1936} Y12345".split()
)
URL = st.just("https://example.org/a?b=c#d")
SOME_PAIRS = st.dictionaries(st.sampled_from(["isbn", "doi", "viaf"]), TEXT, max_size=2)
PLACES = st.dictionaries(st.sampled_from(["page", "folio", "line"]), TEXT, max_size=2)
LANGUAGES = st.sampled_from(["en", "zh-Hant"])


NAME_OF_A_PERSON = st.fixed_dictionaries(
    {"family": TEXT}, optional={"given": TEXT, "suffix": TEXT, "name_order": st.sampled_from(list(words.NameOrder))}
)
ONE_NAME = TEXT | NAME_OF_A_PERSON | st.fixed_dictionaries({"literal": TEXT})
NAMES_OF_A_WORK = TEXT | st.lists(ONE_NAME, min_size=1, max_size=3)


def ids(prefix: str) -> st.SearchStrategy[list[str]]:
    return st.integers(0, 4).map(lambda count: [f"{prefix}{n}" for n in range(count)])


def of(known: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(known), unique=True, max_size=3) if known else st.just([])


def record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def source(earlier: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    optional = dict.fromkeys(("publisher", "why", "note", "container_title", "page"), TEXT)
    optional |= {"author": NAMES_OF_A_WORK, "editor": NAMES_OF_A_WORK, "accessed": EDTF}
    optional |= {"issued": EDTF, "type": st.just("book"), "url": URL, "archived": URL, "language": LANGUAGES}
    optional |= {"ids": SOME_PAIRS, "read": st.sampled_from(list(words.READ)), "derived_from": of(earlier)}
    return record({"title": TEXT, "reliability": st.sampled_from("ABCDEF")}, optional)


def person(people: list[str], claims: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    parts = st.dictionaries(st.sampled_from(["given", "family"]), TEXT, max_size=2)
    name = record({"text": TEXT}, {"lang": LANGUAGES, "scheme": TEXT, "parts": parts})
    role = record({"title": TEXT}, {"from": EDTF, "to": EDTF, "claims": of(claims)})
    relation = record({"to": st.sampled_from(people), "as": TEXT}, {"claims": of(claims)})
    optional = {"names": st.lists(name, max_size=2, unique_by=itemgetter("text")), "born": EDTF}
    optional |= {"died": EDTF, "about": TEXT, "note": TEXT, "ids": SOME_PAIRS}
    optional |= {"roles": st.lists(role, max_size=2, unique_by=itemgetter("title"))}
    optional |= {"relations": st.lists(relation, max_size=2, unique_by=itemgetter("as"))}
    return record({"name": TEXT}, optional)


def event(people: list[str], claims: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    optional = {"date": EDTF, "date_text": TEXT, "place": TEXT, "about": TEXT, "variants": of(claims)}
    if people:
        optional["people"] = st.dictionaries(st.sampled_from(people), TEXT, max_size=2)
    return record({"title": TEXT}, optional)


def claim(known: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    optional = dict.fromkeys(("because", "note"), TEXT)
    optional |= {
        "date": EDTF,
        "reviewed": st.sampled_from(["2026-11-23", [{"on": "2026-11-24", "by": "A"}, "2020"]]),
        "people": of(known["people"]),
    }
    optional |= {"kind": st.sampled_from(list(words.KINDS)), "tags": st.lists(st.sampled_from(["a", "b"]), unique=True)}
    optional |= {
        "confidence": st.sampled_from(list(words.CONFIDENCE)),
        "verdict": st.sampled_from(list(words.VERDICTS)),
    }
    optional["relations"] = st.dictionaries(st.sampled_from(list(words.RELATIONS)), of(known["claims"]), max_size=2)
    if known["events"]:
        optional["event"] = st.sampled_from(known["events"])
    if known["sources"]:
        said = {"at": PLACES, "quote": TEXT, "translation": TEXT}
        item = {"source": st.sampled_from(known["sources"]), "note": TEXT}
        weighed = {"credibility": st.sampled_from("123456"), "date": EDTF, "rests_on": of(known["sources"])}
        evidence = record({**item, "stance": st.sampled_from(list(words.STANCES))}, {**said, **weighed})
        optional["appears_in"] = st.lists(record(item, said), max_size=2, unique_by=itemgetter("note"))
        optional["evidence"] = st.lists(evidence, max_size=3, unique_by=itemgetter("note"))
    return record({"says": TEXT}, optional)


@st.composite
def bases(draw: st.DrawFn) -> bytes:
    known = {name: draw(ids(name[0])) for name in ("sources", "people", "events", "claims")}
    about = dict.fromkeys(("about", "lead", "answer", "by", "contact", "corrections", "licence", "version"), TEXT)
    facts: dict[str, Any] = {"base": draw(record({"title": TEXT, "examines": of(known["sources"])}, about))}
    each_of = {
        "sources": lambda n: source(known["sources"][:n]),
        "people": lambda _: person(known["people"], known["claims"]),
        "events": lambda _: event(known["people"], known["claims"]),
        "claims": lambda _: claim(known),
    }
    for section, strategy in each_of.items():
        facts[section] = {name: draw(strategy(n)) for n, name in enumerate(known[section])}
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


@given(bases())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_rows_of_any_base_are_those_of_a_plain_reading(data: bytes) -> None:
    check(data)
