"""Names: found in any script and convention, in part, and with a slip of the pen; and it is said how."""

from __future__ import annotations

import sqlite3
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from hypothesis import example, given
from hypothesis import strategies as st
from synthetic import cyrillic, facts, misspelt, people

from genden_cli.errors import AmbiguousName, Exit, UnknownName
from genden_cli.index import store
from genden_cli.index.build import build
from genden_cli.load import records
from genden_cli.query.names.resolve import candidates, match
from genden_cli.source.base_text import BaseText
from genden_cli.text import edit_distance, phonetics
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran


# What conventions make of one name, and nobody has to record.
CONVENTIONS = {
    "genden": "Гэндэн Genden ゲンデン 根登",
    "gendun": "Гендун Gendun Gendün Gendung",
    "choibalsan": "Чойбалсан Choibalsan Choybalsan Čojbalsan Czojbalsan Tschoibalsan Çoibalsan",
    "stalin": "Сталин Stalin Сталін STALIN Stálin Stallin",
    "suhbatar": "Сүхбаатар Sükhbaatar Sukhbaatar Suhbatar",
    "peljidin": "Пэлжидийн Peljidiin Peljidiyn Pelzhidiin Peldżidijn Peldschidiin",
    "lhumbe": "Лхүмбэ Lkhümbe Lkhumbe Lhumbe",
    "tserendulam": "Цэрэндулам Tserendulam Cerendulam Tzerendulam",
    "horlogin": "Хорлоогийн Khorloogiin Khorlogijn Xorloogiin",
    "voroshilov": "Ворошилов Voroshilov Woroschilow Vorošilov",
    "aleksandr": "Александр Aleksandr Alexandr",
    "gorki": "Горький Gor'kii Gor’kij Gorky",
}


@pytest.mark.parametrize("heard", CONVENTIONS)
def test_conventions_agree_on_what_is_heard(heard: str) -> None:
    assert {phonetics.romanize(each) for each in CONVENTIONS[heard].split()} == {heard}


ALIKE = [
    "Genden Gendun Gendün Gendung Гэндэн Gandan",
    "Choibalsan Choybalsun Choibalshan Чойбалсанг",
    "Jadamba Zhadamba",
]


@pytest.mark.parametrize("names", ALIKE)
def test_kindred_sounds_are_one_sound(names: str) -> None:
    assert len({phonetics.phonetic_key(phonetics.romanize(each)) for each in names.split()}) == 1


MEANT = {
    # recorded, whole and in part, whatever the case: nothing is said
    "genden": ("genden", ""),
    "GENDEN": ("genden", ""),
    "Гэндэн": ("genden", ""),
    "Gendün": ("genden", ""),
    "根登": ("genden", ""),
    "博勒吉德": ("genden", ""),
    "ゲンデン": ("genden", ""),
    "Joseph Stalin": ("stalin", ""),
    "Stalin, Joseph": ("stalin", ""),
    "Сталин": ("stalin", ""),
    "スターリン": ("stalin", ""),
    "Čojbalsan": ("choibalsan", ""),
    "Choibalshan": ("choibalsan", ""),
    "徐树铮": ("xu-shuzheng", ""),
    "樹錚": ("xu-shuzheng", ""),
    "voroshil": ("voroshilov", ""),
    # another script or convention
    "Гендэн": ("genden", "transliteration"),
    "Gendung": ("genden", "transliteration"),
    "Сталін": ("stalin", "transliteration"),
    "Woroschilow": ("voroshilov", "transliteration"),
    "Molotow": ("molotov", "transliteration"),
    "Чойбалсанг": ("choibalsan", "transliteration"),
    "Sukhbatar": ("sukhbaatar", "nearest spelling"),
    "Лхумбе": ("lhumbe", "transliteration"),
    "Kh. Choybalsan": ("choibalsan", "nearest spelling"),
    # what sounds alike
    "Gendong": ("genden", "nearest spelling"),
    "Choybalsun": ("choibalsan", "nearest spelling"),
    "Sukhebator": ("sukhbaatar", "nearest spelling"),
    "Lumbe": ("lhumbe", "nearest spelling"),
    # slips of the pen
    "Gendne": ("genden", "nearest spelling"),
    "Voroshillvo": ("voroshilov", "nearest spelling"),
    "Choibaslan": ("choibalsan", "nearest spelling"),
    "Karachan": ("karakhan", "nearest spelling"),
    "Peljidiin Gendem": ("genden", "nearest spelling"),
    "Frinvosky": ("frinovsky", "nearest spelling"),
    "Фриновскы": ("frinovsky", "transliteration"),
    "Сталлинн": ("stalin", "nearest spelling"),
}


@pytest.mark.parametrize("typed", MEANT)
def test_the_person_who_is_meant_is_found_and_how(typed: str, spellings: sqlite3.Connection) -> None:
    found = match(spellings, Section.PEOPLE, typed)
    assert (found.id, found.how) == MEANT[typed]


KEEPER = "Ana Brandt becomes keeper"
TOLD = "told in rival versions:\n  dark-night  The lamp goes out\n"
HELP = "genden claims --help shows how it is used\n"
VERDICTS = "'supported', 'refuted', 'disputed', 'unproven', 'opinion', 'unreviewed'"
KINDS = "'event', 'life', 'office', 'relation', 'policy', 'speech', 'motive', 'number', 'interpretation'"

# On the small base: what is printed to standard error, and the exit code.
SAID = {
    "person Анна": (0, ""),
    "person Тобиас": (0, "matched Tobias Marsh by transliteration: Tobias Marsh (marsh)\n"),
    "person Марш": (0, "matched marsh by transliteration: Tobias Marsh (marsh)\n"),
    "person Mersh": (0, "matched marsh by nearest spelling: Tobias Marsh (marsh)\n"),
    "person brenbt": (2, "genden: no person 'brenbt'\ndid you mean\n  brandt  Ana Brandt\n"),
    "person brant": (0, "matched brandt by nearest spelling: Ana Brandt (brandt)\n"),
    "person TobiasMarsh": (0, "matched Tobias Marsh by nearest spelling: Tobias Marsh (marsh)\n"),
    "person prandt": (2, "genden: no person 'prandt'\ndid you mean\n  brandt  Ana Brandt\n"),
    "person ?!": (2, "genden: no person '?!'\ngenden people lists them\n"),
    "person 总理": (2, "genden: no person '总理'\ngenden people lists them\n"),
    "person xyzzy": (2, "genden: no person 'xyzzy'\ngenden people lists them\n"),
    "person Эм": (2, None),
    "person Öh": (2, "genden: 'Öh' may be any of 2:\n  ohm  J. Öhm\n  ohm-elder  Karl Öhm\n"),
    "claim storn": (2, "genden: no claim 'storn'\ndid you mean\n  storm  A storm put out the lamp.\n"),
    "claim putout": (
        2,
        "genden: no claim 'putout'\ndid you mean\n  put-out  Ana Brandt put out the lamp with her own hands.\n",
    ),
    "claim own-hands-lamp": (2, "genden: no claim 'own-hands-lamp'\ngenden claims lists them\n"),
    "event dark-nigth": (2, "genden: no event 'dark-nigth'\ndid you mean\n  dark-night  The lamp goes out\n"),
    "event darc-night": (2, "genden: no event 'darc-night'\ndid you mean\n  dark-night  The lamp goes out\n"),
    "source novell": (2, "genden: no source 'novell'\ndid you mean\n  novel  The Keeper\n"),
    "source Majake": (2, None),
    "source маяке": (0, "'маяке' is taken as ballad: Песня о маяке\n"),
    "compare dark": (0, "'dark' is taken as dark-night: The lamp goes out\n"),
    "compare put-out": (0, "'put-out' is a version of dark-night: The lamp goes out\n"),
    "compare keeper": (
        1,
        f"'keeper' is taken as appointment: {KEEPER}\ngenden: no rival versions of appointment\n{TOLD}",
    ),
    "compare": (2, f"genden: compare the versions of which event?\n{TOLD}"),
    "compare xyzzy": (2, f"genden: no event 'xyzzy'\ngenden events lists them\n{TOLD}"),
    "timeline --person Марш": (0, "matched marsh by transliteration: Tobias Marsh (marsh)\n"),
    "timeline --tag wether": (2, "genden: no tag 'wether'\ndid you mean weather?\n"),
    "timeline --tag WEATHER": (0, ""),
    "timeline --place Aldprot": (2, "genden: no place 'Aldprot'\ndid you mean Aldport?\n"),
    "claims --tag nihgt": (2, "genden: no tag 'nihgt'\ndid you mean night?\n"),
    "claims --verdict disputd": (
        2,
        f"genden: Invalid value for '--verdict': 'disputd' is not one of {VERDICTS}.\ndid you mean disputed?\n{HELP}",
    ),
    "claims --kind it's": (
        2,
        f"genden: Invalid value for '--kind': \"it's\" is not one of {KINDS}.\n{HELP}",
    ),
    "claims --verdct disputed": (
        2,
        "genden: no such option: --verdct\ndid you mean --verdict?\ngenden claims --help shows how it is used\n",
    ),
    "clams": (
        2,
        "genden: No such command 'clams'. Did you mean 'claims', 'claim'?\ngenden --help shows how it is used\n",
    ),
    "claims --limit none": (
        2,
        f"genden: --limit takes a whole number from 1 to a billion, not 'none'\n{HELP}",
    ),
}


@pytest.mark.parametrize("line", SAID)
def test_what_is_said_of_a_name(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split(), "--format", "plain") if "--" not in line else genden(*line.split())
    code, said = SAID[line]
    assert ran.code == code
    assert said is None or ran.err == said


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("slap", "slap", 0),
        ("slap", "slpa", 1),
        ("slap", "slapp", 1),
        ("slap", "sap", 1),
        ("slap", "slip", 1),
        ("slap", "flap", 2),
        ("slap", "lap", 2),
        ("", "ab", 3),
        ("", "abcd", 4),
        ("slap", "spal", 2),
        ("abcdefgh", "ghefcdab", 4),
        ("aabb", "bbaa", 4),
    ],
)
def test_slips_are_counted_up_to_a_limit(one: str, other: str, slips: int) -> None:
    assert edit_distance.distance(one, other, most=3) == slips


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 4))
def test_slips_are_those_of_the_textbook(one: str, other: str, most: int) -> None:
    @cache
    def plain(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        found = min(plain(i - 1, j) + 1, plain(i, j - 1) + 1, plain(i - 1, j - 1) + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            found = min(found, plain(i - 2, j - 2) + 1)
        return found

    expected = plain(len(one), len(other)) + (one[:1] != other[:1])
    assert edit_distance.distance(one, other, most=most) == min(expected, most + 1)


def test_the_nearest_words_come_first_and_beginnings_are_near() -> None:
    assert edit_distance.nearest("verd", ["stance", "verdict", "verb"]) == ("verdict", "verb")
    assert edit_distance.nearest("x", ["xylophone"]) == ()
    assert edit_distance.suggestion(()) == ()
    assert edit_distance.suggestion(("a", "b"), form="{}:") == ("did you mean a: or b:?",)


@pytest.mark.slow
def test_misspelt_names_of_a_large_base_are_among_the_first_three() -> None:
    number = 600
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, records([BaseText("facts.yaml", "".join(facts(claims=1_000, number=number)).encode())]))
    random, names = Random(1), people(number)  # noqa: S311 -- the same each time is what is wanted
    missed = []
    for _ in range(200):
        who = random.randrange(number)
        given_name, father = names[who]
        typed = misspelt(random.choice([given_name, f"{father} {given_name}", cyrillic(given_name)]), random)
        if f"p{who}" not in [each.id for each in candidates(connection, Section.PEOPLE, typed)[:3]]:
            missed.append((names[who], typed))
    connection.close()
    assert len(missed) <= 10, missed


@pytest.fixture(scope="module")
def small() -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(FACTS))
    yield connection
    connection.close()


@given(st.text(max_size=40), st.sampled_from(["people", "events", "claims", "sources"]))
@example("", "people")
@example("\x00", "people")
@example("' OR 1=1 --", "claims")
@example("ᠬᠣᠷᠯᠤᠠ", "people")
def test_any_text_names_a_record_or_is_declined_in_a_sentence(
    small: sqlite3.Connection, typed: str, section: str
) -> None:
    assert _answered(small, section, typed)


def _answered(base: sqlite3.Connection, section: str, typed: str) -> bool:
    try:
        return bool(match(base, Section(section), typed).id)
    except (UnknownName, AmbiguousName) as declined:
        return bool(declined.message and declined.hints)


def test_a_part_of_an_id_title_or_word_is_taken_with_a_word_about_it(genden: Callable[..., Ran]) -> None:
    ran = genden("claim", "brav")
    assert ran.out.startswith("Ana Brandt was the bravest woman of the coast.  bravest\n")
    assert ran.err == "'brav' is taken as bravest: Ana Brandt was the bravest woman of the coast.\n"
    assert genden("event", "lamp goes").err == "'lamp goes' is taken as dark-night: The lamp goes out\n"
    assert genden("person", "Marg").err == "'Marg' is taken as brandt: Ana Brandt\n"
    assert genden("event", "the lamp goes out").err == ""
    assert genden("claim", "bravest").err == ""


FORESTS = """
base: {title: Forests}
people:
  oaks: {name: Ann Oaks}
  ed: {name: Ed Malahori}
  oakwood: {name: Ben Oakwood}
  marlowe: {name: Cy Marlowe}
  marlows: {name: Di Marlows}
events:
  back-home: {title: Home again after the storm}
  great-gale: {title: It storms in the north}
  calm: {title: A quiet evening}
claims:
  fell: {says: The oak fell.}
  felled-by-hand: {says: Somebody felled it.}
  told-of-felling: {says: A paper tells of it.}
  bark-grew: {says: Bark grew.}
  barks-at-night: {says: A dog barks.}
  roots: {says: It had roots.}
  rooted-out: {says: It was rooted out.}
  leaves-turned: {says: Its leaves turned.}
"""

ONE_OR_WHICH = {
    # whole, or as nothing else is called
    "claims fell": "fell",
    "claims FELL": "fell",
    "claims leav": "leaves-turned",
    "claims turning": "leaves-turned",
    "events evening": "calm",
    "people oak": "oakwood oaks",
    "people oaks": "oaks",
    "people Oakwoo": "oakwood",
    # a piece of a word, and what a slip of the pen leads to as nearly
    "claims felle": "fell felled-by-hand told-of-felling",
    "claims fellt": "fell felled-by-hand",
    "people marlow": "marlowe marlows",
    "people marlown": "marlowe marlows",
    # what differs in vowels alone, by more than slips of the pen
    "people Milihuri": "ed",
    # the same word with another ending
    "claims felled": "felled-by-hand fell told-of-felling",
    "claims bark": "bark-grew barks-at-night",
    "claims barking": "bark-grew barks-at-night",
    "claims root": "roots rooted-out",
    "events storm": "back-home great-gale",
    "events storming": "back-home great-gale",
}


@pytest.mark.parametrize("asked", ONE_OR_WHICH)
def test_one_record_answers_only_where_no_other_is_as_near(asked: str, tmp_path: Path) -> None:
    (tmp_path / "forests.yaml").write_text(FORESTS, encoding="utf-8")
    connection = store.build_in_memory(str(tmp_path / "forests.yaml"))
    try:
        section, typed = asked.split()
        answered = match(connection, Section(section), typed).id
    except UnknownName as which:
        listed = [hint.split()[0] for hint in which.hints if hint.startswith("  ")]
        answered = " ".join(listed)
    connection.close()
    assert sorted(answered.split()) == sorted(ONE_OR_WHICH[asked].split())


@pytest.mark.parametrize("asked", ["event clashes", "source balladed", "source ballading", "cite balladed"])
def test_title_without_a_letter_is_no_spelling(asked: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "facts.yaml"
    events, sources = 'clash: {title: "—!—"}', 'ballads: {title: "?", reliability: C, why: Told.}'
    base.write_text(f"base: {{title: T}}\nevents: {{{events}}}\nsources: {{{sources}}}\n", encoding="utf-8")
    ran = genden(*asked.split(), base=base)
    assert (ran.code, ran.err.splitlines()[1:2]) == (Exit.USAGE, ["did you mean"])


def test_mistyped_id_is_asked_back_before_the_word_that_holds_it(spellings: sqlite3.Connection) -> None:
    with pytest.raises(UnknownName) as which:
        match(spellings, Section.CLAIMS, "slapp")
    meant, named, held = (hint.split()[0] for hint in which.value.hints[:3])
    assert (meant, named) == ("did", "slap")
    assert held == "press-reportedly-slapped"


@pytest.mark.parametrize(
    ("typed", "spelling", "how"),
    [
        ("Gnden", "Genden", "nearest spelling"),
        ("Gendong", "Genden", "nearest spelling"),
        ("Stallin", "stalin", "nearest spelling"),
        ("Сталлин", "Сталин", "nearest spelling"),
        ("Molotow", "molotov", "transliteration"),
    ],
)
def test_it_is_said_how_a_name_matched_in_letters_that_were_typed(
    typed: str, spelling: str, how: str, spellings: sqlite3.Connection
) -> None:
    found = match(spellings, Section.PEOPLE, typed)
    assert (found.spelling, found.how) == (spelling, how)


@pytest.mark.parametrize("held", ["zzzzz", "ttttt", "aaaaaa", "жжж"])
def test_letter_that_is_held_down_names_nobody(shipped: sqlite3.Connection, held: str) -> None:
    for section in ("people", "sources", "events"):
        assert candidates(shipped, Section(section), held) == ()


@pytest.mark.parametrize("typed", ["marsh-ordred", "mrash-ordered"])
def test_mistyped_id_of_a_large_base_is_found_by_its_other_half(
    typed: str, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("genden_cli.query.names.fuzzy._MANY", 0)
    assert "  marsh-ordered  " in genden("claim", typed).err


@pytest.mark.parametrize(
    ("command", "record"),
    [
        ("claim dark-night", "event dark-night shows the event"),
        ("person storm", "claim storm shows the claim"),
        ("source marsh", "person marsh shows the person"),
        ("event guide", "source guide shows the source"),
        ("compare guide", "source guide shows the source"),
        ("cite dark-night", "event dark-night shows the event"),
        ("open dark-night", "event dark-night shows the event"),
    ],
)
def test_an_id_of_another_kind_leads_to_its_record(command: str, record: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*command.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1] == f"genden {record} with this id"


@pytest.mark.parametrize("command", ["cite", "open --print"])
def test_a_part_of_an_id_is_not_enough_to_quote_a_record(command: str, genden: Callable[..., Ran]) -> None:
    assert genden(*command.split(), "brandt-l")[:2] == (2, "")
    assert "\n  brandt-letters " in genden(*command.split(), "brandt-l").err
    assert "taken as brandt-letters" in genden(*command.split(), "selection").err, "a part of a title names it"


def test_changing_another_kind_of_record_is_refused_by_its_kind(genden: Callable[..., Ran]) -> None:
    said = "genden: no claim 'dark-night'\nit is the id of an event\n"
    assert genden("rename", "claim", "dark-night", "night") == (2, "", said)
