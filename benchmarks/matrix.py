"""Every command on bases of different sizes, as one table in Markdown: python benchmarks/matrix.py [--rounds N] [FORM].

A cell is the least processor time of a whole process, and how many times as long it takes as on the bundled base. The
index is there and verified before. FORM runs only the forms that begin with it, such as ``search`` or "export json".
"""

from __future__ import annotations

import argparse
import os
import shlex
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import run

FORMS = """
timeline
timeline --all
timeline --limit 5
timeline --claims
timeline --events
timeline --reverse
timeline --person {person}
timeline --tag {tag}
timeline --place {place}
timeline --verdict refuted
timeline --since 1900 --until 1910
timeline --since 2900
timeline --chart
timeline --format plain
timeline --claims --format plain
person {person}
person {person} --all
person qqwwee-zzyyxx
people
people --limit 5
people --format plain
event {event}
event {event} --all
event qqwwee-zzyyxx
events
events --variants
compare {event}
claim {claim}
claim {claim} --all
claim {claim} --without {source}
claim qqwwee-zzyyxx
claims
claims --limit 5
claims --person {person}
claims --source {source}
claims --tag {tag}
claims --kind number
claims --verdict disputed
claims --missing quote
claims --tag {tag} --kind relation --verdict refuted --source {source}
source {source}
source {source} --all
source qqwwee-zzyyxx
sources
sources --tree
sources --grade A
sources --missing url
ask who is {name}
ask qqwwee zzyyxx
search slap
search council
search it OR the
search s*
search a* OR b* OR c* OR m* OR s*
search slpa
search qqwwee
search who:{person} date:1900/1910
search who:{person} date:2900
search verdict:disputed tag:{tag}
search {claim}
stats
gaps
cite {source}
cite {claim}
open {claim} --print
help
claims --format plain
read {examined}
check
diff {file}
export json -o -
export csl -o -
export biblatex -o -
export claimreview -o -
export timelinejs -o -
export mermaid -o -
export markdown -o -
export sqlite -o {out}
export yaml -o -
"""
"""The forms of the commands. Those from ``claims --format plain`` on print or read the whole base."""

_SETTLED = 2.5
"""Seconds."""


class Names(NamedTuple):
    """What the forms ask a base for, and its file."""

    file: Path
    claims: int
    claim: str
    event: str
    person: str
    name: str
    source: str
    tag: str
    place: str
    examined: str


def bundled() -> Names:
    """Return the bundled base."""
    names = ("slap", "confrontation", "genden", "Stalin", "kotkin-2017", "violence", "Moscow", "viral")
    return Names(run.FACTS, 0, *names)


def invented(folder: Path, claims: int) -> Names:
    """Return an invented base with so many claims."""
    _, base = run.bases(folder, claims)
    return Names(
        base.file, claims, base.claim, "event-4", base.person, "Tirmigool", "source-3", "letter", "Brenn", "source-0"
    )


def cell(form: str, base: Names, cache: Path, rounds: int) -> run.Spent:
    """Return the least that a form takes on a base."""
    out = cache / "out.db"
    asked = [each.format(**base._asdict(), out=out) for each in shlex.split(form)]
    environment = {**run.SURROUNDINGS, "XDG_CACHE_HOME": str(cache), "GENDEN_BASE": str(base.file)}
    command = run.Command(form, (run.GENDEN, *asked), environment=environment)
    return min((run.spent(command, check=False) for _ in range(rounds)), key=lambda each: each.cpu)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("forms", nargs="*", metavar="FORM", help="run only the forms that begin with this")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each form on each base")
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000], help="the sizes of invented bases")
    parser.add_argument("--folder", type=Path, help="where the bases and their indexes stay for the next time")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (wanted.folder or Path(temporary)).resolve()
        os.makedirs(folder / "cache", exist_ok=True)
        bases = [bundled(), *(invented(folder, claims) for claims in wanted.claims)]
        for _ in range(2):  # a large index is verified whole until it is some seconds old
            for base in bases:
                cell("events --limit 1", base, folder / "cache", 1)
            time.sleep(_SETTLED)
        print(f"| command | bundled |{''.join(f' {each:,} claims |' for each in wanted.claims)} peak |")
        print(f"|---|--:|{'--:|' * len(wanted.claims)}--:|")
        for form in filter(None, FORMS.splitlines()):
            if form.startswith(tuple(wanted.forms) or ""):
                print(_line(form, [cell(form, base, folder / "cache", wanted.rounds) for base in bases]), flush=True)


def _line(form: str, cells: list[run.Spent]) -> str:
    first, *rest = cells
    times = "".join(f" {each.cpu * 1000:,.0f} ms, {each.cpu / first.cpu:.2f} × |" for each in rest)
    return f"| `{form}` | {first.cpu * 1000:,.0f} ms |{times} {cells[-1].peak / 1024:.0f} MiB |"


if __name__ == "__main__":
    main()
