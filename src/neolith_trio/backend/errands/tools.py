"""The errand that a tool of LPC answers: its value, in whatever form, as an answer in the form of MCP.

Rule: the answer is told to whoever waits for it and to nobody else; of an error in the tool the master's
error_handler() hears as of one that was caught, for it is one of the mudlib. For running.py alone.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, Final

from ...efuns.json import from_json, to_json
from ...errors import ExecutionLimit, LpcError
from ...runtime.reports import as_lpc_error
from ...runtime.tracing.traces import trace_of
from ...runtime.values import Mapping, truth
from .desk import Answer, Denied

if TYPE_CHECKING:
    from .running import Errands

TOOL: Final = "tool"


def use_tool(errands: Errands, name: str, arguments: dict[str, Any]) -> Answer | None:
    """Let the object that has registered a tool answer."""
    world = errands.world
    tool = world.mcp.tools.get(world.config.charset.to_lpc(name))
    if tool is None:
        raise Denied(f"there is no tool {name}")
    given = json.dumps(arguments)
    errands.permit(tool.offer.name, given)

    def run() -> Any:
        try:
            return tool.call(errands.voice(), from_json(given), errands.key)
        except (LpcError, ExecutionLimit, RecursionError) as problem:
            _report(errands, as_lpc_error(problem))
            raise

    label, seconds = f"the tool {tool.offer.name}", tool.offer.seconds
    return errands.follow(tool.owner, label, run, lambda value: answer_of(errands, value), seconds=seconds)


def _report(errands: Errands, error: LpcError | ExecutionLimit) -> None:
    world = errands.world
    if isinstance(error, LpcError):
        world.evaluation.reports.told(error, trace_of(error, world))
    else:
        world.budget.refill()
        world.report(error)


def answer_of(errands: Errands, value: Any) -> Answer:
    """What a tool has returned: a text, a mapping in the form of MCP, or a value that is told as JSON."""
    charset = errands.world.config.charset
    if isinstance(value, str):
        return Answer(charset.from_lpc(value))
    if isinstance(value, Mapping) and "content" in value:
        return _in_full(errands, value)
    text = json.dumps(json.loads(to_json(value)), ensure_ascii=False)
    return Answer(text, json.loads(text) if isinstance(value, Mapping) else None)


def _in_full(errands: Errands, value: Mapping) -> Answer:
    fine = not truth(value.get("isError", 0))
    content, data = value["content"], value.get("structuredContent", 0)
    structured = json.loads(to_json(data)) if isinstance(data, Mapping) else None
    if not isinstance(content, list):
        return Answer(answer_of(errands, content).text, structured, fine)
    return Answer("", structured, fine, [_item(errands, one) for one in content])


def _item(errands: Errands, item: Any) -> Any:
    """An item of content: a mapping in the form of MCP, whose "data" may be a buffer; anything else is a text."""
    if not isinstance(item, Mapping) or "type" not in item:
        return {"type": "text", "text": answer_of(errands, item).text}
    plain = json.loads(to_json(item))
    data = item.get("data", 0)
    if isinstance(data, bytearray):
        plain["data"] = base64.b64encode(data).decode("ascii")
    return plain
