"""A nickname that is a part of a name finds the person, as a spelling does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

TREE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME John /Brown/
2 GIVN John
2 NICK Shorty
2 NPFX Doctor
0 @I2@ INDI
1 NAME Ana /Brandt/
0 TRLR
"""


@pytest.fixture
def base(tmp_path: Path, genden: Callable[..., Ran]) -> Path:
    (tmp_path / "tree.ged").write_text(TREE, encoding="utf-8")
    path = tmp_path / "base.yaml"
    assert genden("import", str(tmp_path / "tree.ged"), "-o", str(path), base=None).code == 0
    return path


def _found(genden: Callable[..., Ran], base: Path, word: str) -> list[str]:
    ran = genden("search", word, "--format", "json", base=base)
    return [each["id"] for each in json.loads(ran.out)["search"]["hits"]]


def test_nickname_of_an_imported_tree_is_searched(base: Path, genden: Callable[..., Ran]) -> None:
    (id_,) = _found(genden, base, "Shorty")
    assert _found(genden, base, "who:shorty") == [id_]
    assert json.loads(genden("person", "shorty", "--format", "json", base=base).out)["person"]["id"] == id_
    assert id_ in genden("ask", "who was Shorty", base=base).out


def test_title_and_given_name_are_no_names_of_their_own(base: Path, genden: Callable[..., Ran]) -> None:
    assert genden("person", "doctor", base=base).code == 2
    assert _found(genden, base, "Doctor") == []


def test_another_nickname_is_found_after_an_edit(base: Path, genden: Callable[..., Ran]) -> None:
    assert _found(genden, base, "Shorty")
    base.write_text(base.read_text(encoding="utf-8").replace("Shorty", "Stumpy"), encoding="utf-8")
    assert len(_found(genden, base, "Stumpy")) == 1
    assert _found(genden, base, "Shorty") == []
