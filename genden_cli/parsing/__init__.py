"""Read the bytes of a fact base into records, with the position of every error."""
