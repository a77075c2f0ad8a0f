"""Pages as blocks, before a writer draws them."""
