"""The places of a family tree that have records: with coordinates, names in other languages, or a place around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.bibliography.references import UNTITLED
from genden_cli.text.slugs import slug
from genden_cli.words import Section

if TYPE_CHECKING:
    from genden_cli.interchange.draft import Draft, Values
    from genden_cli.interchange.family_tree import FamilyTree

_LONGEST_NAME: Final = 48


def added(tree: FamilyTree, draft: Draft) -> dict[str, str]:
    """Add the places of a tree to a base, and return their ids by their keys in the tree."""
    ids = {
        key: draft.take_id(Section.PLACES, f"{slug(each.name, _LONGEST_NAME)} {each.id}")
        for key, each in tree.places.items()
    }
    for key, place in tree.places.items():
        values: Values = {"name": place.name or UNTITLED, "coordinates": place.coordinates}
        values["names"] = [{"text": text, "lang": lang} for text, lang in place.names]
        values["ids"] = {tree.scheme: place.id} if place.id else {}
        values["note"] = "\n".join(place.notes)
        if _is_in(tree, place.part_of, key):
            draft.left_out["places that are parts of themselves"] += 1
        else:
            values["part_of"] = ids.get(place.part_of)
        draft.add(Section.PLACES, ids[key], values)
    return ids


def _is_in(tree: FamilyTree, key: str, whole: str) -> bool:
    """Tell whether a place is another one, or a part of it."""
    seen: set[str] = set()
    while key in tree.places and key not in seen and key != whole:
        seen.add(key)
        key = tree.places[key].part_of
    return key == whole
