"""What is said of a value that an option does not take, and what a reader may have meant by it."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"Invalid value for '(?P<option>[^']*)': '?(?P<typed>.*?)'? is not (in the range .*|a valid int.*)\.", re.DOTALL
)
_CHOICE: Final = re.compile(r"(['\"])(?P<typed>.*)\1 is not one of (?P<known>'.*')\.?", re.DOTALL)


def reword(message: str) -> str:
    """Return what Typer says of a mistake, in our words where its own are a programmer's."""
    found = _NUMBER.fullmatch(message)
    return f"{found['option']} takes a whole number from 1 to a billion, not '{found['typed']}'" if found else message


def suggest(message: str, *, takes_words: bool = False) -> tuple[str, ...]:
    """Return the hint for what Typer says of a value that is none of those that an option takes, or of a word more."""
    if takes_words and message.startswith("Got unexpected extra argument"):
        return ("words that belong together stand in quotation marks",)
    found = _CHOICE.fullmatch(message)
    if not found:
        return ()
    from genden_cli.text import edit_distance  # noqa: PLC0415 -- only for a mistake

    return edit_distance.suggestion(edit_distance.nearest(found["typed"], re.findall("'([^']*)'", found["known"])))
