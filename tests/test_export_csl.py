"""The sources as CSL-JSON: sound by its schema, rendered by a citation processor, every date said or put in words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import citeproc
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from conftest import TESTS
from exporting import HOSTILE, MINIMAL, WORKS, exported
from jsonschema import validate

from genden_cli import schema
from genden_cli.dates.edtf import parse
from genden_cli.export.csl import date
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

SCHEMA = json.loads((TESTS / "csl-data-part.schema.json").read_text(encoding="utf-8"))


def rendered(items: list[dict[str, Any]]) -> list[str]:
    """Return a bibliography in the one style that citeproc-py brings with it."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(each) for each in bibliography.bibliography()]


def test_every_source_is_an_item_that_is_sound(base: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "csl", base=base)
    items = json.loads(text)
    validate(items, SCHEMA)
    assert sanitize(text) == text
    ids = genden("sources", "--format", "jsonl", base=base).out.splitlines()
    assert sorted(each["id"] for each in items) == sorted(json.loads(line)["id"] for line in ids)


def test_every_item_says_what_the_base_says(base: Path, genden: Callable[..., Ran]) -> None:
    sources = json.loads(exported(genden, "json", base=base))["sources"]
    for item in json.loads(exported(genden, "csl", base=base)):
        source = sources[item["id"]]
        ids = source.get("ids", {})
        assert item["title"] == sanitize_line(source["title"])
        for name, said in (
            ("publisher", source.get("publisher")),
            ("ISBN", ids.get("isbn")),
            ("DOI", ids.get("doi")),
        ):
            assert item.get(name) == (said and sanitize_line(said))
        assert said_of(item.get("author")) == written(source.get("author"))
        assert item.get("URL") == (source.get("url") or source.get("archived"))
        others = [value for scheme, value in ids.items() if scheme not in ("isbn", "issn", "doi", "pmid", "pmcid")]
        for each in (*others, source.get("note", "")):
            assert sanitize_line(each) in item.get("note", "")


PARTS = {"family": "family", "given": "given", "non-dropping-particle": "particle", "suffix": "suffix"}


def said_of(names: list[dict[str, Any]] | None) -> list[dict[str, str]]:
    """Return the names of an item in the parts of a fact base."""
    return [{PARTS.get(part, part): text for part, text in each.items() if text is not True} for each in names or ()]


def written(names: str | list[dict[str, str]] | None) -> list[dict[str, str]]:
    """Return the names of a source as an item has them."""
    listed = [{"literal": names}] if isinstance(names, str) else names or []
    return [{part: sanitize_line(text) for part, text in each.items() if part != "name_order"} for each in listed]


def official(file: str) -> set[str]:
    """Return the words that a part of the official schema of CSL 1.0.2 allows, as citeproc-py brings it."""
    folder = Path(citeproc.SCHEMA_PATH).parent
    return set(re.findall('"([\\w-]+)"', (folder / file).read_text(encoding="utf-8")))


def test_types_and_variables_are_those_of_the_official_schema() -> None:
    properties = SCHEMA["items"]["properties"]
    assert set(properties["type"]["enum"]) == official("csl-types.rnc")
    assert properties.keys() - {"id", "type"} <= official("csl-variables.rnc")


def test_a_base_that_uses_every_field_of_a_reference_has_every_variable(genden: Callable[..., Ran]) -> None:
    items = json.loads(exported(genden, "csl", base=WORKS))
    validate(items, SCHEMA)
    variables = {name for item in items for name in item}
    assert variables >= {each.csl for each in schema.SOURCE.fields if each.csl}
    assert {key for item in items for each in item.get("editor", []) for key in each} == {
        *("family", "given", "non-dropping-particle", "suffix", "static-ordering")
    }


def test_a_citation_processor_renders_every_source(genden: Callable[..., Ran]) -> None:
    items = json.loads(exported(genden, "csl"))
    entries = rendered(items)
    assert len(entries) == len(items)
    for item in items:
        assert sum(item["title"] in entry for entry in entries) == 1, item
    assert any("J. Öhm" in entry and "1898" in entry for entry in entries)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1901", {"date-parts": [[1901]]}),
        ("1955~", {"date-parts": [[1955]], "circa": True}),
        ("1984-05?", {"date-parts": [[1984, 5]], "circa": True}),
        ("1935-12-30", {"date-parts": [[1935, 12, 30]]}),
        ("1935-24", {"date-parts": [[1935]], "season": 4}),
        ("1787/1791", {"date-parts": [[1787], [1791]]}),
        ("1788-12-31/1789-01~", {"date-parts": [[1788, 12, 31], [1789, 1]], "circa": True}),
        ("Y170000002", {"date-parts": [[170000002]]}),
        ("-0043-03", {"literal": "Mar 44 BC"}),
        ("193X", {"literal": "1930s"}),
        ("1935-XX", {"literal": "a month in 1935"}),
        ("1935-33", {"literal": "first quarter of 1935"}),
        ("2000-24/2001", {"literal": "winter 2000–01 – 2001"}),
        ("../1898", {"literal": "until 1898"}),
        ("[1830,1831]", {"literal": "1830 or 1831"}),
        ("1988-02-29T23:59:60Z", {"literal": "29 Feb 1988, 23:59:60 UTC"}),
    ],
)
def test_dates_are_said_in_parts_or_else_in_words(written: str, said: dict[str, Any]) -> None:
    assert date(parse(written)) == said


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("export-csl.json", exported(genden, "csl"))
    golden("export-csl-works.json", exported(genden, "csl", base=WORKS))
    golden("export-csl-hostile.json", exported(genden, "csl", base=HOSTILE))


def test_a_base_without_sources_is_an_empty_list(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert json.loads(exported(genden, "csl", base=base)) == []
