"""``genden cite --format``: no text of a base becomes markup, and each note is called once."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import bibtexparser
import pytest
from exporting import HOSTILE, WORKS, exported
from markdown_it import MarkdownIt

from genden_cli.export.cite import cs1, cs1_dates, html
from genden_cli.export.cite.wiki_markup import address, escape
from genden_cli.export.runs import Run
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

FORMATS = ("text", "markdown", "html", "wikitext", "bibtex")
BASE = """base: {title: T, examines: [paper]}
sources:
  paper: {title: The paper, type: webpage, reliability: D}
  book:
    title: A book
    author: [{family: Holm, given: Lena}]
    type: book
    issued: 1931
    page: 1-300
    reliability: A
  page:
    title: Страница
    language: ru
    type: webpage
    url: https://example.org/a
    archived: https://web.archive.org/web/20190502101112/https://example.org/a
    accessed: 2026-11-20
    read: cited-only
    reliability: C
claims:
  lamp:
    says: The lamp | was lit
    appears_in: [{source: paper, at: {paragraph: 3}, quote: it was lit}]
    evidence:
      - {source: book, stance: supports, at: {page: 31, note: 4}, quote: lit by night, note: She saw it.}
      - {source: page, stance: supports, at: {page: 7}, quote: "горела, ночью", translation: "it burned, at night"}
      - {source: book, stance: supports, at: {chapter: 2}, date: 1788-12}
      - {source: book, stance: silent}
    verdict: disputed
    confidence: low
    because: Two say so.
"""
TEXT = """\
The lamp | was lit. Verdict: disputed (confidence: low). Two say so. It is made in “The paper”[1]. It is supported by \
Holm (1931)[2][3] and “Страница”[4]. Silent, though expected to mention it: Holm (1931)[5].

[1] “The paper”, para. 3. “it was lit”
[2] Lena Holm, A book (1931), p. 31, n. 4. “lit by night” She saw it.
[3] Lena Holm, A book (1931), ch. 2. It dates it Dec 1788.
[4] “Страница”, p. 7, https://example.org/a#:~:text=горела%2C%20ночью; \
accessed 20 Nov 2026; archived at https://web.archive.org/web/20190502101112/https://example.org/a. “горела, \
ночью” [it burned, at night] Not read: known from others.
[5] Lena Holm, A book (1931), 1–300.
"""
WIKITEXT = """\
The lamp &#124; was lit. '''Verdict: disputed''' (confidence: low). Two say so. It is made in “The paper”\
<ref name="paper-3">{{citation |title=The paper |at=para. 3 |quote=it was lit}}</ref>. It is supported by Holm (1931)\
<ref name="book-31-4">{{cite book |last1=Holm |first1=Lena |title=A book |date=1931 |at=p. 31, n. 4 \
|quote=lit by night}} She saw it.</ref>\
<ref name="book-2">{{cite book |last1=Holm |first1=Lena |title=A book |date=1931 |at=ch. 2}} \
It dates it Dec 1788.</ref> and “Страница”\
<ref name="page-7">{{cite web |script-title=ru:Страница |language=ru |page=7 |quote=горела, ночью \
|trans-quote=it burned, at night |url=https://example.org/a#:~:text=\
%D0%B3%D0%BE%D1%80%D0%B5%D0%BB%D0%B0%2C%20%D0%BD%D0%BE%D1%87%D1%8C%D1%8E \
|access-date=20 November 2026 |archive-url=https://web.archive.org/web/20190502101112/https://example.org/a \
|archive-date=2 May 2019}} Not read: known from others.</ref>. Silent, though expected to mention it: Holm (1931)\
<ref name="book">{{cite book |last1=Holm |first1=Lena |title=A book |date=1931 |pages=1–300}}</ref>.
"""


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """Give a base with a claim, whose evidence has places, quotes, a translation, and a copy with a day."""
    base = tmp_path / "lamp.yaml"
    base.write_text(BASE, encoding="utf-8")
    return base


def test_a_claim_is_a_paragraph_with_notes(lamp: Path, genden: Callable[..., Ran]) -> None:
    assert genden("cite", "lamp", base=lamp) == (0, TEXT, "")


def test_a_claim_in_wikitext(lamp: Path, genden: Callable[..., Ran]) -> None:
    assert genden("cite", "lamp", "--format", "wikitext", base=lamp) == (0, WIKITEXT, "")


def test_notes_of_several_claims_are_numbered_through(genden: Callable[..., Ran]) -> None:
    out = genden("cite", "lit", "film", "lit", "page", "--format", "markdown", base=WORKS).out
    calls, notes = re.findall(r"\[\^(\d+)\](?!:)", out), re.findall(r"^\[\^(\d+)\]:", out, re.MULTILINE)
    assert calls == notes == [str(n) for n in range(1, len(notes) + 1)]


def test_a_claim_without_evidence_has_no_notes(genden: Callable[..., Ran]) -> None:
    for format_ in FORMATS:
        ran = genden("cite", "other-claim", "--format", format_, base=HOSTILE)
        assert ran.code == 0
        assert "@mention" in ran.out or format_ == "bibtex"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("named", ["say", "viral none plain", "say none"])
def test_no_text_of_a_hostile_base_acts(named: str, format_: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", *named.split(), "--format", format_, base=HOSTILE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == sanitize(ran.out)
    READERS[format_](ran.out)


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMATS)
def test_no_text_of_an_attack_acts(format_: str, bases: dict[str, Path], genden: Callable[..., Ran]) -> None:
    base = bases["attacked"]
    ids = [each["id"] for each in json.loads(exported(genden, "csl", base=base))]
    ran = genden("cite", *ids, "--format", format_, base=base)
    assert ran.code == 0
    assert ran.out == sanitize(ran.out)
    if format_ != "bibtex":  # `test_export_biblatex` reads it
        READERS[format_](ran.out)


class Tags(HTMLParser):
    """Collects the tags of a fragment, which are closed in order, its ids and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        assert {name for name, _ in attrs} <= {"id", "href", "value"}
        self.tags.add(tag)
        self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        """Compare a tag with the last that was opened."""
        assert self.open.pop() == tag


def read_html(text: str) -> None:
    read = Tags(text)
    assert read.open == []
    assert read.tags <= set("p ol ul li a sup i b".split())
    assert len(read.ids) == len(set(read.ids))
    assert {each[1:] for each in read.links if each.startswith("#")} == set(read.ids)
    assert all(each.startswith(("#", "https://", "http://")) for each in read.links)


def read_markdown(text: str) -> None:
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == len(re.findall(r"\[\^\d+\](?!:)", text))
    read = Tags(MarkdownIt("commonmark").render(text.replace("[^", "(").replace("]: ", "): ")))
    assert read.tags <= set("p em strong a".split())
    assert all(each.startswith(("https://", "http://")) for each in read.links)


KNOWN_TAGS = {"ref"}


def read_wikitext(text: str) -> None:
    code = pytest.importorskip("mwparserfromhell").parse(text)
    assert {str(each.tag) for each in code.filter_tags()} - {"b", "i"} <= KNOWN_TAGS
    assert code.filter_wikilinks() == code.filter_headings() == code.filter_comments() == []
    templates = code.filter_templates()
    assert templates
    for each in templates:
        assert str(each.name).strip() in TEMPLATES
        assert {re.sub(r"\d+$", "", str(name.name)) for name in each.params} <= PARAMETERS
    assert all(str(each.url).startswith(("https://", "http://")) for each in code.filter_external_links())
    names = re.findall(r'<ref name="([^"]*)">', text)
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z0-9-]*[A-Za-z-][A-Za-z0-9-]*", each) for each in names)


def read_bibtex(text: str) -> None:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert {each.key for each in library.entries} <= {"viral", "none", "plain"}
    assert len(library.blocks) == len(library.entries)


def read_text(text: str) -> None:
    assert text == sanitize(text)


READERS = {
    "html": read_html,
    "markdown": read_markdown,
    "wikitext": read_wikitext,
    "bibtex": read_bibtex,
    "text": read_text,
}
TEMPLATES = {*cs1.TEMPLATES.values(), "citation"}
# Module:Citation/CS1/Whitelist, without the numbers of people.
PARAMETERS = set(
    """
    access-date archive-date archive-url arxiv at author book-title chapter conference contribution contributor-first
    contributor-last contributor date dictionary display-authors display-editors display-interviewers
    display-translators doi edition editor editor-first editor-last encyclopedia event first hdl id interviewer
    interviewer-first interviewer-last isbn issn issue journal jstor language last lccn location magazine medium
    newspaper oclc orig-date others page pages people pmc pmid publisher quote script-chapter script-title series time
    title trans-quote translator translator-first translator-last type url version via volume website work
    """.split()
)


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_a_claim_in_a_style_has_its_places(style: str, format_: str, lamp: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", "lamp", "--style", style, "--format", format_, base=lamp)
    assert (ran.code, ran.err) == (0, "pandoc made these references\n")
    assert "31" in ran.out
    assert "#:~:text=" in ran.out
    assert "Holm, L. (1931). " in ran.out if style == "apa" else "Holm, Lena. " in ran.out
    if format_ == "html":
        assert Tags(ran.out).open == []


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
@pytest.mark.parametrize("named", ["say", "viral none plain"])
def test_no_text_of_a_hostile_base_acts_in_a_style(named: str, format_: str, genden: Callable[..., Ran]) -> None:
    ran = genden("cite", *named.split(), "--style", "apa", "--format", format_, base=HOSTILE)
    assert ran.code == 0
    assert ran.out == sanitize(ran.out)
    if format_ == "html":
        read = Tags(ran.out)
        assert read.tags <= set("div p ol li a sup sub i b".split())
        assert all(each.startswith(("#", "https://", "http://")) for each in read.links)


def test_a_thousand_authors_are_cited_in_every_format(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "many.yaml"
    names = ", ".join(f"{{family: F{n}, given: G{n}}}" for n in range(1000))
    base.write_text(
        f"base: {{title: T}}\nsources: {{s: {{title: T, type: book, author: [{names}], reliability: A}}}}\n"
    )
    for format_ in FORMATS:
        out = genden("cite", "s", "--format", format_, base=base).out
        assert ("F999" in out) is (format_ != "wikitext")
    assert "|first30=G29 |display-authors=etal" in genden("cite", "s", "--format", "wikitext", base=base).out
    assert genden("cite", "s", "--style", "apa", base=base).code == 0


def test_a_title_of_signs_alone_is_cited(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "signs.yaml"
    base.write_text('base: {title: T}\nsources: {s: {title: "\\u200b", reliability: F}}\nclaims: {c: {says: "?"}}\n')
    for format_ in FORMATS:
        assert genden("cite", "s", "c", "--format", format_, base=base).code == 0


OF_TYPES = {
    "letters": "cite book",
    "article": "cite journal",
    "chapter": "cite book",
    "entry": "cite encyclopedia",
    "newspaper": "cite news",
    "page": "cite web",
    "record": "citation",
    "letter": "citation",
    "speech": "cite speech",
    "film": "cite AV media",
    "talk": "cite interview",
    "review": "cite journal",
    "thesis": "cite thesis",
}


def test_each_kind_of_work_has_its_template(genden: Callable[..., Ran]) -> None:
    out = genden("cite", *OF_TYPES, "--format", "wikitext", base=WORKS).out
    assert dict(re.findall(r'<ref name="([a-z]+)">\{\{(.+?) \|', out)) == OF_TYPES


def test_nothing_of_a_work_is_lost_in_wikitext(genden: Callable[..., Ran]) -> None:
    for source in OF_TYPES:
        footnote = genden("cite", source, base=WORKS).out
        wikitext = genden("cite", source, "--format", "wikitext", base=WORKS).out
        shared = {"and", "edited", "translated", "by", "in", "ed", "vols", "originally", "chap", "sec", "to", "dir"}
        words = set(re.findall(r"[^\W_]+", footnote)) - shared - {"interview", "directed", "review", "of", "c", "Dec"}
        months = {"Jan", "Jun", "Mar", "Nov", "accessed", "archived", "at", "version", "no", "vol", "https", "org"}
        assert words - months <= set(re.findall(r"[^\W_]+", wikitext)), source


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1931", "1931"),
        ("1931-05", "May 1931"),
        ("1931-05-02", "2 May 1931"),
        ("1788~", "c. 1788"),
        ("1788-12~", None),
        ("1984?", None),
        ("2022-21", "Spring 2022"),
        ("1787/1791", "1787–1791"),
        ("1787-03/1787-05", "March–May 1787"),
        ("1787-12/1788-02", "December 1787 – February 1788"),
        ("1936-03-11/1936-03-20", "11–20 March 1936"),
        ("1936-03-11/1936-04-02", "11 March – 2 April 1936"),
        ("1787-12-30/1788-01-02", "30 December 1787 – 2 January 1788"),
        ("1787/..", None),
        ("193X", None),
        ("[1830,1831]", None),
        ("-0044", None),
        ("0099", None),
        ("Y-170000002", None),
        ("Y17000", None),
        ("1988-02-29T23:59:60Z", None),
        ("1935-1X", None),
        ("1935/1936-05", None),
    ],
)
def test_a_date_is_as_the_templates_read_it(edtf: str, said: str | None) -> None:
    assert cs1_dates.date(edtf) == said


@pytest.mark.parametrize(
    ("copy", "day"),
    [
        ("https://web.archive.org/web/20190502101112/https://example.org/", "2 May 2019"),
        ("http://web.archive.org/web/20190502101112id_/https://example.org/", "2 May 2019"),
        ("https://archive.today/20190502101112/https://example.org/", "2 May 2019"),
        ("https://archive.ph/AbCd1", None),
        ("https://web.archive.org/web/20190231000000/https://example.org/", None),
        ("https://web.archive.org/web/2019*/https://example.org/", None),
        ("https://example.org/web/20190502101112/x", None),
    ],
)
def test_the_day_of_a_copy_is_in_its_address(copy: str, day: str | None) -> None:
    assert cs1_dates.day_of_copy(copy) == day


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a&#124;b"),
        ("}}", "&#125;&#125;"),
        ("[[x]]", "&#91;&#91;x&#93;&#93;"),
        ("<!-- -->", "&#60;!-- --&#62;"),
        ("'' and '''", "&#39;&#39; and &#39;&#39;&#39;"),
        ("it's", "it's"),
        ("~~~~", "&#126;&#126;&#126;&#126;"),
        ("__NOTOC__", "&#95;&#95;NOTOC&#95;&#95;"),
        ("&lt; & &amp;", "&#38;lt; & &#38;amp;"),
        ("* item", "&#42; item"),
        ("== h ==", "&#61;= h =="),
        ("see https://example.org", "see https&#58;//example.org"),
        ("ISBN 0000000000", "ISBN&#32;0000000000"),
        ("a\n* b", "a * b"),
        ("----", "&#45;&#45;&#45;&#45;"),
        ("\x00", "\\x00"),
    ],
)
def test_no_text_is_markup_of_a_wiki(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_an_address_ends_where_it_ends() -> None:
    assert address("https://example.org/a|b}}[c]#:~:text=x'y") == "https://example.org/a%7Cb%7D%7D%5Bc%5D#:~:text=x%27y"


SHORT_OF_SOMETHING = """base: {title: T}
sources:
  one: {title: Report of the harbour, reliability: A, type: article-journal, url: "https://example.org/a"}
  two: {title: Report of the council, reliability: A, type: article-magazine}
  three: {title: Report of the mill, reliability: A, type: manuscript, url: "https://example.org/b"}
claims:
  dark:
    says: The lamp was dark for an hour.
    verdict: unreviewed
    evidence:
      - {source: one, stance: supports, credibility: 1, at: {page: "3"}}
      - {source: one, stance: context, at: {page: "3"}}
"""


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """Give a base whose works lack what their templates need, and whose claim cites a page twice."""
    path = tmp_path / "short.yaml"
    path.write_text(SHORT_OF_SOMETHING, encoding="utf-8")
    return path


def test_template_that_lacks_its_periodical_is_replaced(short: Path, genden: Callable[..., Ran]) -> None:
    out = genden("cite", "one", "two", "three", "--format", "wikitext", base=short).out
    found = dict(re.findall(r'<ref name="([a-z]+)">\{\{(.+?) \|', out))
    assert found == {"one": "cite web", "two": "citation", "three": "cite web"}


def test_page_that_is_cited_twice_is_called_by_its_name(short: Path, genden: Callable[..., Ran]) -> None:
    out = genden("cite", "dark", "--format", "wikitext", base=short).out
    assert [each[:18] for each in re.findall("<ref[^>]*>", out)] == ['<ref name="one-3">', '<ref name="one-3" ']


def test_small_capitals_are_written_in_capitals() -> None:
    runs = (Run("Öhm", ("caps",)), Run(", J.", ("italic",)))
    assert html.entries([runs]) == "<div>\n<p>ÖHM<i>, J.</i></p>\n</div>"
