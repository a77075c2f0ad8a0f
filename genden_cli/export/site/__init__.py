"""Export the base as a folder of pages that work on any server, and from the disk."""

from genden_cli.export.site.site import export

__all__ = ["export"]
