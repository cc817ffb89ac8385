"""Efuns that answer HTTP requests: an object serves a path, and answers at once, later, or in pieces."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, Final

from ..errors import LpcError
from ..runtime import master
from ..runtime.outside.operations import Callback
from ..runtime.outside.ports.web import Head, RequestReceived
from ..runtime.outside.web import Answer, Request
from ..runtime.values import Entity, LpcObject, Mapping, from_key, to_key
from .headers import given_headers
from .json import from_json, to_json
from .registry import efun
from .strings import bytes_string, string_bytes

OURS: Final = ("/healthz", "/metrics", "/console", "/channels", "/mcp")
"""Paths that the driver serves itself."""
MOST_SECONDS: Final = 3600
_PATH: Final = re.compile(r"(/[A-Za-z0-9_.~-]+)*/?")
_OPTIONS: Final = frozenset({"token", "public", "timeout", "binary"})
_IN_VALUES: Final = re.compile(rb"[^\0-\x08\x0a-\x1f\x7f]*")
_NOT_YOURS: Final = frozenset({b"content-length", b"transfer-encoding", b"connection", b"upgrade", b"date", b"server"})
_TEXT: Final = "text/plain; charset=utf-8"


@efun("int http_serve(string path, string | function | int callback, void | mapping options)")
def http_serve(this: Entity, path: str, callback: Any, options: Any = 0) -> int:
    """Answer the HTTP requests of a path, on the port that the configuration names as WebPort.

    A path that ends with a slash stands for everything below it, where no longer one is served. The callback gets a
    mapping, in a turn of its own for every request: "handle", "method", "path", "query" (a mapping), "headers" (names
    in small letters), "body" (a string), "json" (the body's value, when it is JSON), "address". What it returns is the
    answer: a mapping as for http_reply(), or a string, which is the body. When it returns anything else, http_reply()
    has to be called with the handle before the time is up, or the client gets status 504; an error in the callback
    is status 500. When this object is destructed, its paths are no more, and what it owes an answer gets 503.

    The master's valid_http_serve() has to agree; without it only the master itself may serve. Who asks has to send
    `Authorization: Bearer TOKEN`.

    Arguments:
        path: such as "/who" or "/api/"; letters, digits and `/ _ . ~ -`. /healthz, /metrics, /console, /channels and
            /mcp belong to the driver.
        callback: a function, or the name of one in this object; 0 ends it.
        options: 0, or a mapping: "token" (a string that takes the place of the configuration's WebToken), "public" (1:
            no token is asked for), "timeout" (seconds for an answer to begin, by itself WebDeadline), "binary" (1: the
            body is a buffer).
    Returns: 1; 0 when it was to be ended and this object does not serve it.
    Errors: there is no WebPort; another object serves that path; a path or option that cannot be; valid_http_serve()
        says no; this object or its uid serves too much already.
    Example:
        catch(http_serve("/who", (: ([ "json": sizeof(users()) ]) :))) != 0     // 1
    See also: http_reply, http_send, valid_http_serve, channel_open
    """
    _check_path(path)
    web = this.world.web
    if isinstance(callback, int):
        return int(web.close_route(this, path))
    if this.world.config.web_port is None:
        raise LpcError("http_serve: the configuration has no WebPort\n")
    given = chosen("http_serve", options, _OPTIONS)
    seconds = given.get("timeout", this.world.config.web_deadline)
    if not isinstance(seconds, (int, float)) or not 0 < seconds <= MOST_SECONDS:
        raise LpcError(f"http_serve: timeout must be a number of seconds, at most {MOST_SECONDS}\n")
    if not master.allows(this.world, "valid_http_serve", this, path, default=False):
        raise LpcError(f"http_serve: valid_http_serve() does not allow {path}\n")
    called, binary = Callback(callback), bool(given.get("binary", 0))
    web.open_route(this, path, lambda event: _handled(this, called, event, binary), asked_token(given), float(seconds))
    return 1


@efun("int http_reply(int handle, mapping | string answer)")
def http_reply(this: Entity, handle: int, answer: Any) -> int:
    """Answer a request that came to a path of this object.

    Arguments:
        handle: the "handle" of the request.
        answer: the body as a string, or a mapping: "status" (200), "headers" (a mapping of strings, or of arrays of
            strings), "body" (a string or buffer) or "json" (a value that is sent as JSON), "stream" (1: more of the
            body follows by http_send()).
    Returns: 1; 0 when nobody waits for it any more, or the answer has begun already.
    Errors: an answer that cannot be sent.
    Example:
        http_reply(0, "nobody waits")       // 0
    See also: http_serve, http_send
    """
    request = this.world.web.request(this, handle)
    wanted = _answer("http_reply", answer)
    if request is None or request.begun:
        return 0
    this.world.web.reply(request, wanted)
    return 1


@efun("int http_send(int handle, string | buffer data, void | int last)")
def http_send(this: Entity, handle: int, data: Any, last: int = 0) -> int:
    """Send more of an answer that http_reply() has begun with "stream".

    It goes out at the end of the turn. A client that does not read is dropped when too much waits for it.

    Arguments:
        handle: the "handle" of the request.
        data: the next piece.
        last: 1: it is the last one.
    Returns: 1; 0 when nobody waits for it any more.
    Errors: the answer has not begun.
    Example:
        http_send(0, "data: hello\\n\\n")       // 0
    See also: http_reply, http_serve
    """
    request: Request | None = this.world.web.request(this, handle)
    if request is None:
        return 0
    if not request.begun:
        raise LpcError('http_send: begin the answer by http_reply() with "stream"\n')
    this.world.web.send(request, _bytes(data), more=not last)
    return 1


# -- what channels need too -----------------------------------------------------------------------------------------


def chosen(name: str, options: Any, known: frozenset[str]) -> dict[str, Any]:
    """Read an options mapping (or 0). LpcError names an option that the efun `name` does not have."""
    given = {} if not isinstance(options, Mapping) else {str(from_key(key)): options[key] for key in options}
    strange = sorted(key for key in given if key not in known)
    if strange:
        raise LpcError(f"{name}: unknown option {strange[0]}; there are {', '.join(sorted(known))}\n")
    if not isinstance(given.get("token", ""), str) or given.get("token") == "":
        raise LpcError(f"{name}: token must be a string that is not empty\n")
    return given


def asked_token(given: dict[str, Any]) -> str | None:
    """What a client has to know: "" nothing, None the operator's token."""
    if given.get("public", 0):
        return ""
    token = given.get("token")
    return None if token is None else string_bytes(token).decode("utf-8", "replace")


# -- requests and answers -------------------------------------------------------------------------------------------


def _check_path(path: str) -> None:
    ours = any(path == one or path.startswith(f"{one}/") for one in OURS)
    if not path or not _PATH.fullmatch(path) or any(part in (".", "..") for part in path.split("/")) or ours:
        raise LpcError(f"http_serve: {path} is no path that can be served\n")


def _handled(this: Entity, callback: Callback, event: RequestReceived, binary: bool) -> Answer | None:
    name = callback.function
    if isinstance(name, str) and (not isinstance(this, LpcObject) or name not in this.applies):
        raise LpcError(f"http_serve: there is no function {name} in /{this.name}\n")
    result = callback.call(this, _described(event, binary))
    return _answer("http_serve", result) if isinstance(result, (str, Mapping)) else None


def _described(event: RequestReceived, binary: bool) -> Mapping:
    """The request as LPC sees it."""
    about = Mapping(
        handle=event.key,
        method=_text(event.method),
        path=_text(event.path),
        query=Mapping((to_key(_text(name)), _text(value)) for name, value in event.query),
        headers=Mapping((to_key(_text(name)), _text(value)) for name, value in event.headers.items()),
        body=bytearray(event.body) if binary else bytes_string(event.body),
        address=event.address,
    )
    if event.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
        with suppress(LpcError):  # the body is there to be looked at
            about["json"] = from_json(bytearray(event.body))
    return about


def _text(text: str) -> str:
    return bytes_string(text.encode("utf-8", "replace"))


def _answer(name: str, answer: Any) -> Answer:
    if isinstance(answer, str):
        return Answer(Head(200, (("Content-Type", _TEXT),)), string_bytes(answer))
    given = chosen(name, answer, frozenset({"status", "headers", "body", "json", "stream"}))
    status = given.get("status", 200)
    if not isinstance(status, int) or not 200 <= status <= 599:
        raise LpcError(f"{name}: status must be a number from 200 to 599\n")
    kind, body = _body(name, given)
    headers = tuple(_header(name, *one) for one in given_headers(name, given.get("headers", 0), _IN_VALUES))
    if not any(header.lower() == "content-type" for header, _ in headers):
        headers = (("Content-Type", kind), *headers)
    return Answer(Head(int(status), headers), body, bool(given.get("stream", 0)))


def _body(name: str, given: dict[str, Any]) -> tuple[str, bytes]:
    if "json" in given:
        if given.get("body", 0) != 0:
            raise LpcError(f"{name}: give body or json, not both\n")
        return "application/json", string_bytes(to_json(given["json"]))
    body = given.get("body", "")
    if isinstance(body, bytearray):
        return "application/octet-stream", bytes(body)
    if isinstance(body, int) and body == 0:
        body = ""
    if not isinstance(body, str):
        raise LpcError(f"{name}: body must be a string or a buffer\n")
    return _TEXT, string_bytes(body)


def _header(name: str, header: bytes, value: bytes) -> tuple[str, str]:
    shown = header.decode("utf-8", "replace")
    if header.lower() in _NOT_YOURS:
        raise LpcError(f"{name}: the driver sets the header {shown} itself\n")
    return shown, value.strip().decode("latin-1")


def _bytes(data: Any) -> bytes:
    return string_bytes(data) if isinstance(data, str) else bytes(data)
