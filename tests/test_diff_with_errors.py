"""What changed between two versions if one of them has errors: all that can be read, and nothing that is not so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from test_log import BASE

from genden_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran
    from repositories import Repository

REAL = ("It snowed on Tuesday.", "It snowed all Tuesday.")
"""The edit that each comparison finds."""

SNOW = [("snow", "changed", "says", *REAL)]

# An error beside it: the text, the wrong text, the changes that are found, the ids that are not compared.
ERRORS: dict[str, tuple[str, str, list[tuple[Any, ...]], list[str | None]]] = {
    "a wrong word": ("stance: supports, note", "stance: agrees, note", SNOW, ["rain"]),
    "no such source": (
        "source: diary,",
        "source: dairy,",
        [("rain", "removed", "evidence", "supports", None), ("rain", "added", "evidence", None, "supports"), *SNOW],
        [],
    ),
    "a colon in a text": ("because: One diary says", "because: One diary: it says", SNOW, ["rain"]),
    "a quote that is not closed": ("says: It rained on Monday.", "says: 'It rained on Monday.", SNOW, ["rain"]),
    "an unknown key": ("    verdict:", "    verdikt:", SNOW, ["rain"]),
    "a misspelt section": ("sources:", "source:", SNOW, [None]),
    "a section that is a list": (
        BASE[BASE.index("sources:") : BASE.index("claims:")],
        "sources: [diary]\n",
        SNOW,
        [None],
    ),
    "an id that stands twice": ("claims:\n", "claims:\n  rain: {says: It rained.}\n", SNOW, [None]),
    "marks of a conflict": ("  rain:\n", "<<<<<<< HEAD\n  rain:\n=======\n  rain:\n>>>>>>> other\n", SNOW, [None]),
    "half a file": ("  novel:", "  novel: {title: \n# ", SNOW, ["novel"]),
    "a record that is not closed": ("derived_from: [diary]}", "derived_from: [diary]", SNOW, ["novel"]),
    "a wrong id": (
        "  gazette: {",
        "  The Gazette: {",
        [*SNOW, ("gazette", "removed", None, None, None)],
        ["The Gazette"],
    ),
    "a head without a title": ("title: Did it rain?", "titel: Did it rain?", SNOW, [None]),
}


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that writes a sound and a broken version of a base, and be there."""
    monkeypatch.chdir(tmp_path)

    def write(error: str) -> None:
        before, after, *_ = ERRORS[error]
        assert before in BASE
        (tmp_path / "sound.yaml").write_text(BASE, encoding="utf-8")
        (tmp_path / "broken.yaml").write_text(BASE.replace(before, after, 1).replace(*REAL), encoding="utf-8")

    return write


@pytest.mark.parametrize("error", ERRORS)
def test_what_can_be_read_is_compared(error: str, versions: Callable[[str], None], genden: Callable[..., Ran]) -> None:
    versions(error)
    *_, changes, lost = ERRORS[error]
    ran = genden("diff", "sound.yaml", "broken.yaml", "--format", "json")
    found = json.loads(ran.out)["difference"]
    assert [
        (each["id"], each["change"], each["field"], each["before"], each["after"]) for each in found["changes"]
    ] == changes
    assert [each["id"] for each in found["new"]["unread"]] == lost
    assert found["new"]["errors"] > 0 == found["old"]["errors"]
    assert all(0 < each["line"] <= len(BASE.splitlines()) + 5 for each in found["new"]["unread"])
    assert ran.code == Exit.BASE
    assert ran.err.startswith("broken.yaml:")


@pytest.mark.parametrize("error", ERRORS)
def test_backwards_the_same_is_compared(
    error: str, versions: Callable[[str], None], genden: Callable[..., Ran]
) -> None:
    versions(error)
    answers = [
        json.loads(genden("diff", *pair, "--format", "json").out)["difference"]
        for pair in (("sound.yaml", "broken.yaml"), ("broken.yaml", "sound.yaml"))
    ]
    ids = [[(each["id"], each["field"]) for each in answer["changes"]] for answer in answers]
    assert ids[0] == ids[1]
    assert [each["id"] for each in answers[0]["new"]["unread"]] == [each["id"] for each in answers[1]["old"]["unread"]]


def test_the_page_says_what_is_not_compared(versions: Callable[[str], None], genden: Callable[..., Ran]) -> None:
    versions("a wrong word")
    page = genden("diff", "sound.yaml", "broken.yaml").out
    assert "1 error: what has one is not compared" in page
    assert "rain has an error: unknown stance 'agrees' (broken.yaml:13)" in page
    assert "It snowed all Tuesday." in page


def test_the_page_begins_with_a_conflict_and_its_remedy(
    versions: Callable[[str], None], genden: Callable[..., Ran], tmp_path: Path
) -> None:
    versions("a wrong word")
    head = "base: {title: Did it rain?}\n"
    sides = "base:\n<<<<<<< HEAD\n  title: Did it rain?\n=======\n  title: Was it wet?\n>>>>>>> other\n"
    (tmp_path / "broken.yaml").write_text(BASE.replace(head, sides), encoding="utf-8")
    ran = genden("diff", "sound.yaml", "broken.yaml")
    assert " ".join(ran.out.partition("Before")[0].split()) == (
        "sound.yaml and broken.yaml cannot be compared in full "
        "Not compared (1) not all of the file can be read: unresolved merge conflict, up to line 6 (broken.yaml:2) "
        "keep what is right of the two sides, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    )
    assert "No changes" not in ran.out


def test_two_broken_versions_are_both_reported(versions: Callable[[str], None], genden: Callable[..., Ran]) -> None:
    versions("a wrong word")
    ran = genden("diff", "broken.yaml", "broken.yaml")
    assert (ran.code, ran.err.count("broken.yaml: 1 error")) == (Exit.BASE, 1)
    assert ran.out.startswith("broken.yaml and broken.yaml cannot be compared in full\n")


def test_nothing_is_compared_with_a_text_that_is_no_base(
    versions: Callable[[str], None], genden: Callable[..., Ran], tmp_path: Path
) -> None:
    versions("a wrong word")
    for text in ("", "hello\n", "- one\n- two\n", "{", "\x00", "a: b\n"):
        (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
        for pair in (("sound.yaml", "other.yaml"), ("other.yaml", "broken.yaml")):
            ran = genden("diff", *pair)
            assert (ran.code, ran.out) == (Exit.BASE, "")
            assert "other.yaml" in ran.err


def test_one_broken_file_of_a_folder_hides_no_other(repository: Repository, genden: Callable[..., Ran]) -> None:
    folder = repository.folder / "facts"
    folder.mkdir()
    head, sources, claims = (
        BASE.partition("sources:")[0],
        BASE[BASE.index("sources:") : BASE.index("claims:")],
        BASE[BASE.index("claims:") :],
    )
    for name, text in (("base", head), ("sources", sources), ("claims", claims)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    repository.commit(None)
    (folder / "sources.yaml").write_text("sources: [\n", encoding="utf-8")
    (folder / "claims.yaml").write_text(claims.replace(*REAL), encoding="utf-8")
    ran = genden("diff", "HEAD", base="facts")
    assert ran.code == Exit.BASE
    assert "It snowed all Tuesday." in ran.out
    assert "removed" not in ran.out
    assert "(facts/sources.yaml:2)" in ran.out


def test_history_is_told_of_an_empty_file(repository: Repository, genden: Callable[..., Ran]) -> None:
    repository.commit("# nothing yet\n", "Begin")
    repository.commit(BASE, "Write it")
    ran = genden("log", base=repository.base)
    assert ran.code == Exit.DONE
    assert "facts.yaml:1)" in ran.out
