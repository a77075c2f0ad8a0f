"""What a page has for its search: the rules as data, and an index from which every passage can be told again."""

from __future__ import annotations

import bz2
import json
import re
from base64 import b64decode
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TESTS
from exporting import HOSTILE, exported

from genden_cli.export.html.search_index import ids_by_section, search_index
from genden_cli.export.html.search_rules import javascript, search_rules
from genden_cli.export.site import search_data
from genden_cli.index import store
from genden_cli.query.search import answers, guesses, phrasings, question, ranking
from genden_cli.query.search.passages import COLUMN_WEIGHTS
from genden_cli.text import stop_words, unspaced
from genden_cli.text.normalize import SPACER
from genden_cli.text.stems import IRREGULAR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from conftest import Ran

ASKED = TESTS / "asked.yaml"


@pytest.fixture(scope="module", params=[FACTS, ASKED, HOSTILE], ids=["facts", "asked", "hostile"])
def connection(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    with closing(store.build_in_memory(str(request.param))) as found:
        yield found


def index_of(connection: sqlite3.Connection) -> dict[str, Any]:
    return search_index(connection, ids_by_section(connection), ())


def test_the_index_has_the_texts_that_no_claim_has(connection: sqlite3.Connection) -> None:
    columns = "title, names, about, quote, note"
    found = connection.execute(f"SELECT {columns} FROM passage WHERE kind NOT IN ('claim', 'note') ORDER BY rowid")
    expected = [[(text or "").replace(SPACER, "") for text in row] for row in found]
    for texts, whole in zip(index_of(connection)["texts"], expected, strict=True):
        assert all(text in (None, own) for text, own in zip(texts, whole, strict=True))  # None: the page shows it


def test_the_index_has_the_facets_of_every_passage(connection: sqlite3.Connection) -> None:
    index = index_of(connection)
    rows = [set(row.split()) for row in index["facets"]]
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
    index = index_of(connection)
    for section, kind in (("claims", "claim"), ("events", "event"), ("sources", "source")):
        ids = ids_by_section(connection)[section]
        rows = zip(ids, index["asked"][section], strict=True)
        found = [(id_, text) for id_, texts in rows for text in texts]
        expected = connection.execute(f"SELECT {kind}, text FROM {kind}_phrasing").fetchall()
        assert sorted(found) == sorted(expected)


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


def test_the_page_has_rules_and_index_as_compressed_json(genden: Callable[..., Ran]) -> None:
    text = exported(genden, "html", base=HOSTILE)
    (found,) = re.findall('<script id="index" type="application/x-bzip2">(.*?)</script>', text, re.DOTALL)
    read: dict[str, Any] = json.loads(bz2.decompress(b64decode(found, validate=True)))
    assert read.keys() == {"engine", "rules", "base"}
    assert read["rules"]["ranking"]["common"] == ranking.COMMON


def test_the_index_repeats_no_claim(connection: sqlite3.Connection) -> None:
    data = json.dumps(index_of(connection), ensure_ascii=False)
    for says, because in connection.execute("SELECT says, because FROM claim WHERE length(says) > 20"):
        assert says not in data
        assert (because or says) not in data


def test_index_of_a_large_base_stands_in_pieces_that_join_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [bytes([each] * size) for each, size in enumerate((1, 50, 7, 200, 0, 3))]
    monkeypatch.setattr(search_data, "_LARGEST", 64)
    pieces = list(search_data._pieces(data))  # noqa: SLF001 -- a base of this size takes a minute to build
    assert {len(each) for each in pieces[:-1]} == {64}
    assert b"".join(map(b64decode, pieces)) == b"".join(data)
