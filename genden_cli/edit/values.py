"""Add a record or an item of evidence that has some values, such as those of a command's options.

A value is a text. A list is written ``a, b``; a place in a source ``page 12``; other keys and values ``ana=keeper``.
What begins with a bracket or a brace is YAML where the schema has a list or a map. Everything is checked as part of the
base before anything is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.diagnostics.problem import Fix
from genden_cli.edit import files as edit_files
from genden_cli.edit import skeletons
from genden_cli.edit.ids import unknown
from genden_cli.edit.long_texts import prose_lines
from genden_cli.edit.option_problems import ValuesAt, wrong_values
from genden_cli.edit.skeletons import AddedAt
from genden_cli.errors import BadBase, Unreadable
from genden_cli.field_types import ListType, MapType, NamesType, PlaceType
from genden_cli.load import load
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.fixes import yaml_text
from genden_cli.parsing.usual_words import perhaps_place, place_written
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.field_types import FieldType, RecordType
    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText

_PAIR: Final = re.compile(r"\s*([\w-]+)\s*[=:\s]\s*(.*\S)\s*")


class KeyLine(NamedTuple):
    """A line of a new record, and the key whose value it holds."""

    key: str
    text: str


def with_record(
    content: BaseContent, section: Section, id_: str, values: Mapping[str, str]
) -> tuple[BaseContent, AddedAt]:
    """Return a base with a record at the end of its section, and the place of the record.

    Raise `BadBase` if the base has errors, `WrongUsage` for a wrong value or id, `Unreadable` if lines have no place.
    """
    lines = key_lines(schema.SECTIONS[section], values)

    def record(column: int) -> list[str]:
        return [f"{' ' * column}{id_}:", *(f"{' ' * (column + 2)}{each.text}" for each in lines)]

    changed, place = skeletons.with_record(content, section, id_, record)
    _check(changed, place, schema.SECTIONS[section], values)
    return changed, place


def with_item(
    content: BaseContent, claim: str, key: str, form: RecordType, values: Mapping[str, str]
) -> tuple[BaseContent, AddedAt]:
    """Return a base in which the list ``key`` of a claim has one more item, the last one, and the place of the item.

    Raise `BadBase` if the base has errors, `UnknownName` if there is no such claim, `WrongUsage` for a wrong value.
    """
    facts = load(content.texts, keep_values=True)
    node = next((each.node for each in facts.claims if each.id == claim), None)
    if node is None:
        raise unknown(facts, Section.CLAIMS, claim)
    lines = key_lines(form, values)
    pairs = (f"{each}: {yaml_value(form, each, values[each].strip())}" for each in _given(form, values))
    in_braces = f"{{{', '.join(pairs)}}}"
    fix, below = _item_fix(edit_files.text_at(content, node.file), node, key, lines, in_braces)
    place = AddedAt(node.file, fix.span.line + (below if fix.replacement.startswith(("\n", "\r")) else 0))
    changed, _ = apply_fixes(content, [fix])
    _check(changed, place, form, values)
    return changed, place


def _item_fix(text: BaseText, node: Node, key: str, lines: Sequence[KeyLine], in_braces: str) -> tuple[Fix, int]:
    """Return the edit that adds an item to a list of a claim, and the number of its lines up to the item."""
    item = [f"{'  ' if number else '- '}{each.text}" for number, each in enumerate(lines)] or ["- {}"]
    present = node.value.get(key)
    if present is None:
        below = [f"{key}:", *(f"  {each}" for each in item)]
        fix = skeletons.insertion(
            text, node, below, f"{key}: [{in_braces}]", after=last_before(node, schema.CLAIM, key)
        )
        return fix, 2
    if isinstance(present.value, list):
        return skeletons.insertion(text, present, item, in_braces), 1
    span = present.span  # one item without its list
    if span.line != span.end_line:
        hints = ("write '- ' before its first key, and indent the others as far",)
        raise Unreadable(f"{text.path}:{span.line}: '{key}' is no list yet", hints=hints)
    alone = text.lines[span.line - 1][span.column - 1 : span.end_column - 1]
    return Fix(span, f"[{alone}, {in_braces}]"), 0


def last_before(node: Node, form: RecordType, key: str) -> Node | None:
    """Return the value of the last key of a record that stands before ``key`` in the schema."""
    keys = [field.key for field in form.fields]
    return next((node.value[each] for each in reversed(keys[: keys.index(key)]) if each in node.value), None)


def key_lines(form: RecordType, values: Mapping[str, str]) -> list[KeyLine]:
    """Return the lines of a record, in the order of the schema."""
    return [KeyLine(key, line) for key in _given(form, values) for line in _lines(form, key, values[key].strip())]


def _given(form: RecordType, values: Mapping[str, str]) -> list[str]:
    """Return the keys that have values, in the order of the schema."""
    return [field.key for field in form.fields if field.key in values]


def _lines(form: RecordType, key: str, text: str) -> Iterator[str]:
    if isinstance(form.keys[key].type, ListType | MapType | NamesType):
        yield f"{key}: {yaml_value(form, key, text)}"
    else:
        yield from prose_lines(key, text)


def yaml_value(form: RecordType, key: str, text: str) -> str:
    """Return the value of a key as YAML that can stand in brackets."""
    type_ = form.keys[key].type
    if isinstance(type_, ListType | MapType | NamesType) and text[:1] in ("[", "{") and text.isprintable():
        return text
    if isinstance(type_, ListType) and not type_.or_one:
        return f"[{', '.join(yaml_text(each, in_brackets=True) for each in _parts(text))}]"
    return (_map(type_, text) if isinstance(type_, MapType) else None) or yaml_text(text, in_brackets=True)


def _map(type_: FieldType, text: str) -> str | None:
    """Return keys and values as YAML; None if a part of the text is none."""
    if isinstance(type_, PlaceType) and ((place := place_written(text)) or perhaps_place(text)):
        return place  # of what it perhaps means, the curator decides
    pairs = [_PAIR.fullmatch(each) for each in _parts(text)]
    written = [f"{each[1]}: {yaml_text(each[2], in_brackets=True)}" for each in pairs if each]
    return f"{{{', '.join(written)}}}" if written and len(written) == len(pairs) else None


def _parts(text: str) -> list[str]:
    return [part for each in text.split(",") if (part := each.strip())]


def _check(content: BaseContent, place: AddedAt, form: RecordType, values: Mapping[str, str]) -> None:
    """Raise `WrongUsage` if a base has errors, which come from the values at a place of it."""
    try:
        skeletons.check_valid(content.texts)
    except BadBase as error:
        raise wrong_values(error.problems, ValuesAt(content, *place, form, values)) from None
