"""Where the bundled fact base and the cache lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli import paths

if TYPE_CHECKING:
    from pathlib import Path


def surroundings(monkeypatch: pytest.MonkeyPatch, xdg: str | None, home: str | None) -> None:
    for name, value in (("XDG_CACHE_HOME", xdg), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)


@pytest.mark.parametrize("xdg", ["/var/tmp/cache", "/var/tmp/a b%?#\udcff", "/", None, "", "relative", "./here", "~/c"])  # noqa: S108
def test_cache_is_where_platformdirs_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xdg: str | None) -> None:
    surroundings(monkeypatch, xdg, str(tmp_path))
    assert paths.cache_directory() == platformdirs.unix.Unix("genden").user_cache_dir


@pytest.mark.parametrize("home", [None, "", "relative", "/nonexistent/home"])
def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    surroundings(monkeypatch, None, home)
    assert paths.cache_directory() is None


def test_bundled_facts_are_the_packaged_ones_else_those_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "genden_cli"
    package.mkdir()
    monkeypatch.setattr(paths, "_HERE", str(package))
    assert paths.bundled_facts() == str(tmp_path / "facts.yaml")
    (package / "facts.yaml").touch()
    assert paths.bundled_facts() == str(package / "facts.yaml")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/ana/facts.yaml", "home_ana_facts.yaml-4ee5c04d-f7366f35.db"),
        ("/facts.yaml", "facts.yaml-9773e0df-f7366f35.db"),
        ("/a/../é?#%'\"\n\udcff.yml", "a_.._________.yml-4b48b37d-f7366f35.db"),
        ("/", "-79d3d2d4-f7366f35.db"),
    ],
)
def test_name_of_an_index_tells_the_path(path: str, name: str) -> None:
    assert paths.index_name(path, "1.0") == name


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.just("\udcff"), max_size=300), st.text(max_size=5))
def test_name_of_an_index_is_a_plain_file_name_of_its_own(path: str, other: str) -> None:
    name = paths.index_name(f"/{path}", "1.0")
    assert len(name) < 150
    assert name.isascii()
    assert not set(name) & set("/\\:*?\"<>|'%# \n\0")
    assert (name == paths.index_name(f"/{path}{other}", "1.0")) == (not other)
    assert (name == paths.index_name(f"/{path}", f"1.0{other}")) == (not other)
