"""Questions to the index, one file a family; answers are rows, never text."""
