"""Give a record another id, or a tag another name, in all files of a base. Every other byte stays as it is.

The schema says where ids stand: as keys, as references in records, and as keys of maps such as the people of an event.
The same word in a sentence, a comment or a title is no id, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from genden_cli import schema
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.edit import skeletons
from genden_cli.errors import Suggestion, UnknownName, Unreadable, WrongUsage
from genden_cli.field_types import ListType, MapType, NamedType, RecordType, RefType
from genden_cli.load import load
from genden_cli.parsing.text_readers import Id, Key
from genden_cli.text.edit_distance import nearest, suggestion
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.field_types import FieldType
    from genden_cli.model import Facts
    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText


def rename(
    content: BaseContent, section: Section, old: str, new: str, *, keep: bool = True
) -> tuple[BaseContent, Counter[str]]:
    """Give a record of a section the id ``new``; return the base and the number of places that change, by file.

    With ``keep``, ``was`` keeps the old id.
    Raise `BadBase` if the base has errors, `UnknownName` if no record has the id ``old``, `WrongUsage` if ``new`` is no
    id or is taken, `Unreadable` if an id is written so that it cannot be replaced.
    """
    facts = load(content.texts, keep_values=True)
    known = {each.id: each for each in getattr(facts, section)}
    if old not in known:
        raise unknown(facts, section, old)
    if not Id.accepts(new):
        raise skeletons.invalid_id(new)
    _check_free(facts, section, old, new)

    files = {each.path: each for each in content.texts}
    record = known[old].node
    fixes = [_fix(record.key_node(old), old, new, files), *_fixes(_references(facts, section), old, new, files)]
    if keep:
        fixes.append(_former(record, old, new, files))
    return _checked(content, fixes)


def rename_tag(content: BaseContent, old: str, new: str) -> tuple[BaseContent, Counter[str]]:
    """Give a tag another name; return what `rename` returns, and raise what it raises."""
    facts = load(content.texts, keep_values=True)
    known = dict.fromkeys(tag for claim in facts.claims for tag in claim.tags)
    if old not in known:
        raise UnknownName(f"no tag '{old}'", hints=suggestion(nearest(old, known)))
    if not Key.accepts(new):
        raise WrongUsage(f"'{new}' is not a valid tag", hints=(Key.remedy,))
    if new in known:
        raise WrongUsage(f"there is a tag '{new}' already", hints=("choose another name",))

    files = {each.path: each for each in content.texts}
    lists = (node for claim in facts.claims if (node := claim.node.at("tags")))
    return _checked(content, [*_fixes((each for tags in lists for each in tags.value), old, new, files)])


def unknown(facts: Facts, section: Section, id_: str) -> UnknownName:
    """Return the error for an id that no record of a section has. A former id leads to its record."""
    known = getattr(facts, section)
    now = [each.id for each in known if id_ in each.was]
    others = [
        form.what for name, form in schema.SECTIONS.items() if any(each.id == id_ for each in getattr(facts, name))
    ]
    lists = () if section is Section.PLACES else (Suggestion(section, purpose="lists them"),)
    near = suggestion(now or nearest(id_, (each.id for each in known))) or lists
    hints = (f"it is the id of {others[0]}",) if others else near
    return UnknownName(f"no {schema.SECTIONS[section].name} '{id_}'", hints=hints)


def _check_free(facts: Facts, section: Section, old: str, new: str) -> None:
    """Raise `WrongUsage` if a record has the id ``new``, or had it. Claims and sources share their ids."""
    shared = (Section.CLAIMS, Section.SOURCES)
    for each in shared if section in shared else (section,):
        for record in getattr(facts, each):
            hints = ("choose another id",)
            if record.id == new:
                where = f"{record.node.file}:{record.node.line}"
                raise WrongUsage(f"'{new}' is the id of a {schema.SECTIONS[each].name} already: {where}", hints=hints)
            if each == section and new in record.was and record.id != old:
                raise WrongUsage(f"'{new}' is a former id of '{record.id}', and still finds it", hints=hints)


def _references(facts: Facts, section: Section) -> Iterator[Node]:
    """Yield the places of a base that hold an id of a section."""
    yield from _ids(facts.base.node, schema.BASE, section)
    for each, form in schema.SECTIONS.items():
        for record in getattr(facts, each):
            yield from _ids(record.node, form, section)


def _ids(node: Node, type_: FieldType, section: Section) -> Iterator[Node]:
    """Yield the texts within a value that are ids of a section."""
    if isinstance(type_, RefType | NamedType):
        if type_.section == section:
            yield node
    elif isinstance(type_, ListType):
        for each in node.value if isinstance(node.value, list) else (node,):
            yield from _ids(each, type_.item, section)
    elif isinstance(type_, MapType):
        for key, each in node.value.items():
            yield from _ids(each.key_node(key), type_.key, section)
            yield from _ids(each, type_.value, section)
    elif isinstance(type_, RecordType) and isinstance(node.value, dict):
        for field in type_.fields:
            if field.key in node.value:
                yield from _ids(node.value[field.key], field.type, section)


def _fixes(nodes: Iterable[Node], old: str, new: str, files: Mapping[str, BaseText]) -> Iterator[Fix]:
    """Yield the edits that change a name wherever it is the text of a node."""
    return (_fix(each, old, new, files) for each in nodes if str(each.value).strip() == old)


def _fix(node: Node, old: str, new: str, files: Mapping[str, BaseText]) -> Fix:
    """Return the edit that writes a name in the place of another. Quotation marks around it stay."""
    lines = files[node.file].lines
    start = str(node.value).index(old)
    part = node.part(start, start + len(old))
    if part.line == part.end_line:
        return Fix(part, new)
    alone = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    found = [
        Span(part.file, number, match.start() + 1, number, match.end() + 1)
        for number, line in enumerate(lines[part.line - 1 : part.end_line], part.line)
        for match in alone.finditer(line)
    ]
    if len(found) != 1:
        hints = ("write it on one line there first",)
        raise Unreadable(f"{part.file}:{part.line}: '{old}' stands on several lines", hints=hints)
    return Fix(found[0], new)


def _former(node: Node, old: str, new: str, files: Mapping[str, BaseText]) -> Fix:
    """Return the edit that keeps the former id of a record. It takes the place of ``new``, if that is one too."""
    text, was = files[node.file], node.value.get("was")
    if was is None:
        return skeletons.insertion(text, node, [f"was: [{old}]"], f"was: [{old}]")
    again = next((each for each in was.value if str(each.value).strip() == new), None)
    return _fix(again, new, old, files) if again else skeletons.insertion(text, was, [f"- {old}"], old)


def _checked(content: BaseContent, fixes: Sequence[Fix]) -> tuple[BaseContent, Counter[str]]:
    """Return the base with these edits; raise `Unreadable` if it is not valid then."""
    changed, places = apply_fixes(content, fixes)
    if places.total() != len(fixes) or not skeletons.is_valid(changed):
        hints = ("write the record and its 'was' on lines of their own",)
        raise Unreadable("the base has no place for this change", hints=hints)
    return changed, places
