"""Questions to the index, one package a kind of answer. Answers are rows, never text."""
