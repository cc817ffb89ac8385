"""Frames of MUD mode sockets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.frames import FrameRefused, Frames, frame


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8), st.lists(st.integers(1, 9), max_size=20))
def test_how_the_bytes_arrive_makes_no_difference(payloads: list[bytes], sizes: list[int]) -> None:
    """In pieces of any size the same frames come out as all at once."""
    wire = b"".join(frame(one) for one in payloads)
    frames, found, rest = Frames(40), [], wire
    for size in sizes:
        found += list(frames.feed(rest[:size]))
        rest = rest[size:]
    found += list(frames.feed(rest))

    assert found == payloads


@pytest.mark.parametrize("length", [0, 41, 2**32 - 1])
def test_a_length_that_is_not_allowed_is_refused_before_anything_is_kept(length: int) -> None:
    """Nobody makes us wait for four gigabytes."""
    frames = Frames(40)

    with pytest.raises(FrameRefused):
        list(frames.feed(length.to_bytes(4, "big")))


def test_the_frames_before_a_refused_one_are_there() -> None:
    """They came in time."""
    feed = Frames(40).feed(frame(b"good") + bytes(4))

    assert next(feed) == b"good"
    with pytest.raises(FrameRefused):
        next(feed)
