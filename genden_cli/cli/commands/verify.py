"""``genden verify``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli import paths
from genden_cli.cli import index_commands
from genden_cli.cli.bases import base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.names import resolve
from genden_cli.cli.options import GlobalOptions, with_options
from genden_cli.edit import copies as edit_copies
from genden_cli.errors import Suggestion, Unreadable, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.answer import Answer, Empty, Found, Negative
from genden_cli.output.stream import say
from genden_cli.pages import copies as copies_page
from genden_cli.pages import verify as page
from genden_cli.query.text import verify as queries
from genden_cli.source import base_files, inputs, text_file
from genden_cli.source import copies as copy_files
from genden_cli.text.english import count_noun, count_of
from genden_cli.text.sanitize import sanitize_line
from genden_cli.text.typography import differ_in_signs_only
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    _SourceQuotes = tuple[str, tuple[queries.CheckedQuote, ...]]


NameArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        autocompletion=completers.sources,
        help="An id, a title, an author, or a part of one.  [default: every source with a copy]",
    ),
]
TextOption = Annotated[
    str | None,
    typer.Option(
        "--text",
        metavar="FILE",
        autocompletion=completers.files,
        help="The file with the text of the source; - reads standard input.  [default: its kept copy]",
    ),
]
CopiesOption = Annotated[
    str | None,
    typer.Option(
        "--copies",
        metavar="DIR",
        autocompletion=completers.files,
        help="A folder with copies that are named by source: ID.txt, ID.html or ID.pdf.",
    ),
]
NearOption = Annotated[
    bool, typer.Option("--near", help="Also accept quotes that stand there nearly: one word in four may differ.")
]
FixOption = Annotated[
    bool, typer.Option("--fix", help="Correct quotes that differ in white space, dashes or quotation marks only.")
]


@with_options
def verify(  # noqa: PLR0913 -- one parameter an option
    options: GlobalOptions,
    *,
    name: NameArgument = None,
    text: TextOption = None,
    copies: CopiesOption = None,
    near: NearOption = False,
    fix: FixOption = False,
) -> int:
    """Check that the quotes of sources are in their texts, word for word.

    Without --text it reads kept copies: text, HTML, or PDF. Line ends, hyphens at line ends and page numbers do not
    split a quote. The exit code is 1 if a quote is missing, or if a copy has changed. More: genden help texts.
    """
    index_commands.check_text({"name": name or []})
    typed = " ".join(name or ())
    if text is not None and (copies is not None or not typed):
        raise WrongUsage("--text needs a source" if not typed else "--text and --copies exclude each other")
    if copies is not None and not os.path.isdir(copies):
        raise WrongUsage(f"{sanitize_line(copies)} is no folder", hints=("--copies names a folder with copies",))

    request = _VerifyRequest(typed, text, copies, _folder(options), near)
    if fix:
        _fix(options, lambda connection: _quotes(connection, request))
    return index_commands.with_index(
        options.base, lambda connection: index_commands.show(_answer(connection, request), connection, options)
    )


class _VerifyRequest(NamedTuple):
    """A request: the typed name of a source, the file with its text, the folder of copies, the folder of the base."""

    name: str
    text: str | None
    copies: str | None
    folder: str | None
    near: bool


def _answer(connection: sqlite3.Connection, request: _VerifyRequest) -> Answer:
    source = _source(connection, request)
    if source and request.text is not None:
        return _text_answer(connection, source, request.text, near=request.near)
    found = _checked_copies(connection, source, request)
    return _copies_answer(queries.copies_check(found, near=request.near), source)


def _quotes(connection: sqlite3.Connection, request: _VerifyRequest) -> Iterator[_SourceQuotes]:
    """Yield the checked quotes of each source."""
    source = _source(connection, request)
    if source and request.text is not None:
        text = text_file.read(request.text)
        yield source, queries.verify(connection, source, text, name=request.text, near=request.near).quotes
        return
    for each in _checked_copies(connection, source, request):
        yield each.source, each.quotes


def _source(connection: sqlite3.Connection, request: _VerifyRequest) -> str | None:
    return resolve(connection, Section.SOURCES, request.name) if request.name else None


def _text_answer(connection: sqlite3.Connection, source: str, file: str, *, near: bool) -> Answer:
    record = queries.verify(connection, source, text_file.read(file), name=file, near=near)
    if not record.quotes:
        return Empty("verify", record, f"the base has no quotes of {record.source} to look for")
    found = Found("verify", record.quotes, lambda: page.verify(record), record)
    if not record.missing:
        return found
    exactly = "" if near else " to the letter"
    return Negative(
        found, f"{count_of(record.missing, len(record.quotes), 'quote')} {_stand(record.missing)} in {file}{exactly}"
    )


def _copies_answer(record: queries.CopiesCheck, source: str | None) -> Answer:
    if not record.copies:
        keep = Suggestion("keep", (source or "SOURCE", "FILE"), purpose="keeps a copy")
        message = f"{source} has no copy to look in" if source else "no source has a copy to look in"
        raise WrongUsage(message, hints=(keep, "--text FILE names the text of a source, --copies DIR a folder"))
    found = Found("copies", record.lines(), lambda: copies_page.copies(record), record, by_line=True)
    if not record.faults:
        return found
    exactly = "" if record.near else " to the letter"
    reasons = (
        f"{count_of(record.misses, record.quotes, 'quote')} {_stand(record.misses)} in the copies{exactly}"
        * bool(record.misses),
        f"{_copies(record, record.changed)} changed" * bool(record.changed),
        f"{_copies(record, record.unreadable)} cannot be read" * bool(record.unreadable),
    )
    return Negative(found, "; ".join(filter(None, reasons)))


def _stand(quotes: int) -> str:
    return "does not stand" if quotes == 1 else "do not stand"


def _copies(record: queries.CopiesCheck, number: int) -> str:
    return count_of(number, len(record.copies), "copy")


def _folder(options: GlobalOptions) -> str | None:
    """Return the folder of the base, or None for a base from standard input."""
    path = options.base or paths.bundled_facts()
    return None if path == inputs.STDIN else base_files.folder_of(path)


def _checked_copies(
    connection: sqlite3.Connection, source: str | None, request: _VerifyRequest
) -> Iterator[queries.CheckedCopy]:
    """Yield each copy that is in the folder of copies, or else recorded and in the folder of the base."""
    for recorded in queries.recorded_copies(connection, source):
        path = copy_files.path_of(request.copies, recorded.source) if request.copies else None
        if path:
            yield _checked_copy(connection, recorded._replace(file=path, sha256=None), None, near=request.near)
        elif recorded.file:
            yield _checked_copy(connection, recorded, request.folder, near=request.near)


def _checked_copy(
    connection: sqlite3.Connection, recorded: queries.RecordedCopy, folder: str | None, *, near: bool
) -> queries.CheckedCopy:
    """Return a copy with its quotes; ``folder`` is that of the base, or None if the file has a path of its own."""
    file = recorded.file or ""
    try:
        copy = copy_files.copy(copy_files.path_in(folder, file) if folder else file)
    except Unreadable as error:
        problem = "; ".join((error.message, *map(str, error.hints)))
        if folder:
            problem = problem.replace(os.path.join(folder, ""), "")
        title = queries.title(connection, recorded.source)
        return queries.CheckedCopy(recorded.source, title, file, queries.CopyStatus.UNREADABLE, problem, 0, ())
    found = queries.verify(connection, recorded.source, copy.text, name=file, near=near)
    status = queries.copy_status(recorded.sha256, copy.sha256)
    return queries.CheckedCopy(recorded.source, found.title, file, status, None, found.paragraphs, found.quotes)


def _fix(options: GlobalOptions, checked: Callable[[sqlite3.Connection], Iterable[_SourceQuotes]]) -> None:
    """Write the exact wording of quotes into the base where only white space, dashes or quotation marks differ."""
    path = base_to_change(options.base)
    corrections = index_commands.with_index(path, lambda connection: dict(_corrections(checked(connection))))
    fixed = edit_copies.correct_quotes(path, corrections) if corrections else 0
    say(f"{sanitize_line(path)}: {count_noun(fixed, 'quote')} corrected")


def _corrections(checked: Iterable[_SourceQuotes]) -> Iterator[tuple[edit_copies.QuoteKey, str]]:
    for source, quotes in checked:
        for each in quotes:
            if each.found and differ_in_signs_only(each.quote, each.found):
                yield edit_copies.QuoteKey(each.claim, source, each.quote), each.found
