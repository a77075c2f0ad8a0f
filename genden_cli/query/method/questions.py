"""The kinds of questions on method, and the English in which they are asked.

A kind leads to the command that has the answer. A question may fit several kinds; the first with an answer counts.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.question_forms import matches
from genden_cli.text.terms import words

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """What a question on method asks for."""

    AGAINST = "the evidence against a claim"
    FOR = "the evidence for a claim"
    GAPS = "what would settle a claim"
    ORIGINS = "which sources of a claim are independent"
    LINK = "whether a source rests on another one"
    CITE = "how a source or a claim is cited"
    ADDRESS = "where a source can be read"
    GRADE = "how good a source is"
    AUTHOR = "who made a source"
    SCORE = "how much of an examined document is true"
    CONFIDENCE = "how sure a claim or a date is"
    UNREAD = "which sources nobody has read"
    ABOUT = "what the base is about"


class MethodQuestion(NamedTuple):
    """A question of a kind, about a ``matter``, which is "" for the whole base. ``other`` is a second source."""

    kind: Kind
    matter: str = ""
    other: str = ""


def method_questions(question: str) -> Iterator[MethodQuestion]:
    """Yield the questions on method as which a question can be read."""
    plain = re.sub(r"n['’]t\b", " not", " ".join(question.split()).strip(" ?!."))
    for kind, forms in FORMS.items():
        for asked in matches(forms, plain):
            parts = asked.groupdict()
            yield MethodQuestion(kind, _matter(parts.get("matter") or ""), _matter(parts.get("other") or ""))


def _matter(text: str) -> str:
    """Return what a question is about, without words such as "the claim that"; "" for "the question"."""
    matter = re.sub(rf"^(?:{_LEADING}\s+)+", "", text.strip(), flags=re.IGNORECASE)
    return "" if _WHOLE.issuperset(words(matter.casefold())) else matter


_LEADING: Final = (
    r"(?:that|whether|if|of|about|for|on"
    r"|the (?:claim|story|question|idea|theory|matter|case|evidence) (?:that|of|whether|if|about|for|on))"
)
_WHOLE: Final = frozenset(
    "a all base case everything here in it matter of question story that the things this us we you".split()
)

_MATTER: Final = "(?P<matter>.+)"
_OTHER: Final = "(?P<other>.+)"
_ON: Final = "(?:about|of|on|for|in|as to)"
_SOURCES: Final = "(?:sources?|texts?|books?|accounts?)"
_EVIDENCE: Final = "(?:evidence|proof|arguments?|reasons?)"
_SPEAK: Final = "(?:speak|tell|stand|argue|count|weigh|go)(?:s|es|ing)?"
_ANYTHING: Final = rf"(?:what|which (?:{_SOURCES}|{_EVIDENCE})|(?:is|does) (?:there )?(?:anything|any {_EVIDENCE}))"
_BETWEEN: Final = rf"(?: (?:is|are|there|the|any|best|said|to be|that|which|case|{_EVIDENCE}))*"
_OF_EACH_OTHER: Final = "(?: of (?:each other|one another))?"
_ONE: Final = "(?:I|we|you|one|somebody)"
_TRUE: Final = "(?:true|right|correct|accurate|false|wrong|made up|invented)"
_GOOD: Final = "(?:good|reliable|trustworthy|credible|dependable|(?:an? )?(?:good|reliable|credible) source)"

FORMS: Final[dict[Kind, tuple[tuple[str, str], ...]]] = {
    Kind.AGAINST: (
        ("what which is does", rf"{_ANYTHING}{_BETWEEN}(?: {_SPEAK})? against {_MATTER}"),
        ("who", rf"who {_SPEAK} against {_MATTER}"),
        ("what", rf"what(?: would| could)? (?:contradict|refute|disprove|undermine|weaken|rebut)s? {_MATTER}"),
    ),
    Kind.FOR: (
        ("what which is does", rf"{_ANYTHING}{_BETWEEN} {_SPEAK} (?:for|in favou?r of) {_MATTER}"),
        (
            "what which is are",
            (
                rf"(?:what|which|(?:is|are) there)(?: (?:is|are|the|any|best))* {_EVIDENCE}"
                rf"(?: (?:is|are|do|have|has|we|there))* (?:for|of|that) {_MATTER}"
            ),
        ),
        ("who why", rf"(?:who {_SPEAK} for|why should {_ONE} (?:believe|trust)) {_MATTER}"),
        ("what", rf"what (?:supports?|backs?(?: up)?|confirms?|proves?) {_MATTER}"),
    ),
    Kind.GAPS: (
        (
            "what",
            (
                r"what(?: is|['’]s| are| remains?)?(?: still| yet)* (?:unknown|unclear|unsettled|undecided|missing"
                r"|lacking|not(?: yet)? (?:known|settled|clear))(?: yet| still)?"
                rf"(?: (?:about|of|on|from|for) {_MATTER})?"
            ),
        ),
        ("what", rf"what do(?=.* not )(?: we| you| one| not| still| yet)+ know(?: (?:about|of|on) {_MATTER})?"),
        (
            "what",
            rf"what (?:would|could|might|can|will)(?: finally)? (?:settle|decide|resolve|clear up|prove) {_MATTER}",
        ),
        (
            "what",
            (
                rf"what (?:{_EVIDENCE}|documents?|{_SOURCES})(?: is| are)?(?: still)? (?:missing|lacking|needed)"
                rf"(?: (?:about|for|on|to settle) {_MATTER})?"
            ),
        ),
        ("what which", rf"(?:what|which) (?:{_EVIDENCE}|documents?|{_SOURCES}) (?:would|could|might) settle {_MATTER}"),
        ("what", rf"what (?:should|could|must) {_ONE} read(?: next| first)?"),
        ("what", rf"what are the gaps(?: (?:in|of|about|on) {_MATTER})?"),
    ),
    Kind.ORIGINS: (
        (
            "which how",
            (
                rf"(?:which|how many)(?: of the)? {_SOURCES}(?: {_ON} {_MATTER})? are (?:really )?independent"
                rf"{_OF_EACH_OTHER}"
            ),
        ),
        ("which how", rf"(?:which|how many) {_SOURCES} are (?:really )?independent {_ON} {_MATTER}"),
        (
            "how",
            (
                rf"how many(?: really)?(?: independent)? {_SOURCES}(?: are there| do we have| is there)?"
                rf"(?: (?:say|tell|report|mention|support|claim|speak|confirm)s?)? (?:of|about|for|that|on) {_MATTER}"
            ),
        ),
        ("how", rf"how many {_SOURCES} (?:are|is) there"),
        ("how", rf"how many(?: independent)? {_SOURCES} (?:report|mention|support|claim|confirm)s? {_MATTER}"),
    ),
    Kind.LINK: (
        (
            "are is",
            rf"(?:are|is) {_MATTER} (?:and|or) {_OTHER} (?:really )?independent(?: {_SOURCES})?{_OF_EACH_OTHER}",
        ),
        ("are is", rf"(?:are|is) {_MATTER} (?:really )?independent (?:of|from) {_OTHER}"),
        (
            "what which",
            rf"(?:what|which)(?: {_SOURCES})? (?:do|does|did) {_MATTER} (?:rest|rely|draw|use|cite|copy)(?: on| from)?",
        ),
        (
            "do does did",
            (
                rf"(?:do|does|did) {_MATTER} (?:really )?(?:copy|rest|rely|depend|draw|derive|come|quote|cite|repeat"
                rf"|retell|use|follow|go back)(?: on| upon| from| to)? {_OTHER}"
            ),
        ),
        (
            "is are was",
            (
                rf"(?:is|are|was) {_MATTER} (?:an? |the )?(?:copy|copied|derived|taken|based|retelling|translation)"
                rf"(?: of| on| from) {_OTHER}"
            ),
        ),
        (
            "do",
            (
                rf"do {_MATTER} and {_OTHER} (?:share|have|rest on|go back to|come from|use) (?:an?|the)(?: same)?"
                r"(?: common)? (?:origin|source|root)s?"
            ),
        ),
    ),
    Kind.CITE: (
        ("how cite", rf"(?:how (?:do|can|should|would|must|to)(?: {_ONE})? )?cite {_MATTER}"),
        (
            "what give the a an",
            rf"(?:what is |give me )?(?:the|an?) (?:citation|reference|footnote) (?:for|of|to) {_MATTER}",
        ),
    ),
    Kind.ADDRESS: (
        ("where", rf"where (?:can|could|do|may|might|should) {_ONE} (?:read|find|get|look up|consult) {_MATTER}"),
        ("where", rf"where (?:is|are) {_MATTER} (?:kept|held|published|available|online)"),
        ("is are", rf"(?:is|are) {_MATTER} (?:online|on the web|available(?: online)?)"),
    ),
    Kind.GRADE: (
        (
            "which what",
            rf"(?:which|what) {_SOURCES} (?:is|are) (?:the )?(?:best|most (?:reliable|trustworthy|credible))",
        ),
        ("how", rf"how (?:good|reliable|trustworthy|credible) (?:is|are|was) {_MATTER}"),
        ("is are was", rf"(?:is|are|was) {_MATTER} {_GOOD}"),
        ("can should may", rf"(?:can|should|may) {_ONE} (?:trust|rely on|believe) {_MATTER}"),
        ("why", rf"why (?:is|are|was) {_MATTER} (?:graded|rated|considered|called) (?:as )?.+"),
        ("what which", rf"(?:what|which) grade (?:has|does|is) {_MATTER}(?: have| get)?"),
        ("what", rf"what is the (?:grade|reliability) of {_MATTER}"),
        ("has have was were", rf"(?:has|have|was|were) {_MATTER} (?:been )?read"),
    ),
    Kind.AUTHOR: (
        ("who", r"who is the author"),
        ("who", rf"who (?:wrote|made|published|authored|(?:is|was) the author of|is behind) {_MATTER}"),
    ),
    Kind.SCORE: (
        ("is are was", rf"(?:is|are|was) {_MATTER} {_TRUE}"),
        ("how", rf"how much (?:of|in) {_MATTER} is {_TRUE}"),
        ("how", rf"how {_TRUE} (?:is|are|was) {_MATTER}"),
        ("what", rf"what is (?:not )?{_TRUE}(?: (?:in|with|about) {_MATTER})?"),
    ),
    Kind.CONFIDENCE: (
        (
            "how",
            (
                r"how (?:sure|certain|confident|firm|secure|reliable)(?: (?:is|are|we|can|be|it|you))*"
                rf"(?: of| about| that)* (?:the (?:date|year|time) of )?{_MATTER}"
            ),
        ),
    ),
    Kind.UNREAD: (
        (
            "which what",
            rf"(?:which|what) {_SOURCES} (?:have|has|are|is|were)(?: not| never)(?: yet)?(?: been)? read(?: yet)?",
        ),
        ("which what", rf"(?:which|what) {_SOURCES} are (?:still )?unread"),
        ("what", r"what (?:has|have) (?:not|never)(?: yet)? been read(?: yet)?"),
    ),
    Kind.ABOUT: (
        (
            "what",
            (
                r"what(?: is|['’]s) (?:this|it|all this|the (?:story|base|article|case|matter))"
                r"(?: (?:story|base|fact base|case|matter))?(?: all)? about"
            ),
        ),
        ("what", r"what is (?:this|this (?:story|base|fact base))"),
        ("what", r"what is the (?:answer|result|conclusion|upshot|summary)"),
    ),
}
"""The forms of the questions of each kind; the first kind that has an answer counts."""
