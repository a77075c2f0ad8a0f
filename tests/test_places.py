"""Places: an event names one by its id, and is found by each name of the place and of what holds it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from genden_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """base: {title: Lamps}
places:
  northland: {name: Northland, names: [Nordland]}
  aldport:
    name: Aldport
    names: [Altport, {text: Альдпорт, lang: ru}]
    part_of: northland
    coordinates: 54.32, 10.14
events:
  lamp: {title: The lamp goes out, date: 1850, place: aldport}
  bridge: {title: The bridge burns, date: 1851, place: "Seatown, by the mill"}
  storm: {title: A storm comes, date: 1852, place: northland}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lamps.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


def places(genden: Callable[..., Ran], file: Path, *line: str) -> dict[str, str]:
    """Return the place of each event of a timeline."""
    found = json.loads(genden("timeline", *line, "--format", "json", base=file).out)["events"]
    return {each["id"]: each["place"] for each in found}


def test_event_shows_the_names_of_its_place(genden: Callable[..., Ran], file: Path) -> None:
    shown = {"lamp": "Aldport, Northland", "bridge": "Seatown, by the mill", "storm": "Northland"}
    assert places(genden, file) == shown
    for line in (("event", "lamp"), ("export", "html"), ("export", "markdown"), ("export", "timelinejs")):
        assert "Aldport, Northland" in genden(*line, base=file, width=200).out


@pytest.mark.parametrize("name", ["aldport", "Altport", "альдпорт", "Nordland", "Northland"])
def test_event_is_found_by_each_name_of_its_place(name: str, genden: Callable[..., Ran], file: Path) -> None:
    for line in (("search", name), ("search", f"place:{name}")):
        hits = json.loads(genden(*line, "--format", "json", base=file).out)["search"]["hits"]
        assert "lamp" in {each["id"] for each in hits}
    assert "lamp" in places(genden, file, "--place", name)


def test_question_for_a_place_is_answered_by_its_names(genden: Callable[..., Ran], file: Path) -> None:
    assert "Aldport, Northland" in genden("ask", "Where did the lamp go out?", base=file, width=200).out


def test_export_for_genden_keeps_the_id(genden: Callable[..., Ran], file: Path) -> None:
    facts: Any = json.loads(genden("export", "json", base=file).out)
    assert facts["events"]["lamp"]["place"] == "aldport"
    assert facts["places"]["aldport"]["coordinates"] == "54.32, 10.14"


def test_renamed_place_is_shown_at_once(genden: Callable[..., Ran], file: Path) -> None:
    places(genden, file)
    file.write_text(BASE.replace("name: Northland", "name: Norland"), encoding="utf-8")
    assert places(genden, file)["lamp"] == "Aldport, Norland"
    file.write_text(BASE.replace('"Seatown, by the mill"', "aldport"), encoding="utf-8")
    assert places(genden, file)["bridge"] == "Aldport, Northland"


def test_new_id_of_a_place_is_written_into_its_events(genden: Callable[..., Ran], file: Path) -> None:
    ran = genden("rename", "place", "northland", "north", "--write", base=file)
    assert ran.code == Exit.DONE, ran.err
    text = file.read_text(encoding="utf-8")
    assert ("part_of: north\n" in text, "place: north}" in text) == (True, True)
    added = genden("add", "place", "mill", "--name", "Mill", "--part-of", "aldport", base=file)
    assert added.code == Exit.DONE, added.err
    assert "  mill:\n" in file.read_text(encoding="utf-8")


def test_part_of_a_site_has_the_places_of_its_events(genden: Callable[..., Ran], file: Path, tmp_path: Path) -> None:
    claims = "claims: {dark: {says: The lamp was dark., event: lamp}}\n"
    file.write_text(BASE + claims, encoding="utf-8")
    ran = genden("export", "site", str(tmp_path / "site"), "--claim", "dark", base=file)
    assert ran.code == Exit.DONE, ran.err
    page = (tmp_path / "site" / "event" / "lamp" / "index.html").read_text(encoding="utf-8")
    assert "Aldport, Northland" in page
