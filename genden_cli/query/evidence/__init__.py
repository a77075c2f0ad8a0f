"""Questions about evidence: what rests on what, rival versions, and verdicts without a source."""
