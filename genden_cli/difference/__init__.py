"""Compare two versions of a fact base: changes, renamed records, and consequences for claims."""
