"""Links to quotes in a browser that knows them: it goes to the quote, in whatever script it is written."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from genden_cli.text.fragments import at_quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser import Site, Window

QUOTES = [
    "slapped Stalin in public",
    "a well-known clash, it is said, of Genden & Stalin",
    "“Why?” he asked — 100% of it #1: 5/6 [sic]",
    "Гэндэн ударил Сталина по лицу",
    "根登打了斯大林一記耳光",
    "ゲンデンがスターリンを殴った",
    "صفع ستالين",
]
FAR = '<p style="height: 3000px">Far away.</p>'
SEEN = """() => {
    const {top, bottom} = document.getElementById("quote").getBoundingClientRect();
    return scrollY > 0 && top >= 0 && bottom <= innerHeight;
}"""


@pytest.mark.parametrize("quote", QUOTES)
def test_the_browser_goes_to_the_quote(quote: str, window: Callable[..., Window], site: Site) -> None:
    body = f'{FAR}<p>Before. <span id="quote">{escape(quote)}</span> and after.</p>{FAR}'
    head = '<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">'
    (site.folder / "page.html").write_text(head + body, encoding="utf-8")
    opened = window()
    opened.page.goto(at_quote(f"{site.url}/page.html", quote))
    opened.page.wait_for_function(SEEN, timeout=5000)
    opened.page.goto("about:blank")
    opened.page.goto(at_quote(f"{site.url}/page.html", f"{quote} of which nothing is there"))
    assert opened.page.evaluate("scrollY") == 0
    assert (opened.refused, opened.complaints) == ([], [])
