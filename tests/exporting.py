"""What the tests of all exports share: the bases that are exported, and how an export is had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from attacks import attacked, texts
from conftest import FACTS, TESTS

from genden_cli import schema
from genden_cli.text.english import dashed
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from conftest import Ran

HOSTILE = TESTS / "hostile.yaml"
WORKS = TESTS / "works.yaml"
BUNDLED = TESTS.parent / "facts.yaml"
MINIMAL = "base: {title: Nothing yet}\n"
BASES = ("facts", "hostile", "bundled", "attacked", "works")

_LARGE = re.compile("[0-9]+ (arrows|signs): mermaid (draws|reads) at most .*\n")
_exported: dict[tuple[tuple[str, ...], bytes], str] = {}


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the bases that are exported, by name; one of them is made for the occasion."""
    made = tmp_path_factory.mktemp("bases") / "attacked.yaml"
    made.write_text(attacked(), encoding="utf-8")
    return dict(zip(BASES, (FACTS, HOSTILE, BUNDLED, made, WORKS), strict=True))


@pytest.fixture(params=BASES)
def base(request: pytest.FixtureRequest, bases: dict[str, Path]) -> Path:
    """Give each of the bases in turn."""
    return bases[request.param]


def exported(genden: Callable[..., Ran], *arguments: str, base: Path = FACTS) -> str:
    """Return what ``genden export`` prints, with nothing said about it, but of drawings that they are large."""
    asked = (arguments, base.read_bytes())
    if asked not in _exported:
        ran = genden("export", *arguments, base=base)
        assert (ran.code, _LARGE.sub("", ran.err)) == (0, "")
        _exported[asked] = ran.out
    return _exported[asked]


def stands(text: str, shown: str, *, sanitize: Callable[[str], str] = sanitize) -> bool:
    """Tell whether a page shows a text of a base; a range of numbers may have a dash there."""
    return any(sanitize(each) in shown for each in (text, dashed(text)))


SINGULAR = {"sources": "source", "people": "person", "events": "event", "claims": "claim"}


def told_in_report(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what `said` yields; of a long base, without silence and background: a report names their sources."""
    items = [item for claim in facts.get("claims", {}).values() for item in claim.get("evidence", ())]
    words = ("".join(item.get(key) or "" for key in ("quote", "translation", "note")) for item in items)
    if sum(len(each.encode()) for each in words) > 200_000:
        for claim in facts["claims"].values():
            claim["evidence"] = [
                each for each in claim.get("evidence", ()) if each["stance"] not in ("silent", "context")
            ]
    yield from said(facts)


def shown_on_page(facts: dict[str, Any], shown: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what `said` yields, without evidence that a page only names: it says of how many items that is so."""
    for id_, claim in facts.get("claims", {}).items():
        text = shown[f"claim-{id_}"]
        items = claim.get("evidence", [])
        says = [texts(schema.EVIDENCE, {**each, "before": "", "after": ""}) for each in items]
        whole = [each for each, own in zip(items, says, strict=True) if all(stands(said, text) for _, said in own)]
        assert len(items) - len(whole) <= sum(map(int, re.findall("([0-9]+) more: ", text))), id_
        claim["evidence"] = whole
    yield from said(facts)


def said(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of the records of a base, with the id that its record has on a page: ``claim-slap``.

    Phrasings are left out: they lead to their record and are not shown with it. So are the words around a quote, and
    places, which have no page: an event shows the name of its place.
    """
    for section, kind in schema.SECTIONS.items():
        if section not in SINGULAR:
            continue
        for id_, record in facts.get(section, {}).items():
            shown = {key: value for key, value in record.items() if key != "asked_as"}
            yield from (
                (f"{SINGULAR[section]}-{id_}", text)
                for path, text in texts(kind, shown)
                if not path.endswith((".before", ".after"))
            )
