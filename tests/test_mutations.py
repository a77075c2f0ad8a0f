"""Slips of the pen in a sound base: nothing breaks, and all that is said of one stands near it."""

from __future__ import annotations

from sound import SOUND

from benchmarks.slips import slips


def test_slips_are_told_near():
    told = list(slips(SOUND, count=600, seed=1))
    near = sum(each.is_near for each in told)
    assert near >= 0.95 * len(told), f"{near} of {len(told)}"
