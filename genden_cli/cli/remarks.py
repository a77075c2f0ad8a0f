"""The line that says how the words of a question were read, if they were not all found as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ReadWords(Protocol):
    """An answer that knows how the words of its question were read."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The words that carry nothing."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that stand nowhere."""

    @property
    def corrected(self) -> tuple[tuple[str, str], ...]:
        """Pairs of an unknown word and the word that is searched in its place."""

    @property
    def is_partial(self) -> bool:
        """Whether no hit has every word."""


def remarks(found: ReadWords) -> Iterator[str]:
    """Yield the line, or nothing."""
    said = [f"'{word}' is read as '{near}'" for word, near in found.corrected]
    if found.unknown:
        said.append(f"nothing here has {_listed(found.unknown)}")
    if found.is_partial:
        said.append("no passage has every word")
    if said and found.left_out:
        said.append(f"left out: {' '.join(found.left_out)}")
    if said:
        yield "; ".join(said)


def _listed(words: Sequence[str]) -> str:
    """Return words in quotation marks, joined by commas and a final "or"."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
