"""``genden check``."""

from __future__ import annotations

import gc
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, Never

import typer

from genden_cli import paths
from genden_cli.cli.completion import completers
from genden_cli.cli.options import ROOT, BaseOption
from genden_cli.errors import Exit, Unreadable, WrongUsage
from genden_cli.output.stream import opened
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.errors import Problem


class ReportFormat(StrEnum):
    """Output format of the problems."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class _Wish(NamedTuple):
    """The options of one run."""

    files: tuple[str, ...]
    form: ReportFormat
    output: str | None
    wanted: Callable[[Problem], bool]
    strict: bool


Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...", autocompletion=completers.files, help="The fact bases.  [default: that of --base]"
    ),
]
Codes = Annotated[
    str | None, typer.Option(metavar="CODES", help="Show only these codes: W201,W207, or W2 for a family.")
]
Ignored = Annotated[str | None, typer.Option(metavar="CODES", help="Leave these codes out.")]
Explain = Annotated[str | None, typer.Option(metavar="CODE", help="Explain a code, with an example, and exit.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")]
Watch = Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")]
FormOption = Annotated[
    ReportFormat | None, typer.Option("--format", help="How to print what was found.  [default: text]")
]
ReportOutput = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", autocompletion=completers.files, help="Write the result to a file."),
]


def check(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    *,
    files: Files = None,
    explain: Explain = None,
    only: Codes = None,
    ignore: Ignored = None,
    strict: Strict = False,
    watch: Watch = False,
    base: BaseOption = None,
    format: FormOption = None,  # noqa: A002
    output: ReportOutput = None,
) -> int:
    """Show every mistake in a fact base at once, with its place and a remedy; then warnings about the evidence.

    A comment at the end of a line silences a warning there: # genden: ignore W207 because …
    """
    if explain is not None:
        return _explain(explain, output)
    before = (context.obj or {}).get(ROOT, {})
    wish = _Wish(
        files=_files(files, base or before.get("base")),
        form=format or _form(before.get("format")),
        output=output or before.get("output"),
        wanted=_wanted(only, ignore),
        strict=strict,
    )
    return _watch(wish) if watch else _run(wish)


def _explain(code: str, output: str | None) -> int:
    from genden_cli.diagnostics.explain import explain  # noqa: PLC0415 -- only for this option

    lines = list(explain(code))
    with opened(output, never="") as write:
        write("".join(f"{line}\n" for line in lines))
    return Exit.DONE


def _files(named: Sequence[str] | None, base: str | None) -> tuple[str, ...]:
    if named:
        return tuple(dict.fromkeys(named))
    return (base or os.environ.get("GENDEN_BASE") or paths.bundled_facts(),)


def _form(before: str | None) -> ReportFormat:
    """Return the format given by an option before the command."""
    if before in (None, "table"):
        return ReportFormat.TEXT
    if before == "json":
        return ReportFormat.JSON
    raise WrongUsage(f"check does not print {before}", hints=(f"--format is one of {', '.join(ReportFormat)}",))


def _wanted(only: str | None, ignore: str | None) -> Callable[[Problem], bool]:
    chosen, left_out = _codes("--only", only), _codes("--ignore", ignore)

    def wanted(problem: Problem) -> bool:
        """Return whether to show a problem."""
        return (not chosen or problem.code.startswith(chosen)) and not (left_out and problem.code.startswith(left_out))

    return wanted


def _codes(option: str, text: str | None) -> tuple[str, ...]:
    """Return the codes, or prefixes of codes, given to an option."""
    if text is None:
        return ()
    from genden_cli.diagnostics.explain import explanations  # noqa: PLC0415 -- only for these options

    codes = tuple(text.upper().replace(",", " ").split())
    if not codes:
        raise WrongUsage(f"{option} names no code", hints=(_CODES,))
    for code in codes:
        if not any(known.startswith(code) for known in explanations()):
            raise WrongUsage(f"{option}: unknown code {code}", hints=(_CODES,))
    return codes


_CODES: Final = "codes look like E014 and W207; W2 names a family"


def _run(wish: _Wish) -> int:
    """Check the files once, print the problems and the summary; return the exit code."""
    from genden_cli.check import check as look  # noqa: PLC0415 -- brings the loader with it
    from genden_cli.source import base_file  # noqa: PLC0415 -- not to explain a code

    checked: list[CheckResult] = []
    unread: list[Unreadable] = []
    for path in wish.files:
        try:
            checked.append(look(base_file.read(path)[0], path))
        except Unreadable as error:
            unread.append(error)
    shown = [found.only(wish.wanted) for found in checked]
    _print(shown, wish)
    for each in unread:
        sys.stderr.write("".join(f"{sanitize(line)}\n" for line in (f"genden: {each.message}", *each.hints)))
    return _sum_up(checked, shown, strict=wish.strict) if not unread else Exit.BASE


def _print(shown: list[CheckResult], wish: _Wish) -> None:
    same = [path for path in wish.files if wish.output and _same(wish.output, path)]
    with opened(wish.output, never=(same or wish.files)[0]) as write:
        for piece in _writer(wish.form)(shown):
            write(piece)


def _writer(form: ReportFormat) -> Callable[[Sequence[CheckResult]], Iterator[str]]:
    if form == ReportFormat.SARIF:
        from genden_cli.output.sarif import sarif  # noqa: PLC0415 -- only one of the forms is needed

        return sarif
    from genden_cli.output import problems  # noqa: PLC0415 -- likewise

    return {ReportFormat.TEXT: problems.text, ReportFormat.JSON: problems.json, ReportFormat.GITHUB: problems.github}[
        form
    ]


def _same(output: str, path: str) -> bool:
    return os.path.exists(output) and os.path.exists(path) and os.path.samefile(output, path)


def _sum_up(checked: list[CheckResult], shown: list[CheckResult], *, strict: bool) -> int:
    """Print the number of problems, if any, and return the exit code. Errors count even if they are not shown."""
    mistakes, warnings = sum(each.mistakes for each in checked), sum(each.warnings for each in shown)
    hidden = mistakes - sum(each.mistakes for each in shown)
    if not (mistakes or warnings):
        return Exit.DONE
    counts = [_count(mistakes, "error")] if mistakes else []
    counts += [_count(warnings, "warning")] if warnings else []
    said = ", ".join(counts)
    said += f" ({hidden} not shown)" if hidden else ""
    said += _next_step(mistakes, warnings) if mistakes else ""
    sys.stderr.write(f"{said}\n")
    return Exit.NO if mistakes or (warnings and strict) else Exit.DONE


def _next_step(mistakes: int, warnings: int) -> str:
    """Return the advice after the number of errors; ``warnings`` are those of other files."""
    if warnings:
        return f". Fix the error{'s' * (mistakes != 1)} to see all warnings."
    return f". Fix {'it' if mistakes == 1 else 'them'} to see warnings."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _watch(wish: _Wish) -> Never:
    """Check again after each change, until Ctrl-C."""
    from time import sleep  # noqa: PLC0415 -- only to wait

    from genden_cli.source.watch import SECONDS, changes  # noqa: PLC0415

    gc.enable()  # this process does not end soon
    names = ", ".join(map(sanitize_line, wish.files))
    looks = changes(wish.files, pause=lambda: sleep(SECONDS))
    while True:
        next(looks)
        code = _run(wish)
        sys.stderr.write(f"{names}: {'no errors' if code == Exit.DONE else 'see above'}; waiting for changes\n")
        sys.stderr.flush()
