"""The tools, resources and prompts of a mud as a server of the `mcp` package.

Rule: what a tool has to complain about is an answer with its error mark, for the program to read; only a name that does
not exist is an error of the protocol. Of the package the lower level is used: the upper one sets up logging for the
whole process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from .. import __version__
from ..backend.errands import Answer, Denied
from ..errors import ConfigError
from . import texts
from .tools import Mud, Tool, offered

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.lowlevel import Server

MISSING: Final = "the MCP server needs the package mcp: pip install 'neolith-trio[mcp]'"
_INSTRUCTIONS: Final = """\
A running LPMud driver. Its mudlib is written in LPC; paths begin with / and lie inside of the mudlib. Read before you
write: list_files and read_file show how things are done here, manual explains efuns and applies, check compiles.
"""


def make_server(mud: Mud) -> Server[Any]:
    """The server. ConfigError when the package is not installed."""
    try:
        from mcp.server.lowlevel import Server
    except ImportError as missing:
        raise ConfigError(MISSING) from missing
    desk = _Handlers(mud, offered(mud.config))
    return Server(
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
    )


@attrs.frozen
class _Handlers:
    """What the server does when it is asked."""

    mud: Mud
    tools: dict[str, Tool]

    async def list_tools(self, context: Any, params: Any) -> types.ListToolsResult:
        import mcp_types as types

        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=one.name,
                    description=one.doc,
                    input_schema=one.schema,
                    annotations=types.ToolAnnotations(read_only_hint=not one.changes, open_world_hint=False),
                )
                for one in self.tools.values()
            ]
        )

    async def call_tool(self, context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        import mcp_types as types

        tool = self.tools.get(params.name)
        if tool is None:
            raise _unknown(f"there is no tool {params.name}")

        async def report(done: float, total: float | None, message: str) -> None:
            await context.session.report_progress(done, total, message)

        try:
            answer = await tool.run(self.mud, report, **tool.checked(params.arguments or {}))
        except Denied as why:
            answer = Answer(str(why), fine=False)
        text = types.TextContent(type="text", text=_clean(answer.text))
        return types.CallToolResult(content=[text], structured_content=answer.data, is_error=not answer.fine)

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


def _clean(text: str) -> str:
    """Text without the lone surrogates that stand for bytes which are no UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
