"""Feeding in pieces: the tools for the rule that chunking never changes the result."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from hypothesis import strategies as st

from neolith_trio.protocols.events import BytesReceived, TextReceived


def joined(events: Iterable[object]) -> list[object]:
    """The events with neighbouring pieces of text put together, for how text is cut means nothing."""
    result: list[object] = []
    for event in events:
        last = result[-1] if result else None
        if isinstance(event, (TextReceived, BytesReceived)) and type(last) is type(event):
            result[-1] = type(event)(last.data + event.data)
        else:
            result.append(event)
    return result


def fed(receive: Callable[[bytes], Iterable[object]], pieces: Iterable[bytes]) -> list[object]:
    return joined([event for piece in pieces for event in receive(piece)])


def bytewise(data: bytes) -> list[bytes]:
    return [data[i : i + 1] for i in range(len(data))]


@st.composite
def split_bytes(draw: st.DrawFn, fragments: Sequence[bytes]) -> list[bytes]:
    """A stream made of meaningful fragments and noise, cut at random places."""
    part = st.one_of(st.sampled_from(list(fragments)), st.binary(max_size=6))
    data = b"".join(draw(st.lists(part, max_size=30)))
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    edges = [0, *cuts, len(data)]
    return [data[a:b] for a, b in itertools.pairwise(edges)]
