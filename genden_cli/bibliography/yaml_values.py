"""Values as YAML: texts, lists, maps and names, plain where that is safe."""

from __future__ import annotations

import re
from typing import Any, Final

from genden_cli import contributors
from genden_cli.model import Contributor
from genden_cli.parsing.fixes import scalar

_PLAIN: Final = re.compile(r"[^\W_](?:[\w./()–—’'&-]|,? (?=[\w(]))*", re.UNICODE)
"""A text that YAML reads as it stands, outside of brackets."""

_PLAIN_IN_BRACKETS: Final = re.compile(r"[^\W_](?:[\w./()–—’'-]| (?=[\w(]))*", re.UNICODE)


def yaml_value(value: Any, *, in_brackets: bool = False) -> str:
    """Return a text, a list, a map or the name of a contributor on one line."""
    if isinstance(value, Contributor):
        value = contributors.parts_of(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {yaml_value(each, in_brackets=True)}' for key, each in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(yaml_value(each, in_brackets=True) for each in value)}]"
    text = str(value)
    plain = _PLAIN_IN_BRACKETS if in_brackets else _PLAIN
    return text if plain.fullmatch(text) and text.isprintable() else scalar(text)
