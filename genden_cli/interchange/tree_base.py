"""A fact base made of a family tree.

A person becomes a person, a marriage a relation with dates, an event an event. Each fact that the tree cites becomes a
claim with its evidence. Two births or deaths that disagree become rival versions of one event.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography.references import UNTITLED
from genden_cli.interchange import tree_places, tree_words
from genden_cli.interchange.dates import ends
from genden_cli.interchange.draft import Draft
from genden_cli.interchange.family_tree import ROLES, SEXES, Citation, Fact, Family, FamilyTree, TreePerson
from genden_cli.interchange.tree_claims import Claims
from genden_cli.text.normalize import normalize
from genden_cli.text.slugs import slug
from genden_cli.words import Section

if TYPE_CHECKING:
    from genden_cli.interchange.draft import Values
    from genden_cli.words import Reliability

_LONGEST_NAME: Final = 36
"""The most letters of a name in an id, so that the key of the file and the kind of event have room too."""

_LONGEST_KIND: Final = 32
_ONCE: Final = ("birth", "death", "burial", "cremation")
"""What happens to a person once: another record of it is a rival, or says the same."""

_PARENTS: Final = {"M": "father", "F": "mother"}
_SPOUSES: Final = {"M": "husband", "F": "wife"}
_ENDINGS: Final = ("divorce", "annulment")


def draft(tree: FamilyTree, file: str, reliability: Reliability | None) -> Draft:
    """Return the fact base that a family tree is."""
    making = _Making(tree, file, reliability)
    making.add_sources()
    making.add_people()
    making.add_families()
    making.finish()
    return making.draft


class _Making:
    """The base so far, and the ids of people and sources by their keys in the file.

    ``called`` has what sentences call each person: the name, and for namesakes the key too.
    """

    def __init__(self, tree: FamilyTree, file: str, reliability: Reliability | None) -> None:
        self.tree = tree
        self.draft = Draft(f"Family tree of {file}", file, reliability)
        made_by = f" of {tree.made_by}" if tree.made_by else ""
        self.draft.base["about"] = f"Imported from a file{made_by}. Nobody has judged its sources and claims yet."
        if tree.author:
            self.draft.base["by"] = tree.author.strip(", ")
        self.draft.left_out = tree.left_out
        self.ids = {key: self._take_id(Section.PEOPLE, _name(each), each.key) for key, each in tree.people.items()}
        names = {key: _name(each) for key, each in tree.people.items()}
        shared = Counter(map(normalize, names.values()))
        self.called = {
            key: name if shared[normalize(name)] == 1 else f"{name} ({_short(tree.people[key].key)})"
            for key, name in names.items()
        }
        self.places = tree_places.added(tree, self.draft)
        self.people: dict[str, Values] = {key: {} for key in tree.people}
        self._kinds: dict[str, str] = {}
        sources = {
            key: self.draft.take_id(
                Section.SOURCES, f"{slug(each.values.get('title', ''), _LONGEST_NAME)} {_short(each.key)}"
            )
            for key, each in tree.sources.items()
        }
        self.claims = Claims(self.draft, sources)

    def _take_id(self, section: Section, name: str, key: str) -> str:
        """Return the id of a record: its name, and its key in the file, which makes it the same in each import."""
        return self.draft.take_id(section, f"{slug(name, _LONGEST_NAME)} {_short(key)}")

    def add_sources(self) -> None:
        """Add the sources of the tree."""
        for key, source in self.tree.sources.items():
            title = source.values.get("title") or UNTITLED
            self.draft.add_source(self.claims.sources[key], {**source.values, "title": title})

    def add_people(self) -> None:
        """Collect what the records of people say."""
        for key, person in self.tree.people.items():
            values = self.people[key]
            values["name"] = _name(person)
            values["names"] = [_spelling(each) for each in person.names if _adds(each, _name(person))]
            values["ids"] = {self.tree.scheme: _short(person.key), **person.ids}
            values["sex"] = SEXES.get(person.sex)
            values["relations"] = []
            values["roles"] = []
            values["note"] = list(person.notes)
            self._cite_person(key, person)
            self._add_facts(key, person)

    def _cite_person(self, key: str, person: TreePerson) -> None:
        id_, name = self.ids[key], self.called[key]
        first = person.names[0].citations if person.names else []
        self.claims.add(f"life of {id_}", f"A person called {name} lived.", [id_], [*person.citations, *first])
        for each in person.names[1:]:
            said = f"{name} was also called {each.text}."
            self.claims.add(f"name {slug(each.text, _LONGEST_NAME)} {id_}", said, [id_], each.citations)

    def _add_facts(self, key: str, person: TreePerson) -> None:
        """Add the facts of a person: as dates of life, roles, events, or texts of the note."""
        for kind in _ONCE:
            if rivals := [each for each in person.facts if each.kind == kind and each.is_event]:
                self._add_once(key, kind, rivals)
        for fact in person.facts:
            if fact.kind in ROLES and fact.value:
                self._add_role(key, fact)
            elif fact.kind not in _ONCE and fact.is_event:
                self.add_event(fact)
            elif fact.kind not in _ONCE or not fact.is_event:
                self.people[key]["note"].append(tree_words.trait(fact))
                self.claims.add_fact(fact, self._people_of(fact), [self.called[key]])

    def _add_once(self, key: str, kind: str, rivals: list[Fact]) -> None:
        """Add a birth, a death or a burial. One with nothing but a date is only a date of the person."""
        first = rivals[0]
        date = first.date.edtf if first.date else None
        of_life = {"birth": "born", "death": "died"}.get(kind)
        if of_life and date:
            self.people[key][of_life] = date
        if len(rivals) > 1 or _says_more(first) or not of_life:
            self.add_event(first, rivals[1:])
        elif not date:
            self.draft.left_out[f"{kind} without a date or a place"] += 1

    def _add_role(self, key: str, fact: Fact) -> None:
        since, until = ends(fact.date.edtf if fact.date else None)
        claim = self.claims.add_fact(fact, [self.ids[key]], [self.called[key]])
        role: Values = {"title": fact.value, "from": since, "to": until, "claims": claim}
        more = [*([f"at {fact.place}"] if fact.place else []), *fact.notes]
        if more or (fact.date and not fact.date.edtf):
            self.people[key]["note"].append(tree_words.trait(fact))
        self.people[key]["roles"].append(role)

    def add_event(self, fact: Fact, rivals: list[Fact] | None = None, family: str = "") -> None:
        """Add an event with its claims."""
        people = self._people_of(fact)
        names = [self.called[key] for key, role in fact.people if not role and key in self.called]
        owner = family or (people[0] if people else fact.key)
        id_ = self.draft.take_id(Section.EVENTS, f"{slug(fact.kind, _LONGEST_NAME // 2)} {owner}")
        kind = slug(fact.kind, _LONGEST_KIND).lstrip("0123456789-")
        if kind:
            self._kinds.setdefault(kind, fact.name)
        values: Values = {
            "title": tree_words.title(fact, names),
            "kind": kind,
            "date": fact.date.edtf if fact.date else None,
            "date_text": fact.date.text if fact.date else None,
            "place": self.places.get(fact.place_key) or fact.place,
            "people": self._participants(fact),
            "about": "\n".join((*([f"{fact.value}."] if fact.value else []), *fact.notes)),
        }
        values["variants"] = self.claims.add_event(id_, fact, rivals or [], people, names)
        self.draft.add(Section.EVENTS, id_, values)

    def _people_of(self, fact: Fact) -> list[str]:
        """Return the ids of those to whom a fact happened."""
        return list(dict.fromkeys(self.ids[key] for key, role in fact.people if not role and key in self.ids))

    def _participants(self, fact: Fact) -> dict[str, str]:
        usual = tree_words.role_of(fact)
        found: dict[str, str] = {}
        for key, role in fact.people:
            if key in self.ids:
                found.setdefault(self.ids[key], role or usual)
        return found

    def add_families(self) -> None:
        """Add the relations and the events of families."""
        for family in self.tree.families.values():
            partners = [key for key in family.partners if key in self.ids]
            if len(partners) == len("ab"):
                self._add_couple(family, partners)
            for child in family.children:
                self._add_child(family, partners, child)
            owners = " ".join(slug(_surname(self.tree.people[key]), _LONGEST_NAME // 2) for key in partners)
            for fact in family.facts:
                self.add_event(fact, family=f"{owners} {_short(family.key)}")
            for note in family.notes if partners else ():
                self.people[partners[0]]["note"].append(note)
            if not partners and family.notes:
                self.draft.left_out["notes on a family without a known parent"] += len(family.notes)

    def _add_couple(self, family: Family, partners: list[str]) -> None:
        one, other = partners
        words = _SPOUSES if family.married else {}
        ended = [each for each in family.facts if each.kind in _ENDINGS]
        began = [each for each in family.facts if each.kind == "marriage"]
        both = [self.ids[one], self.ids[other]]
        said = f"{self.called[one]} and {self.called[other]} were a couple."
        relation = {
            "to": self.ids[other],
            "as": words.get(self.tree.people[other].sex, "spouse" if family.married else "partner"),
            "from": _date(began),
            "until": _date(ended),
            "claims": self.claims.add(f"couple {both[0]}", said, both, family.citations, "relation"),
        }
        self._relate(one, relation)

    def _relate(self, key: str, relation: Values) -> None:
        """Add a relation of a person. If another family or link says the same, only the claims are added."""
        for known in self.people[key]["relations"]:
            if {**known, "claims": 0} == {**relation, "claims": 0}:
                known["claims"] = list(dict.fromkeys([*known["claims"], *relation["claims"]]))
                return
        self.people[key]["relations"].append(relation)

    def _add_child(self, family: Family, partners: list[str], child: Any) -> None:
        if child.key not in self.ids:
            self.draft.left_out["children without a record"] += 1
            return
        parents = [self.ids[key] for key in partners]
        name = self.called[child.key]
        whose = " and ".join(self.called[key] for key in partners)
        claim = self.claims.add(
            f"parents of {self.ids[child.key]}",
            f"{name} was a child of {whose}.",
            [self.ids[child.key], *parents],
            child.citations if partners else [],
            "relation",
        )
        for key in partners:
            how = dict(zip(family.partners, child.by, strict=False)).get(key, "")
            word = _PARENTS.get(self.tree.people[key].sex, "parent")
            said = how if word in how.split() else f"{how} {word}".strip()
            self._relate(child.key, {"to": self.ids[key], "as": said, "claims": claim})

    def finish(self) -> None:
        """Add the people, with all that families said of them, and the events that several share."""
        for fact in self.tree.events.values():
            self.add_event(fact)
        for key, person in self.tree.people.items():
            values = self.people[key]
            for other, how, citations in person.links:
                self._add_link(key, other, how, citations)
            values["note"] = "\n".join(values["note"])
            self.draft.add(Section.PEOPLE, self.ids[key], values)
        self.draft.base["kinds"] = dict(sorted(self._kinds.items()))

    def _add_link(self, key: str, other: str, how: str, citations: list[Citation]) -> None:
        if other not in self.ids or other == key:
            self.draft.left_out["links to people without a record"] += 1
            return
        both = [self.ids[key], self.ids[other]]
        said = f"{self.called[other]} was this to {self.called[key]}: {how}."
        claim = self.claims.add(f"link {both[0]} {slug(how)}", said, both, citations, "relation")
        self._relate(key, {"to": both[1], "as": how or "associate", "claims": claim})


def _short(key: str) -> str:
    """Return the key of a record without the signs around it."""
    return key.strip("@_ ")


def _name(person: TreePerson) -> str:
    return next((each.text for each in person.names if each.text), "Unknown person")


def _surname(person: TreePerson) -> str:
    """Return the family name of a person, or the last word of the name."""
    found = next((each.parts["family"] for each in person.names if each.parts.get("family")), "")
    return found or _name(person).split()[-1]


def _adds(name: Any, first: str) -> bool:
    """Tell whether a name says more than the first one does."""
    return bool(name.text) and (name.text != first or bool(name.parts) or bool(name.kind))


def _spelling(name: Any) -> Values:
    parts = {slug(part): text for part, text in name.parts.items() if text}
    own = {"text": name.text, "lang": name.lang, "scheme": name.scheme, "kind": name.kind}
    return {**own, "from": name.since, "to": name.until, "parts": parts}


def _says_more(fact: Fact) -> bool:
    return bool(fact.place or fact.value or fact.notes or fact.citations or (fact.date and fact.date.text))


def _date(facts: list[Fact]) -> str | None:
    return next((each.date.edtf for each in facts if each.date and each.date.edtf), None)
