"""The page: whatever a base holds is text in it, every link leads somewhere, and nothing of the base is missing."""

from __future__ import annotations

import bz2
import hashlib
import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from attacks import LANGUAGES, attacked, texts
from exporting import FACTS, HOSTILE, MINIMAL, SINGULAR, exported, shown_on_page, stands

from genden_cli import schema
from genden_cli.dates.edtf import parse
from genden_cli.export.html.drawing import Mark, Years, picture
from genden_cli.query.records.fetch import Verdicts, When
from genden_cli.query.records.timeline import EventRow
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

VOID = frozenset("meta link input br".split())
EMPTY = frozenset("rect line path use".split())
ATTRIBUTES = frozenset(
    """
    class id lang href rel title hidden open tabindex role charset name content for type value step autocomplete scope
    rows readonly xmlns viewBox viewbox fill font-family font-size font-weight
    http-equiv property x y x1 x2 y1 y2 d width height dx text-anchor focusable form placeholder enterkeyhint start
    """.split()
)
DATA = frozenset(("application/x-bzip2", "application/ld+json"))
"""Types of scripts that no browser runs."""
ELEMENTS = frozenset(
    """
    html head meta link title style body a header p h1 h2 h3 h4 h5 nav ul ol li main section article div span b i
    strong dialog textarea small mark sup cite q em code br dl dt dd details summary table thead tbody tfoot tr th
    td form label input select option output button svg g defs use rect line path text footer script
    """.split()
)


class Page(HTMLParser):
    """A page, read as a browser does: its elements with their attributes, and the text of some of them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._pieces: dict[str, list[str]] = {}
        self._path: list[tuple[str, str]] = []
        self.links: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self._path == []
        self.texts = {name: "".join(pieces) for name, pieces in self._pieces.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._path.append((tag, attributes.get("id") or (tag == "div" and attributes.get("class")) or tag))
        if tag == "a":
            for name in {name for _, name in self._path}:
                self.links.setdefault(name, []).append(attributes["href"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._path.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for name in {name for _, name in self._path}:
            self._pieces.setdefault(name, []).append(data)

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture
def page(genden: Callable[..., Ran]) -> Callable[[Path], Page]:
    return lambda base: Page(exported(genden, "html", base=base))


def search_of(page: Page) -> Any:
    """Return the script, the rules and the data of the search of a page."""
    return json.loads(bz2.decompress(b64decode(page.texts["index"], validate=True)))


def rows(genden: Callable[..., Ran], base: Path) -> Any:
    return json.loads(exported(genden, "json", base=base))


def test_only_what_we_mean_is_markup(base: Path, page: Callable[[Path], Page]) -> None:
    for tag, attributes in page(base).elements:
        assert tag in ELEMENTS
        assert {each for each in attributes if not each.startswith(("aria-", "data-"))} <= ATTRIBUTES


def test_every_link_leads_somewhere_and_every_id_is_there_once(base: Path, page: Callable[[Path], Page]) -> None:
    read = page(base)
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    inside = {href for href in read.values("href") if href.startswith("#")}
    assert inside - {f"#{each}" for each in ids} == set()
    named = [name for each in ("aria-labelledby", "for") for name in read.values(each)]
    assert set(named) <= set(ids)
    for _, attributes in read.elements:
        if not attributes.get("href", "#").startswith("#"):
            assert re.fullmatch(r"https?://[!-~]+|mailto:[\w.%+-]+@[\w.-]+", attributes["href"], re.ASCII)
            assert attributes["rel"] in ("noreferrer", "canonical")


def test_the_policy_names_what_is_inlined_and_nothing_else(base: Path, page: Callable[[Path], Page]) -> None:
    read = page(base)
    (policy,) = (attributes["content"] for _, attributes in read.elements if "http-equiv" in attributes)
    said = dict(each.split(" ", 1) for each in policy.split("; "))
    assert said.keys() == {"default-src", "style-src", "script-src", "connect-src", "base-uri", "form-action"}
    assert {said[each] for each in ("default-src", "base-uri", "form-action")} == {"'none'"}
    assert (
        said["connect-src"] == "'self'"
    )  # what audits a page asks for robots.txt; no script of ours asks for anything
    scripts = [read.texts["script"], *([search_of(read)["engine"]] if "index" in read.texts else ())]
    for directive, inlined in (("style-src", [read.texts["style"]]), ("script-src", scripts)):
        digests = [b64decode(each[len("'sha256-") : -1]) for each in said[directive].split()]
        assert digests == [hashlib.sha256(each.encode()).digest() for each in inlined]
    scripts = [attributes for tag, attributes in read.elements if tag == "script"]
    assert [each for each in scripts if each.get("type") not in DATA] == [{}]


def test_nothing_steers_or_hides(base: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "html", base=base)
    assert sanitize(text) == text


def test_nothing_that_the_base_says_is_missing(
    base: Path, page: Callable[[Path], Page], genden: Callable[..., Ran]
) -> None:
    shown, facts = page(base).texts, rows(genden, base)
    for _, text in texts(schema.BASE, {key: value for key, value in facts["base"].items() if key != "words"}):
        assert sanitize(text) in shown["html"]
    for element, text in shown_on_page(facts, shown):
        assert stands(text, shown[element])


def test_quotes_and_names_say_in_which_language_they_are(page: Callable[[Path], Page]) -> None:
    read = page(FACTS)
    languages = {(tag, attributes["lang"]) for tag, attributes in read.elements if "lang" in attributes}
    assert {("q", "ru"), ("q", "de"), ("q", "nl"), ("span", "zh-Hant"), ("span", "ru"), ("cite", "ru")} <= languages


class Tongues(HTMLParser):
    """Every piece of text that a page shows, with the language that it is said to be in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self._path: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._path.append(dict(attrs).get("lang") or (self._path[-1] if self._path else ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, _tag: str) -> None:
        self._path.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append((self._path[-1] if self._path else "", data))


@pytest.mark.parametrize(("tongue", "ours"), [("de", "en"), ("mn-Cyrl", "en"), ("en-GB", "en-GB")])
def test_every_text_is_in_its_language_and_every_word_of_ours_in_english(
    tongue: str, ours: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    facts = json.loads(attacked([f"ß{number}ß" for number in range(12)]))
    facts["base"].update(language=tongue, version="1", licence="1")
    for record in (*facts["sources"].values(), *facts["people"].values()):
        record["ids"] = dict.fromkeys(record["ids"], "1")
    for event in facts["events"].values():
        event["kind"] = "k1"
    for claim in facts["claims"].values():
        for item in (*claim["appears_in"], *claim["evidence"]):
            item["at"] = dict.fromkeys(item["at"], "1")
    base = tmp_path / "base.yaml"
    base.write_text(json.dumps(facts), encoding="utf-8")
    body = exported(genden, "html", base=base).partition('<body class="whole">')[2]
    body = re.sub("<script.*?</script>", "", body, flags=re.DOTALL)
    pieces = Tongues(f'<html lang="{ours}"><body>{body}').pieces
    others = {tongue, *LANGUAGES}
    assert {language for language, text in pieces if "ß" in text} >= {"ru", "he", tongue}
    assert [(language, text) for language, text in pieces if "ß" in text and language not in others] == []
    assert [(language, text) for language, text in pieces if language != ours and re.search("[A-Za-z]{3}", text)] == []


def test_years_to_draw_closer_are_round_and_hold_all_that_begins_in_them() -> None:
    drawn = picture([row(each, each) for each in ("1931", "1932-05", "1939-12-31", "1940", "../1899", "1935/..")])
    assert drawn
    assert drawn.spans == (
        Years(1890, 1899, "1890–1899", 1),
        Years(1930, 1939, "1930–1939", 4),
        Years(1940, 1949, "1940–1949", 1),
    )
    far = picture([row(str(year), f"{year:0{4 + (year < 0)}}") for year in range(-300, 1900, 20)])
    assert far
    assert [each.since for each in far.spans] == [-1000, 0, 1000]
    assert far.spans[0].words == "1001 BC–2 BC"
    one = picture([row("1931", "1931"), row("1932", "1932")])
    assert one
    assert one.spans == ()


class Excerpts(HTMLParser):
    """The places of elements in a page, by id, by class of ``div``, or by name if they have neither."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = text.splitlines(keepends=True)
        self._open: list[tuple[str, int]] = []
        self._found: dict[str, str] = {}
        self.feed(text)
        self.close()

    def __getitem__(self, name: str) -> str:
        """Return the lines of the first element of a name, without our style sheet, script and their hashes."""
        ours = re.compile(r"(<(style|script)>).*?(</\2>)|'sha256-[^']+'", re.DOTALL)
        return ours.sub(lambda found: f"{found[1] or ''}{found[3] or ''}", self._found[name])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            named = dict(attrs)
            name = named.get("id") or (tag == "div" and named.get("class")) or tag
            self._open.append((name, self.getpos()[0] - 1))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, _tag: str) -> None:
        name, start = self._open.pop()
        self._found.setdefault(name, "".join(self._lines[start : self.getpos()[0]]))


PARTS = {
    "head": ("head", "head"),
    "contents": ("contents", None),
    "answer": ("answer", "answer"),
    "scorecard": ("scorecard", "scorecard"),
    "versions": ("versions", "versions"),
    "axis": ("scale", "scale"),
    "event": ("event-dark-night", "event-occurred"),
    "claim": ("claim-put-out", "claim-say"),
    "paragraph": ("paragraph", "paragraph"),
    "person": ("person-brandt", "person-end"),
    "source": ("source-website", "source-viral"),
    "filters": ("filters", None),
    "wrong": ("wrong", None),
    "reading": ("reading", None),
    "footer": ("footer", None),
    "publication": ("publication", None),
}
"""Parts of the page that are recorded: what they are called in the small base, and in the hostile one."""


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_page_is_as_recorded(
    part: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    plain, hostile = PARTS[part]
    golden(f"html-{part}.html", Excerpts(exported(genden, "html"))[plain])
    if hostile:
        golden(f"html-{part}-hostile.html", Excerpts(exported(genden, "html", base=HOSTILE))[hostile])


def test_contents_name_the_sections_in_their_order(base: Path, page: Callable[[Path], Page]) -> None:
    read = page(base)
    named = [href.removeprefix("#") for href in read.links["contents"]]
    assert named == [each for each in read.values("id") if each in named]


def test_nothing_is_fetched(base: Path, page: Callable[[Path], Page]) -> None:
    read = page(base)
    for name in ("style", "script"):
        assert not re.search(r"url\(|@import|@font-face|fetch\(|XMLHttpRequest|import\(", read.texts[name])
    assert {tag for tag, attributes in read.elements if "href" in attributes} <= {"a", "use", "link"}
    assert {attributes["rel"] for tag, attributes in read.elements if tag == "link"} <= {"canonical"}
    assert all(attributes["href"].startswith("#") for tag, attributes in read.elements if tag == "use")


def test_every_record_has_its_place_and_every_item_of_evidence_its_link(
    base: Path, page: Callable[[Path], Page], genden: Callable[..., Ran]
) -> None:
    read, facts = page(base), rows(genden, base)
    numbers = {id_: number for number, id_ in enumerate(facts.get("sources", ()), 1)}
    for section, kind in SINGULAR.items():
        assert {f"{kind}-{id_}" for id_ in facts.get(section, {})} <= set(read.values("id"))
    for id_, claim in facts["claims"].items():
        cited = {f"#s{numbers[each['source']]}" for each in claim.get("evidence", ())}
        assert cited <= {*read.links.get(f"claim-{id_}", ())}


CROWDED = """
base: {title: T}
sources:
  book: {title: Book, reliability: A, derived_from: []}
  copy: {title: Copy, reliability: C, derived_from: [book]}
  guide: {title: Guide, reliability: C}
  map: {title: Map, reliability: B}
claims:
  rain:
    says: It rained.
    evidence:
      - {source: copy, stance: supports, credibility: 3, note: The copy says so.}
      - {source: book, stance: supports, credibility: 1, note: The book says so.}
      - {source: guide, stance: context, note: The guide tells of the place.}
      - {source: map, stance: context, note: The map shows the place.}
"""


def test_a_claim_shows_its_best_evidence_and_names_the_rest(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "crowded.yaml"
    base.write_text(CROWDED)
    read = Page(exported(genden, "html", base=base))
    said = read.texts["claim-rain"]
    assert [name for name in ("book", "copy", "guide", "map") if f"The {name} " in said] == ["book", "map"]
    assert re.findall("1 more: .*", said) == ["1 more: Copy", "1 more: Guide"]
    assert "2 of 4 items of evidence" in read.texts["reading"]
    texts = {note for *_, note in search_of(read)["base"]["texts"]}
    assert {"The copy says so.", "The guide tells of the place."} <= texts  # the search finds them all the same
    assert not {"The book says so.", "The map shows the place."} & texts


@pytest.mark.slow
def test_a_page_grows_with_its_base_and_no_faster(bases: dict[str, Path], genden: Callable[..., Ran]) -> None:
    small, large = (exported(genden, "html", base=bases[name]) for name in ("facts", "bundled"))
    facts = rows(genden, bases["bundled"])
    records = sum(len(facts[section]) for section in SINGULAR)
    items = sum(len(claim.get("evidence", ())) for claim in facts["claims"].values())
    assert len(large.encode()) - len(small.encode()) < 1.1 * bases["bundled"].stat().st_size
    assert len(Page(large).elements) < 8.5 * (records + items)


def test_scorecard_counts_what_the_command_counts(
    base: Path, page: Callable[[Path], Page], genden: Callable[..., Ran]
) -> None:
    counted = json.loads(genden("stats", "--format", "json", base=base).out)["stats"]["verdicts"]
    said = page(base).texts["scorecard"].partition("All claims of this base")[2]
    shown = {word: int(number) for number, word in re.findall(r"(\d+) \S (\w+) \(\d+%\)", said)}
    found = {word: number for word, number in counted.items() if number}
    assert shown == ({} if found.keys() == {"unreviewed"} else found)  # what nobody has weighed has no score


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "claims: {it-rained: {says: It rained.}}\n",
        "events: {rain: {title: It rains}}\nclaims: {it-rained: {says: It rained., event: rain}}\n",
        "sources: {log: {title: A log, reliability: A}}\npeople: {ana: {name: Ana}}\n",
    ],
)
def test_a_base_with_little_in_it_is_a_page(rest: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "little.yaml"
    base.write_text(MINIMAL + rest)
    read = Page(exported(genden, "html", base=base))
    assert read.texts["h1"] == "Nothing yet"
    assert {href[1:] for href in read.values("href")} <= set(read.values("id"))


VERSIONS = """
base: {title: T, examines: [text]}
sources: {text: {title: Text, reliability: D}, log: {title: Log, reliability: A}}
events: {rain: {title: Rain, variants: [drizzle, storm]}}
claims:
  often: {says: Often said., appears_in: [{source: text}, {source: text}, {source: text}]}
  drizzle: {says: It drizzled., event: rain, evidence: [{source: log, stance: supports}]}
  storm: {says: It stormed., event: rain, appears_in: [{source: text}]}
"""


@pytest.mark.parametrize(
    ("change", "leads"),
    [
        (("", ""), "It stormed."),
        (("appears_in: [{source: text}]}", "}"), "It drizzled."),
        (("base: {title: T,", "base: {title: T, lead: It rains.,"), "It stormed."),
        (("examines: [text]", "examines: [log]"), "It drizzled."),
        ((", variants: [drizzle, storm]", ""), None),
        (("examines: [text]", "examines: [text, log]"), None),
    ],
)
def test_a_claim_leads_only_where_the_base_asks_about_one(
    change: tuple[str, str], leads: str | None, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "versions.yaml"
    base.write_text(VERSIONS.replace(*change))
    answer = Page(exported(genden, "html", base=base)).texts.get("answer")
    assert leads in answer if leads and answer else leads is answer


MATTERS = """
base: {title: T}
sources: {log: {title: Log, reliability: A}}
events: {rain: {title: Rain, variants: [drizzle, north, storm, south]}}
claims:
  drizzle: {says: It drizzled., event: rain, relations: {contradicts: [storm]}}
  storm: {says: It stormed., event: rain, evidence: [{source: log, stance: supports}]}
  north: {says: It rained in the north., event: rain, relations: {contradicts: [south]}}
  south: {says: It rained in the south., event: rain, evidence: [{source: log, stance: contradicts}]}
"""


def test_versions_stand_by_the_matter_that_they_are_about(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "matters.yaml"
    base.write_text(MATTERS)
    text = exported(genden, "html", base=base)
    said = Page(text).texts["versions"]
    assert re.findall("(?:One|Another) matter: .*|[A-D] .*It .*", said) == [
        "One matter: A and B",
        "A ∅ unreviewed It drizzled.",
        "B ∅ unreviewed It stormed.",
        "Another matter: C and D",
        "C ∅ unreviewed It rained in the north.",
        "D ∅ unreviewed It rained in the south.",
    ]
    assert re.findall('<th scope="col"( class="apart")?><a[^>]*>(.)<', text) == [
        ("", "A"),
        ("", "B"),
        (' class="apart"', "C"),
        ("", "D"),
    ]
    assert re.findall('<th scope="row">Sources (.*?)</tr>', text)[1].count("<td") == 4


def row(id_: str, edtf: str) -> EventRow:
    date = parse(edtf)
    when = When(edtf, date.words, date.earliest_iso, date.latest_iso)
    return EventRow(id=id_, title="", date=when, people=(), verdicts=Verdicts(), claims=())


@pytest.mark.parametrize(
    ("edtf", "kinds"),
    [
        ("1910", ["within"]),
        ("1910~", ["shaded"]),
        ("191X", ["shaded"]),
        ("1910-03-04", ["solid"]),
        ("1910-03-04/1910-03-09", ["solid"]),
        ("1910/1912", ["within", "within", "solid"]),
        ("1910-03/1910-05", ["within", "within", "solid"]),
        ("1910/1912?", ["within", "solid", "shaded"]),
        ("1910/..", ["open", "after", "within"]),
        ("../1910", ["open", "before", "within"]),
        ("1910/", ["within", "unknown-after"]),
        ("/1910", ["within", "unknown-before"]),
        ("[1910,1912]", ["shaded", "one-of", "shaded", "one-of"]),
        ("{1910,1912}", ["within", "within"]),
        ("XXXX", ["shaded", "before", "after"]),
    ],
)
def test_uncertainty_is_drawn(edtf: str, kinds: list[str]) -> None:
    drawn = picture([row("start", "1900"), row("it", edtf), row("end", "1920")])
    assert drawn
    assert [mark.kind for mark in drawn.marks["it"]] == kinds


def test_a_place_on_the_axis_is_in_per_cent_of_its_width() -> None:
    drawn = picture([row("first", "1900"), row("middle", "1950"), row("last", "2000")])
    assert drawn
    (first,), (middle,), (last,) = drawn.marks.values()
    assert [each.x for each in (first, middle)] == ["4.166667%", "49.54527%"]
    assert float(last.x[:-1]) + float(last.width[:-1]) == pytest.approx(100 - float(first.x[:-1]), abs=0.01)
    assert isinstance(first, Mark)


def test_what_the_axis_leaves_out_is_said() -> None:
    drawn = picture([row(each, each) for each in ("0010", "1900", "1910", "1920")])
    assert drawn
    assert len(drawn.breaks) == 1
    assert [meaning for look, meaning in drawn.key if look == "left-out"] == ["left out: AD 12 – 1899"]


def test_hostile_words_are_read_as_words(page: Callable[[Path], Page]) -> None:
    read = page(HOSTILE).texts
    assert "</script><script>alert('title')</script>" in read["h1"]
    assert "</style><style>*{display:none}" in read["event-occurred"]


def test_a_dossier_has_the_claim_its_evidence_in_notes_and_a_bibliography(
    genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    text = exported(genden, "html", "--claim", "put-out", "--claim", "storm")
    golden("html-dossier.html", Excerpts(text)["main"])
    read = Page(text)
    inside = {href for href in read.values("href") if href.startswith("#")}
    assert inside <= {f"#{each}" for each in read.values("id")}
    assert not [tag for tag, _ in read.elements if tag == "script"]


def test_a_dossier_of_any_claim_is_our_markup_and_has_every_quote(genden: Callable[..., Ran], base: Path) -> None:
    claims = rows(genden, base)["claims"]
    chosen = [each for each in claims if claims[each].get("evidence")][:12]
    read = Page(exported(genden, "html", *(part for each in chosen for part in ("--claim", each)), base=base))
    for tag, attributes in read.elements:
        assert tag in ELEMENTS
        assert {each for each in attributes if not each.startswith("aria-")} <= ATTRIBUTES
    for each in chosen:
        quotes = (item.get("quote") for item in claims[each]["evidence"])
        assert all(sanitize_line(quote) in read.texts[f"claim-{each}"] for quote in quotes if quote)


def test_only_a_format_with_claims_takes_them(genden: Callable[..., Ran]) -> None:
    assert genden("export", "csl", "--claim", "storm").code == 2
    assert genden("export", "html", "--claim", "nobody-says-so").code == 2


@pytest.mark.parametrize("option", [("--url", "https://example.org/"), ("--text", "a.txt"), ("--picture", "a.png")])
def test_a_dossier_takes_no_option_of_the_page(option: tuple[str, str], genden: Callable[..., Ran]) -> None:
    said = "genden: --claim makes a dossier to print, which takes no --url, --text or --picture\n"
    assert genden("export", "html", "--claim", "storm", *option) == (2, "", said)
