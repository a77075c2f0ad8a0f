"""Anything as a base, as arguments, and as a text of a base: no bug, no unsafe output, no wrong answer.

``pytest -m fuzz`` tries 20,000 bases, 20,000 argument lists, and 5,000 texts in every export. The ordinary suite tries
a small part of each.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import closing
from io import BytesIO, StringIO, TextIOWrapper
from random import Random
from typing import TYPE_CHECKING, Any, Final

import fuzz
import pytest
from attacks import attacked
from conftest import FACTS, Ran
from loading import assert_sound_or_told, problems
from test_export_json import rows

from genden_cli.cli.commands.export import ExportFormat
from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.index import store
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

PARTS: Final = 20
"""The whole is tried in so many parts, each with its own seed."""

ENDED: Final = {Exit.DONE, Exit.NO, Exit.USAGE, Exit.BASE}
BASES: Final = 20_000
ARGUMENTS: Final = 20_000
TEXTS: Final = 5_000
TEXTS_A_BASE: Final = 25
COMMANDS: Final = (
    *("timeline", "timeline --claims", "timeline --chart", "people", "events --variants", "claims", "sources"),
    *("sources --tree", "stats", "search lamp", "check", "export html", "export markdown", "export biblatex"),
    *("export csl", "export claimreview", "export timelinejs", "export mermaid", "diff {facts}", "claims --format csv"),
)


def parts(whole: int, small: int) -> pytest.MarkDecorator:
    """Parametrize a test by seed and number: a small part for the ordinary suite, the whole for the profile."""
    each = whole // PARTS
    return pytest.mark.parametrize(
        ("seed", "count"),
        [
            pytest.param(0, small, marks=pytest.mark.slow, id="sample"),
            *(pytest.param(seed, each, marks=pytest.mark.fuzz, id=str(seed)) for seed in range(1, PARTS + 1)),
        ],
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the program, and assert what holds for every run."""

    def ask(*arguments: str) -> Ran:
        out, err = TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n"), StringIO()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            code = main(arguments)
        out.flush()
        ran = Ran(code, out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]
        assert ran.code in ENDED, (arguments, ran.err)
        assert sanitize(ran.err) == ran.err, arguments
        printed = _printed(ran.out, arguments)
        assert sanitize(printed) == printed, arguments
        assert not any(line.startswith("::") for line in ran.err.splitlines()), arguments
        assert ran.err or ran.code in (Exit.DONE, Exit.NO), arguments
        return ran

    return ask


def _printed(out: str, arguments: tuple[str, ...]) -> str:
    """Return the output with one kind of line end, without what only an export may print as it is.

    The export to YAML is the base itself, which has no control characters.
    """
    text = out.replace("\r\n", "\n")
    if "yaml" in arguments and "export" in arguments:
        return re.sub("[^\\x00-\\x1f\\x7f-\\x9f]", "", text)
    return re.sub("[\U00010000-\U0010ffff]", "", text) if "json" in arguments and "export" in arguments else text


@parts(BASES, 200)
def test_any_bytes_are_a_base_or_have_problems(seed: int, count: int, run: Callable[..., Ran], tmp_path: Path) -> None:
    """A base without problems is read again from its export with the same rows."""
    random = Random(seed)  # noqa: S311 -- the same questions in each run
    file, copy = tmp_path / "facts.yaml", tmp_path / "copy.json"
    for number, data in enumerate(fuzz.bases(count, seed=seed)):
        assert_sound_or_told(data)
        file.write_bytes(data)
        if problems(data):
            ran = run(random.choice(("timeline", "check")), "--base", str(file))
            assert ran.code in (Exit.BASE, Exit.NO)
            continue
        command = random.choice(COMMANDS).format(facts=FACTS).split()
        assert run(*command, "--base", str(file)).code in (Exit.DONE, Exit.NO), data
        if number % 5 == 0:
            copy.unlink(missing_ok=True)
            assert run("export", "json", "--base", str(file), "-o", str(copy)).code == Exit.DONE
            with closing(store.connect(str(file))) as one, closing(store.connect(str(copy))) as other:
                assert told(one) == told(other), data


@pytest.mark.usefixtures("warm")
@parts(ARGUMENTS, 200)
def test_any_arguments_have_an_answer_or_a_message(
    seed: int, count: int, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GENDEN_BASE", "facts.yaml")
    monkeypatch.setenv("PAGER", "true")
    facts, article = FACTS.read_bytes(), b"One winter night she put out the lamp.\n"
    for arguments in fuzz.argument_lists(count, seed=seed):
        for name, content in (("facts.yaml", facts), ("text.txt", article)):
            if not (folder / name).is_file() or (folder / name).read_bytes() != content:
                (folder / name).write_bytes(content)
        run(*arguments)
        for name in os.listdir(folder):
            if name not in ("facts.yaml", "text.txt") and (folder / name).is_file():
                (folder / name).unlink()


def assert_read(form: str, out: str, texts: list[str]) -> None:
    """Assert that an export for programs can be read, and that JSON holds every text as it is."""
    if form in ("json", "csl", "claimreview", "timelinejs"):
        read = json.loads(out)
        if form == "json":
            titles = {each["title"] for each in read["sources"].values()}
            assert set(texts) <= titles | set(_strings(read))
    elif form == "html":
        assert "<script>alert" not in out


def told(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return what an index holds, without tables of SQLite's own, which differ if the index was updated."""
    own = ("facet_", "passage_", "sqlite_stat")
    return {name: found for name, found in rows(connection).items() if not name.startswith(own)}


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in parts for text in _strings(each)]


@parts(TEXTS, TEXTS_A_BASE)
def test_any_text_goes_through_every_export(seed: int, count: int, run: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    texts = fuzz.values(count, seed=seed)
    for start in range(0, count, TEXTS_A_BASE):
        part = texts[start : start + TEXTS_A_BASE]
        file.write_text(attacked(part), encoding="utf-8")
        for form in ExportFormat:
            if form == "sqlite":
                ran = run("export", "sqlite", "--base", str(file), "-o", str(tmp_path / "facts.db"))
            elif form == "site":
                ran = run("export", "site", str(tmp_path / "site"), "--base", str(file))
            else:
                person = ("--person", "end") if form == "svg" else ()
                ran = run("export", form.value, *person, "--base", str(file))
                assert_read(form.value, ran.out, part)
            assert ran.code == Exit.DONE, (form, part, ran.err)
