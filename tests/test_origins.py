"""How many independent voices are behind a claim: copies, chains, shared sources, unknown ancestry."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.pages import parts
from genden_cli.provenance import Ancestry, EvidenceItem, Origins, Standing, ancestry, origins, standing

# What each source rests on; None where nobody knows.
FAMILY: dict[str, tuple[str, ...] | None] = {
    "log": (),
    "letters": (),
    "novel": None,
    "guide": ("log",),
    "website": ("guide",),
    "retold": ("website",),
    "both": ("log", "letters"),
    "of-log": ("log",),
    "diamond": ("guide", "of-log"),
    "rumour": None,
    "of-rumour": ("rumour",),
    "loop-a": ("loop-b",),
    "loop-b": ("loop-a",),
}


@pytest.mark.parametrize(
    ("source", "rests_on", "sources", "known"),
    [
        ("log", None, "log", True),
        ("guide", None, "guide log", True),
        ("retold", None, "retold website guide log", True),
        ("diamond", None, "diamond guide of-log log", True),
        ("novel", None, "novel", False),
        ("of-rumour", None, "of-rumour rumour", False),
        ("loop-a", None, "loop-a loop-b", True),
        ("loop-a", ("loop-a",), "loop-a", True),
        ("not-recorded", None, "not-recorded", False),
        # what the item says goes before what its source says
        ("novel", (), "novel", True),
        ("novel", ("log",), "novel log", True),
        ("website", (), "website", True),
        ("both", ("letters",), "both letters", True),
        ("guide", ("novel",), "guide novel", False),
    ],
)
def test_statement_rests_on_all_that_its_sources_rest_on(
    source: str,
    rests_on: tuple[str, ...] | None,
    sources: str,
    known: bool,  # noqa: FBT001 -- a column
):
    assert ancestry(source, rests_on, FAMILY) == Ancestry(frozenset(sources.split()), known)


@pytest.mark.parametrize(
    ("sources", "voices", "proven"),
    [
        ("", 0, 0),
        ("log", 1, 1),
        ("novel", 1, 1),  # one voice is one, whatever it rests on
        ("log letters", 2, 2),
        ("log log", 1, 1),
        ("log guide website retold", 1, 1),  # a chain
        ("website retold", 1, 1),  # the source of both says nothing here
        ("guide of-log", 1, 1),  # two that share a source
        ("diamond of-log guide", 1, 1),
        ("both log letters", 2, 2),  # what mixes two voices adds none and takes none away
        ("both guide letters", 2, 2),
        ("both", 1, 1),
        ("novel log", 2, 1),
        ("novel rumour", 2, 0),
        ("rumour of-rumour", 1, 1),
        ("rumour of-rumour log", 2, 1),
        ("novel log letters guide", 3, 2),
        ("loop-a loop-b log", 2, 2),
    ],
)
def test_independent_voices_are_counted(sources: str, voices: int, proven: int):
    assert origins(ancestry(each, None, FAMILY) for each in sources.split()) == Origins(voices, proven)


def test_unknown_voice_does_not_blur_a_number_that_known_ones_reach():
    mixed = Ancestry(frozenset({"x", "log"}), known=False)
    assert origins([mixed, *(ancestry(each, None, FAMILY) for each in ("log", "letters"))]) == Origins(2, 2)


@pytest.mark.parametrize(
    ("voices", "proven", "number", "exact"),
    [(0, 0, "0", True), (1, 1, "1", True), (2, 2, "2", True), (2, 0, "1 or 2", False), (19, 0, "1 to 19", False),
     (9, 3, "3 to 9", False)],
)  # fmt: skip
def test_number_of_voices_has_a_least_and_a_most(voices: int, proven: int, number: str, exact: bool):  # noqa: FBT001 -- a column
    counted = Origins(voices, proven)
    assert counted.number == number
    assert counted._asdict() == {"voices": voices, "exact": exact}
    words = parts.independent(counted)
    assert ("where they have it from is unknown" in words) == (not exact and not proven)


def test_item_may_rest_on_less_than_its_source():
    items = [EvidenceItem("both", "supports", ("letters",)), EvidenceItem("log", "supports", None)]
    assert standing(items, FAMILY).origins_for == Origins(2, 2)
    assert standing([item._replace(rests_on=None) for item in items], FAMILY).origins_for == Origins(1, 1)


def test_each_side_has_voices_of_its_own_and_silence_has_none():
    items = [
        EvidenceItem("log", "supports", None),
        EvidenceItem("guide", "supports", None),
        EvidenceItem("novel", "supports", None),
        EvidenceItem("letters", "contradicts", None),
        EvidenceItem("both", "contradicts", None),
        EvidenceItem("website", "silent", None),
        EvidenceItem("rumour", "context", None),
    ]
    assert standing(items, FAMILY) == Standing(3, 2, 1, 1, Origins(2, 1), Origins(1, 1))
    assert standing([], FAMILY) == Standing(0, 0, 0, 0, Origins(0, 0), Origins(0, 0))


def voice(sources: str, *, known: bool = True) -> Ancestry:
    """Return the ancestry with sources of one letter."""
    return Ancestry(frozenset(sources), known)


@pytest.mark.parametrize(("a", "b", "c"), [("axy", "bxp", "cyq"), ("zxy", "bxp", "cyq"), ("mxy", "bxp", "cyq")])
def test_number_does_not_hang_on_what_the_sources_are_called(a: str, b: str, c: str):
    assert origins([voice(a), voice(b), voice(c)]) == Origins(2, 2)


def test_tangle_without_an_easy_voice_is_counted_exactly():
    ring = [voice(a + b) for a, b in zip("abcde", "bcdea", strict=True)]
    assert origins(ring) == Origins(2, 2)


def test_large_tangle_gives_a_number_that_is_possible():
    letters = [chr(0x4E00 + each) for each in range(24)]
    ring = [voice(a + b) for a, b in zip(letters, letters[1:] + letters[:1], strict=True)]
    assert origins(ring) == Origins(12, 12)


def test_very_many_voices_are_counted_one_by_one():
    alone = [Ancestry(frozenset({f"source-{number}"}), known=True) for number in range(500)]
    copies = [Ancestry(each.sources | {f"copy-{number}"}, known=True) for number, each in enumerate(alone)]
    assert origins([*copies, *alone]) == Origins(500, 500)


def brute_force(voices: list[Ancestry]) -> int:
    """Return the size of the largest group of voices that share nothing, by trying every group."""
    distinct = [each.sources for each in set(voices)]
    for size in range(len(distinct), 0, -1):
        for group in combinations(distinct, size):
            if all(one.isdisjoint(other) for one, other in combinations(group, 2)):
                return size
    return 0


VOICES = st.lists(
    st.builds(Ancestry, st.frozensets(st.sampled_from("abcdefgh"), min_size=1), st.booleans()), max_size=9
)
# Sources that rest on sources before them, so that there is no circle; some of unknown ancestry.
FAMILIES = st.lists(st.none() | st.sets(st.integers(0, 20)), min_size=1, max_size=12).map(
    lambda parents: {
        str(n): None if each is None else tuple(sorted({str(p % n) for p in each} if n else ()))
        for n, each in enumerate(parents)
    }
)


@given(VOICES)
def test_number_is_the_largest_possible(voices: list[Ancestry]):
    assert origins(voices).voices == brute_force(voices)


@given(VOICES, st.randoms())
def test_order_makes_no_difference(voices: list[Ancestry], random: object):
    shuffled = list(voices)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert origins(shuffled) == origins(voices)


@given(VOICES)
def test_there_are_never_more_origins_than_voices(voices: list[Ancestry]):
    found = origins(voices)
    assert min(1, len(voices)) <= found.voices <= len(set(voices))


@given(FAMILIES, st.data())
def test_copy_never_adds_an_origin(family: dict[str, tuple[str, ...] | None], data: st.DataObject):
    spoken = data.draw(st.lists(st.sampled_from(sorted(family)), min_size=1))
    of = data.draw(st.sampled_from(spoken))
    items = [EvidenceItem(each, "supports", None) for each in spoken]
    copied = [*items, EvidenceItem("copy", "supports", None)]
    assert standing(copied, {**family, "copy": (of,)}).origins_for == standing(items, family).origins_for


@given(FAMILIES, st.data())
def test_what_is_learnt_of_an_ancestry_never_adds_an_origin(
    family: dict[str, tuple[str, ...] | None], data: st.DataObject
):
    spoken = [
        EvidenceItem(each, "supports", None)
        for each in data.draw(st.lists(st.sampled_from(sorted(family)), min_size=1))
    ]
    learnt = {
        source: (str(data.draw(st.integers(0, int(source)))),) if parents is None and int(source) else parents
        for source, parents in family.items()
    }
    before, after = standing(spoken, family).origins_for, standing(spoken, learnt).origins_for
    assert after.voices <= before.voices
    assert after.voices == before.voices or not before.exact
