"""Rules on the words that a base gives itself: its kinds of events, and the ids of its places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.diagnostics.registry import problem
from genden_cli.parsing.fixes import replacement
from genden_cli.rules.survey import span_of
from genden_cli.text.edit_distance import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase

_ID: Final = re.compile(schema.ID.pattern)


def kinds_are_listed(survey: CheckedBase) -> Iterator[Problem]:
    """W276: ``kinds`` of the base lists the kind of each event, if it lists any."""
    known = {each.kind for each in survey.base.kinds}
    for event in survey.events.values() if known else ():
        if event.kind and event.kind not in known:
            near = nearest(event.kind, known)
            remedy = f"did you mean '{near[0]}'?" if near else "add it to 'kinds' of the base, with its meaning"
            yield problem(span_of(event, "kind"), "W276", f"'kinds' does not list '{event.kind}'", remedy)


def places_are_known(survey: CheckedBase) -> Iterator[Problem]:
    """W277: no place of an event is nearly the id of a place, or a former one."""
    now = {former: each.id for each in survey.places.values() for former in each.was}
    for event in survey.events.values() if survey.places else ():
        place = event.place or ""
        if place in survey.places or not _ID.fullmatch(place):
            continue
        if meant := now.get(place) or next(iter(nearest(place, survey.places)), None):
            span = span_of(event, "place")
            remedy = f"write {meant}, or the name of the place in words"
            fix = replacement(span, meant) if place in now else None
            yield problem(span, "W277", f"no place '{place}'{' any more' * (place in now)}", remedy, fix=fix)


CHECKS: Final[tuple[Check, ...]] = (kinds_are_listed, places_are_known)
