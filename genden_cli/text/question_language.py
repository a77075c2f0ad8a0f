"""The language of a question, by its function words. English and languages in other letters are not told apart here."""

from __future__ import annotations

from functools import cache
from typing import Final

from genden_cli.text.stop_words import ENGLISH, GERMAN
from genden_cli.text.terms import words

_ASKING: Final = {
    "fr": "qui que quoi quand où pourquoi comment combien quel quelle quels quelles lequel laquelle",
    "es": "quién quien quiénes qué cuándo cuando dónde donde cómo cuánto cuántos cuánta cuántas cuál cuáles porqué",
    "de": "wer wem wen wessen wann wo warum wieso weshalb wie woher wohin wieviel wieviele welche welcher welches",
    "it": "chi quando dove perché perche quanto quanti quante quale quali",
    "pt": "quem quando onde porquê quantos quantas quanto qual quais",
    "nl": "wie wat wanneer waar waarom hoe hoeveel welke welk",
    "pl": "kto kogo kiedy gdzie dlaczego jak jaki jaka ile czy",
    "cs": "kdo kdy kde proč jak kolik který která",
    "sv": "vem vad när var varför hur vilken vilket",
    "da": "hvem hvad hvornår hvor hvorfor hvordan hvilken",
    "fi": "kuka mitä milloin missä miksi miten kuinka",
    "hu": "ki mikor hol miért hogyan hány",
    "tr": "kim nezaman nerede neden niçin nasıl kaç",
}
_OTHERS: Final = {
    "fr": "le la les des du une est était sont été et dans sur avec pour par ce cette il elle son sa ses ne pas a se "
    "fut",
    "es": "el los las una es era fue son en y con por para del al su sus se lo no está murió hay",
    "de": " ".join(GERMAN),
    "it": "il lo gli una è era fu sono e di nel della del con per suo sua si non stato stata",
    "pt": "o os as uma é era foi são em no na do da dos com por para seu sua se não",
    "nl": "het een van zijn werd hij zij en met voor op niet heeft is de",
    "pl": "jest był była było nie się na do przez z w i został została",
    "cs": "je byl byla bylo na do se ve za",
    "sv": "är och det att som av på blev har inte",
    "da": "er og det at som af på blev har ikke var",
    "fi": "oli on ja ei",
    "hu": "az egy volt és nem",
    "tr": "mi mı bir ve oldu öldü",
}
_ALSO_ENGLISH: Final = frozenset("die war hat man son per con se du mal".split())
"""Function words that are ordinary words or parts of names in English. They do not count among other such words."""

_LEAST: Final = 2


def question_language(question: str) -> str | None:
    """Return the tag of the language with most function words in a question, or None for English and unknown ones.

    One word is enough if it asks, such as *pourquoi*. A question with as many English function words is English.
    """
    typed = words(question.casefold())
    counts = {}
    for language in _ASKING:
        own = [word for word in typed if word in function_words(language) - ENGLISH - _ALSO_ENGLISH]
        english = sum(word in ENGLISH - function_words(language) for word in typed)
        if len(own) > english and (len(own) >= _LEAST or own[0] in _ASKING[language].split()):
            counts[language] = len(own)
    return max(counts, key=lambda each: counts[each], default=None)


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that ask or carry nothing."""
    return frozenset(f"{_ASKING[language]} {_OTHERS[language]}".split())
