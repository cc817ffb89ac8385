"""The tools, resources and prompts of a mud as a server of the `mcp` package.

Rule: what a tool has to complain about is an answer with its error mark, for the program to read; only a name that does
not exist is an error of the protocol. Whoever listens hears that there are other tools than before, once for all that
changes in a moment. Of the package the lower level is used: the upper one sets up logging for the whole process.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

import attrs
import trio

from .. import __version__
from ..backend.errands import Answer, Denied
from ..errors import ConfigError
from . import texts
from .lpc_tools import LpcTool
from .tools import Mud, Tool, offered

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.lowlevel import Server

MISSING: Final = "the MCP server needs the package mcp: pip install 'neolith-trio[mcp]'"
_INSTRUCTIONS: Final = """\
A running LPMud driver. Its mudlib is written in LPC; paths begin with / and lie inside of the mudlib. Read before you
write: list_files and read_file show how things are done here, manual explains efuns and applies, check compiles. The
mudlib may have added tools of its own.
"""
_TELLING: Final = 2.0
"""Seconds for which one program may keep the others waiting for the news that the tools have changed."""


def make_server(mud: Mud) -> Server[Any]:
    """The server. ConfigError when the package is not installed."""
    try:
        import mcp_types as types
        from mcp.server.lowlevel import NotificationOptions, Server
        from mcp.server.subscriptions import ListenHandler
    except ImportError as missing:
        raise ConfigError(MISSING) from missing
    desk = _Handlers(mud)
    news = _News(mud)
    server: Server[Any] = Server(
        "neolith-trio",
        version=__version__,
        instructions=_INSTRUCTIONS,
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_templates,
        on_read_resource=desk.read_resource,
        on_list_prompts=desk.list_prompts,
        on_get_prompt=desk.get_prompt,
        on_subscriptions_listen=ListenHandler(news),
        lifespan=news.told,
    )
    server.add_notification_handler("notifications/initialized", types.NotificationParams, news.arrived)
    # without it the package has all tools listed for every call, to see whether headers stand for arguments
    server.get_tool_input_schema = desk.schema_of
    told = server.create_initialization_options
    # programs of the older protocol are told at the start what they will be told of
    server.create_initialization_options = lambda options=None, *rest, **more: told(  # type: ignore[method-assign]
        options or NotificationOptions(tools_changed=True), *rest, **more
    )
    return server


class _News:
    """Tells programs that there are other tools: what a ListenHandler listens to, and those that only are told."""

    def __init__(self, mud: Mud) -> None:
        self._mud = mud
        self._listeners: dict[object, Any] = {}
        self._connections: WeakSet[Any] = WeakSet()

    async def publish(self, event: Any) -> None:
        """Tell those that listen."""
        for listener in list(self._listeners.values()):
            listener(event)
        await trio.lowlevel.checkpoint()

    def subscribe(self, listener: Any) -> Any:
        """Listen; what is returned ends it."""
        key = object()
        self._listeners[key] = listener
        return lambda: self._listeners.pop(key, None)

    async def arrived(self, context: Any, params: Any) -> None:
        """A program of the older protocol is there, and is told without listening."""
        self._connections.add(context.session._connection)

    @asynccontextmanager
    async def told(self, server: Any) -> AsyncIterator[dict[str, Any]]:
        """While the server serves."""
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self._tell)
            yield {}
            nursery.cancel_scope.cancel()

    async def _tell(self) -> None:
        from mcp.server.subscriptions import ToolsListChanged

        tools, version = self._mud.tools_of_lpc, self._mud.tools_of_lpc.version
        while True:
            version = await tools.beyond(version)
            await self.publish(ToolsListChanged())
            for connection in list(self._connections):
                with trio.move_on_after(_TELLING):
                    await connection.send_tool_list_changed()


@attrs.frozen
class _Handlers:
    """What the server does when it is asked."""

    mud: Mud

    def tool(self, name: str) -> Tool | LpcTool | None:
        """The tool of that name, if there is one now."""
        return offered(self.mud).get(name)

    def schema_of(self, name: str) -> dict[str, Any] | None:
        """The schema of a tool's arguments."""
        tool = self.tool(name)
        return None if tool is None else tool.schema

    async def list_tools(self, context: Any, params: Any) -> types.ListToolsResult:
        import mcp_types as types

        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=one.name,
                    title=one.title,
                    description=one.doc,
                    input_schema=one.schema,
                    annotations=types.ToolAnnotations(read_only_hint=not one.changes, open_world_hint=False),
                )
                for one in offered(self.mud).values()
            ]
        )

    async def call_tool(self, context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        import mcp_types as types

        tool = self.tool(params.name)
        if tool is None:
            raise _unknown(f"there is no tool {params.name}")

        async def report(done: float, total: float | None, message: str) -> None:
            await context.session.report_progress(done, total, message)

        try:
            answer = await tool.run(self.mud, report, **tool.checked(params.arguments or {}))
        except Denied as why:
            answer = Answer(str(why), fine=False)
        text = types.TextContent(type="text", text=_clean(answer.text))
        if answer.content is None:
            data = _cleaned(answer.data)
            return types.CallToolResult(content=[text], structured_content=data, is_error=not answer.fine)
        about = {"content": answer.content, "structuredContent": answer.data, "isError": not answer.fine}
        try:
            return types.CallToolResult.model_validate(_cleaned(about), by_name=False)
        except ValueError as wrong:
            text = types.TextContent(type="text", text=f"{tool.name} has answered in no form of MCP: {wrong}")
            return types.CallToolResult(content=[text], is_error=True)

    async def list_resources(self, context: Any, params: Any) -> types.ListResourcesResult:
        import mcp_types as types

        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=one.address, name=one.name, description=one.doc, mime_type=one.kind)
                for one in texts.RESOURCES
                if "{" not in one.address
            ]
        )

    async def list_templates(self, context: Any, params: Any) -> types.ListResourceTemplatesResult:
        import mcp_types as types

        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=one.address.replace("{name}", "{+name}"),
                    name=one.name,
                    description=one.doc,
                    mime_type=one.kind,
                )
                for one in texts.RESOURCES
                if "{" in one.address
            ]
        )

    async def read_resource(self, context: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        import mcp_types as types

        address = str(params.uri)
        found = await texts.read(self.mud, address)
        if found is None:
            raise _unknown(f"there is no resource {address}")
        kind, answer = found
        if not answer.fine:
            raise _unknown(answer.text)
        contents = types.TextResourceContents(uri=params.uri, mime_type=kind, text=_clean(answer.text))
        return types.ReadResourceResult(contents=[contents])

    async def list_prompts(self, context: Any, params: Any) -> types.ListPromptsResult:
        import mcp_types as types

        return types.ListPromptsResult(
            prompts=[
                types.Prompt(
                    name=one.name,
                    description=one.doc,
                    arguments=[
                        types.PromptArgument(name=name, description=doc, required=True)
                        for name, doc in one.arguments.items()
                    ],
                )
                for one in texts.PROMPTS.values()
            ]
        )

    async def get_prompt(self, context: Any, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        import mcp_types as types

        prompt = texts.PROMPTS.get(params.name)
        if prompt is None:
            raise _unknown(f"there is no prompt {params.name}")
        given = params.arguments or {}
        missing = [name for name in prompt.arguments if name not in given]
        if missing:
            raise _unknown(f"{prompt.name}: {missing[0]} is missing")
        text = prompt.text
        for name in prompt.arguments:
            text = text.replace(f"{{{name}}}", given[name])
        message = types.PromptMessage(role="user", content=types.TextContent(type="text", text=text))
        return types.GetPromptResult(description=prompt.doc, messages=[message])


def _unknown(text: str) -> Exception:
    """An error of the protocol: what was asked for does not exist."""
    import mcp_types as types
    from mcp.shared.exceptions import MCPError

    return MCPError(code=types.INVALID_PARAMS, message=_clean(text))


def _cleaned(value: Any) -> Any:
    """Data whose texts are clean."""
    if isinstance(value, dict):
        return {_clean(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    """Text without the lone surrogates that stand for bytes which are no UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
