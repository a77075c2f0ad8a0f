"""A real browser for tests: Debian's Chromium, driven by Playwright, with no way to the network.

Every browser starts with an empty profile. A page may read files and what a test itself serves; whatever else it asks
for is refused and noted, as is everything that it complains about.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from needed import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@dataclass
class Window:
    """A page, and what became of it."""

    page: Page
    refused: list[str] = field(default_factory=list)
    """What it asked the network for."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of its console, and errors that nobody caught."""
    dialogs: list[str] = field(default_factory=list)
    """What ``alert`` and its like said: that a script ran."""


class Site(NamedTuple):
    """A folder, and the address at which it is served on this machine."""

    folder: Path
    url: str


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a browser for the tests of a module; no longer, since Playwright holds the event loop of the thread."""
    program = os.environ.get("CHROME") or shutil.which("chromium")
    if not program:
        missing("there is no chromium; CHROME may name one")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- an extra of its own
    except ModuleNotFoundError:
        missing("playwright is not installed: pip install -e '.[browser]'")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Window]]:
    """Open windows; what is given goes to Playwright's ``new_context``: viewport, java_script_enabled, color_scheme."""
    contexts = []

    def opened(**settings: Any) -> Window:
        context = chromium.new_context(service_workers="block", **settings)
        contexts.append(context)
        return _watched(context)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Give an empty folder that is served on this machine."""
    folder = tmp_path / "site"
    folder.mkdir()
    with serving(folder) as url:
        yield Site(folder, url)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of what was asked for."""


def _watched(context: BrowserContext) -> Window:
    page = context.new_page()
    window = Window(page)

    def route(route: Route) -> None:
        if route.request.url.startswith(("file:", "http://127.0.0.1:")):
            route.continue_()
        else:
            window.refused.append(route.request.url)
            route.abort()

    def dismiss(dialog: Dialog) -> None:
        window.dialogs.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", route)
    context.route_web_socket("**", lambda socket: window.refused.append(socket.url))
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: window.complaints.append(f"uncaught: {error}"))
    page.on("console", lambda said: said.type in ("error", "warning") and window.complaints.append(said.text))
    return window
