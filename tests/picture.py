"""The picture in the README: a real answer, drawn as SVG by Rich. To draw it anew: python -m tests.picture."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

ROOT: Final = Path(__file__).parent.parent
PICTURE: Final = ROOT / ".github" / "answer.svg"
COMMAND: Final = ("claim", "slap")
LINES: Final = 28
WIDTH: Final = 100

_FONT: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT: Final = re.compile(r'<text class="[^"]*-r[0-9]+"[^>]* y="(?P<line>[0-9.]+)"[^>]*>(?P<text>[^<]*)</text>')


def answer() -> str:
    """Return the first lines of the answer, with the escape sequences of its colours."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "genden_cli",
        *COMMAND,
        "--color",
        "always",
        "--base",
        str(ROOT / "facts.yaml"),
    ]
    environment = {**os.environ, "COLUMNS": str(WIDTH)}
    printed = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=60).stdout.decode()
    return "".join(printed.splitlines(keepends=True)[:LINES])


def svg(printed: str) -> str:
    """Return a terminal with a printed text as SVG, without the rule of Rich's that loads a font from the network."""
    console = Console(record=True, width=WIDTH, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(printed), end="")
    title = " ".join(("genden", *COMMAND))
    return _FONT.sub("", console.export_svg(title=title, unique_id="answer"))


def shown(picture: str) -> list[str]:
    """Return the words that a picture shows, line by line: what does not depend on the version of Rich."""
    lines: dict[str, str] = {}
    for piece in _TEXT.finditer(picture):
        lines[piece["line"]] = lines.get(piece["line"], "") + unescape(piece["text"])
    return [" ".join(line.split()) for line in lines.values() if line.strip()]


def main() -> None:
    """Draw the picture anew."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg(answer()), encoding="utf-8")


if __name__ == "__main__":
    main()
