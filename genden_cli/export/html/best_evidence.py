"""The evidence that the page shows whole, and the evidence of which it only names the source.

A page that is one file has no room for all. It shows the best voices on each side of a claim. What repeats a voice,
and what is weaker than the best, stands in the full record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.evidence.derivations import derivations
from genden_cli.query.evidence.voices import originals
from genden_cli.words import Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.query.records.claim import ClaimDetails, EvidenceDetails

_MOST: Final = {Stance.SUPPORTS: 6, Stance.CONTRADICTS: 6, Stance.SILENT: 2, Stance.CONTEXT: 1}
"""The items of each stance that the page shows, at most: few of those that decide nothing."""

_MOST_ALONE: Final = 3
"""The items of background, at most, on a claim that has no other evidence."""


class Side(NamedTuple):
    """The evidence of one stance: what is shown, and what is only named."""

    stance: Stance
    shown: Sequence[EvidenceDetails]
    named: Sequence[EvidenceDetails]


class EvidenceChoice:
    """Chooses the evidence on each claim. ``named`` grows with each: it has the keys of the items only named."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._derived_from = derivations(connection)
        self.named: set[tuple[str | None, ...]] = set()

    def sides(self, record: ClaimDetails) -> Iterator[Side]:
        """Yield the stances that have evidence."""
        best = [*originals(record.evidence, self._derived_from), *(each for each in record.evidence if each.examined)]
        is_alone = all(each.stance is Stance.CONTEXT for each in best)
        for stance, most in _MOST.items():
            shown = [each for each in best if each.stance is stance][: _MOST_ALONE if is_alone else most]
            chosen = {id(each) for each in shown}
            named = [each for each in record.evidence if each.stance is stance and id(each) not in chosen]
            self.named.update((record.id, each.source, each.stance, each.quote, each.note) for each in named)
            if shown:
                yield Side(stance, shown, named)
