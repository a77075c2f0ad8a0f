"""Bytes in; facts, or every mistake out: each with its code, its exact place, a message and a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import FACTS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from loading import PARSERS, SYNTAX, assert_no_sentence, assert_sound_or_told, problems, told
from wrong_bases import PURE, WRONG, Wrong

from genden_cli.errors import BadBase
from genden_cli.load import load, records
from genden_cli.model import Claim, Facts, Record, When
from genden_cli.parsing import nodes
from genden_cli.parsing.problems import MAX_PROBLEMS
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASE = "base: {title: T}\n"
TEXT = FACTS.read_bytes().decode()


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("row", WRONG, ids=lambda row: ascii(row.base))
def test_each_mistake_has_its_place_message_and_remedy(monkeypatch: pytest.MonkeyPatch, row: Wrong, parser: Any):
    monkeypatch.setattr(nodes, "Loader", parser)
    expected = PURE.get(row.base, row.told) if parser is yaml.SafeLoader else row.told
    assert told(row.data) == expected


@pytest.mark.parametrize("base", PURE, ids=ascii)
def test_pure_parser_differs_where_the_table_says_so(monkeypatch: pytest.MonkeyPatch, base: str):
    of_libyaml = told(base.encode())
    monkeypatch.setattr(nodes, "Loader", yaml.SafeLoader)
    assert told(base.encode()) == PURE[base] != of_libyaml


def test_every_code_of_the_loader_is_in_the_table():
    codes = {line.split()[0] for row in WRONG for line in row.told}
    elsewhere = {"E005"}  # test_nodes nests too deep
    assert codes | elsewhere == {f"E0{number:02}" for number in (*range(1, 9), *range(10, 21), *range(22, 28))}


@pytest.mark.parametrize("row", WRONG, ids=lambda row: ascii(row.base))
def test_messages_and_remedies_are_no_sentences(row: Wrong):
    for problem in problems(row.data):
        assert_no_sentence(problem)


IN_LINES = [row for row in WRONG if not {b"\r", b"\0"} & {bytes([each]) for each in row.data}]
WITHOUT_MARK = [row for row in WRONG if isinstance(row.base, str) and not row.base.startswith("\ufeff")]


@pytest.mark.parametrize("row", IN_LINES, ids=lambda row: ascii(row.base))
def test_places_are_the_same_with_either_line_end(row: Wrong):
    assert told(row.data.replace(b"\n", b"\r\n")) == row.told


@pytest.mark.parametrize("row", WITHOUT_MARK, ids=lambda row: ascii(row.base))
def test_places_are_the_same_behind_a_byte_order_mark(row: Wrong):
    assert told(b"\xef\xbb\xbf" + row.data) == row.told


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    data = """\
base: {title: T, examines: [pamflet]}
claims:
  c:
    says: S
    verdict: suported
    evidence: [{source: log, stance: silent, quote: "*"}]
sources:
  pamphlet: {title: P, reliability: Z}
  log: {titel: L, reliability: A}
"""
    assert told(data.encode()) == (
        "E014 1:29-36 no source 'pamflet' -> did you mean 'pamphlet'?",
        "E016 5:14-22 unknown verdict 'suported' -> did you mean 'supported'?",
        "E016 8:37-38 unknown reliability 'Z' -> use A to F",
        "E010 9:9-14 unknown key 'titel' in a source -> did you mean 'title'?",
    )


ONE_MISTAKE = {
    "a record with a mistake is still there to be referred to": """
        sources: {a: {title: A, reliability: Z}}
        claims: {c: {says: S, evidence: [{source: a, stance: silent}, {source: a, stance: context}]}}
        """,
    "so is one that is no map": """
        sources: {a: text}
        claims: {c: {says: S, evidence: [{source: a, stance: silent}]}}
        """,
    "so is one whose id has no form": """
        sources: {A: {title: A, reliability: A}}
        claims: {c: {says: S, evidence: [{source: A, stance: silent}]}}
        """,
    "a misspelt section is not also missing": """
        sorces: {a: {title: A, reliability: A}}
        claims: {c: {says: S, evidence: [{source: a, stance: silent}]}}
        """,
    "a section that is no map is not also without records": """
        sources: [a]
        claims: {c: {says: S, evidence: [{source: a, stance: silent}]}}
        """,
    "a section that comes twice is not also without the records of the second": """
        sources: {a: {title: A, reliability: A}}
        sources: {b: {title: A, reliability: A}}
        claims: {c: {says: S, evidence: [{source: b, stance: silent}]}}
        """,
    "a section behind an alias is not also without records": """
        sources: *sources
        claims: {c: {says: S, evidence: [{source: b, stance: silent}]}}
        """,
    "a misspelt key is not also missing": "sources: {a: {titel: A, reliability: A}}",
    "a merge key hides what is missing": "sources: {a: {<<: *b, reliability: A}}",
    "an alias is no value of a wrong kind": "people: {p: {name: P, names: *n, born: *n, ids: *n, roles: [*n]}}",
    "braces that are no map are no wrong value": "sources: {a: {title: {{A}}, reliability: A}}",
    "two items with mistakes are not the same": "people: {p: {name: P, names: [{text: }, {text: }]}}",
    "after an error of syntax nothing is unknown": """
        claims: {c: {says: S, evidence: [{source: a, stance: silent}]}}
        sources: {a: {title: A: B, reliability: A}}
        """,
    "a text behind a star is no alias that something follows": """
        people:
          p:
            name: P
            about: *well* known
        """,
    "an id that comes twice is read once": """
        sources:
          a: {title: A, reliability: A}
          a: {title: }
        """,
}
SEVERAL = {"an alias is no value of a wrong kind": 4, "two items with mistakes are not the same": 2}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("claim", ONE_MISTAKE)
def test_no_mistake_follows_from_another(monkeypatch: pytest.MonkeyPatch, claim: str, parser: Any):
    monkeypatch.setattr(nodes, "Loader", parser)
    lines = ONE_MISTAKE[claim].strip("\n").split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip())
    text = BASE + "\n".join(line[indent:] for line in lines).rstrip() + "\n"
    assert len(problems(text.encode())) == SEVERAL.get(claim, 1), told(text.encode())


def test_missing_base_is_not_told_where_it_may_be_misspelt():
    assert [each.code for each in problems(b"bsae: {title: T}\n")] == ["E010"]
    assert [each.code for each in problems(b"sources: {}\n")] == ["E011"]


def test_absent_section_holds_no_records():
    data = BASE + "claims: {c: {says: S, event: e, people: [p], relations: {related: [c]}}}\n"
    assert [each.code for each in problems(data.encode())] == ["E014", "E014"]


def test_every_circle_is_told_beside_other_mistakes():
    data = BASE + (
        "sources:\n"
        "  z: {title: Z, reliability: Z}\n"
        "  a: {title: A, reliability: A, derived_from: [b, d]}\n"
        "  b: {title: B, reliability: A, derived_from: [a]}\n"
        "  c: {title: C, reliability: A, derived_from: [c]}\n"
        "  d: {title: D, reliability: A, derived_from: []}\n"
    )
    assert told(data.encode()) == (
        "E016 3:30-31 unknown reliability 'Z' -> use A to F",
        "E022 4:3-4 circular derived_from: a → b → a -> remove the link from an older source to a newer one",
        "E022 6:3-4 circular derived_from: c → c -> remove the link from an older source to a newer one",
    )


def test_circles_that_share_a_source_are_told_one_by_one_and_long_ones_shortened():
    def sources(links: dict[str, str]) -> str:
        return "sources:\n" + "".join(
            f"  {name}: {{title: T, reliability: A, derived_from: [{of}]}}\n" for name, of in links.items()
        )

    shared = BASE + sources({"a": "b", "b": "a, c", "c": "d, a", "d": ""})
    assert [each.message for each in problems(shared.encode())] == [
        "circular derived_from: a → b → a",
        "circular derived_from: a → b → c → a",
    ]
    ring = BASE + sources({f"s{n}": f"s{(n + 1) % 5000}" for n in range(5000)})
    assert [each.message for each in problems(ring.encode())] == [
        "circular derived_from: s0 → s1 → s2 → s3 → s4 → s5 → s6 → … → s4999 → s0"
    ]


def test_reading_stops_at_the_last_mistake_that_is_of_use():
    many = BASE + "claims:\n" + "".join(f"  c{n}: {{says: S, event: e{n}, x: y}}\n" for n in range(MAX_PROBLEMS + 9))
    one = BASE + f"claims: {{c: {{says: S, tags: [{', '.join(['A'] * (2 * MAX_PROBLEMS))}]}}}}\n"
    form = BASE + "claims: {c: {" + "".join("{a: b}: c, " for _ in range(2 * MAX_PROBLEMS)) + "}}\n"
    own = (
        BASE
        + "sources:\n"
        + "".join(f"  s{n}: {{title: T, reliability: A, derived_from: [s{n}]}}\n" for n in range(MAX_PROBLEMS + 9))
    )
    for text in (many, one, form, own):
        assert len(problems(text.encode())) == MAX_PROBLEMS


@pytest.mark.slow
def test_only_the_first_mistakes_of_a_large_base_get_proposals():
    people = "".join(f"  person-{n}: {{name: P}}\n" for n in range(3000))
    claims = f"claims: {{c: {{says: S, people: [{', '.join(f'perso-{n}' for n in range(100))}]}}}}\n"
    remedies = [each.remedy for each in problems(f"{BASE}people:\n{people}{claims}".encode())]
    assert remedies[:33] == [f"did you mean 'person-{n}'?" for n in range(33)]
    assert set(remedies[33:]) == {"add it to people, or use an existing id"}


def test_records_come_one_by_one_until_the_first_mistake():
    data = BASE + "sources:\n  a: {title: A, reliability: A}\n  b: {title: B}\n  c: {title: C, reliability: A}\n"
    stream = records([BaseText("facts.yaml", data.encode())])
    assert [type(next(stream)).__name__, next(stream).id] == ["Base", "a"]
    with pytest.raises(BadBase) as raised:
        next(stream)
    assert (raised.value.path, raised.value.texts[0].data, str(raised.value)) == (
        "facts.yaml",
        data.encode(),
        "facts.yaml has 1 error",
    )


def test_records_keep_the_values_of_their_nodes_only_if_told_to():
    data = (
        f"{BASE}claims: {{c: {{says: S, appears_in: [{{source: s}}]}}}}\nsources: {{s: {{title: S, reliability: A}}}}\n"
    )
    texts = [BaseText("facts.yaml", data.encode())]
    (claim,) = load(texts).claims
    assert (claim.node.value, claim.appears_in[0].node.value, claim.node.line) == (None, None, 2)
    _, claim, _ = records(texts, keep_values=True)
    assert isinstance(claim, Claim)
    assert (claim.node.at("says").value, claim.appears_in[0].node.at("source").value) == ("S", "s")


def test_records_cannot_be_changed():
    (record,) = records([BaseText("x", b"base: {title: T}\n")])
    with pytest.raises(AttributeError, match=r"Base\.title cannot be set"):
        record.title = "U"


def test_sections_may_come_in_any_order():
    data = "claims: {c: {says: S, people: [p]}}\npeople: {p: {name: P}}\nbase: {title: T, examines: [s]}\n"
    facts = load([BaseText("facts.yaml", f"{data}sources: {{s: {{title: S, reliability: A}}}}\n".encode())])
    assert (facts.claims[0].people, facts.base.examines, facts.events) == (("p",), ("s",), ())


@pytest.mark.parametrize("parser", PARSERS)
def test_whole_model_is_as_written(monkeypatch: pytest.MonkeyPatch, parser: Any, golden: Callable[[str, str], None]):
    monkeypatch.setattr(nodes, "Loader", parser)
    facts = load([BaseText("facts.yaml", FACTS.read_bytes())])
    for name in facts._fields:
        lines = dumped(getattr(facts, name), name=f"{name}: ")
        golden(f"model-{name}.txt", "\n".join(lines) + "\n")


def dumped(value: Any, indent: str = "", name: str = "") -> Iterator[str]:
    """Yield the lines that show a value: a record with its line and all that was said of it."""
    if isinstance(value, Record | Facts):
        place = f" @{value.node.line}" if isinstance(value, Record) else ""
        yield f"{indent}{name}{type(value).__name__}{place}"
        for field in value._fields:
            if field not in ("line", "file"):
                yield from dumped(getattr(value, field), f"{indent}  ", f"{field}: ")
    elif isinstance(value, tuple) and isinstance(value[0] if value else None, Record):
        yield f"{indent}{name.rstrip()}"
        for each in value:
            yield from dumped(each, f"{indent}  ", "- ")
    else:
        yield f"{indent}{name}{value if isinstance(value, When) else repr(value)}"


@given(st.binary())
@example(b"\xff\xfe")
@example(b"")
def test_any_bytes_are_facts_or_mistakes(data: bytes):
    assert_sound_or_told(data)


@given(SYNTAX)
def test_any_syntax_is_facts_or_mistakes(data: bytes):
    assert_sound_or_told(data)


@settings(max_examples=300)
@given(SYNTAX)
def test_any_syntax_is_facts_or_mistakes_to_the_pure_parser(data: bytes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "Loader", yaml.SafeLoader)
        assert_sound_or_told(data)


def edited(text: str, edit: str, at: int, symbol: str) -> str:
    """Return a text after one edit: of a character, or of the line that it stands in."""
    lines = text.split("\n")
    number = text.count("\n", 0, at)
    if edit == "insert":
        return text[:at] + symbol + text[at:]
    if edit == "delete":
        return text[:at] + text[at + 1 :]
    copies = {"double line": 2, "drop line": 0}[edit]
    return "\n".join([*lines[:number], *[lines[number]] * copies, *lines[number + 1 :]])


EDITS = st.tuples(
    st.sampled_from(["insert", "delete", "double line", "drop line"]),
    st.integers(0, len(TEXT) - 1),
    st.sampled_from([*":-[]{}\"'#&*!|>%@\t\n\\"]),
)


@settings(max_examples=400)
@given(EDITS)
def test_any_single_edit_leaves_facts_or_mistakes(edit: tuple[str, int, str]):
    assert_sound_or_told(edited(TEXT, *edit).encode())


@settings(max_examples=40)
@given(EDITS)
def test_any_single_edit_leaves_facts_or_mistakes_to_the_pure_parser(edit: tuple[str, int, str]):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "Loader", yaml.SafeLoader)
        assert_sound_or_told(edited(TEXT, *edit).encode())


@pytest.mark.slow
@pytest.mark.parametrize("edit", ["double line", "drop line"])
def test_any_line_may_be_lost_or_doubled(edit: str):
    at = 0
    for line in TEXT.split("\n"):
        assert_sound_or_told(edited(TEXT, edit, at, "").encode())
        at += len(line) + 1
