"""What checking a large base costs beside what libyaml needs to compose its nodes: python benchmarks/check.py [MB].

All read the same bytes in processes of their own, by turns, in seven rounds. What checking costs is told round by
round, so that a machine that is busy in one of them wrongs both alike; the median counts. The garbage collector is off
for the composer too, as in the program, and then on, as in most programs.
"""
# ruff: noqa: INP001, S603, T201 -- a script of its own that prints, and runs what it wrote

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FACTS = Path(__file__).parent.parent / "facts.yaml"

ROUNDS = 7
HOW = {
    "compose, collecting": "import yaml; run = lambda: yaml.compose(data, Loader=yaml.CSafeLoader)",
    "compose": "import gc; gc.disable(); import yaml; run = lambda: yaml.compose(data, Loader=yaml.CSafeLoader)",
    "check": "import gc; gc.disable(); from genden_cli.check import check; "
    "from genden_cli.source.base_text import BaseText; run = lambda: check([BaseText('facts.yaml', data)])",
}
TIMED = """
import sys, time
data = open(sys.argv[1], "rb").read()
start = time.process_time()
run()
print(time.process_time() - start)
"""


def large(megabytes: float) -> str:
    """Return the bundled base with its claims repeated under other ids, and each saying something else."""
    head, claims = FACTS.read_text("utf-8").split("\nclaims:\n")
    texts = [f"{head}\nclaims:\n", claims]
    while sum(map(len, texts)) < megabytes * 1_000_000:
        number = len(texts)
        lines = (_renamed(line, number) for line in claims.splitlines(keepends=True))
        texts.append("".join(lines))
    return "".join(texts)


def _renamed(line: str, number: int) -> str:
    if line.startswith("  ") and line[2].isalnum():
        return f"  c{number}-{line[2:].strip()[:50].rstrip(':')}:\n"
    key, quote, says = re.match(r"(    says: )?(['\"]?)(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{key}{quote}No {number}, {says}" if key and not says.startswith(">") else line


def main() -> None:
    """Print the median of each, and how many times as much checking costs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "large.yaml")
        file.write_text(large(float(sys.argv[1]) if len(sys.argv) > 1 else 10), encoding="utf-8")
        rounds = [{name: _seconds(how, file) for name, how in HOW.items()} for _ in range(ROUNDS)]
    for name in HOW:
        seconds = statistics.median(each[name] for each in rounds)
        times = sorted(each["check"] / each[name] for each in rounds)
        between = f"({times[0]:.2f} to {times[-1]:.2f})" if name != "check" else ""
        print(f"{name:20} {seconds:5.2f} s   check costs {statistics.median(times):.2f} times that {between}".rstrip())


def _seconds(how: str, file: Path) -> float:
    timed = [sys.executable, "-c", f"{how}\n{TIMED}", str(file)]
    return float(subprocess.run(timed, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    main()
