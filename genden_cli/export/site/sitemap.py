"""The map of a site for search engines (sitemaps.org): the address of each page, and when its record was reviewed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 40_000
"""The addresses in one file; the protocol allows 50,000."""

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>'
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")


class Sitemap:
    """Collects the addresses of pages."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lines: list[str] = []

    def add(self, address: str, changed: str | None) -> None:
        """Add a page."""
        day = f"<lastmod>{changed}</lastmod>" if changed and _DAY.fullmatch(changed) else ""
        self._lines.append(f"<url><loc>{escape(self._url + address)}</loc>{day}</url>")

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each file: one map, or several and their index."""
        parts = [self._lines[start : start + _MOST] for start in range(0, len(self._lines), _MOST)]
        if len(parts) == 1:
            yield "sitemap.xml", _document("urlset", parts[0])
            return
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, lines in zip(names, parts, strict=True):
            yield name, _document("urlset", lines)
        maps = [f"<sitemap><loc>{escape(self._url + name)}</loc></sitemap>" for name in names]
        yield "sitemap.xml", _document("sitemapindex", maps)


def _document(element: str, lines: list[str]) -> str:
    return "\n".join((_HEAD, f'<{element} xmlns="{_SCHEMA}">', *lines, f"</{element}>", ""))
