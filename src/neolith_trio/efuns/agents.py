"""Efuns of agents: objects that a language model speaks for, by way of tools that are LPC functions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.outside.agents import MAX_TURNS, ROLES, Agent, Tool
from ..runtime.outside.operations import Callback
from ..runtime.promises import CANCELLED, FULFILLED, REJECTED, Promise
from ..runtime.values import Entity, LpcObject
from .json import to_json
from .registry import efun

if TYPE_CHECKING:
    from ..runtime.world import World


@efun("int agent_context_reset(object agent)")
def agent_context_reset(this: Entity, agent: LpcObject) -> int:
    """Let an agent forget everything that was said.

    Its tools stay. The context is kept outside of LPC and may be larger than a string.

    Arguments:
        agent: an object of the same uid.
    Returns: 1.
    Errors: the agent is not of this uid.
    Example:
        agent_context_reset(this_object())      // 1
    See also: agent_context_add, agent_model_inference
    """
    _own(this, agent, "agent_context_reset").forget()
    return 1


@efun("int agent_context_add(object agent, int | string role, string content)")
def agent_context_add(this: Entity, agent: LpcObject, role: int | str, content: str) -> int:
    """Add a message to what an agent's model is told.

    Arguments:
        agent: an object of the same uid.
        role: who says it: 0 or "system" (the instructions), 1 or "user", 2 or "assistant" (the model itself), 3 or
            "tool" (told to the model as a user's message, since it belongs to no call).
        content: what is said.
    Returns: 1.
    Errors: a role that does not exist; a context that becomes too large; the agent is not of this uid.
    Example:
        agent_context_add(this_object(), "system", "You are the innkeeper.")     // 1
    See also: agent_context_reset, agent_model_inference
    """
    found = _own(this, agent, "agent_context_add")
    name = ROLES[role] if isinstance(role, int) and 0 <= role < len(ROLES) else role
    if name not in ROLES:
        raise LpcError("agent_context_add: role must be system, user, assistant or tool, or a number from 0 to 3\n")
    text = this.world.config.charset.from_lpc(content).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    found.add({"role": "user" if name == "tool" else name, "content": text})
    return 1


@efun("int agent_register_tool(object agent, string name, string schema, function callback)")
def agent_register_tool(this: Entity, agent: LpcObject, name: str, schema: str, callback: Closure) -> int:
    """Give an agent a tool: a function that its model may call.

    The callback gets a mapping of the arguments; what it returns is told to the model, a string as it is and everything
    else as JSON. A promise, such as every async function returns, is waited for, and what it delivers is told. An error
    in it is told to the model too.

    Arguments:
        agent: an object of the same uid.
        name: the name of the tool: letters, digits, _ and -; one of that name is replaced.
        schema: JSON: the schema of the arguments, whose "description" is that of the tool; or an object with
            "description" and "parameters".
        callback: the function.
    Returns: 1.
    Errors: a schema that is no JSON object; the agent is not of this uid.
    Example:
        agent_register_tool(this_object(), "look", "{}", (: environment()->long() :))   // 1
    See also: agent_unregister_tool, agent_tools_json, before_tool_call, after_tool_call
    """
    found = _own(this, agent, "agent_register_tool")
    charset = this.world.config.charset
    try:
        given = json.loads(charset.from_lpc(schema))
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise LpcError("agent_register_tool: schema must be a JSON object\n")
    plain = charset.from_lpc(name)
    if not plain or not plain.isascii() or not plain.replace("_", "a").replace("-", "a").isalnum():
        raise LpcError("agent_register_tool: name must be of letters, digits, _ and -\n")
    parameters = given.get("parameters") if isinstance(given.get("parameters"), dict) else _parameters(given)
    found.tools[plain] = Tool(plain, str(given.get("description", "")), parameters or {}, callback)
    return 1


def _parameters(schema: dict[str, Any]) -> dict[str, Any]:
    bare = {key: value for key, value in schema.items() if key != "description"}
    return {"type": "object", "properties": {}, **bare}


@efun("int agent_unregister_tool(object agent, string name)")
def agent_unregister_tool(this: Entity, agent: LpcObject, name: str) -> int:
    """Take a tool away from an agent.

    Arguments:
        agent: an object of the same uid.
        name: the name of the tool.
    Returns: 1, or 0 when it has no such tool.
    Errors: the agent is not of this uid.
    Example:
        agent_unregister_tool(this_object(), "no_such_tool")        // 0
    See also: agent_register_tool
    """
    found = _own(this, agent, "agent_unregister_tool")
    return int(found.tools.pop(this.world.config.charset.from_lpc(name), None) is not None)


@efun("string agent_tools_json(object agent)")
def agent_tools_json(this: Entity, agent: LpcObject) -> str:
    """The tools of an agent as its model is told of them.

    Arguments:
        agent: an object of the same uid.
    Returns: a JSON array.
    Errors: the agent is not of this uid.
    Example:
        agent_tools_json(this_object())     // "[]"
    See also: agent_register_tool
    """
    found = _own(this, agent, "agent_tools_json")
    return json.dumps([tool.described() for tool in found.tools.values()])


@efun("mixed agent_model_inference(object agent, int max_turns, void | string | function done, ...)")
def agent_model_inference(
    this: Entity, agent: LpcObject, max_turns: int, done: str | Closure | None = None, *arguments: Any
) -> Any:
    """Let the language model speak for an agent and go on; the callback gets what it says in a later turn, once.

    The model is the one of the configuration (AgentUrl, AgentModel, AgentKeyFile). It is told the context and the
    tools. As long as it calls tools these are run in the agent, their results are added to the context, and it is asked
    again. What it says at last is added to the context too.

    The callback is called with a string, the last that the model has said, and 0; or with 1 when the model wanted to go
    on after so many turns; or with a string that says what went wrong.

    Arguments:
        agent: an object of the same uid.
        max_turns: how often the model may be asked, at least 1.
        done: a function, or the name of one in this object.
        ...: go to the callback, after its own two.
    Returns: a handle for async_cancel() and async_info(), which is that of all turns; without a callback a promise of
        what the model says at last, which is rejected with a string when it does not come to that.
    Errors: the master's valid_agent() does not allow it; the agent waits for the model already, or is not of this uid.
    Example:
        catch(agent_model_inference(this_object(), 0, "said")) != 0     // 1
    See also: agent_context_add, agent_register_tool, before_tool_call, after_tool_call, valid_agent
    """
    name = "agent_model_inference"
    _own(this, agent, name)
    if max_turns < 1:
        raise LpcError(f"{name}: max_turns must be at least 1\n")
    if not master.allows(this.world, "valid_agent", this, agent, max_turns, default=False):
        raise LpcError(f"{name}: valid_agent() does not allow it\n")
    if done is None:
        return _promised(this.world, agent, max_turns)
    called = Callback(done, arguments)
    return this.world.agents.begin(agent, max_turns, lambda text, error, _: called.call(this, text, error), to_json)


def _promised(world: World, agent: LpcObject, max_turns: int) -> Promise:
    """A run whose end settles a promise, which belongs to the agent as the run does."""

    def settle(text: str, error: Any, cancelled: bool) -> None:
        why = "the model wanted to go on" if error == MAX_TURNS else error
        if cancelled or error != 0:
            world.promises.settle(promise, CANCELLED if cancelled else REJECTED, f"*agent: {why}\n")
        else:
            world.promises.settle(promise, FULFILLED, text)

    handle = world.agents.begin(agent, max_turns, settle, to_json)
    promise = world.promises.work(agent, lambda: world.operations.cancel(handle, "promise_cancel()"))
    return promise


def _own(this: Entity, agent: LpcObject, name: str) -> Agent:
    """What belongs to an agent, for an object that may do something with it."""
    if agent is not this and agent.uid != this.uid and this is not this.world.master:
        raise LpcError(f"{name}: /{agent.name} is not of the uid {this.uid}\n")
    return this.world.agents.of(agent)
