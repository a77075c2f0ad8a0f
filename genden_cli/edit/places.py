"""Where records stand in the files of a base, also of a base with errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import Suggestion, UnknownName
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.nodes import entries
from genden_cli.schema import SECTIONS
from genden_cli.text.edit_distance import nearest, suggestion
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.source.base_files import BaseContent

ORDER: Final = (Section.CLAIMS, Section.SOURCES, Section.EVENTS, Section.PEOPLE, Section.PLACES)
"""The sections in the order in which a record is looked for."""


class _EntryPlace(NamedTuple):
    """A record by its section and its id, with its former ids, its file and its line. The head has no section."""

    section: Section | None
    id: str
    was: tuple[str, ...]
    file: str
    line: int


def place_of(content: BaseContent, id_: str | None) -> tuple[str, int]:
    """Return the file and the line of a record, or of the head of the base if ``id_`` is None.

    Of several records, a present id goes before a former one, and sections go in the order of `ORDER`. Raise
    `UnknownName` if there is none.
    """
    found = list(_places(content))
    if id_ is None:
        return next(((each.file, each.line) for each in found if each.section is None), (content.texts[0].path, 1))
    matches = [each for each in found if each.id == id_] or [each for each in found if id_ in each.was]
    for section in ORDER:
        for each in matches:
            if each.section == section:
                return each.file, each.line
    raise no_record(id_, (each.id for each in found if each.id))


def no_record(id_: str, known: Iterable[str]) -> UnknownName:
    """Return the error for an id that no record of a base has."""
    hints = suggestion(nearest(id_, dict.fromkeys(known)))
    return UnknownName(f"no record '{id_}'", hints=hints or (Suggestion("search", (id_,), purpose="looks for it"),))


def _places(content: BaseContent) -> Iterator[_EntryPlace]:
    for text in content.texts:
        for section, id_, node in entries(text, frozenset(SECTIONS), []):
            if node.start is None or section not in ("base", *SECTIONS):  # what follows cannot be read
                continue
            was = node.at("was") if isinstance(node.value, dict) else None
            former = was.value if was and isinstance(was.value, list) else ()
            yield _EntryPlace(
                Section(section) if section in SECTIONS else None,
                id_ or "",
                tuple(str(each.value) for each in former),
                text.path,
                node.line,
            )
