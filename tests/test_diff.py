"""What changed between two versions of a base: on edited copies of the small one, in files and in git."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, WIDTHS
from formats import assert_formats_agree
from hypothesis import given
from hypothesis import strategies as st
from repositories import forget_settings

from genden_cli.difference.changes import Change, changes
from genden_cli.difference.versions import difference, version
from genden_cli.errors import Unreadable
from genden_cli.load import load
from genden_cli.source import git as git_program
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    from genden_cli.model import Facts

TEXT = FACTS.read_text(encoding="utf-8")
OLD = load([BaseText("old", TEXT.encode())])

# What is edited, and what that changes: record, change, field, item, before, after.
EDITS: dict[str, tuple[list[tuple[str, str]], list[tuple[Any, ...]]]] = {
    "a verdict": (
        [("    verdict: unproven\n", "    verdict: disputed\n")],
        [("storm", "changed", "verdict", None, "unproven", "disputed")],
    ),
    "a confidence": (
        [("    confidence: moderate\n", "")],
        [("storm", "changed", "confidence", None, "moderate", None)],
    ),
    "a sentence": (
        [("says: A storm put out the lamp.", "says: A sudden gust put out the lamp.")],
        [("storm", "changed", "says", None, "A storm put out the lamp.", "A sudden gust put out the lamp.")],
    ),
    "a claim added": (
        [("claims:\n  put-out:", "claims:\n  gate:\n    says: The gate was shut.\n  put-out:")],
        [("gate", "added", None, None, None, None)],
    ),
    "a claim removed": (
        [(TEXT[TEXT.index("  song-older:") :], "")],
        [("song-older", "removed", None, None, None, None)],
    ),
    "a claim renamed, with its references, and reworded in spelling only": (
        [
            (
                "  marsh-ordered:\n    says: Tobias Marsh employed Ana",
                "  employer:\n    says: Tobias MARSH employed Ána",
            ),
            ("claims: [marsh-ordered]", "claims: [employer]"),
        ],
        [
            ("employer", "renamed", "id", None, "marsh-ordered", "employer"),
            (
                "employer",
                "changed",
                "says",
                None,
                "Tobias Marsh employed Ana Brandt.",
                "Tobias MARSH employed Ána Brandt.",
            ),
        ],
    ),
    "an id that now means something else": (
        [("  song-older:\n    says: The song is older than the novel.", "  song-old:\n    says: The song is old.")],
        [("song-old", "added", None, None, None, None), ("song-older", "removed", None, None, None, None)],
    ),
    "a source renamed, which is no change of what refers to it": (
        [
            ("  brandt-letters:\n", "  letters:\n"),
            ("derived_from: [brandt-letters, log]", "derived_from: [log, letters]"),
            ("rests_on: [brandt-letters]", "rests_on: [letters]"),
            *[("source: brandt-letters", "source: letters")] * 6,
        ],
        [("letters", "renamed", "id", None, "brandt-letters", "letters")],
    ),
    "people and events renamed": (
        [
            ("  ohm:\n", "  j-ohm:\n"),
            ("people: {ohm: author}", "people: {j-ohm: author}"),
            ("  undated:\n", "  song:\n"),
            ("event: undated", "event: song"),
        ],
        [("j-ohm", "renamed", "id", None, "ohm", "j-ohm"), ("song", "renamed", "id", None, "undated", "song")],
    ),
    "evidence that came and went": (
        [
            (
                "      - {source: log, stance: contradicts, credibility: 1, note: Lists three people in the street.}\n",
                "",
            ),
            (
                "stance: contradicts, credibility: 2, note: Says that nobody",
                "stance: contradicts, note: Says that nobody",
            ),
            (
                "Says that nobody was about.}\n",
                "Says that nobody was about.}\n      - {source: guide, stance: silent}\n",
            ),
        ],
        [
            ("whole-town", "removed", "evidence", "log", "contradicts", None),
            ("whole-town", "added", "evidence", "guide", None, "silent"),
            ("whole-town", "changed", "evidence.credibility", "brandt-letters", "2", None),
            ("whole-town", "changed", "origins_against", None, "2", "1"),
        ],
    ),
    "a stance, its date, place and note": (
        [
            (
                "stance: silent, credibility: 2, at: {folio: 31r}, note: Gives the weather as calm at ten.}",
                "stance: contradicts, date: 1788, credibility: 2, at: {folio: 31v}, note: It was calm.}",
            )
        ],
        [
            ("storm", "changed", "evidence.stance", "log", "silent", "contradicts"),
            ("storm", "changed", "evidence.at", "log", "folio: 31r", "folio: 31v"),
            ("storm", "changed", "evidence.date", "log", None, "1788"),
            ("storm", "changed", "evidence.note", "log", "Gives the weather as calm at ten.", "It was calm."),
            ("storm", "changed", "origins_against", None, "0", "1"),
        ],
    ),
    "one source that speaks once, then three times": (
        [
            (
                "      - {source: log, stance: supports, credibility: 1, note: Notes the hours.}\n",
                (
                    "      - {source: log, stance: silent, at: {folio: 2r}}\n"
                    "      - {source: log, stance: supports, at: {folio: 1r}, credibility: 3}\n"
                    "      - {source: log, stance: supports, credibility: 1, note: Notes the hours.}\n"
                ),
            )
        ],
        [
            ("lamp-dark", "added", "evidence", "log", None, "silent"),
            ("lamp-dark", "added", "evidence", "log", None, "supports"),
        ],
    ),
    "what a statement rests on": (
        [("        rests_on: [brandt-letters]\n", "")],
        [("put-out", "changed", "evidence.rests_on", "guide", "brandt-letters", None)],
    ),
    "what a source rests on: fewer voices": (
        [
            ("    derived_from: []\n  novel:", "    derived_from: [log]\n  novel:"),
        ],
        [
            ("marsh-ordered", "changed", "origins_for", None, "2", "1"),
            ("keeper", "changed", "origins_for", None, "2", "1"),
            ("lamp-dark", "changed", "origins_for", None, "2", "1"),
            ("whole-town", "changed", "origins_against", None, "2", "1"),
            ("brandt-letters", "changed", "derived_from", None, "[]", "log"),
        ],
    ),
    "what a source rests on is no longer known": (
        [("    reliability: D\n    derived_from: [guide]\n", "    reliability: D\n")],
        [
            ("storm", "changed", "origins_for", None, "1", "1 or 2"),
            ("put-out", "changed", "origins_against", None, "1", "1 or 2"),
            ("website", "changed", "derived_from", None, "guide", None),
        ],
    ),
    "what is under examination": (
        [("examines: [pamphlet]", "examines: [pamphlet, novel]")],
        [
            ("put-out", "changed", "origins_for", None, "1 or 2", "1"),
            (None, "changed", "examines", None, "pamphlet", "novel, pamphlet"),
        ],
    ),
    "date, event and people of a claim": (
        [
            (
                "    people: [marsh, brandt]\n    kind: relation\n    date: 1780/1789\n",
                "    people: [marsh, ohm]\n    event: inquiry\n",
            )
        ],
        [
            ("marsh-ordered", "changed", "event", None, None, "inquiry"),
            ("marsh-ordered", "changed", "date", None, "1780/1789", None),
            ("marsh-ordered", "changed", "people", None, "brandt, marsh", "marsh, ohm"),
            ("marsh-ordered", "changed", "kind", None, "relation", None),
        ],
    ),
    "a source graded anew, and one more": (
        [
            ("    reliability: E\n", "    reliability: F\n"),
            ("sources:\n", "sources:\n  map: {title: A map, reliability: A}\n"),
        ],
        [
            ("map", "added", None, None, None, None),
            ("novel", "changed", "reliability", None, "E", "F"),
        ],
    ),
    "a source removed": (
        [
            (
                TEXT[TEXT.index("  lost-report:") : TEXT.index("\npeople:")],
                "",
            ),
            (
                TEXT[TEXT.index("      - {source: lost-report, stance") : TEXT.index("    verdict: supported")],
                "",
            ),
            ("      - {source: lost-report, where: box 4, holder: Town archive}\n", ""),
        ],
        [
            ("put-out", "removed", "would_settle", "lost-report", "lost-report, box 4, Town archive", None),
            ("orders", "removed", "evidence", "lost-report", "context", None),
            ("lost-report", "removed", None, None, None, None),
        ],
    ),
    "people": (
        [
            ("    born: 1740?\n", "    born: 1741\n"),
            ("      - {text: T. Marsh}\n", "      - {text: Toby Marsh, lang: en}\n"),
            ("  ohm-elder:\n    name: Karl Öhm\n", "  vane:\n    name: Ida Vane\n"),
            ("      - {title: Writer, from: 1790~}\n", ""),
        ],
        [
            ("brandt", "removed", "roles", "Writer", "Writer, 1790~", None),
            ("marsh", "removed", "names", "T. Marsh", "T. Marsh", None),
            ("marsh", "added", "names", "Toby Marsh", None, "Toby Marsh, en"),
            ("marsh", "changed", "born", None, "1740?", "1741"),
            ("vane", "added", None, None, None, None),
            ("ohm-elder", "removed", None, None, None, None),
        ],
    ),
    "names, roles and relations": (
        [
            ("{text: Анна Брандт, lang: ru}", "{text: Анна Брандт, lang: ru-Cyrl}"),
            ("from: 1780, to: 1789-01-04, claims: [keeper]", "from: 1780~, claims: [keeper, lamp-dark]"),
            ("as: employer, claims: [marsh-ordered]", "as: harbour master, claims: [marsh-ordered]"),
        ],
        [
            ("brandt", "changed", "names.lang", "Анна Брандт", "ru", "ru-Cyrl"),
            ("brandt", "changed", "roles.from", "Keeper of the lamp", "1780", "1780~"),
            ("brandt", "changed", "roles.to", "Keeper of the lamp", "1789-01-04", None),
            ("brandt", "changed", "roles.claims", "Keeper of the lamp", "keeper", "keeper, lamp-dark"),
            ("brandt", "changed", "relations.as", "marsh", "employer", "harbour master"),
        ],
    ),
    "events": (
        [
            ("    place: Town hall\n", ""),
            ("people: {brandt: keeper, marsh: harbour master}", "people: {brandt: keeper}"),
            ("variants: [put-out, storm, orders]", "variants: [put-out, storm]"),
        ],
        [
            ("dark-night", "changed", "people", None, "brandt: keeper; marsh: harbour master", "brandt: keeper"),
            ("dark-night", "changed", "variants", None, "orders, put-out, storm", "put-out, storm"),
            ("inquiry", "changed", "place", None, "Town hall", None),
        ],
    ),
    "appearances, tags, relations, notes": (
        [
            (
                TEXT[TEXT.index("      - source: pamphlet\n        at: {paragraph: 4") : TEXT.index("    evidence:")],
                "",
            ),
            ("tags: [lamp, weather]", "tags: [lamp]"),
            ("{contradicts: [storm], part_of: [lamp-dark]}", "{contradicts: [storm]}"),
            ("note: Two leaves are missing.", "note: Three leaves are missing."),
            ('    ids: {viaf: "000000"}\n', ""),
        ],
        [
            ("put-out", "removed", "appears_in", "pamphlet", "line: 2; paragraph: 4", None),
            ("put-out", "changed", "relations", None, "contradicts: storm; part_of: lamp-dark", "contradicts: storm"),
            ("storm", "changed", "tags", None, "lamp, weather", "lamp"),
            ("log", "changed", "note", None, "Two leaves are missing.", "Three leaves are missing."),
            ("brandt", "changed", "ids", None, "viaf: 000000", None),
        ],
    ),
    "the base": (
        [("  version: 2\n", "  version: 3\n")],
        [(None, "changed", "version", None, "2", "3")],
    ),
    "nothing but order, places and comments": (
        [
            ("variants: [put-out, storm, orders]", "variants: [storm, orders, put-out] # in order"),
            ("derived_from: [brandt-letters, log]", "derived_from: [log, brandt-letters]"),
            ("{contradicts: [storm], part_of: [lamp-dark]}", "{part_of: [lamp-dark], contradicts: [storm]}"),
            ("      - {text: Анна Брандт, lang: ru}\n", ""),
            ('    born: "[1751,1753]"\n', '      - {text: Анна Брандт, lang: ru}\n    born: "[1751,1753]"\n'),
        ],
        [],
    ),
}


def edited(*names: str) -> str:
    """Return the small base after some of the edits."""
    text = TEXT
    for name in names:
        for before, after in EDITS[name][0]:
            assert before in text, (name, before)
            text = text.replace(before, after, 1)
    return text


def loaded(text: str) -> Facts:
    return load([BaseText("edited", text.encode())])


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_told_as_what_it_is_and_nothing_else(name: str) -> None:
    found = [
        (each.id, each.change, each.field, each.item, each.before, each.after)
        for each in changes(OLD, loaded(edited(name)))
    ]
    assert sorted(found, key=str) == sorted(EDITS[name][1], key=str)


@pytest.mark.parametrize("name", EDITS)
def test_claims_that_are_not_held_change_nothing(name: str) -> None:
    one, other = (version([BaseText("facts.yaml", text.encode())], "v") for text in (TEXT, edited(name)))
    assert difference(one, other).changes == tuple(changes(OLD, loaded(edited(name))))
    assert difference(other, one).changes == tuple(changes(loaded(edited(name)), OLD))
    assert difference(one, one.labelled("w")).changes == ()


ITEMS = {
    "equal, wherever they stand": (
        [("1", "supports", "x"), ("2", "supports", "y")],
        [("2", "supports", "y"), ("1", "supports", "x")],
        [],
    ),
    "same stance and place": (
        [("1", "supports", "x"), ("2", "supports", "y")],
        [("2", "supports", "z"), ("1", "supports", "x")],
        ["changed evidence.note y > z"],
    ),
    "same stance": (
        [("1", "supports", "x"), ("1", "silent", "y")],
        [("2", "silent", "y"), ("1", "supports", "x")],
        ["changed evidence.at page: 1 > page: 2"],
    ),
    "same source": (
        [("1", "supports", "x"), ("2", "silent", "y")],
        [("2", "context", "y"), ("1", "supports", "x")],
        ["changed evidence.stance silent > context"],
    ),
    "more than before": ([("1", "supports", "x")], [("1", "supports", "x")] * 2, ["added evidence None > supports"]),
    "fewer than before": ([("1", "supports", "x")] * 2, [("1", "supports", "x")], ["removed evidence supports > None"]),
}


@pytest.mark.parametrize("name", ITEMS)
def test_items_of_one_source_are_matched_by_stance_and_place(name: str) -> None:
    old, new, expected = ITEMS[name]

    def base(items: list[tuple[str, str, str]]) -> Facts:
        lines = [f"      - {{source: a, at: {{page: {p}}}, stance: {s}, note: {n}}}" for p, s, n in items]
        sources = "base: {title: T}\nsources: {a: {title: A, reliability: A}}"
        return loaded("\n".join([sources, "claims:", "  c:", "    says: S.", "    evidence:", *lines, ""]))

    found = changes(base(old), base(new))
    assert [f"{each.change} {each.field} {each.before} > {each.after}" for each in found] == expected


WHY = {
    "evidence that came and went": [("evidence", "log")],
    "a stance, its date, place and note": [("evidence", "log")],
    "what a source rests on: fewer voices": [("derived_from", "brandt-letters")],
    "what a source rests on is no longer known": [("derived_from", "website")],
    "what is under examination": [("examines", "novel")],
}


@pytest.mark.parametrize("name", WHY)
def test_origins_change_because_of_what_was_edited(name: str) -> None:
    found = [each for each in changes(OLD, loaded(edited(name))) if str(each.field).startswith("origins")]
    assert found
    assert {each.because for each in found} == {tuple(WHY[name])}


def test_a_statement_with_sources_of_its_own_does_not_change_with_its_source() -> None:
    def base(*, a: str, b: str) -> Facts:
        ids = {"a": a, "b": b, "x": "", "y": ""}
        sources = [f"  {each}: {{title: {each}, reliability: A, derived_from: [{on}]}}" for each, on in ids.items()]
        items = "{source: a, stance: supports, rests_on: [y]}, {source: b, stance: supports}"
        return loaded(
            "\n".join(
                [
                    "base: {title: T}",
                    "sources:",
                    *sources,
                    "claims:",
                    "  c:",
                    "    says: S.",
                    f"    evidence: [{items}]",
                ]
            )
        )

    found = [each for each in changes(base(a="x", b=""), base(a="", b="y")) if each.section == "claims"]
    assert [(each.before, each.after, each.because) for each in found] == [("2", "1", (("derived_from", "b"),))]


def test_signs_alone_are_no_sentence_to_know_a_claim_by() -> None:
    old = loaded('base: {title: T}\nclaims: {a: {says: "?!"}, b: {says: "+"}}\n')
    new = loaded('base: {title: T}\nclaims: {c: {says: "+"}, d: {says: "-"}}\n')
    assert [(each.id, each.change) for each in changes(old, new)] == [
        ("c", "renamed"),
        ("d", "added"),
        ("a", "removed"),
    ]


def test_sources_of_one_title_are_told_apart_by_author() -> None:
    old = loaded("base: {title: T}\nsources: {a: {title: Letters, author: Öhm, reliability: A}}\n")
    new = loaded("base: {title: T}\nsources: {b: {title: Letters, author: Marsh, reliability: A}}\n")
    same = loaded("base: {title: T}\nsources: {b: {title: letters, author: Ohm, reliability: A}}\n")
    assert [each.change for each in changes(old, new)] == ["added", "removed"]
    assert [(each.change, each.field) for each in changes(old, same)] == [
        ("renamed", "id"),
        ("changed", "title"),
        ("changed", "author"),
    ]


# Properties.


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Draw a base after some edits, with some of its records and items missing and all of them in any order."""
    base = loaded(edited(*draw(st.sets(st.sampled_from(EDITABLE), max_size=4))))
    claims = [claim._replace(evidence=some(draw, claim.evidence)) for claim in some(draw, base.claims)]
    return base._replace(claims=tuple(claims), people=some(draw, base.people), events=some(draw, base.events))


def some(draw: st.DrawFn, records: tuple[Any, ...]) -> tuple[Any, ...]:
    shuffled = draw(st.permutations(records))
    return tuple(shuffled[: draw(st.integers(0, len(shuffled)))])


EDITABLE = [
    "a verdict",
    "a sentence",
    "a claim added",
    "what a source rests on: fewer voices",
    "what is under examination",
    "events",
]
FLIPPED = {"added": "removed", "removed": "added"}


@given(facts())
def test_nothing_changes_from_a_base_to_itself(base: Facts) -> None:
    assert list(changes(base, base)) == []


@given(facts(), facts())
def test_backwards_is_forwards_with_before_and_after_exchanged(one: Facts, other: Facts) -> None:
    def told(change: Change, *, flip: bool) -> tuple[Any, ...]:
        kind = FLIPPED.get(change.change, change.change) if flip else change.change
        values = (change.before, change.after)[:: -1 if flip else 1]
        return (change.section, kind, change.field, change.item, *values, change.because)

    forwards = Counter(told(each, flip=False) for each in changes(one, other))
    assert forwards == Counter(told(each, flip=True) for each in changes(other, one))


@given(facts(), facts())
def test_what_is_added_is_what_the_old_base_does_not_have(one: Facts, other: Facts) -> None:
    added = sum(
        each.change == "added" and each.field is None for each in changes(one, other) if each.section == "claims"
    )
    renamed = sum(each.change == "renamed" for each in changes(one, other) if each.section == "claims")
    assert added + renamed == len({each.id for each in other.claims} - {each.id for each in one.claims})


# The command.

ALL = [
    *("a verdict", "a confidence", "a sentence", "a claim added", "a claim removed", "evidence that came and went"),
    *("a stance, its date, place and note", "what is under examination", "people", "events"),
    "names, roles and relations",
    *("date, event and people of a claim", "appearances, tags, relations, notes", "the base"),
    *("what a source rests on is no longer known", "a source graded anew, and one more"),
]
MORE = [
    "a source renamed, which is no change of what refers to it",
    "a claim renamed, with its references, and reworded in spelling only",
    "people and events renamed",
]
PAIRS = {
    "diff": ("old", "new"),
    "diff-back": ("new", "old"),
    "diff-renamed": ("old", "renamed"),
    "diff-same": ("old", "old"),
}


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the versions to a folder that git knows nothing of, and be there."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name, edits in (("old", []), ("new", ALL), ("renamed", MORE)):
        (tmp_path / f"{name}.yaml").write_text(edited(*edits), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def compared(versions: Path, genden: Callable[..., Ran]) -> Callable[..., Ran]:
    """Compare two versions by the name of their pair."""
    assert versions.samefile(".")

    def run(name: str, *options: str, width: int = 100) -> Ran:
        ran = genden("diff", *(f"{each}.yaml" for each in PAIRS[name]), *options, width=width)
        assert (ran.code, ran.err) == (0, "")
        return ran

    return run


@pytest.mark.parametrize("name", PAIRS)
def test_tables_are_as_recorded(name: str, compared: Callable[..., Ran], golden_page: Callable[..., None]) -> None:
    golden_page(name, lambda width: compared(name, width=width).out)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAIRS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int, compared: Callable[..., Ran]) -> None:
    assert max(map(len, compared(name, width=width).out.splitlines())) <= width


@pytest.mark.parametrize("format_", ["csv", "markdown"])
@pytest.mark.parametrize("name", PAIRS)
def test_formats_are_as_recorded(
    name: str, format_: str, compared: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.{format_}", compared(name, "--format", format_).out)


@pytest.mark.parametrize("name", PAIRS)
def test_json_is_as_recorded(name: str, compared: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    """Record the first change of each kind; `test_json_holds_the_cells_of_csv` checks them all."""
    document = json.loads(compared(name, "--format", "json").out)
    kinds: dict[Any, Any] = {}
    for each in document["difference"]["changes"]:
        kinds.setdefault((each["change"], bool(each["field"]), bool(each["item"]), bool(each["because"])), each)
    document["difference"]["changes"] = list(kinds.values())
    golden(f"{name}.json", json.dumps(document, ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize("name", PAIRS)
def test_json_holds_the_cells_of_csv(name: str, compared: Callable[..., Ran]) -> None:
    changes = json.loads(compared(name, "--format", "json").out)["difference"]["changes"]
    rows = list(csv.DictReader(StringIO(compared(name, "--format", "csv").out)))
    for change, row in zip(changes, rows, strict=True):
        because = "; ".join(each["id"] for each in change.pop("because"))
        told = {key: "" if value is None else str(value) for key, value in change.items()}
        assert row == {**row, **told, "because": because}
        assert row.keys() - told.keys() == {"because", "base", "version", "file", "last_review", "content_hash"}


@pytest.mark.parametrize("name", PAIRS)
def test_json_lines_and_plain_lines_are_json_and_csv(name: str, compared: Callable[..., Ran]) -> None:
    assert_formats_agree(lambda format_: compared(name, "--format", format_), lambda answer: answer["changes"])


@pytest.mark.usefixtures("versions")
def test_colour_and_ascii_are_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("diff-color.txt", genden("diff", "old.yaml", "new.yaml", "--color", "always").out)
    ascii_ = genden("--ascii", "diff", "old.yaml", "new.yaml").out
    golden("diff-ascii.txt", ascii_)


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["old.yaml", "new.yaml"], 0),
        (["old.yaml", "new.yaml", "--exit-code"], 1),
        (["old.yaml", "old.yaml", "--exit-code"], 0),
        (["old.yaml", "--exit-code"], 0),
        (["new.yaml", "--exit-code"], 1),
    ],
)
def test_only_when_asked_the_exit_code_tells_of_changes(
    arguments: list[str], code: int, genden: Callable[..., Ran]
) -> None:
    assert genden("diff", *arguments).code == code


@pytest.mark.usefixtures("versions")
def test_the_new_version_is_the_base_unless_named(genden: Callable[..., Ran]) -> None:
    by_default = genden("diff", "old.yaml", "--base", "new.yaml")
    assert by_default == genden("diff", "old.yaml", "new.yaml")


def test_the_answer_is_written_over_no_version(versions: Path, genden: Callable[..., Ran]) -> None:
    for name in ("old.yaml", "new.yaml"):
        ran = genden("diff", "old.yaml", "new.yaml", "-o", name)
        assert ran == (3, "", f"genden: {name} is the fact base itself\nname another file with -o\n")
    assert genden("diff", "old.yaml", "new.yaml", "-o", "answer.md", "--format", "markdown") == (0, "", "")
    assert (versions / "answer.md").read_text(encoding="utf-8").startswith("# ")
    assert (versions / "old.yaml").read_text(encoding="utf-8") == TEXT


def test_a_version_with_mistakes_shows_them(versions: Path, genden: Callable[..., Ran]) -> None:
    (versions / "bad.yaml").write_text(TEXT.replace("stance: silent", "stance: mute", 1), encoding="utf-8")
    for arguments in (["bad.yaml", "old.yaml"], ["old.yaml", "bad.yaml"]):
        ran = genden("diff", *arguments)
        assert ran.code == 3
        assert ran.err.startswith("bad.yaml:180:17: error[E016] unknown stance 'mute'\n")


def test_what_comes_from_a_base_steers_no_terminal(versions: Path, genden: Callable[..., Ran]) -> None:
    (versions / "n\x1b[31m\n.yaml").write_text(edited("a sentence"), encoding="utf-8")
    ran = genden("diff", "old.yaml", "n\x1b[31m\n.yaml")
    assert ran.out.startswith("1 change from old.yaml to n\\x1b[31m\n.yaml\n")


# Revisions.


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with three versions of a base in a folder, and be at its top."""
    forget_settings(monkeypatch, tmp_path.parent)
    git(tmp_path, "init", "--initial-branch", "main")
    base = tmp_path / "bases" / "facts.yaml"
    base.parent.mkdir()
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "read.me").write_text("Nothing\n")
    for number, edits in enumerate(([], ["a verdict"], ["a verdict", "a claim added"]), start=1):
        base.write_text(edited(*edits), encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--message", f"fix: number {number}")
        git(tmp_path, "tag", f"v{number}")
    base.write_text(edited("a verdict", "a claim added", "the base"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *person, *arguments], check=True, capture_output=True)


VERDICT, CLAIM, BASE = ("storm", "verdict"), ("gate", None), (None, "version")

REVISIONS = {
    ("HEAD",): ("HEAD:facts.yaml", [BASE]),
    ("HEAD~1",): ("HEAD~1:facts.yaml", [CLAIM, BASE]),
    ("v1",): ("v1:facts.yaml", [CLAIM, VERDICT, BASE]),
    ("v1", "v2"): ("v1:facts.yaml", [VERDICT]),
    ("main^", "main"): ("main^:facts.yaml", [CLAIM]),
    ("HEAD^{/fix: number 1}", "v1"): ("HEAD^{/fix: number 1}:facts.yaml", []),
    ("v1:bases/facts.yaml", "v2"): ("v1:bases/facts.yaml", [VERDICT]),
    ("v1:./bases/facts.yaml", "v1"): ("v1:bases/facts.yaml", []),
    ("v1:bases", "v2"): ("v1:bases", [VERDICT]),
    ("v1:", "v2"): ("v1:", [VERDICT]),
    (":bases/facts.yaml", "v3"): (":bases/facts.yaml", []),
    ("bases/facts.yaml", "HEAD"): ("bases/facts.yaml", [BASE]),
}


@pytest.mark.parametrize("arguments", REVISIONS)
def test_versions_are_found_in_git(arguments: tuple[str, ...], repository: Path, genden: Callable[..., Ran]) -> None:
    label, expected = REVISIONS[arguments]
    ran = genden("diff", *arguments, "--format", "json", base=repository / "bases" / "facts.yaml")
    assert ran.err == ""
    answer = json.loads(ran.out)["difference"]
    assert answer["old"]["label"] == label
    assert [(each["id"], each["field"]) for each in answer["changes"]] == expected


def test_an_existing_file_wins_over_a_revision(repository: Path, genden: Callable[..., Ran]) -> None:
    (repository / "v1").write_text(edited("a confidence"), encoding="utf-8")
    ran = genden("diff", "v1", "v3", "--format", "json", base=repository / "bases" / "facts.yaml")
    assert json.loads(ran.out)["difference"]["old"]["label"] == "v1"


def test_the_history_of_a_linked_base_is_that_of_the_file(repository: Path, genden: Callable[..., Ran]) -> None:
    (repository / "link.yaml").symlink_to(repository / "bases" / "facts.yaml")
    assert genden("diff", "v1", "--exit-code", base=repository / "link.yaml").out.startswith(
        "3 changes from v1:facts.yaml"
    )


def test_the_answer_is_not_written_over_the_base_of_the_revisions(repository: Path, genden: Callable[..., Ran]) -> None:
    base = repository / "bases" / "facts.yaml"
    before = base.read_bytes()
    assert genden("diff", "v1", "v2", "-o", "bases/facts.yaml", base=base).code == 3
    assert base.read_bytes() == before


def test_mistakes_of_a_revision_name_it(repository: Path, genden: Callable[..., Ran]) -> None:
    base = repository / "bases" / "facts.yaml"
    base.write_text("base: {titel: T}\n", encoding="utf-8")
    git(repository, "commit", "--all", "--message", "bad")
    ran = genden("diff", "v1", "HEAD", base=base)
    assert ran.code == 3
    assert ran.err.startswith("HEAD:facts.yaml:1:8: error[E010]")


@pytest.mark.parametrize("name", ["a b.yaml", "x;touch stolen.yaml", "$(touch stolen)", "it's.yaml", "`x`", "*"])
def test_hint_is_a_command_that_a_shell_reads_as_meant(name: str, repository: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("diff", f"v1:{name}", base=repository / "bases" / "facts.yaml")
    assert (ran.code, ran.out) == (3, "")
    message, hint = ran.err.splitlines()
    assert message == f"genden: there is no {name} at v1"
    command = hint.removesuffix(" lists the revisions that changed it")
    words = subprocess.run(["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, text=True, check=True)
    assert (words.stdout.splitlines(), words.stderr) == (["git", "log", "--oneline", "--", name], "")
    assert sorted(os.listdir()) == [".git", "bases", "none"]


@pytest.mark.usefixtures("repository")
def test_revision_beside_a_file_is_a_revision_of_that_file(genden: Callable[..., Ran]) -> None:
    ran = genden("diff", "v1", "bases/facts.yaml", "--format", "json")
    answer = json.loads(ran.out)["difference"]
    assert (answer["old"]["label"], answer["new"]["label"]) == ("v1:facts.yaml", "bases/facts.yaml")
    assert [(each["id"], each["field"]) for each in answer["changes"]] == [CLAIM, VERDICT, BASE]


def test_renamed_file_is_found_under_its_former_path(repository: Path, genden: Callable[..., Ran]) -> None:
    (repository / "new").mkdir()
    git(repository, "mv", "bases/facts.yaml", "new/lamp.yaml")
    staged = genden("diff", "v1", "new/lamp.yaml", "--format", "json")
    git(repository, "commit", "--all", "--message", "rename")
    committed = genden("diff", "v1", "new/lamp.yaml", "--format", "json")
    for ran in (staged, committed):
        assert json.loads(ran.out)["difference"]["old"]["label"] == "v1:bases/facts.yaml"


@pytest.mark.usefixtures("repository")
def test_misspelt_file_is_said_to_be_missing(genden: Callable[..., Ran]) -> None:
    ran = genden("diff", "v1", "bases/fcats.yaml")
    assert ran == (3, "", "genden: no file 'bases/fcats.yaml'\ndid you mean 'bases/facts.yaml'?\n")
    ran = genden("diff", "v1", "base/facts.yaml")
    assert ran.err.startswith("genden: no file 'base/facts.yaml', and no folder 'base'\n")


def test_proposed_command_works_from_another_folder(repository: Path, genden: Callable[..., Ran]) -> None:
    (repository / "bases" / "other.yaml").write_text(TEXT, encoding="utf-8")
    ran = genden("diff", "v1", base=repository / "bases" / "other.yaml")
    folder = os.path.realpath(repository / "bases")
    assert ran.err.splitlines()[1].startswith(f"git -C {folder} log --oneline -- other.yaml")


def test_proposed_command_works_below_the_top(
    repository: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "bases")
    ran = genden("diff", "v1:bases/none.yaml", "facts.yaml")
    assert ran.err.splitlines()[1].startswith("git log --oneline -- :/bases/none.yaml lists")


def test_folder_is_compared_with_its_state_at_a_revision(repository: Path, genden: Callable[..., Ran]) -> None:
    bases = repository / "bases"
    claims = edited("a verdict", "a claim added").partition("\nclaims:\n")
    (bases / "facts.yaml").write_text(claims[0] + "\n", encoding="utf-8")
    (bases / "deep").mkdir()
    (bases / "deep" / "claims.yaml").write_text("claims:\n" + claims[2], encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "--message", "Cut it in two")
    git(repository, "mv", "bases", "lamp")
    (repository / "lamp" / "deep" / "claims.yaml").write_text("claims:\n" + claims[2].replace("gate:", "door:"))
    for revision in ("HEAD~1", "HEAD"):
        ran = genden("diff", revision, "--format", "json", base=repository / "lamp")
        answer = json.loads(ran.out)["difference"]
        assert answer["new"]["label"] == str(repository / "lamp")
        assert [(each["id"], each["change"]) for each in answer["changes"]] == [("door", "renamed")]
        assert answer["old"]["label"].startswith(f"{revision}:bases")


@pytest.mark.parametrize(
    "line",
    [
        "genden diff v1:bases/facts.yaml - < bases/facts.yaml",
        "genden diff <(git show v1:bases/facts.yaml) bases/facts.yaml",
        "git show v1:bases/facts.yaml | genden diff - bases/facts.yaml",
        "genden diff <(git show v1:bases/facts.yaml) - < bases/facts.yaml",
        "genden diff <(git show v1:bases/facts.yaml) <(cat bases/facts.yaml)",
        "git show v1:bases/facts.yaml | genden diff - --base bases/facts.yaml",
        "genden diff v1:bases/facts.yaml --base - < bases/facts.yaml",
    ],
)
@pytest.mark.slow
def test_versions_are_read_from_pipes(line: str, repository: Path) -> None:
    shell = ["bash", "-c", line.replace("genden diff", f"{sys.executable} -m genden_cli diff --format csv")]
    ended = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=repository)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [row["id"] for row in csv.DictReader(StringIO(ended.stdout))] == ["gate", "storm", ""]


def test_standard_input_is_not_both_versions(genden: Callable[..., Ran]) -> None:
    for arguments, base in ((["-", "-"], FACTS), (["-"], "-")):
        ran = genden("diff", *arguments, base=base)
        assert ran.code == 2
        assert ran.err == (
            "genden: standard input cannot be both versions\nsave one of them to a file, and name that\n"
        )


LOG = "git log --oneline lists the revisions; HEAD~1 is the one before the last\n"
NOWHERE = {
    "v9": f"genden: 'v9' is neither a file nor a git revision\n{LOG}",
    "v9:x.yaml": f"genden: 'v9:x.yaml' is neither a file nor a git revision\n{LOG}",
    ":x.yaml": f"genden: ':x.yaml' is neither a file nor a git revision\n{LOG}",
    "v1:x.yaml": "genden: there is no x.yaml at v1\ngit log --oneline -- x.yaml lists the revisions that changed it\n",
    "v1:none": (
        "genden: v1:none is a folder without a YAML file\n"
        "name a folder with files that end in .yaml or .yml, or one such file\n"
    ),
    "": "genden: a version without a name\nname a file, or a git revision such as HEAD~1\n",
}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_is_no_version_is_said_to_be_none(name: str, repository: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("diff", name, base=repository / "bases" / "facts.yaml")
    assert ran == (2 if name == "" else 3, "", NOWHERE[name])


HOSTILE = [
    *(
        "--help",
        "-x",
        "-",
        "--",
        "--output=stolen",
        "--batch",
        "--textconv",
        "-h",
        "--end-of-options",
        "--end-of-options:x",
    ),
    *(
        "v1..v2",
        "^v1",
        "v1...v2",
        "v1^@",
        "--all",
        "@{u}",
        "v1:../../etc/passwd",
        ":/fix",
        ":/",
        "::",
        ":",
        "{",
        "}:",
    ),
    *(
        "a\nb",
        "v1\n",
        "\nv1",
        "v1\0",
        "\0",
        "a\x1b[2Jb",
        "ü",
        "\udcff",
        "\ud800",
        "x" * 200_000,
        "HEAD" + "^" * 5_000,
        "$(touch stolen)",
        ";touch stolen",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_revision_is_only_an_unknown_one(name: str, repository: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("diff", "--", name, "v1", base=repository / "bases" / "facts.yaml")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("genden: ")
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 2
    assert sorted(os.listdir()) == [".git", "bases", "none"]


def test_before_the_double_dash_an_option_is_an_option(repository: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("diff", "-x", base=repository / "bases" / "facts.yaml")
    assert ran == (2, "", "genden: no such option: -x\ngenden diff --help shows how it is used\n")


@pytest.mark.usefixtures("versions")
def test_outside_of_a_checkout_there_are_only_files(genden: Callable[..., Ran]) -> None:
    ran = genden("diff", "HEAD~1:old.yaml")
    files = "name two files, as in genden diff OLD NEW\n"
    assert ran == (3, "", f"genden: no file 'HEAD~1:old.yaml', and this folder is not in a git checkout\n{files}")
    ran = genden("diff", "HEAD~1", "--base", "old.yaml")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"genden: no file 'HEAD~1', and {os.path.realpath('.')} is not in a git checkout\n{files}"


def test_without_git_there_are_only_files(
    versions: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(versions))
    assert genden("diff", "old.yaml", "new.yaml").code == 0
    ran = genden("diff", "HEAD~1")
    message = "genden: git is needed to read earlier versions, and cannot be run\n"
    assert ran == (3, "", f"{message}install git, or name two files, as in genden diff OLD NEW\n")


def test_request_that_git_cannot_take_has_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert git_program.run(str(tmp_path), "show", "x" * 1_000_000) is None
    assert git_program.command(str(tmp_path / "gone")) == f"git -C {tmp_path / 'gone'}"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="git is needed"):
        git_program.started(str(tmp_path), "cat-file", "--batch")


def test_authors_that_differ_only_in_their_parts_are_shown_with_them(
    tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    parts = ("{family: Holm, given: Lena}", "{literal: Lena Holm}")
    for name, part in zip(("old.yaml", "new.yaml"), parts, strict=True):
        source = f"{{title: A, reliability: A, author: [{part}]}}"
        (tmp_path / name).write_text(f"base: {{title: T}}\nsources:\n  a: {source}\n", encoding="utf-8")
    ran = genden("diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "--format", "json")
    (change,) = json.loads(ran.out)["difference"]["changes"]
    assert (change["before"], change["after"]) == ("family: Holm, given: Lena", "literal: Lena Holm")


def test_a_revision_may_be_no_larger_than_a_file(
    repository: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = repository / "bases" / "facts.yaml"
    base.write_text(TEXT + "# " + "x" * (1 << 20) + "\n", encoding="utf-8")
    git(repository, "commit", "--all", "--message", "large")
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    ran = genden("diff", "HEAD", "v1", base=base)
    assert ran == (3, "", "genden: HEAD:facts.yaml has 2 MiB, more than 1\nGENDEN_MAX_MIB=2 allows it\n")
