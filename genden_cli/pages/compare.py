"""The page of rival versions: a matrix of sources and versions, and what it can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, Prose, TextRun, Title, join_cells, text
from genden_cli.pages import parts
from genden_cli.pages.findings import findings
from genden_cli.text.english import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli.provenance import Origins
    from genden_cli.query.evidence.compare import ComparedSource, Comparison, Position, RivalVersion
    from genden_cli.words import Reliability


def compare(record: Comparison) -> Iterator[Block]:
    """Yield the versions with their keys, the matrix, its legend, and what it can and cannot decide."""
    yield title(record)
    if not record.versions:
        yield Prose(text("No rival versions of this event are recorded."))
        yield Hint(f"genden event {record.id} shows what is claimed about it")
        return
    yield from _versions(record)
    columns = {version.key: key_column(version) for version in record.versions}
    yield Grid((Column("Source", least=12), *with_rules(columns, record, RULE)), list(_rows(record)))
    if explained := [*signs(record), *(text(note, "muted") for note in notes(record))]:
        yield Title(text("How to read it"), level=2)
        yield from map(Prose, explained)
    yield Title(text("What this can decide"), level=2)
    yield Prose(text(" ".join(findings(record))))
    yield Hint(f"genden claim {record.versions[0].claim} shows the evidence on a version")


def title(record: Comparison) -> Title:
    """Return the title of the page."""
    return Title(parts.named(f"Rival versions: {record.title}", record.id, "title"))


def _versions(record: Comparison) -> Iterator[Block]:
    widest = max(map(_length, record.versions))
    yield from by_matter(record, {version.key: _version(version, widest) for version in record.versions})


def by_matter(record: Comparison, said: Mapping[str, Cell]) -> Iterator[Title | Pairs]:
    """Yield what is said of each version beside its key, matter by matter."""
    for number, keys in enumerate(record.matters):
        if heading := matter(record, number):
            yield Title(text(heading), level=2)
        yield Pairs(tuple((key, said[key]) for key in keys))


def matter(record: Comparison, number: int) -> str | None:
    """Return the heading of one matter, or None if there is only one."""
    keys = join_words(record.matters[number])
    return f"{'Another' if number else 'One'} matter: {keys}" if len(record.matters) > 1 else None


RULE = Column("│", least=1)
"""The column between the versions of two matters."""


def with_rules(by_key: Mapping[str, Any], record: Comparison, rule: Any) -> Iterator[Any]:
    """Yield the values of the versions in order, with a rule between matters."""
    for number, keys in enumerate(record.matters):
        if number:
            yield rule
        yield from (by_key.get(key, ()) for key in keys)


def _version(version: RivalVersion, widest: int) -> Cell:
    padding = TextRun(" " * (widest - _length(version) + 2))
    return (
        *parts.verdict_on(version),
        padding,
        TextRun(version.says),
        TextRun("  "),
        *parts.id_(version.claim),
    )


def _length(version: RivalVersion) -> int:
    return len(version.verdict) + len(words.state_remark(version.state))


def key_column(version: RivalVersion) -> Column:
    """Return the column of a version."""
    return Column(version.key, least=3, long=f"{version.key}\n{version.claim}")


def _rows(record: Comparison) -> Iterator[tuple[Cell, ...]]:
    rule = text("│", "muted")
    for voice in record.sources:
        stands = {stand.key: position_cell(stand, voice.reliability) for stand in voice.stands}
        yield _source(voice), *with_rules(stands, record, rule)
    yield (), *with_rules({}, record, rule)
    for title, numbers in totals(record):
        cells = {version.key: text(number) for version, number in zip(record.versions, numbers, strict=True)}
        yield text(title, "name"), *with_rules(cells, record, rule)


def _voices(origins: Origins) -> str:
    return f"{origins.voices}" if origins.exact else f"{origins.least}–{origins.voices}"


def _source(voice: ComparedSource) -> Cell:
    branch = f"{'  ' * (voice.depth - 1)}└ " if voice.depth else ""
    return (TextRun("≠ " if voice.tells_apart else "  "), TextRun(branch, "muted"), *parts.id_(voice.id))


def position_cell(stand: Position, reliability: Reliability) -> Cell:
    """Return a stance and its grade: ``✓A2``."""
    return (*parts.stance(stand.stance), TextRun(words.grade_code(reliability, stand.credibility)))


def totals(record: Comparison) -> Iterator[tuple[str, list[str]]]:
    """Yield the total rows of the matrix, each with its title."""
    yield "Sources for", [str(version.sources_for) for version in record.versions]
    yield "Sources against", [str(version.sources_against) for version in record.versions]
    yield "Sources silent", [str(version.sources_silent) for version in record.versions]
    yield "Independent sources for", [_voices(version.standing.origins_for) for version in record.versions]


def _meaning(stance: words.Stance) -> str:
    """Return the name of a stance, and what it means if the name alone does not say it."""
    name = words.STANCE_TITLES[stance].lower()
    return f"{name}: {words.STANCES[stance].means}" if stance in words.EXPLAINED else name


def signs(record: Comparison) -> Iterator[Cell]:
    """Yield the legend of the signs in the matrix."""
    seen = {stand.stance for voice in record.sources for stand in voice.stands}
    if not seen:
        return
    yield join_cells(
        (join_cells((parts.stance(each), text(_meaning(each))), " ") for each in words.STANCES if each in seen),
        "  ",
    )
    apart = any(voice.tells_apart for voice in record.sources)
    blank = any(len(voice.stands) < len(record.versions) for voice in record.sources)
    copies = any(voice.under for voice in record.sources)
    ungraded = any(stand.credibility is None for voice in record.sources for stand in voice.stands)
    marks = (
        text("≠ tells versions apart" if apart else None),
        text("└ derives from the one above" if copies else None),
        text("A1 to F6: grades of source and statement"),
        text("–: statement not graded" if ungraded else None),
        text("blank: does not speak of it" if blank else None),
    )
    yield join_cells(marks, "  ")
    if len(record.matters) > 1:
        yield text("│ stands between matters: what is said of one excludes nothing on the other")


def notes(record: Comparison) -> Iterator[str]:
    """Yield notes on the matrix: sources that contradict themselves, and documents that are left out."""
    torn = [
        f"{voice.id} both affirms and denies {join_words([stand.key for stand in voice.stands if stand.torn])}"
        for voice in record.sources
        if any(stand.torn for stand in voice.stands)
    ]
    if torn:
        yield f"{', '.join(torn)}: the more credible is shown, at a tie the denial."
    yield from filter(None, map(_other_origins, record.sources))
    told = {source: None for version in record.versions for source in version.told_by}
    for source in dict.fromkeys((*told, *record.examined)):
        keys = [version.key for version in record.versions if source in version.told_by]
        tells = f"tells {join_words(keys)}, " if keys else ""
        yield f"Left out: {source}, {tells}under examination and so no evidence."


def _other_origins(voice: ComparedSource) -> str:
    """Return what a source rests on for some versions only, if it derives from other sources."""
    keys: dict[tuple[str, ...], dict[str, None]] = {}
    for stand in voice.stands:
        for item in stand.items:
            if item.rests_on and voice.derived_from and {*item.rests_on} != {*voice.derived_from}:
                keys.setdefault(item.rests_on, {})[stand.key] = None
    own = [f"rests for {join_words([*each])} on {join_words(origins)}" for origins, each in keys.items()]
    return f"{voice.id}, which derives from {join_words(voice.derived_from or ())}, {join_words(own)}." if own else ""
