"""References for Wikipedia: a template of Citation Style 1 for each source, in a named ``<ref>``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.export.cite import cs1
from genden_cli.export.cite.wiki_markup import address, escape, inert
from genden_cli.export.runs import Run
from genden_cli.text.sanitize import web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genden_cli.export.cite.passage import CitedPassage, Note
    from genden_cli.model import Locator, Source

_WRAPS: Final = {"italic": "''", "bold": "'''"}


def footnotes(sources: Iterable[Source]) -> str:
    """Return a reference to each source, one a line."""
    return "\n".join(_reference(each.id, _citation(each)) for each in sources)


def paragraph(passage: CitedPassage) -> str:
    """Return the paragraph on a claim with its references. One that stands twice is called by its name."""
    written: dict[str, str] = {}
    first, *others = passage.pieces
    sentence = escape(first.text) if isinstance(first, Run) else ""
    return sentence + "".join(_piece(each, passage.notes, written) for each in others)


def _piece(piece: Run | int, notes: Sequence[Note], written: dict[str, str]) -> str:
    if isinstance(piece, Run):
        return _run(piece)
    note = notes[piece]
    text = _citation(note.source, note.at, note.quote, note.translation)
    text += f" {escape(note.remark)}" if note.remark else ""
    name = _name(note, written, text)
    if name in written:
        return f'<ref name="{name}" />'
    written[name] = text
    return _reference(name, text)


def _name(note: Note, written: dict[str, str], text: str) -> str:
    """Return the name of a reference: the id and the place. Other text at the same place has a number too."""
    place = "-".join(re.findall(r"[A-Za-z0-9]+", " ".join(each.value for each in note.at)))[:40]
    stem = "-".join(filter(None, (note.source.id, place)))
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(written) + 2))
    return next(each for each in names if written.get(each) in (None, text))


def _reference(name: str, text: str) -> str:
    """Return a reference with its name. A number alone is no name."""
    name = f"source-{name}" if name.isdigit() else name
    return f'<ref name="{name}">{text}</ref>'


def _citation(
    source: Source, at: Sequence[Locator] = (), quote: str | None = None, translation: str | None = None
) -> str:
    """Return the template, and after it the values that no parameter can hold."""
    template = cs1.citation(source, at, quote, translation)
    parameters = "".join(f" |{name}={value}" for name, value in template.parameters.items())
    rest = "".join(f" {escape(each)}." for each in template.rest)
    copy = web_link(template.copy or "")
    archived = f" [{address(copy)} Archived copy]." if copy else ""
    return f"{{{{{template.name}{parameters}}}}}{rest}{archived}"


def _run(run: Run) -> str:
    wrap = "".join(_WRAPS.get(each, "") for each in run.marks)
    return f"{wrap}{inert(run.text)}{wrap}"
