"""Comments that silence warnings."""

from __future__ import annotations

import pytest
from sound import edited, found

from genden_cli.check import check

SAYS = "says: A storm put out the lamp."
QUESTION = "says: Did a storm put out the lamp?"

# What stands in place of a claim's sentence, and what is said of it.
SILENCES = [
    (f"{QUESTION}  # genden: ignore W254 because it is the title of the pamphlet", []),
    (f"{QUESTION} # genden: ignore W201, W254 because so", ["W291"]),
    (f"# genden: ignore W254 because so\n    {QUESTION}", []),
    (f"# genden: ignore W254 because so\n    # and on\n    {QUESTION}", []),
    (f"# genden: ignore W254 because so\n\n    {QUESTION}", ["W291", "W254"]),
    (f"{QUESTION}\n    # genden: ignore W254 because so", ["W254", "W291"]),
    (f"{QUESTION}  # genden: ignore W254", ["W290"]),
    (f"{QUESTION}  # genden: ignore W254 because", ["W290"]),
    (f"{QUESTION}  # genden: ignore because so", ["W254", "W291"]),
    (f"{QUESTION}  # genden: ignore", ["W254", "W291"]),
    (f"{QUESTION}  #genden:ignore w254 because so", []),
    (f"{QUESTION}  # genden: ignore E014 because so", ["W254", "W291"]),
    (f"{QUESTION}  # genden: ignore W999 because so", ["W254", "W291"]),
    (f"{QUESTION}  # as genden: ignore W254 because so", ["W254"]),
    (f"{SAYS}  # genden: ignore W254 because so", ["W291"]),
    # What only looks like a comment.
    (f'{SAYS}\n    note: "write # genden: ignore W254 because so"', []),
    (f"{SAYS}\n    note: |\n      # genden: ignore W254 because so", []),
    (f"{SAYS}\n    note: >-\n      write\n      # genden: ignore W254 because so\n      there", []),
    (f"{SAYS}\n    note: 'write#genden: ignore W254 because so'", []),
    # Comments beside texts in lines of their own.
    ("says: >-  # genden: ignore W254 because so\n      Did a storm put out the lamp?", []),
    (f"{SAYS}\n    note: >-\n      So.\n    # genden: ignore W254 because so", ["W291"]),
    (f"{SAYS}\n    note: >-\n      So.\n\n  # genden: ignore W254 because so", ["W291"]),
    (f"{SAYS}\n    note: |+\n      So.\n# genden: ignore W254 because so", ["W291"]),
    (f"{SAYS}\n    note: So\n      it was  # genden: ignore W254 because so", ["W291"]),
]


@pytest.mark.parametrize(("new", "codes"), SILENCES)
def test_comment_silences_its_line_and_no_other(new: str, codes: list[str]) -> None:
    assert [each.code for each in found(edited(SAYS, new))] == codes


def test_silenced_warning_keeps_its_reason() -> None:
    text = edited(SAYS, f"{QUESTION}  # genden: ignore W254 because it asks  ")
    (gone,) = check(text.replace("\n", "\r\n").encode(), "facts.yaml").suppressions
    assert (gone.problem.code, gone.reason) == ("W254", "it asks")


def test_place_is_the_code_or_the_comment() -> None:
    text = edited(SAYS, f"{SAYS}  # genden: ignore W254, W1")
    line = text[: text.index("# genden")].count("\n") + 1
    assert [(each.code, *each.span) for each in found(text)] == [
        ("W290", line, 38, line, 63),
        ("W291", line, 55, line, 59),
        ("W291", line, 61, line, 63),
    ]


def test_list_of_what_is_silenced_reaches_every_section() -> None:
    text = edited("name: Tobias Marsh", "name: Tobias Marsh  # genden: ignore W254 because so")
    text = text.replace("place: Lamp House", 'place: "# genden: ignore W254 because so"')
    assert [each.code for each in found(text)] == ["W291"]
