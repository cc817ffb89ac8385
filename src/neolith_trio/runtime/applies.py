"""Applies: the functions of the mudlib that the driver calls, and the text of their manual pages.

The rule: whatever the driver calls by a name of its own has a line here; a test compares the table with the source.
Only the manual reads it. `manual` is written like the docstring of an efun.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from ..config import Profile
from ..data import frozen

_ANY: Final = frozenset(Profile)
_NEOLITH: Final = frozenset({Profile.NEOLITH})
_OTHERS: Final = frozenset({Profile.MUDOS, Profile.FLUFFOS})
_FLUFFOS: Final = frozenset({Profile.FLUFFOS})
_NOT_FLUFFOS: Final = _ANY - _FLUFFOS


class Place(Enum):
    """In which objects the driver looks for a function."""

    ALL = "every object"
    USER = "user objects"
    MASTER = "the master object"


@frozen
class Apply:
    """One apply: in which objects, its prototype, and when it is called with what."""

    name: str
    place: Place
    prototype: str
    manual: str
    profiles: frozenset[Profile] = _ANY


APPLIES: Final[tuple[Apply, ...]] = (
    # -- every object -----------------------------------------------------------------------------------------
    Apply(
        "create",
        Place.ALL,
        "void create(mixed argument, ...)",
        """\
A new object is made.

It is called once for every object: for the one that is loaded and for each clone. The global variables have their
first values already. The create() of an inherited program is not called by itself: call ::create().

Arguments:
    argument: what clone_object() was called with besides the name; nothing for an object that is loaded.
Example:
    void create(string owner) { set_owner(owner); }
See also: clone_object, load_object, reset
""",
    ),
    Apply(
        "reset",
        Place.ALL,
        "void reset()",
        """\
Time has passed: make good what was used up.

It is called in objects that were used since the last time, after the configured time (ResetDuration) or the one of
set_reset(). An object without it is not asked again.

Example:
    void reset() { if (!present("guard")) new("/npc/guard")->move(this_object()); }
See also: set_reset, create, clean_up
""",
    ),
    Apply(
        "clean_up",
        Place.ALL,
        "int clean_up(int inherited)",
        """\
Nobody has used this object for the configured time (CleanUpDuration).

Arguments:
    inherited: how many programs inherit this one, and 0 for clones.
Returns: 0: never ask again. Something else: ask again after the same time.
Example:
    int clean_up(int inherited) { if (!inherited) destruct(this_object()); return 1; }
See also: destruct, reset
""",
    ),
    Apply(
        "heart_beat",
        Place.ALL,
        "void heart_beat()",
        """\
The heart of the object beats.

this_player() is the object itself if it is living, else 0. An error stops the heart.

Example:
    void heart_beat() { if (hit_points < most_hit_points) hit_points++; }
See also: set_heart_beat, call_out
""",
    ),
    Apply(
        "init",
        Place.ALL,
        "void init()",
        """\
A living object came near this one, or this one came near it: time to offer it commands.

When an object moves into another one, it is called in the surroundings and in all that is there with the mover as
this_player(), if the mover is living, and in the mover with each living object there as this_player().

Example:
    void init() { add_action("do_push", "push"); }
See also: add_action, move_object, enable_commands
""",
    ),
    Apply(
        "id",
        Place.ALL,
        "int id(string name)",
        """\
present() asks whether the object goes by a name.

Arguments:
    name: the name.
Returns: 1 if it does, else 0.
Example:
    int id(string name) { return name == "lamp"; }
See also: present
""",
    ),
    Apply(
        "before_tool_call",
        Place.ALL,
        "int before_tool_call(string name, mapping arguments)",
        """\
The language model that speaks for this object wants to call one of its tools.

Arguments:
    name: the name of the tool.
    arguments: its arguments.
Returns: 0 to let it be called; something else to tell the model that it is not.
Example:
    int before_tool_call(string name, mapping arguments) { return name == "attack"; }
See also: after_tool_call, agent_register_tool
""",
    ),
    Apply(
        "after_tool_call",
        Place.ALL,
        "mixed after_tool_call(string name, mapping arguments, mixed result)",
        """\
A tool of this object was called by the language model that speaks for it.

Arguments:
    name: the name of the tool.
    arguments: its arguments.
    result: what it has returned.
Returns: what the model is told instead; 0 to tell it the result.
Example:
    mixed after_tool_call(string name, mapping arguments, mixed result) { write_file("/log/agents", name); return 0; }
See also: before_tool_call, agent_register_tool
""",
    ),
    Apply(
        "move_or_destruct",
        Place.ALL,
        "int move_or_destruct(object to)",
        """\
What holds this object is destructed: move away, or go with it.

Arguments:
    to: what is around the object that is destructed; 0 when nothing is.
Returns: nothing that matters; who is still inside afterwards is destructed.
Example:
    int move_or_destruct(object to) { if (to) move_object(to); return 0; }
See also: destruct, move_object
""",
    ),
    Apply(
        "on_destruct",
        Place.ALL,
        "void on_destruct()",
        """\
The object is about to be destructed, and has asked to hear of it by set_notify_destruct().

See also: set_notify_destruct, destruct
""",
        _FLUFFOS,
    ),
    Apply(
        "catch_tell",
        Place.ALL,
        "void catch_tell(string text)",
        """\
Text for an object to which nobody is connected.

Arguments:
    text: what was said, written or told.
Example:
    void catch_tell(string text) { if (text == "hello\\n") command("say hello"); }
See also: tell_object, say, write, receive_message
""",
    ),
    Apply(
        "terminal_colour_replace",
        Place.ALL,
        "string terminal_colour_replace(string part)",
        """\
What stands for a part of a text: called by terminal_colour() of that object, for every part between two %^.

Arguments:
    part: a name, or the text between two of them.
Returns: the name of another code, or any text, which takes no room on the line; 0 leaves the part as it is.
Example:
    string terminal_colour_replace(string part) { return part == "DANGER" ? "RED" : 0; }
See also: terminal_colour
""",
    ),
    Apply(
        "receive_message",
        Place.ALL,
        "void receive_message(mixed kind, mixed text)",
        """\
message() has something for this object.

Arguments:
    kind: the first argument of message().
    text: its second.
Example:
    void receive_message(string kind, string text) { if (kind != "shout" || !deaf) receive(text); }
See also: message, receive, catch_tell
""",
    ),
    # -- every object: the parser of sentences ----------------------------------------------------------------
    *(
        Apply(
            name,
            Place.ALL,
            f"string *{name}()",
            f"""\
parse_command() and parse_sentence() ask what {what}.

parse_command() asks each object that it looks at, every time, and the master for words that fit all objects.
parse_sentence() asks once, and again after parse_refresh().

Returns: an array of words; for parse_command() some of them may be several words with blanks between.
Example:
    string *{name}() {{ return ({{ {example} }}); }}
See also: parse_command, parse_sentence, parse_refresh, parse_command_users
""",
        )
        for name, what, example in (
            ("parse_command_id_list", "the object is called", '"lamp", "light"'),
            ("parse_command_plural_id_list", "several of its kind are called", '"lamps", "lights"'),
            ("parse_command_adjectiv_id_list", "adjectives fit the object", '"small", "green"'),
        )
    ),
    *(
        Apply(
            name,
            Place.ALL,
            f"int {name}()",
            f"""\
parse_sentence() asks {what}

It is asked once, and again after parse_refresh().

Returns: 1 or 0.
See also: parse_sentence, parse_refresh, parse_init
""",
            _OTHERS,
        )
        for name, what in (
            ("is_living", "whether LIV in a rule may mean the object."),
            ("inventory_accessible", "whether what the object holds can be reached."),
            ("inventory_visible", "whether what the object holds can be seen."),
            ("livings_are_remote", "an object that has verbs whether LIV may mean people who are elsewhere."),
        )
    ),
    Apply(
        "the_short",
        Place.ALL,
        "string the_short()",
        """\
parse_sentence() needs the name of an object for a text.

Returns: the name with its article, such as "the green lamp".
Example:
    string the_short() { return "the " + short(); }
See also: parse_sentence, parser_error_message
""",
        _OTHERS,
    ),
    # -- user objects -----------------------------------------------------------------------------------------
    Apply(
        "logon",
        Place.USER,
        "void logon()",
        """\
Somebody is connected to this object now, which the master's connect() has returned.

this_player() is the object.

Example:
    void logon() { write("By what name? "); input_to("named"); }
See also: connect, input_to, exec
""",
    ),
    Apply(
        "net_dead",
        Place.USER,
        "void net_dead()",
        """\
The connection is gone: the other end closed it, remove_interactive() did, or the driver stops.

It is not called when the object itself is destructed.

Example:
    void net_dead() { save_me(); set_heart_beat(0); }
See also: remove_interactive, logon, get_save_file_name
""",
    ),
    Apply(
        "process_input",
        Place.USER,
        "mixed process_input(string line)",
        """\
The user typed a line for which no input_to() or editor waits.

On a binary port it is called with each piece of data as a buffer, on an ascii port with each line, and what it returns
is ignored there.

Arguments:
    line: what he typed.
Returns: a string: do that instead of the line. 0: do the line. Any other value: all is done.
Example:
    mixed process_input(string line) { return line == "n" ? "north" : 0; }
See also: add_action, input_to, write_prompt
""",
    ),
    Apply(
        "write_prompt",
        Place.USER,
        "void write_prompt()",
        """\
The driver is ready for the next line: write a prompt.

Without it the prompt is "> ". It is not called while an input_to(), get_char() or the editor waits.

Example:
    void write_prompt() { write(query_hit_points() + "> "); }
See also: input_prompt, process_input
""",
    ),
    Apply(
        "input_prompt",
        Place.USER,
        "void input_prompt(mixed waiting, int flags, ...)",
        """\
The driver is ready for the next line or character, for which an input_to() or get_char() waits.

Arguments:
    waiting: the function that waits: its name if it was given by name.
    flags: the flags of input_to().
    ...: the further arguments of input_to().
Example:
    void input_prompt(mixed waiting, int flags) { write(flags & 1 ? "(hidden) " : "] "); }
See also: input_to, get_char, write_prompt
""",
    ),
    Apply(
        "receive_snoop",
        Place.USER,
        "void receive_snoop(string text)",
        """\
What the user on whom this one snoops sees or types.

Arguments:
    text: the text.
Example:
    void receive_snoop(string text) { receive("%" + text); }
See also: snoop, receive
""",
    ),
    *(
        Apply(
            name,
            Place.USER,
            f"void {name}(int width, int height)",
            f"""\
The user's terminal has told its size (telnet option NAWS), or changed it.

Arguments:
    width: columns.
    height: lines.
Example:
    void {name}(int width, int height) {{ screen_width = width; }}
See also: {other}
""",
            profiles,
        )
        for name, other, profiles in (
            ("set_window_size", "set_terminal_type", _NEOLITH),
            ("window_size", "terminal_type", _OTHERS),
        )
    ),
    *(
        Apply(
            name,
            Place.USER,
            f"void {name}(string terminal)",
            f"""\
The user's client has told what terminal it is (telnet option TTYPE).

Arguments:
    terminal: its name, such as "xterm".
Example:
    void {name}(string terminal) {{ colours = strsrch(terminal, "color") >= 0; }}
See also: {other}
""",
            profiles,
        )
        for name, other, profiles in (
            ("set_terminal_type", "set_window_size", _NEOLITH),
            ("terminal_type", "window_size", _OTHERS),
        )
    ),
    Apply(
        "telnet_suboption",
        Place.USER,
        "void telnet_suboption(string data)",
        """\
A telnet subnegotiation that the driver has no use for.

Arguments:
    data: the number of the option as the first character, and what came with it.
Example:
    void telnet_suboption(string data) { if (data[0] == 201) out_of_band(data[1..]); }
See also: process_input
""",
    ),
    Apply(
        "gmcp_enable",
        Place.USER,
        "void gmcp_enable()",
        """\
The user's client speaks GMCP: it has agreed to the driver's offer.

It is called in the object that is connected then; after exec() has_gmcp() tells the new one.

Example:
    void gmcp_enable() { write("Your client speaks GMCP.\\n"); }
See also: has_gmcp, send_gmcp, gmcp
""",
    ),
    Apply(
        "msdp_enable",
        Place.USER,
        "void msdp_enable()",
        """\
The user's client speaks MSDP: it has agreed to the driver's offer.

It is called in the object that is connected then; after exec() has_msdp() tells the new one.

Example:
    void msdp_enable() { write("Your client speaks MSDP.\\n"); }
See also: has_msdp, send_msdp_variable, msdp
""",
    ),
    Apply(
        "mxp_enable",
        Place.USER,
        "void mxp_enable()",
        """\
The user's client speaks MXP: it has agreed to the driver's offer.

It is called in the object that is connected then; after exec() has_mxp() tells the new one.

Example:
    void mxp_enable() { write("Your client speaks MXP.\\n"); }
See also: has_mxp, act_mxp, mxp_tag
""",
    ),
    Apply(
        "msp_enable",
        Place.USER,
        "void msp_enable()",
        """\
The user's client speaks MSP: it has agreed to the driver's offer.

It is called in the object that is connected then; after exec() has_msp() tells the new one.

Example:
    void msp_enable() { write("Your client speaks MSP.\\n"); }
See also: has_msp, telnet_msp_oob
""",
    ),
    Apply(
        "gmcp",
        Place.USER,
        "void gmcp(string message)",
        """\
The user's client has sent a GMCP message.

Arguments:
    message: the name of the package and the message, then perhaps a blank and JSON.
Example:
    void gmcp(string message) { if (message == "Core.KeepAlive") return; }
See also: gmcp_enable, has_gmcp, send_gmcp
""",
    ),
    Apply(
        "msdp",
        Place.USER,
        "void msdp(string data)",
        """\
The user's client has sent MSDP variables.

Arguments:
    data: the variables, each a character 1, its name, a character 2 and its value.
Example:
    void msdp(string data) { string *pairs = explode(data, "\\x01"); }
See also: msdp_enable, has_msdp, send_msdp_variable
""",
    ),
    Apply(
        "mxp_tag",
        Place.USER,
        "int mxp_tag(string line)",
        """\
The user's client has sent a line of MXP instead of a command.

It is called while the client speaks MXP, for lines that begin with an MXP line mode.

Arguments:
    line: the line; its ESC is a blank, unless the configuration lets escape characters be.
Returns: 1 when the line is dealt with, 0 to let it be a command after all.
Example:
    int mxp_tag(string line) { return strsrch(line, "<VERSION") >= 0; }
See also: mxp_enable, has_mxp
""",
    ),
    Apply(
        "zmp_command",
        Place.USER,
        "void zmp_command(string command, string *arguments)",
        """\
The user's client has sent a ZMP command.

Arguments:
    command: its name.
    arguments: its arguments.
Example:
    void zmp_command(string command, string *arguments) { if (command == "zmp.ping") send_zmp("zmp.time", ({ "0" })); }
See also: has_zmp, send_zmp
""",
    ),
    Apply(
        "receive_environ",
        Place.USER,
        "void receive_environ(string name, string value)",
        """\
The user's client has told a variable of its environment (telnet option NEW-ENVIRON, MNES).

Arguments:
    name: the variable.
    value: what it is.
Example:
    void receive_environ(string name, string value) { if (name == "CLIENT_NAME") write(value); }
See also: terminal_type
""",
    ),
    # -- the master object: life of the mud -------------------------------------------------------------------
    Apply(
        "get_mud_stats",
        Place.MASTER,
        "mapping get_mud_stats()",
        """\
Somebody asks what kind of MUD this is (telnet option MSSP, or the line MSSP-REQUEST).

Returns: the variables of MSSP; a value is a string, an int or an array of such. The driver adds NAME, PLAYERS and
    UPTIME when they are missing.
Example:
    mapping get_mud_stats() { return ([ "CODEBASE": "my lib", "LANGUAGE": "English" ]); }
See also: connect
""",
    ),
    Apply(
        "get_root_uid",
        Place.MASTER,
        "string get_root_uid()",
        """\
The master is loaded: what is its uid?

Returns: the name, which becomes uid and euid of the master.
Example:
    string get_root_uid() { return "Root"; }
See also: get_bb_uid, creator_file, getuid
""",
    ),
    Apply(
        "get_bb_uid",
        Place.MASTER,
        "string get_bb_uid()",
        """\
The master is loaded the first time: what is the backbone uid?

An object for which creator_file() answers with it gets the uid and euid of whoever makes it.

Returns: the name.
Example:
    string get_bb_uid() { return "Backbone"; }
See also: get_root_uid, creator_file
""",
    ),
    Apply(
        "epilog",
        Place.MASTER,
        "string *epilog(int level)",
        """\
The master is there: what else is to be loaded at the start?

Arguments:
    level: the number of the option -e, 0 without it.
Returns: an array of names, each of which goes to preload(), or 0.
Example:
    string *epilog(int level) { return explode(read_file("/adm/preload"), "\\n"); }
See also: preload
""",
    ),
    Apply(
        "preload",
        Place.MASTER,
        "void preload(string name)",
        """\
Load one of the objects that epilog() has named.

Each has an evaluation budget of its own; an error is reported, and the start goes on.

Arguments:
    name: the name, as epilog() wrote it.
Example:
    void preload(string name) { load_object(name); }
See also: epilog
""",
    ),
    Apply(
        "connect",
        Place.MASTER,
        "object connect(int port)",
        """\
Somebody comes in.

While it runs, the connection is that of the master itself, so write() reaches the newcomer.

Arguments:
    port: the number of the port, 0 for the console.
Returns: the object that gets the connection, in which logon() is called then; 0 to turn the newcomer away.
    this_object() makes the master itself the only user.
Example:
    object connect(int port) { return new("/secure/login"); }
See also: logon, exec
""",
    ),
    Apply(
        "compile_object",
        Place.MASTER,
        "object compile_object(string name)",
        """\
An object is wanted for which there is no file.

Arguments:
    name: its name.
Returns: an object, which gets that name and is a virtual object from then on (see virtualp), or 0.
Example:
    object compile_object(string name) { return strsrch(name, "/world/") ? 0 : new("/std/field", name); }
See also: load_object, clone_object, virtualp
""",
    ),
    Apply(
        "log_error",
        Place.MASTER,
        "void log_error(string file, string message)",
        """\
The compiler has an error or a warning to tell.

Without it the driver's log has it.

Arguments:
    file: the name of the file.
    message: the text, with file and line, and a newline.
Example:
    void log_error(string file, string message) { write_file("/log/compile", message); }
See also: error_handler
""",
    ),
    Apply(
        "error_handler",
        Place.MASTER,
        "mixed error_handler(mapping error, int caught)",
        """\
A program had a runtime error.

Without it an error that nobody catches goes to the driver's log, with a trace.

Arguments:
    error: "error" is the text, "program", "object", "file" and "line" say where it happened, "trace" is an array of
        mappings with "function", "program", "object", "file" and "line", the outermost call first.
    caught: 1 if a catch() has it, else it is left out. Values of throw() that are caught are not told.
Returns: a text for the driver's log, or 0.
Example:
    mixed error_handler(mapping error, int caught) { if (!caught) write_file("/log/errors", error["error"]); }
See also: catch, error, log_error
""",
    ),
    Apply(
        "object_name",
        Place.MASTER,
        "string object_name(object ob)",
        """\
sprintf() shows an object by %O: does it have a name that people know?

Arguments:
    ob: the object.
Returns: the name, which is shown behind the file name, or 0.
Example:
    string object_name(object ob) { return interactive(ob) ? ob->query_name() : 0; }
See also: sprintf, file_name
""",
    ),
    # -- the master object: who owns what ---------------------------------------------------------------------
    Apply(
        "creator_file",
        Place.MASTER,
        "string creator_file(string name)",
        """\
A new object: who is its owner?

Arguments:
    name: the name of the object.
Returns: its uid.
Example:
    string creator_file(string name) { return explode(name, "/")[0]; }
See also: getuid, get_bb_uid, privs_file
""",
    ),
    Apply(
        "privs_file",
        Place.MASTER,
        "string privs_file(string name)",
        """\
A new object: what are its privs?

Arguments:
    name: the name of the object.
Returns: the string, or 0 for none.
Example:
    string privs_file(string name) { return strsrch(name, "/secure/") ? "mudlib" : "admin"; }
See also: query_privs, set_privs, creator_file
""",
        _OTHERS,
    ),
    # -- the master object: what is allowed -------------------------------------------------------------------
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
        _FLUFFOS,
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
May an object send an HTTP request? Without it any may: by http_request() to public addresses, by perform_to() to all.

Arguments:
    who: the object.
    method: such as "GET".
    url: where to.
Returns: 0 to refuse it; 1 to allow it to public addresses; 2 to any address, also to this machine and its neighbours.
Example:
    int valid_http(object who, string method, string url) { return strsrch(url, "https://example.com/") == 0; }
See also: http_request, mudlib_http_get, perform_to
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
    # -- the master object: the parsers of commands and sentences ---------------------------------------------
    Apply(
        "parse_command_all_word",
        Place.MASTER,
        "string parse_command_all_word()",
        """\
Which word means all objects for %i, %l and %d of parse_command()?

It is asked at every parse_command(). Without it no word does.

Returns: a word.
Example:
    string parse_command_all_word() { return "all"; }
See also: parse_command, parse_command_prepos_list
""",
    ),
    Apply(
        "parse_command_prepos_list",
        Place.MASTER,
        "string *parse_command_prepos_list()",
        """\
Which prepositions does %p of parse_command() find, and may stand in the rules of parse_add_rule()?

It is asked at every parse_command(), where a preposition may be several words, and once for rules.

Returns: an array of words; the first that fits counts.
Example:
    string *parse_command_prepos_list() { return ({ "in", "on", "with", "to" }); }
See also: parse_command, parse_add_rule
""",
    ),
    Apply(
        "parse_command_users",
        Place.MASTER,
        "object *parse_command_users()",
        """\
Which people may be meant by a sentence, wherever they are?

Returns: an array of objects.
Example:
    object *parse_command_users() { return users(); }
See also: parse_sentence, livings_are_remote
""",
        _OTHERS,
    ),
    Apply(
        "parser_error_message",
        Place.MASTER,
        "string parser_error_message(int kind, object ob, mixed detail, ...)",
        """\
parse_sentence() has found no reading: what is the user told?

Arguments:
    kind: 1: nothing here is called so; 2: it does not live; 3: it cannot be reached; 4: several may be meant; 5: there
        are not so many; 6: an object has refused; 7: there is no such word; 8: several, where only one can be.
    ob: an object, or 0.
    detail: the words or objects that are the matter; for 6 the text of the object.
Returns: the text, which parse_sentence() returns.
Example:
    string parser_error_message(int kind, object ob, mixed detail) { return kind == 6 ? detail : "You can't.\n"; }
See also: parse_sentence
""",
        _OTHERS,
    ),
    # -- the master object: the editor ------------------------------------------------------------------------
    Apply(
        "make_path_absolute",
        Place.MASTER,
        "string make_path_absolute(string name)",
        """\
A user of the editor has typed a file name that does not begin with a slash.

Arguments:
    name: what he typed.
Returns: the whole name; 0 to refuse it.
Example:
    string make_path_absolute(string name) { return this_player()->query_directory() + "/" + name; }
See also: ed
""",
    ),
    *(
        Apply(
            name,
            Place.MASTER,
            f"string {name}(string file, object who)",
            """\
Somebody goes in the midst of editing: his connection is lost, or he is destructed.

Arguments:
    file: the file that he edits.
    who: the object.
Returns: the name of the file in which his text is saved; 0 to forget it.
See also: ed, in_edit, net_dead
""",
            profiles,
        )
        for name, profiles in (("get_save_file_name", _NOT_FLUFFOS), ("get_ed_buffer_save_file_name", _FLUFFOS))
    ),
    Apply(
        "retrieve_ed_setup",
        Place.MASTER,
        "int retrieve_ed_setup(object who)",
        """\
Somebody begins to edit: what settings does he like?

Arguments:
    who: the object.
Returns: the number that save_ed_setup() got for him; 0 for the usual ones.
See also: save_ed_setup, ed
""",
    ),
    Apply(
        "save_ed_setup",
        Place.MASTER,
        "int save_ed_setup(object who, int settings)",
        """\
Somebody has typed `set save` in the editor: keep his settings.

Arguments:
    who: the object.
    settings: a number for retrieve_ed_setup().
Returns: 1 if they are kept, else 0.
See also: retrieve_ed_setup, ed
""",
    ),
)
