"""The workflow and the hook that the help proposes, by linters of GitHub workflows and of pre-commit."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from needed import missing

from genden_cli.help.topics import text

if TYPE_CHECKING:
    from pathlib import Path

HOOKS = TESTS.parent / ".pre-commit-hooks.yaml"
PROPOSED = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", text("output"), re.DOTALL))


def lint(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    if not find_spec(module):
        missing(f"{module} is not installed")
    return subprocess.run([sys.executable, "-P", "-m", module, *arguments], check=False, capture_output=True, text=True)


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_the_proposed_workflow_is_one_of_github(schema: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(PROPOSED[".github/workflows/facts.yaml"], encoding="utf-8")
    ended = lint("check_jsonschema", "--builtin-schema", schema, str(file))
    assert ended.returncode == 0, ended.stdout
    file.write_text(PROPOSED[".github/workflows/facts.yaml"].replace("runs-on:", "run-on:"), encoding="utf-8")
    assert lint("check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)).returncode == 1


def test_the_hook_and_its_example_are_those_of_pre_commit(tmp_path: Path) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(PROPOSED[".pre-commit-config.yaml"], encoding="utf-8")
    for arguments in (("validate-manifest", str(HOOKS)), ("validate-config", str(file))):
        ended = lint("pre_commit", *arguments)
        assert (ended.returncode, ended.stdout + ended.stderr) == (0, ""), arguments
    assert f"id: {re.findall('- id: (.*)', HOOKS.read_text(encoding='utf-8'))[0]}\n" in PROPOSED[file.name]
