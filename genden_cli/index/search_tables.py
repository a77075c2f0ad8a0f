"""Fill the search tables: names with their phonetic keys, passages of text, and facets to filter by.

They derive from the tables of the index, which must be complete.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.index.passages import fill_passages
from genden_cli.index.word_tables import build_word_tables
from genden_cli.search_fields import KIND, PERSON, PLACE, RECORD, SOURCE, STANCE, TAG, VERDICT
from genden_cli.text import phonetics
from genden_cli.text.normalize import normalize
from genden_cli.text.ranges import has_unspaced
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

_NAMES_SHARE: Final = 0.2
_PASSAGES_SHARE: Final = 0.6
"""The share of the work that is done when the names are there, and when the passages are."""

_WORD: Final = re.compile(r"[^\W\d_]{3,32}")


def build_search_tables(connection: sqlite3.Connection, *, on_progress: Callable[[float], object]) -> None:
    """Fill the tables for names and passages; call ``on_progress`` with the share that is done, from 0 to 1."""
    connection.create_function("folded", 1, normalize, deterministic=True)
    connection.create_function("heard", 1, lru_cache(maxsize=1)(phonetics.romanize), deterministic=True)
    connection.create_function("sound", 1, phonetics.phonetic_key, deterministic=True)
    for statement in _LABELS:
        connection.execute(statement)
    on_progress(_NAMES_SHARE)
    seen = fill_passages(connection)
    on_progress(_PASSAGES_SHARE)
    for statement in _FACETS:
        connection.execute(statement)
    connection.executemany("INSERT INTO word VALUES (?, ?)", sorted(_spaced_words(seen).items()))
    build_word_tables(connection, seen)
    on_progress(1)


def _spaced_words(seen: Mapping[str, int]) -> Counter[str]:
    """Return how often each word stands in texts. Scripts that do not separate words by spaces have none."""
    words: Counter[str] = Counter()
    for stretch, number in seen.items():
        for word in _WORD.findall(stretch.casefold()):
            words[word] += number
    return Counter({word: number for word, number in words.items() if not has_unspaced(word)})


_MOST_STEPS: Final = 32
"""The most places that stand one in another; more are a circle."""


def _labels() -> Iterator[str]:
    """Yield the statements that list the names of each record: names and titles, then the id.

    A place has no page of its own. It is found by the events there.
    """
    for section, form in schema.SECTIONS.items():
        if section == Section.PLACES:
            continue
        called = [(form.name, each.key) for each in form.scalars() if each.lookup]
        within = [(part.name, each.key) for _, part in form.parts() for each in part.scalars() if each.lookup]
        for table, column in (*called, *within, (form.name, "id"), (f"{form.name}_was", "was")):
            source = (
                table if table == form.name else f"{table} JOIN {form.name} ON {form.name}.id = {table}.{form.name}"
            )
            spelling = f'{table}."{column}"'
            folded = _FOLDED_ID.format(spelling) if column == "id" else f"folded({spelling})"
            heard = f"heard({spelling}), sound(heard({spelling}))" if section != Section.CLAIMS else "NULL, NULL"
            yield (
                f"INSERT OR IGNORE INTO label_text SELECT '{section}', {folded}, {form.name}.id, {spelling}, "
                f"{heard} FROM {source} WHERE {spelling} IS NOT NULL"
            )


_FOLDED_ID: Final = "iif({0} GLOB '*-' OR instr({0}, '--'), folded({0}), replace({0}, '-', ' '))"
"""The folded form of an id, for most without a call of Python."""

_TITLES: Final = " ".join(
    f"WHEN '{section}' THEN (SELECT \"{form.title}\" FROM {form.name} WHERE {form.name}.id = label_text.id)"
    for section, form in schema.SECTIONS.items()
)

_LABELS: Final = (
    *_labels(),
    """
    INSERT INTO nickname
    SELECT person, name.n, name_part.position, name_part.text
      FROM name JOIN name_part ON name_part.name = name.n AND part IN ('nickname', 'call-name')
     WHERE instr(folded(name.text), folded(name_part.text)) = 0
    """,
    """
    INSERT OR IGNORE INTO label_text
    SELECT 'people', folded(text), person, text, heard(text), sound(heard(text)) FROM nickname
    """,
    "CREATE INDEX label_of ON label_text (section, id)",
    "CREATE INDEX label_heard ON label_text (section, heard) WHERE heard IS NOT NULL",
    "CREATE INDEX label_sound ON label_text (section, sound) WHERE sound IS NOT NULL",
    f"CREATE VIEW label AS SELECT *, CASE section {_TITLES} END AS title FROM label_text",
    "INSERT OR IGNORE INTO tag (tag, folded) SELECT DISTINCT tag, folded(tag) FROM claim_tag ORDER BY tag",
    f"""
    CREATE TEMP TABLE around AS
    WITH RECURSIVE around (id, whole, steps) AS (
        SELECT id, id, 0 FROM place
        UNION SELECT around.id, place.part_of, steps + 1 FROM around JOIN place ON place.id = whole
               WHERE place.part_of IS NOT NULL AND steps < {_MOST_STEPS}
    )
    SELECT around.id, steps, name,
           name || coalesce((SELECT group_concat(' · ' || text, '') FROM place_name WHERE place = whole), '') AS names
      FROM around JOIN place ON place.id = whole ORDER BY around.id, steps
    """,
    "CREATE INDEX temp.around_id ON around (id)",
    """
    INSERT OR IGNORE INTO place_text (place, shown, names, folded)
    SELECT place, shown, names, folded(names)
      FROM (SELECT place, coalesce((SELECT group_concat(name, ', ') FROM around WHERE id = place), place) AS shown,
                   coalesce((SELECT group_concat(names, ' · ') FROM around WHERE id = place), place) AS names
              FROM (SELECT DISTINCT place FROM event WHERE place IS NOT NULL ORDER BY place))
    """,
    "DROP TABLE temp.around",
)

_FACETS: Final = (
    f"""
    CREATE TEMP TABLE own AS
    SELECT claim.id AS claim, event, earliest_day, latest_day, chronology.date IS NOT NULL AS dated,
           coalesce((SELECT group_concat(' {PERSON}' || person.n, '')
                       FROM claim_person AS who JOIN person ON person.id = who.person
                      WHERE who.claim = claim.id), '')
           || coalesce((SELECT group_concat(' {TAG}' || tag.n, '')
                          FROM claim_tag AS own JOIN tag ON tag.tag = own.tag
                         WHERE own.claim = claim.id), '') AS who_and_tags,
           '{VERDICT}' || verdict || coalesce(' {KIND}' || claim.kind, '') || coalesce(' {PLACE}' || place.n, '') AS own
      FROM claim LEFT JOIN event ON event.id = claim.event LEFT JOIN place_text AS place ON place.place = event.place
                 LEFT JOIN chronology INDEXED BY chronology_record
                        ON chronology.section = 'claims' AND chronology.id = claim.id
    """,
    "CREATE UNIQUE INDEX temp.own_claim ON own (claim)",
    "CREATE INDEX temp.own_event ON own (event)",
    f"""
    INSERT INTO facet (rowid, facets)
    SELECT entry.n,
           '{RECORD}claim ' || own || who_and_tags
           || coalesce((SELECT group_concat(' {SOURCE}' || source.n || ' {STANCE}' || stance
                                            || ' {SOURCE}' || source.n || '{STANCE}' || stance, '')
                          FROM evidence AS item JOIN source ON source.id = item.source
                         WHERE item.claim = entry.id), '')
           || coalesce((SELECT group_concat(' {SOURCE}' || source.n || iif(quote IS NULL, '', ' {RECORD}quote'), '')
                          FROM appearance AS item JOIN source ON source.id = item.source
                         WHERE item.claim = entry.id), '')
      FROM entry JOIN own ON own.claim = entry.id WHERE entry.kind = 'claim'
    UNION ALL
    SELECT entry.n, '{RECORD}note ' || own || who_and_tags || ' {SOURCE}' || source.n || ' {STANCE}' || stance
                    || ' {SOURCE}' || source.n || '{STANCE}' || stance || iif(quote IS NULL, '', ' {RECORD}quote')
      FROM entry JOIN evidence ON evidence.n = entry.item JOIN own ON own.claim = entry.id
                 JOIN source ON source.id = evidence.source
     WHERE entry.kind = 'note'
    UNION ALL
    SELECT entry.n,
           '{RECORD}event' || coalesce(' {PLACE}' || place.n, '') || iif(date_text IS NULL, '', ' {RECORD}quote')
           || coalesce((SELECT group_concat(who_and_tags, '') FROM own WHERE own.event = entry.id), '')
           || coalesce((SELECT group_concat(' {PERSON}' || person.n, '')
                          FROM participant AS part JOIN person ON person.id = part.person
                         WHERE part.event = entry.id), '')
      FROM entry JOIN event ON event.id = entry.id LEFT JOIN place_text AS place ON place.place = event.place
     WHERE entry.kind = 'event'
    UNION ALL
    SELECT entry.n, '{RECORD}person {PERSON}' || person.n
      FROM entry JOIN person ON person.id = entry.id WHERE entry.kind = 'person'
    UNION ALL
    SELECT entry.n, '{RECORD}source {SOURCE}' || source.n
      FROM entry JOIN source ON source.id = entry.id WHERE entry.kind = 'source'
     ORDER BY 1
    """,
    "INSERT INTO facet (facet) VALUES ('optimize')",
    """
    INSERT INTO moment (n, earliest_day, latest_day)
    SELECT entry.n, coalesce(date.earliest_day, own.earliest_day), coalesce(date.latest_day, own.latest_day)
      FROM entry JOIN own ON own.claim = entry.id LEFT JOIN evidence ON evidence.n = entry.item
                 LEFT JOIN date ON date.key = evidence.date
     WHERE entry.kind IN ('claim', 'note') AND (dated OR date.key IS NOT NULL)
    UNION ALL
    SELECT entry.n, earliest_day, latest_day
      FROM entry JOIN event ON event.id = entry.id JOIN date ON date.key = event.date WHERE entry.kind = 'event'
    UNION ALL
    SELECT entry.n, earliest_day, latest_day
      FROM entry JOIN source ON source.id = entry.id JOIN date ON date.key = source.issued WHERE entry.kind = 'source'
     ORDER BY 1
    """,
    "DROP TABLE temp.own",
)
