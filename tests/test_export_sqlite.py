"""The base as a database of its own: whole, with keys that hold, described, read by sqlite-utils."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import sqlite_utils
from attacks import texts
from exporting import FACTS, HOSTILE, MINIMAL, SINGULAR, exported

from genden_cli import export as exports
from genden_cli import schema, words
from genden_cli.field_types import NamesType, sql_name
from genden_cli.index import store
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

VIEWS = {"timeline", "claim_evidence", "profile", "examined_claim", "scorecard"}


@pytest.fixture
def rows(genden: Callable[..., Ran], tmp_path: Path) -> Callable[..., list[Any]]:
    """Export a base and ask the database something."""
    done: set[Path] = set()

    def ask(statement: str, base: Path = FACTS, before: str = "") -> list[Any]:
        file = tmp_path / "base.db"
        if base not in done:
            assert genden("export", "sqlite", "-o", str(file), base=base) == (0, "", "")
            done.add(base)
        with closing(sqlite3.connect(file)) as database:
            database.executescript(before)
            return database.execute(statement).fetchall()

    return ask


def test_the_database_is_sound_and_its_keys_hold(base: Path, rows: Callable[..., list[Any]]) -> None:
    assert rows("PRAGMA integrity_check", base) == [("ok",)]
    assert rows("PRAGMA foreign_key_check", base) == []


def test_it_holds_what_the_base_says(rows: Callable[..., list[Any]], genden: Callable[..., Ran]) -> None:
    facts = json.loads(genden("export", "json", base=HOSTILE).out)
    for table, section in {"source": "sources", "person": "people", "event": "events", "claim": "claims"}.items():
        assert rows(f"SELECT id FROM {table} ORDER BY rowid", HOSTILE) == [(each,) for each in facts[section]]
    assert rows("SELECT says, because FROM claim WHERE id = 'say'", HOSTILE) == [
        (facts["claims"]["say"]["says"], facts["claims"]["say"]["because"])
    ]


COLUMNS = {
    "sources.ids": "value FROM source_identifier",
    "people.ids": "value FROM person_identifier",
    "people.names.parts": "text FROM name_part",
    "people.relations.as": "is_a FROM relation",
    "events.people": "role FROM participant",
    "places.ids": "value FROM place_identifier",
    "places.names.text": "text FROM place_name",
    "claims.appears_in.at": "value FROM appearance_locator",
    "claims.evidence.at": "value FROM evidence_locator",
    **{
        f"{section}.asked_as.{key}": f"{key} FROM {SINGULAR[section]}_phrasing"
        for section in ("sources", "events", "claims")
        for key in ("text", "lang")
    },
}
NAMES = {
    f"sources.{each.key}{part}": (
        f"json_extract(value, '$.{part[1:]}') FROM source, json_each({each.key}_names)"
        if part
        else f"{each.key} FROM source WHERE {each.key}_names IS NULL"
    )
    for each in schema.SOURCE.fields
    if isinstance(each.type, NamesType)
    for part in ("", *(f".{name}" for name in schema.CONTRIBUTOR.keys))
}
"""The texts of names, whole or in parts."""

TABLES = {
    **SINGULAR,
    "places": "place",
    "names": "name",
    "roles": "role",
    "appears_in": "appearance",
    "evidence": "evidence",
    "would_settle": "missing_document",
    "reviewed": "review",
}


def test_every_text_stands_in_its_column_as_it_is(
    base: Path, rows: Callable[..., list[Any]], genden: Callable[..., Ran]
) -> None:
    facts = json.loads(exported(genden, "json", base=base))
    said: dict[str, list[str]] = {}
    for section, kind in schema.SECTIONS.items():
        for path, text in (each for record in facts.get(section, {}).values() for each in texts(kind, record)):
            said.setdefault(f"{section}.{path}", []).append(text)
    assert len(said) > 15
    for path, found in said.items():
        *_, of, key = path.split(".")
        column = COLUMNS.get(path) or NAMES.get(path) or f"{sql_name(key)} FROM {TABLES[of]}"
        cells = [cell for (cell,) in rows(f"SELECT {column}", base) if cell is not None]
        assert sorted(cells) == sorted(found), path


@pytest.mark.parametrize("index", ["claim_fts", "evidence_fts"])
def test_the_full_text_search_agrees_with_the_texts(base: Path, index: str, rows: Callable[..., list[Any]]) -> None:
    rows("SELECT 1", base, f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_the_views_answer(rows: Callable[..., list[Any]], genden: Callable[..., Ran]) -> None:
    order = [line.split("\t")[0] for line in genden("timeline", "--events", "--format", "plain").out.splitlines()]
    assert [row[0] for row in rows("SELECT id FROM timeline")] == order
    assert rows("SELECT stance, grade FROM claim_evidence WHERE claim = 'put-out' LIMIT 1") == [("supports", "E5")]
    assert rows("SELECT claim, verdict FROM profile WHERE person = 'marsh' ORDER BY claim") == [
        ("marsh-ordered", "supported"),
        ("orders", "supported"),
    ]
    assert rows("SELECT count(*) FROM examined_claim") == [(6,)]
    assert rows("SELECT sum(claims) FROM scorecard") == [(9,)]


def test_texts_are_found_by_their_words(rows: Callable[..., list[Any]]) -> None:
    found = rows("SELECT id FROM claim JOIN claim_fts ON claim_fts.rowid = claim.rowid WHERE claim_fts MATCH 'storms'")
    assert found == [("storm",)]


def test_sqlite_utils_reads_it_as_it_is(rows: Callable[..., list[Any]], tmp_path: Path) -> None:
    rows("SELECT 1")
    database = sqlite_utils.Database(tmp_path / "base.db")
    with closing(database.conn):
        assert set(database.view_names()) >= VIEWS
        assert database.table("claim").detect_fts() == "claim_fts"
        links = {(each.column, each.other_table) for each in database.table("evidence").foreign_keys}
        assert links == {("claim", "claim"), ("source", "source"), ("date", "date")}


def test_the_metadata_describes_every_table_view_and_column(rows: Callable[..., list[Any]], tmp_path: Path) -> None:
    there: dict[str, list[str]] = {}
    for name, column in rows(
        "SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info (t.name) AS c"
        " WHERE t.schema = 'main' AND t.type <> 'shadow' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    ):
        there.setdefault(name, []).append(column)
    metadata = json.loads((tmp_path / "base.db.metadata.json").read_text(encoding="utf-8"))
    assert (metadata["title"], metadata["license"]) == ("Who put out the lamp of Aldport?", "CC0-1.0")
    tables = metadata["databases"]["base"]["tables"]
    assert {name: list(table["columns"]) for name, table in tables.items()} == there
    assert there.keys() >= {"date", "standing", "claim_person", "claim_fts", *VIEWS}


def test_settings_of_datasette_name_columns_that_there_are(rows: Callable[..., list[Any]], tmp_path: Path) -> None:
    rows("SELECT 1")
    metadata = json.loads((tmp_path / "base.db.metadata.json").read_text(encoding="utf-8"))
    tables = metadata["databases"]["base"]["tables"]
    for table in tables.values():
        named = {table[key] for key in ("sort", "sort_desc", "label_column") if key in table}
        assert {*named, *table.get("facets", ())} <= table["columns"].keys()
    assert set(tables["claim"]["facets"]) >= {"verdict", "kind", "event"}
    assert tables["evidence"]["facets"] == ["source", "stance", "credibility"]
    hidden = {name for name, table in tables.items() if table.get("hidden")}
    assert hidden >= {"claim_person", "claim_fts", "source_identifier"}
    assert not hidden & {*VIEWS, "claim", "event", "evidence", "person", "source", "standing"}


def test_queries_of_datasette_answer(rows: Callable[..., list[Any]], tmp_path: Path) -> None:
    rows("SELECT 1")
    metadata = json.loads((tmp_path / "base.db.metadata.json").read_text(encoding="utf-8"))
    queries = metadata["databases"]["base"]["queries"]
    with closing(sqlite3.connect(tmp_path / "base.db")) as database:

        def ask(name: str, **parameters: str) -> list[Any]:
            return database.execute(queries[name]["sql"], parameters).fetchall()

        assert {row[1] for row in ask("person_claims", person="BRANDT")} >= {"put-out", "keeper"}
        assert ask("search_evidence", words="lamp")
        assert ask("search_evidence", words='lamp* OR "') == []
        assert ask("contested_claims")[0][0] == "put-out"
        assert ask("wanted_documents")


def test_the_metadata_says_of_the_base_what_it_says_itself(
    base: Path, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    assert genden("export", "sqlite", "-o", str(tmp_path / "base.db"), base=base) == (0, "", "")
    text = (tmp_path / "base.db.metadata.json").read_text(encoding="utf-8")
    metadata, said = json.loads(text), json.loads(exported(genden, "json", base=base))["base"]
    assert sanitize(text) == text
    assert metadata["title"] == sanitize_line(said["title"])
    assert metadata.get("description") == (sanitize(said["about"]) if "about" in said else None)
    assert metadata.get("license") == (sanitize(said["licence"]) if "licence" in said else None)


@pytest.mark.parametrize(
    ("table", "column", "known"),
    [
        ("claim", "verdict", words.VERDICTS),
        ("claim", "confidence", words.CONFIDENCE),
        ("claim_relation", "relation", words.RELATIONS),
        ("evidence", "stance", words.STANCES),
        ("source", "read", words.READ),
    ],
)
def test_descriptions_name_every_word_that_a_column_may_hold(
    table: str, column: str, known: dict[str, Any], rows: Callable[..., list[Any]], tmp_path: Path
) -> None:
    rows("SELECT 1")
    metadata = json.loads((tmp_path / "base.db.metadata.json").read_text(encoding="utf-8"))
    described = metadata["databases"]["base"]["tables"][table]["columns"][column]
    assert [word for word in known if not re.search(rf"\b{word}\b", described)] == []


def test_a_base_of_nothing_but_its_title_is_a_database(rows: Callable[..., list[Any]], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert rows("SELECT title FROM base", base) == [("Nothing yet",)]


def test_a_database_needs_a_file(genden: Callable[..., Ran]) -> None:
    assert genden("export", "sqlite") == (2, "", "genden: a database cannot be printed\nname a file with -o\n")


def test_what_cannot_be_written_leaves_nothing_behind(genden: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for place in ("folder", "absent/base.db"):
        ran = genden("export", "sqlite", "-o", str(tmp_path / place))
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.startswith("genden: cannot write ")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_the_base_itself_is_not_written_over(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "facts.yaml"
    base.write_bytes(FACTS.read_bytes())
    assert genden("export", "sqlite", "-o", str(base), base=base).code == 3
    assert base.read_bytes() == FACTS.read_bytes()


def test_it_holds_the_facts_that_were_read_if_another_process_replaces_the_index(tmp_path: Path) -> None:
    base, output = tmp_path / "facts.yaml", tmp_path / "out.db"
    base.write_text("base: {title: One}\n", encoding="utf-8")
    store.connect(str(base)).close()
    with closing(store.connect(str(base))) as connection:
        base.write_text("base: {title: Another}\n", encoding="utf-8")
        store.connect(str(base)).close()
        target = exports.target("sqlite", None, output=str(output), base_file=str(base))
        exports.export("sqlite", connection, target)
    with closing(sqlite3.connect(output)) as database:
        assert database.execute("SELECT title FROM base").fetchone() == ("One",)


def test_without_a_place_for_the_index_the_database_is_the_same(
    genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name, cache in (("kept.db", tmp_path / "cache"), ("unkept.db", tmp_path / "kept.db" / "cache")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        assert genden("export", "sqlite", "-o", str(tmp_path / name)) == (0, "", "")
        with closing(sqlite3.connect(tmp_path / name)) as database:
            found.append(list(database.iterdump()))
    assert found[0] == found[1]
