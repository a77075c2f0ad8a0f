"""What checking a large base costs beside what libyaml needs to compose its nodes: python benchmarks/check.py [MB].

Both read the same bytes in a process of their own, by turns, five times each; the best counts. The garbage collector is
off in both, as in the program, and then on for the composer alone, as in most programs.
"""
# ruff: noqa: INP001, S603, T201 -- a script of its own that prints, and runs what it wrote

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

FACTS = Path(__file__).parent.parent / "facts.yaml"

HOW = {
    "compose": "import gc; gc.disable(); import yaml; run = lambda: yaml.compose(data, Loader=yaml.CSafeLoader)",
    "compose, collecting": "import yaml; run = lambda: yaml.compose(data, Loader=yaml.CSafeLoader)",
    "check": "import gc; gc.disable(); from genden_cli.check import check; run = lambda: check(data, 'facts.yaml')",
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
    """Print the best times and what they are to each other."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "large.yaml")
        file.write_text(large(float(sys.argv[1]) if len(sys.argv) > 1 else 10), encoding="utf-8")
        best = dict.fromkeys(HOW, float("inf"))
        for _ in range(5):
            for name, how in HOW.items():
                timed = [sys.executable, "-c", f"{how}\n{TIMED}", str(file)]
                best[name] = min(best[name], float(subprocess.run(timed, check=True, capture_output=True).stdout))
        for name, seconds in best.items():
            print(f"{name:20} {seconds:6.2f} s   check costs {best['check'] / seconds:.2f} times that")


if __name__ == "__main__":
    main()
