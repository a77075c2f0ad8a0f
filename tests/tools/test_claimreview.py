"""The reviews that are exported, against schema.org: types made from its vocabulary, and the compiler that knows them.

schema-dts says of every type which properties it has, and of every property which types its values have.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from exporting import exported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

CHECK = ("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--pretty", "false")


@pytest.fixture
def complaints(node_packages: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """Have graphs checked, and give what is said of each that is unsound."""
    (tmp_path / "node_modules").symlink_to(node_packages)

    def check(**graphs: str) -> list[str]:
        for name, graph in graphs.items():
            text = f'import type {{Graph}} from "schema-dts";\nexport const graph: Graph = {graph};\n'
            (tmp_path / f"{name}.ts").write_text(text, encoding="utf-8")
        compiler = ["node", node_packages / "typescript" / "bin" / "tsc", *CHECK]
        command = [*compiler, *(f"{name}.ts" for name in graphs)]
        ended = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert (ended.returncode != 0) == bool(ended.stdout), ended.stderr
        return [line for line in ended.stdout.splitlines() if not line.startswith(" ")]

    return check


def test_every_type_and_property_is_one_of_schema_org(
    complaints: Callable[..., list[str]], genden: Callable[..., Ran], bases: dict[str, Path]
) -> None:
    assert complaints(**{name: exported(genden, "claimreview", base=base) for name, base in bases.items()}) == []


def test_what_schema_org_does_not_know_is_found(
    complaints: Callable[..., list[str]], genden: Callable[..., Ran]
) -> None:
    graph = json.loads(exported(genden, "claimreview"))
    sound = graph["@graph"][0]
    wrong: dict[str, dict[str, Any]] = {
        "property": {"claimReview": "x"},
        "type": {"@type": "ClaimReviews"},
        "place": {"appearance": sound["itemReviewed"]["appearance"]},
        "value": {"author": sound["reviewRating"]},
        "deep": {"itemReviewed": {**sound["itemReviewed"], "firstAppearances": "x"}},
    }
    said = complaints(**{name: json.dumps({**graph, "@graph": [{**sound, **each}]}) for name, each in wrong.items()})
    assert {line.partition(".ts")[0] for line in said} == wrong.keys()
