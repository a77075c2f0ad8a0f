"""Answer which sources say or deny something, and what a source says about a matter, by items of evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.agreement import is_negated
from genden_cli.query.search.answering_claim import CITED, CitedItem, answering_claim, next_claims
from genden_cli.query.search.ask_result import ClaimSayings, Saying, read
from genden_cli.query.search.kinds import ABSENT, SAID
from genden_cli.query.search.phrasings import claims_asked_so
from genden_cli.query.search.source_answer import is_any_source, sources_named
from genden_cli.text.question_forms import matches
from genden_cli.text.stop_words import STOP_WORDS, YES_OR_NO, Intent
from genden_cli.text.terms import words
from genden_cli.words import Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from genden_cli.query.search.ask_result import Asked, AskResult


class SayingAsked(NamedTuple):
    """A question for what sources say: the ``stances`` that are asked for, and the matter.

    ``name`` is the source that is named, or "" for any. ``is_clause`` says that the matter is a sentence, so that only
    a claim which says the same is meant.
    """

    stances: tuple[Stance, ...]
    matter: str
    name: str = ""
    is_clause: bool = True

    @property
    def missing(self) -> str:
        """What the base does not say if nothing is found."""
        if not self.name:
            return _MISSING[self.stances[0]]
        asked = "whether {} says so" if self.is_clause else "what {} says about it"
        return asked.format(self.name)

    def with_name(self) -> SayingAsked:
        """Return the question with the name in place of "he" or "she" at the beginning of the matter."""
        return self._replace(matter=re.sub(r"^(?:he|she)\b", self.name, self.matter, flags=re.IGNORECASE))


def saying_asked(question: str) -> SayingAsked | None:
    """Return what a question such as "who denies that he came" asks for, or None for another question."""
    asked = next(matches(FORMS, question), None)
    if asked is None:
        return None
    parts = asked.groupdict()
    name = parts.get("name") or ""
    is_named = name != "" and not is_any_source(name)
    stances = tuple(Stance) if is_named or "verb" not in parts else _stances(parts["verb"])
    return SayingAsked(stances, parts["matter"], name * is_named, is_clause=not parts.get("about"))


def _stances(verb: str) -> tuple[Stance, ...]:
    return next(stances for verbs, stances in _VERBS.items() if re.fullmatch(verbs, verb, re.IGNORECASE))


def by_sayings(asked: Asked) -> AskResult | None:
    """Answer by the sources of the claim on the matter, or by what the source that is named says about claims on it."""
    saying = saying_asked(asked.question)
    if saying is None or not _has_matter(saying) or (saying.name and claims_asked_so(asked.connection, asked.question)):
        return None
    is_person = any(term.names_person and term.text == saying.name for term in asked.found.question.terms)
    if is_person and asked.question.casefold().startswith("did "):
        return None  # what somebody said is told by a claim, not by a source
    sources = sources_named(asked.connection, saying.name, is_author=is_person) if saying.name else None
    if sources is not None and not sources:
        return None
    saying = saying.with_name() if is_person else saying
    claims = _claims_on(asked.connection, saying)
    found = [each for id_ in claims if (each := _sayings(asked.connection, id_, saying, sources))]
    own = {"unknown": (), "corrected": ()}
    if found:
        return asked.result(sayings=tuple(found[:_MOST_CLAIMS]), **own)
    nearest = claims or asked.claims.ids
    return asked.by_claims(nearest, missing=saying.missing, **own) if nearest else None


def _has_matter(saying: SayingAsked) -> bool:
    """Tell whether the matter has a word that carries something: "it" and "so" have none."""
    return not STOP_WORDS.issuperset(words(saying.matter.casefold()))


def _claims_on(connection: sqlite3.Connection, saying: SayingAsked) -> list[str]:
    """Return the claim that says what a clause says, or the first claims about a matter."""
    if not saying.is_clause:
        return list(read(connection, saying.matter).claims.ids[:_MOST_JUDGED])
    is_question = saying.matter.split()[0].casefold() in YES_OR_NO
    stated = read(connection, saying.matter if is_question else f"is it true that {saying.matter}")
    first = stated.claims.ids[:1] if stated.claims.fit != ABSENT else ()
    return [id_ for id_ in first if is_negated(stated.sentence(id_)) is is_negated(saying.matter)]


def _sayings(
    connection: sqlite3.Connection, claim: str, saying: SayingAsked, sources: Collection[str] | None
) -> ClaimSayings | None:
    """Return what sources say on a claim, the best graded first: each item, or only the sources if none is named."""
    items = cited_sayings(connection, claim, saying.stances, sources)
    if sources is None:
        items = _without_words(items)
    if not items:
        return None
    (said,) = next_claims(connection, [claim])
    found = ClaimSayings(said, tuple(items[:_MOST_ITEMS]), len(items))
    if sources is None and saying.stances in _SIDES:
        independent = answering_claim(connection, claim).independent
        return found._replace(voices=independent[_SIDES.index(saying.stances)])
    return found


def cited_sayings(
    connection: sqlite3.Connection, claim: str, stances: Iterable[Stance], sources: Collection[str] | None = None
) -> list[Saying]:
    """Return the items with some stances on a claim, the best graded first, of these sources or of all.

    Of sources that are named, the places where a document under examination makes the claim count too.
    """
    parameters = {"claim": claim, "stances": array(stances), "sources": None if sources is None else array(sources)}
    rows = [row for query in (_ITEMS, _APPEARANCES) for row in connection.execute(query, parameters)]
    return [Saying(Stance(stance) if stance else None, CitedItem(*rest)) for stance, *rest in rows]


def _without_words(items: Iterable[Saying]) -> list[Saying]:
    """Return one item of each source, without its words."""
    best: dict[str, Saying] = {}
    for each in items:
        best.setdefault(each.item.source, each._replace(item=each.item._replace(quote=None, note=None)))
    return list(best.values())


_MOST_CLAIMS: Final = 3
_MOST_JUDGED: Final = 20
_MOST_ITEMS: Final = 12

_VERBS: Final = {
    "(?:say|claim|state|report|tell|write|assert|believe|think|support|confirm|affirm)s?|for": (Stance.SUPPORTS,),
    "den(?:y|ies)|(?:contradict|dispute|refute|reject|doubt)s?|against": (Stance.CONTRADICTS,),
    "(?:is|are|keeps?) silent": (Stance.SILENT,),
    "mentions?": (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.CONTEXT),
}
"""The verbs of a question for sources, and the stances for which they ask."""

_SIDES: Final = ((Stance.SUPPORTS,), (Stance.CONTRADICTS,))

_MISSING: Final = {
    Stance.SUPPORTS: SAID[Intent.SOURCE],
    Stance.CONTRADICTS: "which source contradicts it",
    Stance.SILENT: "which source is silent on it",
}

_VERB: Final = rf"(?P<verb>{'|'.join(_VERBS)})"
_TEXTS: Final = "(?:sources?|texts?|accounts?|books?|authors?|historians?)"
_EVIDENCE: Final = "(?:(?:evidence )?(?:is|are|speaks|stands)|evidence)(?: there)?(?: the (?:evidence|case))?"
_ARTICLE: Final = "(?:the|an?|any|all) "
_NAME: Final = rf"(?:{_ARTICLE})*(?!{_ARTICLE})\S.*?"
"""A name with a word beside the article: in "does the report say", it is not "the" that reports."""

_MATTER: Final = "(?: that| on| about)? (?P<matter>.+)"
FORMS: Final = (
    ("who", rf"who (?!(?:support|confirm|reject|doubt|dispute)s? (?!that )){_VERB}{_MATTER}"),
    (
        "which what is are",
        rf"(?:(?:which|what) {_TEXTS}|(?:is|are) there (?:an?|any)? ?{_TEXTS} (?:that|which|who)) {_VERB}{_MATTER}",
    ),
    ("what", rf"what {_EVIDENCE} (?P<verb>for|against) (?P<matter>.+)"),
    ("according", rf"according to (?P<name>.+?),? (?P<matter>(?:{'|'.join(sorted(YES_OR_NO))}) .+)"),
    (
        "do does did",
        rf"(?:do|does|did) (?P<name>{_NAME}) {_VERB}(?: that| whether| anything)?(?P<about> about| on)? (?P<matter>.+)",
    ),
    (
        "what",
        (
            r"what (?:do|does|did) (?P<name>.+?) (?:say|write|tell|report|state|claim) "
            r"(?P<about>about|on|of) (?P<matter>.+)"
        ),
    ),
)
"""The forms of the questions for sources.

One with a ``name`` asks what that source says, one without for the sources on a side.
"""

_ITEMS: Final = f"""
SELECT stance, {CITED}
 WHERE claim = :claim AND stance IN (SELECT value FROM json_each(:stances))
   AND (:sources IS NULL OR source IN (SELECT value FROM json_each(:sources)))
   AND source NOT IN (SELECT source FROM examined)
 ORDER BY reliability, coalesce(credibility, '7'), evidence.n
"""

_APPEARANCES: Final = """
SELECT NULL, source, title,
       (SELECT group_concat(label || ' ' || value, ', ') FROM appearance_locator WHERE appearance = appearance.n),
       reliability, NULL, quote, appearance.note
  FROM appearance JOIN source ON source.id = source
 WHERE claim = :claim AND source IN (SELECT value FROM json_each(:sources))
 ORDER BY appearance.n
"""
