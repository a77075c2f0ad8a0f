"""The metadata that Datasette shows beside the exported database: descriptions, facets, sort orders and queries.

Facets are the closed vocabularies and the references of each table, by the schema. The tables of lists and maps are
hidden; Datasette links them from their records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.export.sqlite_tables import column_name
from genden_cli.field_types import RefType, WordType
from genden_cli.index.tables import TABLES
from genden_cli.schema import BASE
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.index.tables import RecordTable
    from genden_cli.model import Base

_DESCRIBED: Final = re.compile(
    r"^-- (?P<table>.+)\n(?P<columns>(?:--   .+\n)+)CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (?P<name>\w+)", re.MULTILINE
)
_COLUMN: Final = re.compile(r"^--   (\w+): (.+)$", re.MULTILINE)

_SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "claim": {"label_column": "says"},
    "event": {"label_column": "title", "sort": "title"},
    "person": {"label_column": "name", "sort": "name"},
    "source": {"label_column": "title", "sort": "title"},
    "evidence": {"sort": "claim"},
    "standing": {"sort_desc": "origins_for"},
    "claim_evidence": {"facets": ["verdict", "stance", "grade"]},
    "profile": {"facets": ["verdict", "name"]},
    "examined_claim": {"facets": ["verdict", "source"]},
    "scorecard": {"sort_desc": "claims"},
    "timeline": {"facets": ["place"]},
}
"""What Datasette shows as the label of a record, how it sorts a table, and the facets of views."""

_QUERIES: Final = {
    "person_claims": {
        "title": "What is claimed about a person?",
        "description": "A part of the name is enough.",
        "sql": "SELECT name, claim, says, verdict FROM profile"
        " WHERE person = :person OR instr(lower(name), lower(:person)) ORDER BY name, verdict, claim",
    },
    "search_evidence": {
        "title": "Which evidence has these words, next to each other?",
        "description": "Quotes and notes are searched, in any inflection of English.",
        "sql": "SELECT evidence.claim, evidence.source, evidence.stance, evidence.quote, evidence.note"
        " FROM evidence_fts JOIN evidence ON evidence.rowid = evidence_fts.rowid"
        " WHERE evidence_fts MATCH '\"' || replace(:words, '\"', '') || '\"' ORDER BY rank",
    },
    "contested_claims": {
        "title": "Which claims have evidence on both sides?",
        "sql": "SELECT claim.id, says, verdict, supports, contradicts, origins_for, origins_against"
        " FROM claim JOIN standing ON standing.claim = claim.id WHERE supports AND contradicts"
        " ORDER BY min(origins_for, origins_against) DESC, claim.id",
    },
    "wanted_documents": {
        "title": "Which documents would settle a claim, if somebody found them?",
        "sql": "SELECT text, holder, \"where\", group_concat(claim, ', ') AS claims FROM missing_document"
        ' GROUP BY text, holder, "where" ORDER BY count(*) DESC, text',
    },
}
"""Questions to the database, by the name in their address."""


def metadata(base: Base, database: str, script: str) -> dict[str, Any]:
    """Return the metadata of a ``database``, described by the comments of the ``script`` that creates it."""
    about = {"title": sanitize_line(base.title), "description": sanitize(base.about or ""), "license": base.licence}
    said = {key: sanitize(value) for key, value in about.items() if value}
    return {**said, "databases": {database: {"tables": _tables(script), "queries": _QUERIES}}}


def _tables(script: str) -> dict[str, dict[str, Any]]:
    derived = dict(_derived_settings())
    return {
        each["name"]: {
            "description": each["table"],
            **_SETTINGS.get(each["name"], {}),
            **derived.get(each["name"], {"hidden": True} if each["name"].endswith("_fts") else {}),
            "columns": dict(_COLUMN.findall(each["columns"])),
        }
        for each in _DESCRIBED.finditer(script)
    }


def _derived_settings() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the facets of each table of records, and that the tables of their lists and maps are hidden."""
    waiting: list[RecordTable] = list(TABLES.values())
    while waiting:
        table = waiting.pop()
        waiting += [part for _, part in table.parts]
        facets = [
            column_name(table, each) for each in table.form.scalars() if isinstance(each.type, (RefType, WordType))
        ]
        if facets and table.form is not BASE:
            yield table.name, {"facets": facets}
        yield from ((child.name, {"hidden": True}) for child in table.children)
