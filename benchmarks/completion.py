"""What completion costs beside ``genden --version``: python benchmarks/completion.py [ROUNDS] [BASE].

Both run by turns, each the bare program as a shell starts it; the median time of each counts, and how the two compare
round by round. The base is the bundled one unless another is named; its index is there before the first round.
"""
# ruff: noqa: INP001, S603, T201 -- a script of its own that prints, and runs what is installed beside it

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

GENDEN = str(Path(sys.executable).with_name("genden"))

LINES = {
    "a command": "genden tim",
    "an option": "genden timeline --ver",
    "a verdict": "genden claims --verdict ",
    "a tag": "genden claims --tag ",
    "a claim": "genden claim ",
    "a person": "genden person s",
    "a source": "genden verify ",
    "a source or file": "genden read ",
    "a field": "genden search verdict:",
}


def seconds(*arguments: str, line: str | None = None) -> float:
    """Return how long the program takes; with a line, to complete it."""
    asked = {} if line is None else {"_GENDEN_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    environment = {**os.environ, **asked}
    start = time.perf_counter()
    subprocess.run([GENDEN, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, and the ratios round by round as quartiles."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    if len(sys.argv) > 2:  # noqa: PLR2004 -- the second argument
        os.environ["GENDEN_BASE"] = os.path.abspath(sys.argv[2])
    seconds("events")
    versions: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in LINES}
    ratios: dict[str, list[float]] = {name: [] for name in LINES}
    for _ in range(rounds):
        for name, line in LINES.items():
            versions.append(seconds("--version"))
            times[name].append(seconds(line=line))
            ratios[name].append(times[name][-1] / versions[-1])
    print(f"{'genden --version':18} {median(versions) * 1000:6.1f} ms")
    for name in LINES:
        lower, middle, upper = (sorted(ratios[name])[rounds * quarter // 4] for quarter in (1, 2, 3))
        print(f"{name:18} {median(times[name]) * 1000:6.1f} ms   {middle:.2f} times ({lower:.2f} to {upper:.2f})")


if __name__ == "__main__":
    main()
