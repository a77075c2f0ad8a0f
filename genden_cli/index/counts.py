"""Count in advance what lists, the scorecard and the headline count, so that they take as long for any base."""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE record_count AS
    SELECT (SELECT count(*) FROM claim) AS claims,
           (SELECT count(DISTINCT claim) FROM appearance WHERE source IN (SELECT source FROM examined))
           AS made_by_examined,
           (SELECT count(*) FROM standing) AS with_evidence,
           (SELECT count(*) FROM (SELECT claim FROM evidence WHERE quote IS NOT NULL
                                  UNION SELECT claim FROM appearance WHERE quote IS NOT NULL)) AS with_quote,
           (SELECT count(*) FROM standing WHERE origins_for >= 2 OR origins_against >= 2) AS with_two_origins,
           (SELECT count(*) FROM claim WHERE verdict = 'unreviewed' AND state IS NOT 'withdrawn') AS unreviewed,
           (SELECT checked FROM last_checked JOIN date ON date.key = checked ORDER BY sort_day LIMIT 1)
           AS oldest_review,
           (SELECT count(*) FROM event) AS events,
           (SELECT count(*) FROM person) AS people,
           (SELECT count(*) FROM source) AS sources,
           (SELECT count(*) FROM evidence WHERE source NOT IN (SELECT source FROM examined)) AS evidence,
           (SELECT count(*) FROM evidence WHERE quote IS NOT NULL AND source NOT IN (SELECT source FROM examined))
           AS evidence_with_quote,
           (SELECT count(*) FROM appearance) AS appearances,
           (SELECT count(*) FROM appearance WHERE quote IS NOT NULL) AS appearances_with_quote,
           (SELECT count(*) FROM source WHERE url IS NOT NULL) AS sources_with_url,
           (SELECT count(*) FROM source
             WHERE archived IS NOT NULL OR id IN (SELECT source FROM source_copy)) AS sources_with_copy,
           (SELECT count(*) FROM source WHERE accessed IS NOT NULL) AS sources_with_access_date
    """,
    """
    CREATE TABLE state_count AS
    SELECT state, count(*) AS claims FROM claim WHERE state IS NOT NULL GROUP BY state
    """,
    "CREATE TABLE verdict_count AS SELECT verdict, count(*) AS claims FROM claim GROUP BY verdict",
    """
    CREATE TABLE examined_count AS
    SELECT examined.source, verdict, count(DISTINCT claim.id) AS claims, count(DISTINCT standing.claim) AS with_evidence
      FROM examined JOIN appearance ON appearance.source = examined.source JOIN claim ON claim.id = appearance.claim
      LEFT JOIN standing ON standing.claim = claim.id
     GROUP BY examined.source, verdict
    """,
    """
    CREATE TABLE headline AS
    SELECT claim.id AS claim, variant.event AS event,
           (SELECT count(*) FROM appearance
             WHERE appearance.claim = claim.id AND source IN (SELECT source FROM examined)) AS appearances
      FROM claim LEFT JOIN variant ON variant.claim = claim.id
     ORDER BY coalesce(state, 'published') <> 'published', variant.event IS NULL, appearances DESC,
              (SELECT count(*) FROM evidence WHERE evidence.claim = claim.id) DESC, claim.n
     LIMIT 1
    """,
    "INSERT INTO weight SELECT 'people', person, count(*) FROM claim_person GROUP BY person",
    "INSERT INTO weight SELECT 'sources', source, count(*) FROM evidence GROUP BY source",
)
"""They need the tables of the records, and `standing`."""
