"""The page of the history of a base, or of one claim: what each commit changed, in sentences."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.difference.changes import ChangeKind, ChangeSection
from genden_cli.named_tuple import NamedTuple
from genden_cli.page.blocks import Block, Cell, Column, Grid, More, Pairs, TextRun, Title, stack_cells, text
from genden_cli.pages import parts
from genden_cli.pages.changes import noun, sentence, unread, wordings
from genden_cli.pages.difference import OTHER, REASONS, group
from genden_cli.pages.growth import growth_rows
from genden_cli.text.english import count_noun, join_words
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genden_cli.difference.changes import Change
    from genden_cli.difference.history import LogEntry
    from genden_cli.query.evidence.growth import Growth
    from genden_cli.query.records.claim import ClaimDetails


_LINES: Final = 8
"""The lines for a commit on a short page, at most."""

_NAMES: Final = 3
"""The names in a line of a short page, at most."""


class ShownLog(NamedTuple):
    """The entries on a page, the newest first; how many older commits are left out, and the command that shows them.

    ``git`` is how a reader calls git for the base. ``first`` is the oldest entry of all, if it is known.
    """

    entries: Sequence[LogEntry]
    left: int
    whole: str
    git: str
    first: Sequence[LogEntry] = ()
    is_short: bool = False


def claim(record: ClaimDetails, growth: Growth, log: ShownLog) -> Iterator[Block]:
    """Yield the history of a claim, and how its independent sources grew."""
    yield Title((*text(f"{record.says}  ", "title"), *parts.id_(record.id)))
    yield Pairs((("Verdict", parts.ruling(record)), *_extent(log), *growth_rows(growth)))
    yield from _entries(log, _claim_lines)


def removed_claim(id_: str, log: ShownLog) -> Iterator[Block]:
    """Yield the history of a claim that the base no longer has."""
    title = next((change.title for entry in log.entries for change in entry.changes), "")
    yield Title((*text(f"{title}  ", "title"), *parts.id_(id_)))
    yield Pairs((("State", text("removed")), *_extent(log)))
    yield from _entries(log, _claim_lines)


def base(title: str, log: ShownLog) -> Iterator[Block]:
    """Yield the history of a base."""
    yield Title(text(title, "title"))
    names = _NAMES if log.is_short else None
    yield from _entries(log, lambda entry: _base_lines(entry, names))


def _extent(log: ShownLog) -> Iterator[tuple[str, Cell]]:
    """Yield how many commits changed a claim, and since when."""
    commits = log.left + sum(each.commit is not None for each in log.entries)
    for each in log.first:
        if each.commit:
            yield "History", text(f"{count_noun(commits, 'commit')}, the first on {each.commit.time[: len(_DAY)]}")


def _entries(log: ShownLog, lines: Callable[[LogEntry], Iterator[Cell]]) -> Iterator[Block]:
    yield Grid(_COLUMNS, [_row(each, list(lines(each)), is_short=log.is_short) for each in log.entries])
    if log.left:
        left = f"and {log.left:,} older {'commit' if log.left == 1 else 'commits'}: "
        yield More((TextRun(left), TextRun(log.whole, "command")))
    if any(each.begins for each in log.entries):
        yield More(text(f"Older commits are not in this clone. {log.git} fetch --unshallow gets them."))


def _row(entry: LogEntry, lines: list[Cell], *, is_short: bool) -> tuple[Cell, ...]:
    if is_short and len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], text(f"and {len(lines) - _LINES + 1} more lines", "muted")]
    if entry.commit is None:
        return text("not yet"), stack_cells(text("not committed", "muted"), *lines), (), ()
    name, time, by, subject = entry.commit
    said = stack_cells(text(subject, "muted"), *lines)
    return text(time[: len(_DAY)]), said, text(by), text(name[: len(_NAME)], "muted")


_DAY: Final = "2026-11-23"
_NAME: Final = "0123abcd"
_COLUMNS: Final = (
    Column("Day", least=len(_DAY)),
    Column("What changed", least=28, share=6, main=True),
    Column("By", least=10, share=1, fold=True),
    Column("Commit", least=len(_NAME), fold=True),
)


def _claim_lines(entry: LogEntry) -> Iterator[Cell]:
    """Yield what a commit changed in a claim in sentences, what matters most for a reader first."""
    for change in sorted(entry.changes, key=_is_detail):
        yield from _sentences(change)
    yield from (unread(each, file="the file cannot be read") for each in entry.unread)
    yield from _beginning(entry)


def _is_detail(change: Change) -> bool:
    """Tell whether a change is in a detail of a claim or of its evidence."""
    return group(change) in (OTHER, REASONS) or (change.field or "") in _DETAILS


_DETAILS: Final = frozenset({"evidence.note", "evidence.at", "evidence.quote", "evidence.translation"})


def _sentences(change: Change) -> Iterator[Cell]:
    if change.field == "says":
        before, now = wordings(change)
        yield from ((*text("it said: ", "muted"), *before), (*text("it says: ", "muted"), *now))
    elif change.field == "verdict":
        yield (*text("verdict: "), *sentence(change))
    elif change.change is ChangeKind.ADDED and change.field is None:
        yield (*text("recorded, as "), *parts.verdict(change.verdict or Verdict.UNREVIEWED))
    else:
        yield sentence(change)


def _base_lines(entry: LogEntry, names: int | None) -> Iterator[Cell]:
    """Yield what a commit changed in a base: verdicts one by one, the rest by kind and number."""
    claims = [each for each in entry.changes if each.section is ChangeSection.CLAIMS]
    for change in claims:
        if change.field == "verdict":
            yield (*parts.id_(str(change.id)), *text(": "), *sentence(change))
    for section in ChangeSection:
        found = [each for each in entry.changes if each.section is section and each.field != "verdict"]
        yield from (text(line) for line in _by_kind(section, found, names))
    yield from (unread(each, file="the file cannot be read") for each in entry.unread)
    yield from _beginning(entry)


def _by_kind(section: ChangeSection, changes: Sequence[Change], names: int | None) -> Iterator[str]:
    """Yield which records of a section were added, removed and renamed, and what of others changed."""
    what = dict.fromkeys(noun(each) for each in changes if each.field not in (None, "id"))
    parts_ = _listed(list(what), _NAMES)
    if section is ChangeSection.BASE:
        yield from (f"head of the base: {parts_} changed" for _ in changes[:1])
        return
    ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for change in changes:
        kind = str(change.change) if change.field in (None, "id") else f"changed in {parts_}"
        ids[kind][f"{change.before} → {change.id}" if change.field == "id" else str(change.id)] = None
    for kind, found in ids.items():
        yield f"{count_noun(len(found), _NOUNS[section])} {kind}: {_listed(list(found), names)}"


_NOUNS: Final = {ChangeSection(each): form.name for each, form in schema.SECTIONS.items()}


def _listed(names: list[str], most: int | None) -> str:
    """Return names as a list, or the first of them and the number of the others."""
    if most is None or len(names) <= most:
        return join_words(names)
    return join_words([*names[:most], f"{len(names) - most:,} more"])


def _beginning(entry: LogEntry) -> Iterator[Cell]:
    if entry.begins:
        yield text("the oldest commit of this clone", "muted")
