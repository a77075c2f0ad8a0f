"""A large invented base, always the same for the same numbers, and what people make of the names in it."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ONSETS = "b kh d g j l m n r s sh t ts ch z".split()
VOWELS = "a e i o u ai oo".split()
CODAS = ["", "l", "n", "r", "s", "g"]
TWO = {"kh": "х", "sh": "ш", "ts": "ц", "ch": "ч", "ai": "ай", "oo": "оо"}
ONE = dict(zip("abdegijlmnorstuz", "абдэгижлмнорстуз", strict=True))
VERBS = "met wrote heard obeyed refused followed praised warned visited forgot".split()
THINGS = "letter treaty meeting speech winter harbour railway school temple border".split()


def people(number: int, *, seed: int = 0) -> list[tuple[str, str]]:
    """Return so many people's given name and patronymic, no two the same."""
    random = Random(seed)  # noqa: S311 -- the same each time is what is wanted
    syllables = ["".join(each) for each in product(ONSETS, VOWELS, CODAS)]
    names: dict[tuple[str, str], None] = {}
    while len(names) < number:
        given = "".join(random.choices(syllables, k=random.choice([2, 3, 3]))).capitalize()
        father = "".join(random.choices(syllables, k=2)).capitalize()
        names[given, f"{father}iin"] = None
    return list(names)


def cyrillic(name: str) -> str:
    for latin, letter in (*TWO.items(), *ONE.items()):
        name = name.replace(latin, letter).replace(latin.capitalize(), letter.capitalize())
    return name


def facts(*, claims: int, number: int, seed: int = 0) -> Iterator[str]:
    """Yield the lines of a base of so many claims about so many people."""
    random = Random(seed)  # noqa: S311 -- the same each time is what is wanted
    names = people(number, seed=seed)
    yield "base: {title: Invented, examines: []}\nsources:"
    for each in range(50):
        title = f"Record {each} of the {random.choice(THINGS)}"
        yield f"  source-{each}: {{title: {title}, reliability: B, derived_from: []}}"
    yield "people:"
    for each, (given, father) in enumerate(names):
        spellings = f"{{text: {cyrillic(father)} {cyrillic(given)}, lang: mn-Cyrl}}, {{text: {given}, lang: en}}"
        yield f"  p{each}: {{name: {father} {given}, names: [{spellings}]}}"
    yield "events:"
    for each in range(claims // 20 + 1):
        title = f"A {random.choice(THINGS)} is opened"
        yield f"  event-{each}: {{title: {title}, date: {1800 + each % 200}, place: Town {each % 90}}}"
    yield "claims:"
    for each in range(claims):
        who = random.randrange(number)
        given, father = names[who]
        thing = random.choice(THINGS)
        says = f"{father} {given} {random.choice(VERBS)} the {thing} of {random.randrange(1800, 2000)}."
        yield (
            f"  claim-{each}:\n    says: {says}\n"
            f"    event: event-{each // 20}\n    people: [p{who}]\n    kind: event\n    tags: [{thing}]\n"
            f"    evidence:\n      - {{source: source-{each % 50}, stance: supports, note: It tells of the {thing}.}}\n"
            f"      - {{source: source-{each % 49}, stance: contradicts, note: It has {random.choice(VERBS)}.}}\n"
            f"    verdict: disputed\n    because: The records differ.\n"
        )


def misspelt(name: str, random: Random) -> str:
    """Return a name with a slip of the pen: two in a long one. The first letter of a word stays."""
    letters = list(name)
    for _ in range(1 + (len(name) > 8)):
        at = random.choice([n for n in range(1, len(letters)) if letters[n] != " " and letters[n - 1] != " "])
        slip = random.choice(["drop", "double", "swap", "other"])
        if slip == "drop":
            del letters[at]
        elif slip == "double":
            letters.insert(at, letters[at])
        elif slip == "swap" and at + 1 < len(letters) and letters[at + 1] != " ":
            letters[at : at + 2] = letters[at + 1], letters[at]
        else:
            letters[at] = random.choice("aeioubdgklmnrst")
    return "".join(letters)
