"""The turn, with real LPC: what comes in leads to entries into LPC, one after the other."""

from __future__ import annotations

from typing import Any

import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from neolith_trio.protocols import events as protocol
from neolith_trio.protocols.ports import Kind, Reason, Received
from neolith_trio.testing import Mud, ScriptedUser, running
from neolith_trio.testing.mud import START

from .muds import LIB, MASTER


async def trail(mud: Mud) -> list[str]:
    """What the mudlib has noted when there is nothing left to do; asked by a user who comes for that."""
    await wait_all_tasks_blocked()
    reader = await mud.connect()
    await reader.type("trail")
    await reader.until("ready\n")
    return (await reader.until(" END\n"))[:-5].split(",")


async def ready(mud: Mud, kind: Kind = Kind.TELNET) -> ScriptedUser:
    user = await mud.connect(kind)
    await user.until("ready\n")
    return user


async def test_a_line_is_a_command_and_then_comes_the_prompt() -> None:
    """The prompt is not there before the first command."""
    async with running(LIB) as mud:
        user = await ready(mud)

        await user.type("note hello", "trail")

        assert await user.until(" END\n") == "> hello END\n"
        assert await user.until("> ") == "> "


async def test_users_take_turns() -> None:
    """Typed-ahead lines of one do not delay the other by more than one command; who was first comes first."""
    async with running(LIB) as mud:
        a, b = await ready(mud), await ready(mud)

        # in one batch: nothing of it is run before all of it is there
        inbox: Any = mud.driver.port
        for user, note in ((b, "b1"), (a, "a1"), (a, "a2"), (a, "a3"), (b, "b2")):
            inbox.post_nowait(Received(user, protocol.LineReceived(f"note {note}".encode())))

        await b.until("> > ")
        await a.until("> > > ")
        assert await trail(mud) == ["b1", "a1", "b2", "a2", "a3"]


async def test_an_error_costs_its_own_turn_only() -> None:
    """The next line runs, the other user's too; and there is no prompt after an error."""
    async with running(LIB) as mud:
        a, b = await ready(mud), await ready(mud)

        await a.type("note one", "fail", "note two")
        await b.type("note three")
        await a.until("> > ")
        await b.until("> ")

        notes = await trail(mud)
        assert sorted(notes) == sorted(["one", "error *failed\n", "two", "three"])
        assert a.screen == "ready\n> > "


async def test_fluffos_prompts_after_an_error_too() -> None:
    """A user who waits for nothing else sees that he may type."""
    async with running(LIB, "Profile fluffos\n") as mud:
        a = await ready(mud)

        await a.type("fail", "note one")
        await a.until("> > ")

        assert a.screen == "ready\n> > "


async def test_a_loop_without_end_costs_its_own_turn_only() -> None:
    """Each entry has its own budget."""
    async with running(LIB, "MaxEvaluationCost 20000") as mud:
        a, b = await ready(mud), await ready(mud)

        await a.type("loop")
        await b.type("note after")
        await b.until("> ")

        assert await trail(mud) == ["error *Too long evaluation. Execution aborted.\n", "after"]


async def test_time_stands_still_between_turns_and_passes_for_call_outs(autojump_clock: MockClock) -> None:
    """Nothing waits for real: an hour of call_outs is over at once, each at its time."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("later 3600", "later 60")
        await trio.sleep(3700)

        assert await trail(mud) == [f"60 {int(START) + 60}", f"3600 {int(START) + 3600}"]


async def test_what_was_sent_before_the_end_is_still_run() -> None:
    """And net_dead() comes last, exactly once."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("note a", "note b", "note c")
        await user.hang_up()

        assert await trail(mud) == ["a", "b", "c", "net_dead"]


async def test_what_is_left_of_a_user_whom_the_mudlib_removed_is_not_run() -> None:
    """His object is gone; nobody hears of net_dead()."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("note a", "quit", "note b")
        await user.until_closed()
        await user.hang_up(Reason.CLOSED_BY_US)

        assert await trail(mud) == ["a"]


async def test_input_to_takes_lines_and_get_char_takes_keys() -> None:
    """Typed ahead or not, nothing gets lost on the way between the two."""
    async with running(LIB) as mud:
        user = await ready(mud)

        await user.type("ask", "an answer", "key", "yes", "note es is left")
        assert await user.until("got [an answer]\n")
        assert await user.until("got [y]\n")
        assert await user.until("What?\n")  # the rest of the line, `es`

        await user.type("key")
        await wait_all_tasks_blocked()
        assert user.single_character
        await user.press("ä")
        assert await user.until("got [ä]\n")
        assert not user.single_character


async def test_what_telnet_negotiates_reaches_the_applies() -> None:
    """Window size, terminal type, and suboptions that the driver does not know."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.send(protocol.WindowSizeReceived(80, 24))
        await user.send(protocol.TerminalTypeReceived(b"xterm"))
        await user.send(protocol.SubnegotiationReceived(201, b"Core.Hello {}"))
        await user.send(protocol.CommandReceived(241))

        assert await trail(mud) == ["window 80x24", "terminal xterm", "suboption 14"]


async def test_a_snooper_sees_what_is_typed() -> None:
    """And what the other one gets to see."""
    async with running(LIB) as mud:
        victim, spy = await ready(mud), await ready(mud)
        await victim.type("name victim")
        await victim.until("> ")
        await spy.type("snoop victim")
        await spy.until("> ")
        await victim.type("nonsense")
        await victim.until("> ")

        assert await trail(mud) == ["snoop nonsense|", "snoop What?|", "snoop > "]


RAW = MASTER + """
void process_input(mixed x) {
  tell_object(this_object(), sprintf("%s %d\\n", typeof(x), sizeof(x)));
}
"""


@pytest.mark.parametrize(
    ("kind", "event", "expected"),
    [
        (Kind.ASCII, protocol.LineReceived(b"some data"), "string 9\n"),
        (Kind.BINARY, protocol.BytesReceived(b"\x00\xff\n"), "buffer 3\n"),
    ],
)
async def test_data_ports_hand_their_data_to_process_input(
    kind: Kind, event: protocol.Event, expected: str
) -> None:
    """Without commands and without prompts."""
    master = RAW.replace('return new("/user")', "return this_object()")
    async with running({"master.c": master}) as mud:
        user = await mud.connect(kind)
        await user.send(event)

        assert await user.until("\n") == expected
        await user.send(event)
        assert await user.until("\n") == expected


async def test_the_master_may_refuse_a_user() -> None:
    """The connection is closed, and the mud goes on."""
    refusing = MASTER.replace('return new("/user")', 'return port == 4001 ? 0 : new("/user")')
    async with running({**LIB, "master.c": refusing}) as mud:
        refused = await mud.connect(local_port=4001)
        await refused.until_closed()
        await refused.type("note never")
        await refused.hang_up(Reason.CLOSED_BY_US)

        assert await trail(mud) == [""]
        assert refused.screen == ""


async def test_flooding_is_braked_and_nothing_is_lost() -> None:
    """A user who pastes a thousand lines is read as fast as they can be run."""
    async with running(LIB) as mud:
        user = await ready(mud)
        paused = 0
        for number in range(1000):
            await user.type(f"note {number}")
            while not user.receiving:
                paused += 1
                await trio.lowlevel.checkpoint()

        assert await trail(mud) == [str(number) for number in range(1000)]
        assert paused > 0
