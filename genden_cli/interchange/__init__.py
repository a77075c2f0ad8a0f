"""Whole fact bases made from files of other programs: family trees, reviews of claims, tables of claims."""
