"""The parts that several records of GEDCOM share: notes, citations, names, and facts with date and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.bibliography import texts
from genden_cli.interchange import coordinates, dates
from genden_cli.interchange.family_tree import Citation, Fact, FamilyTree, TreeName, TreePlace, TreeSource
from genden_cli.interchange.gedcom_tags import EVENTS, LINKS, NAMES, OTHER_NAMES, PARTS, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli.interchange.gedcom_lines import GedcomLine

_CREDIBILITY: Final = {"0": "5", "1": "4", "2": "3", "3": "2"}
"""The grade of the Admiralty code for each quality of a citation: 3 is primary evidence, 0 is unreliable."""

_SURNAME: Final = re.compile(r"([^/]*)/([^/]*)/([^/]*)")
_OTHERS: Final = ("TRAN", "FONE", "ROMN")
_COMMAS: Final = re.compile(r"[,\s]*,[,\s]*")


class Parts:
    """Reads parts of records into a tree. ``notes`` are the texts of records of notes, by key."""

    def __init__(self, tree: FamilyTree, notes: Mapping[str, str]) -> None:
        self.tree = tree
        self._all_notes = notes

    def notes(self, line: GedcomLine) -> list[str]:
        """Return the notes below a line."""
        found = []
        for each in line.take_all("NOTE", "SNOTE"):
            found.append(self._all_notes.get(each.pointer, "") if each.pointer else each.text)
            if each.pointer and each.pointer not in self._all_notes:
                self.tree.left_out[f"{each.path} (notes without a record)"] += 1
        return list(filter(None, found))

    def citations(self, line: GedcomLine) -> list[Citation]:
        """Return the citations below a line."""
        return [self._citation(each) for each in line.take_all("SOUR")]

    def _citation(self, line: GedcomLine) -> Citation:
        data = line.take("DATA")
        said = [*self.notes(line), *_texts(line)]
        if data is not None:
            said += _texts(data)
            if recorded := data.take_text("DATE"):
                said.append(f"Entry of {recorded}.")
        said += (f"Link: {each.text}" for each in line.take_all(*LINKS))
        page, quality = line.take_text("PAGE"), line.take_text("QUAY")
        return Citation(self._cited(line), page, "\n".join(said), _CREDIBILITY.get(quality))

    def _cited(self, line: GedcomLine) -> str:
        """Return the key of the source that a citation names. A citation without a record is a source by its words."""
        if line.pointer:
            return line.pointer
        title = line.text or "A source without a title"
        self.tree.sources.setdefault(title, TreeSource(title, {"title": title}))
        return title

    def names(self, line: GedcomLine) -> list[TreeName]:
        """Return a name, then what it is in other languages and scripts, then other names that stand below it."""
        others = line.take_all(*_OTHERS)
        more = line.take_all(*OTHER_NAMES)
        first = self._name(line)
        found = [first]
        for each in others:
            lang, scheme = texts.language(each.take_text("LANG")), "" if each.tag == "TRAN" else each.take_text("TYPE")
            other = self._name(each)
            other.kind, other.lang, other.scheme = other.kind or first.kind, lang or "", scheme
            found.append(other)
        return found + [self._other_name(each, first) for each in more]

    def _other_name(self, line: GedcomLine, first: TreeName) -> TreeName:
        """Return a name below another name. Many programs write only the new family name of a marriage there."""
        found = self._name(line)
        found.kind = OTHER_NAMES[line.tag]
        given = first.parts.get("given", "")
        if found.kind == "married" and "/" not in line.text and given and given.split()[0] not in found.text.split():
            found.parts = {"given": given, "family": found.text}
            found.text = f"{given} {found.text}"
        return found

    def _name(self, line: GedcomLine) -> TreeName:
        parts = {word: text for tag, word in PARTS.items() if (text := line.take_text(tag))}
        if found := _SURNAME.fullmatch(line.text):
            given, family, _ = (" ".join(each.split()) for each in found.groups())
            parts = {**({"given": given} if given else {}), **({"family": family} if family else {}), **parts}
        type_ = line.take("TYPE")
        kind = type_.text if type_ is not None else ""
        if type_ is not None:
            kind = type_.take_text("PHRASE") or kind
        return TreeName(
            text=" ".join(line.text.replace("/", " ").split()) or " ".join(parts.values()),
            kind=NAMES.get(kind.upper(), kind.lower() if kind.isupper() else kind),
            parts=parts,
            citations=self.citations(line),
        )

    def facts(self, record: GedcomLine, words: Mapping[str, str]) -> Iterator[Fact]:
        """Yield the events and traits of a record. ``words`` say what their tags mean."""
        for line in record.take_all(*words):
            if line.tag in EVENTS and line.text == "N":
                self.tree.left_out[f"{line.path} N (what did not happen)"] += 1
            else:
                line.take_all("HUSB", "WIFE")
                yield self._fact(line, words[line.tag])

    def _fact(self, line: GedcomLine, word: str) -> Fact:
        type_, cause = line.take_text("TYPE"), line.take_text("CAUS")
        is_named = line.tag in ("EVEN", "FACT") and type_
        place = self._place(line)
        notes = [f"Type: {type_}."] if type_ and not is_named else []
        notes += [f"Cause: {cause}."] if cause else []
        return Fact(
            key=f"{line.number}",
            kind=type_.lower() if is_named else word,
            name=type_ if is_named else word,
            date=self._date(line),
            place=place or self._address(line),
            place_key=place if place in self.tree.places else "",
            value="" if line.text == "Y" and line.tag in EVENTS else line.text,
            notes=notes + self.notes(line),
            citations=self.citations(line),
            people=[(each.pointer, self.role(each)) for each in line.take_all("ASSO") if each.pointer],
            is_event=line.tag in EVENTS,
        )

    def role(self, line: GedcomLine) -> str:
        """Return the role of an associate in words."""
        role = line.take("ROLE") or line.take("RELA")
        if role is None:
            return "associate"
        return role.take_text("PHRASE") or ROLES.get(role.text.upper(), role.text.lower()) or "associate"

    def _address(self, line: GedcomLine) -> str:
        """Return the address of an event that names no place."""
        address = line.take("ADDR")
        if address is None:
            return ""
        parts = [each.text for tag in ("ADR1", "ADR2", "CITY", "STAE", "CTRY") for each in address.take_all(tag)]
        return ", ".join(filter(None, map(str.strip, address.text.split("\n")))) or ", ".join(filter(None, parts))

    def _date(self, line: GedcomLine) -> dates.TreeDate | None:
        date = line.take("DATE")
        if date is None:
            return None
        said = date.take_text("PHRASE")
        if not date.text and not said:
            return None
        found = dates.read(date.text)
        if date.text and not found.edtf:
            self.tree.left_out[f"{date.path}, kept in words"] += 1
        return dates.TreeDate(found.edtf, said or found.text)

    def _place(self, line: GedcomLine) -> str:
        """Return the place of an event. One with coordinates, or with names in other languages, gets a record."""
        place = line.take("PLAC")
        if place is None:
            return ""
        name = _whole(place)
        angles = place.take("MAP")
        written = (angles.take_text("LATI"), angles.take_text("LONG")) if angles is not None else ("", "")
        found = coordinates.read(*written)
        if any(written) and not found:
            self.tree.left_out[f"{place.path}.MAP (coordinates that are none)"] += 1
        others = [(_whole(each), texts.language(each.take_text("LANG")) or "") for each in place.take_all(*_OTHERS)]
        if name and (found or others):
            known = self.tree.places.setdefault(name, TreePlace(name))
            known.coordinates = known.coordinates or found
            known.names += (each for each in others if each[0] and each not in known.names)
        return name


def _whole(place: GedcomLine) -> str:
    return _COMMAS.sub(", ", place.text).strip(", ")


def _texts(line: GedcomLine) -> list[str]:
    """Return the texts below a line that are copied from a source."""
    return [f"The source says: {each.text}" for each in line.take_all("TEXT")]
