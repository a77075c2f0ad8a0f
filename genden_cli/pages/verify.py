"""The page of checked quotes: errors first, then correct quotes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.query.text.outline import paragraph_range
from genden_cli.query.text.verify import QuoteStatus
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.query.text.verify import CheckedQuote, Verification

# Each outcome: its sign, the role that colours it, and its title. The base may name no paragraph to compare.
_OUTCOMES: Final = {
    QuoteStatus.MISSING: ("✗", "verdict.refuted", "Missing"),
    QuoteStatus.NEARLY: ("≈", "verdict.disputed", "Nearly: not to the letter"),
    QuoteStatus.ELSEWHERE: ("→", "verdict.unproven", "In another place than the base says"),
    QuoteStatus.THERE: ("✓", "verdict.supported", "To the letter, where the base says"),
}
_PLACE_NOT_COMPARED: Final = "To the letter; the base names no paragraph, so the place was not compared"
_COLUMNS: Final = (
    Column("Base line", least=9, share=1),
    Column("Quote", least=30, share=5, main=True),
    Column("Base says", least=9, share=1, fold=True, folded="base says "),
    Column("Text has", least=8, share=1),
    Column("Claim", least=14, share=2, fold=True),
)


def verify(record: Verification) -> Iterator[Block]:
    """Yield the quotes by result, and the score."""
    yield Title(join_cells((text(record.text, "title"), text(record.source, "id")), "  "))
    yield from outcomes(record.quotes)
    yield Title(text("Score"), level=2)
    yield Pairs(tuple(_score(record)))
    yield Hint(f"genden read {record.text} --as {record.source} shows them in the text")


def outcomes(quotes: Sequence[CheckedQuote], level: int = 2) -> Iterator[Block]:
    """Yield the quotes by result, one table each."""
    groups: dict[tuple[str, str, str], list[CheckedQuote]] = {}
    for each in quotes:
        groups.setdefault(_outcome(each), []).append(each)
    order = list(_OUTCOMES)
    for (sign, role, title), found in sorted(groups.items(), key=lambda group: order.index(group[1][0].place)):
        yield Title((TextRun(sign, role), TextRun(f" {title} ({len(found)})")), level=level)
        yield Grid(_COLUMNS, [_row(each) for each in found])


def _outcome(item: CheckedQuote) -> tuple[str, str, str]:
    """Return sign, role and title of the result of a quote. Only paragraphs can be compared with the text."""
    sign, role, title = _OUTCOMES[item.place]
    is_compared = item.place is not QuoteStatus.THERE or paragraph_range(item.at) is not None
    return sign, role, title if is_compared else _PLACE_NOT_COMPARED


def _row(item: CheckedQuote) -> tuple[Cell, ...]:
    stands = (TextRun("the text has ", "muted"), *parts.quote(item.found, None)) if item.found else ()
    return (
        text(f"{item.base_file}:{item.line}" if item.base_file else str(item.line), "muted"),
        stack_cells(parts.quote(item.quote, None), stands),
        text(parts.locator(item.at)),
        text(f"para. {item.paragraph}" if item.paragraph else None) or text("nowhere", "muted"),
        parts.id_(item.claim),
    )


def _score(record: Verification) -> Iterator[tuple[str, Cell]]:
    counts = Counter(each.place for each in record.quotes)
    elsewhere = counts[QuoteStatus.ELSEWHERE]
    exact = counts[QuoteStatus.THERE] + elsewhere
    yield "Quotes", text(f"{len(record.quotes)} in {count_noun(record.paragraphs, 'paragraph')}")
    moved = f", {elsewhere} of them in another place" if elsewhere else ""
    yield "Found", text(f"{exact} to the letter{moved}")
    if nearly := counts[QuoteStatus.NEARLY]:
        enough = "which is enough (--near)" if record.near else "which is not enough (--near accepts it)"
        yield "Nearly", text(f"{nearly}, {enough}")
    yield "Missing", text(str(counts[QuoteStatus.MISSING]))
