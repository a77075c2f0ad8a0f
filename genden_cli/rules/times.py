"""Things happen in an order that is possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Problem
from genden_cli.rules.survey import parse_date, span_of
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.model import When
    from genden_cli.rules.survey import CheckedBase, Rule

# Roles that nobody has to be alive for; a base in another language silences the place, or says it in such a word.
_POSTHUMOUS = re.compile(
    r"\b(?:absent|accused|alleged|buried|commemorated|dead|deceased|exhumed|former|honou?red|late|memory|mentioned"
    r"|named|namesake|object|portrayed|posthumous(?:ly)?|rehabilitated|remembered|subject|topic)\b",
    re.IGNORECASE,
)
_OLDEST: Final = 123 * 366


def people_live_at_events(survey: CheckedBase) -> Iterator[Problem]:
    """W220: nobody acts before birth or after death."""
    for event in survey.events.values():
        for who, role in event.people:
            person = survey.people[who]
            said = _unlived(event.date, person.born, person.died)
            if said and not _POSTHUMOUS.search(role):
                span = event.node.value["people"].value[who].key_span
                remedy = "mend a date, or let the role say so: remembered, subject, rehabilitated"
                yield Problem(span, "W220", f"'{who}' {said}, not at the time of this event ({event.date})", remedy)


def lives_have_a_length(survey: CheckedBase) -> Iterator[Problem]:
    """W221: birth comes before death, and not too long before."""
    for person in survey.people.values():
        if _past(person.died, person.born):
            message = f"died {person.died}, before birth {person.born}"
            yield Problem(span_of(person, "died"), "W221", message, "mend one of the dates")
        elif _days(person.born, person.died) > _OLDEST:
            message = f"a life from {person.born} to {person.died}"
            yield Problem(span_of(person, "died"), "W221", message, "mend one of the dates")


def roles_lie_in_lifetimes(survey: CheckedBase) -> Iterator[Problem]:
    """W222: no office before birth or after death."""
    for person in survey.people.values():
        for role in person.roles:
            for key, date in (("from", role.from_), ("to", role.to)):
                said = _unlived(date, person.born, person.died)
                if said:
                    message = f"'{person.id}' {said}: no role {key} {date}"
                    yield Problem(span_of(role, key), "W222", message, "mend one of the dates")


def roles_end_after_they_begin(survey: CheckedBase) -> Iterator[Problem]:
    """W223: ``from`` comes before ``to``."""
    for person in survey.people.values():
        for role in person.roles:
            if _past(role.to, role.from_):
                message = f"a role that ends ({role.to}) before it begins ({role.from_})"
                yield Problem(span_of(role, "to"), "W223", message, "mend one of the dates")


def sources_come_after_what_they_rest_on(survey: CheckedBase) -> Iterator[Problem]:
    """W224: nobody copies what is not yet written."""
    for source in survey.sources.values():
        for index, parent in enumerate(source.derived_from or ()):
            issued = survey.sources[parent].issued
            if _past(source.issued, issued):
                span = source.node.value["derived_from"].value[index].span
                message = f"'{source.id}' ({source.issued}) is older than '{parent}' ({issued})"
                yield Problem(span, "W224", message, "mend a date, or the direction")


def support_comes_after_the_fact(survey: CheckedBase) -> Iterator[Problem]:
    """W225: nobody reports what has not happened yet."""
    for claim, item in survey.evidence:
        if item.stance != Stance.SUPPORTS:
            continue
        issued = survey.sources[item.source].issued
        date = claim.date or (survey.events[claim.event].date if claim.event else None)
        if _past(issued, date):
            message = f"'{item.source}' ({issued}) is older than what it supports ({date})"
            yield Problem(span_of(item, "source"), "W225", message, "mend a date, or make it 'context'")


def claims_do_not_repeat_the_event_date(survey: CheckedBase) -> Iterator[Problem]:
    """W226: a claim has a date only where it is not the event's."""
    for claim in survey.claims.values():
        if claim.date and claim.event and claim.date == survey.events[claim.event].date:
            message = f"the date of '{claim.event}' once more"
            yield Problem(span_of(claim, "date"), "W226", message, "remove it, so that the two cannot drift apart")


def _unlived(date: When | None, born: When | None, died: When | None) -> str:
    if _past(date, born):
        return f"was born {born}"
    return f"died {died}" if _past(died, date) else ""


def _days(first: When | None, second: When | None) -> int:
    """Return the least number of days between two dates, 0 where it is not known."""
    if first is None or second is None or first.latest is None or second.earliest is None:
        return 0
    return (parse_date(second.edtf).earliest or 0) - (parse_date(first.edtf).latest or 0)


def _past(first: When | None, second: When | None) -> bool:
    """Tell whether the first date is over before the second can begin."""
    return _days(first, second) > 0


RULES: Final[tuple[Rule, ...]] = (
    people_live_at_events,
    lives_have_a_length,
    roles_lie_in_lifetimes,
    roles_end_after_they_begin,
    sources_come_after_what_they_rest_on,
    support_comes_after_the_fact,
    claims_do_not_repeat_the_event_date,
)
