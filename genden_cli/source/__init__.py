"""Input files: the fact base, a text, a git revision, and files that are watched."""
