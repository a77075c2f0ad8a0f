"""Write into a fact base what a copy of a source shows: its hash, and the exact wording of quotes.

Every other byte of the base stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli import model
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.diagnostics.problem import Fix
from genden_cli.edit import files as edit_files
from genden_cli.edit import skeletons
from genden_cli.errors import Unreadable
from genden_cli.load import records
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.fixes import replacement, scalar
from genden_cli.source import updates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText


class QuoteKey(NamedTuple):
    """A quote of the base: its claim, its source, and its words."""

    claim: str
    source: str
    quote: str


def correct_quotes(base: str, corrections: Mapping[QuoteKey, str]) -> int:
    """Write other words for quotes, and return how many were replaced. A quote on several lines stays.

    Raise `BadBase` if the base has errors, `Unwritable` if a file cannot be replaced.
    """
    count = 0

    def change(content: BaseContent) -> dict[str, bytes]:
        nonlocal count
        count = 0
        fixes = list(_corrections(content, corrections))
        for part in (fixes, *([each] for each in fixes)):  # each on its own if one of them makes the base wrong
            fixed, number = apply_fixes(content, part)
            if skeletons.is_valid(fixed):
                content, count = fixed, count + number.total()
                if part is fixes:
                    break
        return content.data

    updates.update_base(base, change)
    return count


def _corrections(content: BaseContent, corrections: Mapping[QuoteKey, str]) -> Iterator[Fix]:
    for record in records(content.texts, keep_values=True):
        if not isinstance(record, model.Claim):
            continue
        items: tuple[Any, ...] = (*record.appears_in, *record.evidence)
        for item in items:
            wording = corrections.get(QuoteKey(record.id, item.source, item.quote or ""))
            node = item.node.at("quote")
            fix = replacement(node.span, wording) if wording and node else None
            if fix:
                yield fix


def record_copy(base: str, id_: str, parts: Sequence[model.CopyPart]) -> tuple[str, int]:
    """Write the copy of a source into its record, and return the file and the line. An older copy is replaced.

    Raise `BadBase` if the base has errors, `Unreadable` if the record has no place for a line, `Unwritable` if the file
    cannot be replaced.
    """
    place = "", 0

    def change(content: BaseContent) -> dict[str, bytes]:
        nonlocal place
        source = _source(content, id_)
        text = edit_files.text_of(content, source)
        fixes = list(_copy_fixes(text, source.node, parts))
        changed, _ = apply_fixes(content, fixes)
        place = text.path, fixes[0].span.line + fixes[0].replacement.startswith(("\n", "\r"))
        if not skeletons.is_valid(changed) or _source(changed, id_).copy != tuple(parts):
            hints = ("write the record on lines of its own",)
            raise Unreadable(f"{text.path} has no place to add a line to {id_}", hints=hints)
        return {text.path: edit_files.text_at(changed, text.path).data}

    updates.update_base(base, change)
    return place


def _source(content: BaseContent, id_: str) -> model.Source:
    found = (each for each in records(content.texts, keep_values=True) if isinstance(each, model.Source))
    source: model.Source | None = None
    for each in found:  # to the end: the reader reports errors last
        source = each if each.id == id_ else source
    if source is None:
        raise Unreadable(f"{content.base} has no source {id_} any more", hints=("another program changed it",))
    return source


def _copy_fixes(text: BaseText, node: Node, parts: Sequence[model.CopyPart]) -> Iterator[Fix]:
    """Yield the edits that write a copy into a record."""
    facts = dict(parts)
    whole = f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in facts.items())}}}"
    old = node.value.get("copy")
    if old is None:
        yield skeletons.insertion(text, node, [f"copy: {whole}"], f"copy: {whole}")
    elif old.value.keys() == facts.keys():
        yield from (Fix(old.value[key].span, scalar(value)) for key, value in facts.items())
    else:
        yield Fix(old.span, whole)
