"""The index of a page's search: what a base has, in a short form.

The index has the words of each passage in their order, so that the page can count passages and find phrases as the
command does. The texts themselves are not in it; the page shows them already. Words are stored as numbers, the
frequent ones first.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from genden_cli.export.html.packing import front_coded, pack
from genden_cli.query.search.passages import COLUMN_WEIGHTS
from genden_cli.query.search.question_terms import KINDS
from genden_cli.search_fields import KIND, PERSON, PLACE, SOURCE, STANCE, TAG, VERDICT
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

INHERITED: Final = (PERSON, TAG, VERDICT, KIND, PLACE)
"""The letters of the facets that a source note has from its claim."""

_SECTIONS: Final = ("claims", "events", "people", "sources")
_FORM_ONLY, _WORD_ONLY = "1", "2"


def search_index(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the index as JSON values."""
    ids = {section: [id_ for (id_,) in connection.execute(_IDS.format(_TABLES[section]))] for section in _SECTIONS}
    return {
        "ids": {section: " ".join(found) for section, found in ids.items()},
        **_passages(connection, ids),
        **_words(connection),
        **_facets(connection),
        "labels": {section: _by_record(connection, _LABELS, section, ids) for section in _SECTIONS[1:]},
        **_phrasings({section: _by_record(connection, _ASKED, section, ids) for section in _SECTIONS}),
        "addresses": _by_record(connection, _ADDRESSES, "sources", ids),
        "groups": _groups(connection),
        "tags": [list(row) for row in connection.execute("SELECT n, tag, folded FROM tag ORDER BY n")],
        "places": [list(row) for row in connection.execute("SELECT n, place, folded FROM place ORDER BY n")],
    }


def _by_record(
    connection: sqlite3.Connection, query: str, section: str, ids: dict[str, list[str]]
) -> dict[int, list[str]]:
    """Return the texts of the records of a section, by the number of the record."""
    found: dict[str, list[str]] = {}
    for id_, text in connection.execute(query, {"section": section, "kind": _TABLES[section]}):
        found.setdefault(id_, []).append(text)
    return {number: found[id_] for number, id_ in enumerate(ids[section]) if id_ in found}


def _phrasings(asked: dict[str, dict[int, list[str]]]) -> dict[str, Any]:
    """Return the phrasings of records as the numbers of their stems, each ended by 0, and the stems."""
    forms = [form for records in asked.values() for found in records.values() for form in found]
    stems = sorted({stem for form in forms for stem in form.split(" ")})
    numbers = {stem: number for number, stem in enumerate(stems, 1)}
    packed = {
        section: {
            record: pack(chain.from_iterable([*map(numbers.__getitem__, form.split(" ")), 0] for form in found))
            for record, found in records.items()
        }
        for section, records in asked.items()
    }
    return {"asked": packed, "asked_stems": "\n".join(stems)}


def _groups(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the words of each group by its number, front-coded in their order."""
    found: dict[int, list[str]] = {}
    for number, word in connection.execute(_GROUPS):
        found.setdefault(int(number), []).append(word.lower())
    return {number: front_coded(words) for number, words in found.items()}


def _passages(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return kind, record, weight and days of each passage, and the event of each claim, as packed numbers."""
    rows = connection.execute(_ENTRIES).fetchall()
    kinds = list(RecordKind)
    places = {section: {id_: number for number, id_ in enumerate(found)} for section, found in ids.items()}
    weights = _ordered(weight for _, _, weight, _, _ in rows)
    days = _ordered((first, last) for *_, first, last in rows)
    events = dict(connection.execute("SELECT id, event FROM claim WHERE event IS NOT NULL"))
    return {
        "kinds": pack(kinds.index(RecordKind(kind)) for kind, *_ in rows),
        "records": pack(places[_SECTION_OF[RecordKind(kind)]][id_] for kind, id_, *_ in rows),
        "weight_of": pack(weights[weight] for _, _, weight, _, _ in rows),
        "weights": list(weights),
        "days_of": pack(days[first, last] for *_, first, last in rows),
        "days": [list(each) for each in days],
        "events": pack(places["events"][events[id_]] + 1 if id_ in events else 0 for id_ in ids["claims"]),
    }


def _ordered(values: Iterable[Any]) -> dict[Any, int]:
    """Return the distinct values with their numbers, the most frequent first."""
    return {value: number for number, (value, _) in enumerate(Counter(values).most_common())}


def _words(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the stems of the full-text index, each passage as a row of them, and the words as they are written.

    In a row, 0 ends a passage, 1 to 7 begin a column, and greater numbers are stems.
    """
    connection.execute(_VOCABULARY.format("passage"))
    found = connection.execute("SELECT term, doc, col FROM temp.passage_words ORDER BY doc, col, offset").fetchall()
    stems = _ordered(term for term, _, _ in found)
    columns = list(COLUMN_WEIGHTS)
    text: list[int] = []
    row, column = 1, None
    for term, n, name in found:
        if n != row:
            text += [0] * (n - row)
            row, column = n, None
        if name != column:
            text.append(columns.index(name) + 1)
            column = name
        text.append(stems[term] + len(columns) + 1)
    connection.execute("DROP TABLE temp.passage_words")
    return {"text": pack([*text, 0]), **_spellings(connection, stems)}


def _spellings(connection: sqlite3.Connection, stems: Iterable[str]) -> dict[str, str]:
    """Return the words as written, and for each a sign: whether questions, corrections or both use it.

    The stems are stored as the numbers of words that have them, from 1. Other stems have the number 0, and stand apart.
    """
    forms = {word for (word,) in connection.execute("SELECT word FROM word_form")}
    plain = {word for (word,) in connection.execute("SELECT word FROM word")}
    every = sorted(forms | plain)
    signs = "".join(_FORM_ONLY if word not in plain else _WORD_ONLY if word not in forms else "0" for word in every)
    numbers = _numbers_of_stems(connection, every)
    return {
        "words": front_coded(every),
        "word_signs": signs,
        "stems": pack(numbers.get(stem, 0) for stem in stems),
        "other_stems": " ".join(stem for stem in stems if stem not in numbers),
    }


def _numbers_of_stems(connection: sqlite3.Connection, words: list[str]) -> dict[str, int]:
    """Return for each stem the number of the first word that full-text search reduces to it."""
    connection.execute(f"CREATE VIRTUAL TABLE temp.spelling USING fts5 (word, {tokenizer(connection)}")
    connection.executemany("INSERT INTO temp.spelling (rowid, word) VALUES (?, ?)", enumerate(words, 1))
    connection.execute("CREATE VIRTUAL TABLE temp.spelling_stem USING fts5vocab(temp, spelling, instance)")
    found = connection.execute("SELECT min(term), doc FROM temp.spelling_stem GROUP BY doc HAVING count(*) = 1")
    numbers: dict[str, int] = {}
    for stem, number in found.fetchall():
        numbers.setdefault(stem, number)
    connection.execute("DROP TABLE temp.spelling_stem")
    connection.execute("DROP TABLE temp.spelling")
    return numbers


def tokenizer(connection: sqlite3.Connection) -> str:
    """Return the end of the statement that made the full-text index: its tokenizer and what follows."""
    (statement,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'passage'").fetchone()
    return str(statement[statement.index("tokenize") :])


def _facets(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the facets of each passage as a packed row that 0 ends, without those that follow from others.

    A source note has facets of its claim. A claim has the sources and the stances of its notes. A pair of a source and
    its stance follows from the note that has both.
    """
    connection.execute(_VOCABULARY.format("facet"))
    found: dict[int, set[str]] = {}
    for facet, n in connection.execute("SELECT term, doc FROM temp.facet_words"):
        found.setdefault(n, set()).add(facet)
    connection.execute("DROP TABLE temp.facet_words")
    rows = connection.execute("SELECT n, kind, id FROM entry ORDER BY n").fetchall()
    inherited = {id_: _beginning(found[n], INHERITED) for n, kind, id_ in rows if kind == RecordKind.CLAIM}
    spoken: dict[str, set[str]] = {}
    for n, kind, id_ in rows:
        if kind == RecordKind.NOTE:
            spoken.setdefault(id_, set()).update(_beginning(found[n], (SOURCE, STANCE)))
    own = []
    for n, kind, id_ in rows:
        if kind == RecordKind.NOTE:
            own.append({each for each in found[n] - inherited[id_] if each[0] != SOURCE or STANCE not in each})
        else:
            own.append(found[n] - spoken.get(id_, set()) if kind == RecordKind.CLAIM else found[n])
    numbers = _ordered(facet for each in own for facet in sorted(each))
    packed = ([*sorted(numbers[facet] + 1 for facet in each), 0] for each in own)
    return {"facet_names": " ".join(numbers), "facets": pack(chain.from_iterable(packed))}


def _beginning(facets: Iterable[str], letters: tuple[str, ...]) -> set[str]:
    return {facet for facet in facets if facet[0] in letters}


_TABLES: Final = {str(section): str(kind) for section, kind in KINDS.items()}
_SECTION_OF: Final = {RecordKind.NOTE: "claims", **{kind: str(section) for section, kind in KINDS.items()}}

_IDS: Final = "SELECT id FROM {} ORDER BY n"

_ENTRIES: Final = """
SELECT kind, id, weight, earliest_day, latest_day FROM entry LEFT JOIN moment ON moment.n = entry.n ORDER BY entry.n
"""

_VOCABULARY: Final = "CREATE VIRTUAL TABLE temp.{0}_words USING fts5vocab(main, {0}, instance)"

_LABELS: Final = """
SELECT id, spelling FROM label WHERE section = :section AND spelling <> id ORDER BY folded
"""

_GROUPS: Final = "SELECT number, word FROM word_group ORDER BY position"

_ASKED: Final = "SELECT id, form FROM asking WHERE kind = :kind ORDER BY form"

_ADDRESSES: Final = "SELECT source, form FROM address WHERE :section = 'sources' ORDER BY form"
