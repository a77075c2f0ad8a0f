"""Gramps XML, as it stands or compressed, as a family tree."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.interchange.family_tree import (
    SEXES,
    Child,
    Citation,
    Fact,
    Family,
    FamilyTree,
    TreePerson,
    TreeSource,
)
from genden_cli.interchange.gramps_parts import (
    DATES,
    MEANINGS,
    attributes,
    date_of,
    leave,
    links,
    name,
    place,
    text,
    whole_place,
)
from genden_cli.interchange.xml_records import records
from genden_cli.source import base_file

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

GZIP: Final = b"\x1f\x8b"
_CREDIBILITY: Final = {"0": "5", "1": "4", "3": "2", "4": "2"}
"""The grade of the Admiralty code for each confidence of Gramps. The usual one, 2, says nothing."""

_KINDS: Final = {"nobility title": "title"}


def tree(data: bytes, file: str) -> FamilyTree:
    """Return the family tree in a file of Gramps. Raise `Unreadable` for a malformed file."""
    reader = _GrampsReader()
    for record in records(_plain(data, file), file):
        reader.read(record)
    return reader.finish()


def _plain(data: bytes, file: str) -> bytes:
    """Return the content of a file, decompressed if it is compressed."""
    if not data.startswith(GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, base_file.most_bytes() + 1)
    except zlib.error as error:
        raise Unreadable(f"{file} is damaged: {error}", hints=("export the family tree again",)) from None
    if len(found) > base_file.most_bytes():
        most = base_file.limit()
        raise Unreadable(f"{file} has more than {most} MiB", hints=(f"GENDEN_MAX_MIB={most + 1} allows more",))
    return found


class _GrampsReader:
    """Reads records; what they point to by handle is looked up at the end, since it may follow later."""

    def __init__(self) -> None:
        self.tree = FamilyTree("gramps", made_by="Gramps")
        self._texts: dict[str, str] = {}
        self._archives: dict[str, str] = {}
        self._citations: dict[str, tuple[Citation, list[str]]] = {}
        self._cited: list[tuple[list[Citation], list[str]]] = []
        self._noted: list[tuple[list[str], list[str]]] = []
        self._placed: list[tuple[Fact, str]] = []
        self._took_part: list[tuple[str, str, str]] = []
        self._of_family: list[tuple[str, Family]] = []
        self._held: list[tuple[dict[str, str], list[str]]] = []
        self._read = {
            "event": self._event,
            "person": self._person,
            "family": self._family,
            "citation": self._citation,
            "source": self._source,
            "placeobj": self._place,
            "repository": self._repository,
            "note": self._note,
            "researcher": self._researcher,
        }

    def read(self, record: Element) -> None:
        """Read a record."""
        if record.tag in self._read:
            self._read[record.tag](record)
        elif record.tag not in ("created", "mediapath", "format", "tag", "bookmark", "map"):
            self.tree.left_out[record.tag] += 1

    def _cite(self, element: Element, into: list[Citation], notes: list[str]) -> None:
        """Remember the citations and notes of an element."""
        self._cited.append((into, links(element, "citationref")))
        self._noted.append((notes, links(element, "noteref")))

    def _event(self, record: Element) -> None:
        word = text(record, "type")
        said = text(record, "description")
        if said.lower().startswith(f"{word.lower()} of "):
            self.tree.left_out["event.description that only repeats the type and the name"] += 1
            said = ""
        kind = _KINDS.get(word.lower(), word.lower()) or "event"
        fact = Fact(record.get("id", ""), kind, word, date_of(record), value=said)
        if cause := text(record, "cause"):
            fact.notes.append(f"Cause: {cause}.")
        fact.notes += attributes(record, "attribute", self.tree.left_out)
        self._cite(record, fact.citations, fact.notes)
        self._placed += ((fact, handle) for handle in links(record, "place"))
        known = {"type", "description", "cause", "attribute", "citationref", "noteref", "place", *DATES}
        leave(record, frozenset(known), self.tree.left_out)
        self.tree.events[record.get("handle", "")] = fact

    def _person(self, record: Element) -> None:
        handle = record.get("handle", "")
        person = TreePerson(record.get("id", handle), sex=text(record, "gender").replace("U", ""))
        self.tree.left_out["person.gender"] += bool(person.sex) and person.sex not in SEXES
        for each in record.findall("name"):
            made = name(each, self.tree.left_out)
            self._cited.append((made.citations, links(each, "citationref")))
            person.names.append(made)
        self._took_part += (
            (each.get("hlink", ""), handle, each.get("role", "")) for each in record.findall("eventref")
        )
        for each in record.findall("eventref"):
            leave(each, frozenset(), self.tree.left_out)
        for each in record.findall("attribute"):
            fact = Fact("", each.get("type", "").lower(), each.get("type", ""), value=each.get("value", ""))
            fact.is_event = False
            fact.people.append((handle, ""))
            self._cite(each, fact.citations, fact.notes)
            person.facts.append(fact)
        for each in record.findall("personref"):
            said: list[Citation] = []
            self._cited.append((said, links(each, "citationref")))
            person.links.append((each.get("hlink", ""), each.get("rel", "").lower(), said))
        self._cite(record, person.citations, person.notes)
        known = {
            "gender",
            "name",
            "eventref",
            "attribute",
            "personref",
            "childof",
            "parentin",
            "citationref",
            "noteref",
        }
        leave(record, frozenset(known), self.tree.left_out)
        self.tree.people[handle] = person

    def _family(self, record: Element) -> None:
        family = Family(record.get("id", ""))
        parents = [(tag, handle) for tag in ("father", "mother") for handle in links(record, tag)]
        family.partners = [handle for _, handle in parents]
        kind = record.find("rel")
        family.married = kind is not None and kind.get("type") == "Married"
        for each in record.findall("childref"):
            words = {"father": each.get("frel", ""), "mother": each.get("mrel", "")}
            by = tuple(words[tag].lower().replace("birth", "").replace("unknown", "") for tag, _ in parents)
            child = Child(each.get("hlink", ""), by)
            self._cited.append((child.citations, links(each, "citationref")))
            leave(each, frozenset({"citationref"}), self.tree.left_out)
            family.children.append(child)
        self._of_family += ((handle, family) for handle in links(record, "eventref"))
        family.notes += attributes(record, "attribute", self.tree.left_out)
        self._cite(record, family.citations, family.notes)
        known = {"rel", "father", "mother", "childref", "eventref", "attribute", "citationref", "noteref"}
        leave(record, frozenset(known), self.tree.left_out)
        self.tree.families[record.get("handle", "")] = family

    def _citation(self, record: Element) -> None:
        page, notes = text(record, "page"), links(record, "noteref")
        date = date_of(record)
        said = f"Entry of {date.edtf or date.text}." if date else ""
        source = next(iter(links(record, "sourceref")), "")
        grade = _CREDIBILITY.get(text(record, "confidence"))
        self._citations[record.get("handle", "")] = Citation(source, page, said, grade), notes
        known = {"page", "confidence", "sourceref", "noteref", *DATES}
        leave(record, frozenset(known), self.tree.left_out)

    def _source(self, record: Element) -> None:
        keys = {"title": "stitle", "author": "sauthor", "publisher": "spubinfo"}
        values = {key: said for key, tag in keys.items() if (said := text(record, tag))}
        notes = attributes(record, "srcattribute", self.tree.left_out)
        if short := text(record, "sabbrev"):
            values.setdefault("title", short)
            notes.insert(0, f"Short title: {short}.")
        source = TreeSource(record.get("id", ""), values)
        self._noted.append((notes, links(record, "noteref")))
        self._held.append((values, notes))
        for number, each in enumerate(record.findall("reporef")):
            values.setdefault("archive", each.get("hlink", ""))
            values.setdefault("call_number", each.get("callno", ""))
            self.tree.left_out["source.reporef after the first"] += number > 0
        known = {*keys.values(), "sabbrev", "srcattribute", "noteref", "reporef"}
        leave(record, frozenset(known), self.tree.left_out)
        self.tree.sources[record.get("handle", "")] = source

    def _place(self, record: Element) -> None:
        found = place(record, self.tree.left_out)
        self._noted.append((found.notes, links(record, "noteref")))
        self.tree.places[record.get("handle", "")] = found

    def _repository(self, record: Element) -> None:
        self._archives[record.get("handle", "")] = text(record, "rname")
        leave(record, frozenset({"rname", "type"}), self.tree.left_out)

    def _note(self, record: Element) -> None:
        self._texts[record.get("handle", "")] = text(record, "text")
        leave(record, frozenset({"text", "style"}), self.tree.left_out)

    def _researcher(self, record: Element) -> None:
        self.tree.author = text(record, "resname")

    def finish(self) -> FamilyTree:
        """Return the tree, once every record is read."""
        for notes, handles in self._noted:
            notes.extend(filter(None, map(self._texts.get, handles)))
        for citation, notes in self._citations.values():
            citation.note = "\n".join(filter(None, (citation.note, *map(self._texts.get, notes))))
        for into, handles in self._cited:
            into.extend(self._citations[handle][0] for handle in handles if handle in self._citations)
        for fact, handle in self._placed:
            fact.place, fact.place_key = whole_place(handle, self.tree.places), handle
        for values, notes in self._held:
            values["archive"] = self._archives.get(values.get("archive", ""), "")
            values["note"] = "\n".join(notes)
        self._share_events()
        self.tree.explain_left_out(MEANINGS)
        return self.tree

    def _share_events(self) -> None:
        """Give each event to the person or the family to whom it happened; those of several people stand alone."""
        events = self.tree.events
        owners: dict[str, list[TreePerson]] = {}
        for handle, person, role in self._took_part:
            if handle in events:
                usual = role in ("", "Primary")
                events[handle].people.append((person, "" if usual else role.lower()))
                owners.setdefault(handle, []).extend([self.tree.people[person]] * usual)
        for handle, family in self._of_family:
            if handle in events:
                fact = events.pop(handle)
                fact.people = [*((key, "") for key in family.partners), *fact.people]
                family.facts.append(fact)
        for handle, people in owners.items():
            if len(people) == 1 and handle in events:
                people[0].facts.append(events.pop(handle))
