"""The names of authors and editors: as text, in the order of a bibliography, and as JSON for the index.

In the index, one column holds the names as a text, which is searched and listed. A second column holds their parts as
JSON; it is NULL where the file has a text. Only the page of a source and the exports read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.model import Contributor
from genden_cli.words import NameOrder

if TYPE_CHECKING:
    from genden_cli.model import Names

_PARTS: Final = Contributor._fields


def names_text(names: Names | None) -> str | None:
    """Return names as readers see them, in any language: ``Ivan Sablin, Jargal Badagarov, Irina Sodnomova``."""
    return names if names is None or isinstance(names, str) else ", ".join(map(str, names))


def as_list(names: Names | None) -> tuple[Contributor, ...]:
    """Return each name with its parts. A text is one literal name: nobody said where its parts end."""
    return (Contributor(literal=names),) if isinstance(names, str) else names or ()


def inverted(name: Contributor) -> str:
    """Return a name as a bibliography sorts it: ``Kotkin, Stephen``. A literal name stays as it is."""
    if name.literal is not None or not name.given:
        return str(name)
    surname = " ".join(filter(None, (name.particle, name.family)))
    if name.name_order == NameOrder.FAMILY_FIRST:
        return ", ".join(filter(None, (str(name._replace(suffix=None)), name.suffix)))
    return ", ".join(filter(None, (surname, name.given, name.suffix)))


def in_parts(names: Names | None) -> str | None:
    """Return names so that their parts can be told apart: ``family: Kotkin, given: Stephen; literal: UNESCO``."""
    if names is None or isinstance(names, str):
        return names
    return "; ".join(", ".join(f"{part}: {text}" for part, text in parts_of(each).items()) for each in names)


def encode(names: Names | None) -> str | None:
    """Return the parts of names as JSON, or None for names that are a text."""
    if names is None or isinstance(names, str):
        return None
    import json

    return json.dumps(list(map(parts_of, names)), ensure_ascii=False)


def decode(parts: str) -> tuple[Contributor, ...]:
    """Return names from their parts in JSON."""
    import json

    return tuple(_contributor(each) for each in json.loads(parts))


def _contributor(parts: dict[str, Any]) -> Contributor:
    if "name_order" in parts:
        parts["name_order"] = NameOrder(parts["name_order"])
    return Contributor(**parts)


def parts_of(name: Contributor) -> dict[str, str]:
    """Return the parts that a name has."""
    return {part: text for part in _PARTS if (text := getattr(name, part)) is not None}
