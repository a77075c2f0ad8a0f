"""Answer questions on method about sources: how good they are, what links them, how to cite and where to read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.contributors import names_text
from genden_cli.errors import Suggestion
from genden_cli.provenance import ancestry
from genden_cli.query.evidence.derivations import derivations
from genden_cli.query.method.claims import claims_on, slug
from genden_cli.query.method.rows import several
from genden_cli.query.records import sources as records
from genden_cli.query.records.fetch import array
from genden_cli.query.search.answering_claim import next_claims
from genden_cli.query.search.ask_result import AskResult, Extract, read
from genden_cli.query.search.source_answer import KINDS_OF_TEXT, sources_named
from genden_cli.text.english import count_noun, join_words
from genden_cli.text.terms import content_stems, stems
from genden_cli.words import ReadState, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.query.evidence.derivations import Derivations
    from genden_cli.query.method.questions import MethodQuestion
    from genden_cli.query.records.sources import SourceDetails


def sources_meant(connection: sqlite3.Connection, name: str, *, loosely: bool = False) -> list[str]:
    """Return the sources that a name means: the one with this id first, then those with most evidence.

    The name of a person of the base means a source of that author. ``loosely`` takes a word of a long title as a name.
    """
    bare = re.sub(r"^(?:the|an?|this|that) ", "", name, flags=re.IGNORECASE)
    if not bare:
        return [id_ for (id_,) in connection.execute("SELECT source FROM examined ORDER BY position")]
    is_person = any(term.names_person and term.text == bare for term in read(connection, bare).found.question.terms)
    ids = sources_named(connection, name, is_author=is_person)
    rows = connection.execute(_WEIGHTIEST, {"ids": array(sorted(ids)), "id": slug(bare)})
    return [id_ for id_, title, others in rows if loosely or _names(bare, title, others)]


def _names(name: str, title: str, others: str) -> bool:
    """Tell whether a name is that of a source: a word or two of a long title are the matter of a question, no name."""
    typed, own = frozenset(content_stems(name)), frozenset(content_stems(title))
    return typed.issubset(KINDS_OF_TEXT.union(stems(others))) or 2 * len(typed & own) >= len(own)


def _named(connection: sqlite3.Connection, name: str, *, loosely: bool = False) -> SourceDetails | None:
    ids = sources_meant(connection, name, loosely=loosely)
    return records.source(connection, ids[0]) if ids else None


def grade(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the grade of a source with its reason."""
    first, *others = sources_meant(connection, asked.matter) or [""]
    if not first:
        return None
    source = records.source(connection, first)
    rows = (
        ("Grade", words.source_grade(source.reliability)),
        ("Because", source.why or "the base records no reason"),
        ("Standing", "under examination: what it says is never evidence" if source.examined else ""),
        ("Read", words.READ[source.read]),
        ("Also named so", ", ".join(others[:_MOST_OTHERS])),
    )
    return _extract(source, rows, Suggestion("source", (source.id,)))


def author(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the author of a source, or that it is recorded without one."""
    source = _named(connection, asked.matter)
    if source is None:
        return None
    rows = (
        ("Author", names_text(source.author) or "recorded without an author"),
        ("Publisher", source.publisher or ""),
        ("Issued", source.issued.words if source.issued else ""),
    )
    return _extract(source, rows, Suggestion("source", (source.id,)))


def score(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the verdicts on the claims of a document under examination, and its first refuted claims."""
    source = _named(connection, asked.matter)
    if source is None or source.score is None:
        return None
    counts = [f"{number} {verdict}" for verdict, number in source.score._asdict().items() if number]
    wrong = dict.fromkeys(each.says for each in source.claims if each.verdict is Verdict.REFUTED)
    rows = [("Claims", join_words(counts)), *several("Refuted", list(wrong))]
    return _extract(source, rows, Suggestion("read", (source.id,), purpose="What is wrong with it"))


def address(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the address of a source, its archived copy, its archive, its identifiers and its kept file."""
    source = _named(connection, asked.matter, loosely=True)
    if source is None:
        return None
    archive = (source.archive, source.archive_collection, source.archive_location, source.archive_place)
    rows = [
        ("Address", source.url or ""),
        ("Archived", source.archived or ""),
        ("Archive", ", ".join(filter(None, archive))),
        *((each.scheme.upper() if each.scheme.islower() else each.scheme, each.value) for each in source.ids),
        *(("Kept copy", each.value) for each in source.copy if each.part == "file"),
    ]
    if not any(value for _, value in rows):
        rows = [("Address", "none is recorded"), ("Publisher", source.publisher or "")]
    is_online = source.url or source.archived
    command = (
        Suggestion("open", (source.id,), purpose="To read it") if is_online else Suggestion("source", (source.id,))
    )
    return _extract(source, rows, command)


def citation(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by the command that cites a source or a claim. Who shows the answer adds the citation of a source."""
    claims = claims_on(connection, asked.matter)
    source = _named(connection, asked.matter, loosely=True)
    if source and claims[:1] != [slug(asked.matter)]:
        return _extract(source, (), Suggestion("cite", (source.id,), purpose=_TO_CITE))
    for each in next_claims(connection, claims[:1]):
        command = Suggestion("cite", ("--claim", each.id), purpose=_TO_CITE)
        return AskResult("", extract=Extract(each.says, each.id, (), (command,)))
    return None


def link(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Answer by what links two sources: one rests on the other, both rest on a third, or nothing recorded."""
    if not asked.other:
        return _origins_of(connection, asked.matter)
    pair = [ids[0] for name in (asked.matter, asked.other) if (ids := sources_meant(connection, name))]
    if len(set(pair)) != _TWO:
        return None
    derived_from = derivations(connection)
    found = [*_lines_between(connection, pair, derived_from)]
    unknown = [each for each in pair if derived_from.get(each) is None]
    if not found and unknown:
        unknown_of = f"What {join_words(unknown)} rest{'s' * (len(unknown) == 1)} on is unknown."
        found = ["Nothing recorded links them.", unknown_of]
    elif not found:
        found = ["Nothing recorded links them: they are independent."]
    rows = [*several("Link", found), *((each, _origins(each, derived_from)) for each in pair)]
    tree = Suggestion("sources", ("--tree",), purpose="Who rests on whom in this base")
    commands = (*(Suggestion("source", (each,), purpose=f"About {each}") for each in pair), tree)
    return AskResult("", extract=Extract(join_words(pair), None, tuple(rows), commands))


def _origins_of(connection: sqlite3.Connection, name: str) -> AskResult | None:
    source = _named(connection, name)
    if source is None:
        return None
    general = [f"{each.title}  {each.id}" for each in source.derived_from or ()]
    for_claims = [f"{title}  {id_}" for title, id_ in connection.execute(_FOR_CLAIMS, {"source": source.id})]
    found = several("Rests on", general), several("For some claims", for_claims)
    rows = [row for rows in found for row in rows] or [("Rests on", _origins(source.id, derivations(connection)))]
    return _extract(source, rows, Suggestion("source", (source.id, "--all")))


def _lines_between(connection: sqlite3.Connection, pair: Sequence[str], derived_from: Derivations) -> Iterator[str]:
    """Yield in words how one of two sources rests on the other, in general or for a claim, or both on a third."""
    ancestors = {each: ancestry(each, None, derived_from).sources - {each} for each in pair}
    for one, other in (pair, pair[::-1]):
        if other in ancestors[one]:
            way = "" if other in (derived_from.get(one) or ()) else ", by way of others"
            yield f"{one} rests on {other}{way}."
        for claim in connection.execute(_ON_CLAIM, {"source": one, "origin": other}):
            yield f"On the claim {claim[0]}, {one} rests on {other}."
    if shared := sorted((ancestors[pair[0]] & ancestors[pair[1]]) - set(pair)):
        yield f"Both rest on {join_words(shared[:_MOST_SHARED])}."


def _origins(source: str, derived_from: Derivations) -> str:
    parents = derived_from.get(source)
    if parents is None:
        return "what it rests on is unknown"
    return f"rests on {join_words(parents)}" if parents else "rests on none of the sources here"


def _extract(source: SourceDetails, rows: Sequence[tuple[str, str]], command: Suggestion) -> AskResult:
    shown = tuple((label, value) for label, value in rows if value)
    return AskResult("", extract=Extract(source.title, source.id, shown, (command,)))


def best(connection: sqlite3.Connection, _asked: MethodQuestion) -> AskResult | None:
    """Answer by the sources with the best grades."""
    first = records.weightiest_sources(connection).split(_MOST_BEST)[0]
    rows = tuple((words.source_grade(each.reliability), f"{each.title}  {each.id}") for each in first)
    extract = Extract("The sources with the best grades", None, rows, (Suggestion("sources", purpose="All sources"),))
    return AskResult("", extract=extract) if rows else None


def unread(connection: sqlite3.Connection, _asked: MethodQuestion) -> AskResult | None:
    """Answer by the sources that nobody has read, those with most evidence first, and how many were read."""
    titles: dict[str, list[str]] = {}
    for state, title, id_ in connection.execute(_READ):
        titles.setdefault(state, []).append(f"{title}  {id_}")
    if not titles:
        return None
    cited = titles.pop(ReadState.CITED_ONLY, [])
    rows = [*several("Not read", cited or ["none is recorded as not read"], _MOST_UNREAD)]
    names = {ReadState.EXCERPT: "Read in part", ReadState.FULL: "Read whole"}
    rows += [(name, count_noun(len(titles[state]), "source")) for state, name in names.items() if state in titles]
    commands = (
        Suggestion("gaps", purpose="What unread documents would settle"),
        Suggestion("sources", ("--all",), purpose="All sources"),
    )
    return AskResult("", extract=Extract(f"Sources not read ({len(cited)})", None, tuple(rows), commands))


_TWO: Final = 2
_TO_CITE: Final = "To cite it"
_MOST_SHARED: Final = 5
_MOST_UNREAD: Final = 6
_MOST_BEST: Final = 6
_MOST_OTHERS: Final = 4

_WEIGHTIEST: Final = """
SELECT id, title, id || ' ' || coalesce(author, '') || ' ' || coalesce(type, '') || ' ' || coalesce(container_title, '')
  FROM source WHERE id IN (SELECT value FROM json_each(:ids))
 ORDER BY id = :id DESC, (SELECT count(*) FROM evidence WHERE source = source.id) DESC, n
"""

_ON_CLAIM: Final = """
SELECT DISTINCT claim FROM rests_on JOIN evidence ON evidence.n = rests_on.evidence
 WHERE source = :source AND origin = :origin ORDER BY evidence.n LIMIT 3
"""

_FOR_CLAIMS: Final = """
SELECT DISTINCT title, origin FROM evidence JOIN rests_on ON rests_on.evidence = evidence.n JOIN source ON id = origin
 WHERE evidence.source = :source ORDER BY origin
"""

_READ: Final = """
SELECT read, title, id FROM source WHERE id NOT IN (SELECT source FROM examined)
 ORDER BY (SELECT count(*) FROM evidence WHERE source = source.id) DESC, n
"""
