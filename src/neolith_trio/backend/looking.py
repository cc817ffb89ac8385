"""What operators may see of the world, and the figures of it: each question is answered in a turn of its own.

The rule: an answer is plain data, made at once and complete; it holds no value of LPC. Nothing here changes the world
but "evaluate", which is an errand (backend.errands) with the budget of its entry. The questions are the methods of
`Looks` whose names begin with `look_`; web/ asks them by way of `LookRequested`.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from ..errors import ExecutionLimit, LpcError
from ..runtime.closures import Closure
from ..runtime.evaluation import Evaluation
from ..runtime.objects import all_variables
from ..runtime.outside.operations import Order
from ..runtime.outside.ports.http import Pending
from ..runtime.outside.ports.operation import Plain
from ..runtime.outside.ports.web import LookRequested
from ..runtime.texts.printing import pretty
from ..runtime.tracing.traces import Place, Trace
from ..runtime.values import Entity, LpcObject
from ..runtime.world import World
from .errands import Asked
from .errands.running import Errands

MOST: Final = 500
"""Rows of one answer."""
LONGEST: Final = 4_000
"""Characters of one value."""
MOST_OF_AN_EVALUATION: Final = 50_000
ERRORS: Final = 50
"""Errors that are remembered."""
AROUND: Final = 3
"""Lines of source that are shown before and after the one of an error."""

Rows: TypeAlias = "tuple[dict[str, Plain], ...]"


@attrs.frozen
class Failure:
    """An error that no catch() saw."""

    number: int
    time: float
    text: str
    places: tuple[Place, ...]


class Looks:
    """Answers questions about one world."""

    def __init__(self, world: World, evaluation: Evaluation, errands: Errands) -> None:
        self._world = world
        self._errands = errands
        self._errors: deque[Failure] = deque(maxlen=ERRORS)
        self._failures = 0
        evaluation.reports.witnesses.append(self._witness)
        world.web.look = self.answer

    def answer(self, event: LookRequested) -> None:
        """Answer a question, whatever it comes to."""
        found: Plain = {"error": "there is no such question"}
        try:
            look = getattr(self, f"look_{event.what}", None)
            if look is not None:
                found = look(event.about)
        except (LpcError, ExecutionLimit, RecursionError) as problem:
            found = {"error": self._text(str(getattr(problem, "value", "") or problem))}
            raise
        finally:
            self._world.web.port.show(event.key, found)

    def _witness(self, error: Any, trace: Trace) -> None:
        self._failures += 1
        text = error.value if isinstance(error.value, str) else "*Unspecified error"
        self._errors.append(
            Failure(self._failures, self._world.context.now, self._text(text).rstrip("\n"), trace.places[-20:])
        )

    # -- questions ----------------------------------------------------------------------------------------------

    def look_health(self, about: dict[str, str]) -> Plain:
        """That a turn was had."""
        return True

    def look_figures(self, about: dict[str, str]) -> Plain:
        """Numbers of everything."""
        world = self._world
        lookups: Plain = {kind: dict(figures) for kind, figures in world.lookups.figures().items()}
        return {
            "users": len(world.interactives),
            "objects": len(world.objects),
            "heart_beats": len(world.timers.heart_beats()),
            "call_outs": len(world.timers.pending()),
            "operations": len(world.operations.open()) + len(world.http.open()),
            "sockets": sum(one is not None for one in world.sockets.all()),
            "routes": len(world.web.routes),
            "channels": len(world.web.channels),
            "commands": world.statistics.commands,
            "compiled_lines": world.statistics.compiled_lines,
            "errors": self._failures,
            "uptime_seconds": world.context.now - world.boot_time,
            "lookups": lookups,
        }

    def look_users(self, about: dict[str, str]) -> Plain:
        """Who is connected."""
        now = self._world.context.now
        return self._rows(
            {
                "object": self._name(link.object),
                "address": link.connection.peer_address,
                "port": link.connection.local_port,
                "kind": link.connection.kind.value,
                "idle": round(now - link.last_input),
                "waiting": link.connection.pending_bytes,
            }
            for link in self._world.interactives
        )

    def look_objects(self, about: dict[str, str]) -> Plain:
        """The objects whose names have "filter" in them, newest first."""
        wanted = about.get("filter", "").removeprefix("/")
        found = (ob for ob in self._world.objects.all() if wanted in self._text(ob.name))
        return self._rows(
            {
                "object": self._name(ob),
                "uid": self._text(str(ob.uid or "")),
                "environment": self._name(ob.environment),
                "heart_beat": ob.timers is not None,
                "age": round(self._world.context.now - self._world.objects.born_at(ob)),
            }
            for ob in found
        )

    def look_object(self, about: dict[str, str]) -> Plain:
        """One object and its variables."""
        name = about.get("name", "")
        ob = self._world.objects.find(self._world.config.charset.to_lpc(name))
        if ob is None:
            return {"error": f"there is no object {name}"}
        return {
            "object": self._name(ob),
            "program": self._text(ob.program.path),
            "uid": self._text(str(ob.uid or "")),
            "euid": self._text(str(ob.euid or "")),
            "environment": self._name(ob.environment),
            "heart_beat": ob.timers is not None,
            "variables": self._rows(
                {
                    "name": self._text(variable.name),
                    "program": self._text(attribute),
                    "value": self._shown(getattr(ob, attribute, 0)),
                }
                for variable, attribute in all_variables(ob.program)
            ),
        }

    def look_timers(self, about: dict[str, str]) -> Plain:
        """Heart beats and call_outs."""
        timers = self._world.timers
        return {
            "heart_beats": self._rows(
                {"object": self._name(ob), "interval": timers.query_heart_beat(ob)} for ob in timers.heart_beats()
            ),
            "call_outs": self._rows(
                {
                    "object": self._name(call.owner),
                    "function": self._function(call.function),
                    "seconds": round(call.due - self._world.context.now, 1),
                }
                for call in timers.pending()
            ),
        }

    def look_operations(self, about: dict[str, str]) -> Plain:
        """What LPC waits for, what waits for LPC, and what it serves."""
        now, web = self._world.context.now, self._world.web
        return {
            "operations": self._rows(self._operations()),
            "requests": self._rows(
                {
                    "handle": one.key,
                    "request": one.label,
                    "owner": self._name(one.owner),
                    "age": round(now - one.began, 1),
                }
                for one in web.requests.values()
            ),
            "routes": self._rows({"path": one.path, "owner": self._name(one.owner)} for one in web.routes.values()),
            "channels": self._rows(
                {"channel": one.name, "owner": self._name(one.owner), "clients": len(one.clients), "sent": one.sent}
                for one in web.channels.values()
            ),
        }

    def look_sockets(self, about: dict[str, str]) -> Plain:
        """The sockets of LPC."""
        return self._rows(
            {
                "socket": one.number,
                "owner": self._name(one.owner),
                "state": one.state.name.lower(),
                "local": f"{one.local.host} {one.local.port}",
                "remote": f"{one.remote.host} {one.remote.port}",
            }
            for one in self._world.sockets.all()
            if one is not None
        )

    def look_errors(self, about: dict[str, str]) -> Plain:
        """The last errors, latest first, each with its trace and the source where it happened."""
        return self._rows(
            {
                "number": one.number,
                "time": one.time,
                "text": one.text,
                "trace": tuple(
                    {"function": at.function, "file": self._text(at.file), "line": at.line, "object": at.object_name}
                    for at in reversed(one.places)
                ),
                "source": self._source(one.places[-1]) if one.places else (),
            }
            for one in reversed(self._errors)
        )

    def look_evaluate(self, about: dict[str, str]) -> Plain:
        """The value of an expression, or what statements return."""
        code = about.get("code", "")
        self._world.ports.log(f"the console evaluates {code[:200]!r}")
        answer = self._errands.done(Asked(0, "evaluate", json.dumps({"code": code})))
        text = answer.text.encode("utf-8", "replace").decode("utf-8")
        return {"value" if answer.fine else "error": self._cut(text, MOST_OF_AN_EVALUATION)}

    # -- plain data ---------------------------------------------------------------------------------------------

    def _operations(self) -> Iterator[dict[str, Plain]]:
        """Operations, and the requests of perform_to(), which have no handle."""
        for order in self._world.operations.open():
            yield {"handle": order.key, "kind": order.kind, **self._waited(order), "amount": order.amount}
        for sent in self._world.http.open():
            yield {"handle": 0, "kind": "perform_to", **self._waited(sent), "amount": 0}

    def _waited(self, one: Order | Pending) -> dict[str, Plain]:
        now = self._world.context.now
        return {
            "label": self._text(one.label),
            "owner": self._name(one.owner),
            "age": round(now - one.began, 1),
            "deadline": round(one.began + one.seconds - now, 1),
        }

    def _rows(self, rows: Iterator[dict[str, Plain]]) -> Rows:
        return tuple(islice(rows, MOST))

    def _name(self, ob: Entity | None) -> str:
        return f"/{self._text(ob.name)}" if isinstance(ob, LpcObject) else ""

    def _text(self, text: str) -> str:
        """Ordinary text for a string of LPC; what is no text is replaced."""
        plain = self._world.config.charset.from_lpc(text)
        return plain.encode("utf-8", "replace").decode("utf-8")

    def _shown(self, value: Any) -> str:
        try:
            shown = self._text(pretty(value))
        except LpcError:
            return "(too large to be shown)"
        return self._cut(shown)

    def _cut(self, text: str, most: int = LONGEST) -> str:
        return text if len(text) <= most else f"{text[:most]} ..."

    def _function(self, function: str | Closure) -> str:
        return self._text(function) if isinstance(function, str) else self._shown(function)

    def _source(self, at: Place) -> Rows:
        """The lines around a place, with their numbers."""
        real = self._world.files.resolve(at.file) if at.file else None
        if real is None:
            return ()
        try:
            lines = Path(real).read_bytes().decode("utf-8", "replace").splitlines()
        except OSError:
            return ()
        first = max(1, at.line - AROUND)
        shown = lines[first - 1 : at.line + AROUND]
        return tuple({"line": first + number, "text": text} for number, text in enumerate(shown))
