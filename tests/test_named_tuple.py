"""Our `NamedTuple` against that of `typing`."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any, Generic, TypeVar

import pytest

from genden_cli import named_tuple

Value = TypeVar("Value")


class Theirs(typing.NamedTuple):
    """A grade and what it means."""

    grade: str
    means: str = "nothing"
    others: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Return both."""
        return f"{self.grade}: {self.means}"


class Ours(named_tuple.NamedTuple):
    """A grade and what it means."""

    grade: str
    means: str = "nothing"
    others: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Return both."""
        return f"{self.grade}: {self.means}"


class Box(named_tuple.NamedTuple, Generic[Value]):
    """A value of any type."""

    value: Value
    label: str = ""


ARGUMENTS = [
    (("A",), {}),
    (("A", "good"), {}),
    (("A", "good", ("B",)), {}),
    ((), {"grade": "A"}),
    (("A",), {"others": ("B",)}),
    ((), {"others": (), "means": "good", "grade": "A"}),
]


@pytest.mark.parametrize(("values", "named"), ARGUMENTS)
def test_same_tuple(values: Any, named: Any) -> None:
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)
    assert ours == theirs
    assert hash(ours) == hash(theirs)
    assert repr(ours).removeprefix("Ours") == repr(theirs).removeprefix("Theirs")
    assert (ours.grade, ours.means, ours.others) == (theirs.grade, theirs.means, theirs.others)
    assert ours.in_words() == theirs.in_words()
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(means="bad") == theirs._replace(means="bad")
    assert type(ours._replace(means="bad")) is Ours
    assert Ours._make(theirs) == theirs
    assert Ours._fields == Theirs._fields
    assert copy.copy(ours) == copy.deepcopy(ours) == pickle.loads(pickle.dumps(ours)) == theirs  # noqa: S301
    match ours:
        case Ours(grade, means):
            assert (grade, means) == theirs[:2]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("A", "b", (), "too many"), {}),
        (("A",), {"unknown": 1}),
        (("A",), {"grade": "B"}),
        ((), {"means": "good"}),
    ],
)
def test_same_refusals(values: Any, named: Any) -> None:
    for each in (Ours, Theirs):
        with pytest.raises(TypeError):
            each(*values, **named)


def test_rows_of_a_wrong_length_are_refused() -> None:
    for each in (Ours, Theirs):
        with pytest.raises(TypeError):
            each._make(("A",))


def test_fields_cannot_be_set() -> None:
    for each in (Ours("A"), Theirs("A")):
        with pytest.raises(AttributeError):
            each.grade = "B"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            each.other = "B"  # type: ignore[union-attr]


def test_generic() -> None:
    assert Box(1) == (1, "")
    assert Box[int](1, "one").label == "one"
