"""The functions of the master object that say what is allowed."""

from __future__ import annotations

from typing import Final

from .apply import FLUFFOS, Apply, Place

PERMISSIONS: Final[tuple[Apply, ...]] = (
    Apply(
        "valid_read",
        Place.MASTER,
        "mixed valid_read(string file, object who, string caller)",
        """\
May somebody read a file or a directory? Without it everybody may.

Arguments:
    file: the name of the file.
    who: the object that wants to.
    caller: the name of the efun; "ed_start" for the editor, in which `who` is the user.
Returns: 0 to refuse, a string to read that file instead, any other value to allow it.
Example:
    int valid_read(string file, object who, string caller) { return strsrch(file, "secure/") != 0; }
See also: valid_write, read_file, ed
""",
    ),
    Apply(
        "valid_write",
        Place.MASTER,
        "mixed valid_write(string file, object who, string caller)",
        """\
May somebody write, make, rename or remove a file or a directory? Without it everybody may.

Arguments:
    file: the name of the file.
    who: the object that wants to.
    caller: the name of the efun; "ed_start" for the editor, in which `who` is the user.
Returns: 0 to refuse, a string to write that file instead, any other value to allow it.
Example:
    int valid_write(string file, object who, string caller) { return geteuid(who) == "Root"; }
See also: valid_read, write_file, ed
""",
    ),
    Apply(
        "valid_link",
        Place.MASTER,
        "int valid_link(string from, string to)",
        """\
May link() give a file a second name? Without it nobody may.

Arguments:
    from: the file that is there.
    to: the new name.
Returns: 1 to allow it, else 0. valid_write() is asked besides.
See also: link, valid_write
""",
    ),
    Apply(
        "valid_object",
        Place.MASTER,
        "int valid_object(object ob)",
        """\
An object was loaded: may it be?

Arguments:
    ob: the object; its create() has not been called yet.
Returns: 0 to destruct it, which is an error for whoever loads it; any other value to keep it.
See also: load_object, valid_override
""",
    ),
    Apply(
        "valid_override",
        Place.MASTER,
        "int valid_override(string file, string name, string compiled)",
        """\
May a file call an efun past the simul_efun of the same name, by efun::name()? Without it none may.

Arguments:
    file: the file that has the call, without extension.
    name: the name of the efun.
    compiled: the file that is compiled, which may include the other.
Returns: 1 to allow it, else 0, which is an error of the compiler.
Example:
    int valid_override(string file, string name) { return file == "/secure/simul_efun"; }
See also: valid_object
""",
    ),
    Apply(
        "get_include_path",
        Place.MASTER,
        "string *get_include_path(string file)",
        """\
A file is compiled: in which directories are its headers?

Arguments:
    file: the file.
Returns: the directories in the order of the search; ":DEFAULT:" among them stands for those of the configuration.
    Anything but an array of strings leaves it with these.
Example:
    string *get_include_path(string file) { return ({ ":DEFAULT:", "/domains/include" }); }
See also: compile_object
""",
        FLUFFOS,
    ),
    Apply(
        "valid_recompile",
        Place.MASTER,
        "int valid_recompile(string file, object who)",
        """\
May recompile_object() exchange a program while its objects live? Without it who may write to the file may do so.

Arguments:
    file: the name of the file.
    who: the object that wants to.
Returns: 1 to allow it, else 0.
Example:
    int valid_recompile(string file, object who) { return geteuid(who) == "Root"; }
See also: recompile_object, valid_write
""",
    ),
    Apply(
        "valid_bind",
        Place.MASTER,
        "int valid_bind(object binder, object owner, object new_owner)",
        """\
May bind() give a function value to another object? Without it none may.

Arguments:
    binder: the object that calls bind().
    owner: whose function it is.
    new_owner: whose it will be.
Returns: 1 to allow it, else 0.
See also: bind
""",
    ),
    Apply(
        "valid_hide",
        Place.MASTER,
        "int valid_hide(object ob)",
        """\
May an object hide itself, and see hidden objects? Without it none may.

Arguments:
    ob: the object.
Returns: 1 to allow it, else 0.
See also: set_hide
""",
    ),
    Apply(
        "valid_seteuid",
        Place.MASTER,
        "int valid_seteuid(object ob, string euid)",
        """\
May an object act on behalf of somebody else? Without it none may.

Arguments:
    ob: the object.
    euid: the name. For its own uid, and for 0, the object need not ask.
Returns: 1 to allow it, else 0.
See also: seteuid
""",
    ),
    Apply(
        "valid_shadow",
        Place.MASTER,
        "int valid_shadow(object ob)",
        """\
May previous_object() shadow an object? Without it none may.

Arguments:
    ob: the object.
Returns: 1 to allow it, else 0.
See also: shadow
""",
    ),
    Apply(
        "valid_socket",
        Place.MASTER,
        "int valid_socket(object who, string action, mixed *about)",
        """\
May an object use a socket? Without it none may.

Arguments:
    who: the object.
    action: the name of the efun without `socket_`.
    about: number, owner, address and port of the socket.
Returns: 1 to allow it, else 0.
See also: socket_create
""",
    ),
    Apply(
        "valid_http",
        Place.MASTER,
        "int valid_http(object who, string method, string url)",
        """\
May an object send an HTTP request, or have git clone from a server? Without it any may: by http_request() and
git_clone() to public addresses (with the setting HttpPrivateAddresses to all), by perform_to() to all.

Arguments:
    who: the object.
    method: such as "GET"; "GIT" for git_clone().
    url: where to.
Returns: 0 to refuse it; 1 to allow it to public addresses; 2 to any address, also to this machine and its neighbours.
Example:
    int valid_http(object who, string method, string url) { return strsrch(url, "https://example.com/") == 0; }
See also: http_request, mudlib_http_get, perform_to, git_clone
""",
    ),
    Apply(
        "valid_process",
        Place.MASTER,
        "int valid_process(object who, string *command)",
        """\
May an object run a program? Without it none may by process_start(), and external_start() may run what the configuration
lists.

Arguments:
    who: the object.
    command: the program's name in the configuration and its arguments; git efuns give "git" and what they are to do.
Returns: 1 to allow it, else 0.
Example:
    int valid_process(object who, string *command) { return geteuid(who) == "Root" && command[0] == "git"; }
See also: process_start, external_start
""",
    ),
    Apply(
        "valid_database",
        Place.MASTER,
        "mixed valid_database(object who, string action, mixed *info)",
        """\
May an object do something with a database? Without it objects may open SQLite files that they may write to, and use
what objects of their own uid have opened.

It is asked at every call; files need the word of valid_read() or valid_write() besides.

Arguments:
    who: the object.
    action: "connect" (db_open(), db_connect()), "exec" (a statement), "fetch", "commit", "rollback", "close" or
        "status".
    info: for "connect" the database, the host or 0 and the user; for "exec" the statement; else ({ }).
Returns: 0 to refuse it, else 1; for "connect" a string allows it too, and is the password of a database on a server.
Example:
    mixed valid_database(object who, string action, mixed *info) { return geteuid(who) == "Root"; }
See also: db_open, db_query, db_connect, db_exec, valid_write
""",
    ),
    Apply(
        "valid_async",
        Place.MASTER,
        "int valid_async(object who, string action, object owner, string kind)",
        """\
May an object see or end operations of another uid, or begin one of an extension?

Without it none may see or end what is not of its own uid, and all may begin what the configuration lets in.

Arguments:
    who: the object.
    action: "info" (async_info()), "cancel" (async_cancel()), or "begin" (the efun of an extension; the owner is who).
    owner: whose operation it is.
    kind: what it is, such as "http", or the name of the extension's efun.
Returns: 1 to allow it, else 0.
Example:
    int valid_async(object who, string action, object owner, string kind) { return geteuid(who) == "Root"; }
See also: async_info, async_cancel
""",
    ),
    Apply(
        "valid_agent",
        Place.MASTER,
        "int valid_agent(object who, object agent, int max_turns)",
        """\
May an object let the language model speak? Without it none may.

Arguments:
    who: the object.
    agent: for which object the model is to speak.
    max_turns: how often the model may be asked.
Returns: 1 to allow it, else 0.
Example:
    int valid_agent(object who, object agent, int max_turns) { return geteuid(who) == "Root" && max_turns <= 10; }
See also: agent_model_inference
""",
    ),
    Apply(
        "valid_mcp",
        Place.MASTER,
        "int valid_mcp(string tool, mapping arguments)",
        """\
May a program that speaks MCP have something done? Without it it may do what the configuration lets it.

It is asked in the turn in which it is to be done, before it; previous_object() is the object on whose behalf it is
done, with the uid of the configuration (McpUid).

Arguments:
    tool: what is to be done: "list_files", "read_file", "find_programs", "check", "inspect", "list_objects", "log",
        "manual", "load", "update", "call", "evaluate", "play" or "run_tests", or the name of a tool of LPC.
    arguments: those of the tool, such as (["path": "/std/room.c"]).
Returns: 1 to allow it, else 0.
Example:
    int valid_mcp(string tool, mapping arguments) { return tool != "evaluate"; }
See also: valid_mcp_tool, mcp_register_tool, valid_read, valid_write
""",
    ),
    Apply(
        "valid_mcp_tool",
        Place.MASTER,
        "int valid_mcp_tool(object who, string name)",
        """\
May an object offer a tool to programs that speak MCP? Without it only the master itself may.

Arguments:
    who: the object.
    name: the name of the tool.
Returns: 1 to allow it, else 0.
Example:
    int valid_mcp_tool(object who, string name) { return geteuid(who) == "Root"; }
See also: mcp_register_tool, valid_mcp
""",
    ),
    Apply(
        "valid_http_serve",
        Place.MASTER,
        "int valid_http_serve(object who, string path)",
        """\
May an object answer the HTTP requests of a path? Without it only the master itself may.

Arguments:
    who: the object.
    path: such as "/who"; one that ends with a slash stands for everything below it.
Returns: 1 to allow it, else 0.
Example:
    int valid_http_serve(object who, string path) { return geteuid(who) == "Root"; }
See also: http_serve
""",
    ),
    Apply(
        "valid_channel",
        Place.MASTER,
        "int valid_channel(object who, string name)",
        """\
May an object open a channel for clients? Without it only the master itself may.

Arguments:
    who: the object.
    name: of the channel.
Returns: 1 to allow it, else 0.
Example:
    int valid_channel(object who, string name) { return geteuid(who) == "Root"; }
See also: channel_open
""",
    ),
)
