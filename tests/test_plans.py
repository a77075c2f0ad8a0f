"""No statement reads a whole table without a reason: the query plan of each statement that the program issues.

The statements are those that stand as a text in `genden_cli.query`, and those that commands on a base of some hundred
claims issue, with each filter. The pages that ``export html`` and ``export site`` write have tests of their own.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import shlex
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pytest
import synthetic
from conftest import TESTS

from genden_cli import query
from genden_cli.cli.main import main
from genden_cli.index import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

FORMS = """
--ascii
timeline
timeline --limit 5
timeline --chart
timeline --reverse --claims
timeline --events --format json
timeline --person p1
timeline --tag letter
timeline --place brenn
timeline --place nowhere
timeline --verdict disputed
timeline --since 1800 --until 1900
timeline --person p1 --tag letter --place brenn --verdict disputed --since 1800 --until 1900 --claims
person p1
person p1 --all
person tirmigool
person "comrade tirmigool"
person qqwwee-zzyyxx
people
people --format plain
event event-4
event event-4 --all
event qqwwee-zzyyxx
events
events --variants
events --format plain
compare event-4
claim claim-3
claim claim-3 --all
claim claim-3 --without source-3
claim qqwwee-zzyyxx
claims
claims --format plain
claims --verdict disputed
claims --person p1
claims --source source-3
claims --kind number
claims --tag letter
claims --missing evidence
claims --missing quote
claims --missing origins
claims --verdict disputed --person p1 --source source-3 --kind number --tag letter --missing quote
source source-3
source source-3 --all
source qqwwee-zzyyxx
sources
sources --format plain
sources --tree
sources --tree --claim claim-3
sources --grade A
sources --missing url
ask who is tirmigool
ask when was the letter of 0 opened
ask was the letter of 0 opened
ask did tirmigool meet the council
ask qqwwee zzyyxx
search council
search it OR the
search '"old hall"'
search council -hall
search s*
search slpa
search railwy council
search claim-3
search "who:p1 harbour"
search "verdict:disputed council"
search "source:source-3 stance:silent"
search "tag:letter kind:speech"
search "place:brenn date:1800/1850 council"
search "in:note date:1800/1850"
search -council
search harbour --kind claim
stats
gaps
read source-0
read source-0 --all
read {text} --missing
verify source-3 --text {text}
verify
cite source-3
cite claim-3
open source-3 --print
open claim-3 --print
export json
export csl
export biblatex
export claimreview
export timelinejs
export mermaid --of people
export mermaid --of sources
export svg --person p7
export markdown
export sqlite -o {out}
"""

FEW = frozenset(
    """
    base dated_count examined examined_count headline last_review next_review record_count stamp state_count
    verdict_count word_group event_kind
    """.split()
)
"""Tables of which a large base has as few rows as a small one."""

_EXPORTED = (
    "appearance claim claim_relation event evidence name person place place_name relation rests_on review role source"
)
ALLOWED = {
    **{("query.records.dump", each): "an export reads the whole base, once" for each in _EXPORTED.split()},
    ("query.evidence.derivations", "derived_from"): "independence is a matter of all sources",
    ("query.evidence.derivations", "source"): "likewise",
    ("query.method.base", "source"): "a question for all sources",
    ("query.method.sources", "source"): "a question for all sources that nobody has read",
    ("query.evidence.tree", "derived_from"): "a forest has all sources",
    ("query.evidence.tree", "source"): "likewise",
    ("query.records.claim", "evidence"): "the size of a report, once",
    ("query.records.claims", "claim"): "claims of a kind, and those that lack something, are counted",
    ("query.records.entries", "dated"): "a timeline is read until the page is full, and counted if it is filtered",
    ("query.records.entries", "place_text"): "a part of the name of a place; there are fewer places than events",
    ("query.records.dump", "dated"): "an export that says at its beginning how far it reaches",
    ("query.records.former", "claim_was"): "an export: all former ids, of which a base has few",
    ("query.records.former", "event_was"): "an export: all former ids, of which a base has few",
    ("query.records.former", "person_was"): "an export: all former ids, of which a base has few",
    ("query.records.former", "source_was"): "an export: all former ids, of which a base has few",
    ("query.records.gaps", "missing_document"): "all documents, by how many claims wait for each",
    **{
        ("query.records.known_ids", each): "an editor is told all ids"
        for each in "claim event person place source".split()
    },
    ("query.records.people", "person"): "the list of people, sorted",
    ("query.records.sources", "source"): "the list of sources, sorted",
    ("query.records.stats", "source"): "grades, of which a base has few",
    ("query.records.timeline", "variant"): "events in rival versions are counted",
    ("query.search.fields", "place_text"): "a part of the name of a place",
    ("query.search.participant_answer", "event"): "all who were in events of a kind, if that is all of a question",
    ("query.search.source_answer", "source"): "a part of a name, in a question whether sources agree",
    ("query.search.time_and_place", "event"): "events of a time or a place, if that is all of a question",
    ("query.search.time_and_place", "person"): "people by their dates, if a time is all of a question",
    ("query.search.time_and_place", "place_text"): "a part of the name of a place",
    ("query.search.fields", "tag"): "tags, by their form without accents; a base has few",
    ("query.search.proposals", "word"): "the words of about the same length, for one that the base has not",
    ("query.text.claims_made", "relation"): "a text is compared with all claims: who is a woman",
    ("query.text.descriptions", "person"): "likewise: those with most claims",
    ("query.text.descriptions", "relation"): "likewise: relations, some hundreds at most",
    ("query.text.verify", "source"): "all kept copies are looked through",
}
"""The modules that read a whole table, and why."""

MOST_IN_AN_EXPORT = 3
"""The number of times that an export may read a whole table by the same statement."""

_STATEMENT = re.compile(r"\s*(SELECT|WITH)\b")
_SCAN = re.compile(r"SCAN (?:\w+\.)?(\w+)\b(?! VIRTUAL TABLE INDEX \d+:[=M])")
_ALIAS = re.compile(r"(?:FROM|JOIN)\s+(\w+)\s+AS\s+(\w+)")
_NO_TABLE = re.compile(r"\)\s+AS\s+(\w+)|(\w+)\s+AS\s+\(")
_GAP = re.compile(r"\{[\w.]*\}")


class Issued(NamedTuple):
    """A statement, the module that issues it, and the tables that it reads as a whole."""

    module: str
    text: str
    scanned: frozenset[str]


class Recording(sqlite3.Connection):
    """A connection that keeps the plan of each statement."""

    issued: ClassVar[Counter[Issued]] = Counter()

    def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
        frame = inspect.currentframe()
        while frame and _name(frame).endswith((__name__, ".fetch")):
            frame = frame.f_back
        module = _name(frame) if frame else ""
        if _STATEMENT.match(statement) and not module.startswith("index."):
            self.issued[Issued(module, _plain(statement), scanned(super(), statement, *parameters))] += 1
        return super().execute(statement, *parameters)


def _name(frame: FrameType) -> str:
    return str(frame.f_globals["__name__"]).removeprefix("genden_cli.")


def scanned(connection: Any, statement: str, *parameters: Any) -> frozenset[str]:
    """Return the tables that a statement reads as a whole."""
    plan = [detail for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {statement}", *parameters)]
    no_table = {"CONSTANT", "json_each"}.union(*_NO_TABLE.findall(statement))
    tables = {alias: table for table, alias in _ALIAS.findall(statement)}
    names = {found[1] for each in plan if (found := _SCAN.match(each))}
    return frozenset(tables.get(each, each) for each in names - no_table) - FEW


def _plain(statement: str) -> str:
    return " ".join(statement.split())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("plans") / "facts.yaml"
    with pytest.MonkeyPatch.context() as patch:  # few records are looked through, so that there have to be some of each
        patch.setattr(synthetic, "SOURCES_A_CLAIM", 5)
        file.write_text("".join(synthetic.facts(claims=2_000, number=400)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def connection(base: Path) -> Iterator[sqlite3.Connection]:
    with closing(store.build_in_memory(str(base))) as connection:
        connection.create_function("folded", 1, str)
        yield connection


@pytest.fixture(scope="module")
def issued(base: Path) -> dict[str, Counter[Issued]]:
    """Return the statements of each form of a command, with the number of times that it is issued."""
    connect, found, folder = sqlite3.connect, {}, base.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("GENDEN_BASE", str(base))
        patch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **{**named, "factory": Recording}))
        patch.setattr("genden_cli.query.search.passages._FIRST_WINDOW", 100)  # else the base is too small for more
        for form in filter(None, FORMS.splitlines()):
            Recording.issued = Counter()
            patch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), encoding="utf-8"))
            patch.setattr(sys, "stderr", StringIO())
            main(shlex.split(form.format(text=TESTS / "article.txt", out=folder / "out.db")))
            found[form] = Recording.issued
    return found


def statements() -> Iterator[tuple[str, str]]:
    """Yield each statement that stands as a text in a module of `genden_cli.query`, with the module."""
    for each in pkgutil.walk_packages(query.__path__, f"{query.__name__}."):
        module = importlib.import_module(each.name)
        for text in _texts([value for name, value in vars(module).items() if name != "__doc__"]):
            if _STATEMENT.match(text):
                yield each.name.removeprefix("genden_cli."), _plain(text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


class _Nothing(dict[str, None]):
    """The parameters of a statement, all of them NULL."""

    def __missing__(self, name: str) -> None:
        return None


def test_no_statement_reads_a_whole_table_without_a_reason(
    issued: dict[str, Counter[Issued]], connection: sqlite3.Connection
) -> None:
    seen = [each for of_form in issued.values() for each in of_form]
    texts = [text for _, text in statements()] + [each.text for each in seen]
    whole = [
        (module, scanned(connection, text, _Nothing()))
        for module, text in statements()
        if not _open(text) and not any(each.startswith(text) and each != text for each in texts)
    ]
    whole += [(each.module, each.scanned) for each in seen]
    found = {(module, table) for module, tables in whole for table in tables}
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set()


def test_every_statement_with_a_gap_is_issued(issued: dict[str, Counter[Issued]]) -> None:
    """What stands in the gap decides how a statement is read."""
    seen = "\n".join({each.text for of_form in issued.values() for each in of_form})
    found = [(module, text) for module, text in statements() if _open(text)]
    assert [each for each in found if not re.search(".*".join(map(re.escape, _GAP.split(each[1]))), seen)] == []


def _open(text: str) -> bool:
    """Tell whether a statement has a gap, which the program fills before it issues it."""
    return bool(_GAP.search(text))


def test_exports_read_each_table_a_few_times_only(issued: dict[str, Counter[Issued]]) -> None:
    often = {
        (form, each.module, *each.scanned): number
        for form, of_form in issued.items()
        if form.startswith("export")
        for each, number in of_form.items()
        if each.scanned and number > MOST_IN_AN_EXPORT
    }
    assert often == {}


def test_report_asks_no_statement_for_each_claim(issued: dict[str, Counter[Issued]]) -> None:
    most = max(number for each, number in issued["export markdown"].items() if each.module == "query.records.claim")
    assert 0 < most < 10  # in batches
