"""Answer questions about a base as a whole: what it is about, and how its sources hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import Suggestion
from genden_cli.query.records import claims, events, fetch
from genden_cli.query.search.ask_result import AskResult, Extract
from genden_cli.text.english import count_noun, join_words

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.method.questions import MethodQuestion


def about(connection: sqlite3.Connection, _asked: MethodQuestion) -> AskResult | None:
    """Answer by what the base says of itself, and by its most important claim."""
    base, headline = fetch.base_head(connection), events.headline(connection)
    rows = [
        ("Lead", base.lead or ""),
        ("Answer", base.answer or ""),
        ("About", "" if base.answer else base.about or ""),
    ]
    commands = [Suggestion("stats", purpose="A scorecard of the base")]
    if headline:
        claim = claims.claims_with_ids(connection, (headline.claim,))[0]
        rows.append(("Claim", f"{claim.says} {claim.verdict}"))
        commands.insert(0, Suggestion("claim", (headline.claim,), purpose="The evidence on its main claim"))
    shown = tuple((label, value) for label, value in rows if value)
    return AskResult("", extract=Extract(base.title, None, shown, tuple(commands)))


def origins(connection: sqlite3.Connection, _asked: MethodQuestion) -> AskResult | None:
    """Answer by the sources of the base that rest on none, on others, or on what is unknown."""
    groups: dict[str, list[str]] = {}
    for group, id_ in connection.execute(_GROUPS):
        groups.setdefault(group, []).append(id_)
    if not groups:
        return None
    rows = tuple((f"{label} ({len(groups[label])})", _first(groups[label])) for label in _LABELS if label in groups)
    title = f"Which of {count_noun(sum(map(len, groups.values())), 'source')} rest on others"
    return AskResult(
        "", extract=Extract(title, None, rows, (Suggestion("sources", ("--tree",), purpose="Who rests on whom"),))
    )


def _first(ids: list[str]) -> str:
    left = len(ids) - _MOST
    return join_words([*ids[:_MOST], *([f"{left} more"] if left > 0 else [])])


_MOST: Final = 8
_LABELS: Final = ("Rest on no other", "Rest on others", "Unknown")

_GROUPS: Final = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM derived_from WHERE source = source.id) THEN 'Rest on others'
            WHEN derived_from_known THEN 'Rest on no other' ELSE 'Unknown' END, id
  FROM source WHERE id NOT IN (SELECT source FROM examined)
 ORDER BY (SELECT count(*) FROM evidence WHERE source = source.id) DESC, n
"""
