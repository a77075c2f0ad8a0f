"""The page of an import: what becomes of each reference, and the fields without a place."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from genden_cli.bibliography.rows import MOST_REMARKS, ImportAction
from genden_cli.page.blocks import Cell, Column, Grid, Prose, TextRun, Title, join_cells, stack_cells, text
from genden_cli.schema import SECTIONS
from genden_cli.text.command_line import quoted
from genden_cli.text.english import count_noun, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli.bibliography.rows import FieldWithoutPlace, Import, ImportedSource
    from genden_cli.page.blocks import Block
    from genden_cli.words import Section

_COLUMNS: Final = (
    Column("Reference", least=28, share=5, main=True),
    Column("Issued", least=10),
    Column("Type", least=12, fold=True),
    Column("What happens", least=16, share=2),
    Column("Id", least=16, share=2, fold=True),
)
_FIELDS: Final = (
    Column("Field", least=14, share=1),
    Column("References", least=10),
    Column("In", least=24, share=4, main=True),
)
_MOST_IDS: Final = 10


def imported(record: Import) -> Iterator[Block]:
    """Yield the references, the fields without a place, and how to go on."""
    yield Title(text(summary(record)))
    yield Grid(_COLUMNS, [_row(each, written=record.written) for each in record.references])
    if record.left_out:
        yield Title(text(f"Fields without a place ({len(record.left_out)})"), level=2)
        yield Grid(_FIELDS, [_field(each) for each in record.left_out])
    if record.unreadable:
        yield Title(text(f"Not read ({len(record.unreadable)})"), level=2)
        yield from (Prose(text(each)) for each in record.unreadable[:MOST_REMARKS])
        if len(record.unreadable) > MOST_REMARKS:
            yield Prose(text(f"and {len(record.unreadable) - MOST_REMARKS} more", "muted"))


def summary(record: Import) -> str:
    """Return the number of references by what becomes of them: ``2 new sources, 1 duplicate``."""
    counts = ((record.new, "new source"), (record.updates, "source to update"), (record.duplicates, "duplicate"))
    said = [_count(count, noun) for count, noun in counts if count]
    return join_words(said) if said else "No references"


def _count(count: int, noun: str) -> str:
    head, _, rest = noun.partition(" to ")
    return count_noun(count, head) + (f" to {rest}" if rest else "")


def _row(row: ImportedSource, *, written: bool) -> tuple[Cell, ...]:
    title = stack_cells(text(row.title, "title"), text(row.author, "muted"))
    return title, text(row.issued, "date"), text(row.type), _action(row, written=written), text(row.id, "id")


def _action(row: ImportedSource, *, written: bool) -> Cell:
    if row.action is ImportAction.NEW:
        return text("added" if written else "new")
    same = TextRun(f"same {row.match}", "muted")
    if row.action is ImportAction.DUPLICATE:
        return join_cells((text("skipped" if written else "duplicate"), (same,)), ": ")
    return stack_cells(text(f"fills {', '.join(row.fields)}"), (same,))


def _field(row: FieldWithoutPlace) -> tuple[Cell, ...]:
    more = f" and {row.references - _MOST_IDS} more" if row.references > _MOST_IDS else ""
    return text(row.field), text(str(row.references)), text(_ids(row.sources[:_MOST_IDS]) + more)


def _ids(ids: Iterable[str]) -> str:
    return ", ".join(ids)


def made(counts: Mapping[Section, int], left_out: Mapping[str, int], file: str | None) -> Iterator[str]:
    """Yield the lines that say what a new base has, what has no place in it, and how to go on."""
    said = join_words([_counted(number, section) for section, number in counts.items() if number])
    yield f"{file or 'a new base'}: {said or 'nothing'}"
    listed = sorted(filter(itemgetter(1), left_out.items()), key=lambda each: (-each[1], each[0]))
    if listed:
        yield "without a place of its own here:"
        width = len(str(listed[0][1]))
        yield from (f"  {number:>{width}} {kind}" for kind, number in listed)
    if file:
        yield f"genden check {quoted(file)} says what is still to do"


def _counted(number: int, section: Section) -> str:
    return f"{number} {section}" if number != 1 else f"1 {SECTIONS[section].name}"
