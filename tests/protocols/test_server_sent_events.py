"""Lines of an event stream into events."""

from __future__ import annotations

import pytest

from neolith_trio.protocols.server_sent_events import ServerSentEvent, ServerSentEvents


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("data: a\n\n", [("message", "a", "")]),
        ("data: a\ndata:b\n\n", [("message", "a\nb", "")]),
        ("event: tick\nid: 7\ndata: 1\n\ndata: 2\n\n", [("tick", "1", "7"), ("message", "2", "7")]),
        (": comment\n\nevent: nothing\n\nretry: 10\ndata\n\n", [("message", "", "")]),
        ("data: unfinished\n", []),
        ("data:  two blanks\n\n", [("message", " two blanks", "")]),
    ],
)
def test_lines_become_events(text: str, events: list[tuple[str, str, str]]) -> None:
    """As browsers read them."""
    reader = ServerSentEvents()
    found = [reader.feed(line) for line in text.split("\n")[:-1]]

    assert [one for one in found if one is not None] == [ServerSentEvent(*event) for event in events]
