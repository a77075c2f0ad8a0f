"""The fields of a person and of an event."""

from __future__ import annotations

from typing import Final

from genden_cli import model
from genden_cli.field_types import Field, ListType, MapType, NamedType, RecordType, RefType, WordType
from genden_cli.schema.values import (
    CALENDAR,
    CLAIM_IDS,
    DATE,
    IDS,
    KEY,
    LANGUAGE,
    LINE,
    PROSE,
    WAS,
    asked_as,
    phrasings,
)
from genden_cli.words import ActorType, Section, Sex

NAME: Final = RecordType(
    model.Name,
    "name",
    None,
    "text",
    Field("text", LINE, "the name in this spelling", required=True, search="names", lookup=True),
    Field("lang", LANGUAGE, "the language and script of the name (BCP 47)", noun="language"),
    Field("scheme", LINE, "the transliteration scheme of this spelling"),
    Field("kind", LINE, "the kind of name: birth, married, religious, pen name"),
    Field("from", DATE, "the date from which the person had the name (EDTF)"),
    Field("to", DATE, "the date until which the person had the name (EDTF)"),
    Field(
        "parts",
        MapType(KEY, LINE, model.NamePart, by_key=True),
        "the parts of the name: patronymic, given, family, title",
        noun="name part",
        table="name_part",
    ),
    calendar=CALENDAR,
)

ROLE: Final = RecordType(
    model.Role,
    "role",
    None,
    "title",
    Field("title", LINE, "the office or occupation", required=True, search="quote"),
    Field("from", DATE, "the start date (EDTF)", group="People"),
    Field("to", DATE, "the end date (EDTF)", group="People"),
    Field("claims", CLAIM_IDS, "the claims that state it", noun="claim link"),
    calendar=CALENDAR,
)

RELATION: Final = RecordType(
    model.Relation,
    "relation",
    None,
    "to",
    Field("to", RefType(Section.PEOPLE), "the other person", required=True),
    Field(
        "as",
        LINE,
        "what the other person is to this one, such as daughter",
        required=True,
        search="quote",
        group="People",
    ),
    Field("from", DATE, "the date from which it holds, such as that of a marriage (EDTF)", group="People"),
    Field("until", DATE, "the date until which it holds (EDTF)", group="People"),
    Field("claims", CLAIM_IDS, "the claims that state it", noun="claim link"),
    calendar=CALENDAR,
)

PERSON: Final = RecordType(
    model.Person,
    "person",
    Section.PEOPLE,
    "name",
    Field(
        "name",
        LINE,
        "the name that readers know best",
        required=True,
        search="title",
        lookup=True,
        group="People",
        sample="TODO",
    ),
    Field(
        "type",
        WordType(ActorType, "type of actor"),
        "what it is, if it is no person: a group, organization, firm, unit or ship",
        label="Type",
        group="People",
    ),
    Field("sex", WordType(Sex, "sex"), "the sex, if sources record it", label="Sex", group="People"),
    Field(
        "names",
        ListType(NAME),
        "other spellings that a reader may type",
        group="People",
        sample="\n  - {text: …, lang: ru}  # every spelling that a reader may type",
    ),
    Field("born", DATE, "the date of birth (EDTF)", label="Born", group="People", sample="1892~  # EDTF"),
    Field("died", DATE, "the date of death (EDTF)", label="Died", group="People", sample="1937-11-26"),
    Field(
        "about",
        PROSE,
        "who the person was, in one sentence",
        label="Who",
        search="about",
        noun="description",
        sample="…  # one sentence",
    ),
    Field("ids", IDS, "identifiers such as wikidata or viaf", noun="identifier list", table="person_identifier"),
    Field("roles", ListType(ROLE), "offices and occupations", group="People"),
    Field("relations", ListType(RELATION), "relations to other people", group="People"),
    WAS,
    Field("note", PROSE, "open questions about the person", label="Note", search="note"),
    calendar=CALENDAR,
)

EVENT_PHRASING: Final = phrasings("event")

EVENT: Final = RecordType(
    model.Event,
    "event",
    Section.EVENTS,
    "title",
    Field(
        "title",
        LINE,
        "what happened, in a few words",
        required=True,
        search="title",
        lookup=True,
        group="Events",
        sample="TODO",
    ),
    Field(
        "kind",
        KEY,
        "the kind of event, such as battle; `kinds` of the base says what it means",
        label="Kind",
        group="Events",
    ),
    Field(
        "date",
        DATE,
        "the date that the curator finds most likely (EDTF)",
        label="When",
        group="Events",
        sample="1935-12  # EDTF",
    ),
    Field(
        "date_text",
        LINE,
        "the date in the words of the document under examination",
        label="As told",
        search="quote",
        noun="date wording",
    ),
    Field(
        "place",
        NamedType(Section.PLACES),
        "the place where it happened: in words, or the id of one of `places`",
        label="Where",
        search="names",
        group="Events",
        sample="…",
    ),
    Field(
        "people",
        MapType(RefType(Section.PEOPLE), LINE, model.Participant),
        "the people who took part, each with a role",
        group="Events",
        table="participant",
        sample="{id: as what}",
    ),
    Field(
        "variants",
        CLAIM_IDS,
        "claims that give rival versions of the event",
        group="Events",
        table="variant",
        sample="[claim, claim]  # claims that tell it differently",
    ),
    Field("about", PROSE, "a description in one or two sentences", label="What", search="about", noun="description"),
    asked_as(EVENT_PHRASING),
    WAS,
    calendar=CALENDAR,
)
