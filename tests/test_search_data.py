"""What a page has for its search: the rules as data, and an index from which every passage can be told again."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TESTS
from exporting import BUNDLED, HOSTILE, exported

from genden_cli.export.html.packing import ALPHABET, LEADS, front_coded, pack
from genden_cli.export.html.search_index import search_index
from genden_cli.export.html.search_rules import javascript, search_rules
from genden_cli.index import store
from genden_cli.query.search import answers, guesses, phrasings, question, ranking
from genden_cli.query.search.passages import COLUMN_WEIGHTS
from genden_cli.text import stop_words, unspaced
from genden_cli.text.stems import IRREGULAR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from tests.conftest import Ran

ASKED = TESTS / "asked.yaml"
MOST = 0.35
"""The greatest size of rules and index of the shipped base, as a share of its bytes."""


@pytest.fixture(scope="module", params=[FACTS, ASKED, HOSTILE], ids=["facts", "asked", "hostile"])
def connection(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    with closing(store.build_in_memory(str(request.param))) as found:
        yield found


def unpacked(text: str) -> list[int]:
    """Return the numbers of a packed text."""
    numbers = []
    rest = iter(text)
    for letter in rest:
        lead, first, length = ALPHABET.index(letter), 0, 0
        while lead >= LEADS[length]:
            lead -= LEADS[length]
            first += LEADS[length] * len(ALPHABET) ** length
            length += 1
        for _ in range(length):
            lead = lead * len(ALPHABET) + ALPHABET.index(next(rest))
        numbers.append(first + lead)
    return numbers


def words_of(text: str) -> list[str]:
    """Return the words of a front-coded text."""
    found = [""]
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", text):
        found.append(found[-1][: ord(shared) - ord("A")] + rest)
    return found[1:]


def stems_of(connection: sqlite3.Connection, words: list[str]) -> list[str]:
    """Return the first stem of each word, as full-text search makes it."""
    (statement,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'passage'").fetchone()
    connection.execute(f"CREATE VIRTUAL TABLE temp.one USING fts5 (word, {statement[statement.index('tokenize') :]}")
    connection.executemany("INSERT INTO temp.one (rowid, word) VALUES (?, ?)", enumerate(words))
    connection.execute("CREATE VIRTUAL TABLE temp.stem USING fts5vocab(temp, one, instance)")
    found = dict(connection.execute("SELECT doc, term FROM temp.stem WHERE offset = 0"))
    connection.execute("DROP TABLE temp.stem")
    connection.execute("DROP TABLE temp.one")
    return [found.get(number, "") for number in range(len(words))]


def test_every_number_is_packed_and_small_ones_are_short() -> None:
    numbers = [0, 39, 40, 3909, 3910, 52_509, 52_510, 781_509]
    assert unpacked(pack(numbers)) == numbers
    assert [len(pack([number])) for number in numbers] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_every_word_is_stored() -> None:
    words = ["die", "died", "dies", "pipe", "пощёчина", "пощёчину", "1,000", "x" * 40, "x" * 40 + "y"]
    assert words_of(front_coded(sorted(words))) == sorted(words)


def test_the_index_has_every_word_of_every_passage(connection: sqlite3.Connection) -> None:
    index = search_index(connection)
    others, columns = iter(index["other_stems"].split(" ")), list(COLUMN_WEIGHTS)
    known = stems_of(connection, words_of(index["words"]))
    stems = [known[number - 1] if number else next(others) for number in unpacked(index["stems"])]
    found, row, column, at = [], 1, "", 0
    for number in unpacked(index["text"]):
        if number == 0:
            row += 1
        elif number <= len(columns):
            column, at = columns[number - 1], 0
        else:
            found.append((row, column, at, stems[number - len(columns) - 1]))
            at += 1
    connection.execute("CREATE VIRTUAL TABLE temp.every USING fts5vocab(main, passage, instance)")
    assert sorted(found) == sorted(connection.execute("SELECT doc, col, offset, term FROM temp.every"))
    connection.execute("DROP TABLE temp.every")
    assert row - 1 == connection.execute("SELECT count(*) FROM entry").fetchone()[0]


def test_the_index_has_every_word_as_it_is_written(connection: sqlite3.Connection) -> None:
    index = search_index(connection)
    words = dict(zip(words_of(index["words"]), index["word_signs"], strict=True))
    forms = {word for (word,) in connection.execute("SELECT word FROM word_form")}
    plain = {word for (word,) in connection.execute("SELECT word FROM word")}
    assert {word for word, sign in words.items() if sign != "2"} == forms
    assert {word for word, sign in words.items() if sign != "1"} == plain


def test_the_index_has_the_facets_of_every_passage(connection: sqlite3.Connection) -> None:
    index = search_index(connection)
    names = index["facet_names"].split(" ")
    rows: list[set[str]] = [set()]
    for number in unpacked(index["facets"]):
        if number:
            rows[-1].add(names[number - 1])
        else:
            rows.append(set())
    entries = connection.execute("SELECT n, kind, id FROM entry ORDER BY n").fetchall()
    claims = {id_: rows[n - 1] for n, kind, id_ in entries if kind == "claim"}
    for n, kind, id_ in entries:
        if kind == "note":
            source, stance = sorted(each for each in rows[n - 1] if each[0] in "sx")
            claims[id_] |= {source, stance, source + stance}
            rows[n - 1] |= {source + stance} | {each for each in claims[id_] if each[0] in "ptvkl"}
    found = {(n, facet) for n, row in enumerate(rows, 1) for facet in row}
    connection.execute("CREATE VIRTUAL TABLE temp.each_facet USING fts5vocab(main, facet, instance)")
    assert found == set(connection.execute("SELECT doc, term FROM temp.each_facet"))
    connection.execute("DROP TABLE temp.each_facet")


def test_the_index_has_every_phrasing(connection: sqlite3.Connection) -> None:
    index = search_index(connection)
    stems = index["asked_stems"].split("\n")
    found = set()
    for section, kind in (("claims", "claim"), ("events", "event"), ("sources", "source")):
        for record, packed in index["asked"][section].items():
            numbers = " ".join(map(str, unpacked(packed)))
            for form in numbers.removesuffix("0").split(" 0 "):
                words = " ".join(stems[int(number) - 1] for number in form.split())
                found.add((kind, index["ids"][section].split(" ")[record], words))
    assert found == set(connection.execute("SELECT kind, id, form FROM asking"))


def test_the_rules_are_those_of_the_command(connection: sqlite3.Connection) -> None:
    rules = json.loads(json.dumps(search_rules(connection)))
    modules = {"question": (question, guesses), "ranking": (ranking,), "answers": (answers,), "phrasings": (phrasings,)}
    for name, sources in modules.items():
        expected = {key: each for module in sources for key, each in module.RULES.items()}
        assert rules[name] == json.loads(json.dumps(expected))
        named = {
            key.lower().removeprefix("_")
            for module in sources
            for key, each in vars(module).items()
            if isinstance(each, float)
        }
        assert named <= set(rules[name]), f"{name}: a constant that is not exported"
    assert set(rules["stop"]["empty"].split()) == stop_words.STOP_WORDS
    assert set(rules["stop"]["weak"].split()) == stop_words.WEAK_WORDS
    groups = (line.split() for line in rules["stems"]["irregular"].split("|"))
    assert {form: group[0] for group in groups for form in group} == IRREGULAR
    assert rules["columns"] == COLUMN_WEIGHTS


def test_a_pattern_is_written_for_javascript() -> None:
    assert javascript(re.compile(r"(?<=\w)[^\W_]+\d", re.IGNORECASE)) == [
        r"(?<=[\p{L}\p{N}_])[\p{L}\p{N}]+\p{Nd}",
        "giu",
    ]
    assert "\\w" not in javascript(unspaced.WORD)[0]


def test_the_page_has_rules_and_index_as_json_without_markup(genden: Callable[..., Ran]) -> None:
    text = exported(genden, "html", base=HOSTILE)
    found = re.findall('<script id="index" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert len(found) == 1
    assert not re.search("[<>&]", found[0])
    read: dict[str, Any] = json.loads(found[0])
    assert read.keys() == {"rules", "base"}
    assert read["rules"]["ranking"]["common"] == ranking.COMMON


def test_the_index_of_the_shipped_base_is_small(shipped: sqlite3.Connection) -> None:
    data = {"rules": search_rules(shipped), "base": search_index(shipped)}
    assert len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()) <= MOST * BUNDLED.stat().st_size
