"""From the bytes of a fact base to its records, with the place of each and every mistake."""
