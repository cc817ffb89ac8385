"""What somebody typed and what has become of it so far."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.backend.users import BRAKE, KEYS, RELEASE, User
from neolith_trio.protocols.events import CharacterReceived, InputEnded, LineReceived
from neolith_trio.protocols.ports import Kind


@attrs.define
class Link:
    """The LPC side, as far as input is concerned."""

    single_character: bool = False
    closing: bool = False
    snooped_by: Any = None

    @property
    def ordinary(self) -> bool:
        return not (self.single_character or self.closing or self.snooped_by)


@attrs.define
class Line:
    """A connection whose brake can be seen."""

    kind: Kind = Kind.TELNET
    reconnects: bool = False
    receiving: bool = True

    def set_receiving(self, on: bool) -> None:
        self.receiving = on


def user(kind: Kind = Kind.TELNET, *, reconnects: bool = False) -> tuple[User, Any, Any]:
    connection: Any = Line(kind, reconnects)
    link: Any = Link()
    return User(connection, link), connection, link


def taken(one: User) -> list[bytes]:
    found = []
    while (text := one.take()) is not None:
        found.append(text)
    return found


@pytest.mark.parametrize(
    ("kind", "reconnects", "expected"),
    [
        (Kind.TELNET, False, [b"a", b"", b"b", b""]),
        (Kind.CONSOLE, True, [b"a", b"", b"b", b""]),
        (Kind.CONSOLE, False, [b"a", b"b"]),
    ],
)
def test_empty_lines_count_unless_a_script_wrote_them(kind: Kind, reconnects: bool, expected: list[bytes]) -> None:
    """At a terminal somebody pressed ENTER; in a script they separate paragraphs."""
    one, _, _ = user(kind, reconnects=reconnects)

    for line in (b"a", b"", b"b", b""):
        one.push(LineReceived(line))

    assert taken(one) == expected


def test_backspaces_in_a_script_erase() -> None:
    """Bytes of a character go together; on telnet the wire has done it already."""
    one, _, _ = user(Kind.CONSOLE)

    for line in (b"backXX\b\x7fs", "é\b\b".encode(), b"\bx", "größe\b".encode()):
        one.push(LineReceived(line))

    assert taken(one) == [b"backs", b"x", "größ".encode()]


def test_typed_ahead_lines_are_keystrokes_when_the_mudlib_asks_for_those() -> None:
    """And what is left of them is a line again afterwards."""
    one, _, link = user()
    one.push(LineReceived(b"yes"))
    one.push(LineReceived(b"no"))

    link.single_character = True
    keys = [one.take(), one.take()]
    link.single_character = False

    assert keys == [b"y", b"e"]
    assert taken(one) == [b"s", b"no"]


def test_who_types_too_far_ahead_is_asked_to_wait() -> None:
    """And goes on when little is left; nothing is lost on the way."""
    one, connection, _ = user()
    for number in range(BRAKE - 1):
        one.push(LineReceived(b"%d" % number))
    assert connection.receiving
    one.push(LineReceived(b"the last"))
    assert not connection.receiving

    for _ in range(BRAKE - RELEASE - 1):
        one.take()
    assert not connection.receiving
    one.take()
    assert connection.receiving
    assert taken(one)[-1] == b"the last"


def test_the_brake_works_for_keystrokes_too() -> None:
    """A pasted book in single character mode."""
    one, connection, link = user()
    link.single_character = True
    for _ in range(KEYS):
        one.push(CharacterReceived(b"x"))
    assert not connection.receiving

    one.take()

    assert connection.receiving
    assert len(taken(one)) == KEYS - 1


def test_who_is_not_to_be_heard_stays_unheard() -> None:
    """Also when his typed-ahead lines have been run."""
    one, connection, _ = user()
    for _ in range(BRAKE):
        one.push(LineReceived(b"x"))

    one.stop_receiving()

    assert len(taken(one)) == BRAKE
    assert not connection.receiving


STEPS = st.one_of(
    st.binary(max_size=3).map(LineReceived),
    st.sampled_from([b"a", b"\r", b"\n", b"\b"]).map(CharacterReceived),
    st.sampled_from(["take", "take", "take", "mode", "tell", "told", "snoop", "flood", "drain"]),
)


@given(st.sampled_from([Kind.TELNET, Kind.ASCII, Kind.CONSOLE]), st.lists(STEPS))
def test_the_short_way_of_lines_is_the_long_one(kind: Kind, steps: list[Any]) -> None:
    """Whatever else was sent, told and asked for: the same lines and keys come out, and the same brake is pulled."""
    (quick, *others), (slow, *alike) = user(kind), user(kind)

    def push(line: LineReceived) -> None:
        slow.push(line)
        if not quick.keeps(line.data):
            quick.push(line)

    def take() -> bytes | None:
        expected = slow.take()
        plain = quick.take_plain()
        assert (quick.take() if plain is None else plain) == expected
        return expected

    for cycle, step in enumerate(steps):
        if isinstance(step, LineReceived):
            push(step)
        elif isinstance(step, CharacterReceived):
            slow.push(step)
            quick.push(step)
        elif step == "take":
            take()
        elif step == "mode":
            others[1].single_character = alike[1].single_character = not alike[1].single_character
        elif step == "tell":
            slow.put_off(InputEnded())
            quick.put_off(InputEnded())
        elif step == "told":
            assert len(list(quick.take_told(cycle))) == len(list(slow.take_told(cycle)))
        elif step == "snoop":
            others[1].snooped_by = None if others[1].snooped_by else "somebody"
        elif step == "flood":
            for _ in range(BRAKE):
                push(LineReceived(b"look"))
        else:
            while take() is not None:
                pass
        assert (quick.has_input, others[0].receiving) == (slow.has_input, alike[0].receiving)
