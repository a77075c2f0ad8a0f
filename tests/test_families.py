"""Rules on families: ages of parents, both sides of a relation, events after a burial; and what silences them."""

from __future__ import annotations

import pytest
from sound import found

from genden_cli.help import topics
from genden_cli.kinship import WORDS, Kin, inverse, kin_role


def warnings(text: str) -> str:
    """Return the codes of a base about dates and relations of people."""
    return " ".join(sorted(each.code for each in found(text) if each.code.startswith(("W22", "W27"))))


def family(child: str, parent: str, role: str) -> str:
    """Return a base of two people with dates, of whom the second has a role to the first."""
    return (
        f"base: {{title: T}}\npeople:\n  c: {{name: C, {child}, relations: [{{to: p, as: {role}}}]}}\n"
        f"  p: {{name: P, {parent}}}\n"
    )


# Dates of the child, dates of the parent, the role of the parent, codes.
PARENTS = [
    ("born: 1832~", "born: 1890", "father", "W270"),
    ("born: 1832", "born: 1832", "mother", "W270"),
    ("born: 1832", "born: 1824", "mother", "W270"),
    ("born: 1832", "born: 1822", "mother", ""),
    ("born: 1832", "born: 1823", "mother", ""),
    ("born: 1832", "born: 1824~", "mother", ""),
    ("born: 1832?", "born: 1840", "mother", "W270"),
    ("born: 1832~", "born: 1850~", "mother", "W270"),
    ("born: 1832~", "born: 1853~", "mother", "W270"),
    ("born: 183X", "born: 1839", "mother", "W270"),
    ("born: 1832/1850", "born: 1835", "mother", ""),
    ("born: 1832", "born: 1750", "mother", "W270"),
    ("born: 1832", "born: 1750", "father", ""),
    ("born: 1832", "born: 1720", "father", "W270"),
    ("born: 1832", "born: '[..1720]'", "father", "W270"),
    ("born: 1832", "born: '[1720..]'", "father", ""),
    ("born: 1832", "born: 1890", "stepfather", ""),
    ("born: 1832", "born: 1890", "adoptive mother", ""),
    ("born: 1832", "born: 1890", "father-in-law", ""),
    ("born: 1832", "born: 1890", "godmother", ""),
    ("born: 1832", "born: 1890", "father (reported)", ""),
    ("born: 1832", "born: 1890", "father of a friend", ""),
    ("born: 1832", "born: 1890", "perhaps father", ""),
    ("born: 1832", "born: 1890", "biological father", "W270"),
    ("note: N", "born: 1890", "father", ""),
    ("born: 1832-05-20", "died: 1832-05-19", "mother", "W271"),
    ("born: 1832-05-20", "died: 1832-05-20", "mother", ""),
    ("born: 1832-05-20", "died: 1831-09-20", "father", ""),
    ("born: 1832-05-20", "died: 1831-07-01", "father", "W271"),
    ("born: 1832-05-20", "died: 1831-07-01", "parent", "W271"),
    ("born: 1832", "died: 1830", "father", "W271"),
    ("born: 1832", "died: 1831", "father", ""),
    ("born: 1832", "died: 1825~", "father", ""),
    ("born: 1832", "died: 1815~", "father", "W271"),
    ("born: 1832", "died: 1815", "foster father", ""),
]


@pytest.mark.parametrize(("child", "parent", "role", "codes"), PARENTS)
def test_parents_are_older_and_alive(child: str, parent: str, role: str, codes: str) -> None:
    assert warnings(family(child, parent, role)) == codes


@pytest.mark.parametrize(
    ("role", "codes"), [("son", "W270"), ("eldest daughter", "W270"), ("stepson", ""), ("posthumous child", "")]
)
def test_relation_may_stand_with_the_parent(role: str, codes: str) -> None:
    people = f"  p: {{name: P, born: 1890, relations: [{{to: c, as: {role}}}]}}\n  c: {{name: C, born: 1832}}\n"
    assert warnings(f"base: {{title: T}}\npeople:\n{people}") == codes


def test_parent_is_named_once_though_both_sides_tell_it() -> None:
    text = family("born: 1832", "born: 1890, relations: [{to: c, as: son}]", "father")
    (problem,) = (each for each in found(text) if each.code == "W270")
    assert problem.message == "father 'p' was born 1890, after the child 'c' (1832)"
    assert problem.remedy.endswith("write a role such as adoptive father, stepson or father (reported)")
    assert [each.message for each in problem.related] == ["the parent", "the child"]


# What the second person is to the first, what the first is to the second, whether they agree.
SIDES = [
    ("father", "son", True),
    ("mother", "child", True),
    ("adoptive father", "daughter", True),
    ("second husband", "wife", True),
    ("widow", "husband", True),
    ("brother", "half-sister", True),
    ("uncle", "niece", True),
    ("cousin", "cousin", True),
    ("grandmother", "grandson", True),
    ("friend", "wife", True),
    ("father", "business partner", True),
    ("great-great-grandfather", "son", True),
    ("great-grandfather", "great-granddaughter", True),
    ("father", "father", False),
    ("father", "brother", False),
    ("son", "daughter", False),
    ("wife", "mother", False),
    ("uncle", "uncle", False),
    ("grandfather", "son", False),
    ("great-grandfather", "grandson", False),
]


@pytest.mark.parametrize(("one", "other", "agree"), SIDES)
def test_both_sides_of_a_relation_agree(one: str, other: str, agree: bool) -> None:  # noqa: FBT001 -- a table
    for there in (one, other), (other, one):
        people = "".join(
            f"  {id_}: {{name: {id_}, relations: [{{to: {to}, as: {role}}}]}}\n"
            for id_, to, role in (("a", "b", there[0]), ("b", "a", there[1]))
        )
        codes = warnings(f"base: {{title: T}}\npeople:\n{people}")
        assert ("W272" in codes) is not agree


# The dates of the relation on one side, those on the other side, whether they agree.
SIDES_WITH_DATES = [
    ("from: 1850", "from: 1850-05-23", True),
    ("from: 1850", "from: 1851", False),
    ("from: 1850~", "from: 1853", True),
    ("from: 1850~", "from: 1863-06-18", False),
    ("from: 1850", "until: 1860", True),
    ("from: 1850, until: 1860", "from: 1850, until: 1861", False),
    ("from: 1850}, {to: b, as: spouse, from: 1870", "from: 1870", True),
]


@pytest.mark.parametrize(("one", "other", "agree"), SIDES_WITH_DATES)
def test_both_sides_have_the_same_dates(one: str, other: str, agree: bool) -> None:  # noqa: FBT001 -- a table
    people = f"  a: {{name: A, relations: [{{to: b, as: spouse, {one}}}]}}\n"
    people += f"  b: {{name: B, relations: [{{to: a, as: spouse, {other}}}]}}\n"
    assert warnings(f"base: {{title: T}}\npeople:\n{people}") == ("" if agree else "W272")


# The role, its dates, codes; the first person lived from 1800 to 1870, the second was born in 1830 and buried in 1890.
RELATIONS = [
    ("wife", "from: 1850, until: 1870", ""),
    ("wife", "from: 1820", "W273"),
    ("wife", "from: 1871", "W273"),
    ("wife", "until: 1895", "W273 W273"),
    ("posthumous wife", "from: 1871", ""),
    ("adopted daughter", "from: 1820", "W273"),
    ("biographer", "from: 1880", ""),
    ("wife", "from: 1829~", ""),
]


@pytest.mark.parametrize(("role", "dates", "codes"), RELATIONS)
def test_relatives_are_related_during_both_lives(role: str, dates: str, codes: str) -> None:
    people = f"  a: {{name: A, born: 1800, died: 1870, relations: [{{to: b, as: {role}, {dates}}}]}}\n"
    people += "  b: {name: B, born: 1830}\n"
    event = "  e: {title: E, date: 1890, people: {b: buried}}\n"
    assert warnings(f"base: {{title: T}}\npeople:\n{people}events:\n{event}") == codes


def test_second_relation_of_a_pair_may_stand_on_one_side() -> None:
    people = "  a: {name: A, relations: [{to: b, as: wife}, {to: b, as: cousin}]}\n"
    people += "  b: {name: B, relations: [{to: a, as: husband}]}\n"
    assert warnings(f"base: {{title: T}}\npeople:\n{people}") == ""


def test_chain_of_parents_does_not_lead_back() -> None:
    people = "".join(f"  a{n}: {{name: A{n}, relations: [{{to: a{(n + 1) % 4}, as: mother}}]}}\n" for n in range(4))
    text = f"base: {{title: T}}\npeople:\n{people}"
    (problem,) = (each for each in found(text) if each.code == "W275")
    assert problem.message == "'a0' would be their own ancestor: a0 → a1 → a2 → a3 → a0"
    assert warnings(text.replace("mother", "adoptive mother")) == ""
    assert warnings(text.replace("a0, as: mother", "a0, as: aunt")) == ""


def life(dates: str, events: str) -> str:
    """Return a base of a person with these dates, in some events."""
    return f"base: {{title: T}}\npeople:\n  a: {{name: A{dates}}}\nevents:\n{events}"


# Dates of the person, date of an event, role there, role in a feast of 1930, codes.
EVENTS = [
    ("", "1900-05-03", "buried", "guest", "W220"),
    ("", "1900-05-03", "deceased", "guest", "W220"),
    ("", "1900-05-03", "buried (in Aldport)", "guest", "W220"),
    ("", "1900-05-03", "buried", "commemorated", ""),
    ("", "1900-05-03", "buried", "reburied", ""),
    ("", "1900-05-03", "priest", "guest", ""),
    ("", "1925~", "buried", "guest", ""),
    ("", "1930", "buried", "guest", ""),
    (", died: 1931", "1931", "buried", "guest", ""),
    (", died: 1931", "1900", "buried", "guest", "W274"),
    (", born: 1901", "1900", "buried", "guest", "W220 W274"),
    (", died: 1931~", "1925", "buried", "guest", ""),
    (", born: 1800", "1850", "guest", "guest", "W220"),
    (", born: 1810", "1850", "guest", "guest", ""),
    (", born: 1800", "1850", "guest", "namesake", ""),
]


@pytest.mark.parametrize(("dates", "date", "role", "later", "codes"), EVENTS)
def test_nobody_acts_after_burial(dates: str, date: str, role: str, later: str, codes: str) -> None:
    events = f"  e: {{title: E, date: {date}, people: {{a: {role}}}}}\n"
    events += f"  feast: {{title: Feast, date: 1930, people: {{a: {later}}}}}\n"
    assert warnings(life(dates, events)) == codes


@pytest.mark.parametrize(("title", "codes"), [("mayor", "W222"), ("posthumous honorary citizen", "")])
def test_nobody_has_an_office_after_burial(title: str, codes: str) -> None:
    event = "  e: {title: E, date: 1900, people: {a: buried}}\n"
    assert warnings(life(f", roles: [{{title: {title}, from: 1905}}]", event)) == codes


ROLES = {
    "father": (Kin.PARENT, True),
    "Mother": (Kin.PARENT, True),
    "step-mother": (Kin.PARENT, False),
    "adopted son": (Kin.CHILD, False),
    "son (adopted)": (Kin.CHILD, False),
    "ex-wife": (Kin.SPOUSE, True),
    "common-law husband": (Kin.SPOUSE, True),
    "twin brother": (Kin.SIBLING, True),
    "elder half-sister": (Kin.SIBLING, True),
}


def test_roles_have_a_kind() -> None:
    for role, (kin, plain) in ROLES.items():
        known = kin_role(role)
        assert known is not None, role
        assert (known.kin, known.is_plain) == (kin, plain), role
    for unknown in (
        "employer",
        "mother superior",
        "brother-in-law",
        "father and friend",
        "son's teacher",
        "",
        "Mutter",
    ):
        assert kin_role(unknown) is None, unknown
    for kin in Kin:
        assert inverse(inverse(kin)) == kin


def test_topic_lists_every_word() -> None:
    topic = topics.text("families")
    for kin, words in WORDS.items():
        assert f"| {kin} | {', '.join(words.split())} | {inverse(kin)} |" in topic
