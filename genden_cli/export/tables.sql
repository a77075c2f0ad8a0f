-- A fact base as a database of its own. `facts` is the index that it is filled from; nothing of that stays.
-- The comment above a table or view says what it holds, and under that each of its columns, for the metadata file.

-- The fact base as a whole: one row
--   title: what it is about, in a line
--   about: what a first reader should know, in a paragraph
--   by: who curates it and gives the verdicts
--   language: the language it is written in (BCP 47)
--   licence: the licence it may be used under (SPDX)
--   version: the version of its content
CREATE TABLE base (title TEXT NOT NULL, about TEXT, by TEXT, language TEXT NOT NULL, licence TEXT, version TEXT);
INSERT INTO main.base SELECT * FROM facts.base;

-- Every date that the base names, once
--   edtf: as written, in the Extended Date/Time Format; other tables refer to it by this
--   words: in English words
--   earliest: the first day that it can be (ISO 8601); empty where that is open or unknown
--   latest: the last day that it can be (ISO 8601); empty where that is open or unknown
--   earliest_day: the first day as a number to sort by, 1 = 0001-01-01; before all days where open or unknown
--   latest_day: the last day as a number to sort by, 1 = 0001-01-01; after all days where open or unknown
CREATE TABLE date (
    edtf TEXT PRIMARY KEY, words TEXT NOT NULL, earliest TEXT, latest TEXT, earliest_day INTEGER NOT NULL,
    latest_day INTEGER NOT NULL
);
INSERT INTO main.date SELECT * FROM facts.date;

-- Works, documents and pages that say something, those under examination among them
--   id: the name of the source within the base
--   title: its title
--   author: who wrote it, as one name or list of names
--   publisher: who published it, or where it is kept
--   issued: when it was published
--   type: what it is, as a type of the Citation Style Language
--   url: where it can be read
--   archived: the address of an archived copy
--   language: the language it is in (BCP 47)
--   reliability: Admiralty code, how far to trust it: A (completely) to E (not at all), F (cannot be judged)
--   why: the reason for that grade
--   read: how much of it the curator had in hand: full, excerpt, or cited-only
--   note: anything else to know about it
--   derivation_known: 1 where derived_from says what it rests on (no row = on nothing here); 0 = unknown
--   examined: 1 where it is a document under examination, whose statements count as no evidence; else 0
CREATE TABLE source (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, author TEXT, publisher TEXT, issued TEXT REFERENCES date (edtf),
    type TEXT, url TEXT, archived TEXT, language TEXT, reliability TEXT NOT NULL, why TEXT, read TEXT NOT NULL, note TEXT,
    derivation_known INTEGER NOT NULL, examined INTEGER NOT NULL
);
INSERT INTO main.source
SELECT id, title, author, publisher, issued, type, url, archived, language, reliability, why, read, note,
       derivation_known, id IN (SELECT source FROM facts.examined)
  FROM facts.source ORDER BY n;

-- Identifiers of sources in catalogues and registers
--   source: the source
--   scheme: the kind of identifier, such as isbn or doi
--   value: the identifier
CREATE TABLE source_identifier (
    source TEXT NOT NULL REFERENCES source (id), scheme TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (source, scheme)
);
INSERT INTO main.source_identifier SELECT id, scheme, value FROM facts.identifier WHERE section = 'sources';

-- Which source rests on which
--   source: the source that rests on another
--   origin: the source that it rests on
CREATE TABLE derived_from (
    source TEXT NOT NULL REFERENCES source (id), origin TEXT NOT NULL REFERENCES source (id),
    PRIMARY KEY (source, origin)
);
INSERT INTO main.derived_from SELECT source, origin FROM facts.derived_from ORDER BY source, position;

-- People of the story
--   id: the name of the person within the base
--   name: the name that readers know best
--   born: date of birth
--   died: date of death
--   about: who this was
--   note: what remains open about the person
CREATE TABLE person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, born TEXT REFERENCES date (edtf), died TEXT REFERENCES date (edtf),
    about TEXT, note TEXT
);
INSERT INTO main.person SELECT id, name, born, died, about, note FROM facts.person ORDER BY n;

-- Identifiers of people in catalogues and registers
--   person: the person
--   scheme: the kind of identifier, such as wikidata or viaf
--   value: the identifier
CREATE TABLE person_identifier (
    person TEXT NOT NULL REFERENCES person (id), scheme TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (person, scheme)
);
INSERT INTO main.person_identifier SELECT id, scheme, value FROM facts.identifier WHERE section = 'people';

-- Other spellings of the names of people
--   person: the person so called
--   position: the place among the spellings for this person, from 0
--   text: the name as it is spelt
--   lang: its language and script (BCP 47)
--   scheme: the transliteration that gives this spelling
CREATE TABLE name (
    person TEXT NOT NULL REFERENCES person (id), position INTEGER NOT NULL, text TEXT NOT NULL, lang TEXT, scheme TEXT,
    PRIMARY KEY (person, position)
);
INSERT INTO main.name SELECT * FROM facts.name;

-- What a spelling is made of
--   person: the person so called
--   position: which of the spellings for this person, as in name
--   part: the kind of part, such as given or family
--   text: the part as it is spelt
CREATE TABLE name_part (
    person TEXT NOT NULL, position INTEGER NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (person, position, part), FOREIGN KEY (person, position) REFERENCES name (person, position)
);
INSERT INTO main.name_part SELECT * FROM facts.name_part;

-- What happened, or is said to have happened
--   id: the name of the event within the base
--   title: what happened, in a few words
--   date: when, as the curator reads the evidence
--   date_text: when, in the words of the document under examination
--   place: where
--   about: what there is to know about it, in a sentence or two
CREATE TABLE event (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT REFERENCES date (edtf), date_text TEXT, place TEXT, about TEXT
);
INSERT INTO main.event SELECT id, title, date, date_text, place, about FROM facts.event ORDER BY n;

-- Who took part in which event
--   event: the event
--   person: who took part
--   role: as what
CREATE TABLE participant (
    event TEXT NOT NULL REFERENCES event (id), person TEXT NOT NULL REFERENCES person (id), role TEXT NOT NULL,
    PRIMARY KEY (event, person)
);
INSERT INTO main.participant SELECT event, person, role FROM facts.participant ORDER BY event, position;

-- Checkable sentences, each with the verdict of a person who weighed the evidence
--   id: the name of the claim within the base
--   says: the sentence
--   event: the event it is about
--   date: its date, where that is not the date of the event
--   kind: what kind of statement it is, such as office or motive
--   verdict: what became of it: supported, refuted, disputed, unproven, opinion, or unreviewed
--   because: the reason for the verdict, and what would change it
--   confidence: how firm the verdict is: low, moderate, or high
--   reviewed: the day of the last review
--   note: what remains open
CREATE TABLE claim (
    id TEXT PRIMARY KEY, says TEXT NOT NULL, event TEXT REFERENCES event (id), date TEXT REFERENCES date (edtf),
    kind TEXT, verdict TEXT NOT NULL, because TEXT, confidence TEXT, reviewed TEXT REFERENCES date (edtf), note TEXT
);
INSERT INTO main.claim
SELECT id, says, event, date, kind, verdict, because, confidence, reviewed, note FROM facts.claim ORDER BY n;

-- Claims that tell the same event differently, to be compared with each other
--   event: the event
--   claim: a version of it
CREATE TABLE variant (
    event TEXT NOT NULL REFERENCES event (id), claim TEXT NOT NULL REFERENCES claim (id), PRIMARY KEY (event, claim)
);
INSERT INTO main.variant SELECT event, claim FROM facts.variant ORDER BY event, position;

-- Whom a claim is about
--   claim: the claim
--   person: a person it is about
CREATE TABLE claim_person (
    claim TEXT NOT NULL REFERENCES claim (id), person TEXT NOT NULL REFERENCES person (id), PRIMARY KEY (claim, person)
);
INSERT INTO main.claim_person SELECT claim, person FROM facts.claim_person ORDER BY claim, position;

-- The subjects of claims
--   claim: the claim
--   tag: a subject to find it by
CREATE TABLE claim_tag (claim TEXT NOT NULL REFERENCES claim (id), tag TEXT NOT NULL, PRIMARY KEY (claim, tag));
INSERT INTO main.claim_tag SELECT claim, tag FROM facts.claim_tag ORDER BY claim, position;

-- How claims stand to each other
--   claim: the claim that says so
--   relation: contradicts, part_of (the claim is a detail of the other), or related
--   other: the other claim
CREATE TABLE claim_relation (
    claim TEXT NOT NULL REFERENCES claim (id), relation TEXT NOT NULL, other TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (claim, relation, other)
);
INSERT INTO main.claim_relation SELECT claim, relation, to_ FROM facts.claim_relation ORDER BY claim, position;

-- Offices and occupations of people
--   person: who held it
--   position: the place among the roles of this person, from 0
--   title: the office or occupation
--   since: since when
--   until: until when
CREATE TABLE role (
    person TEXT NOT NULL REFERENCES person (id), position INTEGER NOT NULL, title TEXT NOT NULL,
    since TEXT REFERENCES date (edtf), until TEXT REFERENCES date (edtf), PRIMARY KEY (person, position)
);
INSERT INTO main.role SELECT * FROM facts.role;

-- The claims that a role is known from
--   person: who held the role
--   position: which of the roles of this person, as in role
--   claim: a claim that carries it
CREATE TABLE role_claim (
    person TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (person, position, claim), FOREIGN KEY (person, position) REFERENCES role (person, position)
);
INSERT INTO main.role_claim SELECT * FROM facts.role_claim;

-- How people stand to each other
--   person: the person
--   position: the place among the relations of this person, from 0
--   other: the other person
--   is_a: what the other person is to this one
CREATE TABLE relation (
    person TEXT NOT NULL REFERENCES person (id), position INTEGER NOT NULL, other TEXT NOT NULL REFERENCES person (id),
    is_a TEXT NOT NULL, PRIMARY KEY (person, position)
);
INSERT INTO main.relation SELECT * FROM facts.relation;

-- The claims that a relation between people is known from
--   person: the person
--   position: which of the relations of this person, as in relation
--   claim: a claim that carries it
CREATE TABLE relation_claim (
    person TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (person, position, claim), FOREIGN KEY (person, position) REFERENCES relation (person, position)
);
INSERT INTO main.relation_claim SELECT * FROM facts.relation_claim;

-- Where documents under examination make a claim
--   id: a number of this database alone
--   claim: the claim
--   source: the document under examination
--   quote: a few of its words, to the letter
--   translation: the quote in the language of the base
--   note: anything else to know about the place
CREATE TABLE appearance (
    id INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim (id), source TEXT NOT NULL REFERENCES source (id),
    quote TEXT, translation TEXT, note TEXT
);
INSERT INTO main.appearance SELECT n, claim, source, quote, translation, note FROM facts.appearance;

-- Where in its document an appearance stands
--   appearance: the appearance
--   label: what is counted, as a locator of the Citation Style Language, such as page or paragraph
--   value: which one it is
CREATE TABLE appearance_locator (
    appearance INTEGER NOT NULL REFERENCES appearance (id), label TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (appearance, label)
);
INSERT INTO main.appearance_locator SELECT n, label, value FROM facts.locator WHERE item = 'appearance';

-- What one source says about one claim
--   id: a number of this database alone
--   claim: the claim
--   source: the source that says it
--   stance: what that means for the claim: supports, contradicts, silent (although it had to speak), or context
--   credibility: Admiralty code, how likely this is: 1 (confirmed) to 5 (improbable), 6 (cannot be judged)
--   quote: a few words of the source, to the letter
--   translation: the quote in the language of the base
--   date: the date that the source gives
--   note: what the source says, in words of the curator
--   rests_on_known: 1 where rests_on says what this statement rests on (no row = on nothing); 0 = as its source
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim (id), source TEXT NOT NULL REFERENCES source (id),
    stance TEXT NOT NULL, credibility TEXT, quote TEXT, translation TEXT, date TEXT REFERENCES date (edtf), note TEXT,
    rests_on_known INTEGER NOT NULL
);
INSERT INTO main.evidence
SELECT n, claim, source, stance, credibility, quote, translation, date, note, rests_on_known FROM facts.evidence;

-- Where in its source an item of evidence stands
--   evidence: the item of evidence
--   label: what is counted, as a locator of the Citation Style Language, such as page or paragraph
--   value: which one it is
CREATE TABLE evidence_locator (
    evidence INTEGER NOT NULL REFERENCES evidence (id), label TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (evidence, label)
);
INSERT INTO main.evidence_locator SELECT n, label, value FROM facts.locator WHERE item = 'evidence';

-- What a statement rests on, where that is not what its source rests on
--   evidence: the item of evidence
--   origin: the source that it rests on
CREATE TABLE rests_on (
    evidence INTEGER NOT NULL REFERENCES evidence (id), origin TEXT NOT NULL REFERENCES source (id),
    PRIMARY KEY (evidence, origin)
);
INSERT INTO main.rests_on SELECT evidence, origin FROM facts.rests_on ORDER BY evidence, position;

-- How the evidence on a claim stands, not counting documents under examination; no row = no evidence
--   claim: the claim
--   supports: how many items of evidence support it
--   contradicts: how many items of evidence contradict it
--   silent: how many items of evidence say that a source is silent although it had to speak
--   context: how many items of evidence only help to judge it
--   origins_for: how many independent voices support it: sources that rest on each other or on a third count once
--   origins_for_exact: 1 where that number is certain; 0 where it is the most that there can be
--   origins_against: how many independent voices contradict it, counted likewise
--   origins_against_exact: 1 where that number is certain; 0 where it is the most that there can be
CREATE TABLE standing (
    claim TEXT PRIMARY KEY REFERENCES claim (id), supports INTEGER NOT NULL, contradicts INTEGER NOT NULL,
    silent INTEGER NOT NULL, context INTEGER NOT NULL, origins_for INTEGER NOT NULL,
    origins_for_exact INTEGER NOT NULL, origins_against INTEGER NOT NULL, origins_against_exact INTEGER NOT NULL
);
INSERT INTO main.standing SELECT * FROM facts.standing;

CREATE INDEX claim_event ON claim (event);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE INDEX evidence_source ON evidence (source);
CREATE INDEX appearance_claim ON appearance (claim);

-- Full-text search of claims (FTS5); its rowid is that of claim
--   says: the words of the sentence
--   because: the words of the reason for the verdict
--   note: the words of the note
CREATE VIRTUAL TABLE claim_fts USING fts5 (
    says, because, note, content="claim", tokenize = "porter unicode61 remove_diacritics 2"
);
INSERT INTO claim_fts (claim_fts) VALUES ('rebuild');

-- Full-text search of evidence (FTS5); its rowid is the id of evidence
--   quote: the words of the quote
--   translation: the words of the translation
--   note: the words of the note
CREATE VIRTUAL TABLE evidence_fts USING fts5 (
    quote, translation, note, content="evidence", tokenize = "porter unicode61 remove_diacritics 2"
);
INSERT INTO evidence_fts (evidence_fts) VALUES ('rebuild');

-- What happened, in the order of the first possible day; undated events come last
--   id: the event
--   when: its date in English words
--   title: what happened, in a few words
--   place: where
--   date: its date as written (EDTF)
--   earliest: the first day that it can be (ISO 8601); empty where that is open or unknown
--   latest: the last day that it can be (ISO 8601); empty where that is open or unknown
--   claims: how many claims are about it
CREATE VIEW timeline AS
SELECT event.id, date.words AS "when", event.title, place, event.date, earliest, latest,
       (SELECT count(*) FROM claim WHERE claim.event = event.id) AS claims
  FROM event LEFT JOIN date ON date.edtf = event.date
 ORDER BY date.edtf IS NULL, earliest_day, latest_day;

-- Every item of evidence with its claim and its source
--   claim: the claim
--   says: what it says
--   verdict: what became of it
--   stance: what the evidence means for the claim
--   source: the source of the evidence
--   title: the title of that source
--   grade: how reliable the source (A to F) and how credible the statement is (1 to 6): the Admiralty code
--   quote: a few words of the source, to the letter
--   note: what the source says, in words of the curator
CREATE VIEW claim_evidence AS
SELECT claim.id AS claim, claim.says, claim.verdict, evidence.stance, source.id AS source, source.title,
       source.reliability || coalesce(evidence.credibility, '') AS grade, evidence.quote, evidence.note
  FROM evidence JOIN claim ON claim.id = evidence.claim JOIN source ON source.id = evidence.source;

-- What is claimed about each person
--   person: the person
--   name: the name that readers know best
--   claim: a claim about the person
--   says: what it says
--   verdict: what became of it
CREATE VIEW profile AS
SELECT person.id AS person, person.name, claim.id AS claim, claim.says, claim.verdict
  FROM person JOIN claim_person ON claim_person.person = person.id JOIN claim ON claim.id = claim_person.claim;

-- What documents under examination claim, and what became of it
--   source: the document under examination
--   claim: a claim that it makes
--   says: what the claim says
--   quote: a few words of the document, to the letter
--   verdict: what became of the claim
--   because: the reason for the verdict
CREATE VIEW examined_claim AS
SELECT source.id AS source, claim.id AS claim, claim.says, appearance.quote, claim.verdict, claim.because
  FROM appearance JOIN claim ON claim.id = appearance.claim JOIN source ON source.id = appearance.source;

-- How many claims have which verdict
--   verdict: the verdict
--   claims: how many claims have it
CREATE VIEW scorecard AS SELECT verdict, count(*) AS claims FROM claim GROUP BY verdict;
