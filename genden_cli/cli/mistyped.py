"""What a reader may have meant by a value that an option does not take."""

from __future__ import annotations

import re
from typing import Final

_CHOICE: Final = re.compile(r"(['\"])(?P<typed>.*)\1 is not one of (?P<known>'.*')\.?", re.DOTALL)


def meant(message: str) -> tuple[str, ...]:
    """Return the hint for what Typer says of a value that is none of those that an option takes."""
    found = _CHOICE.fullmatch(message)
    if not found:
        return ()
    from genden_cli import nearness  # noqa: PLC0415 -- only for a mistake

    return nearness.proposal(nearness.nearest(found["typed"], re.findall("'([^']*)'", found["known"])))
