"""Dates in EDTF: read, bounded, put into words, and what is said of a slip."""
