"""Efuns for HTTP requests: an object configures one, sends it, and is called back when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ..errors import LpcError
from ..runtime.closures import Closure
from ..runtime.kinds import kind
from ..runtime.outside.ports.http import Configuration
from ..runtime.values import Entity, live
from .registry import efun
from .strings import string_bytes
from .web_requests import reaches_private


@efun("void perform_using(string option, mixed value)")
def perform_using(this: Entity, option: str, value: Any) -> int:
    """Configure the HTTP requests of this object. What was set stays for its later requests too.

    Arguments:
        option: "url" (a string), "headers" (a line such as "Accept: text/plain", or an array of them), "body" or
            "post_data" (a string or a buffer; makes the request a POST), "timeout_ms" (milliseconds for all of the
            request, 0 for none of its own), "follow_location" (1: go where a redirect leads).
        value: the value; 0 takes url, headers or body away.
    Errors: an unknown option; a value of another type; a string with a character 0 in it, where only a buffer body may
        have one; a request of this object that is under way.
    Example:
        perform_using("url", "http://example.com/");
    See also: perform_to, in_perform
    """
    configuration = this.world.http.configure(this)
    change = _OPTIONS.get(option)
    if change is None:
        raise LpcError("Unknown perform_using() option.\n")
    change(configuration, live(value))
    return 0


@efun("void perform_to(string | function callback, int flag, ...)")
def perform_to(this: Entity, callback: str | Closure, flag: int, *arguments: Any) -> int:
    """Send the HTTP request that perform_using() configured, and go on; the callback tells how it ended.

    It is called in a later turn, once, with 1 and a buffer, the body of the answer, whatever its status; or with 0 and
    a string that says what went wrong. When this object is destructed before, the request is cancelled and
    nothing is called.

    A master that has valid_http() is asked about each request: its 0 is an error, after its 1 the request gets to
    public addresses only. Without that apply it may go anywhere.

    Arguments:
        callback: a function, or the name of one in this object.
        flag: without a meaning.
        arguments: go to the callback, after its own two.
    Errors: no url is configured; a request of this object is under way; too many requests are under way, in all or
        of this uid (MaxOperationsPerUid); valid_http() does not allow it.
    Example:
        perform_to("answered", 0, "weather")
    See also: perform_using, in_perform, valid_http
    """

    def allowed(method: str, url: str) -> bool:
        return reaches_private(this, "perform_to", method, url, default=True)

    this.world.http.begin(this, callback, arguments, allowed)
    return 0


@efun("int in_perform()")
def in_perform(this: Entity) -> int:
    """Whether a request of this object is under way.

    Returns: 1 from perform_to() until the callback has ended, else 0.
    See also: perform_to, perform_using
    """
    return int(this.world.http.under_way(this))


def _set_url(configuration: Configuration, value: Any) -> None:
    if _is_cleared(value):
        configuration.url = None
    elif isinstance(value, str):
        url = _without_nul(value, "perform_using(url, value) string must not contain embedded NUL bytes.")
        configuration.url = url.decode("utf-8", "replace")
    else:
        raise LpcError("perform_using(url, value) requires a string.\n")


def _set_headers(configuration: Configuration, value: Any) -> None:
    if _is_cleared(value):
        configuration.headers = ()
        return
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, list):
        raise LpcError("perform_using(headers, value) requires a string or string array.\n")
    configuration.headers = tuple(_header(line) for line in lines)


def _header(line: Any) -> bytes:
    if not isinstance(line, str):
        raise LpcError("perform_using(headers, value) requires a string or string array.\n")
    return _without_nul(line, "perform_using(headers, value) string entries must not contain embedded NUL bytes.")


def _set_body(configuration: Configuration, value: Any) -> None:
    if _is_cleared(value):
        configuration.body = None
    elif isinstance(value, str):
        configuration.body = _without_nul(
            value,
            "perform_using(post_data/body, value) string must not contain embedded NUL bytes; "
            "use a buffer for binary payloads.",
        )
    elif isinstance(value, bytearray):
        configuration.body = bytes(value)
    else:
        raise LpcError("perform_using(post_data, value) requires a string or buffer.\n")


def _set_timeout(configuration: Configuration, value: Any) -> None:
    configuration.timeout_ms = max(0, _number("timeout_ms", value))


def _set_following(configuration: Configuration, value: Any) -> None:
    configuration.follows = _number("follow_location", value) != 0


_OPTIONS: Final[dict[str, Callable[[Configuration, Any], None]]] = {
    "url": _set_url,
    "headers": _set_headers,
    "post_data": _set_body,
    "body": _set_body,
    "timeout_ms": _set_timeout,
    "follow_location": _set_following,
}


def _is_cleared(value: Any) -> bool:
    return kind(value) == "int" and int(value) == 0


def _number(option: str, value: Any) -> int:
    if kind(value) != "int":
        raise LpcError(f"perform_using({option}, value) requires a number.\n")
    return int(value)


def _without_nul(text: str, complaint: str) -> bytes:
    if "\0" in text:
        raise LpcError(f"{complaint}\n")
    return string_bytes(text)
