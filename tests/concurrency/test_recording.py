"""Record and replay: the same cycles and the same answers, from the recording alone."""

from __future__ import annotations

import errno
import io
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import trio
import trio.testing

from neolith_trio.concurrency import Cycle, Header, Inbox, Live, Recorder, RecordingError, Replay, Source


@attrs.frozen
class Said:
    """An event of the tests."""

    who: str
    text: str


def encode(event: Said) -> list[str]:
    return [event.who, event.text]


def decode(value: Any) -> Said:
    return Said(*value)


HEADER = Header(seed=42, config="abc")
HEAD = '{"format":"neolith-trio recording","version":1,"seed":42,"config":"abc"}\n'


async def consume(source: Source[Said], seed: int) -> list[str]:
    """A consumer with timers, chance and questions to the outside; what it returns is its trace."""
    chance = random.Random(seed)
    trace: list[str] = []
    timer = 1.0
    while True:
        try:
            cycle = await source.cycle(timer)
        except trio.EndOfChannel:
            return trace
        while timer <= cycle.clock:
            trace.append(f"timer {timer}")
            timer += 1.0
        for number, event in enumerate(cycle.events, cycle.first):
            size = source.ask("size", lambda: random.randrange(1000))
            trace.append(f"{cycle.clock} {number} {event.who}: {event.text} {size} {chance.random()}")


async def record(file: io.StringIO) -> list[str]:
    """Record some seconds in which tasks and threads post as they come."""
    inbox: Inbox[Said] = Inbox(3)
    recorder = Recorder(Live(inbox), HEADER, file, encode)
    trace: list[str] = []

    async def consume_live() -> None:
        trace.extend(await consume(recorder, HEADER.seed))

    async def talk(who: str) -> None:
        for number in range(5):
            await trio.sleep(random.choice([0, 0.25, 0.5]))
            await inbox.post(Said(who, f"line {number} \udce4\u263a\n"))
            await trio.to_thread.run_sync(inbox.post_from_thread, Said(who, f"thread {number}"))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(consume_live)
        async with trio.open_nursery() as talkers:
            for who in ("anna", "bert", "carl"):
                talkers.start_soon(talk, who)
        await trio.sleep(2)
        inbox.close()
    return trace


async def test_a_recording_alone_gives_the_same_trace(autojump_clock: trio.testing.MockClock) -> None:
    """Timers, events of tasks and threads, chance and answers: the replay's trace is the recorded one, each time."""
    file = io.StringIO()
    trace = await record(file)
    assert len([line for line in trace if not line.startswith("timer")]) == 30
    assert len([line for line in trace if line.startswith("timer")]) >= 2

    for _ in range(2):
        file.seek(0)
        replay = Replay(file, decode)
        assert replay.header == HEADER
        assert await consume(replay, replay.header.seed) == trace


async def test_a_replay_recorded_again_is_the_same_recording(autojump_clock: trio.testing.MockClock) -> None:
    """Recording loses nothing, byte for byte."""
    first, second = io.StringIO(), io.StringIO()
    await record(first)
    first.seek(0)
    await consume(Recorder(Replay(first, decode), HEADER, second, encode), HEADER.seed)

    assert second.getvalue() == first.getvalue()
    assert first.getvalue().isascii()


async def test_the_lines_are_in_the_file_before_the_consumer_acts(tmp_path: Path) -> None:
    """What a crash of the consumer leaves behind ends with the cycle and the answer that made it crash."""
    inbox: Inbox[Said] = Inbox()
    path = tmp_path / "recording"
    with path.open("w", encoding="ascii") as file:  # noqa: ASYNC230  # a recorder's file is a plain one
        recorder = Recorder(Live(inbox, lambda: 1.5), HEADER, file, encode)
        inbox.post_nowait(Said("anna", "hi"))
        assert await recorder.cycle() == Cycle(1.5, [Said("anna", "hi")])
        assert path.read_text() == HEAD + '{"clock":1.5,"events":[[0,["anna","hi"]]]}\n'
        assert recorder.ask("time", lambda: 1700000000) == 1700000000
        assert path.read_text().endswith('\n{"ask":"time","answer":1700000000}\n')


async def test_a_line_that_a_crash_cut_short_is_the_end() -> None:
    """Everything before it can be played."""
    replay = Replay(io.StringIO(HEAD + '{"clock":1,"events":[]}\n{"clock":2,"ev'), decode)
    assert await replay.cycle() == Cycle(1, [])
    with pytest.raises(trio.EndOfChannel):
        await replay.cycle()


async def _ask_other(replay: Replay[Said]) -> None:
    replay.ask("size", pytest.fail)


async def _end_early(replay: Replay[Said]) -> None:
    await replay.cycle()


async def _ask_twice(replay: Replay[Said]) -> None:
    replay.ask("time", pytest.fail)
    replay.ask("time", pytest.fail)


@pytest.mark.parametrize(
    ("leave", "message"),
    [
        (_ask_other, "asked for 'size', where in line 3 the answer to 'time' is recorded"),
        (_end_early, "a cycle ended, where in line 3 the answer to 'time' is recorded"),
        (_ask_twice, "asked for 'time', where in line 4 the next cycle begins"),
    ],
)
async def test_a_replay_that_leaves_its_track_says_where(leave: Callable[..., Any], message: str) -> None:
    """Other code than was recorded does other things; the first difference stops the replay."""
    lines = '{"clock":1,"events":[]}\n{"ask":"time","answer":1}\n{"clock":2,"events":[]}\n'
    replay = Replay(io.StringIO(HEAD + lines), decode)
    await replay.cycle()
    with pytest.raises(RecordingError, match=message):
        await leave(replay)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a recording"),
        ('{"log": "something else"}\n', "not a recording"),
        (HEAD.replace('"version":1', '"version":99'), "version 99"),
        ("once upon a time\n", "line 1 of the recording is not JSON"),
        ("[]\n", "line 1 of the recording is not an object"),
    ],
)
def test_what_is_not_a_recording_is_refused(text: str, message: str) -> None:
    """Before anything is played."""
    with pytest.raises(RecordingError, match=message):
        Replay(io.StringIO(text), decode)


class FullDisk(io.StringIO):
    """A file that takes nothing."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


async def test_a_recording_on_a_full_disk_says_so_and_is_closed() -> None:
    """What is left in its buffer would else fail again, when the driver closes it."""
    file = FullDisk()

    with pytest.raises(RecordingError, match="cannot be written: No space left"):
        Recorder(Live(Inbox[Said](), lambda: 1.0), HEADER, file, encode)

    assert file.closed


def test_bytes_that_are_no_text_are_no_recording(tmp_path: Path) -> None:
    """Whoever names the wrong file is told, and sees no traceback."""
    path = tmp_path / "picture"
    path.write_bytes(b"\xff\xfe\x00")
    with path.open(encoding="ascii") as file, pytest.raises(RecordingError, match=r"line 1 .* is not text"):
        Replay(file, decode)
