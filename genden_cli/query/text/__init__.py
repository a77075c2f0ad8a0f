"""Texts compared with the claims and quotes of a base."""
