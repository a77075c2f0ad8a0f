"""What a user would pick instead, and the same claims in the form that each of them reads.

A record of theirs is a claim: its id, the day from which it may date, its sentence and what its sources say about it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from genden_cli.load import records
from genden_cli.model import Claim, Event
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

UNDATED = "1900-01-01"
SMALL = 2_000
"""Papis keeps a folder a record: it is given no more than so many."""


class Peer(NamedTuple):
    """A program, how it is asked for a word, and why that is not quite the same work.

    ``files`` writes what it reads, ``prepare`` makes its index, where it has one. In commands, ``{}`` is the word.
    """

    name: str
    command: tuple[str, ...]
    caveat: str
    files: Callable[[Path, Path], None] | None = None
    prepare: tuple[tuple[str, ...], ...] = ()
    most: int = 10**9


class Told(NamedTuple):
    """A claim as a peer holds it."""

    id: str
    day: str
    says: str
    notes: str


def told(base: Path) -> Iterator[Told]:
    """Yield the claims of a base."""
    days: dict[str | None, str | None] = {}
    for record in records([BaseText(str(base), base.read_bytes())]):
        if isinstance(record, Event):
            days[record.id] = record.date and record.date.earliest
        elif isinstance(record, Claim):
            day = record.date.earliest if record.date else days.get(record.event)
            parts = [(item.quote, item.translation, item.note) for item in record.evidence]
            notes = " · ".join(filter(None, (record.because, record.note, *sum(parts, ()))))
            yield Told(record.id, day if day and len(day) == len(UNDATED) else UNDATED, record.says, notes)


def _jsonl(base: Path, folder: Path) -> None:
    with open(folder / "claims.jsonl", "w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(each._asdict(), ensure_ascii=False)}\n" for each in told(base))


def _yaml(base: Path, folder: Path) -> None:
    shutil.copyfile(base, folder / "facts.yaml")


def _records(base: Path, folder: Path) -> None:
    with open(folder / "claims.rec", "w", encoding="utf-8") as file:
        file.write("%rec: Claim\n\n")
        file.writelines(
            f"Id: {each.id}\nDay: {each.day}\nSays: {each.says}\nNotes: {' '.join(each.notes.split())}\n\n"
            for each in told(base)
        )


def _journal(base: Path, folder: Path) -> None:
    with open(folder / "claims.journal", "w", encoding="utf-8") as file:
        for each in told(base):
            text = " ".join(f"{each.says} {each.notes}".translate(str.maketrans(";|(", "   ")).split())
            file.write(f"{each.day} {text}\n    claims:{each.id}  1\n    base\n\n")


def _beancount(base: Path, folder: Path) -> None:
    with open(folder / "claims.beancount", "w", encoding="utf-8") as file:
        file.write("0001-01-01 open Assets:Claims\n0001-01-01 open Equity:Base\n")
        for each in told(base):
            says, notes = (text.replace("\\", "").replace('"', "'") for text in (each.says, each.notes))
            file.write(f'{each.day} * "{each.id}" "{says} {notes}"\n  Assets:Claims  1 X\n  Equity:Base\n\n')


def _library(base: Path, folder: Path) -> None:
    (folder / "papis").mkdir()
    (folder / "papis/config").write_text(f"[settings]\ndefault-library = claims\n[claims]\ndir = {folder}/library\n")
    for each in told(base):
        entry = folder / "library" / each.id
        entry.mkdir(parents=True)
        info = {"ref": each.id, "year": int(each.day[:4]), "title": each.says, "notes": each.notes}
        (entry / "info.yaml").write_text(json.dumps(info, ensure_ascii=False), encoding="utf-8")


_INSERTED = ("sqlite-utils", "insert", "claims.db", "claims", "claims.jsonl", "--nl", "--pk", "id")
_ENABLED = ("sqlite-utils", "enable-fts", "claims.db", "claims", "says", "notes", "--tokenize", "porter")

PEERS = (
    Peer("rg", ("rg", "-i", "{}", "facts.yaml"), "any part of a word, every line; no index", _yaml),
    Peer(
        "sqlite-utils search",
        ("sqlite-utils", "search", "claims.db", "claims", "{}", "--limit", "20"),
        "the same index, best first",
        _jsonl,
        (_INSERTED, _ENABLED),
    ),
    Peer(
        "datasette --get",
        ("datasette", "claims.db", "--get", "/claims/claims.json?_search={}&_size=20"),
        "the same index, first 20",
        _jsonl,
        (_INSERTED, _ENABLED),
    ),
    Peer(
        "jq",
        ("jq", "-c", 'select(.says + .notes | test("{}"; "i"))', "claims.jsonl"),
        "reads all each time, any part of a word",
        _jsonl,
    ),
    Peer(
        "recsel",
        ("recsel", "-i", "-t", "Claim", "-q", "{}", "claims.rec"),
        "reads all each time, any part of a word",
        _records,
    ),
    Peer(
        "hledger register",
        ("hledger", "-f", "claims.journal", "register", "desc:{}"),
        "reads all each time, and balances the books",
        _journal,
    ),
    Peer(
        "bean-query",
        ("bean-query", "claims.beancount", "SELECT date, payee, narration WHERE narration ~ '{}'"),
        "reads its cache, and balances the books",
        _beancount,
    ),
    Peer("papis list", ("papis", "list", "--all", "{}"), "a folder a record; from its cache", _library, most=SMALL),
)


def ready(peer: Peer, base: Path, folder: Path, claims: int) -> str:
    """Put what a peer reads into a folder and make its index; return why it is left out, or nothing."""
    if not shutil.which(peer.name.split()[0]):
        return "not installed"
    if claims > peer.most:
        return f"too much for {claims:,} claims"
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()) and peer.files:
        peer.files(base, folder)
        for command in (*peer.prepare, asked(peer, "slap")):  # the first answer may fill a cache
            subprocess.run(command, cwd=folder, check=True, capture_output=True, env=surroundings(folder))
    return ""


def asked(peer: Peer, word: str) -> tuple[str, ...]:
    """Return the command that asks a peer for a word."""
    return tuple(each.replace("{}", word) for each in peer.command)


def surroundings(folder: Path) -> dict[str, str]:
    """Return an environment in which a program finds nothing of its user's."""
    own = {"XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, **own, "COLUMNS": "100", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
