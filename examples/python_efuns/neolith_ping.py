"""Efuns for muds that watch over servers: ping_host() measures how long a connection takes, roman() counts in style."""

from __future__ import annotations

import trio

from neolith_trio.efuns.extensions import Extension, NoResult, Progress
from neolith_trio.errors import LpcError

extension = Extension("ping")

TRIES = 3
_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@extension.efun("string roman(int number)", dot_call=True)
def roman(number: int) -> str:
    """A number in Roman numerals.

    Arguments:
        number: from 1 to 3999.
    Returns: the numerals.
    Errors: a number that has none.
    Example:
        roman(2026)     // "MMXXVI"
    """
    if not 0 < number < 4000:
        raise LpcError(f"roman: {number} cannot be written in Roman numerals\n")
    text = ""
    for value, numeral in _NUMERALS:
        count, number = divmod(number, value)
        text += numeral * count
    return text


@extension.operation("ping_host(string host, int port)", seconds=10)
async def ping_host(progress: Progress, host: str, port: int) -> dict[str, object]:
    """How long does it take to connect to a server? The best of three tries.

    Arguments:
        host: the name or address of the server.
        port: its port.
        options: 0, or a mapping: "timeout" (seconds, 10), "progress" (called with "amount", the number of the try, and
            its "seconds").
        callback: a function, or the name of one in this object; it gets the answer.
    Returns: a handle, or without a callback a promise; the answer's "value" is a mapping of "best" and "tries".
    """
    found: list[float] = []
    for number in range(1, TRIES + 1):
        began = trio.current_time()
        try:
            async with await trio.open_tcp_stream(host, port):
                found.append(trio.current_time() - began)
        except OSError as problem:
            raise NoResult(f"no connection to {host} port {port}: {problem}") from problem
        await progress(number, seconds=found[-1])
    return {"best": min(found), "tries": len(found)}
