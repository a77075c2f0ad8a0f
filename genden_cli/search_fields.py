"""The fields of a search, such as ``who:`` and ``verdict:``, and the facets behind them.

A facet is a token that the index stores with a passage. It is a letter and the number of a record or a word of a
vocabulary, as in ``p12`` or ``vrefuted``. The index writes facets, a search reads them, and completion offers the
fields. All three take the letters and the fields from here.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

PERSON: Final = "p"
SOURCE: Final = "s"
TAG: Final = "t"
PLACE: Final = "l"
KIND: Final = "k"
VERDICT: Final = "v"
STANCE: Final = "x"
RECORD: Final = "i"
"""The letters of facets. ``RECORD`` is followed by the kind of record, or by ``quote`` for a passage with a quote."""


class NameList(StrEnum):
    """A list of names in the base that a typed text is completed from. ``versions`` are events with rival versions."""

    CLAIMS = "claims"
    EVENTS = "events"
    VERSIONS = "versions"
    PEOPLE = "people"
    SOURCES = "sources"
    TAGS = "tags"
    PLACES = "places"


class SearchField(NamedTuple):
    """A field: the letter of its facets, and what it means.

    A field has either ``values``, a closed vocabulary with meanings, or the names of a list in the base. A date has
    neither, and no facet.
    """

    means: str
    facet: str = ""
    names: NameList | None = None
    values: Mapping[str, str] = Frozen({})


FIELDS: Final[Mapping[str, SearchField]] = Frozen(
    {
        "who": SearchField("a person", PERSON, names=NameList.PEOPLE),
        "source": SearchField("a source that speaks about it", SOURCE, names=NameList.SOURCES),
        "tag": SearchField("a tag", TAG, names=NameList.TAGS),
        "kind": SearchField(
            "what kind of claim", KIND, values={str(word): means for word, means in words.KINDS.items()}
        ),
        "verdict": SearchField(
            "how a claim stands", VERDICT, values={word: sign.means for word, sign in words.VERDICTS.items()}
        ),
        "stance": SearchField(
            "what a source does to a claim", STANCE, values={word: sign.means for word, sign in words.STANCES.items()}
        ),
        "place": SearchField("where it was", PLACE, names=NameList.PLACES),
        "in": SearchField("where the words stand", RECORD, values=dict.fromkeys((*words.RecordKind, words.QUOTE), "")),
        "date": SearchField("when it was, in EDTF"),
    }
)
"""Every field by its name, in the order in which messages list them."""
