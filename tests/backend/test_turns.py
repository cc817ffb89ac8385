"""Whose command is next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.backend.turns import Turns


def test_everybody_in_the_line_gets_one_turn_a_cycle() -> None:
    """In the order in which they asked, however often they did."""
    turns: Turns[str] = Turns()
    for user in ("a", "b", "a", "c"):
        turns.ask(user)

    assert list(turns.cycle()) == ["a", "b", "c"]
    assert not turns


def test_who_asks_during_a_cycle_waits_for_the_next() -> None:
    """Also one who has just had his turn."""
    turns: Turns[str] = Turns()
    turns.ask("a")
    turns.ask("b")

    seen = []
    for user in turns.cycle():
        seen.append(user)
        turns.ask("a")

    assert seen == ["a", "b"]
    assert list(turns.cycle()) == ["a"]


def test_who_leaves_has_no_turn() -> None:
    """Not even in the cycle that has begun."""
    turns: Turns[str] = Turns()
    for user in ("a", "b", "c"):
        turns.ask(user)

    seen = []
    for user in turns.cycle():
        seen.append(user)
        turns.leave("b")
        turns.leave("nobody")

    assert seen == ["a", "c"]


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 5)), min_size=1, max_size=10))
def test_nobody_waits_for_more_than_one_command_of_anybody(queued: list[tuple[str, int]]) -> None:
    """Whatever was typed ahead: between two turns of one user every other one who waits has exactly one."""
    left: dict[str, int] = {}
    turns: Turns[str] = Turns()
    for user, lines in queued:
        left[user] = left.get(user, 0) + lines
        turns.ask(user)

    while turns:
        waiting = {user for user, lines in left.items() if lines}
        cycle = []
        for user in turns.cycle():
            cycle.append(user)
            left[user] -= 1
            if left[user]:
                turns.ask(user)
        assert sorted(cycle) == sorted(waiting)

    assert set(left.values()) == {0}
