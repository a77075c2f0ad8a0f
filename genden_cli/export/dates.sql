-- Every date that the base names, once
--   key: other tables refer to it by this: the date in EDTF; of a date in the Julian calendar also the words
--   edtf: in the Extended Date/Time Format
--   words: in English words
--   earliest: the first day that it can be (ISO 8601); empty where that is open or unknown
--   latest: the last day that it can be (ISO 8601); empty where that is open or unknown
--   earliest_day: the first day as a number, 1 = 0001-01-01; before all days where open or unknown
--   latest_day: the last day as a number, 1 = 0001-01-01; after all days where open or unknown
--   sort_day: the number of the first day; of the last day where the first is open or unknown
CREATE TABLE date (
    key TEXT PRIMARY KEY, edtf TEXT NOT NULL, words TEXT NOT NULL, earliest TEXT, latest TEXT, earliest_day INTEGER NOT NULL,
    latest_day INTEGER NOT NULL, sort_day INTEGER NOT NULL
);
INSERT INTO main.date SELECT * FROM facts.date;
