"""The topics of ``genden help``: each is a Markdown file in this folder, named after its topic."""
