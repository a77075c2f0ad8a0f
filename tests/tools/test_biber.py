"""The BibLaTeX export, by biber: it reads every entry, and warns only of what the base does not know."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from exporting import exported
from needed import missing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

_GAPS = re.compile(
    r"Missing mandatory field (- one of 'date, year' must be defined|'(author|editor|institution|number)')"
    r"|legacy year field '.*' in entry|Invalid value of field 'year' must be datatype 'datepart'"
    r"|Missing mandatory field - one of 'author, editor' must be defined"
)
"""What a base may leave open: nobody is named, nothing is dated, or the date is one of several.

The base says it in these cases, and the entry cannot say more. ``year`` may hold words, after the manual of BibLaTeX.
"""


@pytest.mark.parametrize("name", ["facts", "hostile", "bundled", "works"])  # biber needs minutes for "attacked"
def test_biber_finds_no_mistake_of_ours(
    name: str, bases: dict[str, Path], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    if not shutil.which("biber"):
        missing("biber is not installed")
    file = tmp_path / "sources.bib"
    file.write_text(exported(genden, "biblatex", base=bases[name]), encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", file.name]
    ended = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    found = re.findall(r"^(?:WARN|ERROR) - .*$", ended.stdout, re.MULTILINE)
    assert [each for each in found if not _GAPS.search(each)] == []
