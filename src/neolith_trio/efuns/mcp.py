"""Efuns of tools that LPC offers to programs which speak MCP."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.outside.mcp import SECONDS, Offer, Tool, is_answerable
from ..runtime.values import Entity, LpcObject, Mapping, from_key, truth
from .json import to_json
from .registry import efun

OURS: Final = frozenset(
    {
        "call", "check", "evaluate", "find_programs", "inspect", "list_files", "list_objects", "load", "log", "manual",
        "pause", "play", "read_file", "run_tests", "tool", "update",
    }
)  # fmt: skip
"""Names that the driver has tools of its own for, or asks valid_mcp() about."""
MOST_SECONDS: Final = 3600
MOST_SCHEMA: Final = 50_000
"""Characters of a schema as JSON."""
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_OPTIONS: Final = ("read_only", "timeout", "title")
_YES_OR_NO: Final = frozenset(
    {"additionalProperties", "deprecated", "readOnly", "unevaluatedItems", "unevaluatedProperties", "uniqueItems",
     "writeOnly"}
)  # fmt: skip
_VALUES: Final = frozenset({"const", "default", "enum", "examples"})


@efun(
    "int mcp_register_tool(string name, string description, string | mapping schema, string | function callback, "
    "void | mapping options)"
)
def mcp_register_tool(
    this: Entity, name: str, description: str, schema: Any, callback: str | Closure, options: Any = 0
) -> int:
    """Offer a tool to programs that speak MCP, and answer when one of them uses it.

    The callback gets a mapping of the arguments and the handle of the call, for mcp_progress(), in a turn of its own.
    previous_object() is the object on whose behalf programs act (McpUid). What the callback returns is the answer:

    - a string is told as it is, a mapping as data too, another value as JSON;
    - a mapping with "content" is an answer in the form of MCP: "content" is a string, or an array of strings and of
      mappings such as (["type": "image", "mimeType": "image/png", "data": a buffer]); "isError" of 1 says that it is a
      complaint, "structuredContent" is a mapping of data;
    - a promise, such as every async function returns, is waited for. It is cancelled when the program waits no more.

    An error is the answer too, for the program to read, and error_handler() hears of it as of one that was caught.

    The tool ends with this object. A driver that lets no such programs in keeps it, and it does nothing. The master's
    valid_mcp_tool() has to agree; without it only the master itself may offer tools. valid_mcp() is asked at every use,
    as with the driver's own tools.

    Arguments:
        name: 1 to 64 letters, digits, _, - and dots; one of that name of this object is replaced.
        description: what it does, for whoever decides to use it.
        schema: the JSON schema of the arguments, as a mapping or as JSON. ([ ]) takes none or any; 0 and 1 stand for
            false and true where a schema has them. Calls that do not fit "required", "type", "enum" and
            "additionalProperties" of the upper level are refused without asking the callback.
        callback: a function, or the name of one in this object.
        options: 0, or a mapping: "read_only" (1: it changes nothing, so it is there also without McpMayChange),
            "timeout" (seconds for a promise, 60), "title" (its name for people).
    Returns: 1.
    Errors: a name that cannot be, or is another object's tool or the driver's; a schema that is none; a function that
        does not exist; an option that does not exist; valid_mcp_tool() says no.
    Example:
        catch(mcp_register_tool("who", "Who is there?", ([ ]), (: sizeof(users()) :))) != 0     // 1
    See also: mcp_unregister_tool, mcp_progress, mcp_tools, valid_mcp_tool, valid_mcp
    """
    decode = this.world.config.charset.from_lpc
    if not _NAME.fullmatch(name) or name in OURS:
        raise LpcError(f"mcp_register_tool: {name} is no name that a tool can have\n")
    if not is_answerable(this, callback):
        raise LpcError(f"mcp_register_tool: there is no function {callback} in /{this.name}\n")
    given = _options(options)
    if not master.allows(this.world, "valid_mcp_tool", this, name, default=False):
        raise LpcError(f"mcp_register_tool: valid_mcp_tool() does not allow {name}\n")
    offer = Offer(
        name,
        decode(given["title"]),
        decode(description),
        json.dumps(_schema(schema if isinstance(schema, str) else to_json(schema), decode)),
        truth(given["read_only"]),
        float(given["timeout"]),
    )
    this.world.mcp.register(Tool(offer, this, callback))
    return 1


@efun("int mcp_unregister_tool(string name)")
def mcp_unregister_tool(this: Entity, name: str) -> int:
    """Offer a tool no more. Whoever uses it at the moment still gets an answer.

    Arguments:
        name: the name of a tool of this object.
    Returns: 1, or 0 when it has none of that name.
    Example:
        mcp_unregister_tool("no_such_tool")     // 0
    See also: mcp_register_tool
    """
    return int(this.world.mcp.unregister(this, name))


@efun("int mcp_progress(int handle, int | float done, void | int | float total, void | string message)")
def mcp_progress(this: Entity, handle: int, done: float, total: float = 0, message: str = "") -> int:
    """Tell the program that uses a tool how far it is.

    Arguments:
        handle: what the tool's callback got after the arguments.
        done: how much is done; more than the last time.
        total: of how much; 0 when nobody knows.
        message: what it is at.
    Returns: 1; 0 when nobody waits for the answer any more, which is a reason to stop.
    Example:
        mcp_progress(0, 1, 3)       // 0
    See also: mcp_register_tool
    """
    text = this.world.config.charset.from_lpc(message)
    return int(this.world.mcp.progress(this, handle, done, total if total > 0 else None, text))


@efun("mapping *mcp_tools()")
def mcp_tools(this: Entity) -> list[Mapping]:
    """The tools that objects offer to programs which speak MCP.

    Returns: mappings, in the order in which they were registered: "name", "description", "object", "read_only" (1 or
        0), "timeout" (seconds), "calls" (how many wait for an answer of that object).
    Example:
        mcp_tools()         // ({ })
    See also: mcp_register_tool
    """
    world = this.world
    encode = world.config.charset.to_lpc
    return [
        Mapping(
            name=name,
            description=encode(tool.offer.doc),
            object=tool.owner if isinstance(tool.owner, LpcObject) else 0,
            read_only=int(tool.offer.read_only),
            timeout=tool.offer.seconds,
            calls=sum(call.owner is tool.owner for call in world.mcp.calls.values()),
        )
        for name, tool in world.mcp.tools.items()
    ]


def _options(options: Any) -> dict[str, Any]:
    given = {} if not isinstance(options, Mapping) else {str(from_key(key)): options[key] for key in options}
    strange = sorted(key for key in given if key not in _OPTIONS)
    if strange:
        raise LpcError(f"mcp_register_tool: unknown option {strange[0]}; there are {', '.join(_OPTIONS)}\n")
    found = {"read_only": 0, "timeout": SECONDS, "title": "", **given}
    if not isinstance(found["timeout"], (int, float)) or not 0 < found["timeout"] <= MOST_SECONDS:
        raise LpcError(f"mcp_register_tool: timeout must be a number of seconds, at most {MOST_SECONDS}\n")
    if not isinstance(found["title"], str):
        raise LpcError("mcp_register_tool: title must be a string\n")
    return found


# -- schemas ------------------------------------------------------------------------------------------------------


def _schema(text: str, decode: Any) -> dict[str, Any]:
    """The schema of an object, from JSON in LPC's encoding."""
    try:
        given = json.loads(decode(text))
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or given.get("type", "object") != "object":
        raise LpcError("mcp_register_tool: schema must be the JSON schema of an object\n")
    schema = {"type": "object", "properties": {}, **_truthful(given)}
    properties, required = schema["properties"], schema.get("required", [])
    if not isinstance(properties, dict) or not all(isinstance(one, (dict, bool)) for one in properties.values()):
        raise LpcError('mcp_register_tool: "properties" of the schema must be a mapping of mappings\n')
    if not isinstance(required, list) or not all(isinstance(one, str) for one in required):
        raise LpcError('mcp_register_tool: "required" of the schema must be an array of strings\n')
    if len(json.dumps(schema)) > MOST_SCHEMA:
        raise LpcError(f"mcp_register_tool: the schema is larger than {MOST_SCHEMA} characters\n")
    return schema


def _truthful(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with true and false where LPC has 1 and 0."""
    of_booleans = schema.get("type") == "boolean"
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if (key in _YES_OR_NO or (key == "default" and of_booleans)) and value in (0, 1) and isinstance(value, int):
            found[key] = bool(value)
        elif isinstance(value, dict) and key not in _VALUES:
            found[key] = _truthful(value)
        elif isinstance(value, list) and key not in _VALUES:
            found[key] = [_truthful(one) if isinstance(one, dict) else one for one in value]
        else:
            found[key] = value
    return found
