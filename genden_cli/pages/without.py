"""The page of a claim without some sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import Suggestion
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, Prose, Title, join_cells, stack_cells, text
from genden_cli.pages import claim, parts
from genden_cli.pages.short import more
from genden_cli.pages.signs import LegendTracker
from genden_cli.query.evidence.sensitivity import VerdictOutcome
from genden_cli.text.command_line import command_line
from genden_cli.text.english import join_words
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.provenance import Origins, Standing
    from genden_cli.query.evidence.sensitivity import RemovedSource, Sensitivity
    from genden_cli.query.records.claim import EvidenceDetails

_LOST_COLUMNS = (
    Column("Source", least=20, share=2),
    Column("What it says", least=30, share=6, main=True),
    Column("Falls because", least=20, share=2, fold=True),
)
_SAYS = {Stance.SUPPORTS: "support", Stance.CONTRADICTS: "contradict"}


def without(record: Sensitivity) -> Iterator[Block]:
    """Yield the removed sources, the standing before and after, the consequences and the remaining evidence."""
    yield Title(text(record.says, "title"))
    yield Pairs(tuple(_facts(record)))
    yield Title(text("What would follow"), level=2)
    yield Prose(text(" ".join(_consequences(record))))
    reasons = {fallen.id: _reason(fallen) for fallen in record.fallen}
    if record.lost:
        yield Title(text(f"What falls ({len(record.lost)})"), level=2)
        signs = LegendTracker()
        yield Grid(_LOST_COLUMNS, [_lost_row(item, reasons[item.source], signs) for item in record.lost])
        yield from signs.legend()
    left = f"What remains ({len(record.evidence)})" if record.evidence else "Nothing remains"
    yield Title(text(left), level=2)
    yield from claim.evidence(record.evidence)
    yield Hint(f"genden claim {record.id} shows all of it")


def short_without(record: Sensitivity) -> Iterator[Block]:
    """Yield what would follow, and the first items that fall. Those that remain are only counted."""
    yield Title(text(record.says, "title"))
    yield Pairs(tuple(_facts(record, most=_FEW)))
    yield Title(text("What would follow"), level=2)
    yield Prose(text(" ".join(_consequences(record, few=_FEW))))
    reasons = {fallen.id: _reason(fallen) for fallen in record.fallen}
    if record.lost:
        yield Title(text(f"What falls ({len(record.lost)})"), level=2)
        signs = LegendTracker()
        yield Grid(_LOST_COLUMNS, [_lost_row(item, reasons[item.source], signs) for item in record.lost[:_FEW]])
        yield from signs.legend()
    left = len(record.lost) - _FEW
    if not record.evidence and left <= 0:
        yield Title(text("Nothing remains"), level=2)
        return
    said = (f"{left} more that fall{'s' * (left == 1)}" if left > 0 else "", f"What remains ({len(record.evidence)})")
    options = tuple(("without", each) for each in record.without)
    yield more(said, command_line(Suggestion("claim", (record.id, "--all"), options)))


_FEW: Final = 3
"""So many sources and items fit the short page."""


def _facts(record: Sensitivity, *, most: int | None = None) -> Iterator[tuple[str, Cell]]:
    """Yield the verdict, the removed sources, of these at most ``most``, and the standing before and after."""
    yield "Verdict", parts.verdict_on(record)
    fallen = [join_cells((parts.id_(each.id), text(_reason(each), "muted")), "  ") for each in record.fallen]
    left = len(fallen[most:]) if most else 0
    yield "Without", stack_cells(*fallen[:most], text(f"and {left} more" if left else None, "muted"))
    yield "Before", text(parts.counts(record.before))
    yield "After", text(parts.counts(record.after))
    yield "Id", parts.id_(record.id)


def _reason(fallen: RemovedSource) -> str:
    rests = f"based on {join_words(fallen.rests_on)}" if fallen.rests_on else ""
    examined = "under examination, does not count" if fallen.examined else ""
    return ", ".join(filter(None, ("taken away" if fallen.named else "", rests, examined)))


def _lost_row(item: EvidenceDetails, reason: str, signs: LegendTracker) -> tuple[Cell, ...]:
    said = stack_cells(parts.quote(item.quote, item.translation, item.translator), text(item.note))
    return join_cells((signs.stance(item.stance), parts.id_(item.source)), " "), said, text(reason, "muted")


def _consequences(record: Sensitivity, *, few: int | None = None) -> Iterator[str]:
    """Yield the consequences in sentences, which name at most ``few`` sources of unknown ancestry."""
    if not record.lost:
        yield f"Nothing that counts on this claim rests on {join_words(record.without, 'or')}: all would stay as it is."
        return
    for side in record.emptied:
        yield f"Nothing would {_SAYS[side]} the claim any more."
    for side in record.single:
        before = _origins(record.before, side).number
        yield f"What {side} the claim would rest on one independent source instead of {before}."
    for side in _SAYS:
        if _origins(record.before, side).voices == 1 == _origins(record.after, side).voices:
            yield f"What {side} the claim would rest on one independent source, as before."
    names = join_words([each.name for each in record.named_in_because])
    then = _VERDICT_THEN if not names else _VERDICT_AND_REASON_THEN
    yield then[record.verdict_then].format(verdict=record.verdict, names=names)
    if record.unknown:
        they = "it" if len(record.unknown) == 1 else "they"
        left = len(record.unknown[few:]) if few else 0
        unknown = [*record.unknown[:few], *([f"{left} more"] if left else [])]
        yield f"What {join_words(unknown)} may rest on is unknown: {they} might fall too."


_VERDICT_THEN = {
    VerdictOutcome.FALLS: "The verdict “{verdict}” would no longer hold.",
    VerdictOutcome.HANGS: "The verdict “{verdict}” would hang on that one source.",
    VerdictOutcome.STAYS: "The verdict “{verdict}” would lose nothing that it needs.",
}
_REASON = "the reason written for it names {names}, and would have to be weighed again."
_VERDICT_AND_REASON_THEN = {
    VerdictOutcome.FALLS: f"The verdict “{{verdict}}” would no longer hold; {_REASON}",
    VerdictOutcome.HANGS: f"The verdict “{{verdict}}” would hang on that one source; {_REASON}",
    VerdictOutcome.STAYS: f"The verdict “{{verdict}}” would keep the sides that it needs, but {_REASON}",
}


def _origins(standing: Standing, side: Stance) -> Origins:
    return standing.origins_for if side == Stance.SUPPORTS else standing.origins_against
