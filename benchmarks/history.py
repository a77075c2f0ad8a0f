"""What ``genden log`` takes on a long history: python benchmarks/history.py [COMMITS] [CLAIMS].

Each commit changes the verdict of one claim of a large invented base. The repository is made in a temporary folder.
"""
# ruff: noqa: INP001, S101, S311, S603, S607, T201 -- a script of its own that prints, and runs git and genden

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import synthetic

GENDEN = str(Path(sys.executable).with_name("genden"))
VERDICT = re.compile(r"verdict: \w+")
WORDS = ("supported", "refuted", "unproven", "disputed")


def make(folder: Path, commits: int, claims: int) -> int:
    """Make a repository with so many commits of a base, and return the bytes of the base."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", folder], check=True)
    text = "".join(synthetic.facts(claims=claims))
    chance = Random(1)
    command = ["git", "-C", folder, "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as git:
        assert git.stdin
        for number in range(commits):
            place = chance.choice([*VERDICT.finditer(text)])
            text = f"{text[: place.start()]}verdict: {chance.choice(WORDS)}{text[place.end() :]}"
            data = text.encode()
            head = f"commit refs/heads/main\ncommitter A <a@b> {10**9 + number * 86_400} +0000\ndata 1\nx\n"
            git.stdin.write(f"{head}M 100644 inline facts.yaml\ndata {len(data)}\n".encode() + data + b"\n")
    subprocess.run(["git", "-C", folder, "reset", "--quiet", "--hard"], check=True)
    return len(text.encode())


def main() -> None:
    """Print the seconds and the memory of each question."""
    commits, claims = (int(given) for given in (sys.argv[1:] + ["1000", "1800"][len(sys.argv) - 1 :]))
    with TemporaryDirectory() as made:
        folder = Path(made) / "base"
        size = make(folder, commits, claims)
        print(f"{commits:,} commits of {size / 1e6:.1f} MB")
        environment = os.environ | {"XDG_CACHE_HOME": made, "GENDEN_BASE": str(folder / "facts.yaml")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        name = re.findall(r"^  (\S+):\n    says:", (folder / "facts.yaml").read_text(encoding="utf-8"), re.MULTILINE)[0]
        for line in (["stats"], ["log"], ["log", name], ["log", "--format", "jsonl"]):
            begin = perf_counter()
            subprocess.run([GENDEN, *line], check=True, stdout=subprocess.DEVNULL, env=environment)
            print(f"genden {' '.join(line):30} {perf_counter() - begin:6.1f} s")
    print(f"at most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
