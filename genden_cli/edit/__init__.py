"""Change the files of a fact base: add, rename, cut and join records, without touching any other byte."""
