"""An answer on its way to a writer."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genden_cli.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.model import Base
    from genden_cli.output.settings import Settings
    from genden_cli.page.blocks import Block


class Answer(NamedTuple):
    """Rows, and how a person would read them.

    ``name`` is what they are called; ``page`` names the function below `genden_cli.pages` that makes a page of them, as
    ``module.function``. Where one ``record`` was asked for, the page is made of it, and ``rows`` are the part of it
    that makes a table. ``empty`` says that nothing was found, where that cannot be told from the rows. ``no`` says in
    words why the answer is no, though there is something to show, and ``nothing`` why there is not. ``beside`` is what
    the page is told besides. ``hints`` say, a line each, what to do where the answer is no.
    """

    name: str
    rows: Iterable[Any]
    page: str
    record: Any = None
    empty: bool = False
    beside: tuple[Any, ...] = ()
    no: str = ""
    nothing: str = ""
    hints: tuple[str, ...] = ()


class Counted:
    """Rows that know, once used up, how many they were."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.count += 1
            yield row


LARGE: Final = 1_000
SCREENFUL: Final = 50


def beginning(answer: Answer, limit: int | None) -> tuple[Answer, Callable[[], str]]:
    """Return an answer of so many rows, or of as many as a person looks through, and what tells of the others.

    That is asked once the rows are used up; it says nothing where there are no others. Raise `WrongUsage` for a limit
    on what is no list, such as a tree, which says something else without its other branches.
    """
    from genden_cli.query.records.fetch import RowStream  # noqa: PLC0415 -- not for help

    listed = answer.rows
    if not isinstance(listed, RowStream):
        if limit is not None:
            raise WrongUsage("this is drawn whole", hints=("leave --limit out, or ask for it with --format plain",))
        return answer, str
    if limit is not None:
        rows, rest = listed.split(limit)
        return answer._replace(rows=rows), partial(_left, answer.name, limit, rest)
    beginning, more = listed.head(SCREENFUL, large=LARGE)
    shown = answer._replace(rows=beginning)
    if not more:
        return shown, str
    said = f"the first {SCREENFUL} of more than {LARGE:,} {answer.name}; --limit N shows N of them, --format plain all"
    return shown, lambda: said


def first(answer: Answer, limit: int | None) -> Answer:
    """Return an answer of so many rows, or of all."""
    from genden_cli.query.records.fetch import RowStream  # noqa: PLC0415 -- not for help

    if limit is None:
        return answer
    rows = answer.rows
    return answer._replace(rows=rows.split(limit)[0] if isinstance(rows, RowStream) else islice(rows, limit))


def _left(name: str, limit: int, rest: Iterable[Any]) -> str:
    left = sum(1 for _ in islice(rest, LARGE))
    whole = f"more than {LARGE:,}" if left == LARGE else f"{limit + left}"
    return f"{limit} of {whole} {name}; --limit shows more" if left else ""


def show(answer: Answer, base: Base, settings: Settings) -> bool:
    """Write the answer in the format that the settings name, and tell whether there was anything to show.

    Only what that format needs is imported: Rich alone costs 70 ms.
    """
    rows = Counted(answer.rows)
    counted = answer._replace(rows=rows)
    if settings.format in ("table", "markdown"):
        writer = import_module(f"genden_cli.output.{settings.format}")
        writer.write(_page(counted), settings)
    else:
        import_module("genden_cli.output.data").write(counted, base, settings)
    return not answer.empty and (answer.record is not None or rows.count > 0)


def _page(answer: Answer) -> Iterable[Block]:
    module, function = answer.page.split(".")
    page = getattr(import_module(f"genden_cli.pages.{module}"), function)
    blocks: Iterable[Block] = page(answer.rows if answer.record is None else answer.record, *answer.beside)
    return blocks
