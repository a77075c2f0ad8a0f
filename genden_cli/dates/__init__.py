"""Dates in EDTF: parsing, first and last day, English words, and corrections of misspellings."""
