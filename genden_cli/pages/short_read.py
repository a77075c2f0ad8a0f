"""The short page of a text: its score, and what is wrong in it, the worst first.

Supported claims that the text denies come first, then refuted, disputed and unproven ones that it makes. Within a
verdict, quotes come before our readings, and both are in the order of the text. Each verdict is shown at least once.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.page.blocks import Block, Pairs, Title, join_cells, text
from genden_cli.page.room import Room
from genden_cli.pages import parts
from genden_cli.pages.read import score
from genden_cli.pages.short import LINES, more, wrong_block, wrong_row
from genden_cli.query.records.summaries import WRONG, first_of_each
from genden_cli.text.command_line import quoted
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.page.room import Row
    from genden_cli.query.text.read import AnnotatedText, Passage
    from genden_cli.words import ClaimState

_END: Final = 5
_ORDER: Final = (Verdict.SUPPORTED, *WRONG)
"""The verdicts in the order of the page. A supported claim is wrong where the text denies it."""


class MadeClaim(NamedTuple):
    """A claim that a text makes or denies at a place: in the words of a quote, or by our reading of a sentence."""

    paragraph: int
    words: str
    claim: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    because: str | None
    is_reading: bool
    denied: bool = False


def reading(record: AnnotatedText, width: int, *, options: str = "") -> Iterator[Block]:
    """Yield the short page of a text for a width in columns. ``options`` of the command are those of its last line."""
    title = text(record.text, "title")
    facts = tuple(score(record, ()))
    wrong = wrong_claims(record)
    rows = [_wrong(*each) for each in wrong]
    room = Room(width, LINES - _END)
    room.paragraph(title)
    room.pairs(facts)
    number = room.fitting(rows, least=max(len({each.verdict for each, _ in wrong}), 1))
    shown = sorted(range(len(rows[:number])), key=lambda n: _ORDER.index(wrong[n][0].verdict))
    yield Title(title)
    yield Pairs(facts)
    yield from wrong_block([rows[n] for n in shown])
    left = Counter(each.verdict for each, _ in wrong[number:])
    said = [f"{left[word]} more {'denied' if word is Verdict.SUPPORTED else word}" for word in _ORDER if left[word]]
    whole = f"genden read {quoted(record.text)}{options} --all"
    yield more(said or ("The whole text, with every claim in it",), whole)


def wrong_claims(record: AnnotatedText) -> list[tuple[MadeClaim, int]]:
    """Return the claims in which a text is wrong or unproven, each at its first place, and the number of its places."""
    return list(_by_weight(chain.from_iterable(map(_claims_made, record.paragraphs))))


def _claims_made(passage: Passage) -> Iterator[MadeClaim]:
    """Yield the claims of a paragraph that do not hold, and those that hold and that it denies."""
    for quote in passage.quotes:
        if _is_wrong(quote.verdict, denied=quote.denied):
            words = quote.found or quote.quote
            said = (quote.claim, quote.says, quote.verdict, quote.state, quote.because)
            yield MadeClaim(passage.number, words, *said, is_reading=False, denied=quote.denied)
    for sentence in passage.sentences:
        for each in sentence.perhaps[:1]:
            if _is_wrong(each.verdict, denied=each.denied):
                words = passage.text[sentence.start : sentence.end]
                said = (each.claim, each.says, each.verdict, each.state, None)
                yield MadeClaim(passage.number, words, *said, is_reading=True, denied=each.denied)


def _is_wrong(verdict: Verdict, *, denied: bool) -> bool:
    """Tell whether a text is wrong or unproven that makes a claim, or that denies it."""
    return verdict is Verdict.SUPPORTED if denied else verdict in WRONG


def _by_weight(made: Iterable[MadeClaim]) -> Iterator[tuple[MadeClaim, int]]:
    """Yield each claim at its first place, and the number of its places: the first of each verdict, then the others."""
    places: dict[str, list[MadeClaim]] = {}
    for each in made:
        places.setdefault(each.claim, []).append(each)
    ranked = sorted(places.values(), key=lambda each: (_ORDER.index(each[0].verdict), each[0].is_reading))
    for found in chain(*first_of_each(ranked, lambda each: each[0].verdict)):
        yield found[0], len(found)


def _wrong(made: MadeClaim, places: int) -> Row:
    where = f"para. {made.paragraph}{', as we read it' * made.is_reading}{', denies it' * made.denied}"
    place = join_cells((text(where), parts.quote(made.words, None)), ": ")
    return wrong_row(parts.verdict_on(made), place, places, (made.says, made.claim), made.because)
