"""Match a question with the forms in which something is asked.

A form is a pattern, after the first words with which such a question may begin: patterns take long to compile.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def matches(forms: Iterable[tuple[str, str]], question: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a question, without its sign at the end, with the forms that it has."""
    plain = question.strip(" ?!.")
    first = re.split("[ '’]", plain.lower(), maxsplit=1)[0]
    for begins, pattern in forms:
        if first in begins.split() and (found := re.fullmatch(pattern, plain, re.IGNORECASE)):
            yield found
