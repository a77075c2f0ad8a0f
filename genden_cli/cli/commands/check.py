"""``genden check``."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from enum import StrEnum
from time import sleep
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Never

import typer

from genden_cli import check as checks
from genden_cli import paths, recheck
from genden_cli.cli.bases import base_path, base_to_change
from genden_cli.cli.codes import code_filter
from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption, JsonOption, OutputOption, PagerOption, answer_format, option
from genden_cli.diagnostics import explain as explanations
from genden_cli.diagnostics import fixing, github, sarif, statistics, text
from genden_cli.diagnostics import json as json_report
from genden_cli.diagnostics import links as link_check
from genden_cli.errors import Exit, ReaderLeft, Unreadable, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output import progress, settings
from genden_cli.output.stream import opened, say
from genden_cli.source import base_file, base_files, watch
from genden_cli.text import command_line
from genden_cli.text.english import count_noun
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Problem


class ReportFormat(StrEnum):
    """The formats of the report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class _Request(NamedTuple):
    """The files to check, and how to report on them; ``is_shown`` filters the problems.

    ``named`` says that the command line names the files, so that proposed commands must name them too.
    """

    files: tuple[str, ...]
    named: bool
    format: ReportFormat
    output: str | None
    pager: bool
    is_shown: Callable[[Problem], bool]
    strict: bool
    watch: bool
    fix: bool
    all: bool
    statistics: bool


FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...", autocompletion=completers.files, help="The fact bases.  [default: that of --base]"
    ),
]
OnlyOption = Annotated[
    list[str] | None, typer.Option(metavar="CODES", help="Show only these codes: W201,W207, or W2 for a family.")
]
IgnoreOption = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Leave these codes out.")]
ExplainOption = Annotated[str | None, typer.Option(metavar="CODE", help="Explain a code with an example, and exit.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")]
FixOption = Annotated[
    bool, typer.Option("--fix", help="Correct what has one certain remedy; nothing else in the file changes.")
]
WatchOption = Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")]
LinksOption = Annotated[
    bool,
    typer.Option("--links", help="Ask the web whether the addresses of sources lead to a page; nothing is changed."),
]
AllOption = Annotated[
    bool, typer.Option("--all", "-a", help="Show every place, also where one code has more than ten (text).")
]
StatisticsOption = Annotated[
    bool, typer.Option("--statistics", help="Show only how often each code occurs (text, json).")
]
ReportFormatOption = Annotated[
    ReportFormat | None, typer.Option("--format", help="How to print what was found.  [default: text]")
]


def check(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    *,
    files: FilesArgument = None,
    explain: ExplainOption = None,
    only: OnlyOption = None,
    ignore: IgnoreOption = None,
    all: AllOption = False,  # noqa: A002 -- the option's name
    statistics: StatisticsOption = False,
    strict: StrictOption = False,
    fix: FixOption = False,
    watch: WatchOption = False,
    links: LinksOption = False,
    base: BaseOption = None,
    format: ReportFormatOption = None,  # noqa: A002
    json: JsonOption = None,
    output: OutputOption = None,
    no_pager: PagerOption = None,
) -> int:
    """Check a fact base for errors and weak spots, with fixes.

    All errors are shown at once, each with its place. A base without errors gets warnings about its evidence. A comment
    at the end of a line suppresses a warning there: # genden: ignore W207 because …
    """
    named = option(context, "base", base)
    path = paths.named_base(named) if files or explain is not None else base_path(named)
    written_to = option(context, "output", output)
    pager = not watch and settings.may_page(written_to, no_pager=bool(option(context, "no_pager", no_pager)))
    if explain is not None:
        return _explain(explain, written_to, base=path or paths.bundled_facts(), pager=pager)
    request = _Request(
        files=tuple(dict.fromkeys(files or [base_to_change(path) if fix else path or paths.bundled_facts()])),
        format=_report_format(answer_format(context, format, json=json)),
        named=bool(files or named),
        output=written_to,
        pager=pager,
        is_shown=code_filter(only, ignore),
        strict=strict,
        watch=watch,
        fix=fix,
        all=all,
        statistics=statistics,
    )
    _refuse_what_excludes(request, links=links)
    return _links(request) if links else _watch(request) if watch else _run(request)


def _refuse_what_excludes(request: _Request, *, links: bool) -> None:
    """Raise `WrongUsage` for options and formats that exclude each other."""
    if request.fix and request.watch:
        raise WrongUsage("--fix and --watch exclude each other", hints=("fix once, then watch",))
    if links and (request.fix or request.watch or request.statistics):
        hint = "leave out --fix, --watch and --statistics"
        raise WrongUsage("--links asks the web once and changes nothing", hints=(hint,))
    of_own_form = "--links" if links else "--statistics" if request.statistics else ""
    if of_own_form and request.format not in (ReportFormat.TEXT, ReportFormat.JSON):
        raise WrongUsage(f"{of_own_form} does not print {request.format}", hints=("--format is text or json",))


def _links(request: _Request) -> int:
    """Ask the web for the addresses of sources, and print what is found."""
    bases = [base_files.read(path).texts for path in request.files]
    with progress.ProgressBar(label="asking the web") as on_progress:
        found = link_check.checked_links(bases, on_progress)
    report = link_check.json(found) if request.format == ReportFormat.JSON else link_check.text(found)
    with opened(request.output, never=request.files[0], pager=request.pager) as write:
        for line in report:
            write(f"{line}\n")
    say(link_check.summary(found))
    return Exit.NO if request.strict and link_check.has_findings(found) else Exit.DONE


def _explain(code: str, output: str | None, *, base: str, pager: bool) -> int:
    lines = list(explanations.explain(code))
    with opened(output, never=base, pager=pager) as write:
        write("".join(f"{line}\n" for line in lines))
    return Exit.DONE


def _report_format(named: str | None) -> ReportFormat:
    """Return the format of the report; before the command, ``--format`` has the formats of an answer."""
    if named in (None, "table"):
        return ReportFormat.TEXT
    if named in tuple(ReportFormat):
        return ReportFormat(named)
    raise WrongUsage(f"check does not print {named}", hints=(f"--format is one of {', '.join(ReportFormat)}",))


def _run(request: _Request, watched: Mapping[str, recheck.Recheck] = MappingProxyType({})) -> int:
    """Check the files once, print the report and sum it up. ``watched`` knows the last version of each file."""
    checked: list[CheckResult] = []
    shown: list[CheckResult] = []
    unread: list[Unreadable] = []
    for path in request.files:
        try:
            if request.fix:
                _fix(path, request)
            check = watched[path].check if path in watched else checks.check
            checked.append(check(base_files.read(path).texts))
            shown.append(checked[-1].only(request.is_shown).naming(_name(path, request)))
        except Unreadable as error:
            unread.append(error)
    if checked or not request.output:  # else an old report would become an empty one
        _print(shown, request)
    for each in unread:
        say(f"genden: {each.message}", *map(command_line.hint_line, each.hints))
    return _sum_up(checked, shown, request) if not unread else Exit.BASE


def _name(path: str, request: _Request) -> str | None:
    """Return the name of a base for proposed commands, or None if they find it, or cannot read it again."""
    return path if request.named and not base_file.is_stream(path) else None


def _fix(path: str, request: _Request) -> None:
    """Correct what is certain in a base, and print what that was, and how much in which file."""
    if base_file.is_stream(path):
        raise WrongUsage(f"--fix needs a file, and {sanitize_line(path)} is a stream", hints=("save it to a file",))
    fixed = fixing.fix_base(path, request.is_shown)
    say(*map(_fixed_line, fixed if request.all else fixed[:_MOST_FIXED]))
    if len(fixed) > _MOST_FIXED and not request.all:
        say(f"… and {len(fixed) - _MOST_FIXED} more")
    for file, count in (Counter(each.span.file for each in fixed) or {path: 0}).items():
        say(f"{sanitize_line(file)}: {count_noun(count, 'problem')} fixed")


_MOST_FIXED: Final = 50


def _fixed_line(problem: Problem) -> str:
    """Return the line that says what was wrong where, and what stands there now."""
    new = problem.fix.replacement.strip() if problem.fix else ""
    now = "removed" if not new else f"now {new}" if "\n" not in new else "corrected"
    return f"{problem.span.file}:{problem.span.line}: {problem.message}: {now}"


def _print(shown: list[CheckResult], request: _Request) -> None:
    same = [path for path in request.files if request.output and _is_same_file(request.output, path)]
    with opened(request.output, never=(same or request.files)[0], pager=request.pager) as write:
        for line in _report(request, shown):
            write(f"{line}\n")


def _report(request: _Request, shown: Sequence[CheckResult]) -> Iterator[str]:
    """Return the lines of the report; only the module of the format is loaded."""
    is_text = request.format == ReportFormat.TEXT
    if request.statistics:
        return statistics.table(shown) if is_text else statistics.json(shown)
    if is_text:
        return text.text(shown, whole=request.all)
    if request.format == ReportFormat.JSON:
        return json_report.json(shown)
    return github.github(shown) if request.format == ReportFormat.GITHUB else sarif.sarif(shown)


def _is_same_file(output: str, path: str) -> bool:
    return os.path.exists(output) and os.path.exists(path) and os.path.samefile(output, path)


def _sum_up(checked: list[CheckResult], shown: list[CheckResult], request: _Request) -> int:
    """Print the number of problems, if any, and return the exit code. Errors count even if they are not shown."""
    errors, warnings = sum(each.errors for each in checked), sum(each.warnings for each in shown)
    hidden = errors - sum(each.errors for each in shown)
    if not (errors or warnings):
        files = ", ".join(map(paths.name, request.files))
        if not request.watch:  # else the line about waiting says so
            say(f"{files}: {_nothing_found(checked, shown)}")
        return Exit.DONE
    summary = ", ".join(count_noun(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count)
    if not any(each.problems for each in shown):  # else each problem names its file
        summary = f"{', '.join(map(paths.name, request.files))}: {summary}"
    summary += f" ({hidden} not shown)" if hidden else ""
    summary += _next_step(errors, warnings) if errors else ""
    say(summary)
    return Exit.NO if errors or (warnings and request.strict) else Exit.DONE


def _nothing_found(checked: list[CheckResult], shown: list[CheckResult]) -> str:
    hidden = sum(each.warnings for each in checked) - sum(each.warnings for each in shown)
    return f"no mistakes, no warnings shown ({hidden} filtered out)" if hidden else "no mistakes, no warnings"


def _next_step(errors: int, warnings: int) -> str:
    """Return the advice after the number of errors; ``warnings`` are those of other files."""
    if warnings:
        return f". Fix the error{'s' * (errors != 1)} to see all warnings."
    return f". Fix {'it' if errors == 1 else 'them'} to see warnings."


def _sleep() -> None:
    sleep(watch.SECONDS)


def _wait_with_reader() -> None:
    """Wait for the next look at the files; raise `ReaderLeft` once nobody reads standard output any more."""
    if watch.reader_left(sys.stdout):
        raise ReaderLeft("the reader left")


def _watch(request: _Request) -> Never:
    """Check again whenever a file changes; Ctrl-C ends it."""
    names = ", ".join(map(sanitize_line, request.files))
    if any(map(base_file.is_stream, request.files)):
        raise WrongUsage("--watch needs files: a stream is read once", hints=("save it to a file, and name that",))
    changes = watch.changes(request.files, pause=_sleep if request.output else _wait_with_reader)
    watched = {path: recheck.Recheck() for path in request.files}
    while True:
        next(changes)
        code = _run(request, watched)
        say(f"{names}: {'no errors' if code == Exit.DONE else 'see above'}; waiting for changes")
        for each in watched.values():
            each.release()
        gc.collect()  # it is off, since it doubles the time of a check; but this process does not end soon
