"""-t and -p: what the driver says of what it does, and of what is left at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neolith_trio.backend.releasing import release
from neolith_trio.backend.tracing import Tracer, complaints
from neolith_trio.efuns import REGISTRY
from neolith_trio.protocols.events import LineReceived
from neolith_trio.protocols.ports import Received

from ..efuns.mud import MASTER, Mud

FILES = {
    "simul.c": "int twice(int n) { return 2 * n; }",
    "head.h": "",
    "base.c": "int base(int n) { return n + 1; }",
    "thing.c": """#include "head.h"
        inherit "/base";
        void create() { call_out("tick", 1); set_heart_beat(1); }
        void tick() { base(5); }
        void heart_beat() { }
        """,
}


def traced(directory: Path, flags: int) -> list[str]:
    """What is said while an object is loaded, and for three seconds."""
    said: list[str] = []
    tracer = Tracer(flags, said.append)
    mud = Mud(directory, FILES, simul_efun_file="/simul")
    mud.world.objects.loading._loader = tracer.around(mud.world.objects.loading._loader)
    tracer.watch(mud.world)
    mud.enter(lambda: mud.world.objects.find_or_load("thing", mud.world.master))
    for _ in range(3):
        mud.outside.clock += 1
        due = mud.world.timers.pop_due(mud.outside.clock)
        tracer.cycle(0, mud.outside.clock)
        tracer.due(due)
        for entry in due:
            mud.enter(entry.run)
    return said


@pytest.mark.parametrize(
    ("flags", "wanted"),
    [
        (0o10, ["TRACE eval: /thing->create()", "TRACE eval: /thing->tick()", "TRACE eval: /thing->base()"]),
        (0o11, ["TRACE eval: /thing->base(5)"]),
        (0o12, ["TRACE eval: /thing->base returns 6"]),
        (0o20, ["TRACE compile: loading /thing.c", "TRACE compile: loading /base.c"]),
        (0o22, ["TRACE compile: /thing.c inherits /base"]),
        (0o23, ["TRACE compile: /thing.c includes /head.h"]),
        (0o100, ["TRACE backend: call_out tick in /thing"]),
        (0o101, ["TRACE backend: 1 heart beats"]),
        (0o102, ["TRACE backend: heart_beat() of /thing"]),
    ],
)
def test_a_tier_is_told_as_far_as_the_level_says(tmp_path: Path, flags: int, wanted: list[str]) -> None:
    """What belongs to a higher level is not there at the level below, nor to another tier."""
    said = traced(tmp_path, flags)

    assert [line for line in wanted if line not in said] == []
    if flags & 7:
        less = traced(tmp_path, flags - 1)
        assert [line for line in wanted if line in less] == []
    tier = said[0].split(":")[0]
    assert {line.split(":")[0] for line in said} == {tier}


def test_what_somebody_types_is_not_told() -> None:
    """It may be a password; how much it was is told."""
    said: list[str] = []

    class Peer:
        peer_address = "192.0.2.1"

    peer: Any = Peer()
    tracer = Tracer(0o202, said.append)
    tracer.event(Received(peer, LineReceived(b"sesame", False)))
    tracer.event((peer, b"sesame"))

    assert said == ["TRACE comm: 192.0.2.1: LineReceived of 6 bytes"] * 2


@pytest.mark.parametrize(
    ("flags", "complaint"),
    [
        (0, None),
        (0o177, None),
        (0o400, "the tier 0400 (memory) has no meaning here"),
        (3, "is only how much to say"),
        (0o1010, "there are no tiers beyond 0400"),
        (-1, "there are no tiers beyond 0400"),
    ],
)
def test_flags_without_effect_are_not_taken_in_silence(flags: int, complaint: str | None) -> None:
    """Nobody should wait for traces that do not come."""
    found = complaints(flags)

    assert (found == []) if complaint is None else any(complaint in one for one in found)


def test_everything_is_released_and_what_is_held_is_named(tmp_path: Path) -> None:
    """A removed call_out holds nothing; a list of Python does."""
    room = 'object *things; void create() { things = ({ clone_object("/thing"), this_object() }); }'
    files = {**FILES, "room.c": room, "master.c": MASTER}
    mud = Mud(tmp_path, files, simul_efun_file="/simul")
    mud.enter(lambda: mud.world.objects.find_or_load("room", mud.world.master))
    held = [ob for ob in mud.world.objects.all() if ob.name == "thing#1"]
    assert len(held) == 1
    said: list[str] = []

    assert release(mud.world, said.append) == ["/thing#1"]
    assert said == ["pedantic: 4 objects released, 1 not freed", "pedantic: /thing#1 is still held"]


def test_call_outs_that_were_removed_do_not_pile_up(tmp_path: Path) -> None:
    """A mudlib that makes and removes one for every command has no thousands of them in an hour."""
    text = """
    void f() { for (int n = 0; n < 1000; n++) remove_call_out(call_out("g", 3600)); call_out("g", 5); }
    void g() { }
    """
    mud = Mud(tmp_path, {"thing.c": text})
    mud.world.efuns = REGISTRY

    def entry() -> None:
        found = mud.world.objects.find_or_load("thing", mud.world.master)
        assert found is not None
        type(found).calls["f"][0](found)

    mud.enter(entry)

    assert len(mud.world.timers._agenda) < 150
    assert [one.due for one in mud.world.timers.pending()] == [mud.outside.clock + 5]
