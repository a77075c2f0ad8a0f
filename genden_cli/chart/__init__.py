"""Time as a picture in characters: an axis, strokes for dates, and how both are laid out to a width."""
