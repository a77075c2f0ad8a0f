"""Rules: a historian's objections to a valid fact base. One file per family, one function per rule.

The name of a rule is a statement that holds for a good base. A rule takes a `CheckedBase` and yields a warning for each
violation.
"""
