"""The fields of a claim, of its evidence, and of an appearance in a document."""

from __future__ import annotations

from typing import Final

from genden_cli import model, words
from genden_cli.field_types import DateType, Field, ListType, MapType, RecordType, RefType, WordType
from genden_cli.schema.values import AT, CALENDAR, CLAIM_IDS, DATE, KEY, LINE, PROSE, QUOTE, WAS, asked_as, phrasings
from genden_cli.words import Section

_WHERE: Final = (
    Field("before", LINE, "the words just before the quote, if it stands there twice"),
    Field("after", LINE, "the words just after the quote, if it stands there twice"),
)

APPEARANCE: Final = RecordType(
    model.Appearance,
    "appearance",
    None,
    "source",
    Field("source", RefType(Section.SOURCES), "the document under examination", required=True),
    Field("speaker", RefType(Section.PEOPLE), "the person who makes the claim there, if it is not the author"),
    Field(
        "at",
        AT,
        "the place in the source: a CSL locator and its value",
        noun="locator",
        table="appearance_locator",
    ),
    Field("quote", QUOTE, "the exact words, at most 12; […] omits some, [words] are yours", search="quote"),
    *_WHERE,
    Field("translation", LINE, "the quote in the language of the base", search="quote"),
    Field("translator", LINE, "who translated the quote", search="note"),
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
    Field(
        "at",
        AT,
        "the place in the source: a CSL locator and its value",
        noun="locator",
        table="evidence_locator",
    ),
    Field("quote", QUOTE, "the exact words, at most 12; […] omits some, [words] are yours", search="quote"),
    *_WHERE,
    Field("translation", LINE, "the quote in the language of the base", search="quote"),
    Field("translator", LINE, "who translated the quote", search="note"),
    Field(
        "rests_on",
        ListType(RefType(Section.SOURCES), none_if_absent=True),
        "the sources this statement rests on, if not those in derived_from",
        group="Evidence",
        table="rests_on",
        column="origin",
    ),
    Field("date", DATE, "the date that this source gives (EDTF)", group="Evidence"),
    Field("note", PROSE, "what the source says, in your own words", search="note", noun="source note"),
    what="an item of evidence",
    calendar=CALENDAR,
)

MISSING_DOCUMENT: Final = RecordType(
    model.MissingDocument,
    "missing_document",
    None,
    "text",
    Field("text", LINE, "the document in your own words, the same words for every claim that needs it"),
    Field("source", RefType(Section.SOURCES), "the document, if the base has it as a source that nobody read"),
    Field("where", LINE, "its shelf-mark, page or place"),
    Field("holder", LINE, "the archive, library or person that has it"),
    what="a document that would settle a claim",
    brief=True,
)

REVIEW: Final = RecordType(
    model.Review,
    "review",
    None,
    "on",
    Field("on", DateType(bare=True), "the date of the review (EDTF)", required=True),
    Field("by", LINE, "who read the claim and its evidence; the curator if absent"),
    Field("note", LINE, "what this reader would add"),
    what="a review",
    brief=True,
)

CLAIM_PHRASING: Final = phrasings("claim")

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
        noun="wording",
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
    asked_as(CLAIM_PHRASING),
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
        "basis",
        WordType(words.Basis, "basis"),
        "why an unproven claim is unproven",
        group="Verdicts",
    ),
    Field(
        "because",
        PROSE,
        "the reason for the verdict, and what would change it",
        search="about",
        schema_org="reviewBody",
        group="Reasons",
        noun="reason",
        sample="…",
    ),
    Field("confidence", WordType(words.Confidence, "confidence"), "how firm the verdict is", group="Verdicts"),
    Field(
        "state",
        WordType(words.ClaimState, "state"),
        "how far the work on the claim has come; absent = published",
        label="State",
        group="Verdicts",
    ),
    Field(
        "relations",
        MapType(WordType(words.ClaimRelation, "relation between claims"), CLAIM_IDS, model.ClaimLink),
        "claims it contradicts, is part of, or is related to",
        noun="claim link",
        table="claim_relation",
    ),
    Field(
        "would_settle",
        ListType(MISSING_DOCUMENT, once=False),
        "documents that would settle it",
        noun="document that would settle it",
    ),
    Field(
        "reviewed",
        ListType(REVIEW, once=False, or_one=True),
        "the date of the last review, or a list of reviews, each with its date and its reader",
        label="Last checked",
        schema_org="datePublished",
        group="Reviews",
        noun="review",
    ),
    WAS,
    Field("note", PROSE, "open questions about the claim", label="Note", search="note"),
    calendar=CALENDAR,
)
