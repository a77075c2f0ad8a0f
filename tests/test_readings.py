"""Readings: the claims that sentences in other words seem to make, on several topics."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import closing
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import TESTS

from genden_cli.index import store
from genden_cli.paths import bundled_facts
from genden_cli.query.text.claims_made import MAX_READINGS, ClaimReader
from genden_cli.text.endings import has_ending
from genden_cli.text.quantities import quantity_tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    from genden_cli.query.text.claims_made import ClaimReading

    Genden = Callable[..., Ran]

LEAST_RIGHT = 0.75
MOST_CLAIMED = 0.12
"""The share of sentences with a right claim, and the share of strange sentences with any claim."""

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load((TESTS / "readings.yaml").read_text(encoding="utf-8"))


def base_of(name: str) -> Path:
    return Path(bundled_facts()) if name == "bundled" else TESTS / name


@cache
def readings_of(name: str) -> list[tuple[dict[str, Any], tuple[ClaimReading, ...]]]:
    """Return the sentences of a set with their readings. Each sentence begins a text of its own."""
    with closing(store.build_in_memory(str(base_of(name)))) as connection:
        return [(entry, _read(ClaimReader(connection), entry)) for entry in SETS[name]]


def _read(reader: ClaimReader, entry: dict[str, Any]) -> tuple[ClaimReading, ...]:
    if before := entry.get("before"):
        reader.readings(before)
    return reader.readings(entry["s"])


@pytest.fixture(params=SETS)
def set_name(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "bundled" and "\n  words:" not in base_of(name).read_text(encoding="utf-8"):
        pytest.skip("the bundled base has no groups of words")
    return name


def test_most_sentences_in_other_words_get_a_right_claim(set_name: str) -> None:
    rows = [(entry, found) for entry, found in readings_of(set_name) if "any" in entry]
    missed = [entry["s"] for entry, found in rows if not {each.claim for each in found} & set(entry["any"])]
    assert len(missed) <= (1 - LEAST_RIGHT) * len(rows), missed


def test_few_sentences_about_other_things_get_a_claim(set_name: str) -> None:
    rows = [(entry, found) for entry, found in readings_of(set_name) if entry.get("none")]
    claimed = [(entry["s"], found[0].claim) for entry, found in rows if found]
    assert len(claimed) <= MOST_CLAIMED * len(rows), claimed


def test_sentence_that_denies_a_claim_is_said_to_deny_it(set_name: str) -> None:
    wrong = [
        entry["s"]
        for entry, found in readings_of(set_name)
        for right in [[each for each in found if each.claim in entry.get("any", ())]]
        if right and any(each.denied for each in right) != entry.get("denies", False)
    ]
    assert len(wrong) <= 3, wrong


def test_no_sentence_gets_more_than_three_claims(set_name: str) -> None:
    assert all(len(found) <= MAX_READINGS for _, found in readings_of(set_name))


WORDS = """
base: {title: T, words: [[slap, hit, struck, пощёчина, 耳光]]}
people:
  eve: {name: Eve Marsh, names: [{text: Ева Марш}, {text: 伊娃}], roles: [{title: Mayor of Aldport}]}
  bob: {name: Bob Holm, relations: [{to: ann, as: daughter}]}
  ann: {name: Ann Holm}
claims:
  slap: {says: Eve Marsh slapped Bob Holm., people: [eve, bob], verdict: unproven}
  ran: {says: Eve Marsh ran away in 1901., people: [eve], verdict: refuted, because: The log.}
  cake: {says: Ann Holm baked a cake on 3 May 1901., people: [ann], verdict: supported, because: Log.}
  sheep: {says: About 18000 sheep drowned., verdict: supported, because: Log.}
  silent: {says: The log mentions no slap., verdict: supported, because: Log.}
"""

# A text, and the claims that its sentences seem to make; "-" before a claim: denied.
TEXTS = {
    "Eve struck Bob.": [["slap"]],
    "Eve did not hit Bob.": [["-slap"]],
    "Eve not only hit Bob.": [["slap"]],
    "Ева дала Бобу пощёчину. Eve hit Bob.": [[], ["slap"]],
    "伊娃打了Bob一记耳光。": [["slap"]],
    "Eve came by. She hit Bob.": [[], ["slap"]],
    "Eve came by. In 1901 she ran away.": [[], ["ran"]],
    "Eve came by. In 1902 she ran away.": [[], []],
    "Eve came by. The mayor struck Bob.": [[], ["slap"]],
    "On the 3rd of May 1901 Ann baked a cake.": [["cake"]],
    "On 1901-05-03 Ann baked a cake.": [["cake"]],
    "On 4 May 1901 Ann baked a cake.": [[]],
    "Bob came with his daughter Ann. She baked a cake.": [[], ["cake"]],
    "Some eighteen thousand sheep drowned.": [["sheep"]],
    "Some eighty thousand sheep drowned.": [[]],
    "The log has nothing about a slap.": [["silent"]],
    "Churchill hit Bob.": [[]],
    "Ann hit Bob.": [[]],
    "The plumber hit a nail.": [[]],
}


@pytest.mark.parametrize("text", TEXTS)
def test_subjects_numbers_dates_and_denials_are_respected(text: str, tmp_path: Path, genden: Genden) -> None:
    record = _record(genden, text, _base(tmp_path))
    found = [
        [f"{'-' * each['denied']}{each['claim']}" for each in sentence["perhaps"]]
        for passage in record["paragraphs"]
        for sentence in passage["sentences"]
    ]
    assert [each[:1] for each in found] == TEXTS[text]


def test_base_without_an_examined_document_weighs_a_text(tmp_path: Path, genden: Genden) -> None:
    base = _base(tmp_path)
    ran = _read_text(genden, "Eve struck Bob. It rained.", base)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "-\n"
        "Sentences  2: 1 recognized, 1 unknown\n"
        "Readings   ? 1 unproven\n"
        "Marks      {1} our reading, not a quote: the claims that the sentence seems to make\n"
        "           │ nothing in the base was recognized in this sentence\n"
        "\n"
        "  1 │ Eve struck Bob. {1} It rained.\n"
        "       1 perhaps       ? unproven: Eve Marsh slapped Bob Holm. slap\n"
        "\n"
        "T (sha256:b1674a8c7562)\n"
    )
    score = _record(genden, "Eve struck Bob. It rained.", base)["score"]
    assert (score["sentences"], score["uncovered"], score["recognized"], score["unknown"]) == (2, 2, 1, 1)
    assert score["readings"]["unproven"] == 1


def test_readings_are_rows_in_every_data_format(tmp_path: Path, genden: Genden) -> None:
    base = _base(tmp_path)
    (row,) = csv.DictReader(_read_text(genden, "Eve never struck Bob.", base, "--format", "csv").out.splitlines())
    shown = {key: row[key] for key in ("how", "claim", "verdict", "quote", "found", "denied", "start", "end")}
    assert shown == {
        "how": "reading",
        "claim": "slap",
        "verdict": "unproven",
        "quote": "",
        "found": "Eve never struck Bob.",
        "denied": "true",
        "start": "0",
        "end": "21",
    }
    assert "unproven, denied here: Eve Marsh slapped" in _read_text(genden, "Eve never struck Bob.", base).out


def test_text_that_is_in_no_way_in_the_base_says_so(tmp_path: Path, genden: Genden) -> None:
    ran = _read_text(genden, "It rained in Paris.", _base(tmp_path))
    assert (ran.code, ran.err) == (1, "genden: nothing in this text is in the base\n")


def test_name_with_an_ending_is_still_the_name() -> None:
    assert all(has_ending(word, "сталин") for word in ("сталина", "сталину", "сталиныг", "сталинтаи"))
    assert not has_ending("сталинград", "сталин")
    assert not has_ending("сталин" + "а" * 20, "сталин")
    assert not has_ending("ленина", "сталин")


QUANTITIES = {
    "18,000 or eighteen thousand": "number:18000 number:18000",
    "twenty-five thousand, two hundred and five": "number:25000 number:200 number:5",
    "26 November 1937": "number:26 month:11 year:1937",
    "1932-36": "year:1932 year:1936",
    "1937-11-26": "year:1937 month:11 number:26",
    "1937-11": "year:1937 month:11",
    "one of the 1930s": "",
    "he may march; May": "month:5",
    "7月6日": "month:7 number:6",
    "five million": "number:5000000",
}


@pytest.mark.parametrize("text", QUANTITIES)
def test_numbers_and_dates_are_read_in_digits_and_in_words(text: str) -> None:
    found = (f"{token.kind}:{token.text}" for token in quantity_tokens(text) if token.kind != "word")
    assert " ".join(found) == QUANTITIES[text]


def _base(folder: Path) -> Path:
    path = folder / "base.yaml"
    path.write_text(WORDS, encoding="utf-8")
    return path


def _record(genden: Genden, text: str, base: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(_read_text(genden, text, base, "--format", "json").out)["read"]
    return record


def _read_text(genden: Genden, text: str, base: Path, *options: str) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))
        return genden("read", "-", "--all", *options, base=base)


ENDLESS = {
    "words of numbers": "one hundred " * 2_000,
    "denials": "not Eve hit " * 2_000,
    "no spaces": "伊娃耳光" * 2_000,
    "names": "Zorg Blarg " * 2_000,
    "digits": "1" * 10_000,
    "pronouns": "She hit him. " * 2_000,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_text_without_end_is_read_or_declined(kind: str, tmp_path: Path, genden: Genden) -> None:
    ran = _read_text(genden, ENDLESS[kind], _base(tmp_path), "--format", "json")
    assert ran.code in (0, 1)
    assert json.loads(ran.out)["read"]["score"]["sentences"]


def test_words_of_a_group_may_be_several(tmp_path: Path, genden: Genden) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(WORDS.replace("耳光]]", "耳光], [sheep, woolly animals]]"), encoding="utf-8")
    record = _record(genden, "About 18000 woolly animals drowned.", path)
    (sentence,) = record["paragraphs"][0]["sentences"]
    assert [each["claim"] for each in sentence["perhaps"]] == ["sheep"]
