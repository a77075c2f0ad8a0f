"""Rules on links: records are used, can be found, and fit together."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Problem
from genden_cli.rules.survey import span_of
from genden_cli.text.normalize import normalize
from genden_cli.words import ClaimRelation, ReadState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.parsing.nodes import Node
    from genden_cli.rules.survey import CheckedBase, Rule


def claims_can_be_found(survey: CheckedBase) -> Iterator[Problem]:
    """W230: every claim has an event, people or tags, or another record names it."""
    named = set(chain.from_iterable(event.variants for event in survey.events.values()))
    for person in survey.people.values():
        for part in _parts(person):
            named.update(part.claims)
    for claim in survey.claims.values():
        if not (claim.event or claim.people or claim.tags or claim.id in named):
            message = f"no event, person or tag leads to claim '{claim.id}'"
            yield Problem(claim.node.key_span, "W230", message, "add 'event', 'people' or 'tags'")


def sources_are_used(survey: CheckedBase) -> Iterator[Problem]:
    """W231: a claim, another source or ``examines`` names every source."""
    used = set(survey.base.examines)
    for source in survey.sources.values():
        used.update(source.derived_from or ())
    for claim in survey.claims.values():
        used.update(each.source for each in claim.appears_in)
        for item in claim.evidence:
            used.add(item.source)
            used.update(item.rests_on or ())
    for source in survey.sources.values():
        if source.id not in used:
            message = f"source '{source.id}' is not used"
            yield Problem(source.node.key_span, "W231", message, "add evidence from it to a claim, or remove it")


def people_have_claims(survey: CheckedBase) -> Iterator[Problem]:
    """W232: every person is in a claim, in an event with a claim, or in a relation with a claim."""
    met = set(chain.from_iterable(claim.people for claim in survey.claims.values()))
    for claim in survey.claims.values():
        if claim.event:
            met.update(each.person for each in survey.events[claim.event].people)
    for person in survey.people.values():
        met.update(each.to for each in person.relations if each.claims)
    for person in survey.people.values():
        if person.id not in met:
            message = f"no claim is about person '{person.id}'"
            yield Problem(person.node.key_span, "W232", message, "list the person in 'people' of a claim or an event")


def events_have_claims(survey: CheckedBase) -> Iterator[Problem]:
    """W233: every event has a claim or variants."""
    told = {claim.event for claim in survey.claims.values()}
    for event in survey.events.values():
        if event.id not in told and not event.variants:
            message = f"no claim is about event '{event.id}'"
            yield Problem(event.node.key_span, "W233", message, "add a claim with evidence for it")


def variants_have_evidence(survey: CheckedBase) -> Iterator[Problem]:
    """W234: every variant of an event has evidence or an appearance."""
    for event, variant, node in _variants(survey):
        claim = survey.claims[variant]
        if not claim.evidence and not claim.appears_in:
            message = f"no source tells version '{variant}' of event '{event.id}'"
            yield Problem(node.span, "W234", message, "add evidence to the claim, or remove it from 'variants'")


def variants_are_about_their_event(survey: CheckedBase) -> Iterator[Problem]:
    """W235: every variant of an event is a claim about that event."""
    for event, variant, node in _variants(survey):
        other = survey.claims[variant].event
        if other and other != event.id:
            message = f"version '{variant}' is about event '{other}', not '{event.id}'"
            yield Problem(node.span, "W235", message, "correct 'event' of the claim, or remove it from 'variants'")


def parts_have_a_whole(survey: CheckedBase) -> Iterator[Problem]:
    """W236: ``part_of`` has no cycle."""
    wholes = {
        each.id: dict(each.relations).get(ClaimRelation.PART_OF, ())
        for each in survey.claims.values()
        if each.relations
    }
    graph = {part: set(whole) - {part} for part, whole in wholes.items() if whole}
    circle = _circle(graph)
    while circle:
        first, second = circle[:2]
        message = f"circular part_of: {' → '.join((*circle, first))}"
        span = survey.claims[first].node.value["relations"].value["part_of"].span
        yield Problem(span, "W236", message, "remove one of the links")
        graph[first].discard(second)
        circle = _circle(graph)


def relations_lead_elsewhere(survey: CheckedBase) -> Iterator[Problem]:
    """W237: no record is related to itself, and no evidence rests on its own source."""
    message, remedy = "'{}' is related to itself", "write the id of the other one"
    for claim in survey.claims.values():
        for how, others in claim.relations:
            if claim.id in others:
                span = claim.node.value["relations"].value[how].value[others.index(claim.id)].span
                yield Problem(span, "W237", message.format(claim.id), remedy)
        for item in claim.evidence:
            if item.rests_on and item.source in item.rests_on:
                span = item.node.value["rests_on"].value[item.rests_on.index(item.source)].span
                yield Problem(span, "W237", f"'{item.source}' rests on itself", "write [] if it rests on nothing else")
    for person in survey.people.values():
        for each in person.relations:
            if each.to == person.id:
                yield Problem(span_of(each, "to"), "W237", message.format(person.id), remedy)


def roles_rest_on_claims_about_the_person(survey: CheckedBase) -> Iterator[Problem]:
    """W238: every claim behind a role or relation names the person."""
    for person in survey.people.values():
        for part in _parts(person):
            for index, claim in enumerate(part.claims):
                if person.id not in survey.claims[claim].people:
                    span = part.node.value["claims"].value[index].span
                    message = f"claim '{claim}' does not name person '{person.id}'"
                    yield Problem(span, "W238", message, f"add {person.id} to 'people' of the claim")


def names_belong_to_one_person(survey: CheckedBase) -> Iterator[Problem]:
    """W239: no two people share a full name."""
    owners: dict[str, str] = {}
    for person in survey.people.values():
        spellings = [(person.name, span_of(person, "name"))]
        spellings += [(each.text, span_of(each, "text")) for each in person.names]
        for text, span in spellings:
            owner = owners.setdefault(normalize(text), person.id)
            if owner != person.id:
                message = f"'{text}' is also a name of '{owner}'"
                yield Problem(span, "W239", message, "add a word that tells the two apart")


def ids_mean_one_thing(survey: CheckedBase) -> Iterator[Problem]:
    """W240: no claim has the id of a source, because some commands accept both."""
    for claim in survey.claims.values():
        if claim.id in survey.sources:
            message = f"'{claim.id}' is the id of a source and of a claim"
            yield Problem(claim.node.key_span, "W240", message, "rename one of the two")


def examined_documents_are_taken_apart(survey: CheckedBase) -> Iterator[Problem]:
    """W241: every document under examination has a claim that appears in it."""
    heard = {each.source for claim in survey.claims.values() for each in claim.appears_in}
    for index, document in enumerate(survey.base.examines):
        if document not in heard:
            span = survey.base.node.value["examines"].value[index].span
            message = f"no claim appears in document '{document}'"
            yield Problem(span, "W241", message, "add it to 'appears_in' of each claim that it makes")


def sources_can_be_found(survey: CheckedBase) -> Iterator[Problem]:
    """W242: every source that was read has an author, publisher, address, identifier or note."""
    for source in survey.sources.values():
        leads = (source.author, source.publisher, source.url, source.archived, source.ids, source.note)
        if source.read != ReadState.CITED_ONLY and not any(leads):
            message = f"nothing says where to find source '{source.id}'"
            yield Problem(source.node.key_span, "W242", message, "add author, publisher, url, archived, ids or a note")


def _parts(person: model.Person) -> Iterator[model.Role | model.Relation]:
    yield from person.roles
    yield from person.relations


def _variants(survey: CheckedBase) -> Iterator[tuple[model.Event, str, Node]]:
    for event in survey.events.values():
        if event.variants:
            for variant, node in zip(event.variants, event.node.value["variants"].value, strict=True):
                yield event, variant, node


def _circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


RULES: Final[tuple[Rule, ...]] = (
    claims_can_be_found,
    sources_are_used,
    people_have_claims,
    events_have_claims,
    variants_have_evidence,
    variants_are_about_their_event,
    parts_have_a_whole,
    relations_lead_elsewhere,
    roles_rest_on_claims_about_the_person,
    names_belong_to_one_person,
    ids_mean_one_thing,
    examined_documents_are_taken_apart,
    sources_can_be_found,
)
