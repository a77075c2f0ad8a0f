"""``genden import`` of bibliographies that others wrote: the samples of pybtex, read beside pandoc.

Its ``tugboat.bib`` has 2,720 articles of 25 years of a journal. Pandoc drops macros of TeX that it does not know, so
its titles may lack letters of ours.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import pytest
from needed import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

PACKAGE: Final = "pybtex==0.26.1"
SAMPLES: Final = {
    "tests/data/IEEEtran.bib": (5, 0),
    "tests/data/cyrillic.bib": (5, 0),
    "tests/data/extrafields.bib": (1, 0),
    "tests/data/xampl.bib": (22, 14),
    "examples/tugboat/tugboat.bib": (2720, 0),
}
"""The sources that are new, and the duplicates. ``xampl.bib`` has most of its works once in full and once in brief."""

UNREAD: Final = {"tests/data/cyrillic.bib"}
"""The samples that pandoc cannot read."""

EQUAL: Final = ("volume", "issue", "page", "DOI", "ISBN", "ISSN", "URL")
TEXTS: Final = ("title", "container-title", "publisher")
NAMES: Final = {"lindner-tb10-3-368": "pandoc drops the second author, whose name holds an unknown macro"}
"""Entries whose names pandoc reads in another way, with the reason."""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the package of samples."""
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-P", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-binary=:all:", f"--dest={folder}", PACKAGE]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    if ended.returncode:
        missing(f"pip could not download {PACKAGE}: {ended.stderr.strip()[-300:]}")
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(each for each in folder.iterdir() if each.is_dir())


def letters(text: object) -> str:
    """Return the letters and digits of a text without tags, macros and lengths of TeX. Some programs split accents."""
    plain = re.sub(r"<[^>]*>|\\[A-Za-z]+|-?[.0-9]+e[mx]", "", str(text or "").replace("ı", "i"))
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", plain)).casefold()


def people(item: dict[str, Any]) -> list[str]:
    """Return the names of the authors. What one program takes as a particle, another takes as part of a name."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return ["".join(sorted(letters("".join(each.get(part, "") for part in parts)))) for each in item.get("author", ())]


def is_within(fewer: str, more: str) -> bool:
    """Return whether letters stand in other letters in the same order."""
    rest: Iterator[str] = iter(more)
    return all(each in rest for each in fewer)


def by_pandoc(file: Path) -> list[dict[str, Any]] | None:
    """Return what pandoc reads in a bibliography, in the order of the file; None if it cannot read the file."""
    ended = subprocess.run(
        ["pandoc", "--from=bibtex", "--to=csljson", file], check=False, capture_output=True, text=True, timeout=120
    )
    if ended.returncode:
        return None
    items: list[dict[str, Any]] = json.loads(ended.stdout)
    return items


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_read_as_pandoc_reads_them(
    name: str, samples: Path, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    if not shutil.which("pandoc"):
        missing("pandoc is not installed")
    base, file = tmp_path / "base.yaml", samples / name
    base.write_text("base:\n  title: Samples\n", encoding="utf-8")
    ran = genden("import", str(file), "--write", "--json", base=base)
    rows = json.loads(ran.out)["import"]["references"]
    added = [each for each in rows if each["action"] == "new"]
    assert (len(added), len(rows) - len(added)) == SAMPLES[name]
    assert "error" not in genden("check", str(base)).err
    exported = genden("export", "csl", base=base).out
    ours = {each["id"]: each for each in json.loads(exported)}
    assert comes_back(exported, tmp_path, genden)
    items = by_pandoc(file)
    assert (items is None) == (name in UNREAD)
    differing = set()
    for row, theirs in zip(rows, items, strict=True) if items else ():
        if row["action"] != "new":
            continue
        item = ours[row["id"]]
        assert {key: letters(item.get(key)) for key in EQUAL} == {key: letters(theirs.get(key)) for key in EQUAL}
        issued = letters(theirs.get("issued"))  # pandoc leaves out days
        assert issued in {"", "dateparts"} or letters(item.get("issued")).startswith(issued)
        assert item["type"] == (theirs["type"] or "document")
        for key in TEXTS:  # how a work was published is its medium here, and for pandoc its publisher
            text = item.get(key) or (item.get("medium") if key == "publisher" else "")
            assert is_within(letters(theirs.get(key)), letters(text)), (item, theirs)
        if not all(map(is_within, people(theirs), people(item))) or len(people(item)) != len(people(theirs)):
            differing.add(row["id"])
    assert differing == (set(NAMES) if "tugboat" in name else set())


def comes_back(exported: str, tmp_path: Path, genden: Callable[..., Ran]) -> bool:
    """Return whether CSL-JSON is the same after an import into an empty base."""
    base, library = tmp_path / "again.yaml", tmp_path / "library.json"
    base.write_text("base:\n  title: Again\n", encoding="utf-8")
    library.write_text(exported, encoding="utf-8")
    genden("import", str(library), "--write", base=base)
    return genden("export", "csl", base=base).out == exported
