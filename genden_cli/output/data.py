"""Answers for programs: plain, CSV, JSON, JSON Lines."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from genden_cli import paths, schema
from genden_cli.errors import Suggestion
from genden_cli.field_types import DateType
from genden_cli.output.stream import opened
from genden_cli.text import command_line
from genden_cli.text.sanitize import json_text, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from genden_cli.output.answer import Found
    from genden_cli.output.settings import Settings
    from genden_cli.query.records.identity import BaseIdentity

    Write = Callable[[str], object]

_FORMULA: Final = tuple("=+-@＝＋－＠")
"""A spreadsheet computes cells with these first characters, some even after a space (OWASP ASVS 1.2.10)."""

_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
"""A number stays the same when a spreadsheet computes it. A date before Christ would become a subtraction."""


def write(answer: Found, identify: Callable[[], BaseIdentity], settings: Settings) -> None:
    """Write the answer in the format that the settings name."""
    with opened(settings.output, never=settings.file, pager=settings.pager) as out:
        _WRITERS[settings.format](answer, identify, settings, out)


def _plain(answer: Found, _identify: Callable[[], BaseIdentity], _settings: Settings, out: Write) -> None:
    for row in answer.rows:
        out("\t".join(sanitize_line(value) for _, value in _flat(row)) + "\n")


def _csv(answer: Found, identify: Callable[[], BaseIdentity], settings: Settings, out: Write) -> None:
    import csv

    class Out:
        write = staticmethod(out)

    rows = iter(answer.rows)
    writer = csv.writer(Out, lineterminator="\r\n")  # RFC 4180
    first = next(rows, None)
    if first is None:
        return
    about = _about(identify(), settings)
    writer.writerow([*(name for name, _ in _flat(first)), *about])
    for row in chain([first], rows):
        values = chain((value for _, value in _flat(row)), about.values())
        writer.writerow([_harmless(sanitize_line(value or "")) for value in values])


def _harmless(value: str) -> str:
    return f"'{value}" if value.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


def _json(answer: Found, identify: Callable[[], BaseIdentity], settings: Settings, out: Write) -> None:
    base = identify()
    about = {"title": base.title, **_version(base, settings)}
    if answer.record is not None:
        out(json_text({"base": about, answer.name: plain(answer.record)}, indent=2) + "\n")
        return
    # Records one by one: a long answer is never held as a whole.
    out('{\n  "base": ' + json_text(about) + f',\n  "{answer.name}": [')
    separator = "\n    "
    for row in answer.rows:
        out(separator + json_text(plain(row)))
        separator = ",\n    "
    out("\n  ]\n}\n")


def _jsonl(answer: Found, identify: Callable[[], BaseIdentity], settings: Settings, out: Write) -> None:
    about = _about(identify(), settings)
    for row in answer.rows if answer.record is None or answer.by_line else (answer.record,):
        out(json_text({**plain(row), **about}) + "\n")


def _about(base: BaseIdentity, settings: Settings) -> dict[str, str | None]:
    """Return what each line says of where it comes from, however far it travels: no folder of this machine."""
    return {"base": base.title, **_version(base, settings)}


def _version(base: BaseIdentity, settings: Settings) -> dict[str, str | None]:
    """Return which version of a base an answer comes from, with the keys of all data formats."""
    version, last_review, content_hash = base[1:]
    file = paths.name(settings.file)
    return {"version": version, "file": file, "last_review": last_review, "content_hash": content_hash}


def plain(value: Any) -> Any:
    """Return rows as JSON values: named tuples become objects, other tuples arrays, suggestions command lines."""
    if hasattr(value, "_asdict"):
        if isinstance(value, Suggestion):
            return command_line.command_line(value)
        return {name.rstrip("_"): plain(each) for name, each in value._asdict().items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def _flat(row: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the cells of a row with their names; what is itself a row becomes several cells."""
    for name, value in row._asdict().items():
        own = prefix + name.rstrip("_")
        if isinstance(value, Suggestion):
            yield own, command_line.command_line(value)
        elif hasattr(value, "_asdict"):
            yield from _flat(value, f"{own}_")
        elif name in _DATES and value is None:
            yield from ((f"{own}_{part}", "") for part in ("edtf", "words", "earliest", "latest"))
        else:
            yield own, _cell(value)


_DATES: Final = frozenset(
    each.attribute
    for form in schema.RECORDS
    for each in form.fields
    if isinstance(each.type, DateType) and not each.type.bare
)
"""Fields that hold a date: where it is missing, its cells are empty, and the columns stay the same."""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"  # as in JSON
    if isinstance(value, tuple):
        return "; ".join(_item(each) for each in value)
    return str(value)


def _item(value: Any) -> str:
    if hasattr(value, "id"):
        return str(value.id)
    return " ".join(map(_cell, value)) if isinstance(value, tuple) else str(value)


_WRITERS: Final[dict[str, Callable[[Found, Callable[[], BaseIdentity], Settings, Write], None]]] = {
    "plain": _plain,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}
