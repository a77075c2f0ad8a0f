"""Search: which record comes first, what narrows it down, and what is said where nothing is found."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from hypothesis import example, given
from hypothesis import strategies as st
from synthetic import facts

from genden_cli import search_fields
from genden_cli.errors import GendenError, WrongUsage
from genden_cli.index import store
from genden_cli.index.build import build
from genden_cli.load import records
from genden_cli.query.search import answers, ranking
from genden_cli.query.search.proposals import proposals
from genden_cli.query.search.search import HitOrder, search
from genden_cli.query.search.terms import MAX_LENGTH, Term, query_text, terms
from genden_cli.source.base_text import BaseText
from genden_cli.text.command_line import command_line, hint_line, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran


@pytest.fixture(scope="module")
def small() -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(FACTS))
    yield connection
    connection.close()


FIRST = {
    # one word of a claim, whatever its ending and case
    "slap": "claim slap",
    "slapped": "claim slap",
    "Slapping": "claim slap",
    "ballroom": "claim ballroom",
    "BALLROOM": "claim ballroom",
    "ball*": "claim ballroom",
    "banquet": "claim banquet",
    "drunk": "claim drunk",
    "revolt": "claim slap-as-revolt",
    "rehabilit*": "claim rehabilitated",
    "slapp*": "claim slap",
    # several words, in any order, and as a phrase
    "slap face": "claim slap",
    "face slap": "claim slap",
    '"slapped Stalin in the face"': "claim slap",
    "pipe smashed": "claim pipe-smashed",
    "smash pipe": "claim pipe-smashed",
    "embassy reception": "claim embassy-reception",
    '"get rich"': "claim get-rich",
    # an id
    "pipe-smashed": "claim pipe-smashed",
    "molotov-office": "claim molotov-office",
    "embassy-reception": "claim embassy-reception",
    "get-rich": "claim get-rich",
    "kotkin-2017": "source kotkin-2017",
    "confrontation": "event confrontation",
    # a person, in Latin letters
    "genden": "person genden",
    "GENDEN": "person genden",
    "Peljidiin Genden": "person genden",
    "stalin": "person stalin",
    "Joseph Stalin": "person stalin",
    "Sztalin": "person stalin",
    "choibalsan": "person choibalsan",
    "Choybalsan": "person choibalsan",
    "Choibalshan": "person choibalsan",
    "Čojbalsan": "person choibalsan",
    "molotov": "person molotov",
    "voroshilov": "person voroshilov",
    "Lkhümbe": "person lhumbe",
    "Lkhumbe": "person lhumbe",
    "Sükhbaatar": "person sukhbaatar",
    "sukhbaatar": "person sukhbaatar",
    "Xu Shuzheng": "person xu-shuzheng",
    "roy howard": "person roy-howard",
    # in Cyrillic
    "Гэндэн": "person genden",
    "гэндэн": "person genden",
    "Пэлжидийн Гэндэн": "person genden",
    "Сталин": "person stalin",
    "СТАЛИН": "person stalin",
    "Чойбалсан": "person choibalsan",
    "Хорлоогийн": "person choibalsan",
    "Молотов": "person molotov",
    "Ворошилов": "person voroshilov",
    # in Chinese and Japanese, whole, by part, and two characters inside a word
    "根登": "person genden",
    "博勒吉德": "person genden",
    "博勒吉德·根登": "person genden",
    "勒吉": "person genden",
    "徐樹錚": "person xu-shuzheng",
    "徐树铮": "person xu-shuzheng",
    "樹錚": "person xu-shuzheng",
    "哲布尊丹巴": "person bogd-khan",
    "尊丹": "person bogd-khan",
    "ゲンデン": "person genden",
    "スターリン": "person stalin",
    "チョイバルサン": "person choibalsan",
    "バルサン": "person choibalsan",
    # narrowed down
    "slap verdict:unproven": "claim slap",
    "slap in:claim": "claim slap",
    "in:person genden": "person genden",
    "in:quote slap who:Сталин": "claim slap",
    "who:stalin tag:violence slap": "claim slap",
    "根登 in:source": "source wikipedia-zh-genden",
    "smash pipe who:Gendong": "claim pipe-smashed",
}


@pytest.mark.parametrize("query", FIRST)
def test_the_record_that_is_meant_comes_first(query: str, spellings: sqlite3.Connection) -> None:
    hit = search(spellings, query).hits[0]
    assert f"{hit.kind} {hit.id}" == FIRST[query]
    assert command_line(hit.next) == f"genden {FIRST[query]}"


MISTYPED = {
    "slpa": ["slap"],
    "balroom": ["ballroom"],
    "Stalln": ["stalin"],
    '"in the fcae"': ["'\"in the face\"'"],
    "slpa verdict:unproven": ["'slap verdict:unproven'"],
    "slpa OR": ["slap"],
    "трубка": [],
    "slpa OR slpa -pipe": ["'slap OR slap -pipe'"],
}


@pytest.mark.parametrize("query", MISTYPED)
def test_the_nearest_words_are_proposed(query: str, spellings: sqlite3.Connection) -> None:
    assert search(spellings, query).hits == ()
    proposed = [quoted(each) for each in proposals(spellings, query).queries]
    assert proposed[: len(MISTYPED[query])] == MISTYPED[query]


# Misspelt words beside others, and inflected names, find what is meant. Nothing is proposed then.
READ_AS = {
    "ballrooom slapp": ("claim ballroom", [("ballrooom", "ballroom")]),
    "pipe smahsed": ("claim pipe-smashed", [("smahsed", "smashed")]),
    "who is Stalln": ("person stalin", [("Stalln", "stalin")]),
    "Чойбалсанг": ("person choibalsan", []),
}


@pytest.mark.parametrize("query", READ_AS)
def test_a_misspelt_word_beside_others_is_read_as_the_nearest(query: str, spellings: sqlite3.Connection) -> None:
    found = search(spellings, query)
    assert (f"{found.hits[0].kind} {found.hits[0].id}", list(found.corrected)) == READ_AS[query]


DOORS = """
base: {title: Doors, language: en}
people: {haas: {name: Konstantin Haas}}
claims:
  door: {says: The guard brought it and let Konstantin Haas break the slap of the forged letters., verdict: unreviewed}
  treaties: {says: They maintained the treaties of the laughter., verdict: unreviewed}
"""

OWN_WORDS = {
    "leters": "letters",
    "lettrs": "letters",
    "Konstatin": "konstantin",
    "forgery": "forge",
    "breakfast": "",
    "bought": "",
    "slapstick": "",
    "doorguards": "",
    "slaughter": "",
    "twenties": "",
    "mountain": "",
}


@pytest.mark.parametrize("word", OWN_WORDS)
def test_only_a_misspelt_word_is_read_as_another(word: str, tmp_path: Path) -> None:
    path = tmp_path / "doors.yaml"
    path.write_text(DOORS, encoding="utf-8")
    with closing(store.build_in_memory(str(path))) as connection:
        found = search(connection, f"haas {word}")
    assert dict(found.corrected).get(word, "") == OWN_WORDS[word]
    assert (word in found.unknown) is (OWN_WORDS[word] == "")


# What a search is narrowed by, on the small base: kinds and ids, in the order of the answer.
NARROWED = {
    "verdict:refuted in:claim": ["claim whole-town"],
    "kind:office in:claim": ["claim keeper"],
    "VERDICT:Refuted In:Claim": ["claim whole-town"],
    "tag:weather in:claim": ["claim storm"],
    "tag:weather": ["event dark-night", "claim storm", "note storm", "note storm", "note storm"],
    "who:marsh in:claim": ["claim marsh-ordered", "claim orders"],
    "who:Маrш OR who:marsh in:person": ["person marsh"],
    "who:marsh in:event": ["event dark-night"],
    "who:marsh in:person": ["person marsh"],
    'who:"Brandt, Ana" in:person': ["person brandt"],
    "source:guide stance:supports in:claim": ["claim orders"],
    "source:guide stance:contradicts in:claim": ["claim put-out"],
    "source:guide": ["claim put-out", "claim orders", "note put-out", "note orders", "source guide"],
    "source:lost in:note": ["note orders"],
    "stance:context": ["claim orders", "note orders"],
    "stance:context in:note": ["note orders"],
    "place:lamp": None,
    "place:aldport in:event": ["event founding", "event dark-night"],
    'place:"Town hall"': ["event inquiry"],
    "in:quote": None,
    "in:quote flame": ["note put-out"],
    "in:quote hands": ["claim put-out", "note put-out"],
    "in:quote in:event": ["event dark-night"],
    "date:1898": ["event novel-appears", "source novel", "claim song-older"],
    "date:1789-02 in:event": ["event inquiry"],
    "date:>1955 in:event": ["event open-end"],
    "date:>=1955 in:event": ["event open-end"],
    "date:<0000": ["event founding", "claim song-older"],
    "date:<=1780 in:claim": ["claim marsh-ordered", "claim keeper", "claim song-older"],
    "date:>1780 date:<1788-12-31 in:claim": ["claim marsh-ordered", "claim song-older"],
    "date:>1780/..": [],
    "date:<../1780": [],
    "storm OR verdict:refuted in:claim": ["claim storm", "claim whole-town"],
    "-lamp OR storm in:claim verdict:unproven": ["claim storm"],
    "storm OR -in:claim in:claim": ["claim storm"],
    "in:person OR in:source -who:marsh -pamphlet -source:log song": [],
    "in:person -who:marsh -who:ohm": ["person brandt", "person ohm-elder"],
    "-in:note -in:claim -in:event -in:source": ["person marsh", "person brandt", "person ohm", "person ohm-elder"],
    "in:claim verdict:opinion OR verdict:refuted": ["claim whole-town", "claim bravest"],
    "lamp -hands -storm -kept -dark -ordered -whole in:event": ["event founding", "event open-end"],
    "in:claim -lamp -verdict:supported": ["claim song-older", "claim bravest"],
}


@pytest.mark.parametrize("query", NARROWED)
def test_fields_narrow_a_search_down(query: str, small: sqlite3.Connection) -> None:
    found = [f"{hit.kind} {hit.id}" for hit in search(small, query).hits]
    assert found == NARROWED[query] if NARROWED[query] is not None else len(found) > 0


def test_what_a_source_says_counts_with_its_own_stance_alone(small: sqlite3.Connection) -> None:
    claims = [hit.id for hit in search(small, "source:log stance:silent in:claim").hits]
    assert claims == ["put-out", "storm"]  # others have the log, and are silent in somebody else's words


def test_two_alternatives_of_mixed_kinds_both_hold(small: sqlite3.Connection) -> None:
    found = search(small, "storm OR verdict:refuted town OR verdict:unproven in:claim")
    assert [hit.id for hit in found.hits] == ["storm", "whole-town"]


# Texts that look like a field, an operator or FTS5's own language, and are words.
WORDS = [
    "http://example.org/lamp",
    "12:30",
    "std::vector",
    "lamp:",
    ": lamp",
    "a:b",
    "маяк:лампа",
    "lamp :)",
    "foo:)",
    "OR",
    "OR lamp",
    "lamp OR",
    "lamp OR OR storm",
    "lamp AND NOT storm",
    "NEAR(lamp storm, 2)",
    "{title} : lamp",
    "^lamp",
    "lamp + storm",
    "((lamp",
    '"lamp',
    '"',
    '""',
    "*",
    "lamp**",
    "-",
    "--",
    "'; DROP TABLE passage; --",
    "lamp\x00storm",
    "½ ² ③",
    "\u0300\u200b",
    "😀",
]


@pytest.mark.parametrize("query", WORDS)
def test_odd_texts_are_words(query: str, small: sqlite3.Connection) -> None:
    assert search(small, query).query == query


FIELDS = "fields are who, source, tag, kind, verdict, stance, place, in, date"

REFUSED = {
    "foo:bar": (
        "no field 'foo:'",
        f'{FIELDS}; "foo:bar" in quotation marks is looked for as words',
    ),
    "vedict:disputed": ("no field 'vedict:'", "did you mean verdict:?"),
    'mailto:"x@y"': (
        "no field 'mailto:'",
        f'{FIELDS}; "mailto:x',
    ),
    "verdict:disputd": ("no verdict 'disputd'", "did you mean verdict:disputed?"),
    "kind:note": ("no kind 'note'", "did you mean in:note?"),
    "stance:maybe": ("no stance 'maybe'", "stance: is one of supports, contradicts, silent, context"),
    "in:Aldport": ("no in 'Aldport'", "in: is one of claim, event, person, source, note, quote"),
    "tag:wether": ("no tag 'wether'", "did you mean weather?"),
    "tag:x": ("no tag 'x'", "tags are lamp, night, weather"),
    "place:Aldprot": ("no place 'Aldprot'", "did you mean Aldport?"),
    "place:?": ("no place '?'", "places are Aldport; Lamp House, Aldport; Town hall"),
    "who:nobody": ("no person 'nobody'", "genden people lists them"),
    "source:novell": ("no source 'novell'", "did you mean"),
    "date:13": ("date '13': a year needs four digits", "dates are EDTF: 1935, 1935-12, 1935/1937;"),
    "date:193u": ("date '193u': ", "write 193X"),
    "date:": ("date: without a date", "quote what the shell would take: 'date:>1936'"),
    "-date:1788": ("a date cannot be left out", "say what is wanted:"),
    "lamp OR date:1788": ("a date cannot stand beside OR", "a range will do: date:1935/1937"),
    "x" * (MAX_LENGTH + 1): ("a query has at most 1,000 characters", "look for the rarest of the words"),
}


def test_evidence_without_a_word_is_found_by_filters(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(
        "base: {title: T}\nsources: {log: {title: Log, reliability: A}}\nclaims: {rain: {says: It rained.,"
        " tags: [weather], verdict: unreviewed, evidence: [{source: log, stance: supports}]}}\n"
    )
    ran = genden("search", "tag:weather", "in:note", "--json", base=base)
    (hit,) = json.loads(ran.out)["search"]["hits"]
    assert (hit["kind"], hit["id"], hit["source"], hit["passage"]) == ("note", "rain", "log", "")
    assert "note   It rained." in genden("search", "tag:weather", base=base).out


@pytest.mark.parametrize("query", REFUSED)
def test_what_looks_like_a_field_and_is_none_is_refused_with_a_remedy(query: str, small: sqlite3.Connection) -> None:
    message, hint = REFUSED[query]
    with pytest.raises(GendenError) as refused:
        search(small, query)
    assert refused.value.message.startswith(message)
    assert hint_line(refused.value.hints[0]).startswith(hint)


def test_a_base_without_tags_and_places_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("bare") / "bare.yaml"
    file.write_text("base: {title: Bare}\nevents:\n  e: {title: It rains}\n", encoding="utf-8")
    connection = store.build_in_memory(str(file))
    for field in ("tag", "place"):
        with pytest.raises(GendenError) as refused:
            search(connection, f"{field}:x")
        assert refused.value.hints == (f"no record has a {field}",)
    connection.close()


def test_terms_are_read_as_they_are_written() -> None:
    query = 'lamp -storm "two words" pre* who:"Ana Brandt" -in:note a OR "b c" OR -d'
    found = terms(query)
    assert found == (
        (Term("lamp"),),
        (Term("storm", negated=True),),
        (Term("two words", phrase=True),),
        (Term("pre", prefix=True),),
        (Term("Ana Brandt", field="who", phrase=True),),
        (Term("note", field="in", negated=True),),
        (Term("a"), Term("b c", phrase=True), Term("d", negated=True)),
    )
    assert query_text(found) == query


# What is said of an answer.

NOTHING = "genden: nothing found for '-lamp'\n"

SAID = {
    "search lmap": (1, "genden: nothing found for 'lmap'\ndid you mean: genden search lamp\n"),
    "search lmap --kind note": (
        1,
        "genden: nothing found for 'lmap' among notes\ndid you mean: genden search --kind note lamp\n",
    ),
    "search -lamp": (
        1,
        f"{NOTHING}that leaves out, and looks for nothing: name a word, or a field such as in:claim\n",
    ),
    "search ?": (1, "genden: no words to look for in '?'\n"),
    "search lamp verdict:opinion": (1, "genden: nothing found for 'lamp verdict:opinion'\n"),
    "search lamp --limt 3": (
        2,
        "genden: no such option: --limt\ndid you mean --limit?\ngenden search --help shows how it is used\n",
    ),
    "search lamp --xyzzy": (2, "genden: no such option: --xyzzy\ngenden search --help shows how it is used\n"),
}


@pytest.mark.parametrize("line", SAID)
def test_what_was_not_found_is_said_with_what_to_do(line: str, genden: Callable[..., Ran]) -> None:
    assert genden("--format", "plain", *line.split()) == (SAID[line][0], "", SAID[line][1])


REMARKS = {
    "search lamp zebra": "nothing here has 'zebra'\n",
    "search is the lamp a zebra or a unicorn": ("nothing here has 'zebra' or 'unicorn'; left out: is the a or\n"),
    "search hands weather": "no passage has every word\n",
    "search hands wether": "'wether' is read as 'weather'; no passage has every word\n",
    "search the lamp": "",
}


@pytest.mark.parametrize("line", REMARKS)
def test_words_that_are_not_found_as_typed_are_named(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden("--format", "plain", *line.split())
    assert (ran.code, ran.err) == (0, REMARKS[line])
    assert ran.out


def test_everything_after_two_dashes_is_words(genden: Callable[..., Ran]) -> None:
    said = "genden: nothing found for '--help'\nno passage has 'help', or a word like it\n"
    assert genden("search", "--", "--help") == (1, "", said)
    ran = genden("search", "--format", "plain", "--", "--lamp")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("claim\tstorm\t")


def test_json_lines_have_a_hit_a_line_with_its_reason(genden: Callable[..., Ran]) -> None:
    lines = [json.loads(line) for line in genden("search", "Анна", "--format", "jsonl").out.splitlines()]
    assert lines[0]["next"] == "genden person brandt"
    assert (lines[0]["matched"], lines[0]["base"]) == ("name", "Who put out the lamp of Aldport?")
    assert {line["matched"] for line in lines} <= {"name", "words"}
    assert genden("search", "xyzzy", "--format", "jsonl").out == ""


def test_a_table_of_nothing_is_empty(genden: Callable[..., Ran]) -> None:
    assert genden("search", "lmap").out == ""


def test_a_field_that_names_a_record_otherwise_says_how(genden: Callable[..., Ran]) -> None:
    ran = genden("search", "who:Марш in:person", "--format", "plain")
    assert ran.out.startswith("person\tmarsh\t")
    assert ran.err == "matched marsh by transliteration: Tobias Marsh (marsh)\n"


def test_hits_of_one_kind_can_be_asked_for(genden: Callable[..., Ran]) -> None:
    ran = genden("search", "lamp", "--kind", "event", "--limit", "2", "--format", "json")
    answer = json.loads(ran.out)["search"]
    assert [hit["next"] for hit in answer["hits"]] == ["genden event dark-night", "genden event founding"]
    assert (answer["counts"], answer["order"]) == ([["event", 3]], "best first")


def test_the_order_is_said(small: sqlite3.Connection, genden: Callable[..., Ran]) -> None:
    assert search(small, "lamp").order == HitOrder.BEST_FIRST
    assert search(small, "verdict:supported").order == HitOrder.BY_TIME
    assert "hits, in order of time; " in genden("search", "verdict:supported").out


def test_too_many_hits_to_weigh_come_in_order_of_time() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, records([BaseText("facts.yaml", "".join(facts(claims=2_000, number=50)).encode())]))
    found = search(connection, "it OR the", limit=3)
    assert (found.order, found.total, found.counts) == (HitOrder.TOO_MANY, None, ())
    days = [hit.line for hit in found.hits]
    assert days == sorted(days)
    connection.close()


# Any text is a query: it is answered, or declined in a sentence.

PIECES = ["lamp", "storm", "brandt", "勃蘭", "Анна", "OR", "-", '"', "*", "(", ")", "NEAR", "^", "{", "}", ":", "\x00"]
PIECES += [
    "who:",
    "in:",
    "date:",
    "tag:",
    "place:",
    "verdict:",
    "kind:",
    "stance:",
    "source:",
    "foo:",
    "1788",
    " ",
    " ",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("lamp " * 200)
@example(" OR ".join(["lamp"] * 140))
@example(" ".join(["-lamp"] * 160))
@example("-lamp OR -storm")
def test_any_text_is_answered_or_declined_in_a_sentence(small: sqlite3.Connection, text: str) -> None:
    assert _answered(small, text)


def _answered(base: sqlite3.Connection, text: str) -> bool:
    try:
        return bool(search(base, text).hits) or all(proposals(base, text).queries)
    except GendenError as declined:
        return bool(declined.message) and declined.exit == WrongUsage.exit


def test_help_names_every_field_and_every_kind_of_passage(genden: Callable[..., Ran]) -> None:
    printed = " ".join(genden("search", "--help").out.split())
    described = printed[printed.index("Fields") : printed.index("Any other text")]
    assert [name for name in search_fields.FIELDS if f"{name}:" not in described] == []
    assert "in:" + "|".join(search_fields.FIELDS["in"].values) in described


def test_the_index_writes_facets_of_every_field_and_no_others() -> None:
    with closing(store.build_in_memory(str(FACTS))) as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("CREATE VIRTUAL TABLE temp.token USING fts5vocab(main, facet, row)")
        letters = {token[0] for (token,) in connection.execute("SELECT term FROM temp.token")}
    assert letters == {field.facet for field in search_fields.FIELDS.values() if field.facet}


def test_field_without_a_value_is_a_word_and_said_to_be(genden: Callable[..., Ran]) -> None:
    ran = genden("search", "lamp", "OR", "who:", "--format", "plain")
    said = "'who:' is taken as a word; with no space after it, who:… narrows the search down\n"
    assert (ran.code, ran.err) == (0, said)


@pytest.mark.parametrize("common", [0, 1, 3, 2_000])
def test_words_that_stand_everywhere_find_passages_too(
    common: int, small: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (answers, ranking):
        monkeypatch.setattr(module, "COMMON", common)
    found = answers.answers(small, terms("lamp storm"))
    assert found.passages
    assert found.is_ranked == bool(common)


def test_address_that_no_source_has_is_said(genden: Callable[..., Ran]) -> None:
    said = "genden: no source here has the address https://example.org/none\n"
    assert genden("search", "https://example.org/none") == (1, "", said)


def test_every_word_of_an_id_finds_its_record(genden: Callable[..., Ran]) -> None:
    ids = re.findall(r"^  ([a-z]+(?:-[a-z]+)*):$", FACTS.read_text("utf-8"), re.MULTILINE)
    words = {word for id_ in ids for word in id_.split("-")}
    assert len(words) > len(ids) - 5
    assert [word for word in sorted(words) if genden("search", word).code] == []


@pytest.mark.parametrize(("query", "record"), [("web", "source website"), ("brav", "claim bravest")])
def test_beginning_of_an_id_leads_to_its_record(query: str, record: str, genden: Callable[..., Ran]) -> None:
    ran = genden("search", query)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[1] == f"did you mean: genden {record}"


@pytest.mark.parametrize("query", ["brandt-lettrs", "zzz", "lmap", "pamphlt", "lost-report-1", "report lost lmap"])
def test_no_query_is_proposed_to_itself(query: str, genden: Callable[..., Ran]) -> None:
    assert f"genden search {query}\n" not in genden("search", query).err
