"""The features of a wording: what two sentences in other words have in common.

A feature is a stem, a group of words that mean the same in the base, a person, or a number. Names count in every
recorded spelling, with an ending of inflection too.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.endings import has_ending
from genden_cli.text.normalize import normalize
from genden_cli.text.phonetics import romanize
from genden_cli.text.quantities import Token, TokenKind, quantity_tokens
from genden_cli.text.stems import stem
from genden_cli.text.synonyms import SYNONYMS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PERSON, GROUP, STEM, YEAR, MONTH, DAY, NUMBER = "p", "g", "w", "y", "m", "d", "n"
"""The first letter of a feature, which says what it is."""

QUANTITIES: Final = frozenset((YEAR, MONTH, DAY, NUMBER))
CONTENT: Final = frozenset((GROUP, STEM))
_QUANTITY_KEYS: Final = {TokenKind.YEAR: YEAR, TokenKind.MONTH: MONTH, TokenKind.NUMBER: NUMBER}
_MAX_PHRASE: Final = 6
_NAME_LENGTH: Final = 3
"""The least number of letters of a word that names a person alone."""

_STOP_WORDS: Final = frozenset(
    # English
    "a an the this that these those there here it its i me my we us our you your he him his she her hers "
    "they them their "
    "theirs who whom whose which what when where why how is are was were be been being am do does did "
    "done doing have has "
    "had having will would shall should can could may might must ought of in on at by to from for with "
    "without within "
    "into onto upon over under up down out off about against between among during before after since "
    "until till through "
    "across as than then so such too very just only also even still yet again once ever never always "
    "often sometimes "
    "and or but nor not no if because although though while whereas whether both either neither each "
    "every all any some "
    "many much more most less least few fewer several other another same own one ones t s d ll m re ve "
    "don didn doesn isn "
    "wasn weren hadn hasn haven couldn wouldn shouldn said say says according however therefore thus "
    "later now today "
    "really indeed perhaps maybe quite rather almost already away back get got gets like himself herself itself "
    "themselves happen happens happened happening occur occurs occurred someone somebody anyone anybody "
    "everyone everybody nobody something anything everything nothing "
    # German, French, Spanish
    "der die das und oder ein eine einen einem einer eines des dem den ist war waren wurde wurden wird "
    "hat hatte haben von "
    "vom zu zum zur im am in mit auf aus bei nach vor für fur als auch sich er sie es ihn ihm ihr nicht "
    "dass daß le la les "
    "un une du de et ou est etait a ete il elle dans par pour sur que qui el los las una y fue era en con por para "
    # Russian, Mongolian
    "и в во на не ни с со к ко о об от до по за из у а но что как это этот эта был была было были есть он "
    "она они его ее "
    "еи ему их им мы вы я ты же ли бы для при или так также который которая которые нь юм бол байсан "
    "баина гэж гэсэн "
    "энэ тэр түүниг түүнии түүнд болон ба бөгөөд нэг дээр "
    # Chinese
    "的 了 在 是 和 与 與 他 她 它 们 們 这 這 那 有 被 把 着 著 就 也 都 而 及 于 於 之 为 為 "
    "以 从 從 到 对 對 一 个 個 上 下 中".split()
)
_PRONOUNS: Final = frozenset(
    "he him his himself er ihn ihm sein seine il lui él он его ему им нём нем него тэр түүниг түүнии "
    "түүнд 他 彼".split()
)
_POSSESSIVES: Final = frozenset(("his", "her", "s"))
_FEMALE_PRONOUNS: Final = frozenset("she her hers herself ihr elle ella она ее еи неи 她".split())
_UNSPACED: Final = ("\u2e80", "\u9fff")


class Feature(NamedTuple):
    """A feature, with the offsets and the first word of the text that it stands for.

    It is ``definite`` if *the* stands before it, and ``owned`` if a possessive does, as in *his daughter*.
    """

    key: str
    start: int
    end: int
    word: str
    definite: bool = False
    owned: bool = False


class Wording(NamedTuple):
    """The features of a sentence, its strangers and its pronouns.

    ``strangers`` are names that nobody in the base has; all of them may be ``only_adjectives``. ``he`` and ``she`` tell
    of pronouns for people outside the sentence. ``pronoun_first``: one of these stands before all names.
    """

    features: tuple[Feature, ...]
    strangers: tuple[Feature, ...]
    only_adjectives: bool
    he: bool
    she: bool
    pronoun_first: bool

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the features that stand side by side."""
        return frozenset((first.key, second.key) for first, second in pairwise(self.features))

    @property
    def people(self) -> tuple[str, ...]:
        """Return the people named, in the order of the text, each once."""
        return tuple(dict.fromkeys(each.key for each in self.features if each.key.startswith(PERSON)))


class _Phrases:
    """Sequences of normalized words with their features. The longest one at a place is found."""

    def __init__(self) -> None:
        self._longest: dict[str, int] = {}
        self._keys: dict[tuple[str, ...], str] = {}

    def add(self, words: Sequence[str], key: str) -> None:
        """Add a phrase, unless it has a feature already."""
        if 0 < len(words) <= _MAX_PHRASE and tuple(words) not in self._keys:
            self._keys[tuple(words)] = key
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def at(self, words: Sequence[str], start: int) -> tuple[str, int] | None:
        """Return the feature that begins at a word, and its number of words."""
        for length in range(min(self._longest.get(words[start], 0), len(words) - start), 0, -1):
            if (key := self._keys.get(tuple(words[start : start + length]))) is not None:
                return key, length
        return None

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], str]]:
        return iter(self._keys.items())


class Vocabulary:
    """The words of a base that stand for the same: groups of words, and names in every spelling."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.groups: dict[str, list[str]] = {}
        self._group_of: dict[str, str] = {}
        self._phrases = _Phrases()
        for verb in ("take", "takes", "took", "taken", "taking"):
            self._phrases.add((verb, "place"), "")
        for number, word in connection.execute(_GROUPS):
            self._add_group_word(f"{GROUP}:{number}", word)
        for number, words in enumerate(SYNONYMS):
            known = (self._group_of.get(stem(word)) for word in words)
            key = next(filter(None, known), f"{GROUP}:general-{number}")
            for word in words:
                self._add_group_word(key, word)
        self._whole_names, self._names = _Phrases(), _Phrases()
        self._heard: dict[str, str] = {}
        self._add_names()
        self._unspaced = sorted(self._unspaced_terms(), key=len, reverse=True)

    def wording(self, text: str) -> Wording:
        """Return the features of a sentence."""
        tokens = [each for token in quantity_tokens(text) for each in self._split(token)]
        words = [normalize(token.text) or token.text for token in tokens]
        features: list[Feature] = []
        strangers: list[Feature] = []
        at = 0
        while at < len(tokens):
            key, length = self._feature(tokens, words, at)
            if key:
                before = words[at - 1] if at else ""
                end = tokens[at + length - 1].end
                found = Feature(key, tokens[at].start, end, words[at], before == "the", before in _POSSESSIVES)
                features.append(found)
                if self._is_stranger(found, tokens, at):
                    strangers.append(found)
            at += length
        pronouns = _pronouns(tokens, words, features)
        following = {each.end: later for each, later in pairwise(features)}
        adjectives = all(not each.start or _stands_before(each, following.get(each.end)) for each in strangers)
        return Wording(tuple(features), () if _is_german(words) else tuple(strangers), adjectives, *pronouns)

    def knows(self, word: str) -> bool:
        """Tell whether a word, as written, stands anywhere in the texts of the base."""
        small = word.casefold()
        return (
            small in self._group_of
            or self._connection.execute("SELECT 1 FROM word WHERE word = ?", (small,)).fetchone() is not None
        )

    def _feature(self, tokens: Sequence[Token], words: Sequence[str], at: int) -> tuple[str, int]:
        """Return the feature that begins at a word, and its number of words; "" for a word that means nothing."""
        token, word = tokens[at], words[at]
        if token.kind is not TokenKind.WORD:
            kind = DAY if _is_day(tokens, at) else _QUANTITY_KEYS[token.kind]
            return f"{kind}:{token.text}", 1
        if found := self._name(token, words, at) or self._phrases.at(words, at):
            return found
        if word in _STOP_WORDS or (len(word) == 1 and word.isascii()):
            return "", 1
        return self._group_of.get(word) or self._group_of.get(stem(word)) or f"{STEM}:{stem(word)}", 1

    def _name(self, token: Token, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """Return the person whose name begins at a word. In small letters only a whole name counts."""
        small = token.text[:1].islower()
        if small and len(words[at]) <= _NAME_LENGTH + 1:
            return None
        if found := (self._whole_names if small else self._names).at(words, at):
            return found
        inflected = self._inflected_name(words[at], self._single_whole_names if small else self._single_names)
        if inflected is None and not small and len(words[at]) > _NAME_LENGTH:
            inflected = self._heard.get(romanize(words[at]))
        return (inflected, 1) if inflected else None

    def _inflected_name(self, word: str, names: Mapping[str, str]) -> str | None:
        """Return the person whose name a word is, with an ending."""
        if not word.isascii():
            for length in range(len(word) - 1, _NAME_LENGTH, -1):
                if (found := names.get(word[:length])) and has_ending(word, word[:length]):
                    return found
        return None

    @cached_property
    def _single_names(self) -> dict[str, str]:
        return {words[0]: key for words, key in self._names if len(words) == 1}

    @cached_property
    def _single_whole_names(self) -> dict[str, str]:
        return {words[0]: key for words, key in self._whole_names if len(words) == 1}

    def _is_stranger(self, found: Feature, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word is a name with a capital letter that stands nowhere in the base."""
        token = tokens[at]
        if not found.key.startswith(STEM) or not token.text[:1].isupper() or len(token.text) < _NAME_LENGTH:
            return False
        return not self.knows(token.text)

    def _split(self, token: Token) -> Iterator[Token]:
        """Yield the terms within a text without spaces, else the token."""
        text = token.text
        if token.kind is not TokenKind.WORD or not any(_UNSPACED[0] <= each <= _UNSPACED[1] for each in text):
            yield token
            return
        at = 0
        while at < len(text):
            known = next((term for term in self._unspaced if text.startswith(term, at)), text[at])
            yield Token(known, token.start + at, token.start + at + len(known))
            at += len(known)

    def _unspaced_terms(self) -> set[str]:
        terms = {term for words in self.groups.values() for term in words}
        terms.update(spelling for (spelling,) in self._connection.execute(_SPELLINGS))
        terms.update(part for term in tuple(terms) for part in term.replace("·", " ").replace("・", " ").split())
        return {term for term in terms if any(_UNSPACED[0] <= each <= _UNSPACED[1] for each in term) and len(term) > 1}

    def _add_group_word(self, key: str, word: str) -> None:
        words = normalize(word).split() or [word]
        self.groups.setdefault(key, []).append(word)
        if len(words) > 1:
            self._phrases.add(words, key)
            return
        self._group_of.setdefault(words[0], key)
        self._group_of.setdefault(stem(words[0]), key)

    def _add_names(self) -> None:
        """Add the names of people: whole names, then the words of names for the likeliest person.

        A word of a name counts if it belongs to the main name or to several spellings. It does not in an epithet.
        """
        rows = self._connection.execute(_NAMES).fetchall()
        uses = Counter((person, word) for folded, _, _, person in rows for word in set(folded.split()))
        for folded, _, _, person in rows:
            self._whole_names.add(folded.split(), f"{PERSON}:{person}")
            self._names.add(folded.split(), f"{PERSON}:{person}")
        for folded, heard, title, person in rows:
            main = normalize(title).split()
            for word, sound in zip(folded.split(), (heard or "").split(), strict=False):
                if len(word) < _NAME_LENGTH or word in _STOP_WORDS or (word not in main and uses[person, word] == 1):
                    continue
                self._names.add([word], f"{PERSON}:{person}")
                if len(sound) > _NAME_LENGTH:
                    self._heard.setdefault(sound, f"{PERSON}:{person}")


def _pronouns(tokens: Sequence[Token], words: Sequence[str], features: Iterable[Feature]) -> tuple[bool, bool, bool]:
    """Return ``he``, ``she`` and ``pronoun_first`` of a wording. In *Genden lost his post*, *his* means Genden."""
    named = next((each.start for each in features if each.key[0] == PERSON), None)
    early = {word for token, word in zip(tokens, words, strict=True) if named is None or token.start < named}
    late = set(words) - _POSSESSIVES
    he, she = not _PRONOUNS.isdisjoint(early | late), not _FEMALE_PRONOUNS.isdisjoint(early | late)
    return he, she, not (_PRONOUNS | _FEMALE_PRONOUNS).isdisjoint(early)


def _stands_before(stranger: Feature, following: Feature | None) -> bool:
    """Tell whether a word stands directly before another one that means something, as an adjective does."""
    return following is not None and following.start == stranger.end + 1


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is the day of a month, which stands beside it."""
    if tokens[at].kind is not TokenKind.NUMBER or len(tokens[at].text) > len("31"):
        return False
    after = [each for each in tokens[at + 1 : at + 3] if each.text.lower() not in ("of", "or", "and", "day")]
    return any(each.kind is TokenKind.MONTH for each in (*after[:1], *tokens[max(at - 1, 0) : at]))


def _is_german(words: Iterable[str]) -> bool:
    """Tell whether a text is German, where every noun has a capital letter."""
    return len({"der", "die", "das", "und", "ein", "den", "dem", "mit", "wurde", "hat", "im", "von"} & set(words)) > 1


_GROUPS: Final = "SELECT number, word FROM word_group ORDER BY position"

_SPELLINGS: Final = "SELECT spelling FROM label WHERE section = 'people'"

# Most mentioned people first, so that a word in several names is taken for the likeliest person.
_NAMES: Final = """
SELECT folded, heard, title, label.id
  FROM label
 WHERE section = 'people' AND folded <> ''
 ORDER BY (SELECT count(*) FROM claim_person WHERE person = label.id) DESC, label.id
"""
