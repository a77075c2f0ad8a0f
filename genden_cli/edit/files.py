"""Which file of a base holds a record, and which file takes a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import model
from genden_cli.errors import WrongUsage
from genden_cli.load import records
from genden_cli.schema import SECTIONS

if TYPE_CHECKING:
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText
    from genden_cli.words import Section


def text_of(content: BaseContent, record: model.Record) -> BaseText:
    """Return the file that holds a record of this content."""
    return text_at(content, record.node.file)


def text_at(content: BaseContent, path: str) -> BaseText:
    """Return the file at a path of this content."""
    return next(each for each in content.texts if each.path == path)


def text_for(content: BaseContent, section: Section, new: str | None = None) -> BaseText:
    """Return the file for a new record: that of the last record of its section, or else that of ``base``.

    Raise `BadBase` if the base has errors, `WrongUsage` if the id ``new`` is taken.
    """
    place: model.Record | None = None
    taken = None
    for record in records(content.texts):
        if isinstance(record, model.Base):
            place = place or record
        elif isinstance(record, SECTIONS[section].make):
            place = record
            if record.id == new:  # type: ignore[attr-defined] # a record of a section has an id
                taken = record.node
    if taken is not None:
        where = f"in {taken.file} " if len(content.texts) > 1 else ""
        raise WrongUsage(f"'{new}' stands {where}on line {taken.line} already", hints=("choose another id",))
    return text_of(content, place) if place else content.texts[0]
