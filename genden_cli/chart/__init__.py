"""Charts in characters: an axis of time, and below it a row of signs for each bar."""
