"""Wrong fact bases, and all that is said of each: code, line, column, end (with its line, if another), remedy.

As a program it writes them into a new folder: python -m tests.wrong_bases FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple


class Wrong(NamedTuple):
    """A fact base with mistakes, and what is said of it."""

    base: str | bytes
    told: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.base if isinstance(self.base, bytes) else self.base.encode()


def wrong(base: str | bytes, *told: str) -> Wrong:
    """Return a row of the table."""
    return Wrong(base, told)


WRONG = [
    # bytes that are no text
    wrong(
        b"base: {title: \xff}\n",
        "E001 1:15-16 byte 0xFF is not UTF-8 -> save the file as UTF-8",
    ),
    wrong(
        b"base:\r\n  title: \xe6\x97\xa5\xe6\x9c\xac\xe8\xe8\n",
        "E001 2:12-13 byte 0xE8 is not UTF-8 -> save the file as UTF-8",
    ),
    wrong(
        b"\xff\xfeb\x00a\x00s\x00e\x00:\x00 \x00{\x00t\x00i\x00t\x00l\x00e\x00:\x00 \x00T\x00}\x00\n\x00",
        "E001 1:1-2 byte 0xFF is not UTF-8 -> save the file as UTF-8",
    ),
    wrong(
        "b\x00a\x00s\x00e\x00:\x00 \x00{\x00t\x00i\x00t\x00l\x00e\x00:\x00 \x00T\x00}\x00\n\x00",
        "E002 1:2-3 control character U+0000 -> save the file as UTF-8, and remove the character",
    ),
    wrong(
        "\ufeff\ufeffbase: {title: T}\n",
        "E002 1:1-2 a byte order mark U+FEFF inside the text -> remove it",
    ),
    wrong(
        "base:\n  title: e\u0301\u65e5 \x1b[31m\n",
        "E002 2:14-15 control character U+001B -> remove it",
    ),
    wrong(
        "base:\n  title: T # a\u2028  by: me\n",
        "E002 2:15-16 a line end U+2028 that editors do not agree on -> end lines with LF or CR LF",
    ),
    wrong(
        "base:\n  title: T # a\x85  by: me\n",
        "E002 2:15-16 a line end U+0085 that editors do not agree on -> end lines with LF or CR LF",
    ),
    wrong(
        "base: {title: T}\rsources: {}\r",
        "E002 1:17-18 a line end U+000D that editors do not agree on -> end lines with LF or CR LF",
    ),
    wrong(
        "base:\n  title: \ufeffT\n",
        "E002 2:10-11 a byte order mark U+FEFF inside the text -> remove it",
    ),
    wrong(
        "base:\n  title: a\uffffb\n",
        "E002 2:11-12 noncharacter U+FFFF -> remove it",
    ),
    wrong(
        "base:\n  title: a\U0001fffeb\n",
        "E002 2:11-12 noncharacter U+1FFFE -> remove it",
    ),
    wrong(
        "base:\n  title: a\x7fb\n",
        "E002 2:11-12 control character U+007F -> remove it",
    ),
    # no YAML
    wrong(
        "base:\n  title: Rome: a history\n",
        "E003 2:14-15 a colon inside a text -> put the text in quotes",
    ),
    wrong(
        "base:\n  title: T\n    by: me\n",
        ("E003 3:7-8 a colon that makes no key here -> indent the key like its neighbours, or put the text in quotes"),
    ),
    wrong(
        "base:\n  title: T\n  by me\n  about: x\n",
        ("E003 3:3-4 a line without a colon -> write 'key: value'; or indent it, if it goes on with the text above"),
    ),
    wrong(
        'base:\n  title: "T" and more\n',
        (
            "E003 2:14-15 something follows the end of the value -> put the whole value in single quotes, and "
            "double each ' inside"
        ),
    ),
    wrong(
        "base:\n  title: 'it's'\n",
        (
            "E003 2:14-15 something follows the end of the value -> put the whole value in single quotes, and "
            "double each ' inside"
        ),
    ),
    wrong(
        "base:\n  title: T\n by: me\n",
        (
            "E003 3:2-3 this line does not fit the map above it -> indent it like the other keys, and look for "
            "an open quote or a # before it"
        ),
    ),
    wrong(
        "base: {title: T}\nclaims:\n  c:\n    says: S\n    evidence:\n        source: a\n      - source: b\n",
        "E003 7:7-8 this item belongs to no list above it -> indent it like the other items, or write '- ' before the "
        "first of them too",
    ),
    wrong(
        "base:\n  title: 'T\n  by: me\n  about: it's old\n",
        "E003 2:10-11 a quote that is not closed before line 4 -> close it; a quote inside a text wants the other kind "
        "of quotes around it",
    ),
    wrong(
        'base:\n  title: "T\n  U" V\n',
        "E003 3:6-7 something follows the end of the value -> put the whole value in single quotes, and double each ' "
        "inside",
    ),
    wrong(
        "base:\n  title: T\n  examines:\n    - a\n   - b\n",
        (
            "E003 5:4-5 this item belongs to no list above it -> indent it like the other items, or write '- ' before "
            "the first of them too"
        ),
    ),
    wrong(
        "base:\n  title: T\n  examines:\n    - a\n    b\n",
        ("E003 5:5-6 a line without a colon -> write 'key: value'; or indent it, if it goes on with the text above"),
    ),
    wrong(
        "base:\n  title: T\n  examines:\n    - a\n    b: c\n",
        "E003 5:5-6 this line does not fit the list above it -> indent it like the other items",
    ),
    wrong(
        "- a\nb: c\n",
        (
            "E008 1:1-1 a fact base is a map with the keys base, sources, people, events, claims -> begin with "
            "'base:' and, indented below it, 'title: …'"
        ),
    ),
    wrong(
        "base: {title: T, examines: [a, b}\n",
        "E003 1:33-34 a list without its ']' -> close it, and put items that hold : , [ ] { } in quotes",
    ),
    wrong(
        "base:\n  title: T\n  examines: [a, b\n  by: me\n",
        "E003 3:13-14 a list without its ']' -> close it, and put items that hold : , [ ] { } in quotes",
    ),
    wrong(
        "base: {title: T\nsources: {}\n",
        "E003 1:7-8 a map without its '}' -> close it, and put values that hold : , [ ] { } in quotes",
    ),
    wrong(
        "base: {title: T: U}\n",
        "E003 1:16-17 a map without its '}' -> close it, and put values that hold : , [ ] { } in quotes",
    ),
    wrong(
        'base:\n  title: "T\n  by: me\n',
        (
            "E003 2:10-11 a quote that is never closed -> close it; a quote inside a text wants the other kind "
            "of quotes around it"
        ),
    ),
    wrong(
        "base:\n  title: 'T\n",
        (
            "E003 2:10-11 a quote that is never closed -> close it; a quote inside a text wants the other kind "
            "of quotes around it"
        ),
    ),
    wrong(
        'base:\n  title: "T\n---\n"\n',
        (
            "E003 2:10-11 a quote that is never closed -> close it; a quote inside a text wants the other kind "
            "of quotes around it"
        ),
    ),
    wrong(
        "base:\n\ttitle: T\n",
        "E003 2:1-2 a tab where only spaces may stand -> use spaces",
    ),
    wrong(
        "base:\n  title: T\n\tby: me\n",
        "E003 3:1-2 a tab where only spaces may stand -> use spaces",
    ),
    wrong(
        "base:\n  about: >\n\tx\n",
        "E003 3:1-2 a tab where only spaces may stand -> use spaces",
    ),
    wrong(
        "base:\n  title: @home\n",
        "E003 2:10-11 a text cannot start with this character -> put it in quotes",
    ),
    wrong(
        "base:\n  title: `x`\n",
        "E003 2:10-11 a text cannot start with this character -> put it in quotes",
    ),
    wrong(
        "base:\n  title: %x\n",
        "E003 2:10-11 a text cannot start with this character -> put it in quotes",
    ),
    wrong(
        'base:\n  title: "C:\\quick"\n',
        "E003 2:13-14 an unknown escape in double quotes -> double the backslash, or use single quotes",
    ),
    wrong(
        'base:\n  title: "\\xZZ"\n',
        "E003 2:13-14 an unknown escape in double quotes -> double the backslash, or use single quotes",
    ),
    wrong(
        'base:\n  title: "\\U7fffffff"\n',
        "E003 2:13-14 an unknown escape in double quotes -> double the backslash, or use single quotes",
    ),
    wrong(
        'base:\n  title: "\\Uffffffff"\n',
        "E003 2:13-14 an unknown escape in double quotes -> double the backslash, or use single quotes",
    ),
    wrong(
        'base:\n  title: "\\ud800"\n',
        "E003 2:13-14 an unknown escape in double quotes -> double the backslash, or use single quotes",
    ),
    wrong(
        "base:\n  title: - T\n",
        (
            "E003 2:10-11 a list cannot start here -> write '- ' on a line of its own below the key, or put "
            "the text in quotes"
        ),
    ),
    wrong(
        "base:\n  title: ? T\n",
        "E003 2:10-11 a text cannot start with '? ' -> put it in quotes",
    ),
    wrong(
        "base:\n  title: *\n",
        "E003 2:11-12 a text cannot start with '&' or '*' -> put it in quotes",
    ),
    wrong(
        "base:\n  title: &\n",
        "E003 2:11-12 a text cannot start with '&' or '*' -> put it in quotes",
    ),
    wrong(
        "base:\n  title: !<x T\n",
        "E003 2:13-14 a text cannot start with '!' -> put it in quotes",
    ),
    wrong(
        "base:\n  title: !x!y T\n",
        "E003 2:10-11 a text cannot start with '!' -> put it in quotes",
    ),
    wrong(
        "base:\n  title: > T\n    U\n",
        "E003 2:12-13 something follows '|' or '>' -> begin the text on the next line, or put it in quotes",
    ),
    wrong(
        "base:\n  title: |0\n    U\n",
        "E003 2:11-12 something follows '|' or '>' -> begin the text on the next line, or put it in quotes",
    ),
    wrong(
        "%FOO\n---\nbase: {title: T}\n",
        "E003 1:5-6 a line cannot start with '%' -> remove it",
    ),
    wrong(
        "%YAML 2.0\n---\nbase: {title: T}\n",
        "E003 1:1-2 a line cannot start with '%' -> remove it",
    ),
    wrong(
        "%TAG ! x\n%TAG ! y\n---\nbase: {title: T}\n",
        "E003 2:1-2 a line cannot start with '%' -> remove it",
    ),
    wrong(
        "%YAML 1.1\n%YAML 1.1\n---\nbase: {title: T}\n",
        "E003 2:1-2 a line cannot start with '%' -> remove it",
    ),
    wrong(
        "{base: {title: T}}\nsources: {}\n",
        (
            "E003 2:1-2 something follows the end of the fact base -> remove what ends it above: '...' or the "
            "braces around it"
        ),
    ),
    wrong(
        "base: {title: T}\n...\nsources: {}\n",
        (
            "E003 3:1-2 something follows the end of the fact base -> remove what ends it above: '...' or the "
            "braces around it"
        ),
    ),
    wrong(
        "base:\n  title: ]\n",
        "E003 2:10-11 a bracket or comma where a value belongs -> remove it, or put the text in quotes",
    ),
    wrong(
        "base:\n  title: , x\n",
        "E003 2:10-11 a bracket or comma where a value belongs -> remove it, or put the text in quotes",
    ),
    wrong(
        "...\n",
        "E003 1:1-2 a bracket or comma where a value belongs -> remove it, or put the text in quotes",
    ),
    # YAML that is not taken
    wrong(
        "base: {title: T}\n---\nbase: {title: U}\n",
        "E004 2:1-4 a second document -> keep one document in a file",
    ),
    wrong(
        "base: &b {title: T}\n",
        "E004 1:7-11 an anchor (&) -> remove it, or put the value in quotes",
    ),
    wrong(
        "base: {title: !!str T}\n",
        "E004 1:15-22 a tag (!) -> remove it, or put the value in quotes",
    ),
    wrong(
        "base: {title: !!python/object/apply:os.system [x]}\n",
        "E004 1:15-48 a tag (!) -> remove it, or put the value in quotes",
    ),
    wrong(
        "base: {title: *t}\n",
        "E004 1:15-17 an alias (*) -> write the value out, or put it in quotes",
    ),
    wrong(
        "base:\n  title: *emphasis* here\n",
        "E003 2:19-20 a text cannot start with '&' or '*' -> put it in quotes",
    ),
    wrong(
        "base: *b\n",
        "E004 1:7-9 an alias (*) -> write the value out, or put it in quotes",
    ),
    wrong(
        "!x {base: {title: T}}\n",
        "E004 1:1-5 a tag (!) -> remove it, or put the value in quotes",
    ),
    wrong(
        "base: {title: T}\n*a : {}\n",
        "E004 2:1-3 an alias (*) as a key -> write it out, or put it in quotes",
    ),
    wrong(
        "base: {title: T}\nsources:\n  a: {title: A, reliability: A}\n  b: {<<: *a, title: B}\n",
        "E004 4:7-9 a merge key (<<) -> write the values out",
    ),
    wrong(
        "base: {title: T, examines: [a, b]}\nsources:\n  <<: *all\n  a: {title: A, reliability: A}\n",
        "E004 3:3-5 a merge key (<<) -> write the values out",
    ),
    wrong(
        "base: {title: {{T}}}\n",
        "E007 1:16-17 a key must be a text -> put quotes around braces and brackets that belong to a text",
    ),
    wrong(
        "base: {title: T}\n? [a, b]\n: c\n",
        "E007 2:3-4 a key must be a text -> put quotes around braces and brackets that belong to a text",
    ),
    wrong(
        "base: {title: T, : x}\n",
        "E003 1:18-19 a bracket or comma where a value belongs -> remove it, or put the text in quotes",
    ),
    wrong(
        "base: {title: T, title: U}\n",
        (
            "E006 1:18-23 the key 'title' stands here a second time -> the first stands on line 1: remove one, "
            "or join them"
        ),
    ),
    wrong(
        "base: {title: T}\nsources:\n  a:\n    title: A\n    reliability: A\n    title: B\n    reliability: B\n",
        (
            "E006 6:5-10 the keys 'title' and 'reliability' stand here a second time -> remove them; or, if an item or "
            "a record begins here, write its '- ' or its id above"
        ),
    ),
    wrong(
        "base: {title: T, by: B, about: A, licence: L, title: T, by: C, title: T, about: A, licence: M}\n",
        (
            "E006 1:47-52 the keys 'title', 'by', 'about' and 1 more stand here a second time -> remove them; or, if "
            "an item or a record begins here, write its '- ' or its id above"
        ),
    ),
    wrong(
        "base: {title: T, examines: [a, b]}\nsources:\n  a: {title: A, reliability: A}\nsources:\n  b: "
        "{title: B, reliability: A}\n",
        (
            "E006 4:1-8 the key 'sources' stands here a second time -> the first stands on line 2: remove one, "
            "or join them"
        ),
    ),
    wrong(
        "base: {title: T}\nsources:\n  a: {title: A, reliability: A}\n  a: {title: [x}}\n",
        ("E006 4:3-4 the key 'a' stands here a second time -> the first stands on line 3: remove one, or join them"),
        "E003 4:16-17 a list without its ']' -> close it, and put items that hold : , [ ] { } in quotes",
    ),
    wrong(
        'base: {title: T}\nsources:\n  a: {title: A, reliability: A}\n  "a ": {title: A, reliability: A}\n',
        ("E006 4:3-7 the key 'a' stands here a second time -> the first stands on line 3: remove one, or join them"),
    ),
    wrong(
        "&r base: {title: T}\n",
        "E004 1:1-8 an anchor (&) -> remove it, or put the value in quotes",
    ),
    wrong(
        "base: {title: T, about: &a !x text}\n",
        "E004 1:25-35 an anchor (&) -> remove it, or put the value in quotes",
        "E004 1:25-35 a tag (!) -> remove it, or put the value in quotes",
    ),
    wrong(
        "base: {title: T}\nsources: &s {a: {title: A, reliability: A}}\nclaims: *s\n",
        "E004 2:10-14 an anchor (&) -> remove it, or put the value in quotes",
        "E004 3:9-11 an alias (*) -> write the value out, or put it in quotes",
    ),
    wrong(
        "base: {title: T}\nsources: {? {a: b} : {title: A}}\nclaims: {c: {says: S, evidence: [{source: a, "
        "stance: silent}]}}\n",
        "E007 2:13-14 a key must be a text -> put quotes around braces and brackets that belong to a text",
    ),
    wrong(
        'base: {title: T}\n"": x\n',
        "E013 2:1-3 an empty key -> write a key before the colon",
    ),
    # the whole
    wrong(
        "",
        "E008 1:1-1 the file is empty -> begin with 'base:' and, indented below it, 'title: …'",
    ),
    wrong(
        "\ufeff",
        "E008 1:1-1 the file is empty -> begin with 'base:' and, indented below it, 'title: …'",
    ),
    wrong(
        "# only a comment\n",
        "E008 1:1-1 the file is empty -> begin with 'base:' and, indented below it, 'title: …'",
    ),
    wrong(
        "---\n",
        (
            "E008 2:1-1 a fact base is a map with the keys base, sources, people, events, claims -> begin with "
            "'base:' and, indented below it, 'title: …'"
        ),
    ),
    wrong(
        "~\n",
        (
            "E008 1:1-2 a fact base is a map with the keys base, sources, people, events, claims -> begin with "
            "'base:' and, indented below it, 'title: …'"
        ),
    ),
    wrong(
        "- base\n",
        (
            "E008 1:1-1 a fact base is a map with the keys base, sources, people, events, claims -> begin with "
            "'base:' and, indented below it, 'title: …'"
        ),
    ),
    wrong(
        "text\n",
        (
            "E008 1:1-5 a fact base is a map with the keys base, sources, people, events, claims -> begin with "
            "'base:' and, indented below it, 'title: …'"
        ),
    ),
    wrong(
        "sources: {}\n",
        "E011 1:1-2 a fact base without 'base' -> add 'base: {title: …}' at the top",
    ),
    wrong(
        "base:\n",
        "E012 1:6-6 base is a map of keys and values -> write {title: …}",
    ),
    wrong(
        "base: T\n",
        "E012 1:7-8 base is a map of keys and values -> write {title: …}",
    ),
    wrong(
        "base: [T]\n",
        "E012 1:7-10 base is a map of keys and values -> write {title: …}",
    ),
    wrong(
        "bse: {title: T}\n",
        "E010 1:1-4 a fact base has no section 'bse' -> did you mean 'base'?",
    ),
    wrong(
        "bibliography: {}\n",
        (
            "E010 1:1-13 a fact base has no section 'bibliography' -> known sections: base, sources, people, "
            "events, claims"
        ),
    ),
    wrong(
        "base: {title: T, examines: [a]}\nsource:\n  a: {title: A, reliability: A}\n",
        "E010 2:1-7 a fact base has no section 'source' -> did you mean 'sources'?",
    ),
    wrong(
        "base: {title: T, examines: [a]}\nsources: [a, b]\n",
        ("E012 2:10-16 sources is a map of ids and records -> write each record below its id, or remove the section"),
    ),
    wrong(
        "base: {title: T, examines: [a]}\nsources:\n",
        ("E012 2:9-9 sources is a map of ids and records -> write each record below its id, or remove the section"),
    ),
    wrong(
        "base: {title: T}\nnotes: x\nclaims: {c: {says: S, people: [p]}}\n",
        ("E010 2:1-6 a fact base has no section 'notes' -> known sections: base, sources, people, events, claims"),
    ),
    # records
    wrong(
        "base: {title: T}\nsources: {a: A}\n",
        "E012 2:14-15 a source is a map of keys and values -> write {title: …, reliability: …}",
    ),
    wrong(
        "base: {title: T}\nsources: {a: [A]}\n",
        "E012 2:14-17 a source is a map of keys and values -> write {title: …, reliability: …}",
    ),
    wrong(
        "base: {title: T}\nsources: {a: }\n",
        "E012 2:14-14 a source is a map of keys and values -> write {title: …, reliability: …}",
    ),
    wrong(
        "base: {title: T}\nsources:\n  a:\n    title: A\n  reliability: A\n",
        (
            "E011 3:3-4 a source without 'reliability' -> add 'reliability: …' – A to F: how far the source "
            "has proved trustworthy (Admiralty code)"
        ),
        "E012 5:3-14 'reliability' stands where an id belongs -> write the id of the source above it, or indent it, if "
        "it is a key of the last one",
    ),
    wrong(
        "base: {title: T}\nclaims:\n  says: S\n  relations: {a: b}\n  verdict: supported\n  c: {says: S}\n",
        "E012 3:3-7 'says' stands where an id belongs -> write the id of the claim above it, or indent it, if it is a "
        "key of the last one",
    ),
    wrong(
        "base: {title: T}\npeople:\n  p: {name: P}\n  e: {title: E, date: 1850, people: {q: actor}}\n  f: {title: F, "
        "place: G}\nclaims:\n  c: {says: S, event: e}\n",
        "E012 4:3-4 'e' is made like an event, not like a person -> write 'events:' above it, or move it there",
        "E014 4:38-39 no person 'q' -> add it to people, or name one that is there",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {}}\n",
        "E011 2:11-12 a source without 'title' -> add 'title: …' – its title",
        (
            "E011 2:11-12 a source without 'reliability' -> add 'reliability: …' – A to F: how far the source "
            "has proved trustworthy (Admiralty code)"
        ),
    ),
    wrong(
        "base: {title: T}\nsources: {A b: {title: A, reliability: A}}\n",
        "E015 2:11-14 'A b' is not an id -> write a-b",
    ),
    wrong(
        "base: {title: T}\nsources: {-a: {title: A, reliability: A}}\n",
        "E015 2:11-13 '-a' is not an id -> write a",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {titel: A, reliability: A}}\n",
        "E010 2:15-20 a source has no key 'titel' -> did you mean 'title'?",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, zzz: 1}}\n",
        (
            "E010 2:41-44 a source has no key 'zzz' -> known keys: title, author, publisher, issued, type, "
            "url, archived, language, ids, reliability, why, read, derived_from, note"
        ),
    ),
    wrong(
        "base: {title: T}\npeople: {p: {name: P, names: [Q]}}\n",
        "E012 2:31-32 a name is a map of keys and values -> write {text: …}",
    ),
    wrong(
        "base: {title: T}\npeople: {p: {name: P, names: [{lang: en}, {lang: xx1}]}}\n",
        "E011 2:31-41 a name without 'text' -> add 'text: …' – the name as it is spelt",
        "E011 2:43-54 a name without 'text' -> add 'text: …' – the name as it is spelt",
        "E020 2:50-53 'xx1' is not a language tag -> BCP 47, such as en, de-AT or zh-Hant",
    ),
    wrong(
        "base: {title: T}\npeople: {p: {name: P, names: [{text: Q}, {text: Q}]}}\n",
        "E024 2:42-51 the same item stands in this list twice -> remove one",
    ),
    wrong(
        "base: {title: T}\npeople: {p: {name: P, names: {text: Q}}}\n",
        "E012 2:30-39 a list belongs here -> write '- ' before each item, or [a, b]",
    ),
    wrong(
        "base: {title: T}\npeople: {p: {name: P, relations: [{to: q, as: friend}], roles: [{from: 1850}]}}\n",
        "E014 2:40-41 no person 'q' -> add it to people, or name one that is there",
        "E011 2:65-77 a role without 'title' -> add 'title: …' – the office or occupation",
    ),
    wrong(
        "base: {title: T}\nsources: {\u043a\u043d\u0438\u0433\u0430: {title: A, reliability: A}}\n",
        (
            "E015 2:11-16 '\u043a\u043d\u0438\u0433\u0430' is not an id -> small letters a-z, digits and '-', "
            "at most 64, not starting with '-'"
        ),
    ),
    wrong(
        "base: {title: T}\npeople: {p: {name: P, names: [{text: Q, text: R}, x: y]}}\n",
        (
            "E006 2:41-45 the key 'text' stands here a second time -> the first stands on line 2: remove one, "
            "or join them"
        ),
        "E010 2:51-52 a name has no key 'x' -> known keys: text, lang, scheme, parts",
        "E011 2:51-55 a name without 'text' -> add 'text: …' – the name as it is spelt",
    ),
    # values
    wrong(
        "base: {title: }\n",
        "E013 1:15-15 an empty value -> fill it in, or remove the key",
    ),
    wrong(
        'base: {title: ""}\n',
        "E013 1:15-17 an empty value -> fill it in, or remove the key",
    ),
    wrong(
        'base: {title: " \\t "}\n',
        "E013 1:15-21 an empty value -> fill it in, or remove the key",
    ),
    wrong(
        "base: {title: [a]}\n",
        "E012 1:15-18 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base: {title: {a: b}}\n",
        "E012 1:15-21 a text belongs here, not a map -> put it in quotes, if it is a text",
    ),
    wrong(
        "base:\n  title:\n    - a\n    - b\n  by: x\n",
        "E012 3:5-4:8 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base:\n  title: |\n    two\n    lines\n",
        (
            "E023 2:10-5:1 a line break where one line belongs -> write it on one line, or begin it with '>-' "
            "and leave no empty line"
        ),
    ),
    wrong(
        'base: {title: "a\\e[31m"}\n',
        "E002 1:15-24 control character U+001B -> remove it",
    ),
    wrong(
        'base: {title: "a\\0b"}\n',
        "E002 1:15-21 control character U+0000 -> save the file as UTF-8, and remove the character",
    ),
    wrong(
        'base: {title: "a\\Lb"}\n',
        "E002 1:15-21 a line end U+2028 that editors do not agree on -> end lines with LF or CR LF",
    ),
    wrong(
        'base: {title: "a\\uFFFEb"}\n',
        "E002 1:15-25 noncharacter U+FFFE -> remove it",
    ),
    wrong(
        "base: {title: T, language: english}\n",
        "E020 1:28-35 'english' is not a language tag -> BCP 47, such as en, de-AT or zh-Hant",
    ),
    wrong(
        "base: {title: T, language: zh_Hant}\n",
        "E020 1:28-35 'zh_Hant' is not a language tag -> write zh-Hant",
    ),
    wrong(
        "base: {title: T, examines: a}\n",
        "E012 1:28-29 a list belongs here -> write '- ' before each item, or [a, b]",
    ),
    wrong(
        "base: {title: T, examines: [a, a]}\nsources: {a: {title: A, reliability: A}}\n",
        "E024 1:32-33 'a' stands in this list twice -> remove one",
    ),
    wrong(
        "base: {title: T, examines: [guide-2107]}\nsources: {guide-2017: {title: A, reliability: A}}\n",
        "E014 1:29-39 no source 'guide-2107' -> did you mean 'guide-2017'?",
    ),
    wrong(
        "base: {title: T, examines: [guide]}\nsources: {a: {title: A, reliability: A, derived_from: [guide]}, guede: "
        "{title: G, reliability: A}}\n",
        "E014 2:65-70 no source 'guide', which 2 places name; none names this -> did you mean 'guide' here? it is "
        "named first on line 1",
    ),
    wrong(
        "base: {title: T, examines: [guide, guede]}\nsources: {a: {title: A, reliability: A, derived_from: [guide]}, "
        "guede: {title: G, reliability: A}}\n",
        "E014 1:29-34 no source 'guide' -> did you mean 'guede'?",
        "E014 2:56-61 no source 'guide' -> did you mean 'guede'?",
    ),
    wrong(
        "base: {title: T, examines: [log-1935]}\nsources: {a: {title: A, reliability: A, derived_from: [log-1935]}, "
        "log-1936: {title: G, reliability: A}}\n",
        "E014 1:29-37 no source 'log-1935' -> did you mean 'log-1936'?",
        "E014 2:56-64 no source 'log-1935' -> did you mean 'log-1936'?",
    ),
    wrong(
        "base: {title: T, examines: [guide]}\nsources: {gu_ide: {title: A, reliability: A}}\n",
        "E015 2:11-17 'gu_ide' is not an id -> write gu-ide",
    ),
    wrong(
        "base: {title: T, examines: [zzz]}\nsources: {a: {title: A, reliability: A}}\n",
        "E014 1:29-32 no source 'zzz' -> add it to sources, or name one that is there",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: a}}\n",
        "E016 2:38-39 no reliability 'a' -> one of A, B, C, D, E, F",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, type: boook}}\n",
        "E016 2:47-52 no type of source 'boook' -> did you mean 'book'?",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, url: ftp://x}}\n",
        "E019 2:46-53 'ftp://x' is not a web address -> write https://… with %20 for a space",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, url: https://x.org/a b}}\n",
        "E019 2:46-63 'https://x.org/a b' is not a web address -> write https://x.org/a%20b",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, ids: {ISBN: 1}}}\n",
        "E015 2:47-51 'ISBN' cannot be a key here -> write isbn",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, ids: 978}}\n",
        "E012 2:46-49 a map belongs here -> write {key: value}",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, derived_from: [a]}}\n",
        ("E022 2:11-12 derived_from runs in a circle: a → a -> remove the link from an older source to a younger one"),
    ),
    wrong(
        "base: {title: T}\nsources:\n  a: {title: A, reliability: A, derived_from: [b]}\n  b: {title: B, "
        "reliability: A, derived_from: [c]}\n  c: {title: C, reliability: A, derived_from: [a]}\n",
        (
            "E022 3:3-4 derived_from runs in a circle: a → b → c → a -> remove the link from an older source "
            "to a younger one"
        ),
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: 12 May 1850}}\n",
        "E017 2:30-41 '12 May 1850' is not EDTF -> write 1850-05-12",
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: 1850/185u}}\n",
        "E017 2:35-39 the 2012 draft's 'u' -> write 1850/185X",
    ),
    wrong(
        'base: {title: T}\nevents: {e: {title: E, date: " 1850/185u"}}\n',
        "E017 2:37-41 the 2012 draft's 'u' -> write 1850/185X",
    ),
    wrong(
        "base: {title: T}\nevents:\n  e: {title: \"\u65e5\u672ce\u0301\", date: '1850/185u'}\n",
        "E017 3:34-38 the 2012 draft's 'u' -> write 1850/185X",
    ),
    wrong(
        "base: {title: T}\nevents:\n  e:\n    title: E\n    date: >-\n      1850/\n      185u\n",
        "E017 5:11-8:1 a space too many -> write 1850/185X",
    ),
    wrong(
        'base: {title: T}\nevents: {e: {title: E, date: "1850/\\x31850u"}}\n',
        (
            "E017 2:30-45 '1850u' is no date such as 1935, 1935-12 or 1935-12-30 -> EDTF: 1850, 1850-12, "
            "1850-12-30, 1850? (perhaps), 1850~ (about), 1850/1852, ../1850 or [1850,1852]"
        ),
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: 1850-02-30}}\n",
        (
            "E017 2:38-40 no day 30 in Feb 1850 -> EDTF: 1850, 1850-12, 1850-12-30, 1850? (perhaps), 1850~ "
            "(about), 1850/1852, ../1850 or [1850,1852]"
        ),
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: some day}}\n",
        (
            "E017 2:30-38 'some day' is no date such as 1935, 1935-12 or 1935-12-30 -> EDTF: 1850, 1850-12, "
            "1850-12-30, 1850? (perhaps), 1850~ (about), 1850/1852, ../1850 or [1850,1852]"
        ),
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: [1892,1895]}}\n",
        'E017 2:30-41 a set of dates needs quotes, or YAML takes it apart -> write "[1892,1895]"',
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: [1892, 1895]}}\n",
        'E017 2:30-42 a set of dates needs quotes, or YAML takes it apart -> write "[1892,1895]"',
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: {1935,1936}}}\n",
        'E017 2:30-41 a set of dates needs quotes, or YAML takes it apart -> write "{1935,1936}"',
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: [soon]}}\n",
        'E017 2:30-36 a set of dates needs quotes, or YAML takes it apart -> write "[1850,1852]"',
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: [[1892]]}}\n",
        'E017 2:30-38 a set of dates needs quotes, or YAML takes it apart -> write "[1850,1852]"',
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, people: [p]}}\n",
        "E012 2:32-35 a map belongs here -> write {key: value}",
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, people: {p: actor}}}\n",
        "E014 2:33-34 no person 'p' -> add it to people, or name one that is there",
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, verdict: suported}}\n",
        "E016 2:32-40 no verdict 'suported' -> did you mean 'supported'?",
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, verdict: yes}}\n",
        ("E016 2:32-35 no verdict 'yes' -> one of supported, refuted, disputed, unproven, opinion, unreviewed"),
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, tags: [Big Tag]}}\n",
        "E015 2:30-37 'Big Tag' cannot be a key here -> write big-tag",
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, appears_in: [{source: a, at: {pag: 1}, quote: one two "
        "three four five six seven eight nine ten eleven twelve thirteen}]}}\nsources: {a: {title: A, "
        "reliability: A}}\n",
        "E016 2:53-56 no locator 'pag' -> did you mean 'page'?",
        "E018 2:69-140 a quote of 13 words -> quote at most 12 words, and say the rest in a note",
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, evidence: [{source: a, stance: support, credibility: "
        "7}]}}\nsources: {a: {title: A, reliability: A}}\n",
        "E016 2:54-61 no stance 'support' -> did you mean 'supports'?",
        "E016 2:76-77 no credibility '7' -> one of 1, 2, 3, 4, 5, 6",
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, relations: {opposes: [c]}}}\n",
        "E016 2:35-42 no relation between claims 'opposes' -> one of contradicts, part_of, related",
    ),
    wrong(
        "base: {title: T, examines: "
        "[aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg]}\nsources: {}\n",
        (
            "E014 1:29-99 no source 'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff…' -> add it "
            "to sources, or name one that is there"
        ),
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, url: www.example.org/x}}\n",
        "E019 2:46-63 'www.example.org/x' is not a web address -> write https://www.example.org/x",
    ),
    wrong(
        "base: {title: T}\nsources: {a: {title: A, reliability: A, url: in the attic}}\n",
        "E019 2:46-58 'in the attic' is not a web address -> write https://… with %20 for a space",
    ),
    wrong(
        "base: {title: T}\nclaims: {c: {says: S, event: e, people: [p], relations: {related: [d]}}}\n",
        "E014 2:30-31 no event 'e' -> add it to events, or name one that is there",
        "E014 2:42-43 no person 'p' -> add it to people, or name one that is there",
        "E014 2:68-69 no claim 'd' -> add it to claims, or name one that is there",
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, date: ''}}\n",
        "E013 2:30-32 an empty value -> fill it in, or remove the key",
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, variants: [[a]]}}\n",
        "E012 2:35-38 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base: {title: T}\nevents: {e: {title: E, people: {p: {as: x}}}}\npeople: {p: {name: P}}\n",
        "E012 2:36-43 a text belongs here, not a map -> put it in quotes, if it is a text",
    ),
    # places
    wrong(
        "base: {title: \u65e5\u672ce\u0301, by: [x]}\n",
        "E012 1:25-28 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base: {title: \U0001f600, by: [x]}\n",
        "E012 1:22-25 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "\ufeffbase: {title: T, by: [x]}\n",
        "E012 1:22-25 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base:\r\n  title: T\r\n  by: [x]\r\n",
        "E012 3:7-10 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "\ufeffbase:\r\n  title: \u65e5\r\n  by: [\u672c]\r\n\r\n",
        "E012 3:7-10 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base: {title: T, by:\t[x]}\n",
        "E012 1:22-25 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base:\n  title: T\n  by: [x]   # no list\n",
        "E012 3:7-10 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
    wrong(
        "base:\n  title: T\n  by:\n    x: 1\n    y: 2\n\n\n# the end\n",
        "E012 4:5-5:9 a text belongs here, not a map -> put it in quotes, if it is a text",
    ),
    wrong(
        "base: {title: T,\n  by: {x: 1,\n       y: 2}}\n",
        "E012 2:7-3:13 a text belongs here, not a map -> put it in quotes, if it is a text",
    ),
    wrong(
        "base:\n  title: T\n  by: [x]",
        "E012 3:7-10 a text belongs here, not a list -> put it in quotes, if it is a text",
    ),
]

# What the pure parser says otherwise: it sees an empty value where the text before it ends, takes a tab nowhere but
# inside a text, sees an unknown escape one character later, and half a character as one; unknown directives pass.
PURE: dict[str | bytes, tuple[str, ...]] = {
    "base:\n  title:\tT\n": ("E003 2:9-10 a tab where only spaces may stand -> use spaces",),
    'base:\n  title: "C:\\quick"\n': (
        "E003 2:14-15 an unknown escape in double quotes -> double the backslash, or use single quotes",
    ),
    'base:\n  title: "\\ud800"\n': ("E002 2:10-18 surrogate U+D800 -> remove it",),
    "%FOO\n---\nbase: {title: T}\n": (),
    "base: {title: T}\nsources: {a: }\n": (
        "E012 2:13-13 a source is a map of keys and values -> write {title: …, reliability: …}",
    ),
    "base: {title: }\n": ("E013 1:14-14 an empty value -> fill it in, or remove the key",),
    "base: {title: T, by:\t[x]}\n": ("E003 1:21-22 a tab where only spaces may stand -> use spaces",),
}


def main(folder: Path) -> None:
    """Write each base into a file of its own."""
    folder.mkdir()
    for number, row in enumerate(WRONG):
        (folder / f"{number:03}.yaml").write_bytes(row.data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
