"""Whole processes against each other, as one table in Markdown: python benchmarks/run.py [--rounds N] [--claims N].

With ``--update`` the table replaces the one in the topic of ``genden help speed``.

Each group of commands runs in rounds, one after the other, after a round that is not counted. Shown are the medians of
wall and CPU time and of peak memory, and by how much a command is slower than the first of its group: the median of the
ratios within each round, so that a noisy moment touches both. The index is warm unless said; output goes nowhere.

Peers are used where they are installed (``PATH``), see `peers`; what is missing is named below the table.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

import peers
import synthetic

FACTS = Path(__file__).parent.parent / "facts.yaml"
TOPIC = Path(__file__).parent.parent / "genden_cli" / "help" / "speed.md"
_SETTLED = 2.5
"""Seconds. An index that was made in the last two is verified whole each time, so that it is not yet warm."""

TABLE = re.compile(r"(<!-- table: benchmarks/run\.py -->\n)(.*?)(<!-- end -->\n)", re.DOTALL)
HEAD = "| what | wall | CPU | wall × | CPU × | peak | |\n|---|--:|--:|--:|--:|--:|---|"
PYTHON = sys.executable
GENDEN = str(Path(PYTHON).with_name("genden"))
# No PYTHON… of the user's: without bytecode on disk every module would be compiled each time.
SURROUNDINGS = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GENDEN"))}
SURROUNDINGS["COLUMNS"] = "100"
TABLE_LIBRARIES = "import typer, rich.console, rich.table, sqlite3"
HERE = str(Path(__file__).parent)
LIKE_GENDEN = "import gc, os; gc.disable(); {}; os._exit(0)"
"""A program with the settings of ours: without the garbage collector, and without the end of the interpreter."""

READING = {
    "`CParser.raw_parse()`": ("yaml._yaml.CParser(data).raw_parse()", "no Python objects"),
    "`get_event()` to its end": ("all(iter(yaml.CSafeLoader(data).get_event, None))", "events, dropped at once"),
    "`yaml.load(…, CSafeLoader)`": ("yaml.load(data, yaml.CSafeLoader)", "unchecked"),
    "genden, making the index": (
        "build(sqlite3.connect(sys.argv[2], isolation_level=None), records([BaseText('facts.yaml', data)]))",
        "checked",
    ),
}
"""What is made of the bytes of a base within one process, and what to say beside it."""

_READ = """
import gc, resource, sqlite3, sys, time, yaml, yaml._yaml
from genden_cli.index.build import build
from genden_cli.load import records
from genden_cli.source.base_text import BaseText
gc.disable()
BaseText, build, records  # modules of ours load when they are used
data = open(sys.argv[1], "rb").read()
start = time.process_time()
{}
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


class Command(NamedTuple):
    """What is run, where, and what to say beside it; ``before`` is removed first."""

    label: str
    arguments: tuple[str, ...]
    caveat: str = ""
    folder: Path | None = None
    environment: dict[str, str] | None = None
    before: Path | None = None


class Spent(NamedTuple):
    """What a process took: seconds, and KiB."""

    wall: float
    cpu: float
    peak: int


# A process of its own, as small as Python can be: the peak of a child is never below that of who started it.
_TIMED = """
import os, sys, time
start = time.perf_counter()
nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status, used = os.wait4(child, 0)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss)
raise SystemExit(os.waitstatus_to_exitcode(status))
"""


def spent(command: Command, *, check: bool = True) -> Spent:
    """Run a command to its end; ``check`` that it succeeds."""
    if command.before:
        shutil.rmtree(command.before, ignore_errors=True)
    ended = subprocess.run(
        (PYTHON, "-I", "-S", "-c", _TIMED, *command.arguments),
        cwd=command.folder,
        env=command.environment or SURROUNDINGS,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=check,
    )
    wall, cpu, peak = ended.stdout.split()[-3:]
    return Spent(float(wall), float(cpu), int(peak))


def measured(group: list[Command], rounds: int, *, ranked: bool = False) -> list[str]:
    """Run a group in rounds; print and return a line of the table for each command, the fastest first if ``ranked``."""
    taken: list[list[Spent]] = [[] for _ in group]
    for number in range(rounds + 1):
        for spends, command in zip(taken, group, strict=True):
            one = spent(command)
            if number:
                spends.append(one)
        if not number:
            time.sleep(_SETTLED)
    lines = []
    for command, spends in zip(group, taken, strict=True):
        walls = median(each.wall / first.wall for each, first in zip(spends, taken[0], strict=True))
        cpus = median(each.cpu / first.cpu for each, first in zip(spends, taken[0], strict=True))
        wall, cpu, peak = (median(column) for column in zip(*spends, strict=True))
        line = (
            f"| {command.label} | {_time(wall)} | {_time(cpu)} | {walls:.2f} | {cpus:.2f} | {peak / 1024:.0f} MiB "
            f"| {command.caveat} |"
        )
        lines.append((cpu, line))
    if ranked:
        lines.sort()
    for _, line in lines:
        print(line, flush=True)
    return [line for _, line in lines]


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


class Base(NamedTuple):
    """A fact base, how many claims it has, and a claim and a person of it that are in its middle."""

    file: Path
    claims: int
    claim: str
    person: str


def genden(base: Base, cache: Path, *asked: str, label: str = "", caveat: str = "", cold: bool = False) -> Command:
    """Return a command of ours on a base, with a cache of its own."""
    environment = {**SURROUNDINGS, "XDG_CACHE_HOME": str(cache)}
    arguments = (GENDEN, "--base", str(base.file), *asked)
    return Command(
        label or f"`genden {' '.join(asked)}`", arguments, caveat, None, environment, cache if cold else None
    )


def cut(file: Path, folder: Path) -> Path:
    """Return a folder with the files that a base is cut into, which is made unless it is there."""
    if not folder.exists():
        subprocess.run((GENDEN, "split", str(file), str(folder)), check=True, capture_output=True)
    return folder


_BARE = "import sys; sys.path.insert(0, sys.argv.pop(1)); import bare; bare.main()"


def bare_rows(folder: Path) -> str:
    """Return a database with thirty rows for `bare`, which is made unless it is there."""
    file = folder / "bare.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS event (words, title, PRIMARY KEY (words))")
        rows = ((f"{1900 + n}", f"An event of this year, with a title of some length ({n})") for n in range(30))
        connection.executemany("INSERT OR IGNORE INTO event VALUES (?, ?)", rows)
    return str(file)


def started(base: Base, cache: Path) -> list[list[Command]]:
    """Return what a start costs, beside the libraries that it starts with."""
    typed, plain = ("timeline",), ("timeline", "--format", "plain", "--limit", "30")
    first = cache / "first"
    same = "with the settings of genden: no collector, no end of the interpreter"
    bare = "the least with these libraries: 30 rows, and nothing that genden adds"
    parts = base._replace(file=cut(base.file, cache.with_name("parts")))
    return [
        [
            Command("`import typer`", (PYTHON, "-c", LIKE_GENDEN.format("import typer")), same),
            Command("`python -c 'import typer'`", (PYTHON, "-c", "import typer")),
            Command("`python -c pass`", (PYTHON, "-c", "pass")),
            genden(base, cache, *plain),
            genden(base, cache, "search", "slap", "--format", "plain"),
        ],
        [
            Command(f"`{TABLE_LIBRARIES}`", (PYTHON, "-c", LIKE_GENDEN.format(TABLE_LIBRARIES)), same),
            Command(f"`python -c '{TABLE_LIBRARIES}'`", (PYTHON, "-c", TABLE_LIBRARIES)),
            Command("`benchmarks/bare.py`", (PYTHON, "-c", _BARE, HERE, "timeline", bare_rows(cache)), bare),
            genden(base, cache, *typed, caveat="a table by Rich"),
            genden(base, cache, *typed, "--limit", "30"),
            genden(base, cache, "search", "slap"),
        ],
        [
            genden(base, cache, *typed, label="`genden timeline`, index there"),
            genden(base, first, *typed, label="`genden timeline`, first run", caveat="reads the YAML", cold=True),
            genden(parts, cache, *typed, label="the same base as a folder, index there"),
            genden(parts, first, *typed, label="the same base as a folder, first run", cold=True),
        ],
    ]


def grown(small: Base, large: Base, cache: Path) -> list[list[Command]]:
    """Return the same questions to a small and a large base."""
    questions = [
        (("search", "slap"), ("search", "slap")),
        (("search", "slap"), ("search", "council")),
        (("ask", "who told of the slap first"), ("ask", "who praised the temple after the slap")),
        (("ask", "did the slap happen at a banquet"), ("ask", "did the council slap anyone")),
        (("claim", small.claim), ("claim", large.claim)),
        (("person", small.person), ("person", large.person)),
    ]
    return [
        [
            genden(base, cache, *asked, label=f"`genden {' '.join(asked)}`, {base.claims:,} claims")
            for base, asked in ((small, few), (large, many))
        ]
        for few, many in questions
    ]


def compiled(base: Base, folder: Path, rounds: int) -> list[str]:
    """Print and return what the index costs beside reading the same bytes, each in a process that counts only that."""
    size = f"{base.file.stat().st_size / 1e6:.1f} MB"
    taken: dict[str, list[tuple[float, float]]] = {label: [] for label in READING}
    for _ in range(rounds):
        for label, (code, _) in READING.items():
            (folder / "compiled.db").unlink(missing_ok=True)
            arguments = (PYTHON, "-c", _READ.format(code), str(base.file), str(folder / "compiled.db"))
            ended = subprocess.run(arguments, env=SURROUNDINGS, capture_output=True, check=True)
            cpu, peak = map(float, ended.stdout.split())
            taken[label].append((cpu, peak))
    first, lines = taken[next(iter(READING))], []
    for label, (_, caveat) in READING.items():
        cpu, peak = (median(column) for column in zip(*taken[label], strict=True))
        cpus = median(each / raw for (each, _), (raw, _) in zip(taken[label], first, strict=True))
        what = f"{label}, {base.claims:,} claims ({size})"
        lines.append(f"| {what} | | {_time(cpu)} | | {cpus:.2f} | {peak / 1024:.0f} MiB | {caveat}; reading alone |")
        print(lines[-1], flush=True)
    return lines


def searched(base: Base, cache: Path, folder: Path) -> tuple[list[Command], list[str]]:
    """Return the same search by everybody, and who is left out."""
    own = genden(base, cache, "search", "slap", label=f"`genden search slap`, {base.claims:,} claims")
    group, missing = [own._replace(caveat="first 20, best first, as a table; its index is not counted")], []
    for peer in peers.PEERS:
        place = folder / f"{peer.name.split()[0]}-{base.claims}"
        if why := peers.ready(peer, base.file, place, base.claims):
            missing.append(f"{peer.name}: {why}")
        else:
            group.append(Command(peer.name, peers.asked(peer, "slap"), peer.caveat, place, peers.surroundings(place)))
    return group, missing


def bases(folder: Path, claims: int) -> tuple[Base, Base]:
    """Return the bundled base and a large one, which is made unless it is there."""
    file = folder / f"{claims}.yaml"
    if not file.exists():
        with open(file, "w", encoding="utf-8") as out:
            out.writelines(synthetic.facts(claims=claims))
    bundled = sum(1 for _ in peers.told(FACTS))
    return Base(FACTS, bundled, "slap", "genden"), Base(file, claims, f"claim-{claims // 2}", "p7")


def main() -> None:
    """Print the table; with ``--update``, write it into the topic too."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="of short commands; long ones get a third")
    parser.add_argument("--claims", type=int, default=100_000, help="of the large base")
    parser.add_argument("--folder", type=Path, help="where bases and peers' files stay for the next time")
    parser.add_argument("--update", action="store_true", help="put the table into the topic of genden help speed")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (wanted.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        lines = _print_table(folder, wanted.claims, wanted.rounds)
    if wanted.update:
        TOPIC.write_text(with_table(TOPIC.read_text(encoding="utf-8"), lines), encoding="utf-8")


def with_table(topic: str, lines: list[str]) -> str:
    """Return the text of the topic with another table."""
    table = "".join(f"{line}\n" for line in lines)
    return TABLE.sub(lambda found: f"{found[1]}{table}{found[3]}", topic)


def _print_table(folder: Path, claims: int, rounds: int) -> list[str]:
    few = max(rounds // 3, 1)
    small, large = bases(folder, claims)
    cache = folder / "cache"
    print(HEAD)
    lines = [HEAD]
    for group in (*started(small, cache), *grown(small, large, cache)):
        lines += measured(group, rounds)
    for base in (small, large):
        lines += compiled(base, folder, few)
    missing = []
    for base in (small, large):
        group, left_out = searched(base, cache, folder)
        lines += measured(group, few, ranked=True)
        missing += left_out
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"\n× counts the first line of each group as 1, among peers genden. Load of the machine: {load}.")
    print(f"Left out: {'; '.join(dict.fromkeys(missing)) or 'nobody'}.")
    return lines


if __name__ == "__main__":
    main()
