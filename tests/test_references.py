"""References: names in parts, identifiers with check digits, squeezed publishers, and the fixes of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from hypothesis import given
from hypothesis import strategies as st

from genden_cli import contributors
from genden_cli.check import check
from genden_cli.diagnostics.fixing import apply_fixes
from genden_cli.load import load
from genden_cli.model import Contributor
from genden_cli.source.base_files import BaseContent
from genden_cli.source.base_text import BaseText
from genden_cli.text import identifiers
from genden_cli.words import NameOrder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

HEAD = "base: {title: T}\nsources:\n"


def source(*lines: str, kind: str = "article-journal") -> str:
    """Return a base with one source."""
    keys = ["title: A", f"type: {kind}", *lines, "reliability: A"]
    return "\n    ".join([f"{HEAD}  s:", *keys]) + "\n"


@pytest.mark.parametrize(
    ("written", "said", "sorted_by"),
    [
        ("{family: Kotkin, given: Stephen}", "Stephen Kotkin", "Kotkin, Stephen"),
        ("{family: Berg, given: Jan, particle: van den}", "Jan van den Berg", "van den Berg, Jan"),
        ("{family: King, given: Martin, suffix: Jr.}", "Martin King Jr.", "King, Martin, Jr."),
        ("{family: Mao, given: Zedong, name_order: family-first}", "Mao Zedong", "Mao Zedong"),
        ("{family: Genden, given: Peljidiin, name_order: given-first}", "Peljidiin Genden", "Genden, Peljidiin"),
        ("{family: 丁, given: 中江, name_order: family-first}", "丁中江", "丁中江"),
        ("{family: 丁, given: Wen Jiang, name_order: family-first}", "丁 Wen Jiang", "丁 Wen Jiang"),
        ('{family: "\\u2212 1", given: "\\ufeff=1"}', "\ufeff=1 \u2212 1", "\u2212 1, \ufeff=1"),
        ("{family: Baabar}", "Baabar", "Baabar"),
        ("{literal: Voice of Russia}", "Voice of Russia", "Voice of Russia"),
        ("Voice of Russia", "Voice of Russia", "Voice of Russia"),
    ],
)
def test_name_is_read_shown_and_inverted(written: str, said: str, sorted_by: str) -> None:
    (found,) = load([BaseText("f", source(f"author: [{written}]").encode())]).sources
    (name,) = contributors.as_list(found.author)
    assert (str(name), contributors.inverted(name)) == (said, sorted_by)


def test_text_is_one_literal_name_whatever_it_says() -> None:
    (found,) = load([BaseText("f", source("author: Sandag, S. and Kendall, H.").encode())]).sources
    assert found.author == "Sandag, S. and Kendall, H."
    assert contributors.as_list(found.author) == (Contributor(literal="Sandag, S. and Kendall, H."),)


NAMES = st.builds(
    Contributor,
    family=st.text(min_size=1),
    given=st.none() | st.text(min_size=1),
    suffix=st.none() | st.text(min_size=1),
    name_order=st.none() | st.sampled_from(list(NameOrder)),
)


@given(st.lists(NAMES, min_size=1).map(tuple))
def test_names_survive_the_index(names: tuple[Contributor, ...]) -> None:
    parts = contributors.encode(names)
    assert parts is not None
    assert contributors.decode(parts) == names


@pytest.mark.slow
def test_ten_thousand_authors_are_read_and_cited(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "many.yaml"
    authors = ", ".join(f"{{family: F{n}, given: G{n}}}" for n in range(10_000))
    base.write_text(source(f"author: [{authors}]"))
    assert "G9999 F9999" in genden("cite", "s", base=base).out
    assert genden("export", "csl", base=base).out.count('"family"') == 10_000


@pytest.mark.parametrize(
    ("scheme", "right"),
    [
        ("isbn", "978-0-306-40615-7 0-306-40615-2 080442957X 9785932556818"),
        ("issn", "0378-5955 03785955 2434-561X"),
        ("doi", "10.1000/182 10.1000.10/123456 10.22162/2619-0990-2021-55-3-428-435"),
        ("orcid", "0000-0002-1825-0097 0000-0002-1694-233X"),
        ("isni", "0000000121032683"),
        ("viaf", "12347 000000"),
        ("wikidata", "Q42 Q1"),
        ("handle", "20.500.12854/30048 2027/loc.ark"),
        ("arxiv", "0706.0001 1501.00001v2 hep-th/9901001 math.GT/0309136"),
        ("oclc", "anything x"),
    ],
)
def test_right_identifiers_are_accepted(scheme: str, right: str) -> None:
    assert [each for each in right.split() if not identifiers.is_identifier(scheme, each)] == []


@pytest.mark.parametrize(
    ("scheme", "wrong"),
    [
        ("isbn", "978-0-306-40615-6 0306406153 x 977-0-306-40615-0 97803064061577 08044295X7"),
        ("issn", "0378-5954 0378-595 2434-5611"),
        ("doi", "10.1000 11.1000/1 10.1000/ doi:10.1000/182"),
        ("orcid", "0000-0002-1825-0098 0000000218250097 0000-0002-1694-2330"),
        ("isni", "0000000121032684 1"),
        ("viaf", f"v1 1.2 {'1' * 23} ١٢"),
        ("wikidata", "q42 Q0 P31 42"),
        ("handle", "20.500.12854 /x"),
        ("arxiv", "0713.0001 706.0001 hep-th/9913001 arXiv:0706.0001"),
    ],
)
def test_wrong_pattern_or_check_digit_is_refused(scheme: str, wrong: str) -> None:
    assert [each for each in wrong.split() if identifiers.is_identifier(scheme, each)] == []
    for each in wrong.split():
        assert identifiers.fault(scheme, each)


@given(
    st.sampled_from(["isbn", "issn", "doi", "orcid", "isni", "viaf", "wikidata", "handle", "arxiv"]),
    st.text("0123456789Xx-/. :vQÅ"),
)
def test_any_text_is_an_identifier_or_not(scheme: str, text: str) -> None:
    if identifiers.is_identifier(scheme, text):
        assert identifiers.bare(scheme, text) == text or scheme == "handle"
    else:
        assert identifiers.fault(scheme, text)


SPLIT = [
    (
        "Oriental Studies, 14(3), 428-435",
        "article-journal",
        ['container_title: "Oriental Studies"', "volume: 14", "issue: 3", "page: 428-435"],
    ),
    (
        "Nature 12 (3-4): pp. 7–9",
        "article-journal",
        ["container_title: Nature", "volume: 12", "issue: 3-4", 'page: "7–9"'],
    ),
    ("Time, vol. 66, no. 26", "article-magazine", ["container_title: Time", "volume: 66", "issue: 26"]),
    (
        "Encyclopaedia Britannica, 12th ed., vol. 31",
        "entry-encyclopedia",
        ['container_title: "Encyclopaedia Britannica"', "edition: 12", "volume: 31"],
    ),
    ("In: Songs", "chapter", ["container_title: Songs"]),
    ("RGANI, fond 89, opis 63", "document", ["archive: RGANI", 'archive_location: "fond 89, opis 63"']),
]
UNSPLIT = [
    ("Oriental Studies (Kalmyk Scientific Center), 14(3), 428-435", "article-journal"),
    ("In: Songs (edited by Ann)", "chapter"),
    ("Журнал, т. 4, с. 476", "article-journal"),
    ("The Evening Star", "article-newspaper"),
    ("Works, vol. 17", "document"),
]
GOOD = [
    ("White Horse Press, Cambridge", "book"),
    ("Farrar, Straus and Giroux", "book"),
    ("163.com", "webpage"),
    ("Routledge", "chapter"),
    ("20th Century Fox", "motion_picture"),
]


def codes(text: str) -> list[str]:
    return [each.code for each in check([BaseText("f", text.encode())]).problems]


@pytest.mark.parametrize("form", ["", "'", '"', "\r\n", "#"])
@pytest.mark.parametrize("row", SPLIT, ids=lambda row: row[0])
def test_squeezed_publisher_is_split_and_no_other_byte_changes(
    row: tuple[str, str, list[str]], form: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    publisher, kind, lines = row
    quote = form if form in ("'", '"') else '"' if ": " in publisher else ""
    newline = form if form == "\r\n" else "\n"
    comment = "  # as printed" if form == "#" else ""
    file = tmp_path / "base.yaml"
    file.write_bytes(
        source(f"publisher: {quote}{publisher}{quote}{comment}", kind=kind).replace("\n", newline).encode()
    )
    ran = genden("check", "--fix", "--only", "W244", str(file))
    assert (ran.code, ran.out) == (0, "")
    listed, _, said = ran.err.partition("\n")
    assert listed.startswith(f"{file}:")
    assert said == f"{file}: 1 problem fixed\nbase.yaml: no mistakes, no warnings shown (1 filtered out)\n"
    written = source(*lines[:-1], lines[-1] + comment, kind=kind).replace("\n", newline)
    assert file.read_bytes().decode() == written
    assert "W244" not in codes(written)


def test_squeezed_publisher_in_braces_is_split_in_braces() -> None:
    text = f'{HEAD}  s: {{title: A, type: article-journal, publisher: "Nature, 12(3)", reliability: A}}\n'
    (problem,) = [each for each in check([BaseText("f", text.encode())]).problems if each.code == "W244"]
    assert problem.fix is not None
    fixed, counts = apply_fixes(BaseContent("f", (BaseText("f", text.encode()),)), [problem.fix])
    assert counts == {"f": 1}
    written = fixed.data["f"].decode()
    assert "type: article-journal, container_title: Nature, volume: 12, issue: 3, reliability: A}" in written
    assert "W244" not in codes(written)


@pytest.mark.parametrize(("publisher", "kind"), UNSPLIT)
def test_what_has_several_readings_is_only_reported(publisher: str, kind: str) -> None:
    text = source(f'publisher: "{publisher}"', kind=kind)
    (problem,) = [each for each in check([BaseText("f", text.encode())]).problems if each.code == "W244"]
    assert problem.fix is None


@pytest.mark.parametrize(("publisher", "kind"), GOOD)
def test_publisher_that_is_a_name_is_not_reported(publisher: str, kind: str) -> None:
    assert "W244" not in codes(source(f'publisher: "{publisher}"', kind=kind))


def test_field_that_is_taken_is_not_written_twice() -> None:
    text = source('publisher: "Nature, 12(3)"', "volume: 9")
    (problem,) = [each for each in check([BaseText("f", text.encode())]).problems if each.code == "W244"]
    assert problem.fix is None


def test_fix_leaves_a_good_file_as_it_is(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "base.yaml"
    file.write_bytes(FACTS.read_bytes())
    before = file.stat()
    ran = genden("check", "--fix", str(file))
    assert ran.code == 0
    assert "0 problems fixed\n" in ran.err
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (FACTS.read_bytes(), before.st_mtime_ns)


def test_fix_corrects_errors_then_the_warnings_behind_them(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "base.yaml"
    text = "\ufeff" + source('publishr: "Nature, 12(3)"', "ids: {doi: 'https://doi.org/10.1000/182'}", "note: é 👩‍🚀")
    file.write_bytes(text.encode())
    assert "3 problems fixed" in genden("check", "--fix", str(file)).err
    lines = ("container_title: Nature", "volume: 12", "issue: 3", "ids: {doi: 10.1000/182}", "note: é 👩‍🚀")
    assert file.read_bytes().decode() == "\ufeff" + source(*lines)


def test_fix_needs_a_file_and_no_watch(genden: Callable[..., Ran], tmp_path: Path) -> None:
    assert genden("check", "--fix", "/dev/stdin").code == 3
    assert genden("check", "--fix", "--watch", str(FACTS)).code == 2
    missing = genden("check", "--fix", str(tmp_path / "none.yaml"))
    assert (missing.code, missing.out) == (3, "")
    assert "none.yaml" in missing.err


def test_fixes_that_overlap_are_not_both_applied() -> None:
    content = BaseContent("f", (BaseText("f", b"base: {titel: T}\n"),))
    (fix,) = [each.fix for each in check(content.texts).problems if each.fix]
    fixed, counts = apply_fixes(content, [fix, fix._replace(replacement="about")])
    assert (fixed.data, counts) == ({"f": b"base: {about: T}\n"}, {"f": 1})
