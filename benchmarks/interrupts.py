"""Signals at random moments of whole commands, as one table in Markdown: python benchmarks/interrupts.py [--times N].

Each signal is sent N times, while a command starts, builds an index, answers, or edits a base. The seed is fixed. It
draws the moments as parts of the time that the command takes otherwise. So where they fall depends on the machine;
whether a signal is lost does not.

The first five columns of counts say how the commands ended. A signal was swallowed if the command ended with 0 and was
not done when the signal came. Until Python handles a signal, the system ends the process; that counts as ended, too.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

FACTS = Path(__file__).parent.parent / "facts.yaml"
GENDEN = Path(sys.executable).with_name("genden")
SEED = 14
SURROUNDINGS = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GENDEN"))}
KINDS = {
    "start": ("--version",),
    "build": ("timeline", "--format", "plain"),
    "answer": ("timeline",),
    "edit": ("add", "claim", "new-claim"),
}
ENDS = (
    *("ended by it", "done before", "swallowed", "exit 1", "other exit"),
    *("traceback", "drafts left", "base spoiled"),
)
HEAD = f"| signal | while | sent | {' | '.join(ENDS)} |\n|---|---|--:|{'--:|' * len(ENDS)}"


class Place(NamedTuple):
    """A folder for a base, a cache, and what a command prints."""

    base: Path
    cache: Path
    out: Path

    def clear(self, *, index: bool) -> None:
        """Put the base as it was, and remove its index if that is wanted."""
        if self.base.parent.is_dir():
            for each in self.base.parent.iterdir():
                each.unlink()
        self.base.parent.mkdir(exist_ok=True)
        self.base.write_bytes(FACTS.read_bytes())
        os.utime(self.base, ns=(0, 0))
        for each in self.cache.rglob("*") if index else self.cache.rglob("*.tmp"):
            if each.is_file():
                each.unlink()

    def drafts(self) -> int:
        """Return how many unfinished files there are."""
        beside = [each for each in self.base.parent.iterdir() if each != self.base]
        return len(beside) + len([*self.cache.rglob("*.tmp")])


class Usual(NamedTuple):
    """What a command leaves if nothing interrupts it: seconds, the size of its output, the bases before and after."""

    seconds: float
    size: int
    bases: tuple[bytes, bytes]


def started(program: Path, kind: str, place: Place) -> subprocess.Popen[bytes]:
    """Start a command that an interrupt ends, even if this script runs in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    environment = {**SURROUNDINGS, "XDG_CACHE_HOME": str(place.cache), "GENDEN_BASE": str(place.base)}
    with open(place.out, "wb") as out:
        return subprocess.Popen([program, *KINDS[kind]], stdout=out, stderr=subprocess.PIPE, env=environment)


def usual(program: Path, kind: str, place: Place) -> Usual:
    """Run a command to its end, twice: only the second time counts."""
    for _ in range(2):
        place.clear(index=kind == "build")
        start = time.perf_counter()
        with started(program, kind, place) as process:
            _, said = process.communicate()
        if process.returncode:
            raise SystemExit(said.decode())
        seconds = time.perf_counter() - start
    return Usual(seconds, place.out.stat().st_size, (FACTS.read_bytes(), place.base.read_bytes()))


def interrupted(process: subprocess.Popen[bytes], number: int, place: Place, known: Usual) -> list[str]:
    """Send a signal to a command, and return the columns that its end counts in."""
    process.send_signal(number)
    was_done = process.poll() is not None or 0 < known.size == place.out.stat().st_size
    _, said = process.communicate()
    code = process.returncode
    if code in (128 + number, -number):
        ends = ["ended by it"]
    elif code == 0:
        ends = ["done before" if was_done else "swallowed"]
    else:
        ends = ["exit 1" if code == 1 else "other exit"]
    marks = {
        "traceback": b"Traceback" in said,
        "drafts left": place.drafts() > 0,
        "base spoiled": place.base.read_bytes() not in known.bases,
    }
    ends += [name for name, holds in marks.items() if holds]
    return ends


def row(program: Path, number: signal.Signals, kind: str, times: int, place: Place) -> str:
    """Interrupt a command many times; return a line of the table."""
    known = usual(program, kind, place)
    drawn = random.Random(f"{SEED} {kind} {number}")
    counts: Counter[str] = Counter()
    for _ in range(times):
        place.clear(index=kind == "build")
        with started(program, kind, place) as process:
            time.sleep(drawn.random() * known.seconds)
            counts.update(interrupted(process, number, place, known))
    return f"| {number.name} | {kind} | {times} | {' | '.join(str(counts[each]) for each in ENDS)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=400, help="of each signal")
    parser.add_argument("--program", type=Path, default=GENDEN, help="the command, as pip installed it")
    parser.add_argument("--signals", nargs="+", default=["SIGINT", "SIGTERM", "SIGHUP"])
    wanted = parser.parse_args()
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder, "base", "facts.yaml"), Path(folder, "cache"), Path(folder, "out"))
        for name in wanted.signals:
            for kind in KINDS:
                print(row(wanted.program, signal.Signals[name], kind, wanted.times // len(KINDS), place), flush=True)


if __name__ == "__main__":
    main()
