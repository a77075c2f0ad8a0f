"""Wrong snippets, and exactly what is said of each, exactly where: the place is marked by « and » in the snippet."""

from __future__ import annotations

import pytest
from loading import assert_no_sentence
from sound import SOUND, edited, found, wrong

from genden_cli.diagnostics.registry import registry
from genden_cli.rules.links import _LEADS
from genden_cli.text.english import join_words
from genden_cli.text.identifiers import example

_LISTS = "stance: contradicts\n        at: {folio: 31v}\n        note: Lists three people in the street."
_APPEARS = "source: pamphlet\n        at: {paragraph: 3}\n        quote: she put out the lamp with her own hands"
_STORM = "verdict: «unproven»"
_COUNCIL = "verdict: «supported»\n    because: The council"
_LOG = "verdict: «supported»\n    because: The log"
_BOOK = "verdict: «supported»\n    because: The book"
_LISTED = "verdict: «refuted»\n    because: The log"
_TITLE_PAGE = "verdict: refuted\n    because: The title page"
_AUTHOR = "{title: Author of a book (reported), from: 1820, claims: [letters-1820]}"
_SAME_YEAR = 'note: The book itself.\n      - {source: guide, stance: supports, at: {page: "2"}, note: So.'

# Code; what stands in tests/sound.yaml; what stands there instead; where the place is marked, if not there.
_CONFESSED = """stance: supports
        at: {page: "9"}
        note: Tells it, and names nobody who heard it.
    verdict: "unproven"
    basis: hearsay"""

_READ_TWICE = """- {on: 2026-11-23, by: Ada Quist}
      - {on: 2026-11-24, by: Joos Reis, note: Read the log again.}"""
_JUDGED = """bravest:
    says: Ana Brandt was the bravest woman of the coast.
    people: [brandt]
    verdict: opinion"""

_TOLD_BY_THE_PAMPHLET = """sang:
    says: Ana Brandt sang.
    people: [brandt]
    appears_in: [{source: pamphlet, at: {paragraph: 4}, quote: she sang}]
    evidence: [{source: letters, stance: context, at: {page: "1"}, note: She liked songs.}]
    verdict: unproven
    basis: «undocumented»"""

_ADD_STORM = "genden add evidence storm --source guide --stance … --credibility …"
_GUIDE = "reliability: C\n    derived_from: [letters]"

WRONG: list[tuple[str, ...]] = [
    # Mistakes, some of each; the loader's own tests have the rest.
    ("E001", "name: Tobias Marsh", "name: Tobias «⟨D6⟩»hm"),
    ("E002", "name: Tobias Marsh", "name: Tobias«⟨07⟩» Marsh"),
    ("E003", "says: A storm put out", "says: A storm«:» put out"),
    ("E003", "issued: 1955", "issued: 1955\n«\t»note: x"),
    ("E004", "place: Lamp House", "place: «*lamp»"),
    ("E004", "place: Lamp House", "place: «&lamp Lamp House»"),
    ("E005", "place: Lamp House", "place: " + 61 * "[" + "«[»" + 61 * "]" + "]"),
    ("E006", "    author: J. Reis", "    author: J. Reis\n    «author»: Jan Reis"),
    ("E006", "  bravest:\n", "  «dark»:\n"),
    ("E007", "place: Lamp House", "«{»about}: it"),
    ("E010", "author: J. Reis", "«autor»: J. Reis"),
    ("E010", "stance: silent", "stance: silent\n        «credible»: 2"),
    ("E011", "  guide:\n    title: A Guide to the Coast\n", "  «guide»:\n"),
    (
        "E011",
        f"  - source: log\n        {_LISTS}",
        f"  - «{_LISTS}»",
    ),
    ("E012", "variants: [put-out, storm]", "variants: «put-out»"),
    ("E012", "says: A storm put out the lamp.", "says: «[A storm]»"),
    ("E013", "place: Lamp House", 'place: «""»'),
    ("E014", "{to: marsh,", "{to: «marhs»,"),
    ("E014", "rests_on: [council-report]", "rests_on: [«council»]"),
    ("E015", "tags: [lamp]", "tags: [«Lamp»]"),
    ("E015", "  storm:\n", "  storm:\n    tags: [«Storm»]\n"),
    ("E016", "verdict: disputed", "verdict: «contested»"),
    ("E016", "stance: silent", "stance: «quiet»"),
    ("E016", "reliability: C", "reliability: «G»"),
    ("E016", "{folio: 31r}", "{«foliation»: 31r}"),
    ("E017", "died: 1829-04-11", "died: 1829-«13»-11"),
    ("E017", 'born: "[1751,1752]"', "born: «[1751,1752]»"),
    ("E018", "quote: she closed her hand over the flame", "quote: «a b c d e f g h i j k l m»"),
    ("E019", "url: https://example.org/log", "url: «www.example.org/log»"),
    ("E020", "language: nl", "language: «Dutch»"),
    (
        "E022",
        "reliability: B\n    derived_from: []",
        "reliability: B\n    derived_from: [guide]",
        "«letters»:\n    title",
    ),
    ("E023", "place: Lamp House", 'place: «"Lamp\\nHouse"»'),
    ("E024", "variants: [put-out, storm]", "variants: [put-out, storm, «storm»]"),
    # Verdicts.
    ("W201", "        rests_on: [council-report]", "        rests_on: [letters, council-report]", _COUNCIL),
    ("W201", "credibility: 2", "credibility: 3", _BOOK),
    ("W201", "        rests_on: []\n", "", _BOOK),
    ("W201", "reliability: A", "reliability: B", _LOG),
    ("W202", "stance: supports\n        at: {folio: 31r}", "stance: context\n        at: {folio: 31r}", _LOG),
    ("W202", "stance: supports\n        at: {folio: 31r}", "stance: silent\n        at: {folio: 31r}", _LOG),
    ("W203", "contradicts\n        at: {folio: 31v}", "silent\n        at: {folio: 31v}", _LISTED),
    ("W203", "contradicts\n        at: {folio: 31v}", "supports\n        at: {folio: 31v}", _LISTED),
    ("W204", 'supports\n        at: {page: "13"}', 'silent\n        at: {page: "13"}', "verdict: «disputed»"),
    ("W204", 'contradicts\n        at: {page: "88"}', 'context\n        at: {page: "88"}', "verdict: «disputed»"),
    ("W204", "verdict: supported\n    because: The book", "verdict: «disputed»\n    because: The book"),
    (
        "W205",
        "She blames the wind.}",
        "Hm.}\n      - {source: log, stance: supports, at: {page: x}, note: So.}",
        _STORM,
    ),
    ("W206", "    because: Her own letter is the only voice behind it.\n", "", "verdict: «unproven»"),
    ("W206", "    because: A judgement.\n", "", "verdict: «opinion»"),
    ("W207", "verdict: unproven", "verdict: «unreviewed»"),
    ("W207", "    verdict: unproven\n", "", "because: «Her own letter is the only voice behind it.»"),
    ("W208", "[letters-1820]}\n    reviewed: 2026-11-23", "[letters-1820]}", _BOOK),
    ("W229", f"    reviewed:\n      {_READ_TWICE}\n", "", "verdict: «opinion»"),
    ("W229", _READ_TWICE, f"«{_READ_TWICE.replace('Joos Reis', 'ada quist')}»"),
    ("W265", "was: [gale]", "was: [«dark»]"),
    (
        "W266",
        "- {source: guide, stance",
        "# {source: guide, stance",
        '«guide»\n        stance: supports\n        at: {page: "13"}',
    ),
    ("W264", "withdrawn\n    because: Nobody but her tells it.", "«withdrawn»"),
    ("W209", "verdict: disputed", "verdict: «opinion»"),
    ("W209", "verdict: unproven", "verdict: «opinion»"),
    ("W209", "verdict: refuted\n    because: The log", "verdict: «opinion»\n    because: The log"),
    # Evidence.
    ("W210", "source: letters\n        stance: silent", "source: «council-report»\n        stance: silent"),
    ("W211", "source: letters\n        stance: silent", "source: «pamphlet»\n        stance: silent"),
    (
        "W212",
        "over the flame",
        "over the flame\n        rests_on: [pamphlet]",
        'source: «guide»\n        stance: supports\n        at: {page: "13"}',
    ),
    (
        "W212",
        "derived_from: [letters]",
        "derived_from: [letters, pamphlet]",
        'source: «guide»\n        stance: supports\n        at: {page: "13"}',
    ),
    ("W213", "    appears_in:\n", "    appears_in:\n      - {source: «log», at: {folio: 3r}}\n"),
    ("W214", "        at: {folio: 31v}\n", "", "stance: «contradicts»\n        note: Lists"),
    ("W214", "        at: {paragraph: 3}\n", "", "source: «pamphlet»"),
    ("W215", "        note: The book itself.\n", "", "at: «{page: title}»"),
    (
        "W215",
        "note: She blames the wind.}",
        "credibility: 3}",
        '- {source: letters, stance: supports, at: «{page: "88"}»',
    ),
    ("W216", "        translation: the light was out\n", "", "quote: «het licht was uit»"),
    (
        "W216",
        "author: J. Reis",
        "author: J. Reis\n    language: de-1901",
        "quote: «she closed her hand over the flame»",
    ),
    ("W217", "        quote: het licht was uit\n", "", "translation: «the light was out»"),
    (
        "W218",
        "note: She blames the wind, and dates the night a day later.",
        "quote: the wind",
        "date: «1789-01-01»\n        quote",
    ),
    (
        "W219",
        "note: Tells of",
        'note: Hm.\n      - source: «letters»\n        stance: silent\n        at: {page: "88"}\n        note: Tells of',  # noqa: E501
    ),
    (
        "W267",
        "quote: she closed her hand over the flame\n",
        'quote: she closed her hand over the flame\n      - source: guide\n        stance: «contradicts»\n        at: {page: "13"}\n        quote: she closed her hand over the flame\n',  # noqa: E501
    ),
    (
        "W269",
        "quote: she closed her hand over the flame\n",
        'quote: she closed her hand over the flame\n        credibility: 2\n      - source: guide\n        stance: context\n        credibility: «4»\n        at: {page: "13"}\n        quote: she closed her hand over the flame\n',  # noqa: E501
    ),
    (
        "W278",
        "{on: 2026-11-24, by: Joos Reis,",
        "{on: 2026-11-24, by: Joos Reis}\n      - {on: «2026-11-24», by: joos reis,",
    ),
    ("W278", "reviewed: 2026-11-23\n  put-out", "reviewed: [2026-11-23, «2026-11-23»]\n  put-out"),
    # Times.
    ("W268", "{on: 2026-11-24, by", "{on: «2126-11-24», by"),
    ("W268", "reviewed: 2026-11-23\n  put-out", "reviewed: «2126-11-23»\n  put-out"),
    ("W268", ", of: 2026-11-20}", ", of: «2126-11-20»}"),
    ("W268", "    copy: {file: copies/letters.html}", "    accessed: «2126-11-20»"),
    ("W220", "date: 1780\n", "date: 1730\n", "people: {«brandt»: appointed}"),
    (
        "W220",
        "name: Tobias Marsh",
        "name: Tobias Marsh\n    died: 1788-12-30",
        "{brandt: keeper, «marsh»: harbour master}",
    ),
    ("W221", "died: 1829-04-11", "died: «1929-04-11»"),
    ("W222", "from: 1780,", "from: «1740»,"),
    ("W222", "to: 1789,", "to: «1830»,"),
    ("W223", "from: 1780, to: 1789,", "from: 1789, to: «1780»,"),
    ("W224", "issued: 1955", "issued: 1825", "derived_from: [«letters»]"),
    (
        "W225",
        "tags: [letters]",
        "tags: [letters]\n    date: 1840",
        "source: «letters»\n        stance: supports\n        credibility",
    ),
    ("W226", "date: 1788-12-31/1789-01-01", "date: «1788-12-31»"),
    # Links.
    ("W230", "    tags: [letters]\n", "", "«letters-appeared»:"),
    ("W231", "        rests_on: [council-report]\n", "        rests_on: []\n", "«council-report»:"),
    ("W232", ", marsh: harbour master}", "}", "«marsh»:"),
    ("W233", "    event: appointment\n", "", "«appointment»:"),
    ("W234", "variants: [put-out, storm]", "variants: [put-out, «bravest», storm]"),
    ("W235", "variants: [put-out, storm]", "variants: [«keeper», put-out, storm]"),
    (
        "W236",
        "by the officer on duty.",
        "by the officer on duty.\n    relations: {part_of: [put-out]}",
        "part_of: «[dark]»",
    ),
    ("W237", "contradicts: [storm]", "contradicts: [storm, «put-out»]"),
    ("W237", "{to: marsh,", "{to: «brandt»,"),
    ("W237", "rests_on: [council-report]", "rests_on: [council-report, «guide»]"),
    ("W238", "claims: [keeper]", "claims: [keeper, «dark»]"),
    ("W239", "name: Tobias Marsh", "name: «Anna BRÄNDT»"),
    ("W239", "name: Tobias Marsh", "name: Tobias Marsh\n    names:\n      - {text: «Ana Brandt»}"),
    ("W240", "letters-appeared:", "«letters»:"),
    (
        "W241",
        f"    appears_in:\n      - {_APPEARS}\n",
        "",
        "examines: [«pamphlet»]",
    ),
    ("W242", "    author: J. Reis\n", "", "«guide»:"),
    ("W243", "{isbn: 978-0-00-000000-2}", "{isbn: «978-0-00-000000-3»}"),
    ("W243", "{isbn: 978-0-00-000000-2}", "{isbn: «0-00-000000-1»}"),
    ("W243", "{isbn: 978-0-00-000000-2}", "{issn: «0378-5954»}"),
    ("W243", "{isbn: 978-0-00-000000-2}", "{doi: «https://doi.org/10.1000/182»}"),
    ("W243", "{isbn: 978-0-00-000000-2}", "{arxiv: «0713.0001»}"),
    ("W243", "{isbn: 978-0-00-000000-2}", "{handle: «20.500.12854»}"),
    ("W243", "about: Keeper of the lamp.", "about: Keeper of the lamp.\n    ids: {orcid: «0000-0002-1825-0098»}"),
    ("W243", "about: Keeper of the lamp.", "about: Keeper of the lamp.\n    ids: {wikidata: «q42»}"),
    ("W243", "about: Keeper of the lamp.", "about: Keeper of the lamp.\n    ids: {viaf: «v12»}"),
    ("W244", "    archive: Town archive\n    archive_location: box 4", "    publisher: «Town archive, box 4»"),
    ("W244", "    title: A Guide to the Coast\n", "    title: A Guide to the Coast\n    publisher: «Press, vol. 3»\n"),
    (
        "W244",
        "    title: A Guide to the Coast\n",
        "    title: A Guide to the Coast\n    type: article-journal\n    publisher: «J. of Coasts, 14(3), 428-435»\n",
    ),
    (
        "W244",
        "    title: A Guide to the Coast\n",
        "    title: A Guide to the Coast\n    type: article-newspaper\n    publisher: «The Courier»\n",
    ),
    # Words.
    ("W250", "with her own hands.\n", "with her own hands, «and she fled».\n"),
    ("W250", "says: A storm put out the lamp.", "says: A storm broke the glass «and put» the lamp out."),
    ("W250", "says: A storm put out the lamp.", "says: A storm broke the glass. «It» was cold."),
    ("W251", "says: The whole town watched Ana Brandt.", "says: «Ana Brandt put out a LAMP with her own hand.»"),
    ("W252", "because: The log has", "because: The «infamous» log has"),
    ("W252", "because: The log has", "because: The so-called 'heroic' but «heroic» log has"),
    ("W252", "because: The log has", "because: >-\n      The\n      «Brutal» log has"),
    ("W253", "says: A storm put out", "says: «It» put out"),
    ("W270", "as: employer}\n  marsh:", "as: «father»}\n  marsh:\n    born: 1788"),
    (
        "W271",
        "as: employer}",
        "as: employer}\n      - {to: carl, as: «father», claims: [keeper]}\n  carl: {name: Carl Brandt, died: 1750-01}",
    ),
    ("W272", "as: employer}\n  marsh:", "as: wife}\n  marsh:\n    relations: [{to: brandt, as: «son»}]"),
    (
        "W272",
        "as: employer}\n  marsh:",
        "as: wife, from: 1780}\n  marsh:\n    relations: [{to: brandt, as: husband, from: «1781»}]",
    ),
    ("W273", "as: employer}", "as: husband, from: «1730»}"),
    ("W273", "as: employer}\n  marsh:", "as: husband, until: «1830»}\n  marsh:"),
    ("W274", "date: 1780\n    people: {brandt: appointed}", "date: 1780\n    people: {«brandt»: buried}"),
    ("W275", "as: employer}", "as: «father»}\n      - {to: marsh, as: son}"),
    ("W280", "name: Tobias Marsh", "name: «TODO»"),
    ("W281", "name: Tobias Marsh", "name: Tobias« # Marsh»"),
    ("W281", "because: The log has", "because: The log« # of the office»\n    note: It has"),
    ("W280", "author: J. Reis", "author: «…»"),
    ("W280", "place: Lamp House", "place: «TODO ask in the archive»"),
    ("W280", "because: The log has", "because: «'TODO: The log has'»\n    note: It has"),
    ("W280", "tags: [letters]\n", "tags: [letters]\n    note: «>-\n      TODO\n»"),
    ("W280", "{folio: 31r}", "{folio: «TODO»}"),
    ("W227", "verdict: disputed\n", "verdict: disputed\n    basis: «hearsay»\n"),
    ("E025", _GUIDE, f"copy: {{file: «../guide.txt», sha256: {'0' * 64}, of: 2026-11-20}}\n    {_GUIDE}"),
    ("W276", "kind: publication", "kind: «publicaton»"),
    ("W276", "kind: publication", "kind: «riot»"),
    ("W277", "place: aldport", "place: «adlport»"),
    ("W277", "place: aldport", "place: «old-port»"),
    ("E027", "54.32, 10.14", "«54,32 10,14»"),
    ("E026", _GUIDE, f"copy: {{file: guide.txt, sha256: «0123», of: 2026-11-20}}\n    {_GUIDE}"),
    ("W227", "basis: hearsay", "basis: «not-found»"),
    ("W227", _CONFESSED, _CONFESSED.replace("supports", "contradicts").replace("hearsay", "«undocumented»")),
    ("W227", _CONFESSED, _CONFESSED.replace("supports", "context").replace("hearsay", "«hearsay»")),
    ("W227", _JUDGED, _TOLD_BY_THE_PAMPHLET),
    (
        "W228",
        "- {text: The log of the coast guard, where: Year 1788, holder: Harbour archive}",
        "- «{where: Year 1788, holder: Harbour archive}»",
    ),
    ("W258", "because: A judgement.", f"because: «{'A judgement. ' * 31}So.»"),
    ("W259", "note: She blames the wind, and", "note: «The same», and she"),
    ("W254", "says: A storm put out the lamp.", "says: «Did a storm put out the lamp?»"),
    ("W255", "- [storm, gale]", "- [storm, gale, «Light»]"),
    ("W257", "says: A storm put out the lamp.", "says: «A st\u00adorm put out the lamp.»"),
    ("W257", "says: A storm put out the lamp.", 'says: «"A st\\u200borm put out the lamp."»'),
    ("W257", "name: Tobias Marsh", "name: «To\ufb01as Marsh»"),
    ("W255", "- [storm, gale]", "- [storm, gale]\n    - [tempest, «STÓRM»]"),
    ("W256", "asked_as: [did a storm put out the lamp?]", 'asked_as: [«"Did she put out the lamp"»]'),
    (
        "W256",
        "asked_as: [did a storm put out the lamp?]",
        "asked_as: [{text: «анна брандт погасила лампу», lang: ru}]",
    ),
    (
        "W256",
        "    issued: 1955\n",
        "    issued: 1955\n    asked_as: [did she put out the LAMP]\n",
        "- «did she put out the lamp?»",
    ),
    # How certain it is.
    ("W260", _TITLE_PAGE, "verdict: disputed\n    because: The title page", "contradicts: [«letters-1820»]"),
    ("W260", "contradicts: [storm]", "contradicts: [storm, «dark»]"),
    (
        "W260",
        "because: The log of the night has it, written by the officer on duty.",
        "because: The log of the night.\n    relations: {contradicts: [keeper], related: [storm]}",
        "contradicts: [«keeper»], related",
    ),
    ("W261", _AUTHOR, "{title: «Author of a book», from: 1820, claims: [letters-1820]}"),
    ("W261", _AUTHOR, "{title: «Author of a book», from: 1820?, to: 1821, claims: [letters-1820, bravest]}"),
    ("W261", _AUTHOR, "{title: «Unreported author», claims: [letters-1820]}"),
    ("W261", "as: employer}", "as: «rival», claims: [letters-1820]}"),
    ("W262", "date: 1820?", "date: «1820»"),
    ("W262", "date: 1820?", "date: «1820~»"),
    ("W263", "credibility: 2", "credibility: «1»"),
    ("W263", "credibility: 2", 'credibility: «1»\n        date: 1830\n        quote: "1830"'),
    ("W263", "note: The book itself.", f"{_SAME_YEAR}, credibility: «1»}}"),
]


@pytest.mark.parametrize(("code", "old", "new", "place"), [(*row, "")[:4] for row in WRONG])
def test_wrong_snippet_is_reported_where_it_is_wrong(code: str, old: str, new: str, place: str) -> None:
    text, span = wrong(old, new, place)
    assert [(each.code, each.span) for each in found(text)] == [(code, span)]


@pytest.mark.parametrize("row", WRONG)
def test_messages_and_remedies_are_no_sentences(row: tuple[str, ...]) -> None:
    (problem,) = found(wrong(*row[1:])[0])
    assert_no_sentence(problem)


PEOPLE = """
base: {title: T}
people:
  alone: {name: Alone}
  bride: {name: Bride, relations: [{to: sister, as: sister}]}
  sister: {name: Sister}
events:
  wedding: {title: Wedding, people: {bride: bride}}
"""


def test_remedy_for_a_person_without_a_claim_names_what_lacks_one() -> None:
    assert [each.remedy for each in found(PEOPLE) if each.code == "W232"] == [
        "list the person in 'people' of a claim, or of an event with a claim",
        "add a claim about the event 'wedding'",
        "add 'claims' to the relation of 'bride' to the person",
    ]


@pytest.mark.parametrize(
    ("new", "remedy"),
    [
        ("name: Tobias # Marsh", 'write "Tobias # Marsh", or two spaces before #'),
        ("name: Tobias # " + "long " * 12, "put the whole text in quotes, or two spaces before #"),
        ("name: Tobias  # Marsh", None),
        ('name: "Tobias" # Marsh', None),
        ("name: Tobias # genden: a note", None),
        ("name: Tobias#Marsh", None),
        ("name: Tobias Marsh\n    died: 1800 # or so", None),
    ],
)
def test_comment_after_one_space_is_taken_for_text(new: str, remedy: str | None) -> None:
    text = SOUND.replace("name: Tobias Marsh", new)
    assert [each.remedy for each in found(text) if each.code == "W281"] == ([remedy] if remedy else [])


@pytest.mark.parametrize(
    ("code", "old", "new", "remedy"),
    [
        (
            "W202",
            "stance: supports\n        at: {folio: 31r}",
            "stance: context\n        at: {folio: 31r}",
            "genden add evidence dark --source … --stance supports; or change the verdict",
        ),
        ("W207", "verdict: unproven", "verdict: unreviewed", "add 'verdict: …'"),
        ("W242", "    author: J. Reis\n", "", f"add {join_words(_LEADS, last='or')}"),
        ("W243", "{isbn: 978-0-00-000000-2}", "{isbn: 978-0-00-000000-3}", "compare it with the source"),
        (
            "W243",
            "{isbn: 978-0-00-000000-2}",
            "{isbn: 978}",
            f"compare it with the source; an example of an ISBN is {example('isbn')}",
        ),
        (
            "W266",
            "- {source: guide, stance",
            "# {source: guide, stance",
            f"{_ADD_STORM} --at '{{page: 13}}' --quote 'she closed her hand over the flame'",
        ),
    ],
)
def test_remedy_says_what_cures_and_leaves_the_rest_open(code: str, old: str, new: str, remedy: str) -> None:
    (problem,) = (each for each in found(edited(old, new)) if each.code == code)
    assert problem.remedy == remedy


def test_sound_base_has_no_problem() -> None:
    assert found(SOUND) == []


def test_every_code_has_a_wrong_snippet() -> None:
    assert {row[0] for row in WRONG} >= set(registry()) - {"E008", "W290", "W291"}


_AT = 'at: {page: "1"}, note: So.'

# What stands in tests/sound.yaml, what may as well stand there, and what is said of it all the same.
RIGHT = [
    # One voice is enough where it is a document, or rests on documents only.
    ("reliability: B\n    read", "reliability: B\n    derived_from: []\n    read", ""),
    # An opinion may have context.
    ("    verdict: opinion", f"    evidence: [{{source: letters, stance: context, {_AT}}}]\n    verdict: opinion", ""),
    # Both sides are heard; of two voices one is poor, or only context.
    ("verdict: disputed", "verdict: unproven", ""),
    ("the wind.}", f"the wind.}}\n      - {{source: guide, stance: supports, rests_on: [], {_AT}}}", ""),
    ("the wind.}", f"the wind.}}\n      - {{source: log, stance: context, {_AT}}}", ""),
    # The same place twice, but with another quote.
    (
        "note: Tells of",
        'quote: ah\n      - source: letters\n        stance: silent\n        at: {page: "88"}\n        note: Tells of',
        "",
    ),
    # People may be remembered, and dates may be unknown, open or absent.
    ("{brandt: keeper, marsh: harbour master}", "{brandt: keeper, marsh: remembered}", ""),
    ("name: Tobias Marsh", "name: Tobias Marsh\n    born: ../1700\n    died: 1750/..", ""),
    ("    date: 1788-12-31\n    place", "    place", ""),
    (" to: 1789,", "", ""),
    ("name: Tobias Marsh", "name: Tobias Marsh\n    born: 1790\n    died: 1789", "W220 W221"),
    ("died: 1829-04-11", "died: 1829-04-11\n    ids: {viaf: '0'}", ""),
    ("{to: marsh, as: employer}", "{to: marsh, as: employer, claims: [keeper]}", ""),
    # A date that differs and is explained; one of a claim without an event; one that agrees.
    ("tags: [letters]", "tags: [letters]\n    date: 1830", ""),
    ("rests_on: []\n        note", "rests_on: []\n        date: 1831\n        note", ""),
    ("rests_on: []\n        note: The book itself.", "rests_on: []\n        date: 1831\n        quote: Letters", ""),
    ("quote: het licht", "date: 1788-12-31\n        quote: het licht", ""),
    ("contradicts: [letters-1820]", "contradicts: [letters-1820], part_of: [dark], related: [keeper]", ""),
    # A claim that only a person's role leads to.
    ("    tags: [letters]\n", "", "W230"),
    # What only looks like something to do.
    ("title: A Guide to the Coast", "title: TODO SOBRE LA COSTA", ""),
    ("because: The log has", "because: The TODO of the log … has", ""),
    # What a document claims is said in its words; and another language has its own.
    ("says: The whole town", "says: The brutal town", "W252"),
    ("says: Ana Brandt put out the lamp", "says: Ana Brandt put out the infamous lamp", ""),
    ("because: The log has", 'because: The "heroic" town, in medieval terms, and a devil; the log has', ""),
    # A rival that is not proven; a claim that contradicts itself is another matter.
    (_TITLE_PAGE, _TITLE_PAGE.replace("refuted", "unproven"), ""),
    ("contradicts: [letters-1820]", "contradicts: [letters-1820, letters-appeared]", "W237"),
    # What is told with reserve, or carried by something that is more than unproven; an opinion cannot be proved.
    (_AUTHOR, "{title: Author of a book, from: 1820?, to: 1821?, claims: [letters-1820]}", ""),
    (_AUTHOR, "{title: Author of a book, from: 1820, claims: [letters-1820, put-out]}", ""),
    (_AUTHOR, "{title: Author of a book, claims: [bravest]}", ""),
    (_AUTHOR, "{title: Author of a book}", ""),
    ("as: employer}", "as: alleged rival, claims: [letters-1820]}", ""),
    ("Letters of Ana Brandt are printed\n    date: 1820?", "Letters are said to be printed\n    date: 1820", ""),
    ("    date: 1820?\n", "", ""),
    # Confirmed by a voice that rests on something else.
    ("note: The book itself.", f"note: Hm.\n      - {{source: log, stance: supports, credibility: 1, {_AT}}}", ""),
]


@pytest.mark.parametrize(("old", "new", "codes"), RIGHT)
def test_what_is_meant_well_is_not_reported(old: str, new: str, codes: str) -> None:
    assert sorted({each.code for each in found(edited(old, new))}) == codes.split()


ONE_CLAIM = """
    The clash between Ann and Bob took place in winter.
    Ann and Bob met in Aldport.
    Ann met Bob, Carl and Dora.
    Mongolian and not Soviet troops put the rising down.
    The drink was wine and bread.
    Ann was unwilling to harm the town and the lamp.
    Confessions and forged papers were the evidence.
    The evidence consisted of confessions and forged papers.
    Badrakh, Shijee and prime minister Jigjidjav were expelled in May 1932.
    The decisions and actions of Ann are judged in different ways.
    On 30 December 1935 Ann said that the wind and the rain could put out the lamp.
    J. Reis met Prof. Marsh in the St. Anna.
    Private trade and crafts were allowed again.
    The lamp was black and white.
    Ann had a talk with Bob and Carl in the hall.
"""

TWO_CLAIMS = """
    Ann hit Bob and broke his lamp.
    Ann hit Bob, and he fell.
    Ann hit Bob, and Bob fled from the house.
    Ann hit Bob, and the house was silent.
    Ann was arrested and then died in 1937.
    Ann left the town and never came to the coast again.
    Ann hit Bob. He fell.
    Ann broke the session and invited the guests to tea.
"""


@pytest.mark.parametrize("sentence", [line.strip() for line in ONE_CLAIM.strip().splitlines()])
def test_one_claim_is_not_taken_for_two(sentence: str) -> None:
    assert found(edited("says: A storm put out the lamp.", f"says: {sentence}")) == []


@pytest.mark.parametrize("sentence", [line.strip() for line in TWO_CLAIMS.strip().splitlines()])
def test_two_claims_in_a_sentence_are_noticed(sentence: str) -> None:
    assert [each.code for each in found(edited("says: A storm put out the lamp.", f"says: {sentence}"))] == ["W250"]


def test_english_is_looked_at_in_english_bases_only() -> None:
    french = SOUND.replace("language: en", "language: fr").replace("language: nl", "language: fr")
    french = french.replace("says: A storm put out the lamp.", "says: It was a heroic storm. He hit Bob, and he fell.")
    assert found(french) == []


def test_same_claim_in_other_spelling_is_noticed() -> None:
    text = SOUND.replace("A storm put out the lamp", "Ein Sturm löschte die Lampe")
    text = text.replace("The whole town watched Ana Brandt.", "Ein Sturm LÖSCHTE die Lampe")
    assert [each.code for each in found(text)] == ["W251"]


def test_word_across_lines_of_a_text_is_found_in_its_line() -> None:
    text = edited("because: The log has", "because: >-\n      The 'brutal' log, cruel\n      and\n      cruel, has")
    assert [(each.span.line, each.span.column) for each in found(text)] == [(176, 25), (178, 7)]


def test_word_that_stands_otherwise_in_the_file_is_shown_with_its_text() -> None:
    text, span = wrong(
        "because: The log has", 'because: «"The cr\\x75el log has hardly anybody there. No cruelty."»\n    note: x'
    )
    assert [each.span for each in found(text)][:1] == [span]


def _people_and_events(count: int, told: int) -> str:
    """Return a base of people and events, of which the last ones have a claim."""
    people = "".join(f"  p{n}: {{name: P{n}}}\n" for n in range(count))
    events = "".join(f"  e{n}: {{title: E{n}}}\n" for n in range(count))
    claims = "".join(f"  c{n}: {{says: So {n}., event: e{n}, people: [p{n}]}}\n" for n in range(count - told, count))
    return f"base: {{title: T}}\npeople:\n{people}events:\n{events}" + f"claims:\n{claims}" * bool(told)


@pytest.mark.parametrize(
    ("count", "told", "warnings"),
    [(10, 0, 10), (11, 0, 1), (22, 10, 1), (22, 11, 11), (24, 11, 1), (24, 12, 12), (500, 2, 1)],
)
def test_base_of_people_without_claims_gets_one_warning_for_all(count: int, told: int, warnings: int) -> None:
    text = _people_and_events(count, told)
    for code, noun in (("W232", "people"), ("W233", "events")):
        of_code = [each for each in found(text) if each.code == code]
        assert len(of_code) == warnings
        if warnings == 1:
            assert of_code[0].message == f"no claim is about {count - told} of {count} {noun}"
            reason = f"base:  # genden: ignore {code} because it is a tree\n  title: T\n"
            assert code not in {each.code for each in found(text.replace("base: {title: T}\n", reason))}


def test_former_id_that_another_record_has_is_taken_in_every_section() -> None:
    text = """
base: {title: T}
sources: {a: {title: A, reliability: A, was: [b]}, b: {title: B, reliability: A}}
people: {a: {name: A, was: [b]}, b: {name: B}}
events: {a: {title: A, was: [b]}, b: {title: B}}
"""
    taken = [(each.span.line, each.message) for each in found(text) if each.code == "W265"]
    assert taken == [(number, "'b' is an id of another record") for number in (3, 4, 5)]


def test_comment_after_one_space_in_a_list_is_noticed_after_several_words() -> None:
    asked = "    asked_as:\n    - did it rain # a lot\n    - rain # never\n"
    text = f"base: {{title: T}}\nclaims:\n  a:\n    says: It rained.\n{asked}"
    assert [each.span.line for each in found(text) if each.code == "W281"] == [6]


def test_publisher_over_lines_is_not_split_by_a_fix() -> None:
    source = "base: {title: T}\nsources:\n  a:\n    title: A\n    reliability: A\n    publisher: Town archive,"
    fixes = {
        end: [each.fix for each in found(f"{source}{end}box 4\n") if each.code == "W244"] for end in (" ", "\n      ")
    }
    assert [bool(each) for each in fixes[" "]] == [True]
    assert fixes["\n      "] == [None]


def test_first_of_two_burials_ends_a_life() -> None:
    events = "".join(
        f"  e{year}: {{title: E, date: {year}, people: {{p: {role}}}}}\n"
        for year, role in ((1800, "buried"), (1790, "buried"), (1795, "speaker"))
    )
    text = f"base: {{title: T}}\npeople: {{p: {{name: P}}}}\nevents:\n{events}"
    (late,) = [each for each in found(text) if each.code == "W220"]
    assert late.message == "'p' is buried in 'e1790' (1790), but the event is dated 1795"


def test_place_unlike_any_other_is_a_name() -> None:
    text = "base: {title: T}\nplaces: {aldport: {name: Aldport}}\nevents: {e: {title: E, place: quux}}\n"
    assert [each for each in found(text) if each.code == "W277"] == []


def test_repeated_date_of_another_calendar_is_not_removed_by_a_fix() -> None:
    dated = "date: 1700-12-31, calendar: julian"
    claim = "says: It rained.\n    event: e\n    date: 1700-12-31\n    calendar: julian\n"
    text = f"base: {{title: T}}\nevents: {{e: {{title: E, {dated}}}}}\nclaims:\n  a:\n    {claim}"
    assert [each.fix for each in found(text) if each.code == "W226"] == [None]


@pytest.mark.parametrize(
    ("people", "remedy"),
    [
        ("brandt, marsh", "write [brandt, marsh]"),
        ("'  '", "write '- ' before each item, or [a, b]"),
        (", ".join(["brandt"] * 100), "write '- ' before each item, or [a, b]"),
    ],
)
def test_short_list_is_proposed_as_one(people: str, remedy: str) -> None:
    text = f"base: {{title: T}}\nclaims:\n  a:\n    says: It rained.\n    people: {people}\n"
    assert [each.remedy for each in found(text) if each.code == "E012"] == [remedy]


def test_misspelt_section_that_holds_no_records_has_one_mistake() -> None:
    assert [each.code for each in found("base: {title: T}\nclams: It rained.\n")] == ["E010"]
