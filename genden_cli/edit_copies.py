"""Write into a fact base what a copy of a source shows: its hash, and the exact wording of quotes.

Every other byte of the base stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli import edit, model
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.diagnostics.problem import Fix
from genden_cli.errors import BadBase, Unreadable
from genden_cli.load import records
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.fixes import replacement, scalar
from genden_cli.source import replace
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.parsing.node import Node


class QuoteKey(NamedTuple):
    """A quote of the base: its claim, its source, and its words."""

    claim: str
    source: str
    quote: str


def correct_quotes(path: str, corrections: Mapping[QuoteKey, str]) -> int:
    """Write other words for quotes, and return how many were replaced. A quote on several lines stays.

    Raise `BadBase` if the file has errors, `Unwritable` if it cannot be replaced.
    """
    count = 0

    def change(data: bytes) -> bytes:
        nonlocal count
        count = 0
        fixes = list(_corrections(BaseText(path, data), corrections))
        for part in (fixes, *([each] for each in fixes)):  # each on its own if one of them makes the base wrong
            fixed, number = apply_fixes(data, part)
            if _is_valid(fixed, path):
                data, count = fixed, count + number
                if part is fixes:
                    break
        return data

    replace.update(path, change)
    return count


def _corrections(text: BaseText, corrections: Mapping[QuoteKey, str]) -> Iterator[Fix]:
    for record in records([text], keep_values=True):
        if not isinstance(record, model.Claim):
            continue
        items: tuple[Any, ...] = (*record.appears_in, *record.evidence)
        for item in items:
            wording = corrections.get(QuoteKey(record.id, item.source, item.quote or ""))
            node = item.node.at("quote")
            fix = replacement(node.span, wording) if wording and node else None
            if fix:
                yield fix


def record_copy(path: str, id_: str, parts: Sequence[model.CopyPart]) -> int:
    """Write the copy of a source into its record, and return the line. An older copy is replaced.

    Raise `BadBase` if the file has errors, `Unreadable` if the record has no place for a line, `Unwritable` if the file
    cannot be replaced.
    """
    line = 0

    def change(data: bytes) -> bytes:
        nonlocal line
        text = BaseText(path, data)
        node = _source(text, id_).node
        fixes = list(_copy_fixes(text, node, parts))
        changed, _ = apply_fixes(data, fixes)
        line = fixes[0].span.line + fixes[0].replacement.startswith(("\n", "\r"))
        if not _is_valid(changed, path) or _source(BaseText(path, changed), id_).copy != tuple(parts):
            hints = ("write the record on lines of its own",)
            raise Unreadable(f"{path} has no place to add a line to {id_}", hints=hints)
        return changed

    replace.update(path, change)
    return line


def _source(text: BaseText, id_: str) -> model.Source:
    found = (each for each in records([text], keep_values=True) if isinstance(each, model.Source) and each.id == id_)
    source: model.Source | None = None
    for each in found:  # to the end: the reader reports errors last
        source = each
    if source is None:
        raise Unreadable(f"{text.path} has no source {id_} any more", hints=("another program changed it",))
    return source


def _copy_fixes(text: BaseText, node: Node, parts: Sequence[model.CopyPart]) -> Iterator[Fix]:
    """Yield the edits that write a copy into a record."""
    facts = dict(parts)
    whole = f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in facts.items())}}}"
    old = node.value.get("copy")
    if old is None:
        yield edit.insertion(text, node, [f"copy: {whole}"], f"copy: {whole}")
    elif old.value.keys() == facts.keys():
        yield from (Fix(old.value[key].span, scalar(value)) for key, value in facts.items())
    else:
        yield Fix(old.span, whole)


def _is_valid(data: bytes, path: str) -> bool:
    try:
        for _ in records([BaseText(path, data)]):
            pass
    except BadBase:
        return False
    return True
