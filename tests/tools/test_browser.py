"""The browser of the tests itself: what it refuses and what it notices, since other tests rest on that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser import Site, Window

PAGE = """<!doctype html><title>x</title><link rel=icon href="data:,">"""


def test_nothing_is_read_from_the_network(window: Callable[..., Window], tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"{PAGE}<img src=https://example.org/x><script>new WebSocket('wss://example.org/y')</script>")
    opened = window()
    opened.page.goto(file.as_uri())
    assert sorted(opened.refused) == ["https://example.org/x", "wss://example.org/y"]


def test_what_is_served_here_is_read(window: Callable[..., Window], site: Site) -> None:
    (site.folder / "page.html").write_text(f"{PAGE}<p>Read me")
    opened = window()
    opened.page.goto(f"{site.url}/page.html")
    assert (opened.page.inner_text("p"), opened.refused, opened.complaints) == ("Read me", [], [])


def test_what_runs_and_what_fails_is_noticed(window: Callable[..., Window], tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"{PAGE}<script>alert('ran'); console.error('said'); throw Error('thrown')</script>")
    opened = window()
    opened.page.goto(file.as_uri())
    assert (opened.dialogs, opened.complaints) == (["ran"], ["said", "uncaught: thrown"])


def test_without_javascript_nothing_runs(window: Callable[..., Window], tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"{PAGE}<script>alert('ran')</script><noscript><p>Still read</noscript>")
    opened = window(java_script_enabled=False, viewport={"width": 360, "height": 640})
    opened.page.goto(file.as_uri())
    assert (opened.dialogs, opened.page.inner_text("p")) == ([], "Still read")


def test_packages_of_node_are_installed(node_packages: Path) -> None:
    assert (node_packages / "mermaid" / "package.json").exists()
