"""Export the whole base, one module per format."""
