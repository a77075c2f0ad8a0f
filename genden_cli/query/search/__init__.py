"""Full-text search: from a query to ranked passages."""
