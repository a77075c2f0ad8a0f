"""The parts that several records of Gramps XML share: dates, names, places, and texts of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.bibliography import texts
from genden_cli.interchange import coordinates, dates
from genden_cli.interchange.family_tree import TreeName, TreePlace

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

DATES: Final = ("dateval", "daterange", "datespan", "datestr")
"""The elements that are dates."""

_TYPES: Final = {"before": "BEF ", "after": "AFT ", "about": "ABT ", "from": "FROM ", "to": "TO "}
_NAME_KINDS: Final = {"Birth Name": "birth", "Married Name": "married", "Also Known As": "also known as"}
_PARTS: Final = {"title": "title", "first": "given", "call": "call-name", "nick": "nickname", "suffix": "suffix"}
_IN_NAME: Final = frozenset((*_PARTS, "surname", "citationref", *DATES))

MEANINGS: Final = {
    "address": "addresses",
    "lds_ord": "ordinances",
    "objref": "pictures and other media",
    "tagref": "tags",
    "url": "web addresses",
    "priv": "marks of privacy",
    "gender": "sex, unless it is M, F, X or unknown",
}
"""What an element without a place holds, for the list of what is left out."""


def text(element: Element, tag: str) -> str:
    """Return the text of the first element with a tag."""
    return (element.findtext(tag) or "").strip()


def links(element: Element, tag: str) -> list[str]:
    """Return the handles that the elements with a tag point to."""
    return [each.get("hlink", "") for each in element.findall(tag)]


def leave(element: Element, known: frozenset[str], left_out: Counter[str]) -> None:
    """Count the children of an element that have no place, and a mark of privacy."""
    for child in element:
        if child.tag not in known:
            left_out[f"{element.tag}.{child.tag}"] += 1
    if element.get("priv") == "1":
        left_out[f"{element.tag}.priv"] += 1


def attributes(element: Element, tag: str, left_out: Counter[str]) -> list[str]:
    """Return the attributes that the children with a tag are, as sentences."""
    found = element.findall(tag)
    for each in found:
        leave(each, frozenset(), left_out)
    return [f"{each.get('type')}: {each.get('value')}." for each in found]


def date_of(element: Element) -> dates.TreeDate | None:
    """Return the date of an element."""
    found = next((child for child in element if child.tag in DATES), None)
    if found is None:
        return None
    return dates.read(_written(found))


def _written(date: Element) -> str:
    """Return a date as GEDCOM has it, with the days of Gramps. A date of less than full quality is about that date."""
    calendar = date.get("cformat", "")
    before = {"": "", "Julian": "JULIAN "}.get(calendar, f"{calendar} ")
    one, start, stop = (f"{date.get(key)}{'~' * bool(date.get('quality'))}" for key in ("val", "start", "stop"))
    if date.tag == "daterange":
        return f"BET {before}{start} AND {before}{stop}"
    if date.tag == "datespan":
        return f"FROM {before}{start} TO {before}{stop}"
    return _TYPES.get(date.get("type", ""), "") + before + one


def name(element: Element, left_out: Counter[str]) -> TreeName:
    """Return a name, without its citations."""
    leave(element, _IN_NAME, left_out)
    parts = {word: said for tag, word in _PARTS.items() if (said := text(element, tag))}
    surname = " ".join(map(_surname, element.findall("surname"))).strip()
    written = (parts.get("given", ""), surname, parts.get("suffix", ""))
    kind = element.get("type", "")
    since, until = dates.ends(getattr(date_of(element), "edtf", None))
    return TreeName(
        text=" ".join(filter(None, written)),
        kind=_NAME_KINDS.get(kind, kind.lower()),
        parts={**parts, **({"family": surname} if surname else {})},
        since=since,
        until=until,
    )


def _surname(element: Element) -> str:
    """Return a surname with its prefix, and with the word that joins it to the next."""
    return " ".join(filter(None, (element.get("prefix"), (element.text or "").strip(), element.get("connector"))))


def place(element: Element, left_out: Counter[str]) -> TreePlace:
    """Return a place, without its notes."""
    names = [(each.get("value", ""), texts.language(each.get("lang", "")) or "") for each in element.findall("pname")]
    found = TreePlace(names[0][0] if names else text(element, "ptitle"), element.get("id", ""), names[1:])
    found.part_of, *others = links(element, "placeref") or [""]
    left_out["placeobj.placeref after the first"] += len(others)
    for each in element.findall("coord"):
        found.coordinates = coordinates.read(each.get("lat", ""), each.get("long", ""))
        left_out["placeobj.coord (coordinates that are none)"] += not found.coordinates
    leave(element, frozenset({"ptitle", "pname", "placeref", "coord", "noteref"}), left_out)
    return found


def whole_place(handle: str, places: Mapping[str, TreePlace]) -> str:
    """Return the name of a place and of all that hold it: ``Aldport, Northland``."""
    found: dict[str, str] = {}
    while handle in places and handle not in found:
        found[handle] = places[handle].name
        handle = places[handle].part_of
    return ", ".join(filter(None, found.values()))
