"""The duplex channel: two ways, each bounded, each with its own end."""

from __future__ import annotations

import pytest
import trio
import trio.testing

from neolith_trio.concurrency import open_duplex


async def test_each_end_receives_what_the_other_sends() -> None:
    """The two ways do not mix."""
    ours, theirs = open_duplex[str, int]()
    await ours.send("question")
    theirs.send_nowait(42)

    assert (await theirs.receive(), ours.receive_nowait()) == ("question", 42)


async def test_a_full_way_lets_its_writer_wait_and_not_the_other() -> None:
    """Each way is bounded on its own."""
    ours, theirs = open_duplex[int, int](1)
    ours.send_nowait(1)
    with pytest.raises(trio.WouldBlock):
        ours.send_nowait(2)
    theirs.send_nowait(3)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ours.send, 2)
        await trio.testing.wait_all_tasks_blocked()
        assert [await theirs.receive(), await theirs.receive()] == [1, 2]


async def test_an_end_that_has_said_all_can_still_listen() -> None:
    """Closing the sending half ends the other's loop after what is under way, and the answer comes back."""
    ours, theirs = open_duplex[str, str]()
    for word in ("a", "b"):
        ours.send_nowait(word)
    ours.close_sending()

    heard = [word async for word in theirs]
    theirs.send_nowait("heard " + " ".join(heard))
    assert await ours.receive() == "heard a b"
    with pytest.raises(trio.ClosedResourceError):
        await ours.send("c")


async def test_closing_an_end_is_noticed_both_ways() -> None:
    """The other end reads the end, and writes into nothing."""
    ours, theirs = open_duplex[str, str]()
    with ours:
        pass
    with pytest.raises(trio.EndOfChannel):
        await theirs.receive()
    with pytest.raises(trio.BrokenResourceError):
        await theirs.send("hello?")
