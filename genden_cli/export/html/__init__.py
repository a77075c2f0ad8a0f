"""Export the base as one web page that fetches nothing and works without JavaScript."""

from genden_cli.export.html.page import export

__all__ = ["export"]
