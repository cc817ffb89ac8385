"""Connections as LPC sees them: coming, going, exec, snooping, messages."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.config import Charset
from neolith_trio.errors import LpcError
from neolith_trio.runtime import interactive, inventory, messages
from neolith_trio.runtime.objects import COMMANDS, ONCE_INTERACTIVE
from neolith_trio.runtime.values import LpcObject
from neolith_trio.runtime.world import World

from .worlds import Library, Line, Outside, booted_world, master_functions


def world_with_users(*, refuse: bool = False, **settings: Any) -> tuple[World, Outside, list[Any]]:
    """A world whose master makes a user for every connection, and what its users heard."""
    library, outside = Library(), Outside()
    trail: list[Any] = []

    def logon(self: Any) -> int:
        trail.append(("logon", self.world.context.this_player() is self))
        return 0

    def net_dead(self: Any) -> int:
        trail.append("net_dead")
        return 0

    def catch_tell(self: Any, text: Any = 0) -> int:
        trail.append((self.name, text))
        return 0

    def receive_snoop(self: Any, text: Any = 0) -> int:
        trail.append(("snoop", text))
        return 0

    def receive_message(self: Any, kind: Any = 0, text: Any = 0) -> int:
        trail.append((self.name, kind, text))
        return 0

    def connect(self: Any, port: Any = 0) -> Any:
        trail.append(("connect", port, self.interactive is not None))
        return 0 if refuse else self.world.objects.clone("user", self)

    library.add("user.c", logon, net_dead, catch_tell, receive_snoop, receive_message)
    return booted_world(library, outside, master_functions(connect=connect), **settings), outside, trail


def come(world: World) -> tuple[LpcObject, Line]:
    """Somebody connects."""
    line = Line()
    user = interactive.connect(world, line, 4000)  # type: ignore[arg-type]
    assert user is not None
    return user, line


def test_a_connection_belongs_to_the_master_until_connect_says_to_whom() -> None:
    """What connect() writes reaches the one who connects; then logon() is called in the user."""
    world, _, trail = world_with_users()
    user, _ = come(world)
    interactive.logon(world, user)

    assert trail == [("connect", 4000, True), ("logon", True)]
    assert user.interactive is not None
    assert user.interactive.object is user
    assert user.flags & ONCE_INTERACTIVE
    assert world.master is not None
    assert world.master.interactive is None


def test_a_refused_connection_is_closed_and_leaves_nothing() -> None:
    """The next one may try."""
    world, outside, _ = world_with_users(refuse=True)
    line = Line()

    assert interactive.connect(world, line, 4000) is None  # type: ignore[arg-type]
    assert line.told == ["close"]
    assert world.interactives == []
    assert world.master is not None
    assert world.master.interactive is None
    assert outside.logged == ["connection rejected by master"]


def test_who_is_lost_hears_of_it_once() -> None:
    """net_dead() runs in the user object, which stays."""
    world, _, trail = world_with_users()
    user, line = come(world)
    interactive.lost(world, user)
    interactive.lost(world, user)

    assert trail[1:] == ["net_dead"]
    assert user.interactive is None
    assert line.told == ["close"]


def test_output_is_written_when_it_is_flushed_and_in_the_configured_charset() -> None:
    """What the charset lacks becomes a question mark."""
    world, _, _ = world_with_users(charset=Charset.BYTES)
    user, line = come(world)
    messages.tell(world, None, user, "gr\xfc\xdfe ")
    messages.tell(world, None, user, "\u2603\n")
    before = list(line.written)
    assert user.interactive is not None
    user.interactive.flush()

    assert before == []
    assert b"".join(line.written) == b"gr\xfc\xdfe ?\n"


def test_exec_moves_the_connection_and_this_player() -> None:
    """Both ends are checked."""
    world, _, _ = world_with_users()
    user, _ = come(world)
    body = world.objects.clone("user", world.master)
    link = user.interactive
    with world.context.commanded_by(user):
        interactive.exec_to(world, body, user)
        player = world.context.this_player()

    assert (body.interactive, user.interactive, player) == (link, None, body)
    with pytest.raises(LpcError, match="Bad argument 1 to exec"):
        interactive.exec_to(world, body, user)
    with pytest.raises(LpcError, match="Bad argument 2 to exec"):
        interactive.exec_to(world, user, user)


def test_a_snooper_sees_what_the_other_sees_and_nobody_snoops_in_a_circle() -> None:
    """A new snooper takes the place of the old one."""
    world, _, trail = world_with_users()
    (ann, _), (bob, _), (cid, _) = come(world), come(world), come(world)
    assert ann.interactive is not None
    assert bob.interactive is not None
    assert cid.interactive is not None
    first = interactive.snoop(ann.interactive, bob.interactive)
    circle = interactive.snoop(bob.interactive, ann.interactive)
    messages.tell(world, None, bob, "psst\n")
    second = interactive.snoop(cid.interactive, bob.interactive)

    assert (first, circle, second) == (True, False, True)
    assert trail.count(("snoop", "psst\n")) == 1
    assert ann.interactive.snoops is None
    bob.interactive.remove(destructed=True)
    assert cid.interactive.snoops is None


def test_say_reaches_all_round_but_not_the_speaker_or_the_excluded() -> None:
    """The room if it hears, what is beside, what is held."""
    world, _, trail = world_with_users()
    room, rat, bird, stone, flea = (world.objects.clone("user", world.master) for _ in range(5))
    for ob in (room, rat, bird, flea):
        ob.flags |= COMMANDS
    for ob, where in ((rat, room), (bird, room), (stone, room), (flea, rat)):
        inventory.move(world, ob, where)
    messages.say(world, rat, "hi", [])
    messages.say(world, rat, "ho", [bird])
    messages.tell_room(world, stone, room, "hey", [rat])

    assert trail == [
        (room.name, "hi"),
        (bird.name, "hi"),
        (flea.name, "hi"),
        (room.name, "ho"),
        (flea.name, "ho"),
        (bird.name, "hey"),
    ]


def test_a_message_goes_through_what_does_not_hear() -> None:
    """One level deep, and targets may be names of files."""
    world, _, trail = world_with_users()
    box, rat = (world.objects.clone("user", world.master) for _ in range(2))
    rat.flags |= COMMANDS
    inventory.move(world, rat, box)
    messages.message(world, box, "smell", "cheese", [box, "/user", 5], [])

    assert trail == [(rat.name, "smell", "cheese")]


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (12, "12"), (3.5, "3.5"), (1e10, "1e+10"), ([1], "<ARRAY>"), (bytearray(b"x"), "<BUFFER>")],
)
def test_write_shows_values_in_their_short_form(value: Any, text: str) -> None:
    """Objects with their file name."""
    world, _, _ = world_with_users()

    assert messages.text_of(value) == text
    assert messages.text_of(world.master) == "OBJ(/master)"


def test_texts_that_are_too_long_are_refused() -> None:
    """As in Neolith, at 8192 characters."""
    with pytest.raises(LpcError, match="Printable strings limited to length of 8192"):
        messages.text_of("x" * 8192)
    assert messages.text_of("x" * 8191)
