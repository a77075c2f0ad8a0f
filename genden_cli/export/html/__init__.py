"""The whole base as one web page: nothing of it is fetched, all of it can be read without JavaScript."""

from genden_cli.export.html.page import chunks

__all__ = ["chunks"]
