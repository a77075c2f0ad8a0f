"""The roles of relatives: which English words mean a parent, a child, a spouse, a sibling and so on.

Other words, and other languages, are unknown: nothing is concluded from them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from genden_cli.named_tuple import NamedTuple


class Kin(StrEnum):
    """What one person is to another."""

    PARENT = "parent"
    CHILD = "child"
    SPOUSE = "spouse"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    GREAT_GRANDPARENT = "great-grandparent"
    GREAT_GRANDCHILD = "great-grandchild"
    AUNT_OR_UNCLE = "aunt or uncle"
    NIECE_OR_NEPHEW = "niece or nephew"
    COUSIN = "cousin"


WORDS: Final = {
    Kin.PARENT: "father mother parent",
    Kin.CHILD: "son daughter child",
    Kin.SPOUSE: "husband wife spouse partner widow widower consort",
    Kin.SIBLING: "brother sister sibling twin",
    Kin.GRANDPARENT: "grandfather grandmother grandparent",
    Kin.GRANDCHILD: "grandson granddaughter grandchild",
    Kin.GREAT_GRANDPARENT: "great-grandfather great-grandmother great-grandparent",
    Kin.GREAT_GRANDCHILD: "great-grandson great-granddaughter great-grandchild",
    Kin.AUNT_OR_UNCLE: "aunt uncle",
    Kin.NIECE_OR_NEPHEW: "niece nephew",
    Kin.COUSIN: "cousin",
}
"""The words of each kind, without the words that may stand before them."""

NOT_BY_BIRTH: Final = (
    "adopted adoptive alleged claimed disputed foster legal legendary possible posthumous presumed probable putative "
    "reported reputed sealed social spiritual step supposed surrogate"
)
"""Words that make a parent or a child one of another sort, or one in doubt: dates of life do not judge these."""

_ALSO: Final = (
    "biological birth common-law eldest elder estranged ex fifth first former fourth full half illegitimate last late "
    "legitimate natural older oldest only own second third twin younger youngest"
)
_INVERSE: Final = {
    Kin.PARENT: Kin.CHILD,
    Kin.GRANDPARENT: Kin.GRANDCHILD,
    Kin.GREAT_GRANDPARENT: Kin.GREAT_GRANDCHILD,
    Kin.AUNT_OR_UNCLE: Kin.NIECE_OR_NEPHEW,
}
_INVERSES: Final = {**_INVERSE, **{other: one for one, other in _INVERSE.items()}}
_PLURALS: Final = {
    "children": "child",
    "kid": "child",
    "kids": "child",
    "grandchildren": "grandchild",
    "great-grandchildren": "great-grandchild",
    "wives": "wife",
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "married": "spouse",
    "marry": "spouse",
    "marries": "spouse",
}
_MALE: Final = frozenset(
    "father son husband widower brother grandfather grandson great-grandfather great-grandson uncle nephew".split()
)
_FEMALE: Final = frozenset(
    "mother daughter wife widow sister grandmother granddaughter great-grandmother great-granddaughter aunt "
    "niece".split()
)
_STEPS: Final = {
    Kin.SIBLING: (Kin.PARENT, Kin.CHILD),
    Kin.GRANDPARENT: (Kin.PARENT, Kin.PARENT),
    Kin.GRANDCHILD: (Kin.CHILD, Kin.CHILD),
    Kin.GREAT_GRANDPARENT: (Kin.GRANDPARENT, Kin.PARENT),
    Kin.GREAT_GRANDCHILD: (Kin.CHILD, Kin.GRANDCHILD),
    Kin.AUNT_OR_UNCLE: (Kin.PARENT, Kin.SIBLING),
    Kin.NIECE_OR_NEPHEW: (Kin.SIBLING, Kin.CHILD),
    Kin.COUSIN: (Kin.AUNT_OR_UNCLE, Kin.CHILD),
}
_KINDS: Final = {word: kin for kin, words in WORDS.items() for word in words.split()}
_ROLE: Final = rf"(?:(?:{'|'.join(f'{_ALSO} {NOT_BY_BIRTH}'.split())})[ -]*)*(?P<word>{'|'.join(_KINDS)})(?: *\(.*\))?"
_OF_KIN: Final = (
    rf"(?:.*(?:father|mother|parent|brother|sister|daughter|child(?:ren)?)|(?:step|god|foster|half|ex)?-?(?:{'|'.join(_KINDS)})"
    r"|.*wives)s?"
)
_NOT_BY_BIRTH: Final = rf"\b(?:{'|'.join(NOT_BY_BIRTH.split())})"


class KinRole(NamedTuple):
    """A role in words: its kind, the plain word, and whether it means a tie by birth or marriage without doubt."""

    kin: Kin
    word: str
    is_plain: bool


@cache
def kin_role(role: str) -> KinRole | None:
    """Return what a role such as ``second husband``, ``stepmother`` or ``son (reported)`` means; None if unknown."""
    match = re.fullmatch(_ROLE, role.strip(), re.IGNORECASE)
    if match is None:
        return None
    word = match["word"].lower()
    return KinRole(_KINDS[word], word, is_plain=not re.search(_NOT_BY_BIRTH, role, re.IGNORECASE))


def inverse(kin: Kin) -> Kin:
    """Return what the other person is in return: a child to a parent, a spouse to a spouse."""
    return _INVERSES.get(kin, kin)


def kin_of(said: str, *, outward: bool) -> Kin | None:
    """Return what the other person of a relation is to this one; None if that is unknown.

    ``said`` is the role of the other person; unless the relation is ``outward``, it is recorded on the other side.
    """
    role = kin_role(said)
    return role and (role.kin if outward else inverse(role.kin))


def asked_kin(word: str) -> KinRole | None:
    """Return what a word of a question means, such as ``parents``, ``wife`` or ``married``; None if it is of no kin."""
    plain = word.casefold()
    plain = _PLURALS.get(plain, plain if plain in _KINDS else plain.removesuffix("s"))
    return kin_role(plain) if plain in _KINDS else None


def is_of_kin(word: str) -> bool:
    """Tell whether a word is one of kin, or a compound of one, such as ``godmother`` or ``stepsons``."""
    return re.fullmatch(_OF_KIN, word.strip(), re.IGNORECASE) is not None


def steps(kin: Kin) -> tuple[Kin, Kin] | None:
    """Return the two kinds of ties that together make another: a parent of a parent is a grandparent."""
    return _STEPS.get(kin)


def sex(word: str) -> str:
    """Return the sex that a plain word of kin tells, as GEDCOM writes it: M or F; "" for none."""
    return "M" if word in _MALE else "F" if word in _FEMALE else ""
