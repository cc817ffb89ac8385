"""The load of load.c in Python, for machines without a C compiler: the same arguments, the same two lines.

Several of these processes together make more of a load; bench_echo.py adds up what they print.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time


def connected(host: str, port: int) -> socket.socket:
    """A connection that was greeted."""
    sock = socket.create_connection((host, port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while sock.recv(1) != b"\n":
        pass
    sock.setblocking(False)
    return sock


def main(host: str, port: str, count: str, warm: str, seconds: str, line: str, idle: str = "0") -> None:
    quiet = [connected(host, int(port)) for _ in range(int(idle))]
    data = line.encode() + b"\r\n"
    selector = selectors.DefaultSelector()
    busy = [connected(host, int(port)) for _ in range(int(count))]
    print("connected", flush=True)
    begin = time.perf_counter() + float(warm)
    end = begin + float(seconds)
    sent: dict[socket.socket, float] = {}
    for sock in busy:
        selector.register(sock, selectors.EVENT_READ)
        sent[sock] = time.perf_counter()
        sock.send(data)
    times: list[float] = []
    while time.perf_counter() < end:
        for key, _ in selector.select(0.1):
            sock = key.fileobj  # type: ignore[assignment]
            if b"\n" not in sock.recv(65536):
                continue
            now = time.perf_counter()
            if begin <= now < end:
                times.append((now - sent[sock]) * 1e6)
            sent[sock] = now
            sock.send(data)
    times.sort()
    middle, late = times[len(times) // 2], times[len(times) - 1 - len(times) // 100]
    figures = {"commands": len(times), "seconds": float(seconds), "p50": middle, "p99": late, "worst": times[-1]}
    print(json.dumps(figures))
    del quiet


if __name__ == "__main__":
    main(*sys.argv[1:])
