"""What the tests of loading share: the two parsers, what is said of a base, and bases to say it of."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import strategies as st

from genden_cli.errors import BadBase, Problem
from genden_cli.load import load

PARSERS = [
    pytest.param(
        getattr(yaml, "CSafeLoader", None),
        id="libyaml",
        marks=pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml"),
    ),
    pytest.param(yaml.SafeLoader, id="pure"),
]
"""What `genden_cli.nodes.Loader` may be."""


def assert_no_sentence(problem: Problem) -> None:
    """Check that a message and its remedy begin small and end without a full stop."""
    for said in (problem.message, problem.remedy):
        assert not said.endswith(".")
        assert said[:1] == said[:1].lower()


SYNTAX = st.lists(
    st.sampled_from(
        [
            *":-[]{}\"'#&*!|>%@`,?~=<\t\n\\ au8\u0301\u65e5\ud7ff\U0001f600",
            *(
                "\n  ",
                "\n    ",
                "\n- ",
                ": ",
                "base:",
                "title: T",
                "sources:",
                "\n  a: ",
                "1850",
                "<<: ",
                "\\u",
                "\r\n",
            ),
        ]
    ),
    max_size=60,
).map(lambda parts: "".join(parts).encode())
"""What steers YAML and what breaks it."""


def problems(data: bytes) -> tuple[Problem, ...]:
    """Return the mistakes of a base."""
    try:
        load(data, "facts.yaml")
    except BadBase as error:
        return error.problems
    return ()


def told(data: bytes) -> tuple[str, ...]:
    """Return what is said of a base: code, line, column, end (with its line, if another), message, remedy."""
    return tuple(_told(each) for each in problems(data))


def _told(problem: Problem) -> str:
    span = problem.span
    end = span.end_column if span.end_line == span.line else f"{span.end_line}:{span.end_column}"
    return f"{problem.code} {span.line}:{span.column}-{end} {problem.message} -> {problem.remedy}"


def assert_sound_or_told(data: bytes) -> None:
    """Assert that a base loads, or that every mistake stands inside the file and has a message and a remedy."""
    last = data.count(b"\n") + 2  # what is missing at the end may be looked for on the line after the last
    for span, code, message, remedy in problems(data):
        assert 1 <= span.line <= last
        assert span.column >= 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_line <= last
        assert code
        assert message
        assert remedy
