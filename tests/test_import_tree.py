"""``genden import FILE -o BASE``: family trees, and what becomes of their people, families, facts and citations."""

from __future__ import annotations

import gzip
import re
import sys
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import attacks
import pytest
import yaml

from genden_cli import check as checks
from genden_cli.diagnostics.problem import Severity
from genden_cli.errors import Exit
from genden_cli.interchange import coordinates, dates, gedcom, gedcom_lines
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from conftest import Ran

TREE = """0 HEAD
1 SOUR Roots
2 NAME Roots of Aldport
1 SUBM @U1@
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @U1@ SUBM
1 NAME Lena Holm
0 @I1@ INDI
1 NAME Ana /Brandt/
2 TYPE birth
2 GIVN Ana
1 NAME Анна /Брандт/
2 TYPE AKA
1 SEX F
1 BIRT
2 DATE ABT 1820
2 PLAC Aldport, , Northland
2 SOUR @S1@
3 PAGE 17
3 QUAY 3
3 DATA
4 TEXT Anna, daughter of the keeper
1 BIRT
2 DATE 3 MAR 1830
2 SOUR @S2@
3 PAGE 4
1 OCCU keeper of the lamp
2 DATE FROM 1845 TO 1850
2 SOUR @S1@
3 PAGE 20
1 RELI Lutheran
1 DEAT
2 DATE 12 JAN 1899
1 BURI
2 DATE (at the end of winter)
1 RESI
2 DATE 1851
2 PLAC Aldport
1 NOTE @N1@
1 _COLOUR red
1 OBJE @O1@
0 @I2@ INDI
1 NAME Carl /Kohl/
1 SEX M
1 ASSO @I3@
2 RELA Godfather
0 @I3@ INDI
1 NAME Emil /Kohl/
1 FAMC @F1@
2 PEDI adopted
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
1 CHIL @I9@
1 MARR
2 DATE 23 MAY 1849
2 PLAC Aldport
2 SOUR Letter of a cousin
3 QUAY 0
1 DIV
2 DATE AFT 1860
0 @S1@ SOUR
1 TITL Parish register of Aldport
1 AUTH Parish
1 REPO @R1@
2 CALN A 17
0 @S2@ SOUR
1 TITL Census
0 @R1@ REPO
1 NAME State Archive
0 @N1@ NOTE She kept the lamp
1 CONC  for years.
1 CONT A second line.
0 @O1@ OBJE
1 FILE a.jpg
0 TRLR
"""

SEVEN = """0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 NAME 李 /王/
2 TYPE BIRTH
2 TRAN Li /Wang/
3 LANG en
1 RESI
2 DATE 1940
2 ADDR 12 Harbour Street
3 CONT Aldport
2 ASSO @I2@
3 ROLE NGHBR
1 BIRT
2 DATE JULIAN 25 OCT 1917
1 DEAT
2 DATE 44 BCE
3 PHRASE in the year of the comet
2 PLAC Rome, Italy
3 MAP
4 LATI N41.89
4 LONG E12.51
3 TRAN Roma, Italia
4 LANG it
1 SNOTE @N1@
1 EXID 12
2 TYPE http://example.org
0 @I2@ INDI
1 NAME Bo
0 @N1@ SNOTE A shared note
0 TRLR
"""


def imported(genden: Callable[..., Ran], folder: Path, text: str | bytes, name: str = "tree.ged") -> tuple[Any, str]:
    """Return the base that a file becomes, after `genden check`, and what the command says."""
    file, made = folder / name, folder / "made.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = genden("import", str(file), "-o", str(made))
    assert (ran.code, ran.out) == (Exit.DONE, ""), ran.err
    result = checks.check([BaseText(str(made), made.read_bytes())])
    assert [each for each in result.problems if each.severity == Severity.ERROR] == []
    assert genden("timeline", base=made).code in (Exit.DONE, Exit.NO)
    return yaml.safe_load(made.read_bytes()), ran.err


def test_people_have_names_dates_roles_and_relations(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, TREE)
    ana, carl, emil = base["people"].values()
    assert list(base["people"]) == ["ana-brandt-i1", "carl-kohl-i2", "emil-kohl-i3"]
    assert (ana["name"], ana["born"], str(ana["died"])) == ("Ana Brandt", "1820~", "1899-01-12")
    assert ana["names"][1] == {
        "text": "Анна Брандт",
        "kind": "also known as",
        "parts": {"given": "Анна", "family": "Брандт"},
    }
    assert ana["roles"] == [
        {"title": "keeper of the lamp", "from": 1845, "to": 1850, "claims": ["occupation-ana-brandt-i1"]}
    ]
    assert ana["note"] == "She kept the lamp for years.\nA second line.\nReligion: Lutheran."
    assert [(each["to"], each["as"]) for each in emil["relations"]] == [
        ("carl-kohl-i2", "adopted father"),
        ("ana-brandt-i1", "adopted mother"),
    ]
    wife, godchild = carl["relations"]
    assert (wife["as"], str(wife["from"]), wife["until"]) == ("wife", "1849-05-23", "[1861..]")
    assert godchild == {"to": "emil-kohl-i3", "as": "godfather"}


def test_cited_facts_are_claims_and_rivals_contradict_each_other(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, TREE)
    event, claims = base["events"]["birth-ana-brandt-i1"], base["claims"]
    first, second = (claims[each] for each in event["variants"])
    assert (event["place"], event["kind"], event["people"]) == (
        "Aldport, Northland",
        "birth",
        {"ana-brandt-i1": "child"},
    )
    assert first["says"] == "Ana Brandt was born about 1820 in Aldport, Northland."
    assert first["evidence"] == [
        {
            "source": "parish-register-of-aldport-s1",
            "stance": "supports",
            "credibility": 2,
            "at": {"page": 17},
            "note": "The source says: Anna, daughter of the keeper",
        }
    ]
    assert second["says"] == "Ana Brandt was born on 3 Mar 1830."
    assert second["relations"] == {"contradicts": ["birth-ana-brandt-i1"]}
    assert claims["occupation-ana-brandt-i1"]["kind"] == "office"
    (wedding,) = (each for each in claims.values() if "married" in each["says"])
    assert wedding["says"] == "Carl Kohl and Ana Brandt married on 23 May 1849 in Aldport."
    assert wedding["evidence"][0]["source"] == "letter-of-a-cousin-letter-of-a-cousin"


def test_dates_of_relations_and_kinds_of_names_are_shown(genden: Callable[..., Ran], tmp_path: Path) -> None:
    imported(genden, tmp_path, TREE)
    made = tmp_path / "made.yaml"
    page = genden("person", "Carl Kohl", "--all", base=made).out
    assert "wife (23 May 1849 – 1861 or later): Ana Brandt" in page
    ana = genden("person", "Ana Brandt", "--all", base=made).out
    assert "Анна Брандт (also known as, family: Брандт, given: Анна)" in " ".join(ana.split())


@pytest.mark.parametrize(
    ("page", "at"),
    [
        ("p. 12-14", {"page": "12-14"}),
        ("Folio 3v", {"folio": "3v"}),
        ("17", {"page": 17}),
        ("Film 12, entry 5", {"section": "Film 12, entry 5"}),
    ],
)
def test_place_in_a_source_has_its_label(
    page: str, at: dict[str, Any], genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base, _ = imported(genden, tmp_path, TREE.replace("3 PAGE 17", f"3 PAGE {page}"))
    assert base["claims"]["birth-ana-brandt-i1"]["evidence"][0]["at"] == at


def test_namesakes_are_told_apart_in_sentences(genden: Callable[..., Ran], tmp_path: Path) -> None:
    text = TREE.replace("0 @I2@ INDI\n1 NAME Carl /Kohl/", "0 @I2@ INDI\n1 NAME Ana /Brandt/")
    base, _ = imported(genden, tmp_path, text)
    assert base["claims"]["birth-ana-brandt-i1"]["says"].startswith("Ana Brandt (I1) was born about 1820")
    assert base["people"]["ana-brandt-i1"]["name"] == "Ana Brandt"


def test_what_has_no_place_is_listed_by_kind(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, TREE)
    assert base["events"]["burial-ana-brandt-i1"]["date_text"] == "(at the end of winter)"
    for kind in ("1 INDI._COLOUR", "1 INDI.OBJE (pictures", "1 OBJE", "1 children without a record", "kept in words"):
        assert kind in said
    assert "3 sources, 3 people, 5 events and 4 claims" in said


def test_families_are_completed_by_their_members(genden: Callable[..., Ran], tmp_path: Path) -> None:
    text = TREE.replace("1 HUSB @I2@\n", "").replace("1 CHIL @I3@\n", "").replace("1 SEX M\n", "1 SEX M\n1 FAMS @F1@\n")
    base, said = imported(genden, tmp_path, text.replace("1 SEX F\n", "1 SEX F\n1 FAMS @F9@\n"))
    assert base["people"]["ana-brandt-i1"]["relations"][0]["as"] == "husband"
    assert len(base["people"]["emil-kohl-i3"]["relations"]) == 2
    assert "1 INDI.FAMS (families that do not name the person)" in said


@pytest.mark.parametrize(
    ("letter", "sex", "counted"),
    [("M", "male", 0), ("F", "female", 0), ("X", "other", 0), ("U", None, 0), ("Q", None, 1)],
)
def test_sex_is_read(letter: str, sex: str | None, counted: int, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, TREE.replace("1 SEX F\n", f"1 SEX {letter}\n", 1))
    assert base["people"]["ana-brandt-i1"].get("sex") == sex
    assert said.count("INDI.SEX") == counted


def test_version_7_is_read_too(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, SEVEN)
    (id_, person), _ = base["people"].items()
    assert id_ == "li-wang-i1"
    assert person["names"][1] == {
        "text": "Li Wang",
        "lang": "en",
        "kind": "birth",
        "parts": {"given": "Li", "family": "Wang"},
    }
    home = base["events"]["residence-li-wang-i1"]
    assert home["place"] == "12 Harbour Street, Aldport"
    assert home["people"] == {"li-wang-i1": "resident", "bo-i2": "neighbour"}
    assert str(person["born"]) == "1917-11-07"
    assert base["events"]["death-li-wang-i1"]["place"] == "rome-italy"
    assert base["places"] == {
        "rome-italy": {
            "name": "Rome, Italy",
            "names": [{"text": "Roma, Italia", "lang": "it"}],
            "coordinates": "41.89, 12.51",
        }
    }
    assert (person["died"], person["note"], person["ids"]["exid"]) == ("-0043", "A shared note", 12)
    assert base["events"]["death-li-wang-i1"]["date_text"] == "in the year of the comet"


CORNERS = """0 HEAD
0 @I1@ INDI
1 NAME Ana /Brandt/
2 NOTE on the name
1 BIRT
2 DATE 1820
2 PLAC Aldport
2 SOUR @S1@
3 DATA
4 DATE 3 MAR 1821
3 NOTE seen
1 BIRT
2 DATE 1820
2 PLAC Aldport
2 SOUR @S2@
1 BIRT
2 DATE 1820
2 PLAC Aldport, Northland
1 BIRT
2 DATE 1820
2 PLAC Seatown
1 DEAT Y
1 BURI
2 DATE
1 OCCU smith
2 PLAC Aldport
1 EDUC
2 DATE 1830
2 SOUR @S9@
1 FACT tall
2 TYPE Height
2 DATE 1850
1 TITL
2 SOUR @S1@
1 ASSO @I9@
1 ASSO nobody
1 ASSO @I2@
1 ALIA @I2@
1 FAMS @F9@
1 FAMC @F9@
0 @I2@ INDI
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 NOTE a note on both
1 SOUR @S1@
1 MARR
2 HUSB
3 AGE 20
1 MARS
2 SOUR @VOID@
1 DIV N
0 @F2@ FAM
1 CHIL @I2@
1 NOTE lost
1 EVEN
2 TYPE Move
0 @S1@ SOUR
1 TITL Register
1 ABBR Reg.
0 @S2@ SOUR
1 ABBR Only short
0 TRLR
"""

LOOSE = """0 HEAD
0 @I1@ INDI
1 NAME Ana /Brandt/
1 BIRT
2 DATE 1820
2 PLAC Aldport
3 MAP
4 LATI far
4 LONG E1
2 ASSO @I9@
3 ROLE WITN
2 SOUR @S1@
1 BIRT
2 DATE 1820
1 BIRT
2 DATE 1820
2 PLAC Seatown
1 NOTE @N9@
1 FAMS @F1@
0 @F1@ FAM
1 WIFE @I1@
1 CHIL @I9@
1 CHIL nobody
0 @S1@ SOUR
1 TITL Register
0 TRLR
"""

FAMILIES = """0 HEAD
0 @I1@ INDI
1 NAME Ana /Brandt/
2 _MARNM Kohl
2 _MARNM Ana /Stern/
2 _AKA Annie Brandt
1 NAME Ana /Kohl/
2 TYPE married
1 SOUR @S1@
2 PAGE 7
2 DATA
3 TEXT Ana B.
2 _LINK https://example.org/7
1 SOUR @S1@
2 PAGE 7
2 NOTE faded
0 @I2@ INDI
1 NAME Carl /Kohl/
1 SEX M
0 @I3@ INDI
1 NAME Emil /Kohl/
0 @F1@ FAM
1 WIFE @I1@
1 HUSB @I2@
1 CHIL @I3@
2 _FREL Step
2 _MREL Natural
1 SOUR @S1@
0 @F2@ FAM
1 WIFE @I1@
1 HUSB a stranger
1 CHIL @I3@
2 SOUR @S1@
0 @S1@ SOUR
1 TITL Register
0 TRLR
"""


def test_child_of_two_families_has_each_parent_once(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, FAMILIES)
    mother, father = base["people"]["emil-kohl-i3"]["relations"]
    assert (mother["as"], father["as"]) == ("parent", "step father")
    assert mother["claims"] == ["parents-of-emil-kohl-i3"]
    assert "1 FAM.HUSB (members without a record)" in said


def test_names_below_a_name_are_other_names(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, FAMILIES)
    names = [(each["text"], each.get("kind")) for each in base["people"]["ana-brandt-i1"]["names"]]
    assert names[1:] == [("Ana Kohl", "married"), ("Ana Stern", "married"), ("Annie Brandt", "also known as")]


def test_citations_of_one_place_are_one_piece_of_evidence(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, FAMILIES)
    (item,) = base["claims"]["life-of-ana-brandt-i1"]["evidence"]
    assert item["note"].split("\n") == ["The source says: Ana B.", "Link: https://example.org/7", "faded"]


def test_pointers_to_nothing_are_counted(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, LOOSE)
    assert list(base["people"]) == ["ana-brandt-i1"]
    assert base["events"]["birth-ana-brandt-i1"]["people"] == {"ana-brandt-i1": "child"}
    for kind in (
        "1 children without a record",
        "1 FAM.CHIL (members without a record)",
        "1 INDI.NOTE (notes without a record)",
        "1 INDI.BIRT.PLAC.MAP (coordinates that are none)",
    ):
        assert kind in said


def test_version_that_fits_the_others_contradicts_none(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, LOOSE)
    one, loose, other = base["events"]["birth-ana-brandt-i1"]["variants"]
    assert "relations" not in base["claims"][loose]
    assert base["claims"][one]["relations"] == {"contradicts": [other]}


@pytest.mark.parametrize("text", [TREE, SEVEN, FAMILIES, CORNERS, LOOSE])
def test_each_line_has_a_place_or_is_counted(text: str) -> None:
    line = re.compile(r"^([0-9])( .*(?:\n[0-9] CON[CT].*)*)$", re.MULTILINE)
    marked = line.sub(lambda found: f"{found[0]}\n{int(found[1]) + 1} _MARK", text)
    found = gedcom.tree(marked.encode(), "tree.ged").left_out
    counted = {re.split(r" |,|\._MARK", each)[0] for each in found}
    assert {path for path in _paths(gedcom_lines.records(text.encode(), "")) if path not in counted} == set()


def _paths(lines: Iterable[gedcom_lines.GedcomLine]) -> Iterator[str]:
    """Yield the path of each line whose content is that of a tree."""
    for line in lines:
        if line.path not in ("HEAD", "TRLR", "OBJE"):
            yield line.path
            yield from _paths(line.below)


def test_import_is_repeatable_and_never_overwrites(genden: Callable[..., Ran], tmp_path: Path) -> None:
    imported(genden, tmp_path, TREE)
    made = (tmp_path / "made.yaml").read_bytes()
    ran = genden("import", str(tmp_path / "tree.ged"), "-o", str(tmp_path / "made.yaml"))
    assert (ran.code, "made.yaml exists" in ran.err) == (Exit.BASE, True)
    assert genden("import", str(tmp_path / "tree.ged")).out.encode() == made
    moved = TREE.replace("0 @I1@ INDI", "0 @I0@ INDI\n1 NAME Ana /Brandt/\n0 @I1@ INDI")
    (tmp_path / "made.yaml").unlink()
    assert "ana-brandt-i1" in imported(genden, tmp_path, moved)[0]["people"], "a namesake changes no other id"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0 HEAD\n1 SOUR x\nnonsense\n", "tree.ged:3: not a line of GEDCOM: nonsense"),
        ("0 HEAD\n3 SOUR x\n", "tree.ged:2: level 3 follows level 0"),
        ("0 @I1@ INDI\n", "tree.ged:1: GEDCOM begins with the line 0 HEAD"),
        (b"0 HEAD\n1 NOTE \xff\n", "tree.ged:2: not UTF-8"),
        ("", "tree.ged: no line of GEDCOM"),
    ],
)
def test_malformed_file_is_refused_with_its_line(
    text: str | bytes, message: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "tree.ged"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = genden("import", str(file), "-o", str(tmp_path / "made.yaml"))
    assert (ran.code, message in ran.err) == (Exit.BASE, True), ran.err
    assert not (tmp_path / "made.yaml").exists()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "ansel"])
def test_old_character_sets_are_read(encoding: str, end: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    names = {"cp1252": "ANSI", "ansel": "ANSEL"}
    text = f"0 HEAD\n1 CHAR {names.get(encoding, 'UNICODE')}\n0 @I1@ INDI\n1 NAME Café\n".replace("\n", end)
    data = text.replace("é", "\xe2e").encode("latin-1") if encoding == "ansel" else text.encode(encoding)
    base, _ = imported(genden, tmp_path, data)
    assert [each["name"] for each in base["people"].values()] == ["Café"]


def test_missing_extra_for_old_files_is_named(
    genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ansel", None)
    (tmp_path / "tree.ged").write_bytes(b"0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME Caf\xe2e\n")
    ran = genden("import", str(tmp_path / "tree.ged"), "-o", str(tmp_path / "made.yaml"))
    message = "genden: a file in ANSEL needs the package ansel\npip install 'genden-cli[import]'\n"
    assert ran == (Exit.USAGE, "", message)


def test_new_base_takes_one_file_and_no_option_of_a_bibliography(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "tree.ged"
    file.write_text(TREE, encoding="utf-8")
    for more in (("--write",), (str(file),)):
        ran = genden("import", str(file), *more, "-o", str(tmp_path / "made.yaml"))
        assert (ran.code, "-o BASE.yaml" in ran.err) == (Exit.USAGE, True)


@pytest.mark.parametrize(
    ("written", "edtf", "text"),
    [
        ("BET 1831 AND 1841", "[1831..1841]", None),
        ("INT 1855 (about the year)", "1855?", "INT 1855 (about the year)"),
        ("@#DJULIAN@ 25 OCT 1917", "1917-11-07", "25 OCT 1917 (Julian calendar)"),
        ("1855-06-21", "1855-06-21", None),
        ("(long ago)", None, "(long ago)"),
        ("12/3/1900", None, "12/3/1900"),
        ("2020-05-03T10:11:12+02:00", "2020-05-03", None),
        ("842", "0842", None),
        ("BET JUN 842 AND 850", "[0842-06..0850]", None),
        ("99", None, "99"),
        ("1683/84", "[1683,1684]", "1683/84"),
        ("ABT 1699/00", "[1699~,1700~]", "ABT 1699/00"),
        ("9 APR 1683/84", "[1683-04-09,1684-04-09]", "9 APR 1683/84"),
        ("15 JAN 1743/44", "1744-01-15", "15 JAN 1743/44"),
        ("1683/85", "1683/1685", None),
        ("BEF 1683/84", None, "BEF 1683/84"),
    ],
)
def test_dates_become_edtf_or_keep_their_words(written: str, edtf: str | None, text: str | None) -> None:
    assert dates.read(written) == (edtf, text)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1855-06-21", "on 21 Jun 1855"),
        ("1855-06", "in Jun 1855"),
        ("1855", "in 1855"),
        ("1855~", "about 1855"),
        ("-0043", "in 44 BC"),
        ("[..1855]", "(1855 or earlier)"),
    ],
)
def test_date_is_a_part_of_a_sentence(date: str, said: str) -> None:
    assert dates.phrase(date) == said


GRAMPS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE database PUBLIC "-//Gramps//DTD Gramps XML 1.7.1//EN" "http://gramps-project.org/xml/1.7.1/grampsxml.dtd">
<database xmlns="http://gramps-project.org/xml/1.7.1/">
<header><created date="2026-01-01"/><researcher><resname>Lena Holm</resname></researcher></header>
<events>
<event handle="_e1" id="E1"><type>Birth</type><dateval val="1820-03-04" type="before"/><place hlink="_p1"/>
<description>Birth of Brandt, Ana</description><citationref hlink="_c1"/></event>
<event handle="_e2" id="E2"><type>Marriage</type><dateval val="1849" quality="estimated"/></event>
<event handle="_e3" id="E3"><type>Nobility Title</type><datespan start="1850" stop="1860"/>
<description>Countess</description></event>
<event handle="_e4" id="E4"><type>Inquiry</type><datestr val="in a storm"/></event>
<event handle="_e5" id="E5"><type>Death</type><dateval val="1917-10-25" cformat="Julian"/></event>
</events>
<people>
<person handle="_i1" id="I0001" priv="1"><gender>F</gender>
<name type="Birth Name"><first>Ana</first><surname prefix="von">Brandt</surname></name>
<name type="Married Name" alt="1"><first>Ana</first><surname>Kohl</surname><dateval val="1849" type="from"/></name>
<eventref hlink="_e1" role="Primary"/><eventref hlink="_e3" role="Primary"/><eventref hlink="_e4" role="Primary"/>
<eventref hlink="_e5" role="Primary"/>
<attribute type="Nickname" value="Anni"/><personref hlink="_i2" rel="Employer"/><noteref hlink="_n1"/></person>
<person handle="_i2" id="I0002"><gender>M</gender><name><first>Carl</first><surname>Kohl</surname></name>
<eventref hlink="_e4" role="Primary"/><eventref hlink="_e1" role="Witness"/></person>
<person handle="_i3" id="I0003"><gender>U</gender><name><first>Emil</first></name></person>
</people>
<families><family handle="_f1" id="F1"><rel type="Married"/><mother hlink="_i1"/><father hlink="_i2"/>
<eventref hlink="_e2" role="Family"/><childref hlink="_i3" frel="Adopted" mrel="Birth"><citationref hlink="_c1"/>
</childref></family></families>
<citations><citation handle="_c1" id="C1"><dateval val="1820"/><page>17</page><confidence>1</confidence>
<noteref hlink="_n1"/><sourceref hlink="_s1"/></citation></citations>
<sources><source handle="_s1" id="S1"><stitle>Register</stitle><reporef hlink="_r1" callno="A 1"/></source></sources>
<places><placeobj handle="_p1" id="P1"><pname value="Aldport"/><pname value="Altport" lang="de"/><placeref hlink="_p2"/>
<coord long="1" lat="2"/></placeobj><placeobj handle="_p2" id="P2"><pname value="Northland"/></placeobj></places>
<repositories><repository handle="_r1" id="R1"><rname>State Archive</rname></repository></repositories>
<notes><note handle="_n1" id="N1"><text>She kept the lamp.</text></note></notes>
</database>
"""


@pytest.mark.parametrize("packed", [False, True])
def test_tree_of_gramps_is_read(packed: bool, genden: Callable[..., Ran], tmp_path: Path) -> None:  # noqa: FBT001
    data = gzip.compress(GRAMPS.encode()) if packed else GRAMPS.encode()
    base, said = imported(genden, tmp_path, data, "tree.gramps")
    ana, carl, emil = base["people"].values()
    assert list(base["people"]) == ["ana-von-brandt-i0001", "carl-kohl-i0002", "emil-i0003"]
    assert (ana["born"], str(ana["died"])) == ("[..1820-03-03]", "1917-11-07")
    assert ana["note"] == "She kept the lamp.\nNickname: Anni."
    assert [each.get("sex") for each in (ana, carl, emil)] == ["female", "male", None]
    assert ana["names"][1]["kind"] == "married"
    assert ana["names"][1]["from"] == 1849
    assert ana["roles"] == [{"title": "Countess", "from": 1850, "to": 1860}]
    assert ana["relations"] == [{"to": "carl-kohl-i0002", "as": "employer"}]
    assert [(each["to"], each["as"], each.get("from")) for each in carl["relations"]] == [
        ("ana-von-brandt-i0001", "wife", "1849~")
    ]
    assert [each["as"] for each in emil["relations"]] == ["adopted father", "mother"]
    birth = base["events"]["birth-ana-von-brandt-i0001"]
    assert (birth["place"], list(birth["people"].values())) == ("aldport-p1", ["child", "witness"])
    assert base["places"] == {
        "aldport-p1": {
            "name": "Aldport",
            "names": [{"text": "Altport", "lang": "de"}],
            "part_of": "northland-p2",
            "coordinates": "2, 1",
            "ids": {"gramps": "P1"},
        },
        "northland-p2": {"name": "Northland", "ids": {"gramps": "P2"}},
    }
    assert "3 Mar 1820 or earlier in Aldport, Northland" in base["claims"]["birth-ana-von-brandt-i0001"]["says"]
    inquiry = next(each for each in base["events"].values() if each["kind"] == "inquiry")
    assert (inquiry["date_text"], len(inquiry["people"])) == ("in a storm", 2)
    assert base["claims"]["birth-ana-von-brandt-i0001"]["evidence"] == [
        {
            "source": "register-s1",
            "stance": "supports",
            "credibility": 4,
            "at": {"page": 17},
            "note": "Entry of 1820.\nShe kept the lamp.",
        }
    ]
    assert base["sources"]["register-s1"]["archive"] == "State Archive"
    for kind in ("1 person.priv (marks of privacy)", "only repeats the type"):
        assert kind in said


def test_places_in_a_circle_are_left_without_it(genden: Callable[..., Ran], tmp_path: Path) -> None:
    circle = GRAMPS.replace('<pname value="Northland"/>', '<pname value="Northland"/><placeref hlink="_p1"/>')
    base, said = imported(genden, tmp_path, circle.replace('lat="2"', 'lat="far"'), "tree.gramps")
    assert ["part_of" in each for each in base["places"].values()] == [False, False]
    assert "2 places that are parts of themselves" in said
    assert "1 placeobj.coord (coordinates that are none)" in said


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [
        ("N18.150944", "E168.150944", "18.150944, 168.150944"),
        ("54.32", "-10.14", "54.32, -10.14"),
        ("50°52'21.92\"N", "124°52'21.92\"W", "50.872756, -124.872756"),
        ("50:52:30", "-10:8", "50.875, -10.133333"),
        ("S33,5", "E 0", "-33.5, 0"),
        ("91", "0", ""),
        ("E10", "N54", ""),
        ("N54S", "10", ""),
        ("-54S", "10", ""),
        ("", "", ""),
    ],
)
def test_coordinates_become_degrees(latitude: str, longitude: str, found: str) -> None:
    assert coordinates.read(latitude, longitude) == found


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GRAMPS.replace("</events>", "</evens>"), "tree.gramps:13: not XML: mismatched tag"),
        (BOMB + "<database><events/></database>", "tree.gramps:1: it declares an entity"),
        ("<a>" * 100, "tree.gramps:1: nested beyond 64 levels"),
        ("", "tree.gramps:1: not XML: no element found"),
        (b"\x1f\x8bnonsense", "tree.gramps is damaged"),
    ],
)
def test_malformed_tree_of_gramps_is_refused(
    text: str | bytes, message: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "tree.gramps"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = genden("import", str(file), "-o", str(tmp_path / "made.yaml"))
    assert (ran.code, message in ran.err) == (Exit.BASE, True), ran.err


def test_packed_tree_has_a_limit(genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    file = tmp_path / "tree.gramps"
    file.write_bytes(gzip.compress(b" " * (2 << 20)))
    ran = genden("import", str(file), "-o", str(tmp_path / "made.yaml"))
    assert (ran.code, "has more than 1 MiB" in ran.err) == (Exit.BASE, True)


def test_corners_of_a_tree_are_kept_or_counted(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, CORNERS)
    ana, unknown = base["people"].values()
    assert (ana["roles"], unknown["name"]) == ([{"title": "smith"}], "Unknown person")
    for note in ("Occupation: smith (Aldport).", "Height: tall (1850).", "a note on both"):
        assert note in ana["note"]
    assert [each["as"] for each in ana["relations"]] == ["spouse", "associate", "perhaps the same person"]
    birth = base["events"]["birth-ana-brandt-i1"]
    versions = [base["claims"][each] for each in birth["variants"]]
    assert [len(each.get("evidence", ())) for each in versions] == [2, 0, 0]
    assert versions[0]["relations"]["contradicts"] == [birth["variants"][2]]
    assert versions[0]["evidence"][0]["note"] == "seen\nEntry of 3 MAR 1821."
    assert base["sources"]["register-s1"]["note"] == "Short title: Reg.."
    assert base["sources"]["only-short-s2"]["title"] == "Only short"
    assert base["sources"]["a-source-without-a-title-a-source-without-a-title"]["title"] == "A source without a title"
    assert "marriage-settlement" in base["base"]["kinds"]
    assert "divorce" not in base["base"]["kinds"]
    for kind in (
        "1 death without a date or a place",
        "1 citations of a source without a record",
        "1 links to people without a record",
        "1 notes on a family without a known parent",
        "1 INDI.FAMC (families without a record)",
        "1 INDI.ASSO",
        "1 INDI.NAME.NOTE",
        "1 FAM.DIV N (what did not happen)",
    ):
        assert kind in said


def test_corners_of_gramps_are_kept_or_counted(genden: Callable[..., Ran], tmp_path: Path) -> None:
    changes = {
        "<type>Inquiry</type>": "<type>Inquiry</type><cause>a fire</cause>"
        '<attribute type="Depth" value="3"><citationref hlink="_c1"/></attribute>',
        "<stitle>Register</stitle>": "<sabbrev>Reg</sabbrev>",
        '<datestr val="in a storm"/>': '<daterange start="1850" stop="1852" quality="estimated"/>',
        "<notes>": "<objects><object handle='_o1'/></objects><notes>",
        '<eventref hlink="_e5" role="Primary"/>': '<eventref hlink="_e9" role="Primary"/>',
        '<eventref hlink="_e2" role="Family"/>': '<eventref hlink="_e8" role="Family"/>',
    }
    text = GRAMPS
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    base, said = imported(genden, tmp_path, text, "tree.gramps")
    inquiry = next(each for each in base["events"].values() if each["kind"] == "inquiry")
    assert (inquiry["date"], inquiry["about"]) == ("[1850~..1852~]", "Cause: a fire.\nDepth: 3.")
    assert "1 attribute.citationref" in said
    assert base["sources"]["reg-s1"]["title"] == "Reg"
    assert "1 object" in said
    assert {"death", "marriage"} <= {each["kind"] for each in base["events"].values()}, "events of nobody are kept"


HOSTILE_PERSON = """0 @I{n}@ INDI
1 NAME {text} /{text}/
2 TYPE {text}
1 BIRT
2 DATE {text}
2 PLAC {text}
2 SOUR {text}
3 PAGE {text}
1 OCCU {text}
1 EVEN {text}
2 TYPE {text}
1 NOTE {text}
"""


def test_hostile_texts_become_a_sound_base(genden: Callable[..., Ran], tmp_path: Path) -> None:
    texts = [re.sub(r"[\r\n\x00\ud800]", " ", each).strip() or "-" for each in attacks.EVERY]
    people = "".join(HOSTILE_PERSON.format(n=number, text=each) for number, each in enumerate(texts))
    base, _ = imported(genden, tmp_path, f"0 HEAD\n{people}0 TRLR\n")
    assert len(base["people"]) == len(texts)
    (tmp_path / "made.yaml").unlink()
    kept = "\n".join(re.sub("[^\t\n -\ud7ff\ue000-\ufffd]", "", each) for each in texts)
    text = re.sub("Ana|Aldport|Inquiry|Countess|Register|Employer", lambda _: escape(kept, {'"': "&quot;"}), GRAMPS)
    imported(genden, tmp_path, text, "tree.gramps")
