"""The format of a fact base, key by key: the one place that says what may stand in ``facts.yaml``.

`load` reads by these tables, and whatever describes the format to others is made from them.
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
    Field("title", Line, "what the fact base is about, in a line", required=True),
    Field("about", Prose, "a paragraph for somebody who opens it for the first time"),
    Field("by", Line, "who curates it: the author of every review"),
    Field("examines", _sources, "the documents under examination; what they say is never evidence"),
    Field("language", Language, "the language it is written in, as BCP 47"),
    Field("licence", Line, "under which licence it may be used, as SPDX"),
    Field("version", Line, "the version of the content"),
)

SOURCE: Final = RecordReader(
    model.Source,
    "a source",
    Field("title", Line, "its title", required=True),
    Field("author", Line, "who wrote it"),
    Field("publisher", Line, "who published it, or where it is kept"),
    Field("issued", DateReader(), "when it was published (EDTF)"),
    Field("type", WordReader(dict.fromkeys(sorted(TYPES)), "type of source"), "what it is, as a CSL type"),
    Field("url", Url, "where it can be read"),
    Field("archived", Url, "an archived copy"),
    Field("language", Language, "its language, as BCP 47"),
    Field("ids", _ids, "its identifiers: isbn, doi, …"),
    Field(
        "reliability",
        WordReader(words.RELIABILITY, "reliability"),
        "A to F: how far the source has proved trustworthy (Admiralty code)",
        required=True,
    ),
    Field("why", Prose, "the reason for that grade, in a line"),
    Field("read", WordReader(words.READ, "state of reading"), "how much of it the curator had in hand"),
    Field("derived_from", _sources, "the sources it rests on; [] = none of ours, absent = unknown"),
    Field("note", Prose, "anything a reader should know about it"),
)

NAME: Final = RecordReader(
    model.Name,
    "a name",
    Field("text", Line, "the name as it is spelt", required=True),
    Field("lang", Language, "its language and script, as BCP 47"),
    Field("scheme", Line, "the transliteration that gives this spelling"),
    Field("parts", MapReader(Key, Line), "patronymic, given, family, title"),
)

ROLE: Final = RecordReader(
    model.Role,
    "a role",
    Field("title", Line, "the office or occupation", required=True),
    Field("from", DateReader(), "since when (EDTF)"),
    Field("to", DateReader(), "until when (EDTF)"),
    Field("claims", _claims, "the claims that carry it"),
)

RELATION: Final = RecordReader(
    model.Relation,
    "a relation",
    Field("to", RefReader("people"), "the other person", required=True),
    Field("as", Line, "what the other person is to this one", required=True),
    Field("claims", _claims, "the claims that carry it"),
)

PERSON: Final = RecordReader(
    model.Person,
    "a person",
    Field("name", Line, "the name that readers of the base know", required=True),
    Field("names", ListReader(NAME), "every other spelling that a reader may type"),
    Field("born", DateReader(), "date of birth (EDTF)"),
    Field("died", DateReader(), "date of death (EDTF)"),
    Field("about", Prose, "who this was, in a sentence"),
    Field("ids", _ids, "identifiers: wikidata, viaf, …"),
    Field("roles", ListReader(ROLE), "offices and occupations"),
    Field("relations", ListReader(RELATION), "how the person stands to others"),
    Field("note", Prose, "what remains open about the person"),
)

EVENT: Final = RecordReader(
    model.Event,
    "an event",
    Field("title", Line, "what happened, in a few words", required=True),
    Field("date", DateReader(), "when, as the curator reads the evidence (EDTF)"),
    Field("date_text", Line, "how the document under examination dates it"),
    Field("place", Line, "where"),
    Field("people", MapReader(RefReader("people"), Line), "who took part, and as what"),
    Field("variants", _claims, "claims that tell it differently, to be compared with each other"),
    Field("about", Prose, "a sentence or two"),
)

APPEARANCE: Final = RecordReader(
    model.Appearance,
    "an appearance",
    Field("source", RefReader("sources"), "the document under examination", required=True),
    Field("at", _locator, "where in it: a CSL locator label and its value"),
    Field("quote", Quote, "its words, to the letter, at most 12"),
    Field("translation", Line, "the quote in the language of the base"),
    Field("note", Prose, "anything a reader should know"),
)

EVIDENCE: Final = RecordReader(
    model.Evidence,
    "an item of evidence",
    Field("source", RefReader("sources"), "who says it", required=True),
    Field("stance", WordReader(words.STANCES, "stance"), "what that means for the claim", required=True),
    Field(
        "credibility",
        WordReader(words.CREDIBILITY, "credibility"),
        "1 to 6: how likely this very statement is (Admiralty code)",
    ),
    Field("at", _locator, "where in it: a CSL locator label and its value"),
    Field("quote", Quote, "its words, to the letter, at most 12"),
    Field("translation", Line, "the quote in the language of the base"),
    Field("rests_on", _sources, "what this statement rests on, where not on what derived_from says"),
    Field("date", DateReader(), "the date that this source gives (EDTF)"),
    Field("note", Prose, "what it says, in your own words"),
)

CLAIM: Final = RecordReader(
    model.Claim,
    "a claim",
    Field("says", Prose, "one checkable sentence, with names in place of pronouns", required=True),
    Field("event", RefReader("events"), "the event it is about"),
    Field("date", DateReader(), "its date, where that is not the event's (EDTF)"),
    Field("people", ListReader(RefReader("people")), "whom it is about"),
    Field("kind", WordReader(words.KINDS, "kind of claim"), "what kind of statement it is"),
    Field("tags", ListReader(Key), "subjects to find it by"),
    Field("appears_in", ListReader(APPEARANCE, once=False), "where a document under examination says it"),
    Field("evidence", ListReader(EVIDENCE, once=False), "all that speaks for it, against it, or is silent"),
    Field("verdict", WordReader(words.VERDICTS, "verdict"), "a person's judgement of the evidence"),
    Field("because", Prose, "the reason for the verdict, and what would change it"),
    Field("confidence", WordReader(words.CONFIDENCE, "confidence"), "how firm the verdict is"),
    Field(
        "relations",
        MapReader(WordReader(words.RELATIONS, "relation between claims"), _claims),
        "claims it contradicts, is part of, or is related to",
    ),
    Field("reviewed", DateReader(), "the day of the last review"),
    Field("note", Prose, "what remains open"),
)

SECTIONS: Final = Frozen({"sources": SOURCE, "people": PERSON, "events": EVENT, "claims": CLAIM})
"""The sections whose entries are records with an id, and how a record of each is read."""

RECORD_ID: Final = Id
