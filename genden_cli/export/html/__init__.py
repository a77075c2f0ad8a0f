"""The whole base as one web page: nothing of it is fetched, all of it can be read without JavaScript."""

from genden_cli.export.html.page import export

__all__ = ["export"]
