"""Names of authors and editors in bibliographies, as contributors of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography.texts import clean
from genden_cli.model import Contributor
from genden_cli.words import NameOrder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.model import Names

_PARTS: Final = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "suffix": "suffix",
    "literal": "literal",
}
"""The part of a name for each key of CSL-JSON."""

_KNOWN: Final = frozenset((*_PARTS, "dropping-particle", "static-ordering", "comma-suffix", "parse-names"))


def from_csl(value: Any) -> tuple[Names | None, tuple[str, ...]]:
    """Return the names of a variable of CSL-JSON, and the keys of names that have no place."""
    listed = value if isinstance(value, list) else [value]
    found = [each for each in map(_contributor, listed) if each is not None]
    unknown = {key for each in listed if isinstance(each, dict) for key in each if key not in _KNOWN}
    return names(found), tuple(sorted(unknown))


def names(found: Iterable[Contributor]) -> Names | None:
    """Return names as a source has them: a single literal name is a text."""
    listed = tuple(found)
    if len(listed) == 1 and listed[0].literal is not None:
        return listed[0].literal
    return listed or None


def inverted(text: str) -> dict[str, str]:
    """Return the name of CSL-JSON for ``Kotkin, Stephen`` or ``Dam, Pieter, Jr.``; without a comma it is literal."""
    parts = [each.strip() for each in text.split(",")]
    if len(parts) == 1 or not all(parts):
        return {"literal": text.strip(" ,")}
    family, given, *suffix = parts
    return {"family": family, "given": given, **({"suffix": ", ".join(suffix)} if suffix else {})}


def _contributor(value: Any) -> Contributor | None:
    """Return a name. A dropping particle stands after the given name, where citation processors look for it."""
    if not isinstance(value, dict):
        text = clean(str(value)).strip() if isinstance(value, str) else ""
        return Contributor(literal=text) if text else None
    parts = {part: text for key, part in _PARTS.items() if (text := clean(str(value.get(key) or "")).strip())}
    particle = clean(str(value.get("dropping-particle") or "")).strip()
    if "literal" in parts:
        return Contributor(literal=parts["literal"])
    if "family" not in parts:
        whole = " ".join(filter(None, (parts.get("given"), particle, parts.get("particle"), parts.get("suffix"))))
        return Contributor(literal=whole) if whole else None
    if particle:
        parts["given"] = " ".join(filter(None, (parts.get("given"), particle)))
    order = NameOrder.FAMILY_FIRST if value.get("static-ordering") in (True, "true", "1") else None
    return Contributor(**parts, name_order=order)
