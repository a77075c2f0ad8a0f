"""The types of the fields of a fact base.

`schema` puts these together into records. The loader reads by them, the index makes tables of them, JSON Schema
describes them. Plain classes, since every command imports this module: a dataclass takes ten times as long to define.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from genden_cli.model import Record
    from genden_cli.words import Section

QUOTE_WORDS: Final = 12
"""The maximum length of a quote, in words."""


_RESERVED: Final = frozenset({"from", "to", "as", "where", "on"})
"""Keys that are reserved words of SQL. Their columns end in an underscore."""


def sql_name(name: str) -> str:
    """Return the column name of a key or of an attribute of the model."""
    bare = name.rstrip("_")
    return f"{bare}_" if bare in _RESERVED else name


def option_name(key: str) -> str:
    """Return the name of the option for a key, without its dashes."""
    return key.replace("_", "-")


class FieldType:
    """The type of a value."""

    __slots__ = ()


class TextType(FieldType):
    """A text of one line, or of several if it is ``prose``."""

    __slots__ = ("prose",)

    def __init__(self, *, prose: bool = False) -> None:
        self.prose = prose


class NamedType(TextType):
    """A line of text that may be the id of a record in a section, and then stands for the names of that record."""

    __slots__ = ("section",)

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section


class FormType(FieldType):
    """A line of text that ``pattern`` matches in full. The pattern is valid in Python and in JSON Schema."""

    __slots__ = ("name", "pattern")

    def __init__(self, name: str, pattern: str) -> None:
        self.name = name
        self.pattern = pattern


class WordType(FieldType):
    """A word of a closed vocabulary, called ``what`` in messages. ``enum`` is None for the vocabularies of CSL."""

    __slots__ = ("enum", "what", "words")

    def __init__(self, words: type[StrEnum] | tuple[str, ...], what: str) -> None:
        self.enum: type[StrEnum] | None = None if isinstance(words, tuple) else words
        self.words: dict[str, str] = {str.__str__(each): each for each in words}
        self.what = what


class DateType(FieldType):
    """A date in EDTF. A ``bare`` date is only text in records, without words and bounds."""

    __slots__ = ("bare",)

    def __init__(self, *, bare: bool = False) -> None:
        self.bare = bare


class RefType(FieldType):
    """The id of a record in a section."""

    __slots__ = ("section",)

    def __init__(self, section: Section) -> None:
        self.section = section


class ListType(FieldType):
    """A list of values of one type, a tuple in the model. ``once`` forbids duplicates.

    With ``or_one``, a single item may stand in the file without its list.

    A ``none_if_absent`` list is None in the model if the key is absent: unknown, as opposed to empty.
    """

    __slots__ = ("item", "none_if_absent", "once", "or_one")

    def __init__(
        self, item: FieldType, *, once: bool = True, none_if_absent: bool = False, or_one: bool = False
    ) -> None:
        self.item = item
        self.or_one = or_one
        self.once = once
        self.none_if_absent = none_if_absent


class NamesType(FieldType):
    """The names of people or groups: a text, or a list of records of type ``item``. A column of the record's table."""

    __slots__ = ("item",)

    def __init__(self, item: RecordType) -> None:
        self.item = item


class MapType(FieldType):
    """A map. In the model it is a tuple of ``pair``s of key and value.

    ``by_key`` maps are in the order of their keys in the index, others in the order of the file.
    """

    __slots__ = ("by_key", "key", "pair", "value")

    def __init__(self, key: FieldType, value: FieldType, pair: type[Any], *, by_key: bool = False) -> None:
        self.key = key
        self.value = value
        self.pair = pair
        self.by_key = by_key


class PlaceType(MapType):
    """A place in a source: locators of CSL and their values."""

    __slots__ = ()


class CopyType(MapType):
    """The kept copy of a source: a map with the keys of ``parts``, each with a type of its own."""

    __slots__ = ("parts",)

    def __init__(self, parts: dict[str, FieldType], pair: type[Any]) -> None:
        super().__init__(WordType(tuple(parts), "key of a copy"), parts["file"], pair)
        self.parts = parts


class Field:
    """One key of a record, with everything that the program knows about it.

    ``attribute``  the attribute in the model: the key, with an underscore if it is a keyword of Python
    ``about``      what it means, in a line, for editors, `--explain` and the exported database
    ``label``      its label on pages; "" where a page shows it in a way of its own
    ``search``     the column of the full-text index that holds its words; "" where it is not searched
    ``lookup``     whether a reader may type its text to name the record
    ``csl``, ``schema_org``
                   its name in these formats; "" where the format leaves it out or maps it by hand
    ``group``      the part of `genden diff` that lists its changes; with "", the part for the rest of its section
    ``noun``       what `genden diff` counts, in the singular; the key itself where it is ""
    ``sample``     the value after the key in the skeleton of `genden add`; "" leaves the key out
    ``table``, ``column``
                   of a list or map: its table in the index, and the column of an item
    """

    __slots__ = (
        *("key", "attribute", "type", "about", "required", "label", "search", "lookup", "csl"),
        *("schema_org", "group", "noun", "sample", "table", "column"),
    )

    def __init__(  # noqa: PLR0913 -- one parameter a consumer
        self,
        key: str,
        type_: FieldType,
        about: str,
        *,
        required: bool = False,
        label: str = "",
        search: str = "",
        lookup: bool = False,
        csl: str = "",
        schema_org: str = "",
        group: str = "",
        noun: str = "",
        sample: str = "",
        table: str = "",
        column: str = "",
    ) -> None:
        self.key = key
        self.attribute = f"{key}_" if key in ("from", "as") else key
        self.type = type_
        self.about = about
        self.required = required
        self.label = label
        self.search = search
        self.lookup = lookup
        self.csl = csl
        self.schema_org = schema_org
        self.group = group
        self.noun = noun
        self.sample = sample
        self.table = table
        self.column = column

    @property
    def is_scalar(self) -> bool:
        """Tell whether the value is a column of the record's table."""
        return not isinstance(self.type, (ListType, MapType))


class RecordType(FieldType):
    """A map with known keys, which becomes a record of the model.

    ``name`` is the singular and the table. ``section`` is None for records that stand within others. ``title`` is the
    key that says what a record is. ``what`` is the name with its article, for messages. A text alone stands for a
    record with only its title if ``brief``. ``calendar`` is the key, if there is one, that says in which calendar the
    dates of the record are written. It is no field, since the loader converts them.
    """

    __slots__ = ("brief", "calendar", "fields", "keys", "make", "name", "section", "title", "what")

    def __init__(  # noqa: PLR0913 -- one parameter a property
        self,
        make: type[Record],
        name: str,
        section: Section | None,
        title: str,
        *fields: Field,
        what: str = "",
        brief: bool = False,
        calendar: Field | None = None,
    ) -> None:
        self.make = make
        self.name = name
        self.section = section
        self.title = title
        self.fields = fields
        self.keys = {each.key: each for each in (*fields, calendar) if each}
        self.what = what or f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
        self.brief = brief
        self.calendar = calendar

    def scalars(self) -> Iterator[Field]:
        """Yield the fields that are columns."""
        return (each for each in self.fields if each.is_scalar)

    def dates(self) -> Iterator[Field]:
        """Yield the dates that have words and bounds."""
        return (each for each in self.fields if isinstance(each.type, DateType) and not each.type.bare)

    def parts(self) -> Iterator[tuple[Field, RecordType]]:
        """Yield the fields that are lists of records, with the type of the records."""
        for each in self.fields:
            if isinstance(each.type, ListType) and isinstance(each.type.item, RecordType):
                yield each, each.type.item


def has_value(form: RecordType, field: Field) -> bool:
    """Tell whether a field always has a value: it is required, or its default in the model is not None."""
    return field.required or getattr(form.make, field.attribute, None) is not None


def names_columns(form: RecordType) -> dict[str, str]:
    """Return the column that holds the parts of names, by the attribute of each field of names."""
    return {each.attribute: f"{each.key}_names" for each in form.scalars() if isinstance(each.type, NamesType)}
