"""Server-sent events (WHATWG HTML, 9.2): lines of a text/event-stream into events. Sans-IO; one reader a stream."""

from __future__ import annotations

from ..data import frozen


@frozen
class ServerSentEvent:
    """One event; `name` is "message" when the server names none, `id` is the last that was given."""

    name: str
    data: str
    id: str


class ServerSentEvents:
    """Feed it lines without their ends; `feed` gives the event that a line completes."""

    def __init__(self) -> None:
        self._name = ""
        self._data: list[str] = []
        self._id = ""

    def feed(self, line: str) -> ServerSentEvent | None:
        """Take one line. An event without data is none; comments and unknown fields are ignored."""
        if not line:
            return self._completed()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value
        elif field == "id" and "\0" not in value:
            self._id = value
        return None

    def _completed(self) -> ServerSentEvent | None:
        name, data = self._name, self._data
        self._name, self._data = "", []
        return ServerSentEvent(name or "message", "\n".join(data), self._id) if data else None
