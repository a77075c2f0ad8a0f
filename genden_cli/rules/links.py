"""Rules on links: records are used, can be found, and fit together."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli.cycles import cycles
from genden_cli.diagnostics.problem import Label
from genden_cli.diagnostics.registry import problem
from genden_cli.parsing.fixes import removal
from genden_cli.rules.survey import label, span_of
from genden_cli.text.english import join_words
from genden_cli.text.normalize import normalize
from genden_cli.words import ClaimRelation, ReadState, Verdict

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence, Sized

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.rules.survey import Check, CheckedBase

_MOST_LABELS: Final = 7
_MANY: Final = 10


def claims_can_be_found(survey: CheckedBase) -> Iterator[Problem]:
    """W230: every claim with a verdict has an event, people or tags, or another record names it."""
    named = set(chain.from_iterable(event.variants for event in survey.events.values()))
    for person in survey.people.values():
        for part in _parts(person):
            named.update(part.claims)
    lost = (
        id_
        for id_, each in survey.outlines.items()
        if each.verdict != Verdict.UNREVIEWED and not (each.is_linked or id_ in named)  # W207 asks for more of that
    )
    for claim in survey.whole(lost).values():
        message = f"no event, person or tag leads to claim '{claim.id}'"
        yield problem(claim.node.key_span, "W230", message, "add 'event', 'people' or 'tags'")


def sources_are_used(survey: CheckedBase) -> Iterator[Problem]:
    """W231: a claim, another source or ``examines`` names every source."""
    used = set(survey.base.examines)
    for claim in survey.outlines.values():
        used.update(claim.cited, claim.appearing)
    for source in survey.sources.values():
        used.update(source.derived_from or ())
    for source in survey.sources.values():
        if source.id not in used:
            message = f"source '{source.id}' is not used"
            yield problem(source.node.key_span, "W231", message, "add evidence from it to a claim, or remove it")


def people_have_claims(survey: CheckedBase) -> Iterator[Problem]:
    """W232: every person is in a claim, in an event with a claim, or in a relation with a claim.

    A base in which most people are in none, such as a family tree, gets one warning for all.
    """
    met = set(chain.from_iterable(claim.people for claim in survey.outlines.values()))
    for event in {claim.event for claim in survey.outlines.values() if claim.event}:
        met.update(each.person for each in survey.events[event].people)
    for person in survey.people.values():
        met.update(each.to for each in person.relations if each.claims)
    lacking = [each for each in survey.people.values() if each.id not in met]
    if _are_most(lacking, survey.people):
        yield _most_lack_a_claim(survey, "W232", "people", lacking, len(survey.people))
        return
    remedies = _what_lacks_a_claim(survey) if lacking else {}
    for person in lacking:
        message = f"no claim is about person '{person.id}'"
        remedy = remedies.get(person.id, "list the person in 'people' of a claim, or of an event with a claim")
        yield problem(person.node.key_span, "W232", message, remedy)


def _what_lacks_a_claim(survey: CheckedBase) -> dict[str, str]:
    """Return, by person, which event or relation mentions the person and needs a claim; an event goes first."""
    found: dict[str, str] = {}
    for event in survey.events.values():
        for each in event.people:
            found.setdefault(each.person, f"add a claim about the event '{event.id}'")
    for other in survey.people.values():
        for relation in other.relations:
            found.setdefault(relation.to, f"add 'claims' to the relation of '{other.id}' to the person")
    return found


def events_have_claims(survey: CheckedBase) -> Iterator[Problem]:
    """W233: every event has a claim or variants. A base in which most have none gets one warning for all."""
    told = {claim.event for claim in survey.outlines.values()}
    lacking = [each for each in survey.events.values() if each.id not in told and not each.variants]
    if _are_most(lacking, survey.events):
        yield _most_lack_a_claim(survey, "W233", "events", lacking, len(survey.events))
        return
    for event in lacking:
        message = f"no claim is about event '{event.id}'"
        yield problem(event.node.key_span, "W233", message, "add a claim with evidence for it")


def _are_most(lacking: Sized, records: Sized) -> bool:
    """Return whether more than ten records, and more than half of all, lack something."""
    return len(lacking) > max(_MANY, len(records) // 2)


def _most_lack_a_claim(
    survey: CheckedBase, code: str, noun: str, lacking: Sequence[model.Person | model.Event], count: int
) -> Problem:
    """Return the warning for all, at the head of the base."""
    message = f"no claim is about {len(lacking)} of {count} {noun}"
    remedy = f"add claims with evidence about those that matter, or write here: # genden: ignore {code} because …"
    related = (Label(lacking[0].node.key_span, "the first of them"),)
    return problem(survey.base.node.key_span, code, message, remedy, related=related)


def variants_have_evidence(survey: CheckedBase) -> Iterator[Problem]:
    """W234: every variant of an event has evidence or an appearance."""
    for event, variant, span in _variants(survey):
        if not (survey.outlines[variant].cited or survey.outlines[variant].appearing):
            message = f"no source tells version '{variant}' of event '{event.id}'"
            yield problem(span, "W234", message, "add evidence to the claim, or remove it from 'variants'")


def variants_are_about_their_event(survey: CheckedBase) -> Iterator[Problem]:
    """W235: every variant of an event is a claim about that event."""
    found = [
        (event, variant, span)
        for event, variant, span in _variants(survey)
        if survey.outlines[variant].event not in (None, event.id)
    ]
    whole = survey.whole(variant for _, variant, _ in found)
    for event, variant, span in found:
        claim = whole[variant]
        message = f"version '{variant}' is about event '{claim.event}', not '{event.id}'"
        remedy = "correct 'event' of the claim, or remove it from 'variants'"
        related = (label("the event of the claim", claim, "event"),)
        yield problem(span, "W235", message, remedy, related=related)


def parts_have_a_whole(survey: CheckedBase) -> Iterator[Problem]:
    """W236: ``part_of`` has no cycle."""
    wholes = {id_: dict(each).get(ClaimRelation.PART_OF, ()) for id_, each in survey.relations.items()}
    found = list(cycles({part: [each for each in whole if each != part] for part, whole in wholes.items()}))
    claims = survey.whole(chain.from_iterable(found))
    for cycle in found:
        message = f"circular part_of: {' → '.join((*cycle, cycle[0]))}"
        span, *others = (span_of(claims[each], "relations", "part_of") for each in cycle)
        related = tuple(Label(each, "in the cycle") for each in others[:_MOST_LABELS])
        yield problem(span, "W236", message, "remove one of the links", related=related)


def relations_lead_elsewhere(survey: CheckedBase) -> Iterator[Problem]:
    """W237: no claim is related to itself, and no evidence rests on its own source."""
    for claim in survey.claims.values():
        for how, others in claim.relations:
            if claim.id in others:
                yield _related_to_itself(span_of(claim, "relations", how, others.index(claim.id)), claim.id)
        for item in claim.evidence:
            if item.rests_on and item.source in item.rests_on:
                span = span_of(item, "rests_on", item.rests_on.index(item.source))
                yield problem(span, "W237", f"'{item.source}' rests on itself", "write [] if it rests on nothing else")


def people_are_related_to_others(survey: CheckedBase) -> Iterator[Problem]:
    """W237: no person is related to the same person."""
    for person in survey.people.values():
        for each in person.relations:
            if each.to == person.id:
                yield _related_to_itself(span_of(each, "to"), person.id)


def _related_to_itself(span: Span, id_: str) -> Problem:
    return problem(span, "W237", f"'{id_}' is related to itself", "write the id of the other one")


def roles_rest_on_claims_about_the_person(survey: CheckedBase) -> Iterator[Problem]:
    """W238: every claim behind a role or relation names the person."""
    found = [
        (person.id, claim, span_of(part, "claims", index))
        for person in survey.people.values()
        for part in _parts(person)
        for index, claim in enumerate(part.claims)
        if person.id not in survey.outlines[claim].people
    ]
    whole = survey.whole(claim for _, claim, _ in found)
    for person_id, claim, span in found:
        message = f"claim '{claim}' does not name person '{person_id}'"
        remedy = f"add {person_id} to 'people' of the claim"
        yield problem(span, "W238", message, remedy, related=(label("the claim", whole[claim], "people"),))


def names_belong_to_one_person(survey: CheckedBase) -> Iterator[Problem]:
    """W239: no two people share a full name."""
    owners: dict[str, tuple[str, Span]] = {}
    for person in survey.people.values():
        spellings = {normalize(person.name): (person.name, span_of(person, "name"))}
        for each in person.names:
            spellings.setdefault(normalize(each.text), (each.text, span_of(each, "text")))
        for key, (text, span) in spellings.items():
            owner, first = owners.setdefault(key, (person.id, span))
            if owner != person.id:
                message = f"'{text}' is also a name of '{owner}'"
                related = (Label(first, "the other name"),)
                yield problem(span, "W239", message, "add a word that tells the two apart", related=related)


def ids_mean_one_thing(survey: CheckedBase) -> Iterator[Problem]:
    """W240: no claim has the id of a source, because some commands accept both."""
    for claim in survey.whole(survey.outlines.keys() & survey.sources.keys()).values():
        message = f"'{claim.id}' is the id of a source and of a claim"
        related = (Label(survey.sources[claim.id].node.key_span, "the source"),)
        yield problem(claim.node.key_span, "W240", message, "rename one of the two", related=related)


def former_ids_are_free(survey: CheckedBase) -> Iterator[Problem]:
    """W265: a former id belongs to one record of its section, and to no record today."""
    for section in (survey.sources, survey.people, survey.events):
        former = {id_: record.was for id_, record in section.items() if record.was}
        for id_, number, owner in _taken_ids(section, former):
            yield _taken(section[id_], number, section[owner])
    former = {id_: each.was for id_, each in survey.outlines.items() if each.was}
    found = list(_taken_ids(survey.outlines, former))
    whole = survey.whole(each for id_, _, owner in found for each in (id_, owner))
    for id_, number, owner in found:
        yield _taken(whole[id_], number, whole[owner])


def _taken_ids(ids: Container[str], former: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, str]]:
    """Yield each record that has the id of another among its former ids: its id, the number there, the other's id."""
    owners: dict[str, str] = {}
    for id_, was in former.items():
        for number, each in enumerate(was):
            owner = each if each in ids else owners.setdefault(each, id_)
            if each in ids or owner != id_:
                yield id_, number, owner


def _taken(
    record: model.Source | model.Person | model.Event | model.Claim, number: int, owner: model.Record
) -> Problem:
    related = (Label(owner.node.key_span, "the other record"),)
    message = f"'{record.was[number]}' is an id of another record"
    was = record.node.at("was") if getattr(owner, "id", None) == record.was[number] else None
    fix = removal(was, number) if was else None
    return problem(span_of(record, "was", number), "W265", message, "remove it here", related=related, fix=fix)


def examined_documents_are_taken_apart(survey: CheckedBase) -> Iterator[Problem]:
    """W241: every document under examination has a claim that appears in it."""
    appearing = set(chain.from_iterable(claim.appearing for claim in survey.outlines.values()))
    for index, document in enumerate(survey.base.examines):
        if document not in appearing:
            message = f"no claim appears in document '{document}'"
            yield problem(
                span_of(survey.base, "examines", index),
                "W241",
                message,
                "add it to 'appears_in' of each claim that it makes",
            )


def sources_can_be_found(survey: CheckedBase) -> Iterator[Problem]:
    """W242: every source that was read has one of the keys that lead to it."""
    for source in survey.sources.values():
        if source.read != ReadState.CITED_ONLY and not any(getattr(source, key) for key in _LEADS):
            message = f"nothing says where to find source '{source.id}'"
            yield problem(source.node.key_span, "W242", message, f"add {join_words(_LEADS, last='or')}")


_LEADS: Final = (
    *("author", "editor", "director", "publisher", "container_title", "event_title"),
    *("url", "archived", "ids", "archive", "archive_location", "call_number", "note"),
)
"""The keys that lead a reader to a source."""


def _parts(person: model.Person) -> Iterator[model.Role | model.Relation]:
    yield from person.roles
    yield from person.relations


def _variants(survey: CheckedBase) -> Iterator[tuple[model.Event, str, Span]]:
    for event in survey.events.values():
        for index, variant in enumerate(event.variants):
            yield event, variant, span_of(event, "variants", index)


CLAIM_CHECKS: Final[tuple[Check, ...]] = (relations_lead_elsewhere,)
CHECKS: Final[tuple[Check, ...]] = (
    claims_can_be_found,
    sources_are_used,
    people_have_claims,
    events_have_claims,
    variants_have_evidence,
    variants_are_about_their_event,
    parts_have_a_whole,
    people_are_related_to_others,
    roles_rest_on_claims_about_the_person,
    names_belong_to_one_person,
    ids_mean_one_thing,
    former_ids_are_free,
    examined_documents_are_taken_apart,
    sources_can_be_found,
)
