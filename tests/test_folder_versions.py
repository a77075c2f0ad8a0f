"""A folder in git: the versions that are compared, and the history that is told."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from folders import by_section
from test_log import BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran
    from repositories import Repository


@pytest.fixture
def folder(repository: Repository) -> Path:
    """Commit a base in a folder; then change a verdict, and move a claim into another file."""
    folder = by_section(BASE, repository.folder / "base")
    repository.commit(None, "Begin")
    claims = folder / "claims.yaml"
    claims.write_text(claims.read_text().replace("verdict: unproven", "verdict: supported"))
    repository.commit(None, "Weigh it")
    snow = "  snow:\n    says: It snowed on Tuesday.\n"
    claims.write_text(claims.read_text().replace(snow, ""))
    (folder / "more").mkdir()
    (folder / "more" / "snow.yaml").write_text(f"claims:\n{snow}")
    return folder


def changed(ran: Ran) -> tuple[str, str, list[tuple[str, str, str | None]]]:
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)["difference"]
    changes = [(each["id"], each["change"], each["field"]) for each in answer["changes"]]
    return answer["old"]["label"], answer["new"]["label"], changes


VERDICT = [("rain", "changed", "verdict")]


def test_versions_of_a_folder_are_compared(folder: Path, repository: Repository, genden: Callable[..., Ran]) -> None:
    def diff(*names: str) -> tuple[str, str, list[tuple[str, str, str | None]]]:
        return changed(genden("diff", *names, "--json", base=folder))

    assert diff("HEAD") == ("HEAD:base", str(folder), [])
    assert diff("HEAD~1") == ("HEAD~1:base", str(folder), VERDICT)
    assert diff("HEAD~1:base", "base") == ("HEAD~1:base", "base", VERDICT)
    assert diff("HEAD~1:./base/", "HEAD:base") == ("HEAD~1:base/", "HEAD:base", VERDICT)
    os.chdir(folder)
    assert diff("HEAD~1", ".") == ("HEAD~1:base", ".", VERDICT)
    assert diff("HEAD~1:./") == ("HEAD~1:", str(folder), VERDICT)
    one = repository.folder / "one.yaml"
    one.write_text(genden("export", "yaml", base=folder).out)
    assert diff("HEAD~1:base", str(one)) == ("HEAD~1:base", str(one), VERDICT)


def test_top_folder_of_a_repository_is_a_base(repository: Repository, genden: Callable[..., Ran]) -> None:
    by_section(BASE, repository.folder)
    repository.commit(None)
    (repository.folder / "claims.yaml").write_text("claims: {rain: {says: It poured.}}\n")
    ran = genden("diff", "HEAD", "--json", base=repository.folder)
    assert {each[0] for each in changed(ran)[2]} == {"rain", "snow"}


def test_mistake_in_an_old_version_names_its_file(
    folder: Path, repository: Repository, genden: Callable[..., Ran]
) -> None:
    (folder / "claims.yaml").write_text("claims:\n  rain: {sais: It rained.}\n")
    repository.commit(None)
    ran = genden("diff", "HEAD", "HEAD~1", base=folder)
    assert ran.code == 3
    assert ran.err.startswith("HEAD:base/claims.yaml:2:10: error[E010] unknown key 'sais' in a claim\n")


def test_links_of_an_old_version_stay_in_the_folder(
    folder: Path, repository: Repository, genden: Callable[..., Ran]
) -> None:
    (folder / "again.yaml").symlink_to("claims.yaml")
    repository.commit(None)
    assert changed(genden("diff", "HEAD", "--json", base=folder))[2] == []
    (folder / "again.yaml").unlink()
    (folder / "again.yaml").symlink_to("../other.yaml")
    repository.commit(None)
    ran = genden("diff", "HEAD", "HEAD~1", base=folder)
    message = "HEAD:base/again.yaml is a link to a file that does not belong to the base"
    assert (ran.code, ran.err.splitlines()[0]) == (3, f"genden: {message}")


def test_folder_without_files_at_a_revision_is_said(
    folder: Path, repository: Repository, genden: Callable[..., Ran]
) -> None:
    (repository.folder / "empty").mkdir()
    (repository.folder / "empty" / "notes.txt").touch()
    repository.commit(None)
    ran = genden("diff", "HEAD:empty", base=folder)
    assert (ran.code, ran.err.splitlines()[0]) == (3, "genden: HEAD:empty is a folder without a YAML file")
    ran = genden("diff", "HEAD~2:more", base=folder)
    assert (ran.code, ran.err.splitlines()[0]) == (3, "genden: there is no more at HEAD~2")


def test_history_follows_a_claim_into_another_file(
    folder: Path, repository: Repository, genden: Callable[..., Ran]
) -> None:
    assert json.loads(genden("log", "--json", base=folder).out)["log"]["changes"]
    repository.commit(None, "Move it")
    (folder / "more" / "snow.yaml").write_text("claims: {snow: {says: It snowed all Tuesday.}}\n")
    repository.commit(None, "Say it better")
    for claim, subjects in (("snow", ["Say it better", "Begin"]), ("rain", ["Weigh it", "Begin"])):
        changes = json.loads(genden("log", claim, "--json", base=folder).out)["log"]["changes"]
        assert list(dict.fromkeys(each["subject"] for each in changes)) == subjects
