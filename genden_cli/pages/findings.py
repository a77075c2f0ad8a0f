"""Describe in sentences what a matrix of versions and sources can and cannot decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.pages import parts
from genden_cli.text.english import count_noun, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.query.evidence.compare import Comparison, RivalVersion, VersionPair


def findings(record: Comparison) -> Iterator[str]:
    """Yield sentences on the sources that tell versions apart, on unopposed versions, and on single origins."""
    if not record.sources:
        yield "No source says anything about these versions."
        return
    if len(record.versions) > 1:
        yield from _telling_sources(record)
        yield from _exclusion(record)
    yield from _sides(record.versions)
    yield from _origins(record.versions)


def _telling_sources(record: Comparison) -> Iterator[str]:
    telling = sum(voice.tells_apart for voice in record.sources)
    all_ = len(record.sources)
    if not telling:
        yield f"None of {count_noun(all_, 'source')} tells any of the versions apart."
        return
    who = (
        f"{telling} of {all_} sources" if telling < all_ else "The only source" if all_ == 1 else f"All {all_} sources"
    )
    tells, them = ("tells", "it") if telling == 1 else ("tell", "them")
    yield f"{who} {tells} versions apart, with {parts.voices(record.origins)} behind {them}."
    untold = [pair for pair in record.pairs if not pair.told_apart_by]
    if untold:
        yield f"No source tells {_apart(untold, 'or')}."
    alone: dict[str, list[VersionPair]] = {}
    for pair in record.pairs:
        if len(pair.told_apart_by) == 1:
            alone.setdefault(pair.told_apart_by[0], []).append(pair)
    for source, pairs in alone.items():
        yield f"Only {source} tells {_apart(pairs, 'and')}."


def _apart(pairs: Iterable[VersionPair], last: str) -> str:
    """Return pairs of versions in words: ``A from B or C, and B from D``."""
    found: dict[str, list[str]] = {}
    for one, other, _ in pairs:
        found.setdefault(one, []).append(other)
    return f", {last} ".join(f"{one} from {join_words(others, 'or')}" for one, others in found.items())


def _exclusion(record: Comparison) -> Iterator[str]:
    exclusive = [(one.key, other) for one in record.versions for other in one.excludes if one.key < other]
    if not exclusive:
        yield "No two of them are recorded as excluding each other: more than one may be true."
    elif len(exclusive) < len(record.pairs):
        pairs = ", ".join(f"{one} and {other}" for one, other in exclusive)
        yield f"Recorded as excluding each other are {pairs}; otherwise more than one may be true."


def _sides(versions: Sequence[RivalVersion]) -> Iterator[str]:
    unopposed = [version.key for version in versions if not version.sources_against]
    silence = [version.key for version in versions if not version.sources_against and version.sources_silent]
    unsupported = [version.key for version in versions if not version.sources_for]
    if unopposed:
        them = join_words(silence) if silence != unopposed else "it" if len(silence) == 1 else "them"
        rest = f"; what tells against {them} is silence" if silence else ""
        yield f"No source denies {join_words(unopposed, 'or')} in so many words{rest}."
    elif len(versions) > 1:
        yield "Every version is contradicted by at least one source."
    if unsupported:
        yield f"Nothing here supports {join_words(unsupported, 'or')}."


def _origins(versions: Sequence[RivalVersion]) -> Iterator[str]:
    single = [version.key for version in versions if version.sources_for == 1]
    one = [v.key for v in versions if v.sources_for > 1 and v.standing.origins_for.voices == 1]
    if single:
        yield f"A single source supports {join_words(single)}{' each' * (len(single) > 1)}."
    if len(one) == 1:
        yield f"Every source for {one[0]} goes back to one source."
    elif one:
        yield f"The sources for {join_words(one, 'and for')} go back to one source each."
