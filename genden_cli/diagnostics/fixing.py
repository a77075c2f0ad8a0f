"""Apply the fixes of problems to the bytes of files. All other bytes stay as they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from genden_cli.check import check
from genden_cli.source import updates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Fix, Problem, Span
    from genden_cli.source.base_files import BaseContent

_Item = TypeVar("_Item")

_MAX_ROUNDS: Final = 50
_SYNTAX: Final = "E003"


def fix_base(base: str, is_fixed: Callable[[Problem], bool]) -> list[Problem]:
    """Apply the fixes of the problems in a base that ``is_fixed`` selects; return these problems.

    Errors hide warnings, and an error of the syntax hides what follows it. So the base is checked again until nothing
    can be fixed; the lines of a problem are those of its round. A round that leaves more errors is undone.
    `Unwritable` or `Unreadable` if a file cannot be replaced or read.
    """
    done: list[Problem] = []

    def change(content: BaseContent) -> dict[str, bytes]:
        done.clear()
        before = check(content.texts)
        for _ in range(_MAX_ROUNDS):
            chosen = _chosen(each for each in before.problems if is_fixed(each))
            fixed, _ = apply_fixes(content, (each.fix for each in chosen if each.fix))
            if not chosen or not _is_better(after := check(fixed.texts), before, chosen):
                break
            content, before = fixed, after
            done.extend(chosen)
        return content.data

    updates.update_base(base, change)
    return done


def _chosen(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with fixes that do not overlap: of those that do, the first one."""
    found = sorted(((each.fix, each) for each in problems if each.fix), key=lambda pair: pair[0])
    return [each for _, each in _disjoint(found, lambda pair: _ends(pair[0].span))]


def _ends(span: Span) -> tuple[Any, Any]:
    return (span.file, span.line, span.column), (span.file, span.end_line, span.end_column)


def _disjoint(items: Iterable[_Item], ends: Callable[[_Item], tuple[Any, Any]]) -> Iterator[_Item]:
    """Yield items that are in the order of their places; of those that overlap, the first one."""
    last = None
    for each in items:
        start, end = ends(each)
        if last is None or start >= last:
            yield each
            last = end


def _is_better(after: CheckResult, before: CheckResult, chosen: Iterable[Problem]) -> bool:
    """Tell whether a round has left no more errors than it found. Behind an error of the syntax, there may be more."""
    gone = {each.span[:2] for each in chosen if each.code == _SYNTAX}
    left = {each.span[:2] for each in after.problems if each.code == _SYNTAX}
    return after.errors <= before.errors or bool(gone and gone.isdisjoint(left))


def apply_fixes(content: BaseContent, fixes: Iterable[Fix]) -> tuple[BaseContent, Counter[str]]:
    """Return a base with fixes, and how many there are by file. Of fixes that overlap, the first one counts."""
    by_file: dict[str, list[Fix]] = {}
    for each in fixes:
        by_file.setdefault(each.span.file, []).append(each)
    fixed = {text.path: _fixed(text.data, by_file[text.path]) for text in content.texts if text.path in by_file}
    counts = Counter({path: number for path, (_, number) in fixed.items()})
    return content.with_data({path: data for path, (data, _) in fixed.items()}), counts


def _fixed(data: bytes, fixes: Iterable[Fix]) -> tuple[bytes, int]:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    bom = text.startswith("\ufeff")
    pieces, end, count = [], 0, 0
    places = sorted({_place(each, starts, bom=bom) for each in fixes})
    for start, stop, replacement in _disjoint(places, lambda place: place[:2]):
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
