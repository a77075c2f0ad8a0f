-- A fact base as a database of its own. `facts` is the index that it is filled from; nothing of that stays.
-- A comment that begins a line describes the table or view below it, for the metadata file.

-- The fact base as a whole
CREATE TABLE base (title TEXT NOT NULL, about TEXT, by TEXT, language TEXT NOT NULL, licence TEXT, version TEXT);
INSERT INTO main.base SELECT * FROM facts.base;

-- Dates as written (EDTF), in words, and with their first and last possible day (ISO 8601; empty = open or unknown)
CREATE TABLE date (
    edtf TEXT PRIMARY KEY, words TEXT NOT NULL, earliest TEXT, latest TEXT, earliest_day INTEGER NOT NULL,
    latest_day INTEGER NOT NULL
);
INSERT INTO main.date SELECT * FROM facts.date;

-- Works, documents and pages that say something; reliability is the Admiralty code, A to F
CREATE TABLE source (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, author TEXT, publisher TEXT, issued TEXT REFERENCES date (edtf), type TEXT,
    url TEXT, archived TEXT, language TEXT, reliability TEXT NOT NULL, why TEXT, read TEXT NOT NULL, note TEXT,
    derivation_known INTEGER NOT NULL, examined INTEGER NOT NULL
);
INSERT INTO main.source
SELECT id, title, author, publisher, issued, type, url, archived, language, reliability, why, read, note,
       derivation_known, id IN (SELECT source FROM facts.examined)
  FROM facts.source ORDER BY n;

-- Identifiers of sources, such as isbn and doi
CREATE TABLE source_identifier (
    source TEXT NOT NULL REFERENCES source (id), scheme TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (source, scheme)
);
INSERT INTO main.source_identifier SELECT id, scheme, value FROM facts.identifier WHERE section = 'sources';

-- Which source rests on which
CREATE TABLE derived_from (
    source TEXT NOT NULL REFERENCES source (id), origin TEXT NOT NULL REFERENCES source (id),
    PRIMARY KEY (source, origin)
);
INSERT INTO main.derived_from SELECT source, origin FROM facts.derived_from ORDER BY source, position;

-- People who act in the story
CREATE TABLE person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, born TEXT REFERENCES date (edtf), died TEXT REFERENCES date (edtf),
    about TEXT, note TEXT
);
INSERT INTO main.person SELECT id, name, born, died, about, note FROM facts.person ORDER BY n;

-- Identifiers of people, such as viaf
CREATE TABLE person_identifier (
    person TEXT NOT NULL REFERENCES person (id), scheme TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (person, scheme)
);
INSERT INTO main.person_identifier SELECT id, scheme, value FROM facts.identifier WHERE section = 'people';

-- Every other spelling of a name, with its language and script (BCP 47)
CREATE TABLE name (
    person TEXT NOT NULL REFERENCES person (id), position INTEGER NOT NULL, text TEXT NOT NULL, lang TEXT, scheme TEXT,
    PRIMARY KEY (person, position)
);
INSERT INTO main.name SELECT * FROM facts.name;

-- What a spelling is made of: given, family and so on
CREATE TABLE name_part (
    person TEXT NOT NULL, position INTEGER NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (person, position, part), FOREIGN KEY (person, position) REFERENCES name (person, position)
);
INSERT INTO main.name_part SELECT * FROM facts.name_part;

-- What happened
CREATE TABLE event (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT REFERENCES date (edtf), date_text TEXT, place TEXT, about TEXT
);
INSERT INTO main.event SELECT id, title, date, date_text, place, about FROM facts.event ORDER BY n;

-- Who took part in an event, and as what
CREATE TABLE participant (
    event TEXT NOT NULL REFERENCES event (id), person TEXT NOT NULL REFERENCES person (id), role TEXT NOT NULL,
    PRIMARY KEY (event, person)
);
INSERT INTO main.participant SELECT event, person, role FROM facts.participant ORDER BY event, position;

-- Checkable sentences, each with a person's verdict and the reason for it
CREATE TABLE claim (
    id TEXT PRIMARY KEY, says TEXT NOT NULL, event TEXT REFERENCES event (id), date TEXT REFERENCES date (edtf),
    kind TEXT, verdict TEXT NOT NULL, because TEXT, confidence TEXT, reviewed TEXT REFERENCES date (edtf), note TEXT
);
INSERT INTO main.claim
SELECT id, says, event, date, kind, verdict, because, confidence, reviewed, note FROM facts.claim ORDER BY n;

-- Claims that tell an event differently
CREATE TABLE variant (
    event TEXT NOT NULL REFERENCES event (id), claim TEXT NOT NULL REFERENCES claim (id), PRIMARY KEY (event, claim)
);
INSERT INTO main.variant SELECT event, claim FROM facts.variant ORDER BY event, position;

-- Whom a claim is about
CREATE TABLE claim_person (
    claim TEXT NOT NULL REFERENCES claim (id), person TEXT NOT NULL REFERENCES person (id), PRIMARY KEY (claim, person)
);
INSERT INTO main.claim_person SELECT claim, person FROM facts.claim_person ORDER BY claim, position;

-- The subjects of a claim
CREATE TABLE claim_tag (claim TEXT NOT NULL REFERENCES claim (id), tag TEXT NOT NULL, PRIMARY KEY (claim, tag));
INSERT INTO main.claim_tag SELECT claim, tag FROM facts.claim_tag ORDER BY claim, position;

-- How claims stand to each other: contradicts, part_of, related
CREATE TABLE claim_relation (
    claim TEXT NOT NULL REFERENCES claim (id), relation TEXT NOT NULL, other TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (claim, relation, other)
);
INSERT INTO main.claim_relation SELECT claim, relation, to_ FROM facts.claim_relation ORDER BY claim, position;

-- Offices and occupations of people
CREATE TABLE role (
    person TEXT NOT NULL REFERENCES person (id), position INTEGER NOT NULL, title TEXT NOT NULL,
    since TEXT REFERENCES date (edtf), until TEXT REFERENCES date (edtf), PRIMARY KEY (person, position)
);
INSERT INTO main.role SELECT * FROM facts.role;

-- The claims that carry a role
CREATE TABLE role_claim (
    person TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (person, position, claim), FOREIGN KEY (person, position) REFERENCES role (person, position)
);
INSERT INTO main.role_claim SELECT * FROM facts.role_claim;

-- What another person is to this one
CREATE TABLE relation (
    person TEXT NOT NULL REFERENCES person (id), position INTEGER NOT NULL, other TEXT NOT NULL REFERENCES person (id),
    is_a TEXT NOT NULL, PRIMARY KEY (person, position)
);
INSERT INTO main.relation SELECT * FROM facts.relation;

-- The claims that carry a relation
CREATE TABLE relation_claim (
    person TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES claim (id),
    PRIMARY KEY (person, position, claim), FOREIGN KEY (person, position) REFERENCES relation (person, position)
);
INSERT INTO main.relation_claim SELECT * FROM facts.relation_claim;

-- Where a document under examination makes a claim
CREATE TABLE appearance (
    id INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim (id), source TEXT NOT NULL REFERENCES source (id),
    quote TEXT, translation TEXT, note TEXT
);
INSERT INTO main.appearance SELECT n, claim, source, quote, translation, note FROM facts.appearance;

-- Where in its source an appearance stands: CSL locators
CREATE TABLE appearance_locator (
    appearance INTEGER NOT NULL REFERENCES appearance (id), label TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (appearance, label)
);
INSERT INTO main.appearance_locator SELECT n, label, value FROM facts.locator WHERE item = 'appearance';

-- What one source says about a claim; credibility is the Admiralty code, 1 to 6
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim (id), source TEXT NOT NULL REFERENCES source (id),
    stance TEXT NOT NULL, credibility TEXT, quote TEXT, translation TEXT, date TEXT REFERENCES date (edtf), note TEXT,
    rests_on_known INTEGER NOT NULL
);
INSERT INTO main.evidence
SELECT n, claim, source, stance, credibility, quote, translation, date, note, rests_on_known FROM facts.evidence;

-- Where in its source an item of evidence stands: CSL locators
CREATE TABLE evidence_locator (
    evidence INTEGER NOT NULL REFERENCES evidence (id), label TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (evidence, label)
);
INSERT INTO main.evidence_locator SELECT n, label, value FROM facts.locator WHERE item = 'evidence';

-- What an item of evidence rests on, where that is not what its source derives from
CREATE TABLE rests_on (
    evidence INTEGER NOT NULL REFERENCES evidence (id), origin TEXT NOT NULL REFERENCES source (id),
    PRIMARY KEY (evidence, origin)
);
INSERT INTO main.rests_on SELECT evidence, origin FROM facts.rests_on ORDER BY evidence, position;

-- How the evidence on a claim stands, and how many independent origins that is at most
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

-- Full-text search of claims
CREATE VIRTUAL TABLE claim_fts USING fts5 (
    says, because, note, content="claim", tokenize = "porter unicode61 remove_diacritics 2"
);
INSERT INTO claim_fts (claim_fts) VALUES ('rebuild');

-- Full-text search of evidence
CREATE VIRTUAL TABLE evidence_fts USING fts5 (
    quote, translation, note, content="evidence", tokenize = "porter unicode61 remove_diacritics 2"
);
INSERT INTO evidence_fts (evidence_fts) VALUES ('rebuild');

-- What happened, in the order of the first possible day
CREATE VIEW timeline AS
SELECT event.id, date.words AS "when", event.title, place, event.date, earliest, latest,
       (SELECT count(*) FROM claim WHERE claim.event = event.id) AS claims
  FROM event LEFT JOIN date ON date.edtf = event.date
 ORDER BY date.edtf IS NULL, earliest_day, latest_day;

-- Every item of evidence with its claim and its source
CREATE VIEW claim_evidence AS
SELECT claim.id AS claim, claim.says, claim.verdict, evidence.stance, source.id AS source, source.title,
       source.reliability || coalesce(evidence.credibility, '') AS grade, evidence.quote, evidence.note
  FROM evidence JOIN claim ON claim.id = evidence.claim JOIN source ON source.id = evidence.source;

-- What is claimed about each person
CREATE VIEW profile AS
SELECT person.id AS person, person.name, claim.id AS claim, claim.says, claim.verdict
  FROM person JOIN claim_person ON claim_person.person = person.id JOIN claim ON claim.id = claim_person.claim;

-- What documents under examination claim, and what became of it
CREATE VIEW examined_claim AS
SELECT source.id AS source, claim.id AS claim, claim.says, appearance.quote, claim.verdict, claim.because
  FROM appearance JOIN claim ON claim.id = appearance.claim JOIN source ON source.id = appearance.source;

-- Claims by verdict
CREATE VIEW scorecard AS SELECT verdict, count(*) AS claims FROM claim GROUP BY verdict;
