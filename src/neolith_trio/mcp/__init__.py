"""The MCP server: programs that speak the Model Context Protocol look into a running mud, and may work on it.

    tools.py     what they can have done, and how it is asked of the backend (backend/errands)
    player.py    a test player: a connection whose other end is such a program
    texts.py     the resources and the prompts
    server.py    all of it as a server of the `mcp` package
    stdio.py     served over standard input and output: `neolith-trio mcp`
    http.py      served over streamable HTTP, beside the ports of a running mud

The rule: what touches the world is an errand, in a turn of its own, on behalf of one uid and with the word of the
master's valid_mcp(). Tools that can change something are there only when the configuration says so. The `mcp` package
is an extra and is imported when it is needed; anyio, which it brings, runs on Trio.
"""
