"""The fields of a place."""

from __future__ import annotations

from typing import Final

from genden_cli import model
from genden_cli.field_types import Field, ListType, RecordType, RefType
from genden_cli.schema.values import COORDINATES, IDS, LANGUAGE, LINE, PROSE, WAS
from genden_cli.words import Section

PLACE_NAME: Final = RecordType(
    model.PlaceName,
    "place_name",
    None,
    "text",
    Field("text", LINE, "the name in this spelling", required=True),
    Field("lang", LANGUAGE, "the language and script of the name (BCP 47)", noun="language"),
    what="a name of a place",
    brief=True,
)

PLACE: Final = RecordType(
    model.Place,
    "place",
    Section.PLACES,
    "name",
    Field("name", LINE, "the name that readers know best", required=True, group="Places", sample="TODO"),
    Field(
        "names",
        ListType(PLACE_NAME),
        "other names that a reader may type: in other languages, and former ones",
        group="Places",
        sample="\n  - {text: …, lang: de}",
    ),
    Field(
        "part_of",
        RefType(Section.PLACES),
        "the place that it is a part of, such as its country",
        group="Places",
        sample="…",
    ),
    Field(
        "coordinates",
        COORDINATES,
        "latitude and longitude in degrees, such as 54.32, 10.14; south and west are negative",
        group="Places",
        sample="54.32, 10.14",
    ),
    Field("ids", IDS, "identifiers such as geonames or wikidata", noun="identifier list", table="place_identifier"),
    WAS,
    Field("note", PROSE, "open questions about the place", label="Note"),
)
