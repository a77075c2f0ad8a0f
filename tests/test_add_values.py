"""``genden add`` with values: they are checked first, and then written without a change of any other byte."""

from __future__ import annotations

import re
import shlex
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from folders import by_section
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.cli.value_options import FORMS, KEYS
from genden_cli.dates import clock
from genden_cli.edit import values as edit_values
from genden_cli.errors import WrongUsage
from genden_cli.load import load
from genden_cli.source import base_files
from genden_cli.source.base_text import BaseText
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    from genden_cli.model import Facts

SOUND = (TESTS / "sound.yaml").read_text(encoding="utf-8")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def facts(base: Path) -> Facts:
    return load(base_files.read(str(base)).texts)


RECORDS = {
    "claim rain --says 'Rain put it out: she says so.' --event dark-night --people 'brandt, marsh' --tags weather,lamp "
    "--date 1788-12~ --kind event --confidence low --verdict unproven --because 'So she says.' --reviewed 2026-11-20 "
    "--note 'see # y'": """\
  rain:
    says: "Rain put it out: she says so."
    event: dark-night
    date: 1788-12~
    people: [brandt, marsh]
    kind: event
    tags: [weather, lamp]
    verdict: unproven
    because: So she says.
    confidence: low
    reviewed: 2026-11-20
    note: "see # y"
""",
    "source almanac --title 'An almanac' --reliability F --why Unsigned. --derived-from '' --issued 1789 "
    "--read excerpt --author '[{family: Smit, given: Jan}]' --url 'https://example.org/a?b=c'": """\
  almanac:
    title: An almanac
    author: [{family: Smit, given: Jan}]
    issued: 1789
    url: https://example.org/a?b=c
    reliability: F
    why: Unsigned.
    read: excerpt
    derived_from: []
""",
    f"person smit --name 'Ян Смит' --born '[1751,1753]' --about '{'word ' * 30}'": f"""\
  smit:
    name: Ян Смит
    born: "[1751,1753]"
    about: >-
      {" ".join(["word"] * 19)}
      {" ".join(["word"] * 11)}
""",
    "event fair --title 'The fair' --people 'brandt=guest, marsh: harbour master' --place 'Aldport, at night'": """\
  fair:
    title: The fair
    place: Aldport, at night
    people: {brandt: guest, marsh: harbour master}
""",
}


@pytest.mark.parametrize("line", RECORDS)
def test_a_record_has_the_given_values(line: str, base: Path, genden: Callable[..., Ran]) -> None:
    added = RECORDS[line]
    words = shlex.split(line)
    ran = genden("add", *words, base=base)
    text = base.read_text(encoding="utf-8")
    number = text[: text.index(added)].count("\n") + 1
    said = f"{base}:{number}: {words[1]} added; genden check {base} says what is still to do\n"
    assert (ran.code, ran.out, ran.err[: len(said)]) == (0, "", said)
    assert text.replace(f"\n{added}", "", 1) == SOUND


EVIDENCE = "--source guide --stance supports --at 'p. 12' --quote 'the bravest, of all' --note N."
ITEM = """\
- source: guide
  stance: supports
  at: {page: 12}
  quote: the bravest, of all
  note: N.
"""
BRACES = '{source: guide, stance: supports, at: {page: 12}, quote: "the bravest, of all", note: N.}'
HEAD = """\
base: {title: t}
sources:
  log: {title: L, reliability: A}
  guide: {title: G, reliability: B}
claims:
  a:
"""
PLACES = {
    "no evidence": (
        "    says: A.\n    tags: [t]\n    # of the verdict\n    verdict: opinion\n",
        "    says: A.\n    tags: [t]\n    evidence:\n      ITEM    # of the verdict\n    verdict: opinion\n",
    ),
    "a list": (
        "    says: A.\n    evidence:\n    - {source: log, stance: silent}  # why\n      # more\n\n    # next\n",
        "    says: A.\n    evidence:\n    - {source: log, stance: silent}  # why\n      # more\n    ITEM\n    # next\n",
    ),
    "a list in brackets": (
        "    says: A.\n    evidence: [{source: log, stance: silent}]\n",
        "    says: A.\n    evidence: [{source: log, stance: silent}, BRACES]\n",
    ),
    "an empty list": ("    says: A.\n    evidence: []\n", "    says: A.\n    evidence: [BRACES]\n"),
    "a record in braces": ("    {says: A.}\n", "    {says: A., evidence: [BRACES]}\n"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", PLACES)
def test_evidence_stands_last_among_the_evidence_of_its_claim(
    name: str, newline: str, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    before, after = PLACES[name]
    column = after.find("ITEM") - after.rfind("\n", 0, after.find("ITEM")) - 1
    after = after.replace("ITEM", indent(ITEM, " " * column).lstrip()).replace("BRACES", BRACES)
    base = tmp_path / "base.yaml"
    base.write_bytes(f"{HEAD}{before}  b: {{says: B.}}\n".replace("\n", newline).encode())
    ran = genden("add", "evidence", "a", *shlex.split(EVIDENCE), base=base)
    assert base.read_bytes().decode() == f"{HEAD}{after}  b: {{says: B.}}\n".replace("\n", newline)
    place, _, rest = ran.err.removeprefix(f"{base}:").partition(": ")
    assert "source: guide" in base.read_text(encoding="utf-8").splitlines()[int(place) - 1]
    assert rest.startswith(f"evidence for a added; genden check {base} says what is still to do\n")


def test_a_folder_gets_them_in_the_right_file(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    folder = by_section(SOUND, tmp_path / "base")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for line in ("evidence bravest --source guide --stance context --note N", "person ana --name Ana"):
        assert genden("add", *line.split(), base=folder).code == 0
    changed = {path.name for path in folder.iterdir() if path.read_bytes() != before[path.name]}
    assert changed == {"claims.yaml", "people.yaml"}
    assert facts(folder).people[-1].name == "Ana"
    assert [each.evidence[-1].source for each in facts(folder).claims if each.id == "bravest"] == ["guide"]


REFUSED = {
    "evidence storm --source gide --stance suports --at p --quote one": """\
--source: no source 'gide'
did you mean 'guide'?
--stance: unknown stance 'suports'
--at: no locator in 'p'""",
    "evidence storm --source guide": """\
an item of evidence needs --stance
add --stance … (how it bears on the claim)""",
    "evidence storm": """\
an item of evidence needs --source
add --source … (the source that says it)
an item of evidence needs --stance""",
    "evidence stom --source guide --stance silent": "no claim 'stom'\ndid you mean storm?",
    "claim new --event dark-nigt": """\
a claim needs --says
add --says … (one checkable sentence, with names instead of pronouns)
--event: no event 'dark-nigt'""",
    "claim storm --says S": "'storm' stands on line 135 already\nchoose another id",
    "claim Storm --says S": "'Storm' is not a valid id\nuse small letters a-z",
    "source new --title T --reliability high": """\
--reliability: unknown reliability 'high'
use A to F; 'high' is perhaps B""",
    "source new --title T --reliability A --author [{family:": "--author: braces without a closing '}'",
    "person new --name N --born 1788-13": "--born: there is no month 13",
    "event new --title T --people nobody=guest": "--people: no person 'nobody'",
    "person new --stance silent": """\
--stance belongs to evidence, not to person
person takes --name, --born, --died, --about, --note""",
}


@pytest.mark.parametrize("line", REFUSED)
def test_wrong_values_are_named_and_nothing_is_written(line: str, base: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("add", *line.split(), base=base)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"genden: {REFUSED[line]}")
    assert base.read_text(encoding="utf-8") == SOUND


FLAME = "she closed her hand over the flame"

# The command, and the codes of the warnings that it prints.
NEW_WARNINGS = {
    "evidence bravest --source log --stance silent --at 'page 1' --note So.": [],
    "evidence bravest --source pamphlet --stance context --at 'page 1' --note So.": ["W211"],
    "evidence bravest --source log --stance silent": ["W214", "W215"],
    "evidence bravest --source council-report --stance context --at 'page 1' --note So.": ["W210"],
    "evidence bravest --source log --stance supports --at 'page 1' --note So.": ["W209"],
    "evidence put-out --source log --stance context --at 'folio 30v' --note Again.": ["W219"],
    f"evidence put-out --source guide --stance contradicts --at 'page 13' --quote '{FLAME}'": ["W267"],
    "claim rain --says 'It rained.' --tags weather": ["W253"],
    "claim rain --says 'Rain fell.' --tags weather --verdict refuted --because So.": ["W203", "W208"],
    "claim rain --says 'A storm put out the lamp.' --tags weather": ["W251"],
    "claim rain --tags weather --says '…'": ["W280"],
    "source almanac --title 'An almanac' --reliability F": ["W242"],
    "source almanac --title 'An almanac' --publisher Town --reliability F": [],
    "person smit --name 'Ana Brandt'": ["W239"],
    "event fair --title Fair --date 1700 --people brandt=guest": ["W220"],
    "review bravest --by Bo --on 2126-01-01": ["W268"],
    "review bravest --by Bo --on 2026-01-01": [],
    "claim rain": [],
}


@pytest.mark.parametrize("line", NEW_WARNINGS)
def test_new_warnings_on_what_was_written_are_printed(line: str, base: Path, genden: Callable[..., Ran]) -> None:
    base.write_text(SOUND.replace("reviewers: 2", "reviewers: 1"), encoding="utf-8")
    ran = genden("add", *shlex.split(line), base=base)
    assert ran.code == 0
    assert re.findall(r"warning\[(W\d+)\]", ran.err) == NEW_WARNINGS[line]


def test_a_warning_that_was_there_before_is_not_printed_again(base: Path, genden: Callable[..., Ran]) -> None:
    line = "evidence bravest --source pamphlet --stance context --at 'page {}' --note So."
    assert "on line" not in genden("add", *shlex.split(line.format(1)), base=base).err
    assert genden("add", *shlex.split(line.format(2)), base=base).err.count("warning[") == 1
    again = genden("add", *shlex.split(line.format(2)), base=base).err
    assert re.findall(r"warning\[(W\d+)\]", again) == ["W211", "W219"]
    assert "warning[" not in genden("add", *shlex.split("review bravest --by Bo"), base=base).err


REVIEWS = {
    "none": ("", "    reviewed:\n      - on: 2020-01-02\n        by: Ana\n"),
    "a day": ("    reviewed: 2019-12-31  # why\n", "    reviewed: [2019-12-31, {on: 2020-01-02, by: Ana}]  # why\n"),
    "a review": (
        '    reviewed: {on: "2019-12-31", by: Bo}\n',
        '    reviewed: [{on: "2019-12-31", by: Bo}, {on: 2020-01-02, by: Ana}]\n',
    ),
    "a list": (
        "    reviewed:\n    - {on: 2019-12-31}  # why\n",
        "    reviewed:\n    - {on: 2019-12-31}  # why\n    - on: 2020-01-02\n      by: Ana\n",
    ),
    "a list in brackets": ("    reviewed: [2019-12-31]\n", "    reviewed: [2019-12-31, {on: 2020-01-02, by: Ana}]\n"),
}


@pytest.mark.parametrize("form", REVIEWS)
def test_a_review_stands_last_among_the_reviews_of_its_claim(
    form: str, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    before, after = REVIEWS[form]
    base = tmp_path / "base.yaml"
    text = f"{HEAD}    says: A.\n@    note: N.  # of A\n  b: {{says: B.}}\n"
    base.write_text(text.replace("@", before), encoding="utf-8")
    ran = genden("add", *shlex.split("review a --by Ana --on 2020-01-02"), base=base)
    assert base.read_text(encoding="utf-8") == text.replace("@", after)
    assert re.match(rf"{base}:\d+: review for a added; ", ran.err)
    place = int(ran.err.removeprefix(f"{base}:").partition(":")[0])
    assert "2020-01-02" in base.read_text(encoding="utf-8").splitlines()[place - 1]


def test_a_review_is_of_today(base: Path, genden: Callable[..., Ran]) -> None:
    genden("add", "review", "storm", "--by", "Ana", base=base)
    claim = next(each for each in facts(base).claims if each.id == "storm")
    assert claim.reviewed[-1].on <= clock.today().isoformat() < "2126"
    assert claim.reviewed[-1].on >= "2026-11-30"


def test_a_review_on_several_lines_without_a_list_is_left_alone(base: Path, genden: Callable[..., Ran]) -> None:
    text = SOUND.replace(
        "    reviewed: 2026-11-23\n  storm:", "    reviewed:\n      on: 2026-11-23\n      by: Bo\n  storm:"
    )
    base.write_text(text, encoding="utf-8")
    ran = genden("add", "review", "put-out", "--by", "Ana", base=base)
    assert (ran.code, ran.out) == (3, "")
    assert "'reviewed' is no list yet" in ran.err
    assert base.read_text(encoding="utf-8") == text


PERHAPS = {
    "f. 12r": "perhaps --at 'folio 12r'",
    "12v-13r": "perhaps --at 'folio 12v-13r'",
    "f 12": "perhaps --at 'folio 12'",
    "14": "perhaps --at 'page 14'",
    "14–15": "perhaps --at 'page 14-15'",
    "1:02:03": "perhaps --at 'timestamp 1:02:03'",
    "S. 12": "perhaps --at 'page 12'",
    "3, 4": "perhaps --at 'page 3, 4'",
    "1:23, 1:40": "perhaps --at 'timestamp 1:23, 1:40'",
    "ch. 2, 3": "perhaps --at 'chapter 2, page 3'",
    "vol. II, 3": "perhaps --at 'volume II, page 3'",
    "box 3, p. 4": "write --at 'page 12', 'folio 3r' or another locator",
    "page": "write --at 'page 12', 'folio 3r' or another locator",
}


@pytest.mark.parametrize("text", PERHAPS)
def test_a_place_without_a_locator_gets_the_one_that_fits(text: str, base: Path, genden: Callable[..., Ran]) -> None:
    words = ["add", "evidence", "storm", "--source", "guide", "--stance", "supports", "--at"]
    ran = genden(*words, text, base=base)
    assert ran == (2, "", f"genden: --at: no locator in '{text}'\n{PERHAPS[text]}\n")
    if PERHAPS[text].startswith("perhaps"):
        assert genden(*words, shlex.split(PERHAPS[text])[-1], base=base).code == 0


VALUE = st.text(
    st.sampled_from([*"aB1 :#-,[]{}'\"\\&*!|>%@`?=.\n\t~é灯\x07\u2028\u200b", "\U0001f525", "\udcff"]), max_size=30
)


@given(VALUE, VALUE, VALUE)
def test_any_value_is_written_as_it_is_or_refused(says: str, tags: str, note: str) -> None:
    text = BaseText("base", b"base: {title: t}\nclaims:\n  a: {says: A.}\n")
    content = base_files.BaseContent("base", (text,))
    values = {"says": says, "tags": tags, "note": note}
    try:
        changed, _ = edit_values.with_record(content, Section.CLAIMS, "b", values)
    except WrongUsage:
        return
    first, claim = load(changed.texts).claims
    assert (first.says, claim.id, claim.says, claim.note) == ("A.", "b", says.strip(), note.strip())
    if not tags.strip().startswith(("[", "{")):
        assert claim.tags == tuple(filter(None, map(str.strip, tags.split(","))))


CITED = {
    "article": (
        (
            "--title 'The lamp' --author 'Smit, Jan' --container-title 'Coast Review' --volume 3 --issue 2 "
            "--page 12-34 --issued 1901 --ids doi=10.1000/182 --type article-journal"
        ),
        ["Coast Review", "3", "2", "12–34", "10.1000/182"],
    ),
    "chapter": (
        (
            "--title 'The lamp' --container-title 'Coasts' --editor 'Bo Reis' --translator 'Ada Quist' --edition 2 "
            "--publisher Dock --publisher-place Aldport --page 5 --type chapter"
        ),
        ["Coasts", "Reis", "Quist", "2nd ed.", "Aldport", "Dock"],
    ),
    "letter": (
        "--title 'A letter' --archive 'Town Archive' --archive-location 'box 3' --type manuscript",
        ["Town Archive", "box 3"],
    ),
    "page": (
        (
            "--title 'The lamp' --url https://example.org/a --accessed 2026-01-02 "
            "--archived https://web.archive.org/web/2026/https://example.org/a --type webpage"
        ),
        ["https://example.org/a"],
    ),
}


@pytest.mark.parametrize("kind", CITED)
def test_a_source_can_have_what_its_citation_needs(kind: str, base: Path, genden: Callable[..., Ran]) -> None:
    options, parts = CITED[kind]
    assert genden("add", "source", "new", "--reliability", "B", *shlex.split(options), base=base).code == 0
    cited = genden("cite", "new", base=base).out.replace("\n", " ")
    assert [each for each in parts if each not in cited] == []


IN_OPTIONS = {
    "event feast --title F --people ohm": "--people: expected keys and values\nwrite --people ana=keeper,bo=guest",
    "source x --title Y --reliability B --ids 12": "--ids: expected keys and values\nwrite --ids isbn=…,doi=…",
    "source x --title Y": "a source needs --reliability\nadd --reliability … (",
    "event feast --date 1790": "an event needs --title\nadd --title … (",
    "evidence storm --source guide": "an item of evidence needs --stance\nadd --stance … (",
    "claim rain --says Rain. --tags {a:b}": "--tags: expected a list\nwrite --tags a,b",
    "claim rain --says Rain. --note ''": "--note: empty value\nwrite a value, or leave --note out",
    "evidence storm --source guide --stance supports --credibility 9": "--credibility: unknown credibility '9'\nuse",
    "evidence flat --source guide --stance …": "--stance: unknown stance '…'\nuse",
    "evidence flat --source guide --stance context --credibility …": "--credibility: unknown credibility '…'\nuse",
    "evidence flat --source guide --stance context --note 'a, stance: b' --date so": "--date: 'so' is not a date",
}


@pytest.mark.parametrize("words", IN_OPTIONS)
def test_a_wrong_value_is_named_in_the_form_of_its_option(words: str, base: Path, genden: Callable[..., Ran]) -> None:
    flat = "  flat: {says: Flat., people: [marsh], evidence: [{source: log, stance: context}]}\n"
    base.write_text(SOUND.replace("claims:\n", f"claims:\n{flat}"), encoding="utf-8")
    ran = genden("add", *shlex.split(words), base=base)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"genden: {IN_OPTIONS[words]}")


def test_edit_names_the_option_of_a_wrong_value(base: Path, genden: Callable[..., Ran]) -> None:
    for words, said in (
        ("dark-night --people ohm", "--people: expected keys and values\nwrite --people ana=keeper,bo=guest\n"),
        ("storm --evidence guide --stance so", "--stance: unknown stance 'so'\n"),
        ("guide --type 'x y'", "--type: unknown type of source 'x y'\n"),
    ):
        assert genden("edit", *shlex.split(words), base=base).err.startswith(f"genden: {said}")


def test_every_key_that_a_record_needs_has_an_option() -> None:
    for kind, keys in KEYS.items():
        form = FORMS[kind]
        assert [each.key for each in form.fields if each.required and each.key not in keys] == []
