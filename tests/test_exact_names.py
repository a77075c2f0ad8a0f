"""Names, exactly: spellings letter for letter, whole names that others share, titles, and names of signs only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from genden_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Genden = Callable[..., Ran]

ACCENTS = """
base: {title: Exact}
people:
  a: {name: Karl Muller, born: 1850}
  b: {name: Karl Müller, born: 1900}
  c: {name: Karl Mueller, names: [{text: Karl Muller}, {text: Karl Müller}]}
  d: {name: Zoe Brandt}
  e: {name: Zoé Brandt}
  signs: {name: "?!"}
  flame: {name: "🔥", names: [{text: "†"}]}
  star: {name: "***"}
events:
  cafe: {title: Cafe}
  cafe-accent: {title: Café}
"""

# What is typed, and the people that it opens or lists.
WRITTEN = {
    "person zoe": "d e",
    "person Zoe": "d",
    "person Zoé": "e",
    "person zoé": "e",
    "person ZOÉ": "e",
    "person Zoe Brandt": "d",
    "person Zoé Brandt": "e",
    "person Zoe\u0301 Brandt": "e",
    "person zoe brandt": "d e",
    "person Karl Müller": "b c",  # both are recorded under this spelling
    "person Karl Muller": "a c",
    "person Karl Mueller": "c",
    "person ?!": "signs",
    "person 🔥": "flame",
    "person †": "flame",
    "person ***": "star",
    "person !?": "",
    "person Dr. Zoé Brandt": "e",
    "person Mrs Zoe Brandt": "d",
    "event Café": "cafe-accent",
    "event Cafe": "cafe",
    "event cafe": "cafe",  # an id
}


@pytest.fixture
def accents(tmp_path: Path) -> Path:
    return _base(tmp_path, ACCENTS)


@pytest.mark.parametrize("asked", WRITTEN)
def test_spelling_that_stands_letter_for_letter_wins(asked: str, accents: Path, genden: Genden) -> None:
    assert _answered(genden(*asked.split(), base=accents)) == WRITTEN[asked]


NAMESAKES = """
base: {title: Namesakes}
people:
  alone: {name: Victoria}
  queen: {name: Victoria Hale, about: A queen., roles: [{title: Queen of Aldport}]}
  stone: {name: Victoria Stone}
  baron: {name: Otto von Hagen zu Rabe, about: A builder.}
  rabe: {name: Rabe}
  judge: {name: Ann Hagen, roles: [{title: Judge}]}
  mads: {name: Mads}
  other-mads: {name: Mads Holm}
  ben: {name: Ben, names: [{text: 本}]}
  holm: {name: Ben Holm}
  bat: {name: Дорж, names: [{text: Doржийн Бат}]}
claims:
  one: {says: Mads sat., people: [mads]}
  two: {says: Mads ran., people: [mads]}
  three: {says: Mads Holm sat., people: [other-mads]}
  four: {says: Ben and Ben sat., people: [ben, holm]}
  five: {says: The baron sat., people: [baron]}
"""

SHARED = {
    "person victoria": "queen alone stone",
    "person Victoria": "queen alone stone",
    "person Queen Victoria": "queen",
    "person QUEEN VICTORIA": "queen",
    "person Mrs Victoria": "alone queen stone",
    "person Victoria, the Queen of Aldport": "queen",
    "person Mrs Stone": "stone",
    "person Dr. V. Stone": "stone",
    "person Baron von Hagen": "baron",
    "person Baron Otto Hagen": "baron",
    "person Otto Rabe": "baron",
    "person Frau Ann Hagen": "judge",
    "person Judge Hagen": "judge",
    "person Madam Rabe": "",  # no title that is known, and no word of the person
    "person Queen Otto": "baron",  # the only Otto; the message says so
    "person 本さん": "ben",
    "person Comrade Stpne": "stone",
    "person mads": "mads",
    "person Mads": "mads",
    "person ben": "ben",
    "person Ben": "ben holm",  # the base has as much on either
    "person Countess": "",
    "person of": "",
}


@pytest.fixture
def namesakes(tmp_path: Path) -> Path:
    return _base(tmp_path, NAMESAKES)


@pytest.mark.parametrize("asked", SHARED)
def test_titles_particles_and_parts_of_names_help(asked: str, namesakes: Path, genden: Genden) -> None:
    listed = _answered(genden(*asked.split(), base=namesakes)).split()
    assert sorted(listed) == sorted(SHARED[asked].split())


def test_whole_name_of_one_and_part_of_others_says_so_and_lists_the_likeliest(namesakes: Path, genden: Genden) -> None:
    assert genden("person", "Victoria", base=namesakes) == (
        Exit.USAGE,
        "",
        (
            "genden: 'Victoria' is the whole name of alone and part of 2 other names; the likeliest:\n"
            "  queen  Victoria Hale\n  alone  Victoria\n  stone  Victoria Stone\n"
        ),
    )
    ran = genden("person", "ben", base=namesakes)
    assert (ran.code, ran.err) == (0, "")  # an id, and the base has no more on the other
    ran = genden("person", "rabe", base=namesakes)
    assert (ran.code, ran.err) == (0, "'rabe' is also part of another name: baron (Otto von Hagen zu Rabe)\n")
    assert genden("person", "mads", base=namesakes).err == ""  # the base has more on him than on all the others
    assert genden("person", "alone", base=namesakes).err == ""
    ran = genden("person", "Queen", "Victoria", base=namesakes)
    assert (ran.code, ran.err) == (0, "matched Victoria Hale by title and name: Victoria Hale (queen)\n")


def test_three_namesakes_are_named_and_the_rest_are_counted(tmp_path: Path, genden: Genden) -> None:
    people = "".join(f"  {each.lower()}: {{name: Dorothea {each}}}\n" for each in "Adam Bell Cole Dale".split())
    claims = "".join(
        f"  {each}: {{says: She was {each}., people: [{each}]}}\n" for each in "adam bell cole dale".split()
    )
    own = "".join(f"  own{n}: {{says: She said {n}., people: [own]}}\n" for n in range(2))
    base = _base(
        tmp_path,
        f"base: {{title: T}}\npeople:\n  own: {{name: Dorothea}}\n{people}claims:\n{claims}{own}",
    )
    others = "adam (Dorothea Adam), bell (Dorothea Bell), cole (Dorothea Cole) and 1 more"
    assert genden("person", "dorothea", base=base).err == f"'dorothea' is also part of other names: {others}\n"


def test_stranger_with_a_common_name_is_not_opened(tmp_path: Path, genden: Genden) -> None:
    many = "".join(f"  p{n}: {{name: Storm Person{n}}}\n" for n in range(22))
    claims = "".join(f"  c{n}: {{says: Person {n} sat., people: [p7]}}\n" for n in range(3))
    claims += "".join(f"  d{n}: {{says: Person {n} ran., people: [p9]}}\n" for n in range(2))
    base = _base(tmp_path, f"base: {{title: T}}\npeople:\n  x: {{name: Storm}}\n{many}claims:\n{claims}")
    first, *listed, more = genden("person", "storm", base=base).err.splitlines()
    assert first == "genden: 'storm' is the whole name of x and part of 22 other names; the likeliest:"
    assert [line.split()[0] for line in listed][:3] == ["p7", "p9", "x"]
    assert more == "  and 15 more"


def test_short_word_is_no_part_of_a_longer_name_by_chance(tmp_path: Path, genden: Genden) -> None:
    base = _base(tmp_path, "base: {title: T}\npeople: {khan: {name: Great Khan, names: [{text: Living Buddha}]}}\n")
    assert genden("person", "Lenin", base=base).err == "genden: no person 'Lenin'\ngenden people lists them\n"
    assert genden("person", "Budha", base=base).err.startswith("matched Living Buddha by")
    said = genden("person", "Bhudah", base=base).err
    assert said == "genden: no person 'Bhudah'\ndid you mean\n  khan  Great Khan (also Living Buddha)\n"


def _base(folder: Path, text: str) -> Path:
    path = folder / "base.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _answered(ran: Ran) -> str:
    """Return the id that was opened, or those that were listed, each once."""
    if ran.code == 0:
        return ran.out.splitlines()[0].split("  ")[1]
    assert ran.code == Exit.USAGE
    return " ".join(line.split()[0] for line in ran.err.splitlines()[1:] if line.startswith("  "))


def test_word_of_very_many_sources_lists_them_without_near_ones(tmp_path: Path, genden: Genden) -> None:
    sources = "".join(f"  s{number}: {{title: Report {number}, reliability: A}}\n" for number in range(300))
    near = "  near: {title: Reports, reliability: A}\n"
    ran = genden("source", "report", base=_base(tmp_path, f"base: {{title: T}}\nsources:\n{sources}{near}"))
    assert (ran.code, ran.err.startswith("genden: 'report' may be any of 30")) == (2, True)
