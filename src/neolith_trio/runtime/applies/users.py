"""The functions that the driver calls in objects to which somebody is connected."""

from __future__ import annotations

from typing import Final

from .apply import NEOLITH, OTHERS, Apply, Place

USERS: Final[tuple[Apply, ...]] = (
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
            ("set_window_size", "set_terminal_type", NEOLITH),
            ("window_size", "terminal_type", OTHERS),
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
            ("set_terminal_type", "set_window_size", NEOLITH),
            ("terminal_type", "window_size", OTHERS),
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
)
