"""The collector of garbage: what stays is left out, and still found."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest

from neolith_trio.runtime import garbage

pytestmark = pytest.mark.skipif(
    sys.implementation.name != "cpython", reason="this interpreter collects in another way"
)


class Thing:
    """Something that can be part of a circle."""

    def __init__(self) -> None:
        self.me = self


def test_what_there_is_is_left_out_and_everything_finds_it() -> None:
    """Objects from before are in no search any more, and everything() knows them all the same."""
    before = Thing()
    with garbage.unfelt():
        assert not any(one is before for one in gc.get_objects())
        assert any(one is before for one in garbage.everything())
        assert gc.get_freeze_count()


def test_new_circles_are_still_found() -> None:
    """A circle that is made later is freed by a search."""
    with garbage.unfelt():
        there = weakref.ref(Thing())
        gc.collect()
        assert there() is None


def test_afterwards_all_is_as_before() -> None:
    """When the mud has ended, nothing is left out, and searches come as often as they did."""
    thresholds = gc.get_threshold()
    with garbage.unfelt():
        assert gc.get_threshold() != thresholds
    assert (gc.get_threshold(), gc.get_freeze_count()) == (thresholds, 0)


def test_while_a_mud_comes_up_searches_come_less_often() -> None:
    """Nothing is left out of them yet, and when it is up all is as before."""
    thresholds = gc.get_threshold()
    with garbage.seldom():
        assert gc.get_threshold() > thresholds
        assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == thresholds


def test_nothing_is_left_out_without_a_mud() -> None:
    """everything() alone leaves the collector as it is."""
    garbage.everything()
    assert gc.get_freeze_count() == 0
