"""From a typed name to a record."""
