-- What the exported database holds beside the tables of the records, which sqlite_tables.py makes from the schema.
-- The comment above a table or view says what it holds, and under that each of its columns, for the metadata file.

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
INSERT INTO main.standing
SELECT claim, supports, contradicts, silent, context, origins_for, origins_for IN (origins_for_proven, 1),
       origins_against, origins_against IN (origins_against_proven, 1)
  FROM facts.standing;

CREATE INDEX claim_event ON claim (event);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE INDEX evidence_source ON evidence (source);
CREATE INDEX appearance_claim ON appearance (claim);

-- What happened, in order of time (the first possible day, or the last of a date open at its start); undated events come last
--   id: the event
--   when: its date in English words
--   title: what happened, in a few words
--   place: where
--   date: its date as written (EDTF)
--   earliest: the first day that it can be (ISO 8601); empty where that is open or unknown
--   latest: the last day that it can be (ISO 8601); empty where that is open or unknown
--   claims: how many claims are about it
CREATE VIEW timeline AS
SELECT event.id, date.words AS "when", event.title,
       coalesce((SELECT name FROM place WHERE place.id = event.place), event.place) AS place, event.date, earliest, latest,
       (SELECT count(*) FROM claim WHERE claim.event = event.id) AS claims
  FROM event LEFT JOIN date ON date.key = event.date
 ORDER BY date.key IS NULL, sort_day, earliest_day, latest_day;

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
