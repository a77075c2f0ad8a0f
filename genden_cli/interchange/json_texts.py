"""JSON of other programs: parsed, and its values as texts and things, whatever shape they have."""

from __future__ import annotations

import re
from typing import Any, Final

from genden_cli.errors import Unreadable

_SCRIPT: Final = re.compile(r"<script\b[^>]*\bapplication/ld\+json\b[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)


def scripts(text: str, file: str) -> list[Any]:
    """Return the values of the JSON-LD in a web page. Raise `Unreadable` as `parsed` does."""
    found = _SCRIPT.finditer(text)
    return [parsed("\n" * text.count("\n", 0, each.start(1)) + each[1], file) for each in found]


def parsed(text: str, file: str) -> Any:
    """Return the value that a text is in JSON. Raise `Unreadable` with the line where it is none."""
    import json

    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        what = getattr(error, "msg", "nested too deeply")
        raise Unreadable(f"{file}:{line}: not JSON: {what}", hints=("save the file again",)) from None


def listed(value: Any) -> list[Any]:
    """Return the items of a list; a value alone is the only one."""
    return [] if value is None else value if isinstance(value, list) else [value]


def things(value: Any) -> list[dict[str, Any]]:
    """Return the things in a value; a text is the name of one."""
    return [each if isinstance(each, dict) else {"name": each} for each in listed(value)]


def text_of(value: Any) -> str:
    """Return a value as a text: that of the first item, or the name of a thing; "" for what has none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
