"""Fact bases in folders, made from bases that are one file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
base: {title: Aaa}
people:
  ana: {name: Ana}
claims:
  one: {says: One., people: [ana]}
"""


def by_section(text: str, folder: Path) -> Path:
    """Write each section of a base into a file of its own; comments above a section go with the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    lead, *parts = re.split(r"(?m)^(?=[a-z]+:)", text)
    for number, part in enumerate(parts):
        name = part.partition(":")[0]
        (folder / f"{name}.yaml").write_text((lead if number == 0 else "") + part, encoding="utf-8")
    return folder
