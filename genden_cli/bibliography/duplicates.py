"""Which references are the same work: by DOI, ISBN, address, then title and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli import contributors
from genden_cli.bibliography import keys
from genden_cli.bibliography.references import UNTITLED
from genden_cli.bibliography.rows import ImportMatch
from genden_cli.text import addresses, identifiers
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli.model import Names

_PARTS: Final = frozenset(
    "chapter entry entry-dictionary entry-encyclopedia paper-conference article-journal article-magazine".split()
)
"""Types of works that are a part of another; the ISBN is that of the whole."""

_NUMBERS: Final = ("volume", "issue", "page", "number", "edition", "chapter_number", "section", "version")
_ISBN_10: Final = 10


class KnownWorks:
    """The works that are known so far. Each is found by what identifies it."""

    def __init__(self) -> None:
        self._works: dict[str, tuple[Mapping[str, Any], Mapping[str, str]]] = {}
        self._by_mark: dict[tuple[ImportMatch, str], list[str]] = {}

    def add(self, id_: str, values: Mapping[str, Any], ids: Mapping[str, str]) -> None:
        """Add a work under its id. ``values`` are by key of a source, ``ids`` by scheme."""
        self._works[id_] = values, ids
        for mark in _marks(values, ids):
            self._by_mark.setdefault(mark, []).append(id_)

    def find(self, values: Mapping[str, Any], ids: Mapping[str, str]) -> tuple[str, ImportMatch] | None:
        """Return the id of the same work and what it was found by, or None if the work is new."""
        for how, mark in _marks(values, ids):
            for id_ in self._by_mark.get((how, mark), ())[:_MOST_COMPARED]:
                if how == ImportMatch.DOI or _may_be_same(how, (values, ids), self._works[id_]):
                    return id_, how
        return None


_MOST_COMPARED: Final = 50
"""The maximum number of works with one mark that are compared. It keeps the time linear."""


def _marks(values: Mapping[str, Any], ids: Mapping[str, str]) -> Iterator[tuple[ImportMatch, str]]:
    """Yield what identifies a work, the surest first."""
    if doi := _doi(values, ids):
        yield ImportMatch.DOI, doi
    if (isbn := _isbn(ids.get("isbn", ""))) and values.get("type") not in _PARTS:
        yield ImportMatch.ISBN, isbn
    for key in ("url", "archived"):
        address = addresses.address_key(values.get(key) or "")
        if "/" in address:  # the address of a whole site is not that of a work
            yield ImportMatch.ADDRESS, address
    if (title := normalize(str(values["title"]))) and values["title"] != UNTITLED:
        yield ImportMatch.TITLE, f"{keys.year(values.get('issued'))} {title}"


def _doi(values: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    """Return the DOI, also if only the address has it."""
    doi = identifiers.bare("doi", ids.get("doi", ""))
    if not doi and (address := values.get("url")):
        bare = identifiers.bare("doi", address)
        doi = bare if bare != address else ""
    return doi.lower()


def _isbn(isbn: str) -> str:
    """Return an ISBN in its form of 13 digits without the last one, so that both forms are equal; "" if it is none."""
    if not identifiers.is_identifier("isbn", isbn):
        return ""
    digits = re.sub("[^0-9Xx]", "", isbn)
    return f"978{digits[:-1]}" if len(digits) == _ISBN_10 else digits[:-1]


def _may_be_same(
    how: ImportMatch,
    one: tuple[Mapping[str, Any], Mapping[str, str]],
    other: tuple[Mapping[str, Any], Mapping[str, str]],
) -> bool:
    """Tell whether nothing says that two works with one mark are two."""
    (values, ids), (others_values, others_ids) = one, other
    if _differ(values, others_values, ("volume",) if how == ImportMatch.ISBN else _NUMBERS):
        return False
    if how == ImportMatch.ISBN:
        return True
    doi, others_doi = _doi(values, ids), _doi(others_values, others_ids)
    if doi and others_doi and doi != others_doi:
        return False
    if how == ImportMatch.ADDRESS:
        return _title(values) == _title(others_values) or not _differ_in_year(values, others_values)
    return not (
        _differ(values, others_values, ("container_title", "archive_location"))
        or _differ_in_address(values, others_values)
        or _differ_in_author(values.get("author"), others_values.get("author"))
    )


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    """Tell whether two works have different values of one of these keys."""
    pairs = ((one.get(name), other.get(name)) for name in names)
    return any(a and b and normalize(str(a)) != normalize(str(b)) for a, b in pairs)


def _title(values: Mapping[str, Any]) -> str:
    return normalize(str(values["title"]))


def _differ_in_year(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    first, second = (keys.year(each.get("issued")) for each in (one, other))
    return bool(first and second and first != second)


def _differ_in_address(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    first, second = (addresses.address_key(each.get("url") or "") for each in (one, other))
    return bool(first and second and first != second)


def _differ_in_author(one: Names | None, other: Names | None) -> bool:
    """Tell whether the first authors have no word in common."""
    first, second = (_first_words(each) for each in (one, other))
    return bool(first and second and not first & second)


def _first_words(names: Names | None) -> set[str]:
    """Return the words of the first name."""
    return set(normalize(str(contributors.as_list(names)[0])).split()) if names else set()
