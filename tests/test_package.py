"""What the package says about itself: one version, both licences, every supported Python, and files that tools read."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from typing import Any, Final

import pytest
import yaml
from conftest import TESTS

import genden_cli
from genden_cli import api
from genden_cli.diagnostics.sarif import REPOSITORY
from genden_cli.help import topics

ROOT: Final = TESTS.parent
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_licence_names_the_program_and_the_bundled_base_with_both_texts() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    expression = PROJECT["project"]["license"]
    assert expression == f"MIT AND {api.load().base.licence}"
    assert all(f"SPDX: {each}" in text for each in expression.split(" AND "))
    assert "Permission is hereby granted, free of charge" in text
    assert "Section 8 -- Interpretation." in text


def test_citation_names_the_version_and_the_licences() -> None:
    citation = read_yaml("CITATION.cff")
    assert citation["version"] == genden_cli.__version__
    assert " AND ".join(citation["license"]) == PROJECT["project"]["license"]
    assert [each["name"] for each in citation["authors"]] == [each["name"] for each in PROJECT["project"]["authors"]]


def test_classifiers_begin_with_the_oldest_supported_python() -> None:
    versions = re.findall(r"Python :: 3\.(\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    oldest = re.fullmatch(r">=3\.(\d+)", PROJECT["project"]["requires-python"])
    assert oldest
    assert [int(each) for each in versions] == list(range(int(oldest[1]), int(oldest[1]) + len(versions)))


def test_rules_of_sarif_lead_to_the_repository_that_the_package_names() -> None:
    assert PROJECT["project"].get("urls", {}).get("Repository", "") == REPOSITORY


def test_types_of_the_package_are_for_others_too() -> None:
    assert (ROOT / "genden_cli" / "py.typed").read_bytes() == b""


def test_command_has_the_name_of_the_package_too() -> None:
    scripts = PROJECT["project"]["scripts"]
    assert scripts[metadata("genden-cli")["Name"]] == scripts["genden"]


@pytest.mark.parametrize("name", ["CITATION.cff", "SECURITY.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml"])
def test_source_distribution_holds(name: str) -> None:
    assert name in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert (ROOT / name).is_file()


def test_changelog_begins_with_what_is_unreleased_and_dates_no_other_version_twice() -> None:
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections[0] == "Unreleased"
    assert len(set(sections)) == len(sections)
    assert sections[1].split(" - ")[0] == genden_cli.__version__


def test_hook_for_pre_commit_runs_a_command_on_fact_bases() -> None:
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    assert hook["entry"] == "genden check"
    assert re.search(hook["files"], "a/facts.yaml")
    assert not re.search(hook["files"], "artefacts.yaml")


def test_snippets_for_a_team_are_yaml_and_name_what_there_is() -> None:
    workflow, config = (
        yaml.safe_load(each) for each in re.findall(r"```yaml\n(# \..+?)```", topics.text("output"), re.DOTALL)
    )
    runs = [each["run"].split() for each in workflow["jobs"]["check"]["steps"] if "run" in each]
    assert [run[2:4] for run in runs] == [[PROJECT["project"]["name"], name] for name in ("check", "diff")]
    (hook,) = config["repos"][0]["hooks"]
    assert hook["id"] == read_yaml(".pre-commit-hooks.yaml")[0]["id"]
