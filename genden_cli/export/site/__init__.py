"""Export the base as a folder of pages that work on any server, and from the disk."""
