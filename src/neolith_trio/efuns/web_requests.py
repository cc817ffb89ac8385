"""Efuns that send HTTP requests: http_request() with all its options, mudlib_http_get() for the short of it."""

from __future__ import annotations

import re
from typing import Any, Final

from ..errors import LpcError
from ..runtime import limits, master
from ..runtime.closures import Closure
from ..runtime.outside.operations import Values, Wishes, answer_alone, is_result, started, wishes
from ..runtime.outside.ports.http import CREDENTIALS, SCHEME
from ..runtime.outside.requests.web import Pieces, WebRequest
from ..runtime.promises import Promise
from ..runtime.values import Entity, Mapping
from .headers import given_headers
from .json import to_json
from .registry import efun
from .strings import string_bytes

SECONDS: Final = 60.0
"""How long a request may take that says nothing else."""
_OPTIONS: Final = frozenset(
    {"url", "method", "headers", "body", "json", "redirects", "max_bytes", "binary", "stream", "verify"}
)
_METHOD: Final = re.compile(r"[A-Z]{1,20}")
_IN_VALUES: Final = re.compile(rb"[^\0\r\n]*")
_PRIVATE_TOO: Final = 2  # valid_http()'s answer


@efun("mixed http_request(mapping options, void | string | function callback, ...)")
def http_request(this: Entity, options: Mapping, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Send an HTTP request and go on; the callback gets the answer in a later turn, once.

    Without a callback a promise stands for the answer: await http_request(([ "url": url ])). It is rejected with a
    string when there is no result.

    The answer is a mapping: "outcome" ("result" also for a status such as 404; "error", "timeout", "cancelled"),
    "error" (why it is no result), "status", "headers" (names in small letters; values as strings), "body" (a string, or
    a buffer with the option binary), "url" (of the answer, after redirects), "elapsed" (seconds), "handle", "kind".

    Connections are kept for later requests, HTTP/2 is used where it can be, certificates are checked. The master's
    valid_http() decides who may ask whom; without it addresses that are not public are refused.

    Arguments:
        options: "url", and as wanted: "method" (by itself GET, or POST with a body), "headers" (a mapping of strings,
            or of arrays of strings), "body" (a string or buffer), "json" (a value that is sent as JSON), "timeout"
            (seconds for all of it, 60), "redirects" (how many are followed, 10), "max_bytes" (of the body, by itself
            the greatest string), "binary" (1: the body is a buffer), "stream" ("chunks", "lines" or "events", that is
            server-sent events), "progress" (called with a mapping for every piece of a stream: "data", and for events
            "event" and "id"), "verify" (0: take any certificate, which the log tells).
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: an option that does not exist or has a bad value; valid_http() says no; too many operations are under way.
    Example:
        http_request(([ "url": "https://example.com/", "timeout": 10 ]), "answered") > 0    // 1
    See also: mudlib_http_get, async_cancel, async_info, valid_http, perform_to, promise_cancel
    """
    wished = wishes("http_request", options, _OPTIONS, seconds=SECONDS)
    return _send(this, "http_request", wished, callback, arguments)


@efun("mixed mudlib_http_get(string url, void | string | function callback, ...)")
def mudlib_http_get(this: Entity, url: str, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Fetch what is at an address and go on; the callback gets it in a later turn, once.

    It is called with the body as a string and 0; or, when there is none or the status is 400 or more, with 0 and a
    string that says why. Without a callback a promise stands for the body, which is rejected with such a string.
    http_request() does all that this efun does not.

    Arguments:
        url: the address.
        callback: a function, or the name of one in this object.
        ...: go to the callback, after its own two.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the body.
    Errors: valid_http() says no; too many operations are under way.
    Example:
        mudlib_http_get("https://example.com/", "fetched") > 0      // 1
    See also: http_request
    """
    return _send(this, "mudlib_http_get", Wishes(SECONDS, None, {"url": url}), callback, arguments, _body_of)


def _body_of(answer: Mapping) -> tuple[Any, ...]:
    """The body of an answer, or 0 and why there is none."""
    if not is_result(answer):
        return (0, answer["error"])
    return (0, f"status {answer['status']}") if answer["status"] >= 400 else (answer["body"], 0)


def reaches_private(this: Entity, name: str, method: str, url: str, *, default: bool) -> bool:
    """May a request of `this` go to addresses that are not public? `default` when the master has no valid_http().

    LpcError when valid_http() does not allow it at all.
    """
    answer = master.ask(this.world, "valid_http", this, method, url, this=this)
    if this is not this.world.master and answer is not None and not master.approved(answer):
        raise LpcError(f"{name}: valid_http() does not allow {method} {url}\n")
    return default if answer is None else bool(answer == _PRIVATE_TOO)


def _send(
    this: Entity,
    name: str,
    wished: Wishes,
    callback: str | Closure | None,
    arguments: tuple[Any, ...],
    values: Values = answer_alone,
) -> int | Promise:
    request = _request(name, wished.others, private=False)
    config = this.world.config
    url = config.charset.to_lpc(request.url)
    if reaches_private(this, name, request.method, url, default=config.http_private_addresses):
        request = _request(name, wished.others, private=True)
    if request.pieces is not Pieces.WHOLE and wished.progress is None:
        raise LpcError(f"{name}: stream needs progress, a function that gets the pieces\n")
    label = f"{request.method} {CREDENTIALS.sub(SCHEME, url)}"
    return started(
        this,
        "http",
        label,
        request,
        callback,
        arguments,
        values,
        seconds=wished.seconds,
        progress=wished.progress,
    )


def _request(name: str, given: dict[str, Any], *, private: bool) -> WebRequest:
    """The request that the options describe; LpcError names the one that is wrong."""
    body, kind = _body(name, given)
    method = given.get("method", "GET" if body is None else "POST")
    if not isinstance(method, str) or not _METHOD.fullmatch(method.upper()):
        raise LpcError(f"{name}: method must be a word such as GET\n")
    headers = tuple(given_headers(name, given.get("headers", 0), _IN_VALUES))
    if kind and not any(header.lower() == b"content-type" for header, _ in headers):
        headers += ((b"Content-Type", kind),)
    binary = bool(_number(name, given, "binary", 0, 0))
    current = limits.current
    return WebRequest(
        url=_url(name, given),
        method=method.upper(),
        headers=headers,
        body=body,
        redirects=_number(name, given, "redirects", 10, 0),
        most=_number(name, given, "max_bytes", current.buffer if binary else current.string, 1),
        binary=binary,
        pieces=_pieces(name, given),
        verify=bool(_number(name, given, "verify", 1, 0)),
        private=private,
    )


def _url(name: str, given: dict[str, Any]) -> str:
    url = given.get("url")
    if not isinstance(url, str) or not url:
        raise LpcError(f"{name}: url must be a string such as https://example.com/\n")
    text = string_bytes(url).decode("utf-8", "replace")
    return text if "://" in text else f"http://{text}"


def _pieces(name: str, given: dict[str, Any]) -> Pieces:
    stream = given.get("stream", 0)
    if stream == 0:
        return Pieces.WHOLE
    try:
        return Pieces(stream)
    except ValueError:
        raise LpcError(f"{name}: stream must be chunks, lines or events\n") from None


def _body(name: str, given: dict[str, Any]) -> tuple[bytes | None, bytes]:
    """The body and the type that it has by itself."""
    if "json" in given:
        if given.get("body", 0) != 0:
            raise LpcError(f"{name}: give body or json, not both\n")
        return string_bytes(to_json(given["json"])), b"application/json"
    body = given.get("body", 0)
    if isinstance(body, str):
        return string_bytes(body), b"application/x-www-form-urlencoded"
    if isinstance(body, bytearray):
        return bytes(body), b"application/octet-stream"
    if isinstance(body, int) and body == 0:
        return None, b""
    raise LpcError(f"{name}: body must be a string or a buffer\n")


def _number(name: str, given: dict[str, Any], option: str, default: int, least: int) -> int:
    number = given.get(option, default)
    if not isinstance(number, int) or number < least:
        raise LpcError(f"{name}: {option} must be a number of at least {least}\n")
    return int(number)
