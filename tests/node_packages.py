"""The npm packages of ``tests/tools/package.json``: installed once, beside nothing that anybody else has."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from needed import missing, required

WANTED = Path(__file__).parent / "tools" / "package.json"
INSTALL = ("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error")


@pytest.fixture(scope="session")
def node_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder ``node_modules``, in the folder that ``GENDEN_NODE_PACKAGES`` names; they stay there."""
    kept = os.environ.get("GENDEN_NODE_PACKAGES")
    if not (kept or required()):
        missing("GENDEN_NODE_PACKAGES names no folder for the packages of npm (280 MB)")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("node")
    listed = folder / WANTED.name
    if not (listed.exists() and listed.read_bytes() == WANTED.read_bytes()):
        _install(folder)
        listed.write_bytes(WANTED.read_bytes())  # last, so that what broke off is begun again
    return folder / "node_modules"


def _install(folder: Path) -> None:
    if not shutil.which("npm"):
        missing("npm is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    staged = folder / "staged"
    staged.mkdir(exist_ok=True)
    shutil.copy(WANTED, staged)
    ended = subprocess.run([*INSTALL, "--prefix", staged], check=False, capture_output=True, text=True, timeout=300)
    if ended.returncode:
        missing(f"npm could not install its packages: {ended.stderr.strip()[-300:]}")
    shutil.rmtree(folder / "node_modules", ignore_errors=True)
    (staged / "node_modules").rename(folder / "node_modules")
