"""GEDCOM 5.5.1 and 7 as a family tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.interchange.family_tree import SEXES, Child, Family, FamilyTree, TreePerson, TreeSource
from genden_cli.interchange.gedcom_lines import records
from genden_cli.interchange.gedcom_parts import Parts
from genden_cli.interchange.gedcom_tags import EVENTS, MEANINGS, TRAITS

if TYPE_CHECKING:
    from genden_cli.interchange.gedcom_lines import GedcomLine

_FACTS: Final = {**EVENTS, **TRAITS}
_IDS: Final = ("AFN", "REFN", "RFN", "RIN", "UID", "_UID", "EXID")
_SIDES: Final = {"HUSB": "_FREL", "WIFE": "_MREL"}
"""The partners of a family, and the tags by which programs say what a child is to each."""

_BY_BIRTH: Final = ("", "birth", "other", "natural", "biological", "unknown")


def tree(data: bytes, file: str) -> FamilyTree:
    """Return the family tree in a file of GEDCOM. Raise `Unreadable` at the first line that is not GEDCOM."""
    found = list(records(data, file))
    reader = _GedcomReader(found)
    for record in found:
        reader.read(record)
    reader.finish()
    return reader.tree


class _GedcomReader:
    """Reads one record after the other into a tree."""

    def __init__(self, found: list[GedcomLine]) -> None:
        self.tree = FamilyTree("gedcom")
        self._parts = Parts(self.tree, {each.key: each.text for each in found if each.tag in ("NOTE", "SNOTE")})
        self._names = {each.key: each.take_text("NAME") for each in found if each.tag in ("REPO", "SUBM")}
        self._partners: list[tuple[str, str]] = []
        self._pedigrees: dict[tuple[str, str], str] = {}
        self._read = {"HEAD": self._head, "INDI": self._person, "FAM": self._family, "SOUR": self._source}

    def read(self, record: GedcomLine) -> None:
        """Read a record of level 0."""
        if record.tag in self._read:
            self._read[record.tag](record)
        if record.tag in ("NOTE", "SNOTE", "REPO", "SUBM", *self._read):
            record.leave(self.tree.left_out)
        elif record.tag != "TRLR":
            self.tree.left_out[record.tag] += 1

    def finish(self) -> None:
        """Complete families by what the records of their members say: who belongs to them, and how a child does."""
        for person, key in self._partners:
            family = self.tree.families.get(key)
            if family is None or (person not in family.partners and len(family.partners) > 1):
                self.tree.left_out["INDI.FAMS (families that do not name the person)"] += 1
            elif person not in family.partners:
                family.partners.append(person)
        for person, key in self._pedigrees:
            family = self.tree.families.get(key)
            if family is None:
                self.tree.left_out["INDI.FAMC (families without a record)"] += 1
            elif all(child.key != person for child in family.children):
                family.children.append(Child(person))
        for family in self.tree.families.values():
            for child in family.children:
                if word := self._pedigrees.get((child.key, family.key)):
                    child.by = (word,) * len(family.partners)
        self.tree.explain_left_out(MEANINGS)

    def _head(self, record: GedcomLine) -> None:
        maker = record.take("SOUR")
        self.tree.made_by = (maker.take_text("NAME") or maker.text) if maker is not None else ""
        submitter = record.take("SUBM")
        self.tree.author = self._names.get(submitter.pointer, "") if submitter is not None else ""
        record.below.clear()  # the rest is about the file, not about people

    def _person(self, record: GedcomLine) -> None:
        person = TreePerson(record.key, sex=record.take_text("SEX").replace("U", ""))
        self.tree.left_out["INDI.SEX"] += bool(person.sex) and person.sex not in SEXES
        person.names = [made for each in record.take_all("NAME") for made in self._parts.names(each)]
        person.notes = self._parts.notes(record)
        person.citations = self._parts.citations(record)
        person.ids = {each.tag.strip("_").lower(): each.text for each in reversed(record.take_all(*_IDS))}
        for fact in self._parts.facts(record, _FACTS):
            fact.people.insert(0, (person.key, ""))
            person.facts.append(fact)
        for each in record.take_all("ASSO", "ALIA"):
            self._link(person, each)
        for each in record.take_all("FAMC"):
            self._pedigrees[person.key, each.pointer] = _by(each.take_text("PEDI"))
        self._partners += ((person.key, each.pointer) for each in record.take_all("FAMS"))
        self.tree.people[person.key] = person

    def _link(self, person: TreePerson, line: GedcomLine) -> None:
        said = "perhaps the same person" if line.tag == "ALIA" else self._parts.role(line)
        other = line.pointer
        if other:
            person.links.append((other, said, self._parts.citations(line)))
        else:
            self.tree.left_out[line.path] += 1

    def _family(self, record: GedcomLine) -> None:
        family = Family(record.key)
        partners = [each for each in record.take_all(*_SIDES) if self._is_known(each)]
        family.partners = [each.pointer for each in partners]
        for each in record.take_all("CHIL"):
            words = {side: _by(each.take_text(tag)) for side, tag in _SIDES.items()}
            if self._is_known(each):
                by = tuple(words[side.tag] for side in partners)
                family.children.append(Child(each.pointer, by, self._parts.citations(each)))
        family.notes = self._parts.notes(record)
        family.citations = self._parts.citations(record)
        for fact in self._parts.facts(record, {**EVENTS, "FACT": "fact"}):
            fact.people[:0] = [(key, "") for key in family.partners]
            family.facts.append(fact)
        family.married = any(each.kind == "marriage" for each in family.facts)
        self.tree.families[family.key] = family

    def _is_known(self, member: GedcomLine) -> bool:
        """Tell whether a line names a member of a family by a key; count it if it does so in another way."""
        if not member.pointer and member.text:
            self.tree.left_out[f"{member.path} (members without a record)"] += 1
        return bool(member.pointer)

    def _source(self, record: GedcomLine) -> None:
        note = [*self._parts.notes(record), *(each.text for each in record.take_all("TEXT"))]
        values = {
            "title": record.take_text("TITL"),
            "author": record.take_text("AUTH"),
            "publisher": record.take_text("PUBL"),
        }
        if short := record.take_text("ABBR"):
            note += [f"Short title: {short}."] * bool(values["title"])
            values["title"] = values["title"] or short
        if held := record.take("REPO"):
            values["archive"] = self._names.get(held.pointer, "")
            values["call_number"] = held.take_text("CALN")
        values["note"] = "\n".join(note)
        self.tree.sources[record.key] = TreeSource(record.key, values)


def _by(word: str) -> str:
    """Return how a child came to a parent, "" if by birth."""
    found = word.lower()
    return "" if found in _BY_BIRTH else found
