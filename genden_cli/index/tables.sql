-- The index: a fact base as tables, so that every question is one statement.
-- Keys and words are those of the fact base; `line` is where a record stands in its file; `n` follows the file.
-- A date is kept as written (EDTF); its words and bounds stand once in `date`. Days are counted as in `dates`.

CREATE TABLE date (
    edtf TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    earliest TEXT,           -- the first possible day, as ISO 8601; NULL = open or unknown
    latest TEXT,
    earliest_day INTEGER NOT NULL,
    latest_day INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE base (
    title TEXT NOT NULL, about TEXT, by TEXT, language TEXT NOT NULL, licence TEXT, version TEXT
);

CREATE TABLE source (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, author TEXT, publisher TEXT, issued TEXT,
    type TEXT, url TEXT, archived TEXT, language TEXT, reliability TEXT NOT NULL, why TEXT, read TEXT NOT NULL,
    note TEXT, line INTEGER NOT NULL, derivation_known INTEGER NOT NULL
);
CREATE TABLE identifier (
    section TEXT NOT NULL, id TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (section, id, scheme)
) WITHOUT ROWID;
CREATE TABLE derived_from (
    source TEXT NOT NULL, position INTEGER NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (source, position)
) WITHOUT ROWID;
CREATE TABLE examined (source TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE person (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, born TEXT, died TEXT, about TEXT, note TEXT,
    line INTEGER NOT NULL
);
CREATE TABLE name (
    person TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL, lang TEXT, scheme TEXT,
    PRIMARY KEY (person, position)
) WITHOUT ROWID;
CREATE TABLE name_part (
    person TEXT NOT NULL, position INTEGER NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (person, position, part)
) WITHOUT ROWID;
CREATE TABLE role (
    person TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, from_ TEXT, to_ TEXT,
    PRIMARY KEY (person, position)
) WITHOUT ROWID;
CREATE TABLE role_claim (
    person TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (person, position, claim)
) WITHOUT ROWID;
CREATE TABLE relation (
    person TEXT NOT NULL, position INTEGER NOT NULL, to_ TEXT NOT NULL, as_ TEXT NOT NULL,
    PRIMARY KEY (person, position)
) WITHOUT ROWID;
CREATE TABLE relation_claim (
    person TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (person, position, claim)
) WITHOUT ROWID;

CREATE TABLE event (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, date TEXT, date_text TEXT, place TEXT,
    about TEXT, line INTEGER NOT NULL
);
CREATE TABLE participant (
    event TEXT NOT NULL, position INTEGER NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE TABLE variant (
    event TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (event, position)
) WITHOUT ROWID;

CREATE TABLE claim (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, says TEXT NOT NULL, event TEXT, date TEXT, kind TEXT,
    verdict TEXT NOT NULL, because TEXT, confidence TEXT, reviewed TEXT, note TEXT, line INTEGER NOT NULL
);
CREATE TABLE claim_person (
    claim TEXT NOT NULL, position INTEGER NOT NULL, person TEXT NOT NULL, PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE TABLE claim_tag (
    claim TEXT NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE TABLE claim_relation (
    claim TEXT NOT NULL, position INTEGER NOT NULL, relation TEXT NOT NULL, to_ TEXT NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE TABLE appearance (
    n INTEGER PRIMARY KEY, claim TEXT NOT NULL, source TEXT NOT NULL, quote TEXT, translation TEXT, note TEXT,
    line INTEGER NOT NULL
);
CREATE TABLE evidence (
    n INTEGER PRIMARY KEY, claim TEXT NOT NULL, source TEXT NOT NULL, stance TEXT NOT NULL, credibility TEXT,
    quote TEXT, translation TEXT, date TEXT, note TEXT, line INTEGER NOT NULL, rests_on_known INTEGER NOT NULL
);
CREATE TABLE locator (
    item TEXT NOT NULL, n INTEGER NOT NULL, position INTEGER NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (item, n, position)
) WITHOUT ROWID;
CREATE TABLE rests_on (
    evidence INTEGER NOT NULL, position INTEGER NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (evidence, position)
) WITHOUT ROWID;

-- What follows is worked out from the tables above.

CREATE TABLE standing (      -- how the evidence on a claim stands, and how many independent voices that is
    claim TEXT PRIMARY KEY, supports INTEGER NOT NULL, contradicts INTEGER NOT NULL, silent INTEGER NOT NULL,
    context INTEGER NOT NULL, origins_for INTEGER NOT NULL, origins_for_exact INTEGER NOT NULL,
    origins_against INTEGER NOT NULL, origins_against_exact INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE chronology (    -- every event and claim in order of time, undated ones last; a claim without a date has
    section TEXT NOT NULL,   -- its event's
    earliest_day INTEGER NOT NULL, latest_day INTEGER NOT NULL, n INTEGER NOT NULL,
    id TEXT NOT NULL, date TEXT, PRIMARY KEY (section, earliest_day, latest_day, n)
) WITHOUT ROWID;
CREATE TABLE label (         -- what a record may be called, as it is spelt, folded and heard, and what it is called here
    section TEXT NOT NULL, folded TEXT NOT NULL,
    heard TEXT, sound TEXT,  -- as in `sounds`; the ids of claims are not heard
    spelling TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
    PRIMARY KEY (section, folded, id)
) WITHOUT ROWID;
CREATE TABLE tag (n INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
CREATE TABLE place (n INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
CREATE VIRTUAL TABLE passage USING fts5 (
    title, names, about, quote, note, called, kind UNINDEXED, id UNINDEXED, item UNINDEXED,    -- called = the id
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;    -- every word of a passage, in small letters
CREATE TABLE entry (         -- what a passage is from; `n` is its rowid, in order of time; `weight` is what a hit in
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, item INTEGER,    -- it counts: more where it is named,
    weight REAL NOT NULL                                                         -- and in a short sentence or title
);
CREATE TABLE moment (        -- when it was what a passage tells of; one without a date has none
    n INTEGER PRIMARY KEY, earliest_day INTEGER NOT NULL, latest_day INTEGER NOT NULL
);
CREATE VIRTUAL TABLE facet USING fts5 (    -- what a passage can be filtered by: a letter and a number or a word each
    facets, tokenize = "ascii", content = "", columnsize = 0, detail = none    -- of `query.fields`
);
