"""A large invented base, always the same for the same numbers: python benchmarks/synthetic.py [CLAIMS] [SEED].

Its records have the shapes that people write: bare claims, claims with evidence in braces or in lines, with quotes,
locators, folded notes, other scripts, dates of every kind, sources that rest on one another, rival versions of events.
A claim takes about 570 bytes of YAML. One in forty has the word "slap", one in two the word "council".
"""

from __future__ import annotations

import sys
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
PLACES = "Aldport Brenn Corvo Dusk Elmgate Fallow Gorlitz Hagen Isar Jutland".split()
REASONS = (
    "The records differ, and neither is older than the other.",
    "Two letters of the week say so; nothing of the time speaks against it.",
    "Only late retellings have it, none of which names where it comes from.",
    "The minutes of that day were kept and do not have it.",
)
SYLLABLES = ["".join(each) for each in product(ONSETS, VOWELS, CODAS)]
SOURCES_A_CLAIM = 200
CLAIMS_AN_EVENT = 20


def people(number: int, *, seed: int = 0) -> list[tuple[str, str]]:
    """Return so many people's given name and patronymic, no two the same."""
    random = Random(seed)
    names: dict[tuple[str, str], None] = {}
    while len(names) < number:
        given = "".join(random.choices(SYLLABLES, k=random.choice([2, 3, 3]))).capitalize()
        father = "".join(random.choices(SYLLABLES, k=2)).capitalize()
        names[given, f"{father}iin"] = None
    return list(names)


def cyrillic(name: str) -> str:
    """Return a name in another script."""
    for latin, letter in (*TWO.items(), *ONE.items()):
        name = name.replace(latin, letter).replace(latin.capitalize(), letter.capitalize())
    return name


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


def facts(*, claims: int, number: int | None = None, seed: int = 0) -> Iterator[str]:
    """Yield a base of so many claims about so many people, a record at a time."""
    made = _Made(claims, number or max(claims // 50, 10), seed)
    yield "base: {title: Invented, examines: [source-0], by: Nobody, language: en}\n\nsources:\n"
    yield from map(made.source, range(made.sources))
    yield "\npeople:\n"
    yield from map(made.person, range(made.people))
    yield "\nevents:\n"
    yield from map(made.event, range(made.events))
    yield "\nclaims:\n"
    yield from map(made.claim, range(claims))


class _Made:
    """The records of one base, to be asked for in the order of the file."""

    def __init__(self, claims: int, number: int, seed: int) -> None:
        self.random = Random(seed)
        self.names = people(number, seed=seed)
        self.claims, self.people = claims, number
        self.sources, self.events = max(claims // SOURCES_A_CLAIM, 50), claims // CLAIMS_AN_EVENT + 1
        self.shapes = (self._bare, self._in_braces, self._in_braces, self._in_lines, self._in_lines, self._foreign)

    def source(self, n: int) -> str:
        title = f"Record {n} of the {self.random.choice(THINGS)}"
        origins = ", ".join(f"source-{self.random.randrange(n)}" for _ in range(n % 3 and n > 1))
        rests = "" if n % 4 == 1 else f"    derived_from: [{origins}]\n"
        author = f"    author: {' '.join(self.names[n % self.people])}\n" * (n % 2)
        return (
            f"  source-{n}:\n    title: {title}\n{author}    issued: {self._date(n)}\n    type: book\n"
            f"    language: en\n    reliability: {'ABCDEF'[n % 6]}\n    why: It was kept at the time.\n"
            f"    read: excerpt\n{rests}"
        )

    def person(self, n: int) -> str:
        given, father = self.names[n]
        spellings = f"{{text: {cyrillic(father)} {cyrillic(given)}, lang: mn-Cyrl}}, {{text: {given}, lang: en}}"
        born = 1750 + n % 200
        role = f"    roles:\n      - {{title: keeper of the {THINGS[n % 10]}, from: {born + 30}, to: {born + 41}~}}\n"
        return (
            f"  p{n}:\n    name: {father} {given}\n    names: [{spellings}]\n    born: {born}\n"
            f"    died: {born + 60}~\n{role * (n % 3 == 0)}"
        )

    def event(self, n: int) -> str:
        here = f"    place: {PLACES[n % 10]} {n % 90}\n" * (n % 5 > 0)
        first = n * CLAIMS_AN_EVENT
        rivals = f"    variants: [claim-{first}, claim-{first + 1}]\n" * (n % 4 == 0 and first + 1 < self.claims)
        return (
            f"  event-{n}:\n    title: The {THINGS[n % 10]} of {n} is opened\n    date: {self._date(n)}\n{here}"
            f"    people: {{p{n % self.people}: host}}\n{rivals}"
        )

    def claim(self, n: int) -> str:
        who = sorted(self.random.sample(range(self.people), k=1 + n % 2))
        thing = self.random.choice(THINGS)
        head = (
            f"  claim-{n}:\n    says: {self._says(who[0], thing)}\n    event: event-{n // CLAIMS_AN_EVENT}\n"
            f"    people: [{', '.join(f'p{each}' for each in who)}]\n"
        )
        return head + self.random.choice(self.shapes)(n, thing)

    def _says(self, who: int, thing: str) -> str:
        given, father = self.names[who]
        random = self.random
        rest = f"before the council of {random.choice(PLACES)}" if random.random() < 0.5 else "in the old hall"
        slap = " after the slap" if random.random() < 0.025 else ""
        return f"{father} {given} {random.choice(VERBS)} the {thing} of {random.randrange(1800, 2000)} {rest}{slap}."

    def _bare(self, n: int, thing: str) -> str:
        return f"    date: {self._date(n)}\n    kind: number\n    tags: [{thing}]\n" * (n % 2)

    def _in_braces(self, n: int, thing: str) -> str:
        verb = self.random.choice(VERBS)
        return (
            f"    kind: event\n    tags: [{thing}, {THINGS[n % 10]}-days]\n    evidence:\n"
            f"      - {{source: {self._any()}, stance: supports, credibility: 2, note: It tells of the {thing}.}}\n"
            f"      - {{source: {self._any()}, stance: contradicts, credibility: 3, at: {{page: {n % 400 + 1}}},\n"
            f"         note: It has that somebody {verb} what was said to have been the {thing}.}}\n"
            "    verdict: disputed\n" + self._because()
        )

    def _in_lines(self, n: int, thing: str) -> str:
        return (
            f"    kind: speech\n    tags: [{thing}]\n    appears_in:\n      - source: source-0\n"
            f'        at: {{paragraph: {n % 900 + 1}}}\n        quote: "the {thing} of which they spoke"\n'
            f"    evidence:\n      - source: {self._any()}\n        stance: supports\n"
            f"        credibility: {n % 6 + 1}\n"
            f'        at: {{page: "{n % 300}-{n % 300 + 2}"}}\n        quote: "heard of the {thing}"\n'
            f"        rests_on: [{self._any()}]\n        note: >-\n          Says that the {thing} was seen by many,\n"
            f"          and that nobody wrote it down at the time.\n"
            f"      - {{source: {self._any()}, stance: silent, note: 'Kept daily: no word of it.'}}\n"
            f"    verdict: {'supported' if n % 3 else 'unproven'}\n    confidence: moderate\n"
            f"    reviewed: 2024-01-{n % 28 + 1:02}\n" + self._because()
        )

    def _foreign(self, n: int, thing: str) -> str:
        related = f"    relations: {{contradicts: [claim-{n - 1}]}}\n" * (n % 5 == 0 and n > 0)
        return (
            f"    kind: policy\n    tags: [{thing}]\n    evidence:\n      - source: {self._any()}\n"
            f"        stance: {'contradicts' if n % 2 else 'context'}\n        date: {self._date(n + 3)}\n"
            f'        quote: "{cyrillic(thing)} {cyrillic("dotor")}"\n        translation: "within the {thing}"\n'
            f"        note: Written by another hand than the rest of the page.\n{related}"
            f"    verdict: {'refuted' if n % 2 else 'unproven'}\n" + self._because()
        )

    def _because(self) -> str:
        return f"    because: {self.random.choice(REASONS)}\n"

    def _any(self) -> str:
        return f"source-{self.random.randrange(1, self.sources)}"

    def _date(self, n: int) -> str:
        year, month, day = 1700 + n * 7 % 320, n % 12 + 1, n % 28 + 1
        ways = (
            *(f"{year}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"),
            *(f"{year}~", f"{year}-24", f"{year}/{year + 2}", f"'[{year},{year + 1}]'", f"{year // 10}X"),
        )
        return ways[n * 5 % len(ways)]


def main() -> None:
    """Print a base."""
    claims, seed = (int(each) for each in (*sys.argv[1:], *("1000", "0")[len(sys.argv) - 1 :]))
    sys.stdout.writelines(facts(claims=claims, seed=seed))


if __name__ == "__main__":
    main()
