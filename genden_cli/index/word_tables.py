"""Fill the tables by which a question is read: the words of the base by stem, groups of words, names, and phrasings.

They derive from the words of the passages and from the tables of the records.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.schema import PHRASINGS
from genden_cli.text.addresses import address_key
from genden_cli.text.ranges import has_unspaced
from genden_cli.text.stems import LONGEST_WORD, name_stem, stem
from genden_cli.text.terms import content_stems, intent, phrasing_key, stems, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping


def build_word_tables(connection: sqlite3.Connection, chunks: Mapping[str, int]) -> None:
    """Fill the tables. ``chunks`` are the stretches without spaces of all passages, in small letters, and how often."""
    connection.executemany("INSERT INTO word_form VALUES (?, ?, ?)", sorted(_word_forms(chunks)))
    entries = list(_group_entries(connection))
    connection.executemany(
        "INSERT OR IGNORE INTO synonym VALUES (?, ?)", ((each.form, each.number) for each in entries)
    )
    connection.executemany(
        "INSERT INTO group_entry VALUES (?, ?, ?, ?)",
        ((each.number, each.position, each.form if each.is_single else None, each.entry) for each in entries),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO name_form VALUES (?, ?, ?, ?)", sorted(_name_forms(connection), reverse=True)
    )
    connection.executemany("INSERT OR IGNORE INTO address VALUES (?, ?)", list(_addresses(connection)))
    connection.executemany("INSERT OR IGNORE INTO asking VALUES (?, ?, ?, ?, ?)", list(_phrasings(connection)))


def _word_forms(chunks: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """Yield each word after its stem, and how often it stands there. Scripts without spaces have no words here."""
    found: Counter[str] = Counter()
    for chunk, number in chunks.items():
        for word in _words(chunk):
            found[word] += number
    for word, number in found.items():
        if len(word) <= LONGEST_WORD and not has_unspaced(word):
            yield stem(word.replace("-", "")), word, number


def _words(chunk: str) -> Iterator[str]:
    """Yield the words of a stretch without spaces, and such words as ``re-export`` as a whole."""
    if chunk.isascii() and chunk.isalpha():
        yield chunk
        return
    found = words(chunk)
    yield from found
    if len(found) > 1 and "-" in chunk:
        yield "-".join(found)


class _GroupEntry(NamedTuple):
    """A word or words of a group, and their stems. ``is_single`` says that one stem stands for all of it."""

    number: int
    position: int
    entry: str
    form: str
    is_single: bool


def _group_entries(connection: sqlite3.Connection) -> Iterator[_GroupEntry]:
    """Yield the words of all groups, in the order of the base."""
    for position, (number, entry) in enumerate(connection.execute(_GROUPS)):
        found = stems(entry)
        is_single = len(found) == 1 and not has_unspaced(entry)
        yield _GroupEntry(int(number), position, entry, " ".join(found), is_single)


def _name_forms(connection: sqlite3.Connection) -> set[tuple[str, str, str, int]]:
    """Return the stems of each name and title, and each stem of a person's name alone."""
    found = set()
    for section, folded, id_ in connection.execute(_LABELS):
        parts = list(map(name_stem if section == "people" else stem, folded.split()))
        found.add((" ".join(parts), section, id_, 1))
        if section == "people" and len(parts) > 1:
            found.update((part, section, id_, 0) for part in parts if len(part) > 1)
    return found


def _addresses(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield each recorded address in the form in which it is compared, and its source."""
    for source, *found in connection.execute("SELECT id, url, archived FROM source ORDER BY n"):
        yield from ((address_key(each), source) for each in found if each)


def _phrasings(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield each phrasing as it is compared with a question: whole, and with a number for each word of a group."""
    same = {form: f"#{number}" for form, number in connection.execute("SELECT form, number FROM synonym")}
    for form in PHRASINGS:
        kind = form.name.partition("_")[0]
        for id_, text in connection.execute(f'SELECT "{kind}", text FROM {form.name} ORDER BY n'):
            found = content_stems(text)
            concepts = " ".join(sorted({same.get(each, each) for each in found}))
            yield phrasing_key(text, found), kind, id_, concepts, intent(text) or ""


_GROUPS: Final = "SELECT number, word FROM word_group ORDER BY position"

_LABELS: Final = "SELECT section, folded, id FROM label WHERE section <> 'claims'"
