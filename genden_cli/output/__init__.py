"""How answers are shown: one writer a format; only the one asked for is loaded."""
