"""The format of a fact base, key by key: the one place that says what may stand in it, and all that follows from that.

The loader, the tables of the index, the questions, JSON Schema, labels, exports, `genden diff` and the skeletons are
made from these records. A new key is a line here and an attribute in `model`. What a format maps by hand is held to
this list by tests/test_fields.py: each field is mapped there or named as left out.
"""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import Final

from genden_cli import model, words
from genden_cli.field_types import (
    QUOTE_WORDS,
    DateType,
    Field,
    FormType,
    ListType,
    MapType,
    RecordType,
    RefType,
    TextType,
    WordType,
)
from genden_cli.words import Section

# Citation Style Language 1.0.2, appendix IV: locators; the names of its terms.
LOCATORS: Final = tuple(
    """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus
    page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume
    """.split()
)

# Citation Style Language 1.0.2, appendix III: item types.
TYPES: Final = tuple(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
    """.split()
)

LINE: Final = TextType()
PROSE: Final = TextType(prose=True)
DATE: Final = DateType()
QUOTE: Final = FormType("quote", rf"\s*(\S+[^\S\n]+){{0,{QUOTE_WORDS - 1}}}\S+\s*")
URL: Final = FormType("url", r'https?://[^\s<>"{}|\\^`]+')
# RFC 5646, well-formed: language, script, region, variants, private use; no grandfathered tags.
LANGUAGE: Final = FormType(
    "language",
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[xX](-[A-Za-z0-9]{1,8})+)?",
)
KEY: Final = FormType("key", r"[a-z][a-z0-9_-]{0,31}")
ID: Final = FormType("id", r"[a-z0-9][a-z0-9-]{0,63}")

_IDS: Final = MapType(KEY, LINE, model.Identifier, by_key=True)
_AT: Final = MapType(WordType(LOCATORS, "locator"), LINE, model.Locator)
_SOURCES: Final = ListType(RefType(Section.SOURCES))
_CLAIMS: Final = ListType(RefType(Section.CLAIMS))

BASE: Final = RecordType(
    model.Base,
    "base",
    None,
    "title",
    Field("title", LINE, "the topic of the fact base, in one line", required=True),
    Field("about", PROSE, "an introduction for new readers, in one paragraph", noun="description"),
    Field("by", LINE, "the curator, who is the author of every review", noun="curator"),
    Field(
        "examines",
        _SOURCES,
        "the documents under examination; they are never evidence",
        group="Under examination",
        table="examined",
    ),
    Field("language", LANGUAGE, "the language of the fact base (BCP 47)"),
    Field("licence", LINE, "the licence for reuse (SPDX)"),
    Field("version", LINE, "the version of the content"),
    what="base",
)

SOURCE: Final = RecordType(
    model.Source,
    "source",
    Section.SOURCES,
    "title",
    Field(
        "title",
        LINE,
        "the title of the source",
        required=True,
        search="title",
        lookup=True,
        csl="title",
        biblatex="title",
        schema_org="name",
        group="Sources",
        sample="TODO",
    ),
    Field(
        "author",
        LINE,
        "the author or authors",
        label="Author",
        search="names",
        lookup=True,
        csl="author",
        biblatex="author",
        schema_org="creditText",
        group="Sources",
        sample="…",
    ),
    Field(
        "publisher",
        LINE,
        "the publisher, or the archive that holds it",
        label="Publisher",
        search="names",
        csl="publisher",
        biblatex="publisher",
        schema_org="publisher",
    ),
    Field(
        "issued",
        DATE,
        "the date of publication (EDTF)",
        label="Issued",
        csl="issued",
        schema_org="datePublished",
        group="Sources",
        sample="1935  # EDTF",
    ),
    Field(
        "type",
        WordType(TYPES, "type of source"),
        "the type of source (CSL)",
        label="Type",
        csl="type",
        sample="book  # a CSL type",
    ),
    Field(
        "url",
        URL,
        "the web address",
        label="Link",
        csl="URL",
        biblatex="url",
        schema_org="url",
        noun="address",
        sample="https://…",
    ),
    Field(
        "archived",
        URL,
        "the web address of an archived copy",
        label="Archived",
        schema_org="archivedAt",
        noun="archived address",
    ),
    Field(
        "language",
        LANGUAGE,
        "the language of the source (BCP 47)",
        label="Language",
        csl="language",
        schema_org="inLanguage",
        sample="en",
    ),
    Field("ids", _IDS, "identifiers such as isbn or doi", noun="identifier list", table="source_identifier"),
    Field(
        "reliability",
        WordType(words.Reliability, "reliability"),
        "how reliable the source is, from A to F in the Admiralty code",
        required=True,
        group="Sources",
        sample="F  # A (completely reliable) to E (unreliable), F = cannot be judged",
    ),
    Field(
        "why",
        PROSE,
        "the reason for this grade, in one line",
        search="about",
        noun="grade reason",
        sample="…  # the reason for that grade, in a line",
    ),
    Field(
        "read",
        WordType(words.ReadState, "state of reading"),
        "how much of the source the curator has read",
        label="Read",
        group="Sources",
        sample="cited-only  # full | excerpt | cited-only",
    ),
    Field(
        "derived_from",
        ListType(RefType(Section.SOURCES), unless_known=True),
        "the sources it rests on; [] = none of ours, absent = unknown",
        group="Sources",
        table="derived_from",
        column="origin",
        sample="[]  # what it rests on; [] = none of these; leave out if unknown",
    ),
    Field(
        "note", PROSE, "anything else a reader should know about the source", label="Note", search="note", csl="note"
    ),
)

NAME: Final = RecordType(
    model.Name,
    "name",
    None,
    "text",
    Field("text", LINE, "the name in this spelling", required=True, search="names", lookup=True),
    Field("lang", LANGUAGE, "the language and script of the name (BCP 47)", noun="language"),
    Field("scheme", LINE, "the transliteration scheme of this spelling"),
    Field(
        "parts",
        MapType(KEY, LINE, model.NamePart, by_key=True),
        "the parts of the name: patronymic, given, family, title",
        noun="name part",
        table="name_part",
    ),
)

ROLE: Final = RecordType(
    model.Role,
    "role",
    None,
    "title",
    Field("title", LINE, "the office or occupation", required=True),
    Field("from", DATE, "the start date (EDTF)", group="People"),
    Field("to", DATE, "the end date (EDTF)", group="People"),
    Field("claims", _CLAIMS, "the claims that state it", noun="claim link"),
)

RELATION: Final = RecordType(
    model.Relation,
    "relation",
    None,
    "to",
    Field("to", RefType(Section.PEOPLE), "the other person", required=True),
    Field("as", LINE, "what the other person is to this one, such as daughter", required=True, group="People"),
    Field("claims", _CLAIMS, "the claims that state it", noun="claim link"),
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
    Field("ids", _IDS, "identifiers such as wikidata or viaf", noun="identifier list", table="person_identifier"),
    Field("roles", ListType(ROLE), "offices and occupations", group="People"),
    Field("relations", ListType(RELATION), "relations to other people", group="People"),
    Field("note", PROSE, "open questions about the person", label="Note", search="note"),
)

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
    Field("place", LINE, "the place where it happened", label="Where", search="names", group="Events", sample="…"),
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
        _CLAIMS,
        "claims that give rival versions of the event",
        group="Events",
        table="variant",
        sample="[claim, claim]  # claims that tell it differently",
    ),
    Field("about", PROSE, "a description in one or two sentences", label="What", search="about", noun="description"),
)

APPEARANCE: Final = RecordType(
    model.Appearance,
    "appearance",
    None,
    "source",
    Field("source", RefType(Section.SOURCES), "the document under examination", required=True),
    Field(
        "at", _AT, "the place in the source: a CSL locator and its value", noun="locator", table="appearance_locator"
    ),
    Field("quote", QUOTE, "the exact words, at most 12", search="quote"),
    Field("translation", LINE, "the quote in the language of the base", search="quote"),
    Field("note", PROSE, "anything else a reader should know"),
)

EVIDENCE: Final = RecordType(
    model.Evidence,
    "evidence",
    None,
    "source",
    Field("source", RefType(Section.SOURCES), "the source that says it", required=True),
    Field(
        "stance",
        WordType(words.Stance, "stance"),
        "how it bears on the claim",
        required=True,
        group="Evidence",
    ),
    Field(
        "credibility",
        WordType(words.Credibility, "credibility"),
        "how credible this statement is, from 1 to 6 in the Admiralty code",
        group="Evidence",
    ),
    Field("at", _AT, "the place in the source: a CSL locator and its value", noun="locator", table="evidence_locator"),
    Field("quote", QUOTE, "the exact words, at most 12", search="quote"),
    Field("translation", LINE, "the quote in the language of the base", search="quote"),
    Field(
        "rests_on",
        ListType(RefType(Section.SOURCES), unless_known=True),
        "the sources this statement rests on, if not those in derived_from",
        group="Evidence",
        table="rests_on",
        column="origin",
    ),
    Field("date", DATE, "the date that this source gives (EDTF)", group="Evidence"),
    Field("note", PROSE, "what the source says, in your own words", search="note", noun="source note"),
    what="an item of evidence",
)

CLAIM: Final = RecordType(
    model.Claim,
    "claim",
    Section.CLAIMS,
    "says",
    Field(
        "says",
        PROSE,
        "one checkable sentence, with names instead of pronouns",
        required=True,
        search="title",
        schema_org="claimReviewed",
        group="Wording",
        sample="TODO",
    ),
    Field("event", RefType(Section.EVENTS), "the event it is about", group="What claims are about", sample="…"),
    Field(
        "date",
        DATE,
        "the date of the claim, if it differs from the event (EDTF)",
        label="When",
        group="What claims are about",
    ),
    Field(
        "people",
        ListType(RefType(Section.PEOPLE)),
        "the people it is about",
        group="What claims are about",
        sample="[id]",
    ),
    Field(
        "kind",
        WordType(words.ClaimKind, "kind of claim"),
        "the kind of statement",
        label="Kind",
        sample=f"event  # {' | '.join(words.ClaimKind)}",
    ),
    Field("tags", ListType(KEY), "topics to find it by", noun="tag list", column="tag", sample="[tag]"),
    Field(
        "appears_in",
        ListType(APPEARANCE, once=False),
        "where documents under examination make the claim",
        noun="appearance",
        sample='\n  - {source: …, at: {paragraph: "1"}, quote: …}',
    ),
    Field(
        "evidence",
        ListType(EVIDENCE, once=False),
        "all evidence: for it, against it, silent or context",
        group="Evidence",
        sample="\n  - source: …\n    stance: supports  # supports | contradicts | silent | context\n"
        "    credibility: 2  # 1 (confirmed by others) to 5 (improbable), 6 = cannot be judged\n"
        '    at: {page: "1"}\n    note: …',
    ),
    Field(
        "verdict",
        WordType(words.Verdict, "verdict"),
        "the curator's judgement of the evidence",
        schema_org="reviewRating",
        group="Verdicts",
        sample="unreviewed  # supported | refuted | disputed | unproven | opinion | unreviewed",
    ),
    Field(
        "because",
        PROSE,
        "the reason for the verdict, and what would change it",
        search="about",
        schema_org="reviewBody",
        noun="reason",
        sample="…",
    ),
    Field("confidence", WordType(words.Confidence, "confidence"), "how firm the verdict is", group="Verdicts"),
    Field(
        "relations",
        MapType(WordType(words.ClaimRelation, "relation between claims"), _CLAIMS, model.ClaimLink),
        "claims it contradicts, is part of, or is related to",
        noun="claim link",
        table="claim_relation",
    ),
    Field(
        "reviewed",
        DateType(bare=True),
        "the date of the last review",
        label="Reviewed",
        schema_org="datePublished",
        noun="review date",
    ),
    Field("note", PROSE, "open questions about the claim", label="Note", search="note"),
)

SECTIONS: Final = Frozen(
    {Section.SOURCES: SOURCE, Section.PEOPLE: PERSON, Section.EVENTS: EVENT, Section.CLAIMS: CLAIM}
)
"""The sections whose entries are records with an id, and the record of each."""

SECTION_NOTES: Final = Frozen(
    {
        Section.SOURCES: "works, documents and web pages, each under its id",
        Section.PEOPLE: "the people in the story, each under an id",
        Section.EVENTS: "events with a date, each under its id",
        Section.CLAIMS: "checkable sentences with evidence and verdict, each under its id",
    }
)
"""What stands in each section, for editors."""

RECORDS: Final = (BASE, *SECTIONS.values(), NAME, ROLE, RELATION, APPEARANCE, EVIDENCE)
"""Every record of the format."""
