"""Sources as YAML, and how a base takes them: at the end of its sources, and into the empty fields of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography.yaml_values import yaml_value
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.edit import files as edit_files
from genden_cli.edit import skeletons
from genden_cli.parsing.fixes import scalar
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli.bibliography.plan import ImportPlan
    from genden_cli.diagnostics.problem import Fix
    from genden_cli.model import Source
    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText

_MOST_ON_A_LINE: Final = 3
"""Up to this number, names stand on one line."""


def changed(content: BaseContent, sources: Iterable[Source], plan: ImportPlan) -> BaseContent:
    """Return a base with new sources at the end of its sources, and with values for empty fields.

    Raise `Unreadable` if a base is written so that no line can be added to it.
    """
    if plan.fills:
        filled = ((each, plan.fills[each.id]) for each in sources if each.id in plan.fills)
        fixes = [fix for source, values in filled for fix in _fill(edit_files.text_of(content, source), source, values)]
        content, _ = apply_fixes(content, fixes)
    text = edit_files.text_for(content, Section.SOURCES)
    if plan.new:
        data, _ = skeletons.insert(text, Section.SOURCES, lambda column: _records(plan.new, column))
        content = content.with_data({text.path: data})
    skeletons.check_changed(content, text.path, Section.SOURCES)
    return content


def _records(new: Mapping[str, Any], column: int) -> list[str]:
    """Return the lines of new sources, with an empty line between two."""
    lines: list[str] = []
    for id_, values in new.items():
        lines += [""] if lines else []
        lines.append(f"{' ' * column}{scalar(id_)}:")
        lines += (f"{' ' * (column + 2)}{line}" for key, value in values.items() for line in _lines(key, value))
    return lines


def _lines(key: str, value: Any) -> Iterator[str]:
    """Yield the lines of a key with its value."""
    if isinstance(value, tuple) and len(value) > _MOST_ON_A_LINE:
        yield f"{key}:"
        yield from (f"  - {yaml_value(each)}" for each in value)
    else:
        yield f"{key}: {yaml_value(value)}"


def _fill(text: BaseText, source: Source, values: Mapping[str, Any]) -> Iterator[Fix]:
    """Yield the insertions that give a source new keys, and its identifiers new schemes."""
    node = source.node
    added = dict(values)
    ids = node.value.get("ids")
    if ids is not None and isinstance(ids.value, dict) and "ids" in added:
        yield _insertion(text, ids, added.pop("ids"))
    if added:
        yield _insertion(text, node, added)


def _insertion(text: BaseText, node: Node, values: Mapping[str, Any]) -> Fix:
    """Return the insertion of keys at the end of a map, in braces or in lines."""
    in_braces = ", ".join(f"{key}: {yaml_value(value, in_brackets=True)}" for key, value in values.items())
    in_lines = [line for key, value in values.items() for line in _lines(key, value)]
    return skeletons.insertion(text, node, in_lines, in_braces)
