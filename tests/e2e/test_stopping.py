"""Every way to stop a driver is the same way: in order, within five seconds, with everybody's last words."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path

import pytest
import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from neolith_trio.driver import LAST_WORDS, QUEUED, STOP, Driver
from neolith_trio.invocation import Run
from neolith_trio.protocols import events as protocol
from neolith_trio.protocols.ports import Kind, Received
from neolith_trio.testing import Mud, ScriptedUser, configured, running
from neolith_trio.testing.mud import MemoryLog
from tests.backend.muds import LIB, USER

SAVING = {**LIB, "user.c": USER.replace('note("net_dead")', 'write_file("/saved", "saved\\n"); write("unseen")')}


def saved(mud: Mud) -> int:
    """How many users have heard of their end."""
    file = mud.directory / "saved"
    return len(file.read_text().splitlines()) if file.exists() else 0


async def ready(mud: Mud, kind: Kind = Kind.TELNET, *, reconnects: bool = False) -> ScriptedUser:
    user = await mud.connect(kind, reconnects=reconnects)
    await user.until("ready\n")
    return user


async def test_shutdown_of_the_mudlib_ends_with_its_status() -> None:
    """Nothing of LPC runs any more afterwards, but what was written is seen."""
    async with running(SAVING) as mud:
        a, b = await ready(mud), await ready(mud)
        inbox = mud.driver.port
        inbox.post_nowait(Received(a, protocol.LineReceived(b"stop 7")))  # type: ignore[attr-defined]
        inbox.post_nowait(Received(b, protocol.LineReceived(b"note too late")))  # type: ignore[attr-defined]

        assert await mud.ended() == 7
        assert (a.closed, b.closed) == (True, True)
        assert a.screen == "ready\n> "
        assert b.screen == "ready\n"
        assert saved(mud) == 0


async def test_a_stop_from_outside_runs_what_was_queued_and_tells_the_mudlib() -> None:
    """Every command that was there gets its turn, then every user object hears net_dead()."""
    async with running(SAVING) as mud:
        a, b = await ready(mud), await ready(mud)
        for number in range(50):
            mud.driver.port.post_nowait(  # type: ignore[attr-defined]
                Received(a, protocol.LineReceived(b"trail" if number == 49 else b"note %d" % number))
            )
        mud.driver.stop("enough")

        assert await mud.ended() == 0
        assert a.screen.endswith(",47,48 END\n> ")
        assert (a.closed, b.closed) == (True, True)
        assert saved(mud) == 2


async def test_timers_do_not_run_once_the_stop_is_decided(autojump_clock: MockClock) -> None:
    """A call_out that is due every moment does not keep the mud alive."""
    busy = USER.replace('write("ready\\n")', 'call_out("tick", 0, "x"); write("ready\\n")')
    busy = busy.replace('note(s + " " + time());', 'call_out("tick", 0, "x");')
    async with running({**LIB, "user.c": busy}) as mud:
        await ready(mud)
        begin = trio.current_time()
        mud.driver.stop("enough")

        assert await mud.ended() == 0
        assert trio.current_time() - begin < QUEUED


async def test_a_script_runs_to_its_end_however_long_it_is() -> None:
    """The end of a piped console is net_dead() after the last line, and then the stop."""
    async with running(SAVING) as mud:
        console = await mud.connect(Kind.CONSOLE)
        for number in range(300):
            await console.type(f"note {number}")
        await console.type("trail")
        await console.end_input()

        assert await mud.ended() == 0
        assert "298,299 END\n> " in console.screen
        assert "unseen" not in console.screen
        assert saved(mud) == 1


async def test_a_script_waits_until_its_output_is_read(autojump_clock: MockClock) -> None:
    """net_dead() comes when the last output is written, and not before."""
    async with running(SAVING) as mud:
        console = await ready(mud, Kind.CONSOLE)
        console.pending_bytes = 1
        await console.type("trail")
        await console.end_input()
        await console.until("END\n> ")
        await trio.sleep(60)
        assert (saved(mud), mud.status) == (0, None)

        console.pending_bytes = 0

        assert await mud.ended() == 0
        assert saved(mud) == 1


async def test_the_stop_does_not_wait_for_a_reader(autojump_clock: MockClock) -> None:
    """A console whose reader sleeps does not hold up a signal."""
    async with running(SAVING) as mud:
        console = await ready(mud, Kind.CONSOLE)
        console.pending_bytes = 1
        await console.end_input()
        await trio.sleep(60)
        begin = trio.current_time()

        mud.driver.stop("SIGTERM received")

        assert await mud.ended() == 0
        assert trio.current_time() - begin <= STOP
        assert saved(mud) == 1


@pytest.mark.parametrize(("reconnects", "over"), [(False, True), (True, False)])
async def test_a_console_takes_the_driver_along_unless_it_can_come_back(reconnects: bool, over: bool) -> None:
    """At a terminal, ENTER is a new user."""
    async with running(LIB) as mud:
        console = await ready(mud, Kind.CONSOLE, reconnects=reconnects)
        await console.type("quit")
        await console.until_closed()
        await wait_all_tasks_blocked()

        assert (mud.status is not None) is over
        if not over:
            await ready(mud, Kind.CONSOLE, reconnects=True)


async def test_control_c_at_the_console_is_the_orderly_stop() -> None:
    """On telnet it is nothing of the kind."""
    async with running(SAVING) as mud:
        user, console = await ready(mud), await ready(mud, Kind.CONSOLE, reconnects=True)
        await user.send(protocol.Interrupted())
        await wait_all_tasks_blocked()
        assert mud.status is None

        await console.send(protocol.Interrupted())

        assert await mud.ended() == 0
        assert saved(mud) == 2


async def test_a_refused_console_is_the_end() -> None:
    """Nobody could ever come in by it; a terminal may try again."""
    refusing = {"master.c": "object connect(int port) { return 0; }"}
    async with running(refusing) as mud:
        terminal = await mud.connect(Kind.CONSOLE, reconnects=True)
        await terminal.until_closed()
        await wait_all_tasks_blocked()
        assert mud.status is None

        await mud.connect(Kind.CONSOLE)

        assert await mud.ended() == 0


async def test_what_cannot_be_run_in_time_is_cut_short_by_a_second_stop(autojump_clock: MockClock) -> None:
    """Lines that bring forth lines would go on for ever; the mudlib still hears of the end."""
    async with running(SAVING) as mud:
        user = await ready(mud)

        async def flood() -> None:
            with suppress(trio.ClosedResourceError):
                while True:
                    await user.type("note x")

        async with trio.open_nursery() as nursery:
            nursery.start_soon(flood)
            await trio.lowlevel.checkpoint()
            mud.driver.stop("once")
            mud.driver.stop("twice")
            assert await mud.ended() == 0
            nursery.cancel_scope.cancel()
        assert saved(mud) == 1


async def test_cancellation_from_around_is_an_orderly_stop_and_stays_a_cancellation(tmp_path: Path) -> None:
    """The embedding program's nursery ends only when the mudlib has heard of it."""
    config = configured(SAVING, tmp_path)
    returned: list[int] = []
    users: list[ScriptedUser] = []

    async def live(*, task_status: trio.TaskStatus[Driver]) -> None:
        returned.append(await Driver(config, signals=False).run(task_status=task_status))

    async with trio.open_nursery() as nursery:
        driver: Driver = await nursery.start(live)
        users.append(ScriptedUser(driver.port, Kind.TELNET, 4000))
        await users[0].arrive()
        await users[0].until("ready\n")
        nursery.cancel_scope.cancel()

    assert returned == []
    assert nursery.cancel_scope.cancelled_caught
    assert users[0].closed
    assert (tmp_path / "lib" / "saved").read_text() == "saved\n"


async def test_a_driver_lives_in_any_thread_and_leaves_signals_alone(tmp_path: Path) -> None:
    """Its evaluation limit then counts steps instead of using the timer signal."""
    config = configured({"master.c": """
object connect(int port) { return 0; }
int spin() { while (1); }
void epilog(int level) { string e = catch(spin()); }
void preload(string s) { }
void create() { call_out("finish", 0); }
void finish() { shutdown(9); }
"""}, tmp_path, "MaxEvaluationCost 10000")
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]

    status = await trio.to_thread.run_sync(lambda: trio.run(Driver(config).run))

    assert status == 9
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)] == before


async def test_a_master_that_does_not_come_up_is_a_failed_start() -> None:
    """Status 1, and the log says what is wrong and what it means."""
    async with running({"master.c": "object connect(int port) { return this_object() }"}) as mud:
        assert await mud.ended() == 1
        assert mud.log[-1] == "the master object /master.c did not come up"
        assert any("master.c:1" in line for line in mud.log)


async def test_a_master_that_destructs_itself_is_a_failed_start() -> None:
    """As one that does not compile: there would be nobody to ask."""
    async with running({"master.c": "void create() { destruct(this_object()); }"}) as mud:
        assert await mud.ended() == 1
        assert "Bad master object" in mud.log


async def test_a_master_without_a_file_has_a_status_of_its_own() -> None:
    """That of Neolith, so that whoever starts it sees that the configuration names another file."""
    async with running({"other.c": "int x;"}) as mud:
        assert await mud.ended() == 255
        assert mud.log[-1] == "The master file /master.c was not loaded: no such file, or none that may be read."


async def test_a_simul_efun_file_that_is_missing_is_reported() -> None:
    """As in Neolith the mudlib comes up without it: only who calls a simul_efun finds out."""
    alone = "void create() { call_out(\"done\", 1); } void done() { shutdown(7); }"
    async with running({"master.c": alone}, "SimulEfunFile /nowhere.c") as mud:
        assert await mud.ended() == 7
        assert "the simul_efun file /nowhere.c is missing" in mud.log


async def test_a_mudlib_may_end_while_it_comes_up() -> None:
    """That is a good end, whatever it calls it; nobody can come in any more."""
    unwilling = "void create() { shutdown(6); } object connect(int p) { return this_object(); }"
    async with running({"master.c": unwilling}) as mud:
        assert await mud.ended() == 0


def test_the_bounds_leave_room_for_each_other() -> None:
    """Running what is queued ends before the last words, and those before the end."""
    assert 0 < QUEUED < LAST_WORDS < STOP <= 5


async def test_record_and_replay_give_the_same_turns(tmp_path: Path, autojump_clock: MockClock) -> None:
    """What happened from outside is all that it depends on: times, random numbers and errors are the same again."""
    rolling = USER.replace("int do_note(string s) {", "int do_note(string s) { s = s + random(1000000);")
    lib = {**LIB, "user.c": rolling}
    recording = tmp_path / "recording"
    async with running(lib, invocation=Run(record=recording), seed=5) as mud:
        console, other = await ready(mud, Kind.CONSOLE), await ready(mud)
        await console.type("note a", "later 100", "fail")
        await other.type("note b", "loop")
        await trio.sleep(200)
        await other.hang_up()
        await console.type("note c", "trail")
        await console.until("END\n> ")
        await console.type("stop 4")
        assert await mud.ended() == 4
        seen = console.screen

    async with running(lib, invocation=Run(replay=recording), seed=6) as mud:
        assert await mud.ended() == 4
        assert mud.output.decode() == seen
    assert "100 1000000100" in seen
    assert "Too long evaluation" in seen


async def test_two_drivers_in_one_thread_are_two_worlds(tmp_path: Path) -> None:
    """Each with its own end and its own evaluation limit."""
    spinning = """
string left;
void spin() { while (1); }
void finish() { shutdown(%d); }
void create() { call_out("spin", 0); call_out("finish", 0); }
"""
    statuses: dict[int, int] = {}

    async def live(number: int) -> None:
        config = configured({"master.c": spinning % number}, tmp_path / str(number), "MaxEvaluationCost 20000")
        statuses[number] = await Driver(config, signals=True, log=MemoryLog()).run()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(live, 3)
        nursery.start_soon(live, 4)

    assert statuses == {3: 3, 4: 4}
