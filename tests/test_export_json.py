"""The whole base as JSON is a fact base itself: what was exported loads back into the same index."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from attacks import texts
from conftest import TESTS
from exporting import BASES, BUNDLED, FACTS, HOSTILE, MINIMAL, exported
from jsonschema import validate

from genden_cli import schema
from genden_cli.index import store
from genden_cli.json_schema import json_schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


@pytest.fixture(params=[*BASES, "sound", "retelling"])
def base(request: pytest.FixtureRequest, bases: dict[str, Path]) -> Path:
    """Give each base in turn: beside those of all exports the small ones that other tests are about."""
    return bases.get(request.param) or TESTS / f"{request.param}.yaml"


def rows(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that an index holds, by table, but the lines and the name of the file, and what it was built from."""
    found = {}
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'stamp%' AND name <> 'facet'"
    )
    for (table,) in tables.fetchall():
        columns = [
            row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in ("line", "file")
        ]
        found[table] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)
    return found


def test_an_export_loads_back_into_the_same_index(base: Path, genden: Callable[..., Ran], tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    assert genden("export", "json", "-o", str(copy), base=base) == (0, "", "")
    with closing(store.connect(str(base))) as one, closing(store.connect(str(copy))) as other:
        assert rows(one) == rows(other)


def test_every_text_is_exported_as_it_is(bases: dict[str, Path], genden: Callable[..., Ran]) -> None:
    written = json.loads(bases["attacked"].read_text(encoding="utf-8"))
    read = json.loads(exported(genden, "json", base=bases["attacked"]))
    assert read["base"] == written["base"]
    for section, kind in schema.SECTIONS.items():
        assert list(read[section]) == list(written[section])
        for id_, record in written[section].items():
            assert sorted(texts(kind, read[section][id_])) == sorted(texts(kind, record))


def test_an_export_exports_itself(base: Path, genden: Callable[..., Ran], tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(exported(genden, "json", base=base), encoding="utf-8")
    assert exported(genden, "json", base=copy) == copy.read_text(encoding="utf-8")


def test_a_base_of_nothing_but_its_title_is_exported(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert json.loads(exported(genden, "json", base=base)) == {"base": {"title": "Nothing yet", "language": "en"}}


def test_an_export_is_what_the_schema_describes(base: Path, genden: Callable[..., Ran]) -> None:
    validate(json.loads(exported(genden, "json", base=base)), json_schema())


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("export.json", exported(genden, "json"))
    golden("export-hostile.json", exported(genden, "json", base=HOSTILE))


def test_an_export_is_not_written_over_the_base(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "facts.yaml"
    base.write_bytes(FACTS.read_bytes())
    ran = genden("export", "json", "-o", str(base), base=base)
    assert (ran.code, ran.out) == (3, "")
    assert "is the fact base itself" in ran.err
    assert base.read_bytes() == FACTS.read_bytes()


def validated(file: Path, genden: Callable[..., Ran]) -> subprocess.CompletedProcess[str]:
    """Return what a real validator says of a file, by the schema that is printed."""
    schema = file.with_name("schema.json")
    assert genden("schema", "-o", str(schema)) == (0, "", "")
    command = [sys.executable, "-P", "-m", "check_jsonschema", "--schemafile", schema, file]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.slow
def test_a_real_validator_takes_every_export(base: Path, genden: Callable[..., Ran], tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(exported(genden, "json", base=base), encoding="utf-8")
    assert validated(copy, genden).stdout == "ok -- validation done\n"


@pytest.mark.slow
def test_a_real_validator_refuses_what_the_format_does_not_know(genden: Callable[..., Ran], tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(exported(genden, "json", base=BUNDLED).replace('"stance"', '"stanze"', 1), encoding="utf-8")
    ran = validated(copy, genden)
    assert ran.returncode == 1
    assert "'stanze' was unexpected" in ran.stdout
