"""Turn rows into pages, one module per family of commands. Layout and drawing are left to `output`."""
