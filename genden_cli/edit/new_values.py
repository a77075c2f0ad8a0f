"""Give keys of a record other values, without a change of any other byte.

A key that the record lacks is added at its place in the order of the schema. A value with a comment within it is left
to the editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import model, schema
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.edit import files as edit_files
from genden_cli.edit import skeletons
from genden_cli.edit.option_problems import ValuesAt, wrong_values
from genden_cli.edit.places import ORDER, no_record
from genden_cli.edit.values import key_lines, last_before, yaml_value
from genden_cli.errors import AmbiguousName, BadBase, UnknownName, Unreadable, WrongUsage
from genden_cli.field_types import ListType, RecordType, option_name
from genden_cli.load import load
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText
    from genden_cli.words import Section


class ValueEdit(NamedTuple):
    """A base with other values in a record, and the section and id of that record."""

    after: BaseContent
    section: Section
    id: str


def with_values(content: BaseContent, id_: str, values: Mapping[str, str], *, evidence: str | None = None) -> ValueEdit:
    """Return a base in which a record has these values, or the item of its ``evidence`` with this source or number.

    Raise `BadBase` if the base has errors, `UnknownName` if there is no such record or item, `WrongUsage` for a wrong
    value or key, `Unreadable` if a value cannot be replaced.
    """
    facts = load(content.texts, keep_values=True)
    found = {section: each for section in ORDER for each in getattr(facts, section) if id_ in (each.id, *each.was)}
    section = next((section for section, each in found.items() if each.id == id_), next(iter(found), None))
    if section is None:
        raise no_record(id_, (each.id for name in ORDER for each in getattr(facts, name)))
    record, form = found[section], schema.SECTIONS[section]
    node = record.node
    if evidence is not None:
        node, form = _item(record, evidence).node, schema.EVIDENCE
    _check_keys(form, values)
    _check_lists(node, form, values)
    fixes = list(_joined(_fixes(edit_files.text_of(content, record), node, form, values)))
    after, _ = apply_fixes(content, fixes)
    try:
        skeletons.check_valid(after.texts)
    except BadBase as error:
        raise wrong_values(error.problems, ValuesAt(after, node.file, node.line, form, values)) from None
    return ValueEdit(after, section, record.id)


def _item(record: model.Record, named: str) -> model.Evidence:
    """Return the item of the evidence on a claim that a number or a source names."""
    if not isinstance(record, model.Claim):
        raise WrongUsage("--evidence: only a claim has evidence")
    items = dict(enumerate(record.evidence, 1))
    found = {number: each for number, each in items.items() if named in (str(number), each.source)}
    if len(found) == 1:
        return next(iter(found.values()))
    hints = tuple(f"--evidence {number}: {each.source} {each.stance}" for number, each in (found or items).items())
    message = f"{len(found)} items of evidence from '{named}'" if found else f"{record.id} has no evidence '{named}'"
    raise (AmbiguousName if found else UnknownName)(message, hints=hints)


def _check_keys(form: RecordType, values: Mapping[str, str]) -> None:
    """Raise `WrongUsage` if a record lacks one of these keys."""
    if wrong := next((key for key in values if key not in form.keys), None):
        of_item = form is schema.CLAIM and wrong in schema.EVIDENCE.keys
        hint = "--evidence SOURCE changes an item of evidence" if of_item else f"its keys are {', '.join(form.keys)}"
        raise WrongUsage(f"--{option_name(wrong)}: {form.what} has no {wrong}", hints=(hint,))


def _check_lists(node: Node, form: RecordType, values: Mapping[str, str]) -> None:
    """Raise `WrongUsage` if a value would replace a list of reviews or of other items with keys."""
    for field in form.fields:
        items = isinstance(field.type, ListType) and isinstance(field.type.item, RecordType)
        if items and field.key in values and field.key in node.value and isinstance(node.value[field.key].value, list):
            hints = (f"genden add {field.noun} adds one; genden edit with the id alone opens the list in your editor",)
            raise WrongUsage(f"--{option_name(field.key)} would replace a list", hints=hints)


def _fixes(text: BaseText, node: Node, form: RecordType, values: Mapping[str, str]) -> Iterator[Fix]:
    """Yield the edits that give a record its new values, in the order of the schema."""
    in_braces = text.lines[node.start.line].startswith("{", node.start.column)
    for key in (each.key for each in form.fields if each.key in values):
        lines = [each.text for each in key_lines(form, {key: values[key]})]
        short = f"{key}: {yaml_value(form, key, values[key].strip())}"
        if key in node.value:
            span = _value_span(text, node.value[key], key)
            follows = text.lines[span.end_line - 1][span.end_column - 1 :].strip()
            new = [short] if in_braces or (follows and len(lines) > 1) else lines
            below = f"{text.newline}{' ' * node.start.column}"
            yield Fix(span, below.join(new).removeprefix(f"{key}:"))
        else:
            yield skeletons.insertion(text, node, lines, short, after=last_before(node, form, key))


def _value_span(text: BaseText, value: Node, key: str) -> Span:
    """Return the place of a value from the colon on, without the white space after it.

    Raise `Unreadable` if a comment is within it.
    """
    line = value.key.line
    colon = text.lines[line].index(":", value.key.column + len(key))
    span = value.span._replace(line=line + 1, column=colon + 2)
    end, column = span.end_line, span.end_column
    while end > span.line and not text.lines[end - 1][: column - 1].strip():
        end -= 1
        column = len(text.lines[end - 1].rstrip()) + 1
    if any("#" in line for line in text.lines[span.line - 1 : end - 1]):
        hints = ("genden edit with the id alone opens it in your editor",)
        raise Unreadable(f"{text.path}:{span.line}: '{key}' has a comment within it", hints=hints)
    return Span(span.file, span.line, span.column, end, column)


def _joined(fixes: Iterator[Fix]) -> Iterator[Fix]:
    """Yield edits, those that add at the same place as one."""
    by_span: dict[Span, str] = {}
    for span, replacement in fixes:
        by_span[span] = by_span.get(span, "") + replacement
    return (Fix(span, replacement) for span, replacement in by_span.items())
