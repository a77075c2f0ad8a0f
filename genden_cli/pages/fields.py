"""The fields of a record that a page shows as label and value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from genden_cli import contributors, words
from genden_cli.field_types import DateType, NamesType, WordType
from genden_cli.schema import LANGUAGE
from genden_cli.text.english import dashed
from genden_cli.text.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.field_types import Field, RecordType


def labelled_values(form: RecordType, record: Any, *keys: str) -> Iterator[tuple[str, str]]:
    """Yield label and text of those of the fields named by ``keys`` that have a value."""
    return _labelled(record, map(form.keys.__getitem__, keys))


def other_values(form: RecordType, record: Any, shown_keys: str) -> Iterator[tuple[str, str]]:
    """Yield label and text of every scalar field with a value, except ``shown_keys``, separated by spaces.

    A page shows those keys in places of their own.
    """
    return _labelled(record, _other_fields(form, shown_keys))


def values_with_words(form: RecordType, record: Any, shown_keys: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what `other_values` yields, and whether the text is in our words and not in those of the base."""
    for field in _other_fields(form, shown_keys):
        for label, said in _labelled(record, (field,)):
            yield label, said, isinstance(field.type, DateType | WordType)


@cache
def _other_fields(form: RecordType, shown_keys: str) -> tuple[Field, ...]:
    shown = shown_keys.split()
    return tuple(each for each in form.scalars() if each.key not in shown)


def _labelled(record: Any, fields: Iterable[Field]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if (value := getattr(record, field.attribute)) is not None:
            yield field.label or field.key.replace("_", " ").capitalize(), _text(field, value)


def _text(field: Field, value: Any) -> str:
    """Return a value in words, such as a date or the name of a language."""
    if isinstance(field.type, DateType) and not field.type.bare:
        return str(value.words)
    if isinstance(field.type, NamesType):
        return str(contributors.names_text(value))
    if field.csl == "page":
        return dashed(value)
    if field.type is LANGUAGE:
        return language(value)
    return words.READ[value] if isinstance(value, words.ReadState) else str(value)
