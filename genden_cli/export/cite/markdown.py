"""References in Markdown, with footnotes as GitHub and pandoc read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.export.runs import Run
from genden_cli.text.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBERS_FOOTNOTES: Final = True
"""Whether footnotes of sources have numbers."""

_WRAPS: Final = {"italic": "*", "bold": "**"}


def paragraph(pieces: Iterable[Run | int], first: int, key: str) -> str:
    """Return a paragraph. ``first`` is the number of its first note; ``key`` is of no use here."""
    del key
    return _begun("".join(_run(each) if isinstance(each, Run) else f"[^{first + each}]" for each in pieces))


def notes(texts: Iterable[Sequence[Run]], first: int, key: str) -> str:
    """Return notes, one a line."""
    del key
    return "\n".join(f"[^{n}]: {_line(each)}" for n, each in enumerate(texts, first))


def footnotes(texts: Sequence[Sequence[Run]], first: int) -> str:
    """Return the footnotes of sources below the signs that call them: no reader shows a note that nothing calls."""
    signs = " ".join(f"[^{n}]" for n in range(first, first + len(texts)))
    return f"{signs}\n\n{notes(texts, first, '')}"


def entries(texts: Iterable[Sequence[Run]]) -> str:
    """Return the entries of a bibliography, one a paragraph."""
    return "\n\n".join(map(_line, texts))


def _line(runs: Iterable[Run]) -> str:
    return _begun("".join(map(_run, runs)))


def _begun(line: str) -> str:
    """Return a line of Markdown that begins no block but a paragraph."""
    number = re.match(r"[0-9]+(?=[.)](\s|$))", line)
    at = number.end() if number else 0
    return f"{line[:at]}\\{line[at:]}" if number or line.startswith(("-", "=", ":")) else line


def _run(run: Run) -> str:
    if run.link and not set("<>\\") & set(run.link):
        return f"<{run.link}>" if run.text == run.link else f"[{escape(run.text)}](<{run.link}>)"
    text = run.text.upper() if "caps" in run.marks else run.text
    core = text.strip()
    if not core:
        return text
    wrap = "".join(_WRAPS.get(each, "") for each in run.marks)
    return text.replace(core, f"{wrap}{escape(core)}{wrap[::-1]}")
