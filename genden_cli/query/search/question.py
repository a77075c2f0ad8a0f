"""Read a question: which of its words the base has, in which forms, and which records it names.

A term is a word of the question with everything that counts as that word. These are its inflections, the words of its
group in the base, or the spellings of a person whom it names. A term becomes one FTS5 expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import rows_in
from genden_cli.query.search import forms, guesses
from genden_cli.query.search.forms import any_of, phrase
from genden_cli.query.search.question_terms import (
    KINDS,
    MAX_TITLES,
    QuestionTerm,
    group_term,
    names_with,
    person_term,
    stands,
    title_term,
)
from genden_cli.text.normalize import normalize
from genden_cli.text.ranges import is_unspaced
from genden_cli.text.stems import name_stem, stem
from genden_cli.text.terms import Word, chinese_content, question_words, stems, words
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.query.search.question_terms import NameForm
    from genden_cli.text.stop_words import Intent
    from genden_cli.text.terms import QuestionWords

_LONGEST_SPAN: Final = 5
_MAX_RUN: Final = 60


class Question(NamedTuple):
    """A question as it is searched. ``left_out`` are the words that carry nothing."""

    terms: tuple[QuestionTerm, ...]
    left_out: tuple[str, ...] = ()
    intent: Intent | None = None
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def content(self) -> tuple[QuestionTerm, ...]:
        """The terms that carry something and are no names."""
        return tuple(term for term in self.terms if not (term.named or term.weak))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that stand nowhere in the base; without words that carry little, if there are others."""
        only_weak = all(term.weak for term in self.terms)
        return tuple(term.text for term in self.terms if term.expression is None and (only_weak or not term.weak))


def read_question(connection: sqlite3.Connection, text: str) -> Question:
    """Return a question with its terms, in the order of the words.

    A word that stands nowhere may be another transliteration of a name. It may also be misspelt, if the question has
    other words; ``corrected`` then has the word that is searched in its place.
    """
    found = question_words(text)
    terms = list(_TermReader(connection, found).terms())
    is_alone = len(terms) + len(found.left_out) == 1
    corrected = {}
    for at, term in enumerate(terms):
        if term.expression is None and not term.weak:
            guess = guesses.guessed_term(connection, term.text, is_first=at == 0, is_alone=is_alone)
            if guess:
                terms[at] = guess._replace(text=term.text)
                corrected[term.text] = guess.text
    return Question(tuple(terms), found.left_out, found.intent, tuple(corrected.items()))


class _TermReader:
    """Reads the words of a question against one base."""

    def __init__(self, connection: sqlite3.Connection, question: QuestionWords) -> None:
        self._connection = connection
        self._words = question.words

    def terms(self) -> Iterator[QuestionTerm]:
        """Yield the terms. A name or an entry of a group may span several words; the longest span counts."""
        known = self._known_spans()
        at = 0
        while at < len(self._words):
            word = self._words[at]
            if is_unspaced(word.text):
                yield from self._terms_of_run(word.text)
                at += 1
                continue
            length = next((each for each in range(_LONGEST_SPAN, 0, -1) if (at, each) in known), 0)
            if length:
                yield known[at, length]
            else:
                yield from self._terms_of_word(word)
            at += max(length, 1)

    def _known_spans(self) -> dict[tuple[int, int], QuestionTerm]:
        """Return the names and the entries of groups in the question, by their first word and their length."""
        spans: dict[tuple[int, int], tuple[str, str]] = {}
        for at in range(len(self._words)):
            for length in range(1, min(_LONGEST_SPAN, len(self._words) - at) + 1):
                span = self._words[at : at + length]
                form = " ".join(each.stem or " ".join(stems(each.text)) for each in span)
                spans[at, length] = form, " ".join(name_stem(word) for each in span for word in words(each.text))
        names = names_with(self._connection, {each for both in spans.values() for each in both})
        groups = dict(rows_in(self._connection, _SYNONYMS, {form for form, _ in spans.values()}))
        found = {}
        for (at, length), (form, spelled) in spans.items():
            text = " ".join(each.text for each in self._words[at : at + length])
            named = [each for each in names.get(form, ()) if each.section != Section.PEOPLE]
            named += [each for each in names.get(spelled, ()) if each.section == Section.PEOPLE]
            term = self._named_term(text, form, named, length) or group_term(self._connection, text, groups.get(form))
            if term:
                found[at, length] = term
        return found

    def _named_term(self, text: str, form: str, names: Iterable[NameForm], length: int) -> QuestionTerm | None:
        """Return the term for the person or the title that some words name. One word of several is no title."""
        term = person_term(self._connection, text, names)
        if term is None and (length > 1 or len(self._words) == 1):
            term = title_term(self._connection, text, form, names)
        return term

    def _terms_of_word(self, word: Word) -> Iterator[QuestionTerm]:
        """Yield the term of a word. A word with signs inside that stands nowhere counts as several words."""
        if word.stem:
            yield QuestionTerm(word.text, forms.stem_expression(self._connection, word.stem), weak=word.weak)
            return
        joined = forms.words_with_stem(self._connection, stem(normalize(word.text).replace(" ", "")))
        if joined or self._stands(phrase(word.text)):
            yield QuestionTerm(word.text, any_of([word.text, *joined]))
            return
        for each in normalize(word.text).split():
            if len(each) > 1 or each.isdigit():
                yield from self._terms_of_word(Word(each, stem(each)))

    def _terms_of_run(self, run: str) -> Iterator[QuestionTerm]:
        """Yield the terms of a text without spaces: its names and groups, then the longest parts in the base."""
        rest = run[:_MAX_RUN]
        for piece, term in self._known_parts(rest):
            if term is not None:
                yield term
                continue
            for part in chinese_content(piece) if piece != run else self._whole_or_content(piece):
                yield from self._terms_of_part(part)

    def _terms_of_part(self, part: str) -> Iterator[QuestionTerm]:
        """Yield the terms of a part: itself, a name in other characters, a word of a group, or its longest parts."""
        if self._stands(phrase(part)):
            yield QuestionTerm(part, phrase(part), weak=len(part) == 1)
        elif len(part) > 1 and (term := guesses.transliterated_term(self._connection, part)):
            yield term
        elif (groups := self._connection.execute(_GROUPS_WITH, {"part": part}).fetchall()) and len(groups) == 1:
            yield QuestionTerm(part, forms.group_expression(self._connection, int(groups[0][0])))
        else:
            yield from self._longest_parts(part)

    def _whole_or_content(self, run: str) -> list[str]:
        return [run] if self._stands(phrase(run)) else chinese_content(run) or [run]

    def _known_parts(self, run: str) -> Iterator[tuple[str, QuestionTerm | None]]:
        """Yield the parts of a text: those that are names or entries of groups with a term, the others without."""
        parts = {run[at:end] for at in range(len(run)) for end in range(at + 1, min(at + _MAX_NAME, len(run)) + 1)}
        folded = {part: normalize(part) for part in parts}
        by_form = names_with(self._connection, set(folded.values()))
        names = {part: by_form[form] for part, form in folded.items() if form in by_form}
        numbers = dict(rows_in(self._connection, _SYNONYMS, set(folded.values())))
        groups = {part: numbers[form] for part, form in folded.items() if form in numbers}
        at = start = 0
        while at < len(run):
            for end in range(min(at + _MAX_NAME, len(run)), at, -1):
                part = run[at:end]
                term = self._named_term(part, part, names.get(part, ()), 1) or group_term(
                    self._connection, part, groups.get(part)
                )
                if term and (len(part) > 1 or part == run or part in groups):
                    if start < at:
                        yield run[start:at], None
                    yield part, term
                    at = start = end
                    break
            else:
                at += 1
        if start < len(run):
            yield run[start:], None

    def _longest_parts(self, text: str) -> Iterator[QuestionTerm]:
        """Yield the longest parts of a text that stand in the base, from left to right."""
        at = 0
        unknown = ""
        least = min(2, len(text))
        while at < len(text):
            end = next((e for e in range(len(text), at + least - 1, -1) if self._stands(phrase(text[at:e]))), at)
            if end > at:
                yield QuestionTerm(text[at:end], phrase(text[at:end]), weak=end - at == 1)
                at = end
            else:
                unknown += text[at]
                at += 1
        if len(unknown) > 1 or unknown == text:
            yield QuestionTerm(unknown, None)

    def _stands(self, expression: str) -> bool:
        return stands(self._connection, expression)


def concepts(connection: sqlite3.Connection, stems_: Iterable[str]) -> dict[str, str]:
    """Return for each stem the form that stands for its group of words, or the stem itself."""
    found = {form: form for form in stems_}
    for form, number in rows_in(connection, _SYNONYMS, found):
        found[form] = f"#{number}"
    return found


_MAX_NAME: Final = 12
_SYNONYMS: Final = "SELECT form, number FROM synonym WHERE form IN ({marks})"

_GROUPS_WITH: Final = "SELECT DISTINCT number FROM word_group WHERE instr(word, :part) > 0 LIMIT 2"

RULES: Final = {
    "longest_span": _LONGEST_SPAN,
    "max_run": _MAX_RUN,
    "max_titles": MAX_TITLES,
    "max_name": _MAX_NAME,
    "max_forms": forms.MAX_FORMS,
    "max_group": forms.MAX_GROUP,
    "kinds": KINDS,
}
"""The rules of reading a question as data, for the search of a page."""
