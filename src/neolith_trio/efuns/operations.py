"""Efuns about operations of any kind: what an object has asked to be done outside, how to see it and how to end it."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import master
from ..runtime.coroutines import Coroutine
from ..runtime.outside.mcp import Call
from ..runtime.outside.operations import Order
from ..runtime.outside.ports.http import Pending
from ..runtime.outside.ports.operation import lpc_value
from ..runtime.values import UNDEFINED, Entity, LpcObject, Mapping, live, to_key
from .registry import efun


@efun("int async_cancel(int handle)")
def async_cancel(this: Entity, handle: int) -> int:
    """End an operation that is under way.

    What it does is given up, and its callback comes in a later turn, never before this efun has returned, with the
    outcome "cancelled"; an operation that ended in the same moment ends as it did. Objects of the same uid
    may do this, others when the master's valid_async() allows it.

    Arguments:
        handle: what the efun that began it has returned.
    Returns: 1, or 0 when nothing of that handle is under way.
    Errors: the operation is not of this uid, and valid_async() does not allow it.
    Example:
        async_cancel(0)             // 0
    See also: async_info, valid_async
    """
    order = this.world.operations.find(handle)
    if order is None:
        return 0
    if not _may(this, "cancel", order.owner, order.kind):
        raise LpcError(f"async_cancel: operation {handle} is of /{order.owner.name}\n")
    return int(this.world.operations.cancel(handle, f"by /{this.name}"))


@efun("mixed async_info(void | int handle)")
def async_info(this: Entity, handle: Any = UNDEFINED) -> Any:
    """What is under way: HTTP requests, processes, queries, and whatever else an object waits for.

    What belongs to another uid is seen when the master's valid_async() allows it.

    Arguments:
        handle: what the efun that began it has returned; all when it is left out.
    Returns: a mapping, or an array of them, the oldest first: "handle", "kind", "label", "owner" (an object), "age"
        (seconds), "deadline" (seconds that are left), "amount" (bytes, lines or what the kind counts), "state"
        ("running" or "cancelling"); 0 when nothing of that handle is under way or may be seen. Behind the operations
        come, in the same form and with the handle 0, the requests of perform_to() (of that kind) and the calls of
        programs that speak MCP (of the kind "mcp"); at last the async functions that wait, as mappings of "kind"
        ("await"), "id", "object", "function", "file", "line", "promise" (of what it will return), "awaiting", "ready"
        (1: it goes on soon), "acatch_depth", "age".
    Example:
        async_info()                // ({ })
    See also: async_cancel, promise_cancel, valid_async
    """
    world = this.world
    if handle is UNDEFINED:
        operations = [_described(one) for one in world.operations.open() if _may(this, "info", one.owner, one.kind)]
        sent = [
            _without_handle(one, "perform_to", 0)
            for one in world.http.open()
            if _may(this, "info", one.owner, "perform_to")
        ]
        calls = [
            _without_handle(one, "mcp", one.done)
            for one in world.mcp.calls.values()
            if _may(this, "info", one.owner, "mcp")
        ]
        return operations + sent + calls + [
            _described_function(one) for one in world.coroutines.waiting() if _may(this, "info", one.this, "await")
        ]
    order = world.operations.find(handle)
    return _described(order) if order is not None and _may(this, "info", order.owner, order.kind) else 0


def _may(this: Entity, action: str, owner: Entity, kind: str) -> bool:
    if owner is this or owner.uid == this.uid:
        return True
    return master.allows(this.world, "valid_async", this, action, owner, kind, default=False)


def _described_function(one: Coroutine) -> Mapping:
    world = one.this.world
    file, line, acatches = one.place
    return Mapping(
        {
            "kind": "await",
            "id": one.key,
            "object": live(one.this),
            "function": one.name,
            "file": world.lpc_paths.get(file, file),
            "line": line,
            "promise": one.promise,
            "awaiting": one.awaiting if one.awaiting is not None else 0,
            "ready": int(one.ready),
            "acatch_depth": acatches,
            "age": world.context.now - one.since,
        }
    )


def _without_handle(one: Pending | Call, kind: str, amount: float) -> Mapping:
    """What runs and cannot be cancelled by LPC."""
    age = one.owner.world.context.now - one.began
    return Mapping(
        handle=0,
        kind=kind,
        label=one.label,
        owner=live(one.owner),
        age=age,
        deadline=one.seconds - age,
        amount=amount,
        state="running",
    )


def _described(order: Order) -> Mapping:
    now = order.owner.world.context.now
    found: Mapping = lpc_value(
        {
            "handle": order.key,
            "kind": order.kind,
            "age": now - order.began,
            "deadline": order.began + order.seconds - now,
            "amount": order.amount,
            "state": "cancelling" if order.cancelled else "running",
        },
        order.owner.world.config.charset,
    )
    found[to_key("label")] = order.label
    found[to_key("owner")] = order.owner if isinstance(order.owner, LpcObject) else 0
    return found
