"""Read a question: which of its words the base has, in which forms, and which records it names.

A term is a word of the question with everything that counts as that word. These are its inflections, the words of its
group in the base, or the spellings of a person whom it names. A term becomes one FTS5 expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.names import fuzzy
from genden_cli.query.records.fetch import rows_in
from genden_cli.query.search import forms, proposals
from genden_cli.query.search.forms import any_of, phrase
from genden_cli.text import phonetics, synonyms
from genden_cli.text.normalize import normalize
from genden_cli.text.ranges import is_unspaced
from genden_cli.text.stems import stem
from genden_cli.text.terms import Word, chinese_content, question_words, stems
from genden_cli.words import RecordKind, Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from genden_cli.text.stop_words import Intent
    from genden_cli.text.terms import QuestionWords

_LONGEST_SPAN: Final = 5
_MAX_RUN: Final = 60
_MAX_TITLES: Final = 60
_SHORTEST_CORRECTED: Final = 5
_SHORTEST_UNKNOWN: Final = 3
_SHORTEST_MISSPELT: Final = 6
"""The number of letters of a misspelt word that is no name. Shorter words differ from others by chance."""
_MIN_PART: Final = 3
_LONG_WORD: Final = 8


class RecordName(NamedTuple):
    """A record that a part of the question names."""

    kind: RecordKind
    id: str


class QuestionTerm(NamedTuple):
    """A part of a question, and the FTS5 expression for all that counts as it.

    ``expression`` is None if nothing in the base does. ``named`` are the records that it names.
    """

    text: str
    expression: str | None
    named: tuple[RecordName, ...] = ()
    weak: bool = False


class Question(NamedTuple):
    """A question as it is searched. ``left_out`` are the words that carry nothing."""

    terms: tuple[QuestionTerm, ...]
    left_out: tuple[str, ...] = ()
    intent: Intent | None = None
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that stand nowhere in the base."""
        return tuple(term.text for term in self.terms if term.expression is None)


def read_question(connection: sqlite3.Connection, text: str) -> Question:
    """Return a question with its terms, in the order of the words.

    A word that stands nowhere may be another transliteration of a name. It may also be misspelt, if the question has
    other words; ``corrected`` then has the word that is searched in its place.
    """
    found = question_words(text)
    reader = _TermReader(connection, found)
    terms = list(reader.terms())
    several = len(terms) + len(found.left_out) > 1
    corrected = {}
    for at, term in enumerate(terms):
        if term.expression is None and not term.weak and len(term.text) >= _SHORTEST_UNKNOWN:
            guess = reader.synonym_term(term.text)
            if guess is None and len(term.text) >= _SHORTEST_CORRECTED:
                guess = reader.transliterated_term(term.text) or reader.romanized_term(term.text)
                if guess is None and several:
                    guess = reader.nearest_term(term.text, is_first=at == 0) or reader.related_term(term.text)
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
        spans: dict[tuple[int, int], str] = {}
        for at in range(len(self._words)):
            for length in range(1, min(_LONGEST_SPAN, len(self._words) - at) + 1):
                span = self._words[at : at + length]
                spans[at, length] = " ".join(each.stem or " ".join(stems(each.text)) for each in span)
        typed = set(spans.values())
        names = self._names(typed)
        groups = dict(rows_in(self._connection, _SYNONYMS, typed))
        found = {}
        for (at, length), form in spans.items():
            text = " ".join(each.text for each in self._words[at : at + length])
            term = self._named_term(text, form, names, length) or self._group_term(text, groups.get(form))
            if term:
                found[at, length] = term
        return found

    def _names(self, typed: Collection[str]) -> dict[str, list[tuple[str, str, int]]]:
        found: dict[str, list[tuple[str, str, int]]] = {}
        for form, section, id_, is_whole in rows_in(self._connection, _NAMES, typed):
            found.setdefault(form, []).append((section, id_, is_whole))
        return found

    def _named_term(
        self, text: str, form: str, names: dict[str, list[tuple[str, str, int]]], length: int
    ) -> QuestionTerm | None:
        """Return the term for a name: a whole one, or a word that only one person has in a name."""
        rows = names.get(form, ())
        whole = [row for row in rows if row[2]]
        people = [id_ for section, id_, _ in whole or rows if section == Section.PEOPLE]
        titles = [(Section(section), id_) for section, id_, _ in whole if section != Section.PEOPLE]
        if len(people) == 1:
            named = (RecordName(RecordKind.PERSON, people[0]),)
            return QuestionTerm(text, forms.person_expression(self._connection, people[0], text), named)
        if titles and (length > 1 or len(self._words) == 1):
            titled = tuple(RecordName(_KINDS[section], id_) for section, id_ in titles[:_MAX_TITLES])
            words = [found for each in form.split() if (found := forms.stem_expression(self._connection, each))]
            expression = " AND ".join(f"({each})" for each in words)
            return QuestionTerm(text, f"({expression}) OR {phrase(text)}" if words else phrase(text), titled)
        return None

    def _group_term(self, text: str, number: int | None) -> QuestionTerm | None:
        return None if number is None else QuestionTerm(text, forms.group_expression(self._connection, number))

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
        elif len(part) > 1 and (term := self.transliterated_term(part)):
            yield term
        elif (groups := self._connection.execute(_GROUPS_WITH, {"part": part}).fetchall()) and len(groups) == 1:
            yield QuestionTerm(part, forms.group_expression(self._connection, int(groups[0][0])))
        else:
            yield from self._longest_parts(part)

    def transliterated_term(self, text: str) -> QuestionTerm | None:
        """Return the term for the only person of whose name a text is a transliteration, or None."""
        found = fuzzy.transliterations(self._connection, Section.PEOPLE, text)
        if len(found) != 1:
            return None
        named = (RecordName(RecordKind.PERSON, found[0].id),)
        return QuestionTerm(found[0].spelling, forms.person_expression(self._connection, found[0].id, text), named)

    def nearest_term(self, text: str, *, is_first: bool) -> QuestionTerm | None:
        """Return the term for the word of the base that a misspelt word stands for, or None.

        A capital letter inside a question begins a name. Only a name can be meant by it.
        """
        if not text.isalpha():
            return None
        word = proposals.nearest_word(self._connection, text, most=1 if len(text) < _LONG_WORD else 2)
        if word is None:
            return None
        form = stem(word)
        named = self._named_term(word, form, self._names([form]), 1)
        if named or (text[0].isupper() and not is_first) or len(text) < _SHORTEST_MISSPELT:
            return named
        number = self._connection.execute(_SYNONYM, {"form": form}).fetchone()
        return self._group_term(word, number[0] if number else None) or QuestionTerm(
            word, forms.stem_expression(self._connection, form)
        )

    def synonym_term(self, text: str) -> QuestionTerm | None:
        """Return the term for the words of the base that mean nearly the same as an English word, or None."""
        form = stem(text) if text.isascii() else ""
        group = next((each for each in synonyms.SYNONYMS if form in map(stem, each)), ())
        terms = [term for word in group if (term := self._known_term(word))]
        if not terms:
            return None
        return QuestionTerm(terms[0].text, " OR ".join(dict.fromkeys(str(term.expression) for term in terms)))

    def _known_term(self, word: str) -> QuestionTerm | None:
        """Return the term for a word of a group or of the base, or None."""
        form = stem(word)
        number = self._connection.execute(_SYNONYM, {"form": form}).fetchone()
        if number:
            return self._group_term(word, number[0])
        expression = forms.stem_expression(self._connection, form)
        return QuestionTerm(word, expression) if expression else None

    def romanized_term(self, text: str) -> QuestionTerm | None:
        """Return the term for a word of another script that the base has in Latin letters, such as a place."""
        form = "" if text.isascii() else stem(phonetics.romanize(stem(text)))
        words = forms.words_with_stem(self._connection, form) if len(form) > _MIN_PART else []
        return QuestionTerm(words[0], any_of(words)) if words else None

    def related_term(self, text: str) -> QuestionTerm | None:
        """Return the term for a word of the base that this word begins or ends with: ``guard`` in ``bodyguard``."""
        form = stem(text)
        most = len(form)
        beginnings = [form[:length] for length in range(most - 1, max(_MIN_PART, most // 2), -1)]
        ends = [form[-length:] for length in range(most - 2, max(_MIN_PART, most // 2 - 1), -1)]
        parts = beginnings + ends if text.isalpha() and not (text[0].isupper() and text.isascii()) else ()
        for part in parts:
            number = self._connection.execute(_SYNONYM, {"form": part}).fetchone()
            if number:
                return QuestionTerm(part, forms.group_expression(self._connection, number[0]))
            if words := forms.words_with_stem(self._connection, part):
                return QuestionTerm(words[0], any_of(words))
        return None

    def _whole_or_content(self, run: str) -> list[str]:
        return [run] if self._stands(phrase(run)) else chinese_content(run) or [run]

    def _known_parts(self, run: str) -> Iterator[tuple[str, QuestionTerm | None]]:
        """Yield the parts of a text: those that are names or entries of groups with a term, the others without."""
        parts = {run[at:end] for at in range(len(run)) for end in range(at + 1, min(at + _MAX_NAME, len(run)) + 1)}
        folded = {part: normalize(part) for part in parts}
        by_form = self._names(set(folded.values()))
        names = {part: by_form[form] for part, form in folded.items() if form in by_form}
        numbers = dict(rows_in(self._connection, _SYNONYMS, set(folded.values())))
        groups = {part: numbers[form] for part, form in folded.items() if form in numbers}
        at = start = 0
        while at < len(run):
            for end in range(min(at + _MAX_NAME, len(run)), at, -1):
                part = run[at:end]
                term = self._named_term(part, part, names, 1) or self._group_term(part, groups.get(part))
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


def stands(connection: sqlite3.Connection, expression: str) -> bool:
    """Tell whether a passage matches an FTS5 expression."""
    return connection.execute(_STANDS, {"words": expression}).fetchone() is not None


def concepts(connection: sqlite3.Connection, stems_: Iterable[str]) -> dict[str, str]:
    """Return for each stem the form that stands for its group of words, or the stem itself."""
    found = {form: form for form in stems_}
    for form, number in rows_in(connection, _SYNONYMS, found):
        found[form] = f"#{number}"
    return found


_MAX_NAME: Final = 12
_KINDS: Final = {
    Section.CLAIMS: RecordKind.CLAIM,
    Section.EVENTS: RecordKind.EVENT,
    Section.PEOPLE: RecordKind.PERSON,
    Section.SOURCES: RecordKind.SOURCE,
}

_NAMES: Final = "SELECT form, section, id, is_whole FROM name_form WHERE form IN ({marks})"

_SYNONYMS: Final = "SELECT form, number FROM synonym WHERE form IN ({marks})"

_SYNONYM: Final = "SELECT number FROM synonym WHERE form = :form"

_GROUPS_WITH: Final = "SELECT DISTINCT number FROM word_group WHERE instr(word, :part) > 0 LIMIT 2"

_STANDS: Final = "SELECT 1 FROM passage WHERE passage MATCH :words LIMIT 1"

RULES: Final = {
    "longest_span": _LONGEST_SPAN,
    "max_run": _MAX_RUN,
    "max_titles": _MAX_TITLES,
    "shortest_corrected": _SHORTEST_CORRECTED,
    "shortest_unknown": _SHORTEST_UNKNOWN,
    "shortest_misspelt": _SHORTEST_MISSPELT,
    "min_part": _MIN_PART,
    "long_word": _LONG_WORD,
    "max_name": _MAX_NAME,
    "max_forms": forms.MAX_FORMS,
    "max_group": forms.MAX_GROUP,
    "kinds": _KINDS,
}
"""The rules of reading a question as data, for the search of a page."""
