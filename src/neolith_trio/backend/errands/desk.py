"""Errands from outside: the event, the answer, and the desk where a service asks and waits.

Rule: an errand is answered once, unless the driver stops before its turn; then whoever waits gets
trio.BrokenResourceError.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import attrs

from ...concurrency import Rpc

LONGEST: Final = 200_000
"""Characters of an answer; what is beyond is cut off, and the answer says so."""


@attrs.frozen
class Asked:
    """Somebody outside wants an errand done: its kind, and its arguments as JSON."""

    key: int
    kind: str
    arguments: str


@attrs.frozen
class Answer:
    """What became of an errand: text for people, and the same as data where programs want it."""

    text: str
    data: Any = None
    fine: bool = True


class Denied(Exception):
    """An errand that comes to nothing; the text says why."""


def shortened(answer: Answer) -> Answer:
    """An answer that is not too long."""
    if len(answer.text) <= LONGEST:
        return answer
    left_out = len(answer.text) - LONGEST
    return attrs.evolve(answer, text=f"{answer.text[:LONGEST]}\n... {left_out} characters more ...")


class Desk:
    """Where a service asks for errands, and waits."""

    def __init__(self, post: Callable[[Asked], Awaitable[None]]) -> None:
        self._rpc: Rpc[tuple[str, str], Answer] = Rpc(self._send)
        self._post = post

    def answered(self, key: int, answer: Answer) -> None:
        """The backend has done an errand."""
        self._rpc.reply(key, answer)

    async def ask(self, kind: str, **arguments: Any) -> Answer:
        """Have an errand done; cancelled, it may still be done, and nobody hears of it."""
        return await self._rpc.call((kind, json.dumps(arguments)))

    def close(self) -> None:
        """Nothing is answered any more: the driver is about to stop."""
        self._rpc.close("the driver is about to stop")

    async def _send(self, number: int, request: tuple[str, str]) -> None:
        await self._post(Asked(number, *request))
