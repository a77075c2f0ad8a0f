"""Checked facts in, a cached SQLite index out."""
