"""``genden read``: a document under examination from top to bottom, from the base or in its own text."""

from __future__ import annotations

import json
import re
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TESTS, WIDTHS
from formats import assert_formats_agree, without_identity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Genden = Callable[..., Ran]
    Golden = Callable[[str, str], None]

RETELLING = TESTS / "retelling.yaml"
COMMANDS = {
    "read-source": (FACTS, ["read", "pamphlet", "--all"]),
    "read-source-other-locators": (RETELLING, ["read", "pamphlet", "--all"]),
    "read-article": (FACTS, ["read", "article.txt", "--all"]),
    "read-retelling": (RETELLING, ["read", "retelling.txt", "--as", "pamphlet", "--all"]),
}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name files as they lie beside the tests, so that outputs do not depend on where those are."""
    monkeypatch.chdir(TESTS)


def read(genden: Genden, text: str | bytes, *options: str, base: Path = FACTS, **settings: int) -> Ran:
    data = text.encode() if isinstance(text, str) else text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), encoding="utf-8"))
        return genden("read", "-", "--all", *options, base=base, **settings)


LISTED = {"read-missing": (RETELLING, ["read", "retelling.txt", "--as", "pamphlet", "--missing", "--all"])}


@pytest.mark.parametrize("name", [*COMMANDS, *LISTED])
def test_pages_are_as_recorded(name: str, genden: Genden, golden_page: Callable[..., None]) -> None:
    base, arguments = (COMMANDS | LISTED)[name]

    def page(width: int) -> str:
        ran = genden(*arguments, base=base, width=width)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    golden_page(name, page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*COMMANDS, *LISTED])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, genden: Genden) -> None:
    base, arguments = (COMMANDS | LISTED)[name]
    assert max(map(len, genden(*arguments, base=base, width=width).out.splitlines())) <= width


@pytest.mark.parametrize("name", COMMANDS)
def test_json_lines_and_plain_lines_are_json_and_csv(name: str, genden: Genden) -> None:
    base, arguments = COMMANDS[name]
    assert_formats_agree(lambda format_: genden(*arguments, "--format", format_, base=base))


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
@pytest.mark.parametrize("name", COMMANDS)
def test_formats_are_as_recorded(name: str, format_: str, genden: Genden, golden: Golden) -> None:
    base, arguments = COMMANDS[name]
    ran = genden(*arguments, "--format", format_, base=base)
    assert (ran.code, ran.err) == (0, "")
    golden(f"{name}.{format_}", ran.out)


def test_colour_and_ascii_are_as_recorded(genden: Genden, golden: Golden) -> None:
    base, arguments = COMMANDS["read-retelling"]
    golden("read-retelling-ascii.txt", genden("--ascii", *arguments, base=base).out)
    golden("read-retelling-color.txt", genden("--color", "always", *arguments, base=base).out)


@pytest.mark.parametrize("width", [30, 60, 100])
def test_colour_changes_nothing_but_colour(width: int, genden: Genden) -> None:
    base, arguments = COMMANDS["read-retelling"]
    coloured = genden("--color", "always", *arguments, base=base, width=width).out
    lines = re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()
    assert [line.rstrip() for line in lines] == genden(*arguments, base=base, width=width).out.splitlines()


# What tests/retelling.txt does to the ten quotes that it has.
PLANTED = {
    "headline": "nearly",  # case
    "keeper": "nearly",  # case
    "last-night": "exact",
    "dark": "nearly",  # spaces
    "children": "exact",
    "rumour": "missing",
    "own-hands": "nearly",  # a dash
    "whole-town": "missing",  # another word
    "nobody": "exact",  # between quotation marks
    "called": "nearly",  # a word more
    "bravest": "nearly",  # quotation marks
}


def test_a_retelling_gives_up_its_quotes_and_none_is_called_exact_that_is_not(genden: Genden) -> None:
    base, arguments = COMMANDS["read-retelling"]
    record = json.loads(genden(*arguments, "--format", "json", base=base).out)["read"]
    quotes = [(part["text"], quote) for part in record["paragraphs"] for quote in part["quotes"]]
    quotes += [("", quote) for quote in record["missing"]]
    assert {quote["claim"]: quote["how"] for _, quote in quotes} == PLANTED
    for text, quote in quotes:
        stands = text[quote["start"] : quote["end"]]
        assert (stands == quote["quote"]) == (quote["how"] == "exact")
        assert quote["found"] == (stands or None)
    assert sum(len(part["sentences"]) for part in record["paragraphs"]) == 12


def test_standard_input_is_read_like_a_file(genden: Genden) -> None:
    piped = read(genden, (TESTS / "article.txt").read_text(encoding="utf-8"))
    assert piped.out == genden("read", "article.txt", "--all").out.replace("article.txt", "-", 1)


def test_lines_are_paragraphs_where_no_blank_line_parts_them(genden: Genden) -> None:
    ran = read(genden, "The lamp was dark.\nThen the lamp was dark.\n", "--format", "plain")
    rows = [line.split("\t")[:4] for line in ran.out.splitlines()]
    assert rows[:2] == [["1", "0", "18", "reading"], ["2", "5", "22", "exact"]]


def test_overlapping_quotes_are_marked_each_with_its_sign(genden: Genden, tmp_path: Path) -> None:
    quotes = {"a": "one two three", "b": "two", "c": "three four", "d": "three four"}
    claims = "".join(
        f"  {id_}:\n    says: Claim {id_}.\n    appears_in: [{{source: s, quote: {quote}}}]\n"
        for id_, quote in quotes.items()
    )
    base = tmp_path / "base.yaml"
    base.write_text(
        "base: {title: T, examines: [s]}\nsources: {s: {title: S, reliability: F}}\nclaims:\n" + claims,
        encoding="utf-8",
    )
    ran = read(genden, "zero\tone two three four, five", base=base)
    assert ran.out.splitlines()[7] == "  1   zero [one [two ∅2] [three ∅1] four ∅3 ∅4], five"


SEVERAL = """
base: {title: t, by: nobody, examines: [a]}
sources: {a: {title: A, reliability: D}}
claims:
  wind: {says: It was windy., because: So the log., appears_in: [{source: a, at: {paragraph: 1}, quote: a windy night}],
    verdict: supported}
  night: {says: It was night., because: So the letters., verdict: supported,
    appears_in: [{source: a, at: {paragraph: 1}, quote: a windy night}, {source: a, quote: a windy night}]}
"""


def test_claims_made_in_the_same_words_are_spelt_out_each_once(genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "several.yaml"
    base.write_text(SEVERAL, encoding="utf-8")
    assert without_identity(read(genden, "It was a windy night.", base=base).out).partition("\n\n")[2] == (
        "  1   It was [a windy night ✓1 ✓2].\n"
        "       1 ✓ supported   It was night.  night\n"
        "                       So the letters.\n"
        "       2 ✓ supported   It was windy.  wind\n"
        "                       So the log.\n"
    )
    assert genden("read", "a", "--all", base=base).out.partition("Score")[0] == (
        "A  a\n"
        "From top to bottom: what it claims, in which words, and how that stands. The numbers are paragraphs.\n"
        "\n"
        "  1   ✓ supported   It was windy.  wind\n"
        "                    “a windy night”\n"
        "                    So the log.\n"
        "      ✓ supported   It was night.  night\n"
        "                    “a windy night”\n"
        "                    So the letters.\n"
        "\n"
        "  -   ✓ supported   It was night.  night\n"
        "                    “a windy night”\n"
        "                    see para. 1\n"
        "\n"
    )


TWICE = """
base: {title: t, by: nobody, examines: [a]}
sources: {a: {title: A, reliability: D}}
claims:
  slap: {says: Eve slapped Ann., because: So the log., verdict: supported, appears_in: [
    {source: a, at: {paragraph: 1}, quote: slapped Ann in the face}, {source: a, at: {paragraph: 1}, quote: the face},
    {source: a, at: {paragraph: 1}, quote: a loud slap}, {source: a, at: {paragraph: 2}, quote: this slap}]}
"""


def test_a_claim_made_twice_in_a_paragraph_has_one_note_there(genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "twice.yaml"
    base.write_text(TWICE, encoding="utf-8")
    text = "She slapped Ann in the face: a loud slap.\n\nIt was this slap."
    assert without_identity(read(genden, text, base=base).out).partition("\n\n")[2] == (
        "  1   She [slapped Ann in the face ✓1]: [a loud slap ✓1].\n"
        "       1 ✓ supported   Eve slapped Ann.  slap\n"
        "                       So the log.\n"
        "\n"
        "  2   It was [this slap ✓1].\n"
        "       1 ✓ supported   Eve slapped Ann.  slap\n"
        "                       see para. 1\n"
    )
    assert genden("read", "a", "--all", base=base).out.partition("Score")[0].partition("\n\n")[2] == (
        "  1   ✓ supported   Eve slapped Ann.  slap\n"
        "                    “slapped Ann in the face”, “the face”, “a loud slap”\n"
        "                    So the log.\n"
        "\n"
        "  2   ✓ supported   Eve slapped Ann.  slap\n"
        "                    “this slap”\n"
        "                    see para. 1\n"
        "\n"
    )


def test_every_sentence_of_a_long_text_is_read(genden: Genden) -> None:
    ran = read(genden, "A song is older than the novel. " * 1_001)
    assert ran.out.count(". {") == 1_001
    assert "Sentences      1001: 1001 recognized, 0 unknown\n" in ran.out


def test_a_text_of_which_the_base_knows_nothing(genden: Genden) -> None:
    ran = read(genden, "*** Fjords! ***\n\n***", width=60)
    assert (ran.code, ran.err) == (1, "genden: nothing in this text is in the base\n")
    assert without_identity(ran.out) == (
        "-\n"
        "Compared with  pamphlet\n"
        "Quotes         0 of 5 found\n"
        "Sentences      1: 0 recognized, 1 unknown\n"
        "Marks          │ nothing in the base was recognized in this\n"
        "               sentence\n"
        "\n"
        "  1 │ *** Fjords! ***\n"
        "\n"
        "  2   ***\n"
    )


# A text, and the script that no quote is in, where that is why none is found.
SCRIPTS = {
    "Кто погасил лампу? (in Aldport)": "Cyrillic",
    "她把灯熄灭了": "CJK",
    "Nobody knows": None,
    "Nobody knows, не знаю": None,
    "1788!": None,
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_text_in_a_script_that_no_quote_is_in_cannot_be_matched(text: str, genden: Genden) -> None:
    script = SCRIPTS[text]
    why = f"; it is in {script} letters, and no quote is" if script else ""
    ran = read(genden, text, "--format", "json")
    assert (ran.code, ran.err) == (1, f"genden: nothing in this text is in the base{why}\n")
    assert json.loads(ran.out)["read"]["script"] == script


def test_an_empty_text_is_no_answer(genden: Genden) -> None:
    assert read(genden, " \n") == (1, "", "genden: the text is empty\n")


def test_a_source_that_claims_nothing_is_no_answer(genden: Genden) -> None:
    assert genden("read", "log") == (1, "", "genden: no claim is made in log\ngenden source log shows what it says\n")


def test_what_could_steer_a_terminal_is_shown_not_obeyed(genden: Genden) -> None:
    for format_ in ("table", "markdown", "json", "plain"):
        ran = read(genden, "x\x1b[31m\u202e the lamp was\x07dark", "--format", format_)
        assert not re.search("[\x1b\x07\u202e]", ran.out)


MISUSED = {
    "neither file nor source": (["read", "zzz.txt"], 2, "no file and no source 'zzz.txt'"),
    "several sources": (["read", "l"], 2, "'l' may be any of 4:"),
    "as without a text": (["read", "pamphlet", "--as", "log"], 2, "no file 'pamphlet'"),
    "missing without a text": (["read", "pamphlet", "--missing"], 2, "no file 'pamphlet'"),
    "as nobody": (["read", "article.txt", "--as", "zzz"], 2, "no source 'zzz'"),
    "a directory": (["read", "."], 3, ". is a directory, not a file"),
}


DIFFERING = """
base: {title: t, by: nobody, examines: [a]}
sources: {a: {title: A, reliability: D}}
claims:
  slap: {says: Eve slapped Ann in the face., appears_in: [
    {source: a, quote: slapped Ann in public}, {source: a, quote: slapped Ann in the face}]}
  public: {says: It took place in public., appears_in: [{source: a, quote: slapped Ann in public}]}
"""


def test_a_retelling_does_not_claim_what_a_differing_word_says(genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "differing.yaml"
    base.write_text(DIFFERING, encoding="utf-8")
    ran = read(genden, "She slapped Ann in the face.", "--format", "plain", base=base)
    found = [line.split("\t")[3:6] for line in ran.out.splitlines() if line.split("\t")[3] != "missing"]
    assert found == [["exact", "0", "slap"]]


# A sentence with a quote of the claim, and whether a word beside the quote denies it.
DENIED = {
    "She slapped Ann in the face.": False,
    "Eve never slapped Ann in the face.": True,
    "Nobody slapped Ann in the face.": True,
    "It was not true that she slapped Ann in public.": True,
    "Eve denied that she slapped Ann in the face.": True,
    "That she slapped Ann in the face is a myth.": True,
    "Eve didn\u2019t say who slaped Ann in the face.": True,
    "She was not there. She slapped Ann in the face. Nobody came.": False,
    "She slapped Ann in the face and slapped Ann in public.": False,
    "She slapped Ann in the face, and knotted the rope.": False,
}


@pytest.mark.parametrize("sentence", DENIED)
def test_a_quote_that_its_sentence_denies_is_found_and_marked(sentence: str, genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "differing.yaml"
    base.write_text(DIFFERING, encoding="utf-8")
    record = json.loads(read(genden, sentence, "--format", "json", base=base).out)["read"]
    found = [quote["denied"] for passage in record["paragraphs"] for quote in passage["quotes"]]
    assert set(found) == {DENIED[sentence]}
    assert record["score"]["denied"] == sum(found)
    page = read(genden, sentence, base=base).out
    assert ("denied here? a word beside the quote denies" in page) == DENIED[sentence]
    assert ("perhaps denied there" in page) == DENIED[sentence]


SHORT_QUOTE = """
base: {title: t, by: nobody, examines: [a]}
sources: {a: {title: A, reliability: D}}
people: {eve: {name: Eve Marsh}, bob: {name: Bob Holm}}
claims:
  place: {says: It happened at the mill., appears_in: [{source: a, quote: at the old mill}]}
  slap: {says: Eve Marsh slapped Bob Holm in the face., people: [eve, bob]}
"""

# A sentence, the claims of its quotes, and those that it seems to make beside them.
BESIDE_QUOTES = {
    "Eve Marsh slapped Bob Holm in the face at the old mill.": (["place"], ["slap"]),
    "At the old mill, Eve slapped Bob in the face.": (["place"], ["slap"]),
    "Eve Marsh slapped Bob Holm in the face.": ([], ["slap"]),
    "There, at the old mill.": (["place"], []),
}


@pytest.mark.parametrize("sentence", BESIDE_QUOTES)
def test_sentence_with_a_short_quote_is_read_too(sentence: str, genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "short.yaml"
    base.write_text(SHORT_QUOTE, encoding="utf-8")
    (passage,) = json.loads(read(genden, sentence, "--format", "json", base=base).out)["read"]["paragraphs"]
    (told,) = passage["sentences"]
    found = [each["claim"] for each in passage["quotes"]], [each["claim"] for each in told["perhaps"]]
    assert found == BESIDE_QUOTES[sentence]


PEOPLE = """
base: {title: t, by: nobody, examines: [a]}
sources: {a: {title: A, reliability: D}}
people: {eve: {name: Eve Marsh}, ann: {name: Ann}, bob: {name: Bob Öhm}}
claims:
  born: {says: Eve was born in a mill in 1892., people: [eve], appears_in: [{source: a, quote: a miller's child}]}
  mill: {says: The mill burnt down in 1892.}
  pipe: {says: Eve broke the pipe of Ann., people: [eve, ann]}
  office: {says: Bob became a judge., people: [bob]}
  ship: {says: A ship sank.}
  war: {says: A war began.}
"""

# A sentence, and the claims that it may be about.
ABOUT = {
    "Eve was born in 1895.": [],  # a claim that has another number is not meant
    "Eve was born in 1892, not in 1895.": ["born"],
    "She was born in a mill.": [],  # She is a name that nobody here has, as far as the base knows
    "it was in 1892 that Marsh was born in a mill": ["born"],
    "Ann was born in 1892.": [],
    "Öhm was born in a mill in 1892.": [],
    "Churchill was born in 1892.": [],
    "The mill where Churchill was born burnt down in 1892.": [],
    "The mill burnt in 1893.": [],
    "The mill burnt down.": ["mill"],
    "Ann broke the pipe of Eve.": ["pipe"],
    "Bob broke the pipe of Ann.": [],
    "Bob broke the pipe.": [],
    "A pipe broke.": ["pipe"],
}


@pytest.mark.parametrize("sentence", ABOUT)
def test_a_guess_is_about_everybody_whom_the_sentence_names(sentence: str, genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "people.yaml"
    base.write_text(PEOPLE, encoding="utf-8")
    (passage,) = json.loads(read(genden, sentence, "--format", "json", base=base).out)["read"]["paragraphs"]
    (told,) = passage["sentences"]
    assert [each["claim"] for each in told["perhaps"]] == ABOUT[sentence]


@pytest.mark.parametrize("name", MISUSED)
def test_misuse_is_named_and_followed_by_a_remedy(name: str, genden: Genden) -> None:
    arguments, code, said = MISUSED[name]
    ran = genden(*arguments)
    first, *remedy = ran.err.splitlines()
    assert (ran.code, ran.out, first) == (code, "", f"genden: {said}")
    assert remedy


UNREADABLE = {
    "binary": (b"PK\x03\x04\x00", "standard input is not a text: it holds NUL bytes\nsave it as plain text in UTF-8\n"),
    "another encoding": (
        "caf\u00e9 noir".encode("latin-1"),
        "standard input is not UTF-8 (byte 4)\nconvert it, as in: iconv -f WINDOWS-1252 -t UTF-8\n",
    ),
    "too large": (b"x" * ((1 << 20) + 1), "standard input has more than 1 MiB\nGENDEN_MAX_MIB=2 allows more\n"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_text_gets_one_clear_message(name: str, genden: Genden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    data, said = UNREADABLE[name]
    assert read(genden, data) == (3, "", f"genden: {said}")


def test_a_file_that_is_too_large_says_what_allows_it(
    genden: Genden, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "large.txt").write_bytes(b"x" * ((1 << 20) + 1))
    said = "genden: large.txt has 2 MiB, more than 1\nGENDEN_MAX_MIB=2 allows it\n"
    assert genden("read", "large.txt") == (3, "", said)


def test_a_byte_order_mark_is_no_part_of_the_text(genden: Genden) -> None:
    assert read(genden, b"\xef\xbb\xbfthe lamp was dark", "--format", "plain").out.startswith("1\t0\t17\texact")


def test_a_base_that_examines_nothing_asks_whose_claims_are_meant(genden: Genden, tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("base: {title: T}\nsources: {}\n", encoding="utf-8")
    said = "genden: this base examines no document\n--as SOURCE says whose claims to look for\n"
    assert read(genden, "text", base=base) == (2, "", said)
    said = "genden: this base examines no document\nname a source, or a file with a text\n"
    for claims in ("", "claims: {a: {says: A.}}\n"):
        base.write_text(f"base: {{title: T}}\nsources: {{}}\n{claims}", encoding="utf-8")
        assert genden("read", base=base) == (2, "", said)
    assert genden("read", "--missing", base=base).err.startswith("genden: which text?\n")
