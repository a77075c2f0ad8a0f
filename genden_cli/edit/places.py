"""Where records stand in the files of a base, also of a base with errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import UnknownName
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.nodes import entries
from genden_cli.schema import SECTIONS
from genden_cli.text.edit_distance import nearest, suggestion
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.source.base_files import BaseContent

_ORDER: Final = (Section.CLAIMS, Section.SOURCES, Section.EVENTS, Section.PEOPLE, Section.PLACES)


class _EntryPlace(NamedTuple):
    """A record by its section and its id, with its former ids, its file and its line. The head has no section."""

    section: Section | None
    id: str
    was: tuple[str, ...]
    file: str
    line: int


def place_of(content: BaseContent, id_: str | None) -> tuple[str, int]:
    """Return the file and the line of a record, or of the head of the base if ``id_`` is None.

    Of several records, a present id goes before a former one, and sections go in the order of `_ORDER`. Raise
    `UnknownName` if there is none.
    """
    found = list(_places(content))
    if id_ is None:
        return next(((each.file, each.line) for each in found if each.section is None), (content.texts[0].path, 1))
    matches = [each for each in found if each.id == id_] or [each for each in found if id_ in each.was]
    for section in _ORDER:
        for each in matches:
            if each.section == section:
                return each.file, each.line
    hints = suggestion(nearest(id_, dict.fromkeys(each.id for each in found if each.id)))
    raise UnknownName(f"no record '{id_}'", hints=hints)


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
