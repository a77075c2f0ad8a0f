"""Addresses that lead to a quote, for exports: see `genden_cli.text.fragments`."""

from __future__ import annotations

from genden_cli.text.fragments import at_quote

__all__ = ["at_quote"]
