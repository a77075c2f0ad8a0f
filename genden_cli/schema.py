"""The format of a fact base, key by key: the single definition of ``facts.yaml``.

`load` reads by these tables. The JSON Schema and the documentation are generated from them.
"""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import Final

from genden_cli import model, words
from genden_cli.parsing.readers import (
    DateReader,
    Field,
    Id,
    Key,
    Language,
    Line,
    ListReader,
    MapReader,
    Prose,
    Quote,
    RecordReader,
    RefReader,
    Url,
    WordReader,
)

# Citation Style Language 1.0.2, appendix IV: locators; the names of its terms.
LOCATORS: Final = frozenset(
    """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus
    page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume
    """.split()
)

# Citation Style Language 1.0.2, appendix III: item types.
TYPES: Final = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
    """.split()
)

_locator = MapReader(WordReader(dict.fromkeys(sorted(LOCATORS)), "locator"), Line)
_ids = MapReader(Key, Line)
_sources = ListReader(RefReader("sources"))
_claims = ListReader(RefReader("claims"))

BASE: Final = RecordReader(
    model.Base,
    "base",
    Field("title", Line, "the topic of the fact base, in one line", required=True),
    Field("about", Prose, "an introduction for new readers, in one paragraph"),
    Field("by", Line, "the curator, who is the author of every review"),
    Field("examines", _sources, "the documents under examination; they are never evidence"),
    Field("language", Language, "the language of the fact base (BCP 47)"),
    Field("licence", Line, "the licence for reuse (SPDX)"),
    Field("version", Line, "the version of the content"),
)

SOURCE: Final = RecordReader(
    model.Source,
    "a source",
    Field("title", Line, "the title of the source", required=True),
    Field("author", Line, "the author or authors"),
    Field("publisher", Line, "the publisher, or the archive that holds it"),
    Field("issued", DateReader(), "the date of publication (EDTF)"),
    Field("type", WordReader(dict.fromkeys(sorted(TYPES)), "type of source"), "the type of source (CSL)"),
    Field("url", Url, "the web address"),
    Field("archived", Url, "the web address of an archived copy"),
    Field("language", Language, "the language of the source (BCP 47)"),
    Field("ids", _ids, "identifiers such as isbn or doi"),
    Field(
        "reliability",
        WordReader(words.RELIABILITY, "reliability"),
        "how reliable the source is, from A to F in the Admiralty code",
        required=True,
    ),
    Field("why", Prose, "the reason for this grade, in one line"),
    Field("read", WordReader(words.READ, "state of reading"), "how much of the source the curator has read"),
    Field("derived_from", _sources, "the sources it rests on; [] = none of ours, absent = unknown"),
    Field("note", Prose, "anything else a reader should know about the source"),
)

NAME: Final = RecordReader(
    model.Name,
    "a name",
    Field("text", Line, "the name in this spelling", required=True),
    Field("lang", Language, "the language and script of the name (BCP 47)"),
    Field("scheme", Line, "the transliteration scheme of this spelling"),
    Field("parts", MapReader(Key, Line), "the parts of the name: patronymic, given, family, title"),
)

ROLE: Final = RecordReader(
    model.Role,
    "a role",
    Field("title", Line, "the office or occupation", required=True),
    Field("from", DateReader(), "the start date (EDTF)"),
    Field("to", DateReader(), "the end date (EDTF)"),
    Field("claims", _claims, "the claims that state it"),
)

RELATION: Final = RecordReader(
    model.Relation,
    "a relation",
    Field("to", RefReader("people"), "the other person", required=True),
    Field("as", Line, "what the other person is to this one, such as daughter", required=True),
    Field("claims", _claims, "the claims that state it"),
)

PERSON: Final = RecordReader(
    model.Person,
    "a person",
    Field("name", Line, "the name that readers know best", required=True),
    Field("names", ListReader(NAME), "other spellings that a reader may type"),
    Field("born", DateReader(), "the date of birth (EDTF)"),
    Field("died", DateReader(), "the date of death (EDTF)"),
    Field("about", Prose, "who the person was, in one sentence"),
    Field("ids", _ids, "identifiers such as wikidata or viaf"),
    Field("roles", ListReader(ROLE), "offices and occupations"),
    Field("relations", ListReader(RELATION), "relations to other people"),
    Field("note", Prose, "open questions about the person"),
)

EVENT: Final = RecordReader(
    model.Event,
    "an event",
    Field("title", Line, "what happened, in a few words", required=True),
    Field("date", DateReader(), "the date that the curator finds most likely (EDTF)"),
    Field("date_text", Line, "the date in the words of the document under examination"),
    Field("place", Line, "the place where it happened"),
    Field("people", MapReader(RefReader("people"), Line), "the people who took part, each with a role"),
    Field("variants", _claims, "claims that give rival versions of the event"),
    Field("about", Prose, "a description in one or two sentences"),
)

APPEARANCE: Final = RecordReader(
    model.Appearance,
    "an appearance",
    Field("source", RefReader("sources"), "the document under examination", required=True),
    Field("at", _locator, "the place in the source: a CSL locator and its value"),
    Field("quote", Quote, "the exact words, at most 12"),
    Field("translation", Line, "the quote in the language of the base"),
    Field("note", Prose, "anything else a reader should know"),
)

EVIDENCE: Final = RecordReader(
    model.Evidence,
    "an item of evidence",
    Field("source", RefReader("sources"), "the source that says it", required=True),
    Field("stance", WordReader(words.STANCES, "stance"), "how it bears on the claim", required=True),
    Field(
        "credibility",
        WordReader(words.CREDIBILITY, "credibility"),
        "how credible this statement is, from 1 to 6 in the Admiralty code",
    ),
    Field("at", _locator, "the place in the source: a CSL locator and its value"),
    Field("quote", Quote, "the exact words, at most 12"),
    Field("translation", Line, "the quote in the language of the base"),
    Field("rests_on", _sources, "the sources this statement rests on, if not those in derived_from"),
    Field("date", DateReader(), "the date that this source gives (EDTF)"),
    Field("note", Prose, "what the source says, in your own words"),
)

CLAIM: Final = RecordReader(
    model.Claim,
    "a claim",
    Field("says", Prose, "one checkable sentence, with names instead of pronouns", required=True),
    Field("event", RefReader("events"), "the event it is about"),
    Field("date", DateReader(), "the date of the claim, if it differs from the event (EDTF)"),
    Field("people", ListReader(RefReader("people")), "the people it is about"),
    Field("kind", WordReader(words.KINDS, "kind of claim"), "the kind of statement"),
    Field("tags", ListReader(Key), "topics to find it by"),
    Field("appears_in", ListReader(APPEARANCE, once=False), "where documents under examination make the claim"),
    Field("evidence", ListReader(EVIDENCE, once=False), "all evidence: for it, against it, silent or context"),
    Field("verdict", WordReader(words.VERDICTS, "verdict"), "the curator's judgement of the evidence"),
    Field("because", Prose, "the reason for the verdict, and what would change it"),
    Field("confidence", WordReader(words.CONFIDENCE, "confidence"), "how firm the verdict is"),
    Field(
        "relations",
        MapReader(WordReader(words.RELATIONS, "relation between claims"), _claims),
        "claims it contradicts, is part of, or is related to",
    ),
    Field("reviewed", DateReader(), "the date of the last review"),
    Field("note", Prose, "open questions about the claim"),
)

SECTIONS: Final = Frozen({"sources": SOURCE, "people": PERSON, "events": EVENT, "claims": CLAIM})
"""The sections that hold records by id, each with the reader of its records."""

RECORD_ID: Final = Id
