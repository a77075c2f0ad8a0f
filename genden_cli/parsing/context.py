"""The state of one load: problems, ids and references, and suggestions for unknown words."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing import fixes
from genden_cli.parsing.problems import complain, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from genden_cli.diagnostics.problem import Fix, Label, Problem, Span

_LOOKS: Final = 100_000


class NearWord(NamedTuple):
    """A known word near an unknown one; ``certain`` if it differs by a slip of the pen and no other known word does."""

    word: str
    certain: bool


class LoadContext:
    """State shared by the readers of a fact base: the problems, and for each section the ids defined and referred to.

    ``keep_values`` says that the records keep the values of their nodes, so that `Node.at` finds places in them.
    ``resolved`` are by section the ids of records that were referred to after they had been read. ``pending`` are the
    places of references to records that have not been read yet, ``former`` by section the present ids of the records
    that had an id before. ``looks`` is the remaining budget of comparisons for `near`: in a large base only the first
    problems get suggestions.
    """

    __slots__ = ("former", "ids", "keep_values", "looks", "named", "pending", "problems", "resolved")

    def __init__(self, *, keep_values: bool = False) -> None:
        self.keep_values = keep_values
        self.problems: list[Problem] = []
        self.ids: dict[str, dict[str, Span]] = {}
        self.named: dict[str, set[str]] = {}
        self.resolved: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.pending: dict[tuple[str, str], list[Span]] = {}
        self.former: dict[str, dict[str, set[str]]] = {}
        self.looks = _LOOKS

    def references(self) -> Iterator[tuple[str, str]]:
        """Yield the section and the id of each record that is referred to."""
        return ((section, name) for section, names in self.named.items() for name in names)

    def note_former(self, section: str, name: str, former: Iterable[str]) -> None:
        """Note the ids that a record had before."""
        for each in former:
            self.former.setdefault(section, {}).setdefault(each, set()).add(name)

    def complain(  # noqa: PLR0913 -- one parameter a field
        self,
        span: Span,
        code: str,
        message: str,
        remedy: str,
        *,
        related: tuple[Label, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Record a problem."""
        complain(self.problems, span, code, message, remedy, related=related, fix=fix)

    def near(self, word: str, words: Collection[str]) -> NearWord | None:
        """Return the nearest of ``words``, or None if none is near."""
        self.looks -= len(words)
        found = get_close_matches(word[:100], words, 3, 0.6) if self.looks >= 0 else []
        slips = [each for each in found if fixes.is_typo(word, each)]
        return NearWord(found[0], certain=slips == found[:1]) if found else None


def did_you_mean(near: NearWord | None, otherwise: str) -> str:
    """Return the remedy for an unknown word: the suggestion, or ``otherwise`` if there is none."""
    return f"did you mean '{near.word}'?" if near else otherwise


def word_remedy(near: NearWord | None, written: str, usual: str | None, words: Collection[str]) -> str:
    """Return the remedy for a word that a vocabulary lacks; ``usual`` is what people mostly mean by it."""
    listed = sorted(words)
    run = len(listed[0]) == 1 and [ord(each) - ord(listed[0]) for each in listed] == list(range(len(listed)))
    if run and not (near and near.certain):
        perhaps = usual or (near.word if near else "")
        hint = f"; {quoted(written)} is perhaps {perhaps}" if perhaps else ""
        return f"use {listed[0]} to {listed[-1]}{hint}"
    if usual and not (near and near.certain):
        return f"did you mean '{usual}'?"
    return did_you_mean(near, f"use one of {', '.join(words)}")


def correction(span: Span, near: NearWord | None) -> Fix | None:
    """Return the fix that writes the suggestion, or None if it is not certain."""
    return fixes.replacement(span, near.word) if near and near.certain else None
