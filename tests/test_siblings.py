"""Siblings that follow from parents: half-siblings are told apart where both parents of each are known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

FAMILY = """base: {title: The Dorns}
people:
  hans: {name: Hans Dorn}
  eva: {name: Eva Holm}
  rut: {name: Rut Berg}
  ida: {name: Ida Dorn, relations: [{to: hans, as: father}, {to: eva, as: mother}]}
  jon: {name: Jon Dorn, relations: [{to: hans, as: father}, {to: eva, as: mother}]}
  mia: {name: Mia Dorn, relations: [{to: hans, as: father}, {to: rut, as: mother}]}
  ole: {name: Ole Dorn, relations: [{to: hans, as: father}]}
  per: {name: Per Dorn, relations: [{to: hans, as: father}, {to: rut, as: adoptive mother}]}
  una: {name: Una Dorn, relations: [{to: hans, as: father}, {to: rut, as: mother}, {to: ida, as: sister}]}
"""


@pytest.mark.parametrize(
    ("question", "relatives"),
    [
        (
            "siblings of Ida Dorn",
            {"jon": "sibling", "mia": "half-sibling", "ole": "sibling", "per": "sibling", "una": "sibling"},
        ),
        (
            "brothers of Mia Dorn",
            {
                "jon": "half-sibling, sex unknown",
                "ole": "sibling, sex unknown",
                "per": "sibling, sex unknown",
            },
        ),
    ],
)
def test_half_siblings_share_exactly_one_of_their_known_parents(
    question: str, relatives: dict[str, str], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(FAMILY, encoding="utf-8")
    records = json.loads(genden("ask", question, "--format", "json", base=base).out)["ask"]["records"]
    found = {each["id"]: each["as"] for each in records}
    assert found.items() >= relatives.items()
