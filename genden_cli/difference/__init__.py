"""What changed between two versions of a fact base, what was only renamed, and what follows from it."""
