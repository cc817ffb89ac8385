"""The world's sockets and lookups under a recording: what is asked outside is written down, or played back.

Rule: every answer that LPC can see goes through `Source.ask`, so a replay needs neither sockets nor names; what gives
no answer is simply passed on, and in a replay to nobody. The driver puts these between the world and the services.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..concurrency import Source
from ..runtime.outside.ports.socket import (
    Address,
    Attached,
    Certificate,
    Code,
    Figures,
    Kind,
    LookupPort,
    NoLookups,
    NoSockets,
    SocketPort,
    Tls,
)


class AskedSockets:
    """A SocketPort whose answers are questions to a source. Without `inner` only a replay can answer."""

    def __init__(self, source: Source[Any], inner: SocketPort | None = None) -> None:
        self._source = source
        self._inner: SocketPort = NoSockets() if inner is None else inner

    def _ask(self, what: str, call: Callable[[], Code]) -> Code:
        code: Code = self._source.ask(f"socket {what}", call)
        return code

    def _ask_address(self, what: str, call: Callable[[], Code | Address]) -> Code | Address:
        def plain() -> Any:
            answer = call()
            return answer if isinstance(answer, int) else [answer.host, answer.port]

        answer = self._source.ask(f"socket {what}", plain)
        return answer if isinstance(answer, int) else Address(*answer)

    def open(self, serial: int, kind: Kind) -> Code:
        return self._ask("open", lambda: self._inner.open(serial, kind))

    def bind(self, serial: int, port: int, host: str) -> Code | Address:
        return self._ask_address("bind", lambda: self._inner.bind(serial, port, host))

    def listen(self, serial: int, certificate: Certificate | None = None) -> Code:
        return self._ask("listen", lambda: self._inner.listen(serial, certificate))

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        return self._ask_address("accept", lambda: self._inner.accept(serial, new_serial))

    def connect(self, serial: int, address: Address, tls: Tls | None = None) -> Code:
        return self._ask("connect", lambda: self._inner.connect(serial, address, tls))

    def connect_by_name(self, serial: int, name: str, port: int, tls: Tls | None = None) -> Code:
        return self._ask("connect", lambda: self._inner.connect_by_name(serial, name, port, tls))

    def attach(self, serial: int, program: Attached) -> Code:
        return self._ask("attach", lambda: self._inner.attach(serial, program))

    def send(self, serial: int, data: bytes) -> Code:
        return self._ask("send", lambda: self._inner.send(serial, data))

    def send_to(self, serial: int, data: bytes, address: Address) -> Code:
        return self._ask("send", lambda: self._inner.send_to(serial, data, address))

    def resume(self, serial: int) -> None:
        self._inner.resume(serial)

    def close(self, serial: int) -> None:
        self._inner.close(serial)


class AskedLookups:
    """A LookupPort whose answers are questions to a source."""

    def __init__(self, source: Source[Any], inner: LookupPort | None = None) -> None:
        self._source = source
        self._inner: LookupPort = NoLookups() if inner is None else inner

    def look_up(self, key: int, text: str) -> bool:
        return bool(self._source.ask("look up", lambda: self._inner.look_up(key, text)))

    def host_name(self, address: str) -> str:
        return str(self._source.ask("host name", lambda: self._inner.host_name(address)))

    def cancel(self, key: int) -> None:
        self._inner.cancel(key)

    def figures(self) -> Figures:
        return dict(self._source.ask("lookups", self._inner.figures))
