"""Words that carry nothing in a question, and words that say what kind of record a question is about.

Short tables for English, Russian, Mongolian, Chinese and German. A word counts in every case. Chinese words stand
inside a text without spaces, so they are removed from it, the longest first.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

_ENGLISH: Final = """
a an the and or not but nor so if then than that this these those there here it its it's he she they them him
his her hers their theirs we us our you your i me my mine who whom whose which what when where why how whether
is isn't was wasn't are aren't were weren't be been being am do does did don't didn't doesn't done has have
had hasn't haven't hadn't having can can't could couldn't will won't would wouldn't shall should shouldn't may
might must of in on at to for from by with without about into onto upon over under between among through
during as per before after since until while because really actually
truly ever just simply very also too only even still yet already again exactly
please tell me say says said according some any all each every no none much many more most less least like
such same another ok okay hey hi hello thanks whats what's who's where's when's how's that's there's isnt
wasnt didnt doesnt dont up out off down
"""
_WEAK: Final = """
recorded documented
real true false fact facts happen happens happened thing things something anything someone anyone somebody
anybody everybody nothing nobody know known source sources evidence proof story stories tale question answer
article claim claims claimed text come comes came go goes went gone get gets got make makes made let lets
become became begin began believe believed think thought mean means meant want wanted wants need needed try
tried use used call called take took taken put give gave given see saw seen look looked way thing kind sort
part long ago first last new old lot lots well other one ones people person man men guy time times year years
day date place places
история рассказ источник источники доказательства факт случилось произошло человек люди
время год годы года году лет годов годах число численность количество результат результаты стал стала
түүх баримт эх сурвалж болсон хүн хүмүүс цаг он оны онд оноос үед
дугаар дүгээр сар сарын сард өдөр өдрийн тоо тоог хэрэг
"""
_RUSSIAN: Final = """
а и или но не ни да нет же ли бы то это этот эта эти этого этой тот та те того той там тут здесь что чтобы кто
кого кому кем чей чья чьё чьем чьей чьих чьи
такой такая такие какой какими каких каким какая какое какие какого какую каком
когда где куда откуда почему зачем как сколько в во на с со к ко о об обо от до из за по под над при про для
без у через между перед был была было были есть быть будет он она оно они его её ее их ему ей им мы вы я ты
мне меня нас вас мой твой наш ваш свой так уже ещё еще только очень тоже также правда правду верно
действительно неужели разве ведь ли ль или если расскажи расскажите скажи скажите говорит говорят сказал
пожалуйста вообще просто именно самом деле
"""
_MONGOLIAN: Final = """
юу юуг юуны хэн хэнийг хэний хэзээ хаана хаанаас хэрхэн яаж яагаад ямар аль хэд хэдэн хэдийд вэ бэ уу үү юу юм
юмаа байсан байна байв байсныг байж байгаа байх байдаг хичнээн хэдийн юунд юугаар хаашаа яах дараа өмнө үед
тул учир хүртэл болохоор хийж гэнэ нэг тийм ийм өөр өөрийн болов болж болдог болно энэхүү бүх бүр хамт руу рүү
аас ээс бол болон ба нь энэ тэр эдгээр тэд тэрээр түүний түүнийг би бид та чи мөн л ч гэж гэсэн гэдэг гэв гэх
үнэн үнэхээр худал тухай талаар дээр дотор хийсэн бас харин эсвэл юмуу бөгөөд хэлсэн
"""
CHINESE: Final = tuple(
    sorted(
        """
        是不是 是否 是真的吗 真的吗 真的 是真的 有没有 究竟 到底 什么时候 何时 什么 甚麼 什麼 為什麼
        为什么 为何 怎么 怎麼 怎样 怎麼樣 如何 哪里 哪裡 哪儿 何处 在哪 哪年 哪个 哪些 谁 誰 多少
        几个 吗 嗎 呢 吧 啊 了 的 得 过 過 着 是 在 有 和 与 與 及 把 被 请问 請問 请
        告诉我 关于 關於 怎么回事 为的是 这 這 那 个 個 他 她 它 们 們 也 就 还 還 又 曾经
        曾經 曾 确实 確實 吗？ 时候 時候 於 于 对 對 为 為 而 但
        """.split(),
        key=len,
        reverse=True,
    )
)
"""Words of Chinese questions, the longest first."""

_GERMAN_CUES: Final = """
der das den dem des und ist nicht wer wann wo wie warum wem wen wurde wurden von zum zur mit auf für eine einen einem
einer hatte haben sich über welche welcher welches wirklich gibt ihn ihm ihr er sein seine seinen seinem dass oder aber
kein keine sind nach bei aus als ob werden wird wieso weshalb
"""
_GERMAN: Final = f"""
{_GERMAN_CUES}
die war waren ein er sie es wir ihr ich du ihn ihm ihre sein seine hat in im an am als bei aus nach vor um zu
denn doch auch noch nur schon so was wieso woher wohin wieviel viele bist sind werden wird dass ob oder aber
man kein keine gab es stimmt wahr eigentlich damals mal
"""

GERMAN_CUES: Final = frozenset(_GERMAN_CUES.split())
"""German words that no other of the languages has. In a question with one of them, `GERMAN` counts too."""

GERMAN: Final = frozenset(_GERMAN.split())

ENGLISH: Final = frozenset(_ENGLISH.split())
"""English words that carry nothing."""

STOP_WORDS: Final = frozenset(f"{_ENGLISH} {_RUSSIAN} {_MONGOLIAN}".split())
"""Words in small letters that carry nothing when other words remain."""

WEAK_WORDS: Final = frozenset(_WEAK.split())
"""Words in small letters that carry little. They are searched for, but no answer has to have them."""


YES_OR_NO: Final = frozenset(
    "is isn't was wasn't are aren't were weren't do does did didn't has have had can could will would should".split()
)
"""English words with which a question begins that is answered by yes or no."""


BIRTH: Final = frozenset("born birth birthday родился родилась рождения төрсөн 出生 生于 生於 geboren geburt".split())
DEATH: Final = frozenset(
    "die died dies death dead умер умерла смерти нас барсан 去世 逝世 死 gestorben starb tod".split()
)
"""Words with which a question for a date asks for that of a birth, or of a death."""


DO: Final = ("do", "does", "did")
"""English words with which a question begins that has its subject before its object."""


class Intent(StrEnum):
    """The subject of a question: a person, a date, a place, a number, a reason, a source, and others."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    WHY = "why"
    SOURCE = "source"
    AGE = "how old"
    GRADE = "how good"
    WHETHER = "whether"
    HOW_LONG = "how long"
    HOW = "how"


INTENTS: Final = (
    (Intent.GRADE, ("how reliable", "how good is", "how good are", "how trustworthy", "how credible", "be trusted")),
    (Intent.SOURCE, ("who says", "who said", "who claims", "who reports", "who wrote", "says so", "which source",
                     "which sources",
                     "what source", "what sources", "what evidence", "how do we know", "source for", "sources for",
                     "source of", "evidence for", "proof of", "according to", "кто говорит",
                     "кто сказал", "кто пишет", "источник", "источники", "эх сурвалж",
                     "хэн хэлсэн", "хэн бичсэн", "谁说", "誰說", "来源", "來源", "出处", "证据")),
    (Intent.AGE, ("how old", "what age", "which age", "at the age", "wie alt")),
    (Intent.WHEN, ("when", "what year", "which year", "what date", "on what day", "date of",
                   "birth date", "death date", "birthday", "дата", "когда", "в каком году", "хэзээ",
                   "хэдэн онд", "什么时候", "什麼時候", "何时", "何時", "哪年", "哪一年", "几年", "wann")),
    (Intent.HOW_MANY, ("how many", "how much", "number of", "сколько", "численность", "число", "количество", "хэдэн",
                       "хичнээн", "тоо", "多少", "几个", "幾個", "人数", "人數", "数量", "wie viele",
                       "wieviele", "wie viel", "anzahl")),
    (Intent.WHY, ("why", "reason for", "reasons for", "what for", "почему", "зачем", "за что", "яагаад", "юунд",
                  "шалтгаан", "为什么", "為什麼", "为何", "為何", "原因", "warum", "wieso", "weshalb")),
    (Intent.WHERE, ("where", "in what place", "in which place", "which place", "which city", "what city",
                    "which room", "what room", "which country", "what country", "где", "куда", "откуда", "хаана",
                    "哪里", "哪裡", "哪儿", "何处", "在哪", "wo", "wohin", "woher")),
    (Intent.WHO, ("who", "whom", "who's", "кто", "кого", "кем", "хэн", "хэнийг", "谁", "誰", "wer")),
)  # fmt: skip
"""The words of each intent. The first intent with a word in the question counts."""
