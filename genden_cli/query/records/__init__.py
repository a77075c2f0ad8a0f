"""Query records: one, a list, or all of them."""
