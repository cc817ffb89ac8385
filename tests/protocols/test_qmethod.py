"""RFC 1143's tables, and the promise they make."""

from __future__ import annotations

import itertools
from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.telnet.qmethod import State, Step, decide, wish


def test_a_repeated_request_is_not_answered() -> None:
    """A WILL for an option that is on, and a WONT for one that is off, change nothing and send nothing."""
    assert decide(State.YES, positive=True, acceptable=True) == Step(State.YES)
    assert decide(State.NO, positive=False, acceptable=True) == Step(State.NO)


def test_an_unwanted_offer_is_refused() -> None:
    """What we do not accept is answered with no, and stays off."""
    assert decide(State.NO, positive=True, acceptable=False) == Step(State.NO, send=False)


def test_a_demand_to_stop_is_always_obeyed() -> None:
    """RFC 854: a request to turn an option off cannot be refused."""
    assert decide(State.YES, positive=False, acceptable=True) == Step(State.NO, send=False)


def test_a_change_of_mind_waits_for_the_answer() -> None:
    """Two opposite wishes in a row send one request; the second follows when the first is answered."""
    first = wish(State.NO, on=True)
    second = wish(first.state, on=False)
    answered = decide(second.state, positive=True, acceptable=True)

    assert first == Step(State.WANT_YES, send=True)
    assert second == Step(State.WANT_YES_BUT_NO)
    assert answered == Step(State.WANT_NO, send=False)


def test_every_state_answers_every_message() -> None:
    """The tables have no holes."""
    for state, positive, acceptable in itertools.product(State, (True, False), (True, False)):
        assert decide(state, positive=positive, acceptable=acceptable).state in State
        assert wish(state, on=positive).state in State


class _End:
    """One end of a negotiation between two sides that both use the Q method."""

    def __init__(self, acceptable: bool) -> None:
        self.state = State.NO
        self.acceptable = acceptable
        self.sent: deque[bool] = deque()

    def take(self, step: Step) -> None:
        self.state = step.state
        if step.send is not None:
            self.sent.append(step.send)


@given(st.booleans(), st.booleans(), st.lists(st.tuples(st.sampled_from("abxy"), st.booleans()), max_size=25))
def test_any_order_of_wishes_and_deliveries_ends_in_agreement(
    accept_a: bool, accept_b: bool, moves: list[tuple[str, bool]]
) -> None:
    """However wishes and deliveries interleave, the traffic dies out and both ends agree."""
    a, b = _End(accept_a), _End(accept_b)

    def deliver(source: _End, target: _End) -> None:
        if source.sent:
            target.take(decide(target.state, positive=source.sent.popleft(), acceptable=target.acceptable))

    for move, on in moves:
        if move in "ab":
            end = a if move == "a" else b
            end.take(wish(end.state, on=on))
        else:
            deliver(*((a, b) if move == "x" else (b, a)))
    deliveries = 0
    while a.sent or b.sent:
        deliver(a, b)
        deliver(b, a)
        deliveries += 1
        assert deliveries < 100

    assert {a.state, b.state} in ({State.NO}, {State.YES})
