"""Values as YAML on one line: texts, lists, maps and names."""

from __future__ import annotations

from typing import Any

from genden_cli import contributors
from genden_cli.model import Contributor
from genden_cli.parsing.fixes import yaml_text


def yaml_value(value: Any, *, in_brackets: bool = False) -> str:
    """Return a text, a list, a map or the name of a contributor, plain where that is safe."""
    if isinstance(value, Contributor):
        value = contributors.parts_of(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {yaml_value(each, in_brackets=True)}' for key, each in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(yaml_value(each, in_brackets=True) for each in value)}]"
    return yaml_text(str(value), in_brackets=in_brackets)
