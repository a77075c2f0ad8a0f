"""Tell whether a sentence says what a question asks: the same act or state, of the same people in the same roles.

English sentences are read by the order of their words, without a grammar. What is not understood does not agree, so
that the claim is shown as the nearest one, and not as the answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import DO, YES_OR_NO, Intent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.query.search.question import Question
    from genden_cli.query.search.question_terms import QuestionTerm

_Forms = tuple[str, ...]
"""A term of a question, and all that counts as it."""


class AskedRoles(NamedTuple):
    """What a question asks for: the words and their forms, and who did or was what.

    ``subject`` is the person whom a question that is answered by yes or no begins with, ``act`` the first word that is
    no name, ``object_`` a person named after it. ``is_state`` says that it asks what somebody was, ``has_article`` that
    "a" or "the" stands before the act. ``asks_who`` asks for the one who did it, ``asks_when`` when it happened.
    """

    needed: tuple[_Forms, ...]
    act: _Forms
    subject: _Forms = ()
    object_: _Forms = ()
    is_state: bool = False
    has_article: bool = False
    asks_who: bool = False
    asks_when: bool = False

    def agrees(self, text: str) -> bool:
        """Tell whether a sentence says what is asked."""
        sentence = _sentence(text)
        if self.asks_when:
            return any(sentence.has_date_of(start) for start, _ in sentence.places(self.act))
        if self.asks_who:
            return self._answers_who(sentence)
        if not sentence.has_all(self.needed):
            return False
        check = self._is_said_of if self.is_state else self._is_done_by
        pairs = ((one, act) for one in sentence.places(self.subject) for act in sentence.places(self.act))
        return not self.subject or any(check(sentence, *one, *act) for one, act in pairs)

    def has_words(self, text: str) -> bool:
        """Tell whether a sentence has all words of the question, whatever it says."""
        return _sentence(text).has_all(self.needed)

    def number_of_words(self, text: str) -> int:
        """Return how many words of the question a sentence has."""
        return sum(_sentence(text).has_all([each]) for each in self.needed)

    def _answers_who(self, sentence: _StemmedSentence) -> bool:
        """Tell whether a sentence has somebody who did it; one in other words has all the rest of the question."""
        acts = sentence.places(self.act)
        objects = [start for start, _ in sentence.places(self.object_)]
        if not acts:
            is_subject = objects != [] and objects[0] < _TWO
            return len(self.needed) > _TWO and not is_subject and sentence.has_all(self.needed[1:])
        return (objects != [] or not self.object_) and any(self._has_doer(sentence, *act) for act in acts)

    def _has_doer(self, sentence: _StemmedSentence, first: int, end: int) -> bool:
        """Tell whether somebody other than the object does an act."""
        before = [start for start, _ in sentence.places(self.object_) if start < first]
        if sentence.is_passive(first):
            return sentence.agents(end) != () and (not self.object_ or before != [])
        caused = any(end == first and sentence.is_caused(start) for start, end in sentence.places(self.object_))
        return first > 0 and (caused or not before)

    def _is_said_of(self, sentence: _StemmedSentence, one: int, one_end: int, act: int, act_end: int) -> bool:
        """Tell whether a sentence says that somebody is something, or that it is done to them."""
        if act >= one_end:
            return sentence.links(one_end, act) or (act == one_end and sentence.is_caused(one))
        near = one - act_end <= _NEAR and not sentence.is_possessive(one_end - 1)
        return near and not self.has_article and not sentence.is_passive(act)

    def _is_done_by(self, sentence: _StemmedSentence, one: int, one_end: int, act: int, act_end: int) -> bool:
        """Tell whether somebody does an act, and to the object if the question has one."""
        if sentence.is_possessive(one_end - 1):
            return False
        objects = [start for start, _ in sentence.places(self.object_)]
        if sentence.is_passive(act):
            return one in sentence.agents(act_end) and (not objects or min(objects) < act)
        return one_end <= act and (not objects or max(objects) >= act_end)


class _StemmedSentence:
    """The words of a sentence in small letters, and their stems."""

    def __init__(self, text: str) -> None:
        self._words = _words(text)
        self._plain = [word.casefold() for word in self._words]
        self._is_ascii = text.isascii()
        stems = tuple(map(stem, self._words))
        self._starts: dict[tuple[str, ...], list[int]] = {}
        for length in range(1, _LONGEST + 1):
            for at in range(len(stems) - length + 1):
                self._starts.setdefault(stems[at : at + length], []).append(at)

    def places(self, forms: _Forms) -> list[tuple[int, int]]:
        """Return where one of some forms stands: its first word, and the word after it; the longest form counts."""
        known = sorted(self._starts.keys() & _stems(forms, is_ascii=self._is_ascii), key=len)
        return sorted({at: at + len(form) for form in known for at in self._starts[form]}.items())

    def has_all(self, needed: Iterable[_Forms]) -> bool:
        """Tell whether a form of each word stands here."""
        return not any(_stems(forms, is_ascii=self._is_ascii).isdisjoint(self._starts) for forms in needed)

    def is_passive(self, act: int) -> bool:
        """Tell whether a form of "be" stands shortly before an act."""
        return not _BE.isdisjoint(self._plain[max(act - _NEAR, 0) : act])

    def is_caused(self, one: int) -> bool:
        """Tell whether somebody has something done to a person who is named here: "had Captain Smith flogged"."""
        return not _CAUSES.isdisjoint(self._plain[max(one - _NEAR, 0) : one])

    def agents(self, end: int) -> tuple[int, ...]:
        """Return where those may begin who did an act that ends here, in words such as "by Captain Smith"."""
        after = [at for at in range(end, len(self._plain)) if self._plain[at] == "by"]
        return tuple(at + step for at in after[:1] for step in range(1, _NEAR + 1) if at + step < len(self._plain))

    def is_possessive(self, at: int) -> bool:
        """Tell whether a word ends with 's."""
        return self._plain[at].endswith("'s")

    def has_date_of(self, act: int) -> bool:
        """Tell whether a sentence has the date of an act, or none; "a story of 1904 tells of the fire" has another."""
        before = self._plain[max(act - _NEAR, 0) : act]
        of = next((at for at, word in enumerate(before) if word in _TELLING), None)
        if of is not None and (of == 0 or before[of - 1] not in _WHEN):
            return False
        dates = [at for at, word in enumerate(self._plain) if word.isdigit()]
        return not dates or dates[-1] > act or self._plain[0] in _LEADING

    def links(self, one_end: int, act: int) -> bool:
        """Tell whether a form of "be" or "become" links somebody with what they are: "Smith was later a miller"."""
        for at in range(one_end, act):
            if self._plain[at] in _LINKS:
                between, after = self._words[one_end:at], self._plain[at + 1 : act]
                joined = all(word.istitle() or word in _JOINED for word in between)
                return joined and _AWAY.isdisjoint(after)
        return False


_sentence: Final = lru_cache(maxsize=64)(_StemmedSentence)


def asked_roles(question: Question, text: str, wanted: Intent | None) -> AskedRoles | None:
    """Return what a question asks for, if it is for yes or no, for who did it or was there, or for when it happened."""
    typed = _words(text.casefold())
    act = _act(question, typed)
    terms = [term for term in question.terms if term is act or not term.weak]
    if wanted is Intent.WHEN and act and len(terms) == 1:
        return AskedRoles((), act.forms, asks_when=True)
    if act is None or wanted not in (Intent.WHETHER, Intent.WHO):
        return None
    asked = AskedRoles(tuple(term.forms for term in terms), act.forms, object_=_person(terms[terms.index(act) + 1 :]))
    if wanted is Intent.WHETHER:
        clause = typed[typed.index("that") + 1 :] if "that" in typed[:_OPENING] else typed
        before = frozenset(_before(typed, act))
        is_done = clause[:1] == [] or clause[0] in (*DO, *_MODAL) or not before.isdisjoint(_PLACES)
        return asked._replace(
            subject=() if re.search(rf"\b{re.escape(terms[0].text)}['’]s\b", text) else _person(terms[:1]),
            is_state=not (is_done or _LINKS.isdisjoint(clause)),
            has_article=not before.isdisjoint(_ARTICLES),
        )
    if "with" in typed:
        return asked
    is_active = typed[:1] == ["who"] and typed[1:2] == _words(act.text.casefold())[:1]
    others = tuple(term.forms for term in terms if term is not act)
    return asked._replace(needed=(asked.act, *others), asks_who=True) if is_active else None


def _act(question: Question, typed: list[str]) -> QuestionTerm | None:
    """Return the verb of "who saw" or "did Smith see", though it may carry little, or the first term of no person."""
    weak = {term.text.casefold(): term for term in question.terms if term.weak}
    verbs = typed[1:2] if typed[:1] == ["who"] else _VERBS & weak.keys() if typed[:1] and typed[0] in DO else ()
    others = (term for term in question.terms if not (term.weak or term.names_person))
    return next((weak[each] for each in verbs if each in weak), None) or next(others, None)


def is_negated(text: str) -> bool:
    """Tell whether a text says that something is not so. "Didn't he go" asks whether he went."""
    typed = _words(text.casefold())
    asked = typed[1:] if typed[:1] and typed[0] in YES_OR_NO else typed
    is_doubted = "that" in typed[:_OPENING] and not _FALSE.isdisjoint(typed[: typed.index("that")])
    return is_doubted or any(word in _NOT or word.endswith("n't") for word in asked)


def reservations(question: str, wanted: Intent | None) -> frozenset[str]:
    """Return the words that turn what a question says, such as "against", and that a sentence has to have.

    "Was he the first mayor" is not answered by "he was mayor"; but who was first may be told in other words.
    """
    typed = _words(question.casefold())
    ranks = _RANKS if wanted in (Intent.WHETHER, Intent.HOW_MANY) else frozenset()
    order = _ORDER if wanted is None and typed[:1] == ["what"] else frozenset()
    return (_RESERVATIONS | ranks | order).intersection(typed)


def has_words_of(text: str, kept: frozenset[str]) -> bool:
    """Tell whether a text has some words as they are."""
    return kept.issubset(_words(text.casefold()))


def _before(typed: list[str], act: QuestionTerm) -> Iterable[str]:
    """Return the words shortly before an act in a question."""
    first = _words(act.text.casefold())[:1]
    at = typed.index(first[0]) if first and first[0] in typed else 0
    return typed[max(at - _NEAR, 0) : at]


def _person(terms: Iterable[QuestionTerm]) -> _Forms:
    """Return the forms of the first person whom some terms name, or nothing."""
    return next((term.forms for term in terms if term.names_person), ())


@lru_cache(maxsize=64)
def _stems(forms: _Forms, *, is_ascii: bool) -> frozenset[tuple[str, ...]]:
    """Return the stems of the words of forms; only of those in ASCII for a sentence in ASCII."""
    known = (each for each in forms if each.isascii() or not is_ascii)
    return frozenset(found for each in known if (found := tuple(map(stem, _words(each)))))


def _words(text: str) -> list[str]:
    """Return the words of a text. Nearly all texts are in letters with spaces between words, so this is enough."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.replace("’", "'"))


_TWO: Final = 2

_LONGEST: Final = 4
"""The number of words of the longest name or form that is found."""

_NEAR: Final = 3
"""The number of words between two that belong together."""

_VERBS: Final = frozenset(
    "make let use call take put give see look know believe think mean made used called took gave saw knew".split()
)
"""Verbs that carry little elsewhere, and are what "did he …" asks for."""

_OPENING: Final = 5
"""The number of words in which "is it true that" ends."""

_BE: Final = frozenset("am is are was were be been being isn't aren't wasn't weren't".split())
_LINKS: Final = _BE | {"became", "become", "becomes"}
_CAUSES: Final = frozenset("had has have got made let saw".split())
_MODAL: Final = ("can", "could", "will", "would", "should", "may", "might")
_ARTICLES: Final = frozenset(("a", "an", "the"))
_PLACES: Final = ("at", "in", "on", "among", "near")
_JOINED: Final = frozenset("and or had has have also then later".split())
_AWAY: Final = frozenset(
    "about after against as at before by during for from in into of on over than through to under when while who with "
    "without that because".split()
)
"""Words after "was" that begin another part of a sentence, whose words say nothing of what somebody was."""

_TELLING: Final = ("of", "about", "before", "after", "than", "without")
_LEADING: Final = ("on", "in", "at", "by", "about")
_WHEN: Final = frozenset(
    "day date time moment hour minute morning evening night week month year beginning begin start outbreak end".split()
)
"""Words before "of" for a time of what follows."""

_RESERVATIONS: Final = frozenset(("against", "without", "except", "besides", "unless", "instead"))
_RANKS: Final = frozenset(("first", "last", "only", "old", "new", "other"))
_ORDER: Final = frozenset(("before", "after"))

_FALSE: Final = frozenset(("false", "untrue", "wrong"))
"""Words before "that" which ask whether the rest is not so: "is it false that he came"."""

_NOT: Final = frozenset("not never no nobody none neither nor".split())
