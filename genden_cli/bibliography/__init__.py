"""Bibliographies of other programs in, sources of a fact base out."""
