"""The width of a text in a picture, where no browser measures it: estimated, a little too wide."""

from __future__ import annotations

from unicodedata import category, east_asian_width


def wrapped(text: str, width: float) -> list[str]:
    """Return a text as lines of a width in em; a word that is too long is divided.

    >>> wrapped("one two", 3)
    ['one', 'two']
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if em_width(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if em_width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def em_width(text: str) -> float:
    """Return the estimated width of a text in em."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(character) in "WF":
        return 1
    if character in " .,:;'!|ijlIft":
        return 0.4
    return 0.8 if character.isupper() or character in "mwMW@%—" else 0.65
