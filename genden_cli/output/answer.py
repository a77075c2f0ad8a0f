"""An answer on its way to a writer."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.output.page import Block
    from genden_cli.output.settings import Settings
    from genden_cli.query.rows import BaseRow


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


def screenful(answer: Answer) -> tuple[Answer, str]:
    """Return an answer of no more rows than a person looks through, and what to say of a list that is longer."""
    rows = tuple(islice(answer.rows, LARGE + 1))
    if len(rows) <= LARGE:
        return answer._replace(rows=rows), ""
    said = f"the first {SCREENFUL} of more than {LARGE:,} {answer.name}; --limit N shows N of them, --format plain all"
    return answer._replace(rows=rows[:SCREENFUL]), said


def beginning(answer: Answer, limit: int | None) -> tuple[Answer, Callable[[], str]]:
    """Return an answer of so many rows, or of as many as a person looks through, and what tells of the others.

    That is asked once the rows are used up; it says nothing where there are no others.
    """
    if limit is None:
        answer, more = screenful(answer)
        return answer, lambda: more
    rows = Limited(answer.rows, limit)
    return answer._replace(rows=rows), partial(rows.said, answer.name)


class Limited:
    """The first rows of a list, as many as were asked for, and what to say of those that follow."""

    def __init__(self, rows: Iterable[Any], limit: int) -> None:
        self._rows = iter(rows)
        self._limit = limit

    def __iter__(self) -> Iterator[Any]:
        return islice(self._rows, self._limit)

    def said(self, name: str) -> str:
        """Return what to say, once the rows are used up, of how many there are; nothing where all were shown."""
        rest = sum(1 for _ in islice(self._rows, LARGE))
        whole = f"more than {LARGE:,}" if rest == LARGE else f"{self._limit + rest}"
        return f"{self._limit} of {whole} {name}; --limit shows more" if rest else ""


def show(answer: Answer, base: BaseRow, settings: Settings) -> bool:
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
