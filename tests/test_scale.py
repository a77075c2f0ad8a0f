"""A base of some thousand claims: the index says what a plain reading of the facts says, and lists stay readable."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from functools import cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from synthetic import PLACES, THINGS, facts

from genden_cli import model, words
from genden_cli.dates.edtf import ALWAYS, parse
from genden_cli.index import store
from genden_cli.load import load
from genden_cli.output.answer import SCREENFUL, Listing, first_rows
from genden_cli.query.records import claim, claims, people, sources, timeline
from genden_cli.query.search import search
from genden_cli.source.base_text import BaseText
from genden_cli.text.stop_words import WEAK_WORDS
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from conftest import Ran

    from genden_cli.model import When

CLAIMS = 2_000
TEXT = "".join(facts(claims=CLAIMS, number=60, seed=7))
MOST = (None, 1, 30)
WORDS = "treaty winter harbour railway school border slap council somebody 17".split()
"""Words that the base has in one form alone."""

NEVER = (ALWAYS, ALWAYS)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scale") / "facts.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def connection(base: Path) -> Iterator[sqlite3.Connection]:
    with closing(store.build_in_memory(str(base))) as connection:
        yield connection


class Plain(NamedTuple):
    """The facts, as lists and maps that anybody can read."""

    facts: model.Facts
    events: dict[str | None, model.Event]

    def date(self, record: model.Claim | model.Event) -> When | None:
        if record.date or isinstance(record, model.Event):
            return record.date
        event = self.events.get(record.event)
        return event.date if event else None

    def days(self, record: model.Claim | model.Event) -> tuple[int, int]:
        date = self.date(record)
        return parse(date.edtf).sort_key if date else NEVER

    def about(self, event: model.Event) -> list[model.Claim]:
        return _by_event().get(event.id, [])


@cache
def plain() -> Plain:
    read = load([BaseText("facts.yaml", TEXT.encode())])
    return Plain(read, {event.id: event for event in read.events})


@cache
def _by_event() -> dict[str | None, list[model.Claim]]:
    found: dict[str | None, list[model.Claim]] = {}
    for each in plain().facts.claims:
        found.setdefault(each.event, []).append(each)
    return found


def claims_as_read(wanted: claims.ClaimFilter) -> list[tuple[object, ...]]:
    found = [
        each
        for each in plain().facts.claims
        if passes(wanted.verdict, [each.verdict])
        and passes(wanted.kind, [each.kind])
        and passes(wanted.person, each.people)
        and passes(wanted.tag, each.tags)
        and passes(wanted.source, [item.source for item in (*each.evidence, *each.appears_in)])
    ]
    found.sort(key=plain().days)
    return [_row(each) for each in found]


def _row(each: model.Claim) -> tuple[object, ...]:
    date = plain().date(each)
    stances = Counter(item.stance for item in each.evidence if item.source != "source-0")
    told = each.id, each.says, each.verdict, each.confidence, each.kind, each.event, date and str(date)
    return *told, each.people, each.tags, tuple(stances[word] for word in words.STANCES), bool(each.appears_in)


CLAIM = ("id", "says", "verdict", "confidence", "kind", "event")


def claims_as_answered(
    connection: sqlite3.Connection, wanted: claims.ClaimFilter, most: int | None
) -> list[tuple[object, ...]]:
    return [
        (
            *(getattr(row, name) for name in CLAIM),
            row.date and row.date.edtf,
            row.people,
            row.tags,
            tuple(row.standing[:4]),
            row.examined,
        )
        for row in first_rows(Listing("claims", claims.claims(connection, wanted), tuple, tuple), most)
    ]


def events_as_read(wanted: timeline.EventFilter) -> list[tuple[object, ...]]:
    found = [each for each in plain().facts.events if _is_wanted(each, wanted)]
    found.sort(key=plain().days)
    return [
        (each.id, [*each.people], Counter(told.verdict for told in plain().about(each)))
        for each in (found[::-1] if wanted.reverse else found)
    ]


def _is_wanted(event: model.Event, wanted: timeline.EventFilter) -> bool:
    told = plain().about(event)
    first, last = plain().days(event)
    return (
        (not wanted.place or any(place in (event.place or "").casefold() for place in wanted.place))
        and (passes(wanted.person, [*dict(event.people), *(who for each in told for who in each.people)]))
        and passes(wanted.tag, [tag for each in told for tag in each.tags])
        and passes(wanted.verdict, [each.verdict for each in told])
        and (wanted.since is None or last >= wanted.since)
        and (wanted.until is None or first <= wanted.until)
    )


def events_as_answered(
    connection: sqlite3.Connection, wanted: timeline.EventFilter, most: int | None
) -> list[tuple[object, ...]]:
    return [
        (row.id, [(each.id, each.role) for each in row.people], +Counter(row.verdicts._asdict()))
        for row in first_rows(Listing("events", timeline.timeline(connection, wanted), tuple, tuple), most)
    ]


def maybe(random: Random, choices: list[str]) -> tuple[str, ...]:
    return tuple(random.sample(choices, random.choice((1, 2)))) if random.random() < 0.4 else ()


def passes(wanted: tuple[str, ...], found: Iterable[str | None]) -> bool:
    """Tell whether a record with these words passes a filter: it has one of those that the filter names."""
    return not wanted or bool(set(wanted).intersection(found))


def some_claims(random: Random) -> claims.ClaimFilter:
    return claims.ClaimFilter(
        verdict=maybe(random, list(words.VERDICTS)),
        person=maybe(random, [f"p{n}" for n in range(60)]),
        source=maybe(random, [f"source-{n}" for n in range(50)]),
        kind=maybe(random, list(words.KINDS)),
        tag=maybe(random, [*THINGS, f"{THINGS[0]}-days"]),
    )


def some_events(random: Random) -> timeline.EventFilter:
    since, until = sorted(parse(str(random.randrange(1690, 2030))).sort_key[0] for _ in range(2))
    return timeline.EventFilter(
        person=maybe(random, [f"p{n}" for n in range(60)]),
        place=maybe(random, [each.lower() for each in PLACES]),
        tag=maybe(random, THINGS),
        verdict=maybe(random, list(words.VERDICTS)),
        since=since if random.random() < 0.4 else None,
        until=until if random.random() < 0.4 else None,
        reverse=random.random() < 0.3,
    )


def passages_as_read(word: str, kind: str, verdict: str | None) -> set[str]:
    """Return the records of a kind that have a word, as a search names them."""
    told = {
        "claim": [(each.id, each.verdict, _claim_texts(each)) for each in plain().facts.claims],
        "note": [
            (each.id, each.verdict, (item.quote, item.translation, item.note))
            for each in plain().facts.claims
            for item in each.evidence
        ],
        "event": [(each.id, None, (each.title, each.place, each.id)) for each in plain().facts.events],
        "source": [(each.id, None, (each.title, each.author, each.why, each.id)) for each in plain().facts.sources],
        "person": [(each.id, None, _person_texts(each)) for each in plain().facts.people],
    }[kind]
    return {id_ for id_, own, texts in told if word in _words(texts) and verdict in (None, own)}


def _claim_texts(each: model.Claim) -> tuple[str | None, ...]:
    return each.says, each.because, each.id, *(item.quote for item in each.appears_in)


def _person_texts(each: model.Person) -> tuple[str | None, ...]:
    titles = (role.title for role in each.roles)
    return each.name, each.id, *(name.text for name in each.names), *titles, *(other.as_ for other in each.relations)


def _words(texts: tuple[str | None, ...]) -> set[str]:
    return set(re.findall(r"\w+", " ".join(filter(None, texts)).casefold()))


class Passage(NamedTuple):
    """What a search finds: its words, and all that it can be narrowed by; ``said`` are sources with their stances."""

    record: tuple[str, str]
    words: set[str]
    fields: set[tuple[str, str]]
    said: frozenset[tuple[str, str]] = frozenset()
    days: tuple[int, int] | None = None


@cache
def passages() -> list[Passage]:
    facts = plain().facts
    found = [_passage_of_person(each) for each in facts.people]
    for source in facts.sources:
        words_ = _words((source.title, source.author, source.why, source.id))
        fields = {("in", "source"), ("source", source.id)}
        found.append(Passage(("source", source.id), words_, fields, days=_days(source.issued)))
    for event in facts.events:
        told = plain().about(event)
        who = {*dict(event.people), *(each for claim in told for each in claim.people)}
        fields = {("in", "event"), *(("who", each) for each in who), *_place(event)}
        fields |= {("tag", tag) for claim in told for tag in claim.tags}
        words_ = _words((event.title, event.place, event.about, event.id))
        found.append(Passage(("event", event.id), words_, fields, days=_days(event.date)))
    return [*found, *(passage for each in facts.claims for passage in _passages_of_claim(each))]


def _passage_of_person(person: model.Person) -> Passage:
    return Passage(("person", person.id), _words(_person_texts(person)), {("in", "person"), ("who", person.id)})


def _passages_of_claim(claim: model.Claim) -> Iterator[Passage]:
    """Yield the passage of a claim, and those of the notes on it."""
    event, date = plain().events.get(claim.event), plain().date(claim)
    own = {("verdict", claim.verdict), ("kind", str(claim.kind)), *(_place(event) if event else ())}
    own |= {*(("who", each) for each in claim.people), *(("tag", each) for each in claim.tags)}
    said = frozenset((item.source, item.stance) for item in claim.evidence)
    named = {("source", item.source) for item in (*claim.evidence, *claim.appears_in)}
    fields = {("in", "claim"), *own, *named, *(("stance", stance) for _, stance in said)}
    yield Passage(("claim", claim.id), _words(_claim_texts(claim)), fields, said, _days(date))
    for item in claim.evidence:
        fields = {("in", "note"), *own, ("source", item.source), ("stance", item.stance)}
        words_ = _words((item.quote, item.translation, item.note))
        yield Passage(
            ("note", claim.id), words_, fields, frozenset({(item.source, item.stance)}), _days(item.date or date)
        )


def _place(event: model.Event) -> set[tuple[str, str]]:
    return {("place", each.lower()) for each in PLACES if each in (event.place or "")}


def _days(date: When | None) -> tuple[int, int] | None:
    return parse(date.edtf).sort_key if date else None


Part = tuple[str, "Callable[[Passage], bool]"]
"""A part of a query, and what a passage has to be like for it."""


def some_word(random: Random) -> Part:
    word = random.choice([each for each in WORDS if " " not in each])
    return word, lambda each: word in each.words


def some_field(random: Random) -> Part:
    choices = {
        "who": [f"p{n}" for n in range(60)],
        "source": [f"source-{n}" for n in range(50)],
        "tag": THINGS,
        "place": sorted(
            each.partition(" ")[0].lower() for each in {event.place for event in plain().facts.events} if each
        ),
        "kind": list(words.KINDS),
        "verdict": list(words.VERDICTS),
        "stance": list(words.STANCES),
        "in": list(RecordKind),
    }
    field = random.choice(list(choices))
    value = random.choice(choices[field])
    return f"{field}:{value}", lambda each: (field, value) in each.fields


def some_part(random: Random) -> Part:
    text, fits = random.choice([some_word, some_field])(random)
    return (f"-{text}", lambda each: not fits(each)) if random.random() < 0.25 else (text, fits)


def some_choice(random: Random) -> Part:
    (one, fits), (other, would) = some_part(random), some_part(random)
    return f"{one} OR {other}", lambda each: fits(each) or would(each)


def some_days(random: Random) -> Part:
    first, last = sorted(random.randrange(1690, 2030) for _ in range(2))
    since, until = parse(str(first)).sort_key[0], parse(str(last)).sort_key[1]
    return (
        f"date:{first}/{last}",
        lambda each: each.days is not None and each.days[0] <= until and since <= each.days[1],
    )


def what_one_source_says(random: Random) -> Part:
    source, stance = f"source-{random.randrange(50)}", random.choice(list(words.STANCES))
    return f"source:{source} stance:{stance}", lambda each: (source, stance) in each.said


def some_query(random: Random) -> list[Part]:
    """Return up to four parts of a query; the first is no part that only leaves out."""
    first = random.choice([some_word, some_field, some_choice, some_days, what_one_source_says])(random)
    more = [random.choice([some_part, some_part, some_choice, some_days])(random) for _ in range(random.randrange(4))]
    return [first, *(each for each in more if "source:" not in first[0] and "stance:" not in first[0])]


@pytest.mark.parametrize("window", [100, 1 << 14])
@pytest.mark.parametrize("seed", range(10))
def test_queries_of_many_parts_find_what_a_plain_reading_finds(
    seed: int, window: int, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("genden_cli.query.search.passages._FIRST_WINDOW", window)
    random = Random(seed)  # noqa: S311 -- likewise
    for _ in range(20):
        parts = some_query(random)
        query = " ".join(text for text, _ in parts)
        found = search.search(connection, query, limit=10**6)
        hits = [(hit.kind, hit.id) for hit in found.hits]
        if all(text.isalnum() or ":" in text for text, _ in parts):  # read as a question
            others = [text for text, _ in parts if ":" not in text and text not in WEAK_WORDS]
            parts = [part for part in parts if not (others and part[0] in WEAK_WORDS)]  # beside others it only orders
        expected = Counter(each.record for each in passages() if all(fits(each) for _, fits in parts))
        assert Counter(hits[: expected.total()]) == expected, query
        if rest := Counter(hits[expected.total() :]):  # these have some of the words, and all that the fields ask
            filters = [fits for text, fits in parts if ":" in text]
            assert len(parts) - len(filters) > 1, query
            assert rest <= Counter(each.record for each in passages() if all(fits(each) for fits in filters)), query
        assert found.is_partial == (not expected) or not hits, query
        page = search.search(connection, query, limit=7)
        assert (page.total, page.counts, page.hits) == (found.total, found.counts, found.hits[:7]), query


@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_questions_are_answered_as_the_facts_say(seed: int, connection: sqlite3.Connection) -> None:
    random = Random(seed)  # noqa: S311 -- the same each time is what is wanted
    for _ in range(7):
        wanted, most = some_claims(random), random.choice(MOST)
        assert claims_as_answered(connection, wanted, most) == claims_as_read(wanted)[:most], wanted
    for _ in range(7):
        about, most = some_events(random), random.choice(MOST)
        assert events_as_answered(connection, about, most) == events_as_read(about)[:most], about
    for _ in range(6):
        word, kind = random.choice(WORDS), random.choice(list(RecordKind))
        verdict = next(iter(maybe(random, list(words.VERDICTS))), None)
        query = f"{word} verdict:{verdict}" if verdict else word
        found = search.search(connection, query, kind=kind, limit=10**6)
        assert {hit.id for hit in found.hits} == passages_as_read(word, kind, verdict), (query, kind)


def test_every_person_and_source_is_counted_as_the_facts_say(connection: sqlite3.Connection) -> None:
    about = Counter((who, each.verdict) for each in plain().facts.claims for who in each.people)
    at: dict[str, set[str]] = {}
    for event in plain().facts.events:
        for who in {*dict(event.people), *(who for each in plain().about(event) for who in each.people)}:
            at.setdefault(who, set()).add(event.id)
    for person in people.people(connection):
        assert person.events == len(at.get(person.id, ()))
        assert +Counter(person.verdicts._asdict()) == {v: n for (who, v), n in about.items() if who == person.id}
    said = Counter((item.source, item.stance) for each in plain().facts.claims for item in each.evidence)
    for source in sources.sources(connection):
        assert tuple(getattr(source, word) for word in words.STANCES) == tuple(
            said[source.id, w] for w in words.STANCES
        )


def test_every_claim_has_its_evidence_as_the_facts_say(connection: sqlite3.Connection) -> None:
    for each in plain().facts.claims[::40]:
        told = {(item.source, item.stance, item.note, item.quote, item.rests_on) for item in each.evidence}
        found = claim.claim(connection, each.id).evidence
        assert {(item.source, item.stance, item.note, item.quote, item.rests_on) for item in found} == told


# Lists.


def test_a_long_list_is_a_screenful_for_a_person_and_whole_for_a_program(
    base: Path, genden: Callable[..., Ran]
) -> None:
    shown = genden("claims", base=base)
    rows = re.findall("^[✓✗≈?·∅] ", shown.out, re.MULTILINE)
    assert (shown.code, shown.err) == (0, "")
    assert SCREENFUL - 5 < len(rows) <= SCREENFUL  # a long sentence takes two lines
    assert shown.out.endswith(f"\n{CLAIMS - len(rows):,} more claims, with dates and evidence:  genden claims --all\n")
    printed = genden("claims", "--format", "plain", base=base)
    assert (printed.err, printed.out.count("\n")) == ("", CLAIMS)


def test_a_long_list_that_is_cut_says_how_long_it_is(base: Path, genden: Callable[..., Ran]) -> None:
    shown = genden("claims", "--limit", "60", base=base)
    assert (shown.code, shown.err) == (0, f"60 of {CLAIMS:,} claims; --limit shows more\n")
    assert len(re.findall("^[✓✗≈?·∅] ", shown.out, re.MULTILINE)) == 60


@pytest.mark.parametrize("asked", ["events", "people", "claims --verdict refuted"])
def test_a_list_of_a_length_asked_for_or_readable_is_shown_whole(
    asked: str, base: Path, genden: Callable[..., Ran]
) -> None:
    shown, printed = genden(*asked.split(), "--all", base=base), genden(*asked.split(), "--format", "plain", base=base)
    rows = [row.split("\t")[0] for row in printed.out.splitlines()]
    assert (shown.code, shown.err, [id_ for id_ in rows if id_ not in shown.out]) == (0, "", [])


def test_hits_that_nobody_counted_are_said_to_be_many(base: Path, genden: Callable[..., Ran]) -> None:
    shown = genden("search", "it", "OR", "the", "--limit", "3", base=base)
    assert "\n3 of more than 2,000 hits, in order of time: too many to weigh; --limit shows more\n" in shown.out
