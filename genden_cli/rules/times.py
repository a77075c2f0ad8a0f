"""Rules on dates: events, lives, roles and sources follow a possible order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.dates import clock
from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.diagnostics.registry import problem
from genden_cli.named_tuple import NamedTuple
from genden_cli.rules.spans import YEAR, days_between, is_past
from genden_cli.rules.survey import key_span_of, label, parse_date, span_of
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli import model
    from genden_cli.diagnostics.problem import Label, Problem
    from genden_cli.model import When
    from genden_cli.rules.survey import Check, CheckedBase

# Roles that do not need a living person. Bases in other languages use one of these words or suppress the warning.
_POSTHUMOUS = re.compile(
    r"\b(?:absent|accused|alleged|buried|commemorated|cremated|dead|deceased|entombed|exhumed|former|honou?red|interred|late|memory|mentioned"
    r"|named|namesake|object|portrayed|posthumous(?:ly)?|reburied|rehabilitated|remembered|subject|topic)\b",
    re.IGNORECASE,
)
_DEAD: Final = re.compile(r"(?:buried|cremated|dead|deceased|entombed|interred)(?: *\(.*\))?", re.IGNORECASE)
_OLDEST: Final = 123 * YEAR


class EndOfLife(NamedTuple):
    """An event at which a person is dead, its date, and the role that says so."""

    event: model.Event
    date: When
    role: str


class Limit(NamedTuple):
    """What limits the life of a person: in words, and where it stands."""

    said: str
    label: Label


def people_live_at_events(survey: CheckedBase) -> Iterator[Problem]:
    """W220: people take part in events only during their lives."""
    ends = ends_of_lives(survey)
    for event in survey.events.values():
        for who, role in event.people:
            limit = None if is_posthumous(role) else limit_of(event.date, survey.people[who], ends)
            if limit:
                message = f"'{who}' {limit.said}, but the event is dated {event.date}"
                remedy = "correct a date, or use a role such as remembered, subject or rehabilitated"
                related = (label("the date of the event", event, "date"), limit.label)
                yield problem(key_span_of(event, "people", who), "W220", message, remedy, related=related)


def lives_have_a_length(survey: CheckedBase) -> Iterator[Problem]:
    """W221: death follows birth, within 122 years."""
    for person in survey.people.values():
        if is_past(person.died, person.born):
            message = f"death ({person.died}) is before birth ({person.born})"
            yield _wrong_dates(person, "W221", "died", "born", message)
        elif days_between(person.born, person.died) > _OLDEST:
            message = f"life from {person.born} to {person.died} exceeds 122 years"
            yield _wrong_dates(person, "W221", "died", "born", message)


def roles_lie_in_lifetimes(survey: CheckedBase) -> Iterator[Problem]:
    """W222: roles begin and end during the life of the person."""
    ends = ends_of_lives(survey)
    for person in survey.people.values():
        for role in person.roles:
            for key, date in (("from", role.from_), ("to", role.to)):
                limit = None if is_posthumous(role.title) else limit_of(date, person, ends)
                if limit:
                    message = f"role {key} {date}, but '{person.id}' {limit.said}"
                    remedy = "correct a date, or add a word such as posthumous to the title"
                    yield problem(span_of(role, key), "W222", message, remedy, related=(limit.label,))


def burials_follow_death(survey: CheckedBase) -> Iterator[Problem]:
    """W274: nobody is buried, cremated or dead in an event before their death."""
    for event in survey.events.values():
        for who, role in event.people:
            person = survey.people[who]
            if _DEAD.fullmatch(role) and is_past(event.date, person.died or person.born):
                key, verb = ("died", "died") if person.died else ("born", "was born")
                message = f"'{who}' {verb} {person.died or person.born}, but is {role} on {event.date}"
                related = (label("the date of the event", event, "date"), label("the other date", person, key))
                remedy = "correct a date, or write a role such as commemorated"
                yield problem(key_span_of(event, "people", who), "W274", message, remedy, related=related)


def roles_end_after_they_begin(survey: CheckedBase) -> Iterator[Problem]:
    """W223: ``from`` comes before ``to``."""
    for person in survey.people.values():
        for role in person.roles:
            if is_past(role.to, role.from_):
                message = f"role ends ({role.to}) before it begins ({role.from_})"
                yield _wrong_dates(role, "W223", "to", "from", message)


def sources_come_after_what_they_rest_on(survey: CheckedBase) -> Iterator[Problem]:
    """W224: no source is older than a source it is derived from."""
    for source in survey.sources.values():
        for index, parent in enumerate(source.derived_from or ()):
            issued = survey.sources[parent].issued
            if is_past(source.issued, issued):
                message = f"'{source.id}' ({source.issued}) is older than '{parent}' ({issued}), which it rests on"
                related = (
                    label("the date of the source", source, "issued"),
                    label("the date of what it rests on", survey.sources[parent], "issued"),
                )
                span = span_of(source, "derived_from", index)
                yield problem(span, "W224", message, "correct a date, or reverse the link", related=related)


def support_comes_after_the_fact(survey: CheckedBase) -> Iterator[Problem]:
    """W225: no source is older than a fact it supports."""
    for claim, item in survey.evidence:
        if item.stance != Stance.SUPPORTS:
            continue
        issued = survey.sources[item.source].issued
        date = claim.date or (survey.events[claim.event].date if claim.event else None)
        if is_past(issued, date):
            message = f"'{item.source}' ({issued}) is older than the fact it supports ({date})"
            remedy = "correct a date, or change the stance to 'context'"
            related = (label("the date of the source", survey.sources[item.source], "issued"), _fact(survey, claim))
            yield problem(span_of(item, "source"), "W225", message, remedy, related=related)


def claims_do_not_repeat_the_event_date(survey: CheckedBase) -> Iterator[Problem]:
    """W226: a claim has a date only if it differs from the date of its event."""
    for claim in survey.claims.values():
        if claim.date and claim.event and claim.date == survey.events[claim.event].date:
            message = f"same date as event '{claim.event}'"
            related = (label("the date of the event", survey.events[claim.event], "date"),)
            remedy = "remove it; the date of the event applies"
            fix = _without_date(survey, claim)
            yield problem(span_of(claim, "date"), "W226", message, remedy, related=related, fix=fix)


def reviews_are_not_to_come(survey: CheckedBase) -> Iterator[Problem]:
    """W268: nobody has read a claim on a day that is still to come."""
    today = clock.last_day()
    for claim in survey.claims.values():
        for review in claim.reviewed:
            is_map = isinstance(review.node.value, dict)  # else it is the day alone
            yield from _to_come(today, review, review.on, *(("on",) if is_map else ()))


def sources_were_read_by_now(survey: CheckedBase) -> Iterator[Problem]:
    """W268: nobody has read or copied a source on a day that is still to come."""
    today = clock.last_day()
    for source in survey.sources.values():
        yield from _to_come(today, source, source.accessed and source.accessed.edtf, "accessed")
        yield from _to_come(today, source, dict(source.copy).get("of"), "copy", "of")


def _to_come(today: int, record: model.Record, day: str | None, *path: str) -> Iterator[Problem]:
    """Yield the problem of a day of work that is still to come."""
    if day and (parse_date(day).earliest or 0) > today:
        yield problem(span_of(record, *path), "W268", f"{day} is still to come", "correct the date")


def _without_date(survey: CheckedBase, claim: model.Claim) -> Fix | None:
    """Return the fix that removes the line of a date; None if something else stands on it or refers to it."""
    node = claim.node.at("date")
    if node is None or claim.node.at("calendar"):
        return None
    number, lines = node.line, survey.texts[node.file].lines
    alone = lines[number - 1].rstrip()[: node.key.column].strip() == "" and node.end.line == number - 1
    if not alone or lines[number - 1].rstrip()[node.end.column :] or number == len(lines):
        return None
    return Fix(Span(node.file, number, 1, number + 1, 1), "")


def _wrong_dates(record: model.Record, code: str, later: str, earlier: str, message: str) -> Problem:
    """Return the problem of two dates of a record that are in the wrong order, or too far apart."""
    related = (label("the other date", record, earlier),)
    return problem(span_of(record, later), code, message, "correct one of the dates", related=related)


def _fact(survey: CheckedBase, claim: model.Claim) -> Label:
    """Return a label for the date of a claim, which is its own or that of its event."""
    dated = claim if claim.date or not claim.event else survey.events[claim.event]
    return label("the date of the fact", dated, "date")


def is_posthumous(role: str) -> bool:
    """Return whether a role needs no living person."""
    return bool(_POSTHUMOUS.search(role))


def limit_of(date: When | None, person: model.Person, ends: Mapping[str, EndOfLife]) -> Limit | None:
    """Return why a person cannot live at a date, if that is certain."""
    if is_past(date, person.born):
        return Limit(f"was born {person.born}", label("the birth", person, "born"))
    if is_past(person.died, date):
        return Limit(f"died {person.died}", label("the death", person, "died"))
    if person.died is None and (end := ends.get(person.id)) and is_past(end.date, date):
        return Limit(f"is {end.role} in '{end.event.id}' ({end.date})", label("that event", end.event, "date"))
    if person.died is None and days_between(person.born, date) > _OLDEST:
        return Limit(f"was born {person.born}, over 122 years before", label("the birth", person, "born"))
    return None


def ends_of_lives(survey: CheckedBase) -> dict[str, EndOfLife]:
    """Return the first dated event in which each person is buried or dead."""
    found: dict[str, EndOfLife] = {}
    for event in survey.events.values():
        for who, role in event.people:
            if event.date and event.date.latest and _DEAD.fullmatch(role):
                end = EndOfLife(event, event.date, role)
                known = found.setdefault(who, end)
                if is_past(end.date, known.date):
                    found[who] = end
    return found


CLAIM_CHECKS: Final[tuple[Check, ...]] = (
    support_comes_after_the_fact,
    claims_do_not_repeat_the_event_date,
    reviews_are_not_to_come,
)
CHECKS: Final[tuple[Check, ...]] = (
    people_live_at_events,
    lives_have_a_length,
    roles_lie_in_lifetimes,
    burials_follow_death,
    roles_end_after_they_begin,
    sources_come_after_what_they_rest_on,
    sources_were_read_by_now,
)
