"""Clients of LPC's channels, over WebSocket: JSON both ways, in order, bounded, and resumed after a break.

What is sent, each a text message with one JSON object:

    client    {"token": "...", "session": "...", "after": 17}     first, and only then; each part as needed
              {"value": ..., "seq": 3}                            for LPC; with a "seq" it is acknowledged
    server    {"welcome": {"channel": "map", "client": 1, "session": "...", "seq": 17, "heard": 2, "missed": false}}
              {"seq": 18, "value": ...}                           from LPC
              {"heard": 3}                                        LPC has had the value of that "seq"

The rule: a channel remembers the last values that LPC has sent, within `HISTORY` and `BYTES`, and a client is a place
in them; nothing else is kept for it. One that falls behind what is remembered is ended. A client that comes again with
its session gets what came after its "after"; "missed" says that this is not all. A value with a "seq" that was heard
before is not heard again. LPC hears one value of a client at a time: the next is read when it was handled.
"""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Any, Final

import attrs
import trio

from ..concurrency import Inbox
from ..runtime.outside.ports.web import ClientAttached, ClientLeft, ClientSpoke, WebEvent
from .access import Gate, Verdict
from .asgi import Asker, Reception
from .shell import PEER, Peer, Receive, Scope, Send

HISTORY: Final = 2_000
"""Values that a channel remembers."""
BYTES: Final = 4_000_000
"""Bytes of them."""
SESSIONS: Final = 1_000
"""Clients of a channel that may come again."""
INTRODUCTION: Final = 10.0
"""Seconds for a client's first message."""
DEEPEST: Final = 64

STOPPING: Final = 1001
BAD: Final = 1008
DROPPED: Final = 4000
WRONG_TOKEN: Final = 4401
NO_CHANNEL: Final = 4404
SLOW: Final = 4408
ELSEWHERE: Final = 4409
TOO_MANY: Final = 4429


@attrs.frozen
class Value:
    """Something that LPC has sent; `client` 0: to all."""

    seq: int
    client: int
    text: str


@attrs.define(eq=False)
class Session:
    """A client, whether it is there or not."""

    client: int
    heard: int = 0
    attachment: Attachment | None = None


class Attachment:
    """A client that is there. `place`: the last value that was sent to it."""

    def __init__(self, session: Session, peer: Peer, place: int) -> None:
        self.session = session
        self.place = place
        self.code = 1000
        self.why = "the client has gone"
        self.changed = trio.Event()
        self.handled = trio.Event()
        self.scope = trio.CancelScope()
        self.acknowledge = 0
        self._peer = peer

    def end(self, code: int, why: str) -> None:
        """Send it away."""
        self.code, self.why = code, why
        self.scope.cancel()

    def abort(self, why: str) -> None:
        """End its connection at once: it does not read."""
        self.end(SLOW, why)
        self._peer.abort()


class Channel:
    """One channel."""

    def __init__(self, name: str, token: str | None, most: int) -> None:
        self.name = name
        self.token = token
        self.most = most
        self.seq = 0
        self._values: deque[Value] = deque()
        self._size = 0
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    @property
    def attachments(self) -> list[Attachment]:
        """Those who are there."""
        return [one.attachment for one in self._sessions.values() if one.attachment is not None]

    def say(self, text: str, client: int) -> int:
        """Remember a value and wake those it is for; how many were too far behind and are ended."""
        self.seq += 1
        self._values.append(Value(self.seq, client, text))
        self._size += len(text)
        while len(self._values) > 1 and (len(self._values) > HISTORY or self._size > BYTES):
            self._size -= len(self._values.popleft().text)
        ended = 0
        for attachment in self.attachments:
            if attachment.place < self.oldest:
                attachment.abort("it does not read")
                ended += 1
            attachment.changed.set()
        return ended

    def after(self, place: int, client: int) -> Iterator[Value]:
        """What a client has still to get."""
        if place < self.seq:
            yield from [one for one in self._values if one.seq > place and one.client in (0, client)]

    @property
    def oldest(self) -> int:
        """The place before everything that is remembered."""
        return self._values[0].seq - 1 if self._values else self.seq

    def remembers(self, place: int) -> bool:
        """Is everything after that still there?"""
        return place >= self.oldest

    def session(self, secret: str) -> Session | None:
        """The session of a client that comes again."""
        return self._sessions.get(secret)

    def begin(self, client: int) -> str | None:
        """A new session; None when too many clients are there."""
        if len(self.attachments) >= self.most:
            return None
        while len(self._sessions) >= SESSIONS:
            away = next((key for key, one in self._sessions.items() if one.attachment is None), None)
            if away is None:
                return None
            del self._sessions[away]
        secret = secrets.token_urlsafe(24)
        self._sessions[secret] = Session(client)
        return secret


class Channels:
    """The channels of a driver; an ASGI application for WebSocket."""

    def __init__(self, inbox: Inbox[WebEvent], gate: Gate, reception: Reception) -> None:
        self.dropped = 0
        """Clients that did not read."""
        self.closed = False
        self._inbox = inbox
        self._gate = gate
        self._reception = reception
        self._channels: dict[str, Channel] = {}
        self._attached: dict[int, Attachment] = {}
        self._clients = 0

    def attached(self) -> list[tuple[str, int]]:
        """The channels, and how many clients are there."""
        return [(name, len(channel.attachments)) for name, channel in sorted(self._channels.items())]

    # -- from the world ---------------------------------------------------------------------------------------

    def open(self, name: str, token: str | None, most: int) -> None:
        """Let clients come to a channel."""
        self._channels[name] = Channel(name, token, most)

    def close(self, name: str) -> None:
        """Send its clients away."""
        for attachment in self._channels.pop(name).attachments if name in self._channels else ():
            attachment.end(NO_CHANNEL, "the channel is closed")

    def say(self, name: str, text: str, client: int) -> None:
        """A value for all clients, or for one."""
        channel = self._channels.get(name)
        if channel is not None:
            self.dropped += channel.say(text, client)

    def drop(self, client: int, why: str) -> None:
        """Send one away."""
        attachment = self._attached.get(client)
        if attachment is not None:
            attachment.end(DROPPED, why)

    def resume(self, client: int) -> None:
        """What it has sent was handled."""
        attachment = self._attached.get(client)
        if attachment is not None:
            attachment.handled.set()

    def stop(self) -> None:
        """The driver stops."""
        self.closed = True
        for attachment in list(self._attached.values()):
            attachment.end(STOPPING, "the driver is about to stop")

    # -- from a client ----------------------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one client."""
        await receive()  # that it wants to connect
        asker = self._reception.asker(scope)
        channel = self._channels.get(scope["path_params"]["name"])
        if not asker.allowed or channel is None or self.closed:
            # before it is accepted, this is status 403
            await send({"type": "websocket.close", "code": NO_CHANNEL})
            return
        await send({"type": "websocket.accept"})
        code, why = await self._talk(channel, asker, scope, receive, send)
        await send({"type": "websocket.close", "code": code, "reason": _cut(why)})

    async def _talk(
        self, channel: Channel, asker: Asker, scope: Scope, receive: Receive, send: Send
    ) -> tuple[int, str]:
        """Everything between the handshakes; the code and reason of the end."""
        first = None
        with trio.move_on_after(INTRODUCTION):
            first = _object(await receive())
        if first is None:
            return BAD, "the first message has to be a JSON object"
        token = first.get("token", asker.token)
        verdict = self._gate.ask(token if isinstance(token, str) else None, channel.token, asker.address)
        if verdict is not Verdict.WELCOME:
            return WRONG_TOKEN if verdict is Verdict.WRONG else TOO_MANY, "this token is not the one"
        if self._channels.get(channel.name) is not channel:
            return NO_CHANNEL, "the channel is closed"
        return await self._attach(channel, first, asker, scope[PEER], receive, send)

    async def _attach(
        self, channel: Channel, first: dict[str, Any], asker: Asker, peer: Peer, receive: Receive, send: Send
    ) -> tuple[int, str]:
        secret = first.get("session")
        session = channel.session(secret) if isinstance(secret, str) else None
        resumed = session is not None
        if session is None:
            self._clients += 1
            secret = channel.begin(self._clients)
            if secret is None:
                return TOO_MANY, "too many clients are there"
            session = channel.session(secret)
            assert session is not None
        elif session.attachment is not None:
            session.attachment.end(ELSEWHERE, "it has come again on another connection")
        after = first.get("after")
        place = min(after, channel.seq) if resumed and type(after) is int and after >= 0 else channel.seq
        missed = not channel.remembers(place)
        attachment = Attachment(session, peer, channel.oldest if missed else place)
        session.attachment = self._attached[session.client] = attachment
        welcome = {
            "channel": channel.name,
            "client": session.client,
            "session": secret,
            "seq": place,
            "heard": session.heard,
            "missed": missed,
        }
        try:
            with attachment.scope:
                await self._inbox.post(ClientAttached(session.client, channel.name, asker.address, resumed))
                await send({"type": "websocket.send", "text": json.dumps({"welcome": welcome})})
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(self._write, channel, attachment, send)
                    await self._read(channel, attachment, receive)
                    nursery.cancel_scope.cancel()
        finally:
            # also when the connection breaks in a way that cancels everything about it
            with trio.CancelScope(deadline=trio.current_time() + 1, shield=True):
                await self._detach(channel, attachment)
        return attachment.code, attachment.why

    async def _detach(self, channel: Channel, attachment: Attachment) -> None:
        session = attachment.session
        if session.attachment is attachment:
            session.attachment = None
            del self._attached[session.client]
            if not self.closed:
                await self._inbox.post(ClientLeft(session.client, channel.name, attachment.why))

    async def _write(self, channel: Channel, attachment: Attachment, send: Send) -> None:
        """What LPC sends, and what of the client it has heard."""
        while True:
            attachment.changed = trio.Event()
            for value in channel.after(attachment.place, attachment.session.client):
                attachment.place = value.seq
                text = f'{{"seq":{value.seq},"value":{value.text}}}'
                await send({"type": "websocket.send", "text": text})
            if not attachment.changed.is_set():
                attachment.place = channel.seq
                if attachment.acknowledge:
                    number, attachment.acknowledge = attachment.acknowledge, 0
                    await send({"type": "websocket.send", "text": f'{{"heard":{number}}}'})
            await attachment.changed.wait()

    async def _read(self, channel: Channel, attachment: Attachment, receive: Receive) -> None:
        """What the client sends, one value at a time."""
        session = attachment.session
        while True:
            event = await receive()
            if event["type"] == "websocket.disconnect":
                return
            message = _object(event)
            number = 0 if message is None else message.get("seq", 0)
            if message is None or "value" not in message or type(number) is not int:
                attachment.code, attachment.why = BAD, 'a message has to be an object with "value"'
                return
            if not number or number > session.heard:
                attachment.handled = trio.Event()
                await self._inbox.post(ClientSpoke(session.client, channel.name, json.dumps(message["value"])))
                session.heard = max(session.heard, number)
                await attachment.handled.wait()
            if number:
                attachment.acknowledge = session.heard
                attachment.changed.set()


def _object(event: dict[str, Any]) -> dict[str, Any] | None:
    """The JSON object of a message, None when it is something else."""
    text = event.get("text")
    if event["type"] != "websocket.receive" or not isinstance(text, str) or _is_deep(text):
        return None
    try:
        found = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _is_deep(text: str) -> bool:
    """Are there more brackets in one another than LPC could read? Those in strings may count too."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest > DEEPEST


def _cut(why: str) -> str:
    """A reason of a length that WebSocket has room for."""
    return why.encode("utf-8", "replace")[:120].decode("utf-8", "ignore")
