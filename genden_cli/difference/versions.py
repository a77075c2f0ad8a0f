"""Read two versions of a fact base and compare them, without holding the claims that are the same in both.

Of each claim, only a hash of its content and the sources that it names stay. The claims that differ are read again, and
those whose number of origins may change because their sources did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from genden_cli import model
from genden_cli.difference.changes import Difference, Edition, changes
from genden_cli.difference.consequences import Consequences
from genden_cli.load import facts_of, records
from genden_cli.named_tuple import NamedTuple
from genden_cli.reread import place, reread
from genden_cli.reviews import latest
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from genden_cli.reread import RecordPlace
    from genden_cli.source.base_text import BaseText


class Version(NamedTuple):
    """A version of a fact base: its files by path, its facts without the claims, and a trace of each claim by id."""

    texts: Mapping[str, BaseText]
    facts: model.Facts
    claims: Mapping[str, _Trace]
    edition: Edition
    last_review: str | None

    def labelled(self, label: str) -> Version:
        """Return the same version with another label."""
        return self._replace(edition=self.edition._replace(label=label))


class _Trace(NamedTuple):
    """What stays of a claim: where it stands, a hash of its content, and the sources that its evidence names."""

    place: RecordPlace
    content: int
    sources: tuple[str, ...]


def version(texts: Iterable[BaseText], label: str) -> Version:
    """Return the version of a fact base in these files. Raise `BadBase` if they have errors."""
    texts = tuple(texts)
    held: list[model.Record] = []
    claims: dict[str, _Trace] = {}
    days: set[str] = set()
    evidence = 0
    for record in records(texts):
        if not isinstance(record, model.Claim):
            held.append(record)
            continue
        claims[record.id] = _trace(record)
        evidence += len(record.evidence)
        days.update(each.on for each in record.reviewed)
    facts = facts_of(held)
    edition = Edition(label, facts.base.title, facts.base.version, len(claims), evidence, len(facts.sources))
    return Version({each.path: each for each in texts}, facts, claims, edition, latest(days))


def difference(old: Version, new: Version) -> Difference:
    """Return the changes from an old version to a new one."""
    moved = Consequences(old.facts, new.facts).sources
    same = {
        id_
        for id_, trace in new.claims.items()
        if id_ in old.claims and old.claims[id_].content == trace.content and moved.isdisjoint(trace.sources)
    }
    found = changes(_with_claims(old, same), _with_claims(new, same))
    return Difference(old.edition, new.edition, tuple(found))


def _trace(claim: model.Claim) -> _Trace:
    sources = {each for item in claim.evidence for each in (item.source, *(item.rests_on or ()))}
    return _Trace(place(Section.CLAIMS, claim), hash(claim), tuple(sources))


def _with_claims(version: Version, same: set[str]) -> model.Facts:
    """Return the facts of a version with all claims but those in ``same``, in the order of the files."""
    places = (trace.place for id_, trace in version.claims.items() if id_ not in same)
    return version.facts._replace(claims=cast("tuple[model.Claim, ...]", tuple(reread(version.texts, places))))
