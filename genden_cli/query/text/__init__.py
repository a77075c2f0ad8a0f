"""A text against the claims of a base."""
