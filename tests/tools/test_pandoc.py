"""The sources that are exported, by pandoc: it reads every one and writes a bibliography, where all is text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from exporting import BASES, HOSTILE, exported
from needed import missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran


@pytest.fixture
def pandoc() -> Callable[..., str]:
    """Run pandoc on a text; it has nothing to complain about."""
    if not shutil.which("pandoc"):
        missing("pandoc is not installed")

    def run(text: str, *arguments: str) -> str:
        command = ["pandoc", "--wrap=none", *arguments]
        ended = subprocess.run(command, input=text, check=False, capture_output=True, text=True, timeout=60)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    return run


def plain(text: str) -> str:
    """Return the letters and digits of a text: a style may change case, quotation marks and dashes."""
    return re.sub(r"[\W_]", "", text).casefold()


@pytest.mark.parametrize("base", BASES)
def test_every_source_is_in_the_bibliography(base: str, pandoc: Callable[..., str], genden: Callable[..., Ran]) -> None:
    text = exported(genden, "csl", base=BASES[base])
    entries = plain(pandoc(text, "--from=csljson", "--to=plain", "--citeproc"))
    for item in json.loads(text):
        assert plain(item["title"]) in entries


@pytest.mark.parametrize("base", BASES)
def test_what_pandoc_reads_is_what_was_written(
    base: str, pandoc: Callable[..., str], genden: Callable[..., Ran]
) -> None:
    items = json.loads(exported(genden, "csl", base=BASES[base]))
    read: list[dict[str, Any]] = json.loads(pandoc(json.dumps(items), "--from=csljson", "--to=csljson"))
    assert {each["id"]: plain(each["title"]) for each in read} == {each["id"]: plain(each["title"]) for each in items}


def test_nothing_of_a_hostile_base_becomes_markup(pandoc: Callable[..., str], genden: Callable[..., Ran]) -> None:
    page = pandoc(exported(genden, "csl", base=HOSTILE), "--from=csljson", "--to=html", "--citeproc")
    assert set(re.findall(r"<([a-z0-9]+)", page)) <= {"div", "span", "a"}
    assert all(
        link.startswith(("https://example.org/", "https://doi.org/")) for link in re.findall('href="([^"]*)', page)
    )
