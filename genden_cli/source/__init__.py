"""Bytes in: the fact base, a text, a git revision, a watched file."""
