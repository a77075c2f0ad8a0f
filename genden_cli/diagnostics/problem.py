"""Problems as values: a place in a file, the rule that it breaks, a message, a remedy, related places, a fix."""

from __future__ import annotations

from enum import StrEnum

from genden_cli.named_tuple import NamedTuple


class Severity(StrEnum):
    """How serious a problem is."""

    ERROR = "error"
    """The fact base cannot be read until it is corrected."""
    WARNING = "warning"
    """The fact base can be read, but a historian would object."""


class Span(NamedTuple):
    """A range in a file; lines and columns count from 1, the end is exclusive. Spans sort by file and place."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def moved(self, distance: int) -> Span:
        """Return the range so many lines further down."""
        return Span(self.file, self.line + distance, self.column, self.end_line + distance, self.end_column)


class Explanation(NamedTuple):
    """A rule in prose: what it says, why it matters, and an example that breaks it and one that keeps it."""

    what: str
    why: str
    wrong: str
    right: str


class Rule(NamedTuple):
    """An entry of the registry: one kind of problem."""

    code: str
    severity: Severity
    title: str
    explanation: Explanation


class Label(NamedTuple):
    """A second place that a problem refers to, and what stands there."""

    span: Span
    message: str


class Fix(NamedTuple):
    """An edit that removes a problem: the text at ``span`` is replaced by ``replacement``, which may be YAML."""

    span: Span
    replacement: str


class Problem(NamedTuple):
    """One error or warning: the rule, the place, what is wrong there, and how to correct it.

    ``related`` are further places that the message refers to. ``fix`` is set only where the remedy is certain.
    """

    rule: Rule
    span: Span
    message: str
    remedy: str = ""
    related: tuple[Label, ...] = ()
    fix: Fix | None = None

    @property
    def code(self) -> str:
        """The code of the rule, such as E014."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity
