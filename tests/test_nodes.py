"""YAML as texts with places: what other readers of YAML make of a file by themselves does not happen here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from loading import PARSERS, SYNTAX, assert_sound_or_told, told

from genden_cli.diagnostics.problem import Problem, Span
from genden_cli.diagnostics.registry import problem
from genden_cli.load import load
from genden_cli.parsing import characters, nodes
from genden_cli.parsing.characters import unfit, unreadable
from genden_cli.parsing.nodes import UNREAD, entries
from genden_cli.parsing.problems import DEPTH
from genden_cli.parsing.syntax import syntax_problem
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from genden_cli.parsing.node import Node


@pytest.fixture(autouse=True, params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with libyaml's parser and with the pure one."""
    monkeypatch.setattr(nodes, "Loader", request.param)


def tree(text: str | bytes) -> Any:
    """Return a file as plain texts, lists and dicts; None is what cannot be told."""
    data = text if isinstance(text, bytes) else text.encode()
    return {section: plain(node) for section, _, node in entries(BaseText("f", data), frozenset(), [])}


def plain(node: Node) -> Any:
    """Return what a node holds."""
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(each) for each in node.value] if isinstance(node.value, list) else node.value


TEXTS = """
    no yes on off NO true null ~ = 12:30 1:30:00 010 0044 0o17 0x1F 1_000 1e3 1.5e3 .inf .nan 1935 1935-12 1935-12-01
    1935-02-30 1935-13-01 1935-12-30T10:00:00Z 2001-12-14t21:59:43.10-05:00 -0043 +12 <<
""".split()


@pytest.mark.parametrize("text", [*TEXTS, "9" * 5000, "0x" + "F" * 1_000_000], ids=lambda text: text[:30])
def test_scalars_stay_the_text_that_was_written(text: str):
    assert tree(f"a: {text}\nb: [{text}]\n") == {"a": text, "b": [text]}


@pytest.mark.parametrize("text", ["1", "1.0", "true", "null", "~", "0044", "1935-12-01", "12:30"])
def test_keys_stay_the_text_that_was_written(text: str):
    assert tree(f"a: {{{text}: x}}\n") == {"a": {text: "x"}}


def test_keys_that_are_equal_to_others_are_several():
    assert tree("a: {1: x, 1.0: y, true: z, 01: u}\n") == {"a": {"1": "x", "1.0": "y", "true": "z", "01": "u"}}


def test_keys_lose_the_spaces_around_them():
    assert tree('" a ": x\n') == {"a": "x"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: \n", ""),
        ("a: ''\n", ""),
        ("a: it's\n", "it's"),
        ("a: 'it''s'\n", "it's"),
        ('a: "\\u65e5 \\x41\\n"\n', "\u65e5 A\n"),
        ("a: one\n  two\n\n  three\n", "one two\nthree"),
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: >-\n  one\n  two\n", "one two"),
        ("a: '<<'\n", "<<"),
        ("a: x # no text\n", "x"),
        ("a: x#y\n", "x#y"),
        ("\ufeffa: x\n", "x"),
        ("a: x\r\nb: y\r\n", "x"),
        ("%YAML 1.2\n---\na: 0o17\n...\n", "0o17"),
        ("a: \u2029\n".replace("\u2029", "\\L"), "\\L"),
    ],
    ids=ascii,
)
def test_yaml_is_read_as_such(text: str, value: str):
    assert tree(text)["a"] == value


def test_sections_come_whole_or_entry_by_entry():
    data = b"a: {x: {k: 1}, y: 2}\nb: {z: 3}\nc: [4]\n"
    found = [
        (section, name, plain(node)) for section, name, node in entries(BaseText("f", data), frozenset({"a", "c"}), [])
    ]
    assert found == [("a", "x", {"k": "1"}), ("a", "y", "2"), ("b", None, {"z": "3"}), ("c", None, ["4"])]


def test_node_keeps_its_value_when_the_reader_goes_on():
    data = b"a: {x: {k: 1}, y: {k: [2]}}\n"
    nodes = [node for _, _, node in entries(BaseText("f", data), frozenset({"a"}), [])]
    assert [plain(node) for node in nodes] == [{"k": "1"}, {"k": ["2"]}]


def test_node_is_found_by_its_path():
    (node,) = (node for _, _, node in entries(BaseText("f", b"a: {x: [1, {k: 2}]}\n"), frozenset(), []))
    found = node.at("x", 1, "k")
    assert found is not None
    assert (found.value, found.span, found.file) == ("2", Span("f", 1, 16, 1, 17), "f")
    assert (node.at("x", 2), node.at("y"), node.at()) == (None, None, node)


def test_bare_node_has_the_places_and_no_value():
    (node,) = (node for _, _, node in entries(BaseText("f", b"a: {x: 1}\n"), frozenset(), []))
    bare = node.bare()
    assert (bare.value, bare.span, bare.key_span, bare.line) == (None, node.span, node.key_span, node.line)


SPANS = {
    "a: x\n": "1:4-1:5",
    "a: 'x'\n": "1:4-1:7",
    "\u65e5: x\n": "1:4-1:5",
    "\ufeffa: x\n": "1:4-1:5",
    "e\u0301: \U0001f600x\r\n": "1:5-1:7",
    "a: [x, y]\n": "1:4-1:10",
    "a: []\n": "1:4-1:6",
    "a: [\n  x ]\n": "1:4-2:6",
    "a: {x: y}\n": "1:4-1:10",
    "a: {}\n": "1:4-1:6",
    "a: {x: {y: z} }\n": "1:4-1:16",
    "a:\n  - x\n  - yy\n\n# end\n": "2:3-3:7",
    "a:\n  x: 1\n  yy: 22\n\n# end\nb: c\n": "2:3-3:9",
    "a:\n  x:\n    - {y: z}\n\n": "2:3-3:13",
    "a: one\n  two\n\n": "1:4-2:6",
    "a: 'one\n  two'\n\n": "1:4-2:7",
    "a: *x\n": "1:4-1:6",
    "a: !x [b, c]\n": "1:4-1:8",
}


@pytest.mark.parametrize("text", SPANS, ids=ascii)
def test_node_ends_where_its_text_ends(text: str):
    data = text.encode()
    node = next(node for _, _, node in entries(BaseText("f", data), frozenset(), []))
    span = node.span
    assert f"{span.line}:{span.column}-{span.end_line}:{span.end_column}" == SPANS[text]
    assert (node.line, node.key_span.line, node.key_span.column) == (1, 1, 1)


PARTS = {
    "abcdef": Span("f", 1, 6, 1, 8),
    "'abcdef'": Span("f", 1, 7, 1, 9),
    '"abcdef"': Span("f", 1, 7, 1, 9),
    "\u65e5bcdef": Span("f", 1, 6, 1, 8),
    '"\\x61bcdef"': Span("f", 1, 4, 1, 15),
    "'a''cdef'": Span("f", 1, 4, 1, 13),
    "ab\n  cdef": Span("f", 1, 4, 2, 7),
    ">-\n  abcdef": Span("f", 1, 4, 3, 1),
}


@pytest.mark.parametrize("text", PARTS, ids=ascii)
def test_part_of_a_text_is_placed_where_its_quoting_allows(text: str):
    (node,) = (node for _, _, node in entries(BaseText("f", f"a: {text}\n".encode()), frozenset(), []))
    assert node.part(2, 4) == PARTS[text]


def test_part_is_at_least_one_character():
    (node,) = (node for _, _, node in entries(BaseText("f", b"a: abc\n"), frozenset(), []))
    assert node.part(3, 3) == Span("f", 1, 7, 1, 8)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{" * 300, 1),
        ("[" * 300, 1),
        ("a: " + "[" * 300, 1),
        ("\n".join(" " * n + "k:" for n in range(DEPTH + 1)), DEPTH + 1),
        ("a: x\nb: &b\n  " + "[" * 300, 3),
        ("a: x\na: " + "[" * 300, 2),
        ("a: {<<: " + "{k: " * 300, 1),
        ("a: !x " + "[" * 300, 1),
    ],
    ids=lambda value: str(value)[:16],
)
def test_nesting_too_deep_is_refused_at_its_line(text: str, line: int):
    problems: list[Problem] = []
    *_, last = entries(BaseText("f", text.encode()), frozenset(), problems)
    assert last[0] == UNREAD
    if text[0] == "[":
        assert [each.code for each in problems] == ["E008"]
    elif text[0] == "{":
        assert [each.code for each in problems] == ["E007", "E005"]
    else:
        assert (problems[-1].code, problems[-1].span.line) == ("E005", line)
        assert problems[-1].message == f"nested deeper than {DEPTH} levels"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "line"),
    [("{" * 100_000, 1), ("[" * 100_000, 1), ("a: x\nb: &b\n  " + "[" * 100_000, 3), ("a: !x " + "[" * 100_000, 1)],
    ids=lambda value: str(value)[:16],
)
def test_nesting_without_end_is_refused_whichever_parser_gives_up_first(text: str, line: int):
    problems: list[Problem] = []
    *_, last = entries(BaseText("f", text.encode()), frozenset(), problems)
    assert last[0] == UNREAD
    assert problems[-1].span.line == line
    assert problems[-1].code in ({"E005", "E008"} if text[0] == "[" else {"E005"})


def test_nesting_within_the_limit_is_read():
    levels = DEPTH - 1
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    assert tree(f"a: {'[' * levels}x{']' * levels}\n") == {"a": value}
    assert told(f"a: {'[' * DEPTH}x{']' * DEPTH}\n".encode())[0].startswith("E005 1:67-68 nested")


def test_same_key_inside_the_value_of_the_same_key_is_read_past():
    data = b"a: " + b"{a: x, a: " * 1000 + b"x" + b"}" * 1000
    problems: list[Problem] = []
    list(entries(BaseText("f", data), frozenset(), problems))
    assert [each.code for each in problems] == ["E006", "E005"]


LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {k: v}\n" + "".join(f"{b}: &{b} {{<<: [*{a}, *{a}]}}\n" for a, b in zip("abcd", "bcde", strict=True))


@pytest.mark.parametrize("bomb", [LAUGHS, MERGES, "a: &a [*a]\n", "a: &a {<<: *a}\n"], ids=lambda bomb: bomb[:14])
def test_nothing_is_ever_copied_from_elsewhere(bomb: str):
    problems: list[Problem] = []
    found = {section: plain(node) for section, _, node in entries(BaseText("f", bomb.encode()), frozenset(), problems)}
    assert {each.code for each in problems} == {"E004"}
    assert len(str(found)) < 10 * len(bomb)


def test_tags_construct_nothing():
    data = b"base:\n  title: !!python/object/apply:os.abort []\n  about: !!timestamp xyz\n  by: !!int xyz\n"
    assert told(data) == (
        "E004 2:10-42 a value cannot start with '!' -> remove it, or put the value in quotes",
        "E004 3:10-25 a value cannot start with '!' -> remove it, or put the value in quotes",
        "E004 4:7-16 a value cannot start with '!' -> remove it, or put the value in quotes",
    )


ESCAPES = [
    "\\0",
    "\\a",
    "\\b",
    "\\e",
    "\\v",
    "\\f",
    "\\x1b",
    "\\x7f",
    "\\x9b",
    "\\N",
    "\\L",
    "\\P",
    "\\u0085",
    "\\ufffe",
]


@pytest.mark.parametrize("escape", [*ESCAPES, "\\U0001ffff", "\\ufdd0"])
def test_escaped_controls_are_refused_in_values(escape: str):
    (line,) = told(f'base: {{title: "a{escape}b"}}\n'.encode())
    assert line.startswith("E002 1:15-")


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U7fffffff", "\\Uffffffff", "\\U00110000"])
def test_escapes_that_are_no_characters_are_refused(escape: str):
    (line,) = told(f'base: {{title: "a{escape}b"}}\n'.encode())
    assert line.startswith(("E003 1:19", "E002 1:15"))  # libyaml refuses half a character, the pure parser makes one


def test_every_forbidden_character_is_told_in_one_round():
    assert [
        each.partition(" ->")[0] for each in told(b'base: {title: "a\x01b\x02",\n  about: "\xc2\x85\x01\xff\x03"}\n')
    ] == [
        "E002 1:17-18 control character U+0001",
        "E002 1:19-20 control character U+0002",
        "E002 2:11-12 unsupported line break U+0085",
        "E002 2:12-13 control character U+0001",
        "E001 2:13-14 byte 0xFF is not UTF-8",
    ]
    assert [each.partition(" ->")[0] for each in told(b'base: {title: "a\\x01b\\x02\\x01"}\n')] == [
        "E002 1:15-31 control character U+0001",
        "E002 1:15-31 control character U+0002",
    ]


PAIRS = {
    r'"a \ud83d\udd25 b"': "a \U0001f525 b",
    r'"\uD83D\uDD25\uD800\uDC00\uDBFF\uDFFD"': "\U0001f525\U00010000\U0010fffd",
    r'"\\ud83d\udd25"': None,
    r'"\\\ud83d\udd25"': "\\\U0001f525",
    r"'a \uD83d\udd25'": r"a \uD83d\udd25",
    r"a \ud83d\udd25": r"a \ud83d\udd25",
    '"\ue000\ue400 \\ud83d\\udd25"': "\ue000\ue400 \U0001f525",
    r'"\ue03d\ue525 \ud83d\udd25"': "\ue03d\ue525 \U0001f525",
}


@pytest.mark.parametrize("written", PAIRS)
def test_surrogate_pair_of_json_is_the_character_that_it_means(written: str):
    data = f"base: {{title: {written}, about: b}}\n".encode()
    if PAIRS[written] is None:
        (line,) = told(data)
        assert line.startswith(("E003", "E002"))
        return
    facts = load([BaseText("facts.yaml", data)])
    assert facts.base.title == PAIRS[written]
    assert told(data.replace(b"about", b"abut"))[0].startswith(f"E010 1:{len(written) + 17}-{len(written) + 21} ")


def test_half_of_a_surrogate_pair_is_named():
    if nodes.Loader.__name__ == "CSafeLoader":
        (line,) = told(b'base: {title: "a \\ud83d b"}\n')
        assert line.endswith("half of a surrogate pair in double quotes -> write the character itself")


def test_surrogates_stay_errors_where_no_private_character_is_free():
    used = "\ue000 \ue800 \uf000"
    line, *_ = told(f'base: {{title: "{used} \\ud83d\\udd25"}}\n'.encode())
    assert line.startswith(("E003", "E002"))


def test_value_of_a_megabyte_is_read_and_one_character_more_is_not():
    longest = "x" * (1 << 20)
    facts = load([BaseText("facts.yaml", f"base: {{title: T, about: {longest}}}\n".encode())])
    assert facts.base.about == longest
    assert told(f"base: {{title: T, about: {longest}x}}\n".encode()) == (
        f"E023 1:25-{25 + len(longest) + 1} text longer than a million characters -> shorten it",
    )


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b"# only\n# comments\n", b"%YAML 1.1\n---\n...\n"])
def test_file_without_facts_is_refused(data: bytes):
    (line,) = told(data)
    assert line.startswith("E008 ")


@given(SYNTAX)
def test_any_syntax_is_read_or_refused(data: bytes):
    assert_sound_or_told(data)


def test_parser_without_libyaml_is_the_pure_one():
    assert issubclass(nodes.Loader, yaml.SafeLoader) or nodes.Loader.__name__ == "CSafeLoader"


def test_saying_of_a_parser_that_nobody_foresaw_is_told_as_no_yaml():
    mark = yaml.Mark("facts.yaml", 4, 1, 2, None, None)
    error = yaml.MarkedYAMLError(problem="found something new", problem_mark=mark)
    remedy = "put text with punctuation in quotes"
    assert syntax_problem(error, BaseText("f", b"a\nbcd\n"), None) == problem(
        Span("f", 2, 3, 2, 4), "E003", "the line cannot be read", remedy
    )


# The characters of a file, before any parser sees it.


@given(st.binary(max_size=40) | st.text(max_size=20).map(str.encode), st.integers(1, 5))
def test_file_that_is_no_utf_8_is_refused_at_its_first_wrong_byte_in_chunks_of_any_size(data: bytes, size: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(characters, "_CHUNK", size)
        *_, problem = (None, *unreadable(BaseText("f", data)))
    valid = data.decode("utf-8", "ignore").encode() == data
    code = None if problem is None else problem.code
    assert code in ((None, "E002") if valid else ("E001", "E002"))
    if problem is not None and problem.code == "E001":
        with pytest.raises(UnicodeDecodeError) as raised:
            data.decode("utf-8")
        wrong = raised.value.start
        assert problem.message == f"byte 0x{data[wrong]:02X} is not UTF-8"
        assert problem.span.line == data.count(b"\n", 0, wrong) + 1


ALLOWED = "\t\n \u00a0\u00ad\u200b\u200d\u200f\u202e\u2060\ud7ff\ue000\ufdcf\ufdf0\ufffd\U0001fffd\U0010fffd"
FORBIDDEN = [*map(chr, [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFDD0, 0xFDEF])]
LAST_TWO = [chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)]


@pytest.mark.parametrize("character", [*FORBIDDEN, *LAST_TWO, "\ufeff", "\r"], ids=ascii)
def test_every_character_that_has_no_place_in_a_file_is_found(character: str):
    (problem,) = unreadable(BaseText("f", f"a: \u65e5{character}b\n".encode()))
    assert (problem.code, problem.span) == ("E002", Span("f", 1, 5, 1, 6))
    assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize("character", [*ALLOWED, "\r\n"], ids=ascii)
def test_every_other_character_is_left_alone(character: str):
    assert not list(unreadable(BaseText("f", f"a: \u65e5{character}b\n".encode())))
    assert not unfit(character.replace("\r", ""))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x1bb", "control character U+001B"),
        ("a\0b", "control character U+0000"),
        ("a\u2028b", "unsupported line break U+2028"),
        ("a\ud800b", "surrogate U+D800"),
        ("a\ufffeb", "noncharacter U+FFFE"),
    ],
    ids=ascii,
)
def test_what_is_unfit_in_a_value_is_named(text: str, message: str):
    ((said, _),) = unfit(text)
    assert said == message


def test_place_counts_characters_and_leaves_out_the_byte_order_mark():
    for data, column in ((b"\xef\xbb\xbfa\x00", 2), ("\ufeff\u65e5e\u0301\x00".encode(), 4), (b"\r\n\xef\xbb\xbf", 1)):
        *_, problem = (None, *unreadable(BaseText("f", data)))
        assert problem is not None
        assert problem.span.column == column
