"""Who may: tokens are compared in constant time, and who guesses too often has to wait.

The rule: nothing here says whether a token was nearly right, nor which one was wanted. Times are Trio's clock. What
serves the web asks here before anything reaches the world.
"""

from __future__ import annotations

import enum
import hashlib
import hmac
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

import attrs
import trio

GUESSES: Final = 10
"""Wrong tokens of one address in a minute, before it is not listened to."""
MINUTE: Final = 60.0
MOST_ADDRESSES: Final = 4096


class Verdict(enum.Enum):
    """What becomes of somebody with a token, as a status of HTTP."""

    WELCOME = 200
    WRONG = 401
    TOO_OFTEN = 429


def same(given: str, wanted: str) -> bool:
    """Compare two secrets, telling nothing by the time it takes, not even how long they are."""
    one, other = (hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest() for text in (given, wanted))
    return hmac.compare_digest(one, other)


class Gate:
    """Compares tokens. One for everything on a port, so that guesses count together."""

    def __init__(self, token: str, now: Callable[[], float] = trio.current_time) -> None:
        self._token = token
        self._now = now
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def ask(self, given: str | None, wanted: str | None, address: str) -> Verdict:
        """May somebody at `address` come in with `given`? `wanted`: "" for everybody, None for the operator's token."""
        if wanted == "":
            return Verdict.WELCOME
        if self._is_waiting(address):
            return Verdict.TOO_OFTEN
        if given is not None and same(given, self._token if wanted is None else wanted):
            return Verdict.WELCOME
        if given is not None:
            self._remember(address)
        return Verdict.WRONG

    def _is_waiting(self, address: str) -> bool:
        times = self._wrong.get(address, ())
        return sum(self._now() - time < MINUTE for time in times) >= GUESSES

    def _remember(self, address: str) -> None:
        times = self._wrong.setdefault(address, deque(maxlen=GUESSES))
        times.append(self._now())
        self._wrong.move_to_end(address)
        while len(self._wrong) > MOST_ADDRESSES:
            self._wrong.popitem(last=False)


@attrs.define
class Session:
    """Somebody who has logged in to the console. `proof` is what its page sends along with everything it does."""

    proof: str
    until: float


class Sessions:
    """Who has logged in. A session is found by what its cookie has; kept is only a digest of that."""

    IDLE: Final = 3600.0
    MOST: Final = 32

    def __init__(self, now: Callable[[], float] = trio.current_time) -> None:
        self._now = now
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def begin(self) -> tuple[str, Session]:
        """A new session, and what goes into its cookie. The oldest ends when there are many."""
        secret = secrets.token_urlsafe(32)
        session = Session(secrets.token_urlsafe(32), self._now() + self.IDLE)
        self._sessions[_digest(secret)] = session
        while len(self._sessions) > self.MOST:
            self._sessions.popitem(last=False)
        return secret, session

    def find(self, secret: str | None) -> Session | None:
        """The session of a cookie, unless it has been idle too long; it goes on from now."""
        key = _digest(secret or "")
        session = self._sessions.get(key)
        if session is None:
            return None
        if session.until < self._now():
            del self._sessions[key]
            return None
        session.until = self._now() + self.IDLE
        return session

    def end(self, secret: str | None) -> None:
        """Somebody logs out."""
        self._sessions.pop(_digest(secret or ""), None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
