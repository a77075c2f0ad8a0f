-- What is worked out from the tables of the records, which `tables` makes from the schema.
-- Days are proleptic Gregorian ordinals, 1 = 0001-01-01 (see dates/parts.py).

CREATE TABLE date (
    key TEXT PRIMARY KEY,    -- what records name it by: the date in EDTF; in the Julian calendar also in words
    edtf TEXT NOT NULL,
    words TEXT NOT NULL,
    earliest TEXT,           -- the first possible day, as ISO 8601; NULL = open or unknown
    latest TEXT,
    earliest_day INTEGER NOT NULL,
    latest_day INTEGER NOT NULL,
    sort_day INTEGER NOT NULL    -- the first day; the last one if the date is open at its start
) WITHOUT ROWID;

CREATE TABLE standing (      -- how the evidence on a claim stands, and how many independent voices that is
    claim TEXT PRIMARY KEY, supports INTEGER NOT NULL, contradicts INTEGER NOT NULL, silent INTEGER NOT NULL,
    context INTEGER NOT NULL, origins_for INTEGER NOT NULL, origins_for_proven INTEGER NOT NULL,
    origins_against INTEGER NOT NULL, origins_against_proven INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE chronology (    -- every event and claim in order of time, undated ones last; a claim without a date has
    section TEXT NOT NULL,   -- its event's
    sort_day INTEGER NOT NULL, earliest_day INTEGER NOT NULL, latest_day INTEGER NOT NULL, n INTEGER NOT NULL,
    id TEXT NOT NULL, date TEXT, PRIMARY KEY (section, sort_day, earliest_day, latest_day, n)
) WITHOUT ROWID;
CREATE TABLE dated (         -- what a timeline lists, in order of time: events, then what has a date and stands under no
    sort_day INTEGER NOT NULL,    -- event; only events may have none, and come last
    earliest_day INTEGER NOT NULL, latest_day INTEGER NOT NULL,
    kind INTEGER NOT NULL,   -- 0 event, 1 birth, 2 death, 3 office, 4 claim
    n INTEGER NOT NULL,      -- the row of the event, person, role or claim
    id TEXT NOT NULL, date TEXT,    -- an office has two dates, no `date`
    PRIMARY KEY (sort_day, earliest_day, latest_day, kind, n)
) WITHOUT ROWID;
CREATE TABLE dated_count (kind INTEGER PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE weight (        -- by what lists are sorted: claims on a person, items of evidence from a source
    section TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (section, id)
) WITHOUT ROWID;
CREATE TABLE last_checked (claim TEXT PRIMARY KEY, checked TEXT NOT NULL) WITHOUT ROWID;    -- the last review of each, up to the
CREATE TABLE last_review (reviewed TEXT NOT NULL);    -- day of the build, and the latest of any claim, if there is one
CREATE TABLE next_review (day INTEGER NOT NULL);      -- the first day of a review that was still to come, if one was
CREATE TABLE label_text (    -- what a record may be called, folded, as it is spelt, and as it is heard (see
    section TEXT NOT NULL, folded TEXT NOT NULL, id TEXT NOT NULL,    -- text/phonetics.py; the ids of claims are not);
    spelling TEXT NOT NULL, heard TEXT, sound TEXT,    -- the view `label` adds what the record is called here
    PRIMARY KEY (section, folded, id)
) WITHOUT ROWID;
CREATE TABLE nickname (      -- the parts of names by which people are called, and which the spelling lacks; titles and
    person TEXT NOT NULL, name INTEGER NOT NULL, position INTEGER NOT NULL,    -- other parts are no names
    text TEXT NOT NULL, PRIMARY KEY (person, name, position)
) WITHOUT ROWID;
CREATE TABLE tag (n INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
CREATE TABLE place_text (    -- what events have as their place, how it is shown, and all its names: those of a record
    n INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE,    -- of `place` and of what that is a part of
    shown TEXT NOT NULL, names TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE INDEX place_text_shown ON place_text (shown);
CREATE VIRTUAL TABLE passage USING fts5 (
    title, names, about, quote, note, asked, called, kind UNINDEXED, id UNINDEXED, item UNINDEXED,    -- called = the id
    content = "passage_text", content_rowid = "n",    -- a view, see `passages`
    tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co So' separators '¦©®°№℗℠™℃℉℮'"
);
CREATE TABLE spaced_text (   -- the texts of passages that the full-text index has otherwise than the records do
    n INTEGER PRIMARY KEY, title TEXT, names TEXT, about TEXT, quote TEXT, note TEXT, asked TEXT
);
CREATE TABLE word (          -- every word of a passage, in small letters, and how often it stands in passages
    word TEXT PRIMARY KEY, uses INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE word_form (     -- every word of a passage under its stem (text/stems.py), for questions
    stem TEXT NOT NULL, word TEXT NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (stem, word)
) WITHOUT ROWID;
CREATE TABLE synonym (form TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;    -- the words of a group, as stems
CREATE TABLE group_entry (   -- the words of a group: by their stem, or as they are written if they have none of their own
    number INTEGER NOT NULL, position INTEGER NOT NULL, stem TEXT, entry TEXT NOT NULL,
    PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE name_form (     -- names and titles as stems; of people also each word alone, with is_whole = 0
    form TEXT NOT NULL, section TEXT NOT NULL, id TEXT NOT NULL, is_whole INTEGER NOT NULL,
    PRIMARY KEY (form, section, id)
) WITHOUT ROWID;
CREATE INDEX name_form_of ON name_form (section, id);
CREATE TABLE asking (        -- phrasings of records, as the stems of their words in alphabetical order
    form TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    words TEXT NOT NULL,     -- the same, with the number of its group in place of each word that has one
    intent TEXT NOT NULL,    -- what it asks for, such as 'when', or nothing
    PRIMARY KEY (form, kind, id, intent)
) WITHOUT ROWID;
CREATE INDEX asking_of ON asking (kind, id);
CREATE TABLE address (form TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (form, source)) WITHOUT ROWID;
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
