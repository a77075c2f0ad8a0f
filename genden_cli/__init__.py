"""A fact explorer: who says it, where exactly, how good that source is, and what speaks against it."""

from genden_cli.lazy import install

install()

__version__ = "0.1.0"
