"""CSL-JSON, as Zotero, Mendeley, EndNote, pandoc and citation processors write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli.errors import Unreadable

if TYPE_CHECKING:
    from genden_cli.bibliography.files import Items


def items(text: str, file: str) -> Items:
    """Return the items of CSL-JSON: a list, a single item, or a map with the list under ``items``.

    Numbers stay as they are written. Raise `Unreadable` for anything else.
    """
    import json

    try:
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError:
        raise Unreadable(f"{file} nests too deeply for CSL-JSON", hints=_HINTS) from None
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"{file} is not JSON{where}: {_reason(error)}", hints=_HINTS) from None
    listed = _list(value)
    if listed is None:
        raise Unreadable(f"{file} is JSON, but not CSL-JSON: it has no list of items", hints=_HINTS)
    found = [each for each in listed if isinstance(each, dict)]
    wrong = [f"{file}: item {n} is not an object" for n, each in enumerate(listed, 1) if not isinstance(each, dict)]
    return found, wrong


_HINTS = ("in Zotero, export with the format CSL JSON",)


def _reason(error: ValueError) -> str:
    return str(getattr(error, "msg", error)).lower()


def _list(value: Any) -> list[Any] | None:
    if isinstance(value, dict):
        inner = next((value[key] for key in ("items", "references") if isinstance(value.get(key), list)), None)
        return inner if inner is not None else [value] if "type" in value or "title" in value else None
    return value if isinstance(value, list) else None
