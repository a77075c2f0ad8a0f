"""People in a template of Citation Style 1: ``last1``, ``first1``, ``editor-last1``, ``others``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli import contributors

if TYPE_CHECKING:
    from genden_cli.model import Names, Source

_MOST_NAMES: Final = 30
"""The most names of a list that are written. The template shows fewer of them."""


def add_people(values: dict[str, str | None], source: Source, name: str) -> None:
    """Add the people of a source to the ``values`` of the template ``name``."""
    in_whole = name == "cite book" and source.container_title and source.container_author
    _names(values, source.container_author if in_whole else source.author, "author")
    if in_whole:
        _names(values, source.author, "contributor")
    _names(values, source.editor, "editor")
    _names(values, source.translator, "translator")
    if name == "cite interview":
        _names(values, source.interviewer, "interviewer")
    values["people"] = _with_role(source.director, "director") if name == "cite AV media" else None
    others = [
        _with_role(names, role)
        for names, role, has_place in (
            (source.director, "director", name == "cite AV media"),
            (source.interviewer, "interviewer", name == "cite interview"),
            (source.recipient, "recipient", False),
            (source.container_author, "author of the whole", in_whole),
        )
        if not has_place
    ]
    values["others"] = "; ".join(filter(None, others)) or None


def _names(values: dict[str, str | None], names: Names | None, role: str) -> None:
    """Add names: ``last1`` and ``first1``, or ``author1`` for a name in one piece."""
    found = contributors.as_list(names)
    prefix = "" if role == "author" else f"{role}-"
    for n, each in enumerate(found[:_MOST_NAMES], 1):
        if each.literal is not None or not each.given or each.family is None:
            values[f"{role}{n}"] = _in_one_piece(str(each))
        elif contributors.inverted(each).partition(",")[0] == str(each):  # the family name always stands first
            values[f"{role}{n}"] = str(each)
        else:
            values[f"{prefix}last{n}"] = " ".join(filter(None, (each.particle, each.family)))
            values[f"{prefix}first{n}"] = ", ".join(filter(None, (each.given, each.suffix)))
    if len(found) > _MOST_NAMES:
        values["display-authors" if role == "author" else f"display-{role}s"] = "etal"


def _in_one_piece(name: str) -> str:
    """Return a name in the brackets that keep a comma in it from dividing it."""
    return f"(({name}))" if re.search(r"[,;]", name) else name


def _with_role(names: Names | None, role: str) -> str | None:
    return f"{listed(names)} ({role})" if names else None


def listed(names: Names | None) -> str:
    """Return names as a list with commas."""
    return ", ".join(map(str, contributors.as_list(names)))
