"""What rests on what, for questions that count voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.provenance import EvidenceItem, ancestry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from genden_cli.provenance import Ancestry
    from genden_cli.query.records.claim import Evidence

    Derivations = Mapping[str, tuple[str, ...] | None]


def derivations(connection: sqlite3.Connection) -> Derivations:
    """Return what each source derives from, None where nobody knows."""
    found: dict[str, tuple[str, ...] | None] = {
        source: () if known else None for source, known in connection.execute(_SOURCES)
    }
    for source, origin in connection.execute(_DERIVED_FROM):
        found[source] = (*(found[source] or ()), origin)
    return found


def ancestry_of(item: Evidence, derived_from: Derivations) -> Ancestry:
    """Return all that an item of evidence rests on."""
    return ancestry(item.source, item.rests_on, derived_from)


def evidence_item(item: Evidence) -> EvidenceItem:
    """Return an item of evidence, as far as counting goes."""
    return EvidenceItem(item.source, item.stance, item.rests_on)


_SOURCES = "SELECT id, derivation_known FROM source"

_DERIVED_FROM = "SELECT source, origin FROM derived_from ORDER BY source, position"
