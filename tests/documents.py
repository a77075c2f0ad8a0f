"""The parts of the README and of the topics that the program itself knows: tables, and what examples print.

A block between ``<!-- generated: NAME -->`` and ``<!-- end -->`` is what the function NAME in `BLOCKS` returns.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
from parameters import PROGRAM, commands

from genden_cli import field_types, schema, words
from genden_cli.cli.options import DETAIL, SHARED
from genden_cli.diagnostics.keys import takes
from genden_cli.help.topics import topics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
TOPICS: Final = {name: ROOT / "genden_cli" / "help" / f"{name}.md" for name in topics()}
DOCUMENTS: Final = {"README": README, **TOPICS}
BLOCK: Final = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def generated(text: str) -> str:
    """Return a document with each of its generated blocks made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found['name']]()}{found[3]}", text)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(each.replace('|', chr(92) + '|') for each in line)} |\n" for line in lines)


def command_table() -> str:
    """Return a table of the commands: how each is used, what it answers, and its own options."""
    summaries = dict(PROGRAM.summaries())
    rows = [(f"`{usage(name)}`", summaries[name].rstrip("."), options(name)) for name in commands()]
    return table(("command", "answer", "options of its own"), rows)


def usage(name: str) -> str:
    """Return how a command is used, without options."""
    command = commands()[name]
    pieces = command.collect_usage_pieces(typer.Context(command))
    return " ".join(["genden", name, *(each for each in pieces if each != "[OPTIONS]")])


def options(name: str) -> str:
    """Return the options that a command does not share with others."""
    own = [
        each
        for each in commands()[name].params
        if each.param_type_name == "option" and each.name not in {*SHARED, *DETAIL}
    ]
    return ", ".join(f"`{next(name for name in each.opts if name.startswith('--'))}`" for each in own)


def topic_table() -> str:
    """Return a list of the topics, with links."""
    rows = [(f"[{name}](genden_cli/help/{name}.md)", heading) for name, heading in topics().items()]
    return table(("`genden help …`", "about"), rows)


def verdict_and_grade_table() -> str:
    """Return one table of the verdicts, and of the letters and numbers of a grade."""
    verdicts = [(f"{sign.sign} {verdict}", sign.means) for verdict, sign in words.VERDICTS.items()]
    letters = [(f"**{letter}**", means) for letter, means in words.RELIABILITY.items()]
    numbers = [(f"**{number}**", means) for number, means in words.CREDIBILITY.items()]
    rows = [sum(each, ()) for each in zip_longest(verdicts, letters, numbers, fillvalue=("", ""))]
    return table(("verdict", "meaning", "", "the source is …", "", "this statement is …"), rows)


def signs(kinds: Mapping[str, words.Sign], what: str) -> str:
    """Return a table of verdicts or stances with their signs."""
    rows = [(f"{sign.sign} `{sign.ascii}`", f"`{word}`", sign.means) for word, sign in kinds.items()]
    return table(("sign", what, "meaning"), rows)


def meanings(vocabulary: Mapping[str, object], what: str) -> str:
    """Return a table of the words of a vocabulary with their meaning."""
    return table((what, "meaning"), [(f"`{word}`", str(means)) for word, means in vocabulary.items()])


def grade_table() -> str:
    """Return the tables of both halves of a grade."""
    letters, numbers = meanings(words.RELIABILITY, "letter"), meanings(words.CREDIBILITY, "number")
    return f"{letters}\n{numbers}"


# The key reference.


def key_reference() -> str:
    """Return a heading and a table for each kind of record, then the words of each vocabulary."""
    records = [schema.BASE, *(each for top in schema.SECTIONS.values() for each in nested(top))]
    found = list({each.what: each for each in records}.values())
    parts = [f"\n## {record.what.capitalize()}\n\n{_keys(record)}" for record in found]
    vocabularies = {
        field.type.what: _vocabulary(field.type)
        for record in found
        for field in record.keys.values()
        if _is_word(field)
    }
    parts += [f"\n## {what.capitalize()}\n\n{_words(known)}" for what, known in vocabularies.items()]
    parts.append(f"\n## Locator\n\n{_words(dict.fromkeys(schema.LOCATORS))}")
    return "".join(parts)


def nested(record: Any) -> Iterator[Any]:
    """Yield a record and those that its fields hold."""
    yield record
    for field in record.fields:
        inner = getattr(field.type, "item", None)
        if isinstance(inner, field_types.RecordType):
            yield from nested(inner)


def _vocabulary(type_: field_types.WordType) -> Mapping[str, Any]:
    return words.MEANINGS[type_.enum] if type_.enum else dict.fromkeys(type_.words)


def _is_word(field: field_types.Field) -> bool:
    return isinstance(field.type, field_types.WordType)


def _keys(record: field_types.RecordType) -> str:
    rows = [
        (f"`{field.key}`", f"{takes(field.type)}{', required' if field.required else ''}", field.about)
        for field in record.keys.values()
    ]
    return table(("key", "value", "meaning"), rows)


def _words(vocabulary: Mapping[str, Any]) -> str:
    if not any(vocabulary.values()):
        return f"{', '.join(f'`{each}`' for each in vocabulary)}\n"
    return meanings({word: getattr(means, "means", means) for word, means in vocabulary.items()}, "word")


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "commands": command_table,
    "topics": topic_table,
    "verdicts_and_grades": verdict_and_grade_table,
    "verdicts": lambda: signs(words.VERDICTS, "verdict"),
    "stances": lambda: signs(words.STANCES, "stance"),
    "confidence": lambda: meanings(words.CONFIDENCE, "confidence"),
    "bases": lambda: meanings(words.BASES, "basis"),
    "grades": grade_table,
    "keys": key_reference,
}
