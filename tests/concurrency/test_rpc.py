"""Request and reply: each call gets its own reply or its own end, and stray replies are counted."""

from __future__ import annotations

import pytest
import trio
import trio.testing
from hypothesis import given, settings
from hypothesis import strategies as st

from neolith_trio.concurrency import Rpc, RpcStatistics


class Wire:
    """A partner that only remembers what was sent to it."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []

    async def send(self, number: int, request: str) -> None:
        await trio.lowlevel.checkpoint()
        self.sent.append((number, request))


async def test_replies_find_their_calls_in_any_order() -> None:
    """Three calls, answered last first, one with an error."""
    wire = Wire()
    rpc: Rpc[str, str] = Rpc(wire.send)
    got: dict[str, object] = {}

    async def call(request: str) -> None:
        try:
            got[request] = await rpc.call(request)
        except LookupError as error:
            got[request] = error

    error = LookupError("no such thing")
    async with trio.open_nursery() as nursery:
        for request in ("a", "b", "c"):
            nursery.start_soon(call, request)
        await trio.testing.wait_all_tasks_blocked()
        for number, request in sorted(wire.sent, reverse=True):
            assert rpc.fail(number, error) if request == "b" else rpc.reply(number, request.upper())

    assert got == {"a": "A", "b": error, "c": "C"}


async def test_late_duplicate_and_unknown_replies_are_dropped_and_counted(
    autojump_clock: trio.testing.MockClock,
) -> None:
    """None of them raises, and none of them reaches another call."""
    wire = Wire()
    rpc: Rpc[str, int] = Rpc(wire.send)
    with pytest.raises(trio.TooSlowError), trio.fail_after(1):
        await rpc.call("too slow")
    number = wire.sent[0][0]
    assert not rpc.reply(number, 1)
    assert not rpc.reply(number, 2)
    assert not rpc.reply(number + 1, 3)
    assert not rpc.fail(0, ValueError())

    assert rpc.statistics() == RpcStatistics(called=1, in_flight=0, answered=0, late=1, duplicate=1, unknown=2)


async def test_a_second_reply_before_the_caller_runs_does_not_replace_the_first() -> None:
    """The first reply counts, however soon the second one comes."""
    wire = Wire()
    rpc: Rpc[str, str] = Rpc(wire.send)
    got = []

    async def call() -> None:
        got.append(await rpc.call("x"))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(call)
        await trio.testing.wait_all_tasks_blocked()
        assert rpc.reply(1, "first")
        assert not rpc.reply(1, "second")

    assert got == ["first"]
    assert rpc.statistics().duplicate == 1


async def test_a_reply_may_come_before_send_returns() -> None:
    """A partner in the same program can be that quick."""

    async def send(number: int, request: str) -> None:
        rpc.reply(number, request * 2)
        await trio.lowlevel.checkpoint()

    rpc: Rpc[str, str] = Rpc(send)
    assert await rpc.call("x") == "xx"


async def test_no_more_calls_are_in_flight_than_allowed() -> None:
    """The next one is sent when one has its reply, and a caller may give up before it was sent at all."""
    wire = Wire()
    rpc: Rpc[str, str] = Rpc(wire.send, in_flight=1)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(rpc.call, "a")
        await trio.testing.wait_all_tasks_blocked()
        with trio.CancelScope(deadline=trio.current_time()):
            await rpc.call("never sent")
        nursery.start_soon(rpc.call, "b")
        await trio.testing.wait_all_tasks_blocked()
        assert wire.sent == [(1, "a")]
        rpc.reply(1, "")
        await trio.testing.wait_all_tasks_blocked()
        assert wire.sent == [(1, "a"), (2, "b")]
        rpc.reply(2, "")
    assert rpc.statistics().called == 2


async def test_close_ends_every_call_and_refuses_the_next() -> None:
    """A partner that is gone answers nobody, and the error says why."""
    rpc: Rpc[str, str] = Rpc(Wire().send, in_flight=1)
    ended = []

    async def call() -> None:
        with pytest.raises(trio.BrokenResourceError, match="hung up"):
            await rpc.call("x")
        ended.append(True)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(call)
        nursery.start_soon(call)
        await trio.testing.wait_all_tasks_blocked()
        rpc.close("the partner hung up")
    await call()
    assert len(ended) == 3


async def test_a_send_that_fails_is_the_error_of_its_call() -> None:
    """What was never sent is not in flight."""

    async def send(number: int, request: str) -> None:
        raise OSError("broken pipe")

    rpc: Rpc[str, str] = Rpc(send)
    with pytest.raises(OSError, match="broken pipe"):
        await rpc.call("x")
    assert rpc.statistics().in_flight == 0


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reply"), st.integers(0, 6)),
        st.tuples(st.just("fail"), st.integers(0, 6)),
        st.tuples(st.just("cancel"), st.integers(1, 5)),
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=100)
@given(steps=STEPS)
def test_in_any_order_each_call_ends_once_and_each_reply_is_counted_once(steps: list[tuple[str, int]]) -> None:
    """Five calls; replies, errors and cancellations to any of them in any order: the first to come decides each."""
    expected: dict[int, str] = {}
    late = set()
    for step, number in steps:
        if step != "cancel" and expected.get(number) == "cancel":
            late.add(number)
        if 1 <= number <= 5:
            expected.setdefault(number, step)

    async def send(number: int, request: int) -> None:
        await trio.lowlevel.checkpoint()

    async def play() -> None:
        rpc: Rpc[int, str] = Rpc(send)
        scopes = {number: trio.CancelScope() for number in range(1, 6)}
        ended: dict[int, str] = {}

        async def call(number: int) -> None:
            with scopes[number]:
                try:
                    ended[number] = await rpc.call(number)
                except LookupError:
                    ended[number] = "fail"
            ended.setdefault(number, "cancel")

        async with trio.open_nursery() as nursery:
            for number in scopes:
                nursery.start_soon(call, number)
                await trio.testing.wait_all_tasks_blocked()
            for step, number in steps:
                if step == "cancel":
                    scopes[number].cancel()
                elif step == "fail":
                    rpc.fail(number, LookupError())
                else:
                    rpc.reply(number, "reply")
                await trio.testing.wait_all_tasks_blocked()
            nursery.cancel_scope.cancel()

        assert ended == {number: expected.get(number, "cancel") for number in scopes if number in ended}
        assert set(expected) <= set(ended)
        counters = rpc.statistics()
        replies = sum(step != "cancel" for step, _ in steps)
        assert counters.answered + counters.late + counters.duplicate + counters.unknown == replies
        assert counters.answered == sum(step != "cancel" for step in expected.values())
        assert counters.late == len(late)
        assert counters.unknown == sum(step != "cancel" and number in (0, 6) for step, number in steps)

    trio.run(play)
