"""One module a foreign format: the whole base as other tools read it."""
