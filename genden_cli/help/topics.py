"""Which topics there are, and their texts. A file ``NAME.md`` in this folder is the topic NAME."""

from __future__ import annotations

import os
from typing import Final

_FOLDER: Final = os.path.dirname(__file__)
_FIRST: Final = "commands"
_HEADING: Final = "# "


def topics() -> dict[str, str]:
    """Return the heading of each topic by its name: the commands first, the others in alphabetical order."""
    names = [file.removesuffix(".md") for file in os.listdir(_FOLDER) if file.endswith(".md")]
    return {name: _heading(name) for name in sorted(names, key=lambda name: (name != _FIRST, name))}


def text(topic: str) -> str:
    """Return the Markdown text of a topic that `topics` lists."""
    with open(_path(topic), encoding="utf-8") as file:
        return file.read()


def _heading(topic: str) -> str:
    with open(_path(topic), encoding="utf-8") as file:
        return file.readline().removeprefix(_HEADING).strip()


def _path(topic: str) -> str:
    return os.path.join(_FOLDER, f"{topic}.md")
