"""A question as it is read, and the result that answers it: a claim, records, or the nearest records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.search.agreement import asked_roles, is_negated
from genden_cli.query.search.answering_claim import answering_claim, next_claims
from genden_cli.query.search.answers import answers
from genden_cli.query.search.claim_answer import candidates
from genden_cli.query.search.kinds import IN_SENTENCE, wanted_kind, without_cue
from genden_cli.query.search.terms import Term
from genden_cli.text.stop_words import DO, Intent
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.errors import Suggestion
    from genden_cli.provenance import Origins
    from genden_cli.query.search.answering_claim import AnsweringClaim, CitedItem, NextClaim
    from genden_cli.query.search.answers import AnswerPassage, Answers
    from genden_cli.query.search.claim_answer import Candidates
    from genden_cli.query.search.people_answer import PeopleAnswer
    from genden_cli.query.search.record_answer import NamedRecord
    from genden_cli.words import Stance

_TWO: Final = 2
_MAX_OTHERS: Final = 3
_MAX_NEAREST: Final = 3


class NearRecord(NamedTuple):
    """A record that is near a question which no claim answers."""

    kind: RecordKind
    id: str
    title: str


class Saying(NamedTuple):
    """An item of evidence on a claim, or None as its stance for a document under examination that makes the claim."""

    stance: Stance | None
    item: CitedItem


class ClaimSayings(NamedTuple):
    """What sources say on a claim: the first of ``number`` items, and the independent ones if all are on one side."""

    claim: NextClaim
    items: tuple[Saying, ...]
    number: int
    voices: Origins | None = None


class Extract(NamedTuple):
    """The first lines of what a command says of a record, or of the base: each a label and a text.

    The first of the ``commands`` says all of it; the ``purpose`` of another one is what that says.
    """

    title: str
    id: str | None
    rows: tuple[tuple[str, str], ...]
    commands: tuple[Suggestion, ...]


class AskResult(NamedTuple):
    """The answer to a question: a ``claim``, ``records``, ``sayings``, or an ``extract`` of what a command says.

    The sentence ``lead`` comes before it, if there is one.

    Several records have a ``heading``, and are the first of ``number`` if that is not 0. ``others`` are the next best
    claims, or those that state what the records have. ``missing`` is the kind of thing that the base does not say, and
    ``unrecorded`` somebody whom it does not record, such as ``wife of Smith``; what is there is only about it. ``when``
    and ``place`` are those of the record of a claim, if they are asked for and its sentence has none. Without an
    answer, ``nearest`` are the nearest records. ``is_reversed`` says that the claim has the two names of the question
    the other way round, ``differs_by_not`` that only one of the question and the claim has a "not", and ``is_foreign``
    that the question is in a language that is not understood.
    """

    question: str
    claim: AnsweringClaim | None = None
    others: tuple[NextClaim, ...] = ()
    nearest: tuple[NearRecord, ...] = ()
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    is_partial: bool = False
    records: tuple[NamedRecord, ...] = ()
    sayings: tuple[ClaimSayings, ...] = ()
    extract: Extract | None = None
    lead: str = ""
    heading: str = ""
    number: int = 0
    missing: str = ""
    unrecorded: str = ""
    when: str | None = None
    place: str | None = None
    is_reversed: bool = False
    differs_by_not: bool = False
    is_foreign: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether the base has what is asked for."""
        return bool(self.claim or self.records or self.sayings or self.extract) and not self.gap

    @property
    def gap(self) -> str:
        """What the base does not have of that which is asked for, as words after "the base"; "" if it has all."""
        if self.unrecorded:
            return f"records no {self.unrecorded}"
        return f"does not say {self.missing}" if self.missing else ""


class Asked(NamedTuple):
    """A question with all that its answers need."""

    connection: sqlite3.Connection
    question: str
    found: Answers
    wanted: Intent | None
    claims: Candidates

    def result(self, **own: Any) -> AskResult:
        """Return an answer, with the words that were read in another way."""
        read = self.found.question
        return AskResult(self.question, **{"unknown": read.unknown, "corrected": read.corrected, **own})._replace(
            left_out=read.left_out
        )

    def by_claims(self, ids: Iterable[str], **own: Any) -> AskResult:
        """Return the answer of the first of some claims."""
        first, *rest = ids
        claim = answering_claim(self.connection, first)
        others = next_claims(self.connection, rest[:_MAX_OTHERS])
        is_reversed = _is_reversed(self.found, self.question, claim.says) and self.has_words(claim.says)
        differs = self.wanted is Intent.WHETHER and is_negated(self.question) is not is_negated(claim.says)
        return self.result(claim=claim, others=others, is_reversed=is_reversed, differs_by_not=differs, **own)

    @property
    def is_told(self) -> bool:
        """Whether the sentence of a claim has all words of the question, and what is asked for."""
        return self.claims.is_whole and self.claims.fit == IN_SENTENCE

    def has_words(self, text: str) -> bool:
        """Tell whether a sentence has all words of the question."""
        roles = asked_roles(self.found.question, self.question, Intent.WHETHER)
        return roles is not None and roles.has_words(text)

    def sentence(self, claim: str) -> str:
        """Return the sentence of a claim."""
        return str(self.connection.execute(_TITLES[RecordKind.CLAIM], {"id": claim}).fetchone()[0])

    def wordings(self) -> list[str]:
        """Return the sentence of the best claim, and its phrasings."""
        found = (self.connection.execute(_SAID_AND_ASKED, {"id": id_}) for id_ in self.claims.ids[:1])
        return [text for rows in found for (text,) in rows]

    def nothing(self) -> AskResult:
        """Return the nearest records, as no answer."""
        records = dict.fromkeys((_kind(each), each.id) for each in self.found.passages[:20])
        return self.result(nearest=titled(self.connection, list(records)[:_MAX_NEAREST]))

    def without(self, role: str, person: str) -> AskResult:
        """Return a person as no answer to a question for somebody of whom the base has no record."""
        (nearest,) = titled(self.connection, [(RecordKind.PERSON, person)])
        return self.result(nearest=(nearest,), unrecorded=f"{role} of {nearest.title}", unknown=(), corrected=())

    def by_people(self, people: PeopleAnswer | None) -> AskResult | None:
        """Return the answer of some people, or None for nobody."""
        if people is None:
            return None
        others = next_claims(self.connection, people.claims)[:_MAX_OTHERS]
        return self.result(records=people.records, heading=people.heading, others=others, unknown=(), corrected=())

    def by_records(self, records: tuple[NamedRecord, ...], **own: Any) -> AskResult | None:
        """Return the answer of some records, or None for none."""
        return self.result(records=records, heading=self.question, **own) if records else None


def _is_reversed(found: Answers, question: str, says: str) -> bool:
    """Tell whether an English question with "did" names two people in the other order than a sentence without "by"."""
    first_word, *_ = question.casefold().split()
    sentence = f" {says.casefold()} "
    names = [term.text.casefold() for term in found.question.terms if term.named]
    if first_word not in DO or len(names) != _TWO or " by " in f" {question.casefold()} {sentence}":
        return False
    first, second = map(sentence.find, names)
    return 0 <= second < first


def titled(connection: sqlite3.Connection, records: Iterable[tuple[RecordKind, str]]) -> tuple[NearRecord, ...]:
    """Return records with their titles."""
    return tuple(
        NearRecord(kind, id_, connection.execute(_TITLES[kind], {"id": id_}).fetchone()[0]) for kind, id_ in records
    )


def _kind(passage: AnswerPassage) -> RecordKind:
    return RecordKind.CLAIM if passage.kind is RecordKind.NOTE else passage.kind


def read(connection: sqlite3.Connection, question: str) -> Asked:
    """Return a question with all that its answers need."""
    wanted = wanted_kind(question)
    words = without_cue(question, wanted).split() or question.split()
    found = answers(connection, tuple((Term(word),) for word in words))
    return Asked(connection, question, found, wanted, candidates(connection, found, question, wanted))


_SAID_AND_ASKED: Final = """
SELECT says FROM claim WHERE id = :id UNION ALL SELECT text FROM claim_phrasing WHERE claim = :id
"""

_TITLES: Final = {
    RecordKind.CLAIM: "SELECT says FROM claim WHERE id = :id",
    RecordKind.EVENT: "SELECT title FROM event WHERE id = :id",
    RecordKind.PERSON: "SELECT name FROM person WHERE id = :id",
    RecordKind.SOURCE: "SELECT title FROM source WHERE id = :id",
}
