"""Rules: a historian's objections to a valid fact base. One file per family, one function per rule.

The name of a rule is a statement that holds for a good base. A rule takes a `CheckedBase` and yields a warning for each
violation.

A rule in ``CLAIM_CHECKS`` concerns one claim and the records that it rests on. It runs for each batch of claims. A rule
in ``CHECKS`` runs once, when all records have passed.
"""
