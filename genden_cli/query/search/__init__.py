"""Full-text search: from a typed query to ranked passages, and proposals if nothing matches."""
