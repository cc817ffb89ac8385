"""The console for admins: a page that looks into the world, follows the log and evaluates LPC.

The rule: nobody gets more than the page itself without a session, which the operator's token begins. A request that
comes from another page, by its Origin or without the proof that only our page knows, is refused; so is the console by
any name of the host that a page of somebody else could have: the browser's cookie belongs to one host, and the session
to the cookie. What is shown comes from the backend (web.looks).
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from importlib import resources
from typing import Any, Final

import trio
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from .access import Gate, Session, Sessions, Verdict, same
from .asgi import Reception, is_same_origin
from .looks import Looks

COOKIE: Final = "neolith_console"
LINES: Final = 1_000
"""Lines of the log that are remembered."""
LONGEST: Final = 2_000
"""Characters of one of them."""
WAIT: Final = 20.0
"""Seconds for which a question about the log waits for the next line."""
LARGEST: Final = 100_000
"""Bytes of a request of the page."""
LOOKS: Final = frozenset(
    {"figures", "users", "objects", "object", "timers", "operations", "sockets", "errors"}
)

_FILES: Final = {
    "index.html": "text/html; charset=utf-8",
    "console.js": "text/javascript; charset=utf-8",
    "console.css": "text/css; charset=utf-8",
}
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Answering = Callable[[Request], Awaitable[Response]]


class Lines:
    """The last lines of the log, numbered."""

    def __init__(self) -> None:
        self._lines: deque[tuple[int, str]] = deque(maxlen=LINES)
        self._number = 0
        self._changed = trio.Event()

    def add(self, text: str) -> None:
        """Something was logged."""
        for line in text.rstrip("\n").split("\n"):
            self._number += 1
            self._lines.append((self._number, line[:LONGEST].encode("utf-8", "replace").decode("utf-8")))
        self._changed.set()

    async def after(self, number: int) -> list[tuple[int, str]]:
        """What came later; when there is nothing yet, wait for it a while."""
        if number >= self._number:
            with trio.move_on_after(WAIT):
                self._changed = trio.Event()
                await self._changed.wait()
        return [line for line in self._lines if line[0] > number]


class Console:
    """The page, and what it asks for."""

    def __init__(self, looks: Looks, gate: Gate, reception: Reception) -> None:
        self._lines = Lines()
        self._looks = looks
        self._gate = gate
        self._reception = reception
        self._sessions = Sessions()
        folder = resources.files(__package__) / "admin"
        self._files = {name: (folder / name).read_bytes() for name in _FILES}

    def logged(self, text: str) -> None:
        """The driver has logged something."""
        self._lines.add(text)

    def routes(self) -> Sequence[Route]:
        """What is below /console."""
        return [
            Route("/", self._page),
            Route("/login", self._log_in, methods=["POST"]),
            Route("/logout", self._within(self._log_out), methods=["POST"]),
            Route("/session", self._within(self._session)),
            Route("/look/{what}", self._within(self._look)),
            Route("/log", self._within(self._log)),
            Route("/evaluate", self._within(self._evaluate), methods=["POST"]),
            Route("/{file}", self._page),
        ]

    async def entrance(self, request: Request) -> Response:
        """The page has a slash at its end, for its files to be below."""
        return RedirectResponse("/console/")

    # -- who may ------------------------------------------------------------------------------------------------

    def _is_ours(self, request: Request) -> bool:
        """Does it come from the page of the console? A browser says the origin with everything that it POSTs."""
        origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        return is_same_origin(origin, host) if origin else request.method == "GET"

    def _within(self, answering: Answering) -> Answering:
        """The same for those who have a session, and prove that it is the page that asks."""

        async def guarded(request: Request) -> Response:
            if not self._is_ours(request):
                return _answer({"error": "this is for the page of the console"}, 403)
            session = self._sessions.find(request.cookies.get(COOKIE))
            if session is None:
                return _answer({"error": "log in"}, 401)
            if request.method != "GET" and not same(request.headers.get("x-proof", ""), session.proof):
                return _answer({"error": "this is for the page of the console"}, 403)
            request.state.session = session
            return await answering(request)

        return guarded

    async def _log_in(self, request: Request) -> Response:
        if not self._is_ours(request):
            return _answer({"error": "this is for the page of the console"}, 403)
        given = await _json(request)
        token = given.get("token")
        asker = self._reception.asker(dict(request.scope))
        verdict = self._gate.ask(token if isinstance(token, str) else "", None, asker.address)
        if verdict is not Verdict.WELCOME:
            said = "this is not the token" if verdict is Verdict.WRONG else "too many wrong tokens; wait a minute"
            return _answer({"error": said}, verdict.value)
        secret, session = self._sessions.begin()
        answer = _answer({"proof": session.proof})
        answer.set_cookie(
            COOKIE,
            secret,
            path="/console",
            httponly=True,
            samesite="strict",
            secure=request.headers.get("origin", "").startswith("https:"),
        )
        return answer

    async def _log_out(self, request: Request) -> Response:
        self._sessions.end(request.cookies.get(COOKIE))
        answer = _answer({})
        answer.delete_cookie(COOKIE, path="/console")
        return answer

    async def _session(self, request: Request) -> Response:
        session: Session = request.state.session
        return _answer({"proof": session.proof})

    # -- what there is ------------------------------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        name = request.path_params.get("file", "index.html")
        if name not in _FILES:
            return Response("Not Found\n", 404, _HEADERS, "text/plain")
        return Response(self._files[name], 200, _HEADERS, _FILES[name])

    async def _look(self, request: Request) -> Response:
        what = request.path_params["what"]
        if what not in LOOKS:
            return _answer({"error": "there is no such question"}, 404)
        about = {name: request.query_params[name] for name in ("filter", "name") if name in request.query_params}
        return self._found(await self._looks.ask(what, about))

    async def _log(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        lines = await self._lines.after(int(after) if after.isascii() and after.isdigit() else 0)
        return _answer({"lines": lines})

    async def _evaluate(self, request: Request) -> Response:
        given = await _json(request)
        return self._found(await self._looks.ask("evaluate", {"code": str(given.get("code", ""))}))

    def _found(self, found: Any) -> Response:
        if found is None:
            return _answer({"error": "the backend does not answer"}, 503)
        return _answer({"found": found})


def _answer(content: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(content, status, _HEADERS)


async def _json(request: Request) -> dict[str, Any]:
    """The body as a JSON object; empty when it is none, or too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return {}
    try:
        found = json.loads(bytes(body))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
