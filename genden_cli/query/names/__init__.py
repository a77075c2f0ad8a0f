"""Names: from what a user types to a record, exactly or by similar spelling, and completion."""
