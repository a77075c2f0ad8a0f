"""Identifiers of works and people: which ones are well-formed, by pattern and check digit.

* ``isbn``: ISO 2108; 10 digits with a check digit modulo 11, or 13 digits with one modulo 10. Hyphens and spaces are
  free.
* ``issn``: ISO 3297; 8 digits, the last one a check digit modulo 11.
* ``doi``: ISO 26324; ``10.`` with a registrant, a slash and a suffix.
* ``handle``: RFC 3650; a naming authority, a slash and a local name.
* ``arxiv``: the identifier scheme of arXiv: ``YYMM.NNNNN`` since April 2007, ``archive/YYMMNNN`` before.
* ``orcid`` and ``isni``: ISO 27729; 16 digits with a check digit by ISO 7064 MOD 11-2.
* ``viaf``: the number of a cluster of the Virtual International Authority File; it has no check digit.
* ``wikidata``: the letter Q and the number of an item; it has no check digit.

Identifiers of other schemes are not checked.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_X: Final = 10
"""The value of the check digit X."""

_PREFIXES: Final[Mapping[str, str]] = Frozen(
    {
        "isbn": r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)",
        "issn": r"(?:urn:issn:|issn:?\s*)",
        "doi": r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)",
        "handle": r"(?:https?://hdl\.handle\.net/|hdl:\s*)",
        "arxiv": r"(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)",
        "orcid": r"https?://orcid\.org/",
        "isni": r"https?://(?:www\.)?isni\.org/(?:isni/)?",
        "viaf": r"https?://(?:www\.)?viaf\.org/viaf/",
        "wikidata": r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/",
    }
)
"""Addresses and labels that often stand before an identifier and do not belong to it."""

_PATTERNS: Final[Mapping[str, str]] = Frozen(
    {
        "isbn": r"(?:97[89][ -]?)?[0-9](?:[ -]?[0-9]){8}[ -]?[0-9Xx]",
        "issn": r"[0-9]{4}-?[0-9]{3}[0-9Xx]",
        "doi": r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+",
        "handle": r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*/\S+",
        "arxiv": r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})"
        r"(?:v[1-9][0-9]*)?",
        "orcid": r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
        "isni": r"(?:[0-9]{4} ?){3}[0-9]{3}[0-9X]",
        "viaf": r"[0-9]{1,22}",
        "wikidata": r"Q[1-9][0-9]{0,10}",
    }
)

_NAMES: Final[Mapping[str, str]] = Frozen(
    {"doi": "a DOI", "handle": "a Handle", "arxiv": "an arXiv identifier", "viaf": "a VIAF number"}
)
_EXAMPLES: Final[Mapping[str, str]] = Frozen(
    {
        "isbn": "978-0-306-40615-7",
        "issn": "0378-5955",
        "doi": "10.1000/182",
        "handle": "20.500.12854/30048",
        "arxiv": "0706.0001",
        "orcid": "0000-0002-1825-0097",
        "isni": "0000 0001 2103 2683",
        "viaf": "12347",
        "wikidata": "Q855",
    }
)


def is_identifier(scheme: str, value: str) -> bool:
    """Tell whether an identifier is well-formed and has the right check digit. Unknown schemes are not checked."""
    return scheme not in _PATTERNS or (has_form(scheme, value) and _CHECKS.get(scheme, _unchecked)(value))


def has_form(scheme: str, value: str) -> bool:
    """Tell whether an identifier has the form of a checked scheme, whatever its check digit is."""
    return re.fullmatch(_PATTERNS[scheme], value, re.ASCII) is not None


def fault(scheme: str, value: str) -> str:
    """Return what is wrong with an identifier, after its quoted value: ``is not a DOI``."""
    if has_form(scheme, value):
        return f"has a wrong check digit for {name(scheme)}"
    return f"is not {name(scheme)}"


def name(scheme: str) -> str:
    """Return a scheme with its article: ``an ISBN``."""
    return _NAMES.get(scheme, f"an {scheme.upper()}" if scheme != "wikidata" else "a Wikidata id")


def example(scheme: str) -> str:
    """Return an identifier of a scheme."""
    return _EXAMPLES[scheme]


def bare(scheme: str, value: str) -> str:
    """Return an identifier without an address or a label before it: ``10.1000/182`` of ``doi:10.1000/182``."""
    found = re.fullmatch(f"{_PREFIXES[scheme]}(.+)", value, re.ASCII | re.IGNORECASE)
    return found[1] if found else value


def _unchecked(_value: str) -> bool:
    return True


def _digits(value: str) -> list[int]:
    return [_X if each in "Xx" else int(each) for each in value if each not in "- "]


def _is_isbn(value: str) -> bool:
    digits = _digits(value)
    if len(digits) == len("0306406152"):
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return _X not in digits and sum(digit * (1, 3)[n % 2] for n, digit in enumerate(digits)) % 10 == 0


def _is_issn(value: str) -> bool:
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), _digits(value), strict=True)) % 11 == 0


def _is_mod_11_2(value: str) -> bool:
    """Tell whether the last digit is right by ISO 7064 MOD 11-2."""
    *digits, check = _digits(value)
    total = 0
    for digit in digits:
        total = (total + digit) * 2
    return (12 - total % 11) % 11 == check


_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = Frozen(
    {"isbn": _is_isbn, "issn": _is_issn, "orcid": _is_mod_11_2, "isni": _is_mod_11_2}
)
