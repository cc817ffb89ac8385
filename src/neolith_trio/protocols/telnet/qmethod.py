"""The Q method of RFC 1143: negotiation of one option on one side that cannot loop.

The law: a request is sent only when it changes something, and a request that only repeats the state in
force is not answered. With a queue of one opposite wish, any order of wishes and answers ends in agreement.

The theory: an option is off, on, or being asked for; while an answer is due, the opposite may be wished for
already (`..._BUT_...`). `decide` (the peer spoke) and `wish` (we want) are tables over these six states; they
know nothing of WILL and DO: "positive" is WILL or DO, "negative" WONT or DONT.
"""

from __future__ import annotations

import enum

from ...data import frozen


class State(enum.Enum):
    """RFC 1143's us/usq and him/himq as one value; `active` is whether the option is in force."""

    NO = "no"
    YES = "yes"
    WANT_NO = "want no"
    WANT_NO_BUT_YES = "want no, then yes"
    WANT_YES = "want yes"
    WANT_YES_BUT_NO = "want yes, then no"

    @property
    def active(self) -> bool:
        return self in (State.YES, State.WANT_NO, State.WANT_NO_BUT_YES)


@frozen
class Step:
    """The state to go to, and what to send: True positive, False negative, None nothing."""

    state: State
    send: bool | None = None


_ON_POSITIVE = {
    State.YES: Step(State.YES),
    # a refusal to stop breaks RFC 854; take it as stopped
    State.WANT_NO: Step(State.NO),
    State.WANT_NO_BUT_YES: Step(State.YES),
    State.WANT_YES: Step(State.YES),
    State.WANT_YES_BUT_NO: Step(State.WANT_NO, send=False),
}

_ON_NEGATIVE = {
    State.NO: Step(State.NO),
    State.YES: Step(State.NO, send=False),
    State.WANT_NO: Step(State.NO),
    State.WANT_NO_BUT_YES: Step(State.WANT_YES, send=True),
    State.WANT_YES: Step(State.NO),
    State.WANT_YES_BUT_NO: Step(State.NO),
}

_WISH_ON = {
    State.NO: Step(State.WANT_YES, send=True),
    State.YES: Step(State.YES),
    State.WANT_NO: Step(State.WANT_NO_BUT_YES),
    State.WANT_NO_BUT_YES: Step(State.WANT_NO_BUT_YES),
    State.WANT_YES: Step(State.WANT_YES),
    State.WANT_YES_BUT_NO: Step(State.WANT_YES),
}

_WISH_OFF = {
    State.NO: Step(State.NO),
    State.YES: Step(State.WANT_NO, send=False),
    State.WANT_NO: Step(State.WANT_NO),
    State.WANT_NO_BUT_YES: Step(State.WANT_NO),
    State.WANT_YES: Step(State.WANT_YES_BUT_NO),
    State.WANT_YES_BUT_NO: Step(State.WANT_YES_BUT_NO),
}


def decide(state: State, *, positive: bool, acceptable: bool) -> Step:
    """The peer sent WILL/DO (positive) or WONT/DONT; `acceptable` is whether we agree to it unasked."""
    if not positive:
        return _ON_NEGATIVE[state]
    if state is State.NO:
        return Step(State.YES, send=True) if acceptable else Step(State.NO, send=False)
    return _ON_POSITIVE[state]


def wish(state: State, *, on: bool) -> Step:
    """We want the option on or off."""
    return _WISH_ON[state] if on else _WISH_OFF[state]
