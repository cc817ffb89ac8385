"""What the ASGI applications here have in common: who asks, with which token, from which page, and plain answers.

The rule: nothing here knows LPC or the world. A page of another site gets no answer unless WebOrigin names it; a
program that is no browser says no origin and is let in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Final

import attrs

from ..protocols.forwarded import Trusted, forwarded_for
from ..protocols.web_requests import OriginRules
from .shell import Scope, Send

Headers = Sequence[tuple[bytes, bytes]]

BEARER: Final = "bearer "
NO_SNIFFING: Final = (b"x-content-type-options", b"nosniff")


@attrs.frozen
class Asker:
    """Who asks. `foreign`: the origin of a page of another site, which is allowed to ask."""

    address: str
    token: str | None
    allowed: bool
    foreign: str | None


@attrs.frozen
class Reception:
    """How a port looks at those who come."""

    trusted: Trusted
    origins: OriginRules

    def asker(self, scope: Scope) -> Asker:
        """Who asks, by the scope of a request."""
        headers: Headers = scope["headers"]
        client = scope.get("client") or ("", 0)
        origin, host = header(headers, b"origin"), header(headers, b"host")
        authorization = header(headers, b"authorization")
        token = authorization[len(BEARER) :].strip() if authorization.lower().startswith(BEARER) else None
        allowed = self.origins.allow(origin, host)
        foreign = origin if allowed and origin and not is_same_origin(origin, host) else None
        return Asker(forwarded_for(client[0], headers, self.trusted), token, allowed, foreign)


def header(headers: Headers, name: bytes) -> str:
    """A header by its name in small letters; "" when it is not there."""
    return next((value.decode("latin-1") for each, value in headers if each.lower() == name), "")


def is_same_origin(origin: str, host: str) -> bool:
    """Is a page's origin exactly the host that was asked, with its port?"""
    return origin.lower().partition("://")[2] == host.lower()


async def respond(send: Send, status: int, body: bytes, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """A whole answer."""
    given = [*headers, (b"content-length", str(len(body)).encode()), NO_SNIFFING]
    await send({"type": "http.response.start", "status": status, "headers": given})
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Send, status: int, text: str = "", headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """A status and a line that says why."""
    body = f"{text or HTTPStatus(status).phrase}\n".encode()
    await respond(send, status, body, ((b"content-type", b"text/plain; charset=utf-8"), *headers))
