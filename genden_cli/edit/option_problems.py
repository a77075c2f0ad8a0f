"""Problems with the values of options, in the words of the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.edit import files as edit_files
from genden_cli.errors import WrongUsage
from genden_cli.field_types import ListType, MapType, PlaceType, RefType, option_name
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.problems import EMPTY_VALUE, EXPECTED_KEYS, EXPECTED_LIST
from genden_cli.parsing.usual_words import perhaps_place
from genden_cli.text.command_line import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.field_types import FieldType, RecordType
    from genden_cli.source.base_files import BaseContent

_MOST_HINTS: Final = 5
_MISSING_KEY: Final = "E011"


class ValuesAt(NamedTuple):
    """The values of a record or item with this ``form``, which begins on a line of a file in a base."""

    content: BaseContent
    file: str
    line: int
    form: RecordType
    values: Mapping[str, str]


def wrong_values(problems: Sequence[Problem], given: ValuesAt) -> WrongUsage:
    """Return the error for the problems of a base. All come from the values that were given."""
    (message, remedy), *more = (_in_words(each, given) for each in problems)
    others = [each for each in dict.fromkeys(each for each, _ in more) if each != message]
    return WrongUsage(message, hints=tuple(filter(None, (remedy, *others[:_MOST_HINTS]))))


def _in_words(problem: Problem, given: ValuesAt) -> tuple[str, str]:
    """Return the message of a problem and its remedy, with the option that they are about."""
    form = given.form
    if missing := _missing(problem, form):
        return (
            f"{form.what} needs --{option_name(missing)}",
            f"add --{option_name(missing)} … ({form.keys[missing].about})",
        )
    key = _key_of(problem, given)
    if key is None:
        return problem.message, problem.remedy
    option, type_ = f"--{option_name(key)}", form.keys[key].type
    if isinstance(type_, PlaceType) and problem.message == EXPECTED_KEYS:
        return f"{option}: no locator in '{given.values[key]}'", _place_remedy(option, given.values[key])
    return f"{option}: {problem.message}", _remedy(problem, option, type_)


def _missing(problem: Problem, form: RecordType) -> str | None:
    """Return the key that a record of a form lacks."""
    told = (key for key in form.keys if problem.message == f"missing key '{key}' in {form.what}")
    return next(told, None) if problem.code == _MISSING_KEY else None


def _remedy(problem: Problem, option: str, type_: FieldType) -> str:
    if problem.message == EMPTY_VALUE:
        return f"write a value, or leave {option} out"
    if isinstance(type_, ListType) and problem.message == EXPECTED_LIST:
        return f"write {option} a,b"
    if isinstance(type_, MapType) and problem.message == EXPECTED_KEYS:
        return f"write {option} {'ana=keeper,bo=guest' if isinstance(type_.key, RefType) else 'isbn=…,doi=…'}"
    return problem.remedy


def _place_remedy(option: str, value: str) -> str:
    perhaps = perhaps_place(value.strip())
    return (
        f"perhaps {option} {quoted(perhaps)}" if perhaps else f"write {option} 'page 12', 'folio 3r' or another locator"
    )


def _key_of(problem: Problem, given: ValuesAt) -> str | None:
    """Return the key in whose value a problem is: the last one that stands before it. None if it is in no value."""
    span = problem.span
    if span.file != given.file or span.line < given.line or not given.values:
        return None
    *above, line = edit_files.text_at(given.content, span.file).lines[given.line - 1 : span.line]
    key = re.compile(rf"(?:^\s*(?:- )?|[{{,]\s*)({'|'.join(map(re.escape, given.values))}):(?=\s|$)")
    for each in (line[: span.column - 1], *reversed(above)):
        if found := key.findall(each):
            return str(found[-1])
    return None
