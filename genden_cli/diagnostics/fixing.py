"""Apply the fixes of problems to the bytes of a file. All other bytes stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.check import check
from genden_cli.source import replace
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genden_cli.diagnostics.problem import Fix, Problem

_MAX_ROUNDS: Final = 10


def fix_file(path: str, is_fixed: Callable[[Problem], bool]) -> int:
    """Apply the fixes of the problems in a file that ``is_fixed`` selects; return their number.

    Errors hide warnings, so the file is checked again until nothing can be fixed. A round that leaves more errors than
    it found is undone. Raise `Unwritable` or `Unreadable` if the file cannot be replaced or read.
    """
    count = 0

    def change(data: bytes) -> bytes:
        nonlocal count
        count = 0
        before = check([BaseText(path, data)])
        for _ in range(_MAX_ROUNDS):
            fixes = [each.fix for each in before.problems if each.fix and is_fixed(each)]
            fixed, number = apply_fixes(data, fixes)
            if not number or (after := check([BaseText(path, fixed)])).errors > before.errors:
                break
            data, before, count = fixed, after, count + number
        return data

    replace.update(path, change)
    return count


def apply_fixes(data: bytes, fixes: Iterable[Fix]) -> tuple[bytes, int]:
    """Return a text with its fixes, and how many there are. Of fixes that overlap, the first one counts."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    bom = text.startswith("\ufeff")
    pieces, end, count = [], 0, 0
    for start, stop, replacement in sorted({_place(each, starts, bom=bom) for each in fixes}):
        if start >= end:
            pieces += [text[end:start], replacement]
            end, count = stop, count + 1
    return "".join((*pieces, text[end:])).encode("utf-8", "surrogateescape"), count


def _place(fix: Fix, starts: list[int], *, bom: bool) -> tuple[int, int, str]:
    """Return the first and the last character that a fix replaces, and the new text."""
    span = fix.span
    first, last = (
        starts[line - 1] + column - 1 + (bom and line == 1)
        for line, column in ((span.line, span.column), (span.end_line, span.end_column))
    )
    return first, last, fix.replacement
