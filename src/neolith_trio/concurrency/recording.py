"""The inbox written down, and played back: the same cycles, the same answers, the same turns.

Rule: what a consumer learns from outside reaches it through a Source and in no other way. Two things do: a cycle (what
the clock showed, and the events that had come, with their numbers) and the answer to a question asked in the middle of
a turn (the time of day, the size of a file). A Live source has them from the inbox, a Recorder also writes them down
before it hands them over, and a Replay reads them back, so that a recording drives the consumer alone.

A recording is one JSON value a line, in ASCII. First the header, then a line for each cycle, each followed by the
answers given in it:

    {"format": "neolith-trio recording", "version": 1, "seed": 42, "config": "9f2c..."}
    {"clock": 1.25, "events": [[0, ...], [1, ...]]}
    {"ask": "time", "answer": 1700000000}
    {"clock": 2.0, "events": []}

A cycle without events is one whose deadline had come: timers were due. How an event looks in JSON is known only to the
two functions that the consumer brings. For the backend; driver.py chooses the source.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, Protocol, TextIO, TypeVar

import attrs
import trio

from neolith_trio.concurrency.inbox import Inbox
from neolith_trio.data import frozen

E = TypeVar("E")

FORMAT = "neolith-trio recording"
VERSION = 1

Json = Any
"""Whatever json.dumps() takes: its own recursive type would only move the Any to the callers."""


class RecordingError(Exception):
    """A recording that cannot be played, or a replay that has left its track; the message names the line."""


@frozen
class Cycle(Generic[E]):
    """What the consumer has to work off at one go: the clock for all of it, the events, the number of the first."""

    clock: float
    events: list[E]
    first: int = 0


@frozen
class Header:
    """What must be the same for the same events to give the same turns."""

    seed: int
    config: str
    """A digest of the configuration."""


class Source(Protocol[E]):
    """Where the consumer gets what comes from outside."""

    async def cycle(self, deadline: float = math.inf) -> Cycle[E]:
        """The next cycle; without events when `deadline`, in Trio's clock, came first. At the end trio.EndOfChannel."""

    def ask(self, question: str, answer: Callable[[], Json]) -> Json:
        """The answer of the outside to a question; the same questions come in the same order in every replay."""


class Live(Generic[E]):
    """The world as it is."""

    def __init__(self, inbox: Inbox[E], clock: Callable[[], float] = trio.current_time) -> None:
        self._inbox = inbox
        self._clock = clock

    async def cycle(self, deadline: float = math.inf) -> Cycle[E]:
        """Wait for events or the deadline; the clock is read afterwards, and once."""
        first, events = await self._inbox.next_batch(deadline)
        return Cycle(self._clock(), events, first)

    def ask(self, question: str, answer: Callable[[], Json]) -> Json:
        """Ask the outside now."""
        return answer()


class Recorder(Generic[E]):
    """Another source, written down. Each line is flushed before the consumer acts on it: a crash is in it too."""

    def __init__(self, source: Source[E], header: Header, file: TextIO, encode: Callable[[E], Json]) -> None:
        self._source = source
        self._file = file
        self._encode = encode
        self._failed = False
        self._write({"format": FORMAT, "version": VERSION, **attrs.asdict(header)})

    async def cycle(self, deadline: float = math.inf) -> Cycle[E]:
        """The cycle of the other source."""
        cycle = await self._source.cycle(deadline)
        numbered = enumerate(cycle.events, cycle.first)
        self._write({"clock": cycle.clock, "events": [[number, self._encode(event)] for number, event in numbered]})
        return cycle

    def ask(self, question: str, answer: Callable[[], Json]) -> Json:
        """The answer of the other source."""
        value = self._source.ask(question, answer)
        self._write({"ask": question, "answer": value})
        return value

    def _write(self, line: dict[str, Json]) -> None:
        if self._failed:  # said once; what follows is the orderly stop
            return
        try:
            self._file.write(json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n")
            self._file.flush()
        except OSError as problem:
            self._failed = True
            with suppress(OSError):  # what is left in its buffer has nowhere to go
                self._file.close()
            raise RecordingError(f"the recording cannot be written: {problem.strerror}") from problem


class Replay(Generic[E]):
    """A recording played back. It looks neither at the inbox nor at the clock, and ends with trio.EndOfChannel."""

    def __init__(self, file: TextIO, decode: Callable[[Json], E]) -> None:
        self._file = file
        self._decode = decode
        self._number = 0
        head = self._read()
        if head is None or head.get("format") != FORMAT:
            raise RecordingError("this file is not a recording of an inbox")
        if head.get("version") != VERSION:
            raise RecordingError(f"this recording has version {head.get('version')}; version {VERSION} can be played")
        self.header = Header(head["seed"], head["config"])

    async def cycle(self, deadline: float = math.inf) -> Cycle[E]:
        """The next recorded cycle, at once; the deadline that ended it when it was recorded is in it already."""
        await trio.lowlevel.checkpoint()
        line = self._read()
        if line is None:
            raise trio.EndOfChannel
        if "clock" not in line:
            raise self._off_track("the turns of a cycle ended", line)
        events = line["events"]
        return Cycle(line["clock"], [self._decode(event) for _, event in events], events[0][0] if events else 0)

    def ask(self, question: str, answer: Callable[[], Json]) -> Json:
        """The recorded answer."""
        line = self._read()
        if line is None or line.get("ask") != question:
            raise self._off_track(f"a turn asked for {question!r}", line)
        return line["answer"]

    def _read(self) -> dict[str, Json] | None:
        """The next line, or None at the end; a last line that a crash cut short is the end too."""
        try:
            text = self._file.readline()
        except UnicodeDecodeError:
            raise RecordingError(f"line {self._number + 1} of the recording is not text") from None
        if not text.endswith("\n"):
            return None
        self._number += 1
        try:
            line = json.loads(text)
        except ValueError as error:
            raise RecordingError(f"line {self._number} of the recording is not JSON: {error}") from None
        if not isinstance(line, dict):
            raise RecordingError(f"line {self._number} of the recording is not an object")
        return line

    def _off_track(self, now: str, line: dict[str, Json] | None) -> RecordingError:
        if line is None:
            recorded = "the recording ends"
        elif "clock" in line:
            recorded = "the next cycle begins"
        else:
            recorded = f"the answer to {line.get('ask')!r} is recorded"
        return RecordingError(f"the replay has left its track: {now}, where in line {self._number} {recorded}")
