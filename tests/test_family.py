"""The family of a person: on the page of the command, on the page that is one file, and on the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from exporting import exported

from genden_cli.pages.family import reads_with_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """
base: {title: The Kohls, by: L. Holm, language: en}
sources:
  register: {title: Parish register, reliability: A, why: kept daily, read: full}
  census: {title: Census, reliability: B, why: kept yearly, read: full}
people:
  carl: {name: Carl Kohl, relations: [{to: ana, as: second wife, from: 1849}, {to: emil, as: godfather}]}
  ana: {name: Ana Brandt, born: 1820~, died: 1899-01-12, relations: [{to: bo, as: "ally in the war"}]}
  emil:
    name: Emil Kohl
    born: 1850
    relations: [{to: carl, as: adopted father}, {to: ana, as: mother}, {to: maria, as: sister}]
  maria: {name: Maria Kohl, relations: [{to: ana, as: mother}], roles: [{title: teacher, from: 1870, to: 1880}]}
  lene: {name: Lene Berg, born: 1875, relations: [{to: maria, as: mother}]}
  bo: {name: Bo}
events:
  birth:
    {title: Birth of Ana Brandt, kind: birth, date: 1820~, people: {ana: child}, variants: [early, late]}
claims:
  early:
    says: Ana Brandt was born about 1820.
    event: birth
    people: [ana]
    evidence: [{source: register, stance: supports, credibility: 2}]
    verdict: unreviewed
    relations: {contradicts: [late]}
  late:
    says: Ana Brandt was born in 1830.
    event: birth
    people: [ana]
    date: 1830
    evidence: [{source: census, stance: supports, credibility: 2}]
    verdict: unreviewed
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Give the base as a file."""
    file = tmp_path / "kohls.yaml"
    file.write_text(BASE, encoding="utf-8")
    return file


def lines(genden: Callable[..., Ran], base: Path, *words: str) -> list[str]:
    """Return the lines of an answer, without the blanks at their ends and between their columns."""
    return [re.sub(r" {2,}", "  ", each).strip() for each in genden(*words, base=base).out.splitlines()]


def test_short_page_has_relatives_by_kind(genden: Callable[..., Ran], base: Path) -> None:
    maria = lines(genden, base, "person", "maria")
    found = maria[1 : maria.index("")]
    assert found == [
        "Roles  teacher, 1870 – 1880",
        "Parent  Ana Brandt, mother  ana",
        "Child  Lene Berg  lene",
        "Sibling  Emil Kohl  emil",
    ]
    carl = lines(genden, base, "person", "carl")
    assert "Spouse  Ana Brandt, second wife, from 1849  ana" in carl
    assert "Child  Emil Kohl, as adopted father  emil" in carl
    assert "Relations  godfather: Emil Kohl  emil" in carl


def test_whole_page_reads_relations_from_the_side_of_the_person(genden: Callable[..., Ran], base: Path) -> None:
    ana = lines(genden, base, "person", "ana", "--all")
    assert {"mother of Emil Kohl  emil", "second wife of Carl Kohl  carl (from 1849)"} <= set(ana)
    assert "to Ana Brandt  ana: ally in the war" in lines(genden, base, "person", "bo", "--all")


@pytest.mark.parametrize(("words", "reads"), [("mother", True), ("second wife", True), ("heir to the throne", False)])
def test_of_follows_words_without_a_preposition(words: str, reads: bool) -> None:  # noqa: FBT001 -- a table
    assert reads_with_of(words) == reads


def test_rival_dates_of_a_birth_are_counted_wherever_it_stands(genden: Callable[..., Ran], base: Path) -> None:
    assert "Life  c. 1820 (2 dates) – 12 Jan 1899" in lines(genden, base, "person", "ana")
    assert "Born  c. 1820 (2 dates)" in lines(genden, base, "person", "ana", "--all")
    assert any(each.startswith("c. 1820 (2 dates)  Birth of Ana") for each in lines(genden, base, "timeline"))
    page = exported(genden, "html", base=base)
    assert '<span class="when">c. 1820 (2 dates) – 12 Jan 1899</span>' in page
    assert '<span class="when">c. 1820 (2 dates)</span> <span class="title">Birth of Ana Brandt' in page


def test_page_has_births_and_deaths_in_its_timeline(genden: Callable[..., Ran], base: Path) -> None:
    page = exported(genden, "html", base=base).partition('<div class="events">')[2]
    told = re.findall('<span class="when">(.*?)</span> <span class="title">(.*?)</span>', page)
    assert [(when, re.sub("<.*?>", "", title)) for when, title in told[:4]] == [
        ("c. 1820 (2 dates)", "Birth of Ana Brandt"),
        ("1850", "Birth: Emil Kohl"),
        ("1875", "Birth: Lene Berg"),
        ("12 Jan 1899", "Death: Ana Brandt"),
    ]


def test_site_has_the_family_with_grandchildren(genden: Callable[..., Ran], base: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert genden("export", "site", str(site), base=base).code == 0
    ana = (site / "person" / "ana" / "index.html").read_text(encoding="utf-8")
    family = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", ana))
    assert [re.sub("<.*?>", "", family[each]) for each in ("Spouse", "Children", "Grandchildren")] == [
        "Carl Kohl, from 1849",
        "Emil Kohl; Maria Kohl",
        "Lene Berg",
    ]
    timeline = (site / "timeline" / "index.html").read_text(encoding="utf-8")
    assert 'Birth: <a href="../person/lene/index.html">Lene Berg</a>' in timeline
