"""The text of a new fact base, and skeletons that an existing one gets without a change of any other byte."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.edit import files as edit_files
from genden_cli.errors import BadBase, Unreadable, WrongUsage
from genden_cli.field_types import has_value
from genden_cli.load import records
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.characters import unfit
from genden_cli.parsing.fixes import yaml_text
from genden_cli.parsing.nodes import entries
from genden_cli.parsing.text_readers import Id
from genden_cli.schema import SECTIONS
from genden_cli.source import updates
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.field_types import Field
    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent
    from genden_cli.words import Section

_TITLE: Final = "Did it happen as the pamphlet says?"
_ABOUT: Final = "A pamphlet says that the keeper of a lamp put it out with her own hands. Did she?"
_TEMPLATES: Final = os.path.join(os.path.dirname(__file__), "templates")
_COMMENT: Final = 29
"""The column of comments, relative to the keys of a record."""

_BLANK: Final = re.compile("@([A-Z]+)@")


def template(*, title: str | None, today: str, bare: bool = False) -> bytes:
    """Return a small valid fact base with comments, unless it is ``bare``. A title of one's own replaces the example's.

    Raise `WrongUsage` for a title that no fact base can have.
    """
    about = "# about: …                     # a paragraph: what is in question?" if title else f"about: {_ABOUT}"
    return filled("new.yaml", _TITLE if title is None else title, bare=bare, TODAY=today, ABOUT=about)


def filled(template: str, title: str, *, bare: bool, **values: str) -> bytes:
    """Return a template with its title and values; without its comments if it is ``bare``.

    Raise `WrongUsage` for a title that no fact base can have.
    """
    for message, remedy in unfit(title):
        raise WrongUsage(f"--title: {message}", hints=(remedy,))
    values["TITLE"] = yaml_text(title)
    text = _template(template)
    text = _BLANK.sub(lambda blank: values[blank[1]], _without_comments(text, values) if bare else text)
    data = text.encode()
    try:
        check_valid([BaseText(template, data)])
    except BadBase as error:  # all of it but the title is ours
        raise WrongUsage(f"--title: {error.problems[0].message}", hints=("say in a line what it is about",)) from None
    return data


def _without_comments(text: str, values: dict[str, str]) -> str:
    """Return a template without its comments, and without values that are comments."""
    lines = [
        line.partition("  #")[0].rstrip()
        for line in text.split("\n")
        if not line.lstrip().startswith("#") and not values.get(line.strip(" @"), "").startswith("#")
    ]
    return "\n".join(lines).lstrip("\n")


class AddedAt(NamedTuple):
    """The file of what was added, and its first line."""

    file: str
    line: int


class Addition(NamedTuple):
    """The place of what was added, and the base before and after."""

    place: AddedAt
    before: BaseContent
    after: BaseContent


def add(base: str, change: Callable[[BaseContent], tuple[BaseContent, AddedAt]]) -> Addition:
    """Change a base with a function that adds something to its content.

    Raise what the function raises, and `Unwritable` if the file cannot be written; nothing is changed then.
    """
    done: list[Addition] = []

    def changed(content: BaseContent) -> dict[str, bytes]:
        after, place = change(content)
        done.append(Addition(place, content, after))
        return after.data

    updates.update_base(base, changed)
    return done[-1]


def with_skeleton(content: BaseContent, section: Section, id_: str) -> tuple[BaseContent, AddedAt]:
    """Return a base with a commented skeleton at the end of a section, and the place of the skeleton.

    Raise `BadBase` where the base has mistakes, `WrongUsage` for an id that is none or is taken, `Unreadable` if lines
    have no place.
    """
    changed, place = with_record(content, section, id_, lambda column: _skeleton(section, id_, column, heading=False))
    check_changed(changed, place.file, section)
    return changed, place


def with_record(
    content: BaseContent, section: Section, id_: str, record: Callable[[int], list[str]]
) -> tuple[BaseContent, AddedAt]:
    """Return a base with the lines of a record at the end of its section, and their place; nothing is checked yet.

    ``record`` returns the lines for the column of the records. Raise what `with_skeleton` raises.
    """
    if not Id.accepts(id_):
        raise invalid_id(id_)
    text = edit_files.text_for(content, section, id_)
    data, line = insert(text, section, record)
    return content.with_data({text.path: data}), AddedAt(text.path, line)


def invalid_id(text: str) -> WrongUsage:
    """Return the error for a text that is no id."""
    return WrongUsage(f"'{text}' is not a valid id", hints=(Id.remedy,))


def check_changed(content: BaseContent, path: str, section: Section) -> None:
    """Raise `Unreadable` if lines were added to the file at ``path``, and the base has errors now."""
    if not is_valid(content):  # what the errors say would be of a file that nobody has
        raise _no_place(path, section)


def is_valid(content: BaseContent) -> bool:
    """Tell whether a content is a fact base without errors."""
    try:
        check_valid(content.texts)
    except BadBase:
        return False
    return True


def insert(text: BaseText, section: Section, records: Callable[[int], list[str]]) -> tuple[bytes, int]:
    """Return a file with lines at the end of a section, and the line of the first new key.

    ``records`` returns the lines for the column of the records. The section is added if it is missing. Raise
    `Unreadable` if the file has no place for lines.
    """
    ends, column = _section(text, section)
    newline = text.newline
    lines = text.data.decode("utf-8").split("\n")
    if ends is None:
        at = len(lines) if lines[-1] else len(lines) - 1
        block = ["", f"{section}:", *records(2)]
    elif column:
        at, block = ends, ["", *records(column)]
    else:
        raise _no_place(text.path, section)
    before = lines[:at]
    if before and not before[-1].endswith("\r") and newline == "\r\n" and at == len(lines):
        before[-1] += "\r"
    added = [each + newline[:-1] for each in block]
    rest = lines[at:] or [""]
    return "\n".join([*before, *added, *rest]).encode("utf-8"), at + 2 + (ends is None)


def _no_place(path: str, section: Section) -> Unreadable:
    hints = (f"if it is in braces, or '...' ends the file: write '{section}:' and a record below it in lines first",)
    return Unreadable(f"{path} has no place to add lines to '{section}'", hints=hints)


def _section(text: BaseText, section: Section) -> tuple[int | None, int]:
    """Return the number of lines up to the end of a section and the indentation of its records.

    None where the section is missing; no indentation where it has no records on lines of their own.
    """
    last: Node | None = None
    seen = False
    for name, key, node in entries(text, frozenset(SECTIONS), []):
        if name == section:
            seen = True
            last = node if key is not None else None
    if last is None:
        return (0, 0) if seen else (None, 0)
    lines = text.data.decode("utf-8").split("\n")
    column = last.key.column
    if lines[last.key.line][:column].strip():
        return 0, 0
    return _end_of_record(lines, last.end.line + (last.end.column > 0), column), column


def insertion(text: BaseText, node: Node, in_lines: Iterable[str], in_braces: str, *, after: Node | None = None) -> Fix:
    """Return the fix that adds to the end of a record or a list: lines below it, or a text before its last bracket.

    The lines stand ``after`` a value of the record if it is given.
    """
    if text.lines[node.start.line].startswith(("{", "["), node.start.column):
        row, column = node.end.line, node.end.column - 1
        before = ("".join(text.lines[node.start.line : row]) + text.lines[row][:column]).rstrip()
        lead = "" if before.endswith(("{", "[")) else " " if before.endswith(",") else ", "
        return Fix(Span(text.path, row + 1, column + 1, row + 1, column + 1), f"{lead}{in_braces}")
    last = after or node
    end = _end_of_record(text.lines, last.end.line + (last.end.column > 0), node.start.column)
    column = len(text.lines[end - 1].rstrip("\r")) + 1
    added = "".join(f"{text.newline}{' ' * node.start.column}{each}" for each in in_lines)
    return Fix(Span(text.path, end, column, end, column), added)


def _end_of_record(lines: Sequence[str], end: int, column: int) -> int:
    """Return the number of lines up to the end of a record, including comments that are indented below it."""
    while not lines[end - 1].strip():
        end -= 1
    for number in range(end, len(lines)):
        bare = lines[number].lstrip()
        if bare and not (bare.startswith("#") and len(lines[number]) - len(bare) > column):
            break
        if bare:
            end = number + 1
    return end


def _skeleton(section: Section, id_: str, indent: int, *, heading: bool) -> list[str]:
    """Return the lines of a new record, indented like its neighbours."""
    lines = [f"{' ' * indent}{id_}:"]
    for field in SECTIONS[section].fields:
        if field.sample:
            active = field.is_scalar and has_value(SECTIONS[section], field)
            lines += (f"{' ' * (indent + 2)}{line}" for line in _sample(field, active=active))
    return [f"{section}:", *lines] if heading else lines


def _sample(field: Field, *, active: bool) -> Iterator[str]:
    """Yield the lines of a key with its sample value. Optional keys are commented out."""
    for line in f"{field.key}: {field.sample}".split("\n"):
        value, _, comment = (line if active else f"# {line}").partition("  # ")
        yield f"{value.rstrip():{_COMMENT}}# {comment}" if comment else value.rstrip()


def _template(name: str) -> str:
    with open(os.path.join(_TEMPLATES, name), encoding="utf-8") as file:
        return file.read()


def check_valid(texts: Iterable[BaseText]) -> None:
    """Raise `BadBase` unless the files are a valid fact base."""
    for _ in records(texts):
        pass
