"""Build and cache the SQLite index of a fact base."""
