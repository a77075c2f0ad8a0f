"""What a historian would object to in a sound fact base: one file a family of rules, one function a rule.

A rule is a true sentence about a good base: it takes a `Survey` and yields a warning for each place where it fails.
"""
