"""``genden cite --style``, by pandoc: sixty works of twelve types in four styles are what pandoc prints of our CSL.

`tests/golden/references-*.txt` holds them as pandoc 3 prints them, to be read by eye.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from conftest import TESTS
from exporting import BUNDLED, WORKS, exported
from needed import missing

from genden_cli.export import pandoc, styled
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

REFERENCES = TESTS / "references.yaml"
STYLES = ("apa", "chicago-notes-bibliography", "modern-language-association", "iso690-author-date-en")

PRINTS_NOTES = {"iso690-author-date-en"}
DIFFERENCES: dict[str, str] = {
    "note": "the curator's note is for readers of the base, so it is not given to pandoc; ISO 690 would print it",
    "range": "of a range within a year, the shared parts are given: pandoc would print two days of one month",
    "missing": "the style has no entry for it, so its note is printed",
}
"""Where our text may differ from what pandoc prints of `genden export csl`, each with the reason."""


@pytest.fixture(params=["installed", "packaged"])
def program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give each pandoc that there is, and have genden use it."""
    found = shutil.which("pandoc") if request.param == "installed" else pandoc.packaged()
    if not found:
        missing(f"no {request.param} pandoc")
    monkeypatch.setattr(pandoc, "find", lambda: found)
    return found


def printed(program: str, items: list[Any], style: str, tmp_path: Path) -> list[str]:
    """Return the entries that pandoc prints of CSL items, one a line."""
    file = tmp_path / "style.csl"
    file.write_bytes(styled.style_data(style))
    command = [program, "--from=csljson", "--to=plain", "--wrap=none", "--citeproc", f"--csl={file}"]
    ended = subprocess.run(command, input=json.dumps(items), check=True, capture_output=True, text=True, timeout=120)
    return [sanitize_line(each.strip(" \n").replace("\n", " ")) for each in ended.stdout.split("\n\n") if each.strip()]


def differing(items: list[Any]) -> dict[str, str]:
    """Return the items that may differ, each with the key of the reason."""
    found = {}
    for each in items:
        ends = each.get("issued", {}).get("date-parts", ())
        if len(ends) > 1 and ends[0][0] == ends[1][0]:
            found[each["id"]] = "range"
    return found


@pytest.mark.parametrize(
    ("program", "base"),
    [
        ("installed", REFERENCES),
        ("packaged", REFERENCES),
        ("packaged", WORKS),
        ("packaged", BUNDLED),  # an old pandoc needs minutes for a large base in Chicago's style
    ],
    indirect=["program"],
    ids=lambda each: getattr(each, "stem", each),
)
@pytest.mark.parametrize("style", STYLES)
def test_references_are_what_pandoc_prints(
    style: str, program: str, base: Path, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    items = json.loads(exported(genden, "csl", base=base))
    changed = differing(items)
    if style in PRINTS_NOTES:
        items = [{key: value for key, value in each.items() if key != "note"} for each in items]
    same = [each for each in items if each["id"] not in changed]
    theirs = printed(program, same, style, tmp_path)
    ran = genden("cite", *(each["id"] for each in same), "--style", style, base=base)
    assert (ran.code, ran.err) == (0, "pandoc made these references\n")
    ours = ran.out.splitlines()
    assert ours[: len(theirs)] == theirs
    assert len(ours) == len(same)  # those without an entry follow as notes
    print(f"{style} {base.stem}: {len(theirs)} equal, {len(same) - len(theirs)} notes, {len(changed)} differ")  # noqa: T201


@pytest.mark.parametrize("style", STYLES)
def test_references_are_as_they_were_read(
    style: str, genden: Callable[..., Ran], golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = pandoc.packaged()
    if not found or b"pandoc 3." not in subprocess.run([found, "--version"], check=True, capture_output=True).stdout:
        missing("no packaged pandoc 3")
    monkeypatch.setattr(pandoc, "find", lambda: found)
    ids = [each["id"] for each in json.loads(exported(genden, "csl", base=REFERENCES))]
    golden(f"references-{style}.txt", genden("cite", *ids, "--style", style, base=REFERENCES).out)


@pytest.mark.parametrize("program", ["packaged"], indirect=True)
@pytest.mark.parametrize("style", STYLES)
def test_no_reference_has_the_known_faults(style: str, program: str, genden: Callable[..., Ran]) -> None:
    items = json.loads(exported(genden, "csl", base=REFERENCES))
    lines = genden("cite", *(each["id"] for each in items), "--style", style, base=REFERENCES).out.splitlines()
    assert program
    for item in items:
        title, family = (
            plain(item["title"]),
            item.get("author", [{}])[0].get("family") if item["type"] != "interview" else None,
        )
        own = [each for each in lines if title in plain(each)] or [f"{family} {title}"]  # APA has none for interviews
        assert any(plain(each).count(title) == 1 for each in own), "a title stands twice"
        assert not family or any(re.match(rf"———|\W*(van )?{family}", each, re.IGNORECASE) for each in own), (
            "not inverted"
        )
    assert not any("Edition." in each for each in lines)


def plain(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]", "", text).casefold()
