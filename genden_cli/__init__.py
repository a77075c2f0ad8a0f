"""A fact explorer: who says it, where exactly, how good that source is, and what speaks against it."""

__version__ = "0.1.0"
